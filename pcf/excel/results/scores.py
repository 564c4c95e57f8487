"""Tables of scores on the first sheet of report.xlsx, each with its chart: process groups, and segments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pcf.assessment.highlights import target_of
from pcf.assessment.words import STATUS
from pcf.excel.results.page import Page
from pcf.excel.styles import TARGET, TREND
from pcf.excel.workbook.blocks import write_heads
from pcf.excel.workbook.group_chart import ChartData, draw_groups, place_chart
from pcf.maturity import AT_TARGET, Score

_LEAST_ROW, _BETWEEN, _LEAST_CHART = 27.0, 6.0, 320  # points, the chart in pixels


@dataclass(frozen=True, slots=True)
class _Row:
    """One group or segment: its name, the narrow column before it blank for a segment, and its score."""

    key: str
    number: str
    name: str
    score: Score
    target: float | None


def write_groups(page: Page, top: int, write_below: Callable[[int], int]) -> int:
    """Write the groups, those not applicable last, with their chart; return the first row below.

    Args:
        page: The sheet.
        top: The row of the heads.
        write_below: Writes what stands below the table beside the chart, from a row on; returns the row after.
    """
    say, taxonomy = page.say, page.figures.taxonomy
    rows = []
    for group in sorted(page.card.groups, key=lambda group: not group.applicable):
        target = target_of(page.card, group) if group.applicable else None
        element = taxonomy[group.id]
        aim = None if target is None else float(target)
        rows.append(_Row(group.id, element.hierarchy_id or "", element.shown_name, group, aim))
    _write(page, top, (say("Process groups"), say("Score")), rows, page.grid.styles.tile_number)
    below = write_below(top + len(rows) + 1)
    count = sum(group.applicable for group in page.card.groups)
    data = ChartData(page.name, top, count, page.side[0], (page.cells[0][0], page.cells[1][0]))
    title = say("Process groups, levels 0 to 5")
    draw_groups(page.report.book, page.grid, data, title, (page.chart, top, below))
    page.grid.set_row(below, _BETWEEN)
    return below + 1


def write_segment_indexes(page: Page, top: int) -> int:
    """Write the index of every segment with their chart; return the first row below."""
    say, grid = page.say, page.grid
    rows = [_Row(f"#{one.segment.id}", "", one.segment.name, one.index, float(AT_TARGET)) for one in page.card.segments]
    heads = (say("Segments"), say("Index, 0 to 100"))
    _write(page, top, heads, rows, grid.styles.tile_tenths)
    below = top + len(rows) + 1
    while grid.height_of(top, below) < _LEAST_CHART:
        grid.set_row(below, 20)
        below += 1
    _draw_segments(
        page, ChartData(page.name, top, len(rows), page.side[0], (page.cells[0][0], page.cells[1][0])), below
    )
    return below + 1


def _write(page: Page, top: int, heads: tuple[str, str], rows: Sequence[_Row], look: Any) -> None:
    say, grid = page.say, page.grid
    names = (heads[1], say("Target"), say("Range from"), say("Range to"), say("Coverage"))
    write_heads(grid, top, (page.side, heads[0]), list(zip(page.cells, names, strict=True)))
    for place, row in enumerate(rows, start=top + 1):
        _row(page, place, row, look)


def _row(page: Page, place: int, row: _Row, look: Any) -> None:
    grid, styles, score = page.grid, page.grid.styles, row.score
    left, name = page.side[0], _told(page, row)
    part = (left + 1, page.side[1]) if row.number else page.side
    grid.set_row(place, page.height_of(name, part, _LEAST_ROW))
    if row.number:
        grid.write(place, (left, left), row.number, styles.plain_name)
    grid.write(place, part, name, styles.plain_name)
    numbers = (score.score, row.target, score.low, score.high, score.coverage)
    for column, cells, number in zip(range(len(numbers)), page.cells, numbers, strict=True):
        is_share = column == len(numbers) - 1
        value = None if number is None or not score.applicable else float(number)
        grid.write(place, cells, value, styles.tile_percent if is_share else look)
    page.numbers[row.key] = grid.cell(place, page.cells[0])


def _told(page: Page, row: _Row) -> str:
    """Return a name, with what keeps its score from being a full one."""
    if not row.score.applicable:
        said = page.say("not applicable")
    elif row.score.status == "scored":
        return row.name
    else:
        said = page.say(STATUS[row.score.status])
    return f"{row.name} ({said})"


def _draw_segments(page: Page, data: ChartData, below: int) -> None:
    """Draw the index of every segment as a column, with the target as a line."""
    book = page.report.book
    chart, line = book.add_chart({"type": "column"}), book.add_chart({"type": "line"})
    index, target = data.values
    shared = {"categories": data.column(data.names)}
    labels = {"value": True, "num_format": "0.0"}
    fill = {"name": [data.sheet, data.top, index], "values": data.column(index), "fill": {"color": TREND}, "gap": 60}
    chart.add_series(shared | fill | {"data_labels": labels})
    stroke = {"color": TARGET, "dash_type": "dash", "width": 2}
    line.add_series(shared | {"name": [data.sheet, data.top, target], "values": data.column(target), "line": stroke})
    chart.combine(line)
    chart.set_x_axis({"num_font": {"size": 8}})  # names of segments, so that they need no turning
    chart.set_y_axis({"min": 0, "max": 100, "major_unit": 20, "num_format": "0"})
    title = page.say("Service-level index of the segments, 80 = target")
    place_chart(page.grid, chart, title, (page.chart, data.top, below))
