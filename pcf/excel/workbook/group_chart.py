"""The chart of the process groups: a radar, or bars where it would have fewer than three axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pcf.excel.styles import TARGET, TREND
from pcf.excel.workbook.grid import Grid, Part
from pcf.excel.workbook.live import Live

_LEAST_AXES = 3
_INSET = 2  # pixels: a frame on the edge of a row would show on the page of paper before it
_GRID_LINE = {"visible": True, "line": {"color": "#B8C4CA"}}


@dataclass(frozen=True, slots=True)
class ChartData:
    """Where the data of a chart stand.

    Attributes:
        sheet: Its name.
        top: The row of the heads; one group a row below.
        count: How many rows.
        names: The column of what stands at the axes.
        values: The columns of the score and of the target.
    """

    sheet: str
    top: int
    count: int
    names: int
    values: tuple[int, int]

    def column(self, place: int) -> list[object]:
        """Return one column of the data as a chart wants it."""
        return [self.sheet, self.top + 1, place, self.top + self.count, place]


def draw_groups(book: Any, grid: Grid, data: ChartData, title: str | Live, place: tuple[Part, int, int]) -> None:
    """Draw score and target of the groups over a piece of the grid, from one row to the one before another."""
    part, top, bottom = place
    if not data.count:
        return
    is_radar = data.count >= _LEAST_AXES
    chart = book.add_chart({"type": "radar", "subtype": "with_markers"} if is_radar else {"type": "bar"})
    looks = ((TREND, "solid", 2.75, "circle"), (TARGET, "dash", 2.0, "diamond"))
    for column, (colour, dash, width, sign) in zip(data.values, looks, strict=True):
        line = {"color": colour, "dash_type": dash, "width": width}
        marker = {"type": sign, "size": 7, "fill": {"color": colour}}
        chart.add_series(
            {
                "name": [data.sheet, data.top, column],
                "categories": data.column(data.names),
                "values": data.column(column),
                "line" if is_radar else "border": line,
                "fill": {"color": colour} if not is_radar else {"none": True},
                **({"marker": marker} if is_radar else {"gap": 60}),
            }
        )
    axis = {"min": 0, "max": 5, "major_unit": 1, "major_gridlines": _GRID_LINE}
    chart.set_y_axis(axis) if is_radar else chart.set_x_axis(axis)
    if not is_radar:
        chart.set_y_axis({"reverse": True})
    chart.show_na_as_empty_cell()
    chart.show_hidden_data()
    place_chart(grid, chart, title, (part, top, bottom))


def place_chart(grid: Grid, chart: Any, title: str | Live, place: tuple[Part, int, int]) -> None:
    """Name a chart and put it over a piece of the grid; what is blank stays a gap.

    Args:
        grid: Its rows down to the last have their heights already.
        chart: With its series.
        title: Said in the chosen language if it is live.
        place: The piece, the first row, and the row below the last.
    """
    part, top, bottom = place
    said = {"name": f"={title.cell}"} if isinstance(title, Live) else {"name": title}
    chart.set_title(said | {"name_font": {"size": 12, "bold": True}, "overlay": False})
    chart.set_legend({"position": "bottom"})
    chart.show_blanks_as("gap")
    chart.set_size({"width": grid.pixels_of(part), "height": grid.height_of(top, bottom) - 2 * _INSET})
    grid.page.insert_chart(top, part[0], chart, {"description": str(title), "object_position": 1, "y_offset": _INSET})
