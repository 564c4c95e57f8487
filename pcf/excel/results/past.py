"""Earlier rounds beside this one, on the first sheet of report.xlsx."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pcf.assessment import PastRound
from pcf.excel.live_sheets import COMPARISON, PAST_ROUNDS
from pcf.excel.results.page import Page
from pcf.excel.workbook.blocks import write_heads
from pcf.excel.workbook.comparison import draw_trend
from pcf.excel.workbook.grid import Formula, Part
from pcf.maturity import AT_STRETCH, HIGHEST

_LEAST_ROW = 22.0
_NAMES, _TREND = 9, 3  # columns; five rounds fill the page


@dataclass(frozen=True, slots=True)
class _Line:
    """What one group or segment came to in every round; ``most`` is the top of its scale."""

    key: str
    name: str
    now: Fraction | None
    past: Sequence[Decimal | None]
    most: Fraction


def write_past(page: Page, top: int) -> int:
    """Write the headline, the groups and the segments, the earliest round first; return the first row below."""
    grid, say = page.grid, page.say
    rounds = page.card.round.history[-PAST_ROUNDS:]
    names = (grid.first, grid.first + _NAMES - 1)
    *past, now, change = grid.pairs(names[1] + 1, len(rounds) + 2)
    trend = (change[1] + 1, change[1] + _TREND)
    heads = [
        *((part, one.round) for part, one in zip(past, rounds, strict=True)),
        (now, page.card.round.name or say("Now")), (change, say("Change since the last round")), (trend, say("Trend")),
    ]  # fmt: skip
    write_heads(grid, top, (names, say(COMPARISON.name)), heads)
    row = top
    for row, line in enumerate(_lines(page, rounds), start=top + 1):
        _write(page, row, line, [names, *past, now, change, trend])
    intro = say(COMPARISON.intro)
    grid.set_row(row + 1, page.height_of(intro, grid.whole, 0.0))
    grid.write(row + 1, grid.whole, intro, grid.styles.text)
    return row + 2


def _lines(page: Page, rounds: Sequence[PastRound]) -> Iterator[_Line]:
    for score in (page.card.score, *page.card.groups):
        past = [one.scores.get(score.id) for one in rounds]
        yield _Line(score.id, page.numbered(score.id), score.score, past, HIGHEST)
    for one in page.card.segments:
        indexes = [earlier.indexes.get(one.segment.id) for earlier in rounds]
        yield _Line(f"#{one.segment.id}", one.segment.name, one.index.score, indexes, AT_STRETCH)


def _write(page: Page, row: int, line: _Line, parts: Sequence[Part]) -> None:
    grid, styles = page.grid, page.grid.styles
    name, *past, now, change, trend = parts
    number = styles.tile_number if line.most == HIGHEST else styles.tile_tenths
    grid.set_row(row, page.height_of(line.name, name, _LEAST_ROW))
    grid.write(row, name, line.name, styles.plain_name)
    for part, value in zip(past, line.past, strict=True):
        grid.write(row, part, None if value is None else float(value), number)
    known = None if line.now is None else float(line.now)
    here, last = grid.cell(row, now), grid.cell(row, past[-1])
    grid.write(row, now, page.follow(line.key, line.now), number)
    before = line.past[-1]
    moved = None if known is None or before is None else round(known - float(before), 6)
    formula = f'=IF(AND(ISNUMBER({last}),ISNUMBER({here})),ROUND({here}-{last},6),"")'
    grid.write(row, change, Formula(formula, moved), styles.tile_change)
    grid.write(row, trend, "", styles.plain_name)
    if any(value is not None for value in line.past):
        cells = f"'{page.name}'!{grid.cell(row, past[0])}:{grid.cell(row, now)}"
        draw_trend(grid.page, (row, trend[0]), cells, float(line.most))
