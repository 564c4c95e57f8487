"""Short lists on the first sheet of report.xlsx: the largest gaps, the strongest processes."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.assessment import ProcessScore
from pcf.assessment.highlights import largest_gaps, strongest
from pcf.excel.results.page import Page
from pcf.excel.workbook.blocks import write_heads
from pcf.excel.workbook.formulas import bar_of
from pcf.excel.workbook.grid import Formula, Part
from pcf.excel.workbook.sheet import height_of
from pcf.maturity import HIGHEST

_LEAST_ROW, _BETWEEN = 25.0, 8.0


def write_gaps(page: Page, top: int) -> int:
    """Write the processes farthest below their target; return the first row below."""
    say, found = page.say, largest_gaps(page.card)
    heads = (say("Level"), say("Target"), say("Gap"))
    rows = [(one, (one.score.score, one.answers.target, one.gap)) for one in found.processes]
    none = say("No rated process is below its target.")
    equals = say("Gaps as large as the third: {count} more", count=page.figures.count(found.equals))
    return _write(page, top, (say("Largest gaps to target"), heads), rows, equals if found.equals else "", none)
