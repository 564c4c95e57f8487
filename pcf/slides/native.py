"""What all native charts have in common: their data in a workbook of their own, letters, axes, places."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lxml import etree
from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Pt

from pcf.excel.styles import INK, RULE
from pcf.excel.workbook.writer import CREATED
from pcf.slides.page import Page, colour, emu
from pcf.slides.text import Place, clean

if TYPE_CHECKING:
    from pptx.chart.axis import ValueAxis
    from pptx.chart.chart import Chart
    from pptx.chart.data import ChartData
    from pptx.enum.chart import XL_CHART_TYPE

Cell = str | float | None


def add_chart(page: Page, place: Place, kind: XL_CHART_TYPE, data: ChartData, *, title: str) -> Chart:
    """Add a chart without a title of its own: the headline of the slide says what it shows.

    Args:
        page: Where.
        place: Its frame.
        kind: One of python-pptx's kinds of chart.
        data: What it draws.
        title: The same in words, for those who do not see it.
    """
    frame = page.slide.shapes.add_chart(kind, *emu(place), data)
    frame.name = title
    frame._element.nvGraphicFramePr.cNvPr.set("descr", title)
    chart: Chart = frame.chart
    chart.has_title = False
    chart.font.color.rgb = colour(INK)
    return chart


def embed(chart: Chart, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Put the data of a chart into the workbook behind it: one sheet, a column of names or numbers, one a series.

    Written here: what users typed must not become a formula, and the bytes are the same on every day.
    """
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": CREATED, "author": "pcf"})
        sheet = book.add_worksheet("Sheet1")
        for row, cells in enumerate([heads, *rows]):
            for column, value in enumerate(cells):
                if isinstance(value, str):
                    sheet.write_string(row, column, clean(value))
                elif value is not None:
                    sheet.write_number(row, column, value)
    chart.part.chart_workbook.update_from_xlsx_blob(stream.getvalue())


def set_letters(chart: Chart, size: float) -> None:
    chart.font.size = Pt(size)


def set_legend(chart: Chart) -> None:
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False


def set_scale(axis: ValueAxis, low: float, high: float, step: float) -> None:
    """Fix the ends of an axis, with thin lines at its steps."""
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = low, high, step
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = colour(RULE)
    axis.format.line.color.rgb = colour(RULE)
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "General", False


def place_plot(chart: Chart, inner: Place) -> None:
    """Fix where the area inside the axes lies, in shares of the frame; python-pptx has no word for it."""
    area = chart.element.find(f".//{qn('c:plotArea')}")
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    for name, value in _layout(inner):
        etree.SubElement(manual, qn(f"c:{name}"), val=value)
    area.insert(0, layout)


def _layout(inner: Place) -> Iterator[tuple[str, str]]:
    yield from (("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"))
    for name, value in zip("xywh", (inner.left, inner.top, inner.width, inner.height), strict=True):
        yield name, f"{value:.4f}"
