"""The chart of the process groups on the dashboard: a radar, or bars where it would have fewer than three axes."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.assessment.highlights import target_of
from pcf.excel.layout import RESULTS
from pcf.excel.styles import TARGET, TREND
from pcf.excel.workbook.grid import Grid
from pcf.excel.workbook.live import Live

_LEAST_AXES = 3
_ROW = 3  # where the data begin


@dataclass(frozen=True, slots=True)
class ChartData:
    """Where the data of the chart stand: heads in the first row, one group a row below."""

    sheet: str
    top: int
    count: int
    left: int


def write_chart_data(grid: Grid) -> ChartData:
    """Write, out of sight, what the chart shows: the groups that apply now, those not rated as gaps.

    Blank text would be drawn as 0, so that a missing score looked like the worst one; ``#N/A`` is what
    every spreadsheet program leaves out. These are the only cells of the workbook that show an error.
    """
    draft, page, left = grid.draft, grid.page, grid.hidden
    groups = [score for score in draft.card.groups if score.applicable]
    for place, name in enumerate((draft.say("Score"), draft.say("Target")), start=left + 1):
        _put(grid, _ROW, place, name)
    for row, score in enumerate(groups, start=_ROW + 1):
        element = draft.taxonomy[score.id]
        page.write_string(row, left, str(element.hierarchy_id))  # names are too long for the axes of a radar
        for place, column, value in (
            (left + 1, "score", score.score),
            (left + 2, "target", target_of(draft.card, score)),
        ):
            cell = draft.cell(RESULTS, score.id, column)
            cached = "#N/A" if value is None else float(value)
            page.write_formula(row, place, f"=IF(ISNUMBER({cell}),{cell},NA())", None, cached)
    return ChartData(draft.names["dashboard"], _ROW, len(groups), left)


def _put(grid: Grid, row: int, column: int, text: Live) -> None:
    grid.page.write_formula(row, column, f"={text.cell}", None, text.now)


def draw_groups(grid: Grid, data: ChartData, top: int, bottom: int) -> None:
    """Draw score and target of the groups; which groups apply is settled when the workbook is made."""
    draft = grid.draft
    if not data.count:
        return
    is_radar = data.count >= _LEAST_AXES
    chart = draft.book.add_chart({"type": "radar", "subtype": "with_markers"} if is_radar else {"type": "bar"})
    first, last = data.top + 1, data.top + data.count
    for place, colour, dash, width in ((1, TREND, "solid", 2.75), (2, TARGET, "dash", 2.0)):
        column = data.left + place
        line = {"color": colour, "dash_type": dash, "width": width}
        marker = {"type": "circle" if place == 1 else "diamond", "size": 7, "fill": {"color": colour}}
        chart.add_series(
            {
                "name": [data.sheet, data.top, column],
                "categories": [data.sheet, first, data.left, last, data.left],
                "values": [data.sheet, first, column, last, column],
                "line" if is_radar else "border": line,
                "fill": {"color": colour} if not is_radar else {"none": True},
                **({"marker": marker} if is_radar else {"gap": 60}),
            }
        )
    title = draft.say("Process groups, levels 0 to 5")
    chart.set_title({"name": f"={title.cell}", "name_font": {"size": 12, "bold": True}, "overlay": False})
    chart.set_legend({"position": "bottom"})
    axis = {"min": 0, "max": 5, "major_unit": 1, "major_gridlines": {"visible": True, "line": {"color": "#B8C4CA"}}}
    chart.set_y_axis(axis) if is_radar else chart.set_x_axis(axis)
    if not is_radar:
        chart.set_y_axis({"reverse": True})
    chart.show_blanks_as("gap")
    chart.show_na_as_empty_cell()
    chart.show_hidden_data()
    chart.set_size({"width": grid.pixels_of(grid.chart), "height": grid.height_of(top, bottom)})
    grid.page.insert_chart(top, grid.first, chart, {"description": title.now, "object_position": 1})
