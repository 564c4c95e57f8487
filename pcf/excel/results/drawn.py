"""Charts of report.xlsx that stand below a table, drawn by the program that shows the workbook, and editable there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pcf.excel.results.table import Report, Table
from pcf.excel.styles import TARGET, TREND
from pcf.excel.workbook.sheet import set_up_page

_ROW_HEIGHT = 20  # pixels, of rows below a table
_WIDTH = 1000
_LARGE = 13  # points: on paper a wide table, and the chart below it, become smaller


@dataclass(frozen=True, slots=True)
class Place:
    """Rows of a table on a sheet: the first, the last, and that of the headings, 0-based."""

    sheet: str
    first: int
    last: int
    head: int = 0

    def column(self, place: int) -> list[object]:
        """Return the cells of a column as a chart wants them."""
        return [self.sheet, self.first, place, self.last, place]


def bars_of_pairs(report: Report, rows: Place, names: int, columns: Sequence[int]) -> Any:
    """Return a chart of two columns of levels side by side, the first row on top."""
    chart = report.book.add_chart({"type": "bar"})
    for column, colour in zip(columns, (TREND, TARGET), strict=True):
        chart.add_series(
            {
                "name": [rows.sheet, rows.head, column],
                "categories": rows.column(names),
                "values": rows.column(column),
                "fill": {"color": colour},
                "gap": 60,
            }
        )
    chart.set_x_axis({"min": 0, "max": 5, "major_unit": 1})
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": {"size": 8}})
    chart.set_legend({"position": "top"})
    return chart


def scatter(
    report: Report, sheet: str, rows: Sequence[int], columns: tuple[int, int, int], axes: Sequence[dict[str, object]]
) -> Any:
    """Return a chart with one labelled mark per row: a row a series, so that every program can say its name.

    Args:
        report: The workbook.
        sheet: Name of the sheet.
        rows: 0-based; each has both numbers.
        columns: Of the label, of what goes to the right, of what goes up.
        axes: How the one to the right is set, and the one that goes up.
    """
    label, across, up = columns
    chart = report.book.add_chart({"type": "scatter"})
    for row in rows:
        chart.add_series(
            {
                "name": [sheet, row, label],
                "categories": [sheet, row, across, row, across],
                "values": [sheet, row, up, row, up],
                "marker": {"type": "circle", "size": 9, "fill": {"color": TREND}, "border": {"color": TREND}},
                "data_labels": {"series_name": True, "value": False, "position": "right", "font": {"size": _LARGE}},
            }
        )
    chart.set_legend({"none": True})
    for set_axis, axis in zip((chart.set_x_axis, chart.set_y_axis), axes, strict=True):
        set_axis({"name_font": {"size": _LARGE}, "num_font": {"size": _LARGE}, **axis})
    return chart


def insert_below(table: Table, name: str, chart: Any, title: str, *, height: int, width: int = _WIDTH) -> None:
    """Put a chart of a size in pixels below a finished table, on a page of paper of its own."""
    page, top = table.page, table.next + 1
    chart.set_title({"name": title, "name_font": {"size": 12, "bold": True}, "overlay": False})
    chart.show_blanks_as("gap")
    chart.set_size({"width": width, "height": height})
    page.insert_chart(top, 0, chart, {"description": title, "object_position": 2})
    set_up_page(page, name, len(table.widths) - 1, top + height // _ROW_HEIGHT + 1)
    page.set_h_pagebreaks([top])
