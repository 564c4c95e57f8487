"""The largest gaps on the first sheet of report.xlsx."""

from __future__ import annotations

from pcf.assessment import ProcessScore
from pcf.assessment.highlights import largest_gaps
from pcf.excel.results.page import Page
from pcf.excel.workbook.blocks import write_heads
from pcf.excel.workbook.formulas import bar_of
from pcf.excel.workbook.grid import Formula
from pcf.maturity import HIGHEST

_LEAST_ROW, _BETWEEN = 25.0, 10.0


def write_gaps(page: Page, top: int) -> int:
    """Write the processes farthest below their target, in columns as above; return the first row below."""
    say, grid, found = page.say, page.grid, largest_gaps(page.card)
    grid.set_row(top, _BETWEEN)
    bar = (page.cells[3][0], page.cells[4][1])
    heads = (say("Level"), say("Target"), say("Gap"), say("Gap, as a bar"))
    columns = list(zip([*page.cells[:3], bar], heads, strict=True))
    write_heads(grid, top + 1, (page.side, say("Largest gaps to target")), columns)
    for row, process in enumerate(found.processes, start=top + 2):
        _write(page, row, process)
    below = top + 2 + len(found.processes)
    equals = say("Gaps as large as the third: {count} more", count=page.figures.count(found.equals))
    remark = say("No rated process is below its target.") if not found.processes else equals if found.equals else ""
    grid.page.write_string(below, page.side[0], remark, grid.styles.remark)
    return below + 1


def _write(page: Page, row: int, process: ProcessScore) -> None:
    grid, styles, name = page.grid, page.grid.styles, page.told(process)
    grid.set_row(row, page.height_of(name, page.side, _LEAST_ROW))
    grid.write(row, page.side, name, styles.plain_name)
    numbers = [
        None if one is None else float(one) for one in (process.score.score, process.answers.target, process.gap)
    ]
    for part, number in zip(page.cells, numbers, strict=False):
        is_whole = number is None or number.is_integer()
        grid.write(row, part, number, styles.tile_whole if is_whole else styles.tile_tenths)
    drawn = bar_of(grid.cell(row, page.cells[2]), numbers[-1], most=int(HIGHEST), signs=10)
    grid.write(row, (page.cells[3][0], page.cells[4][1]), Formula(*drawn), styles.tile_bar)
