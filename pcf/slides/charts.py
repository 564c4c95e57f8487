"""Native charts of categories: a radar, horizontal bars, upright bars with a line across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from pcf.excel.styles import RULE
from pcf.slides.native import add_chart, embed, place_plot, set_legend, set_letters, set_scale
from pcf.slides.page import Page, colour
from pcf.slides.text import Letters, Place, clean

if TYPE_CHECKING:
    from pptx.chart.chart import Chart
    from pptx.chart.series import LineSeries, RadarSeries

_LABELS = 0.42  # share of the width that the names beside horizontal bars take
_FOOT = 50.0  # below bars: ticks and legend
_SIZES = (12.0, 7.0)


@dataclass(frozen=True, slots=True)
class Series:
    """One row of marks; a missing value draws nothing."""

    name: str
    values: Sequence[float | None]
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """What a chart of categories shows, on an axis from 0 to ``high`` with a line at every ``step``.

    ``title`` says it for those who do not see it.
    """

    title: str
    categories: Sequence[str]
    series: Sequence[Series]
    high: float
    step: float


def radar(page: Page, place: Place, plot: Plot) -> None:
    """Draw values around a centre; at least three categories."""
    chart = _chart(page, place, plot, XL_CHART_TYPE.RADAR_MARKERS)
    for native, series in zip(chart.plots[0].series, plot.series, strict=True):
        _draw_line(native, series, is_dashed=series is not plot.series[0])
    set_letters(chart, _SIZES[0])


def bars(page: Page, place: Place, plot: Plot) -> None:
    """Draw horizontal bars, the first category at the top."""
    chart = _chart(page, place, plot, XL_CHART_TYPE.BAR_CLUSTERED)
    _fill(chart, plot)
    chart.category_axis.reverse_order = True
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH  # that is below, now that the order is reversed
    row = (place.height - _FOOT) / len(plot.categories)
    set_letters(chart, _label_size(page.letters, plot.categories, place.width * _LABELS - 14, row))
    place_plot(chart, Place(_LABELS, 0.01, 0.96 - _LABELS, 0.99 - _FOOT / place.height))


def columns(page: Page, place: Place, plot: Plot) -> None:
    """Draw upright bars of the first series, and the second as a line across them."""
    chart = _chart(page, place, plot, XL_CHART_TYPE.COLUMN_CLUSTERED)
    _fill(chart, plot)
    _make_line(chart)
    line = chart.plots[1].series[0]
    _draw_line(line, plot.series[1], is_dashed=True)
    if len(plot.categories) > 1:  # of one category there is nothing but the mark
        line.marker.style = XL_MARKER_STYLE.NONE
    set_letters(chart, _label_size(page.letters, plot.categories, (place.width - 40) / len(plot.categories) - 8, 60.0))
    chart.category_axis.tick_labels.font.bold = False  # makes the element that holds the angle
    for body in chart.element.xpath(".//c:catAx/c:txPr/a:bodyPr"):
        body.set("rot", "0")
        body.set("vert", "horz")


def _chart(page: Page, place: Place, plot: Plot, kind: XL_CHART_TYPE) -> Chart:
    """Add a chart of categories with its data, its scale and a legend."""
    data = CategoryChartData()
    categories = [clean(category) for category in plot.categories]
    data.categories = categories
    for series in plot.series:
        data.add_series(clean(series.name), series.values)
    chart = add_chart(page, place, kind, data, title=plot.title)
    rows = [list(row) for row in zip(categories, *(series.values for series in plot.series), strict=True)]
    embed(chart, ["", *(series.name for series in plot.series)], rows)
    set_legend(chart)
    set_scale(chart.value_axis, 0, plot.high, plot.step)
    chart.category_axis.format.line.color.rgb = colour(RULE)
    return chart


def _fill(chart: Chart, plot: Plot) -> None:
    """Colour the bars, and write their values beside them."""
    chart.plots[0].gap_width, chart.plots[0].overlap = 50, -5
    for native, series in zip(chart.plots[0].series, plot.series, strict=True):
        native.format.fill.solid()
        native.format.fill.fore_color.rgb = colour(series.colour)
        native.invert_if_negative = False
        labels = native.data_labels
        labels.show_value = True
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.number_format_is_linked = False
        is_whole = all(value is None or float(value).is_integer() for value in series.values)
        labels.number_format = "0" if is_whole else "0.0"


def _draw_line(native: LineSeries | RadarSeries, series: Series, *, is_dashed: bool) -> None:
    native.smooth = False
    native.format.line.color.rgb = colour(series.colour)
    native.format.line.width = Pt(2.25)
    native.marker.style = XL_MARKER_STYLE.DIAMOND if is_dashed else XL_MARKER_STYLE.CIRCLE
    native.marker.size = 8
    native.marker.format.fill.solid()
    native.marker.format.fill.fore_color.rgb = colour(series.colour)
    native.marker.format.line.color.rgb = colour(series.colour)
    if is_dashed:
        native.format.line.dash_style = MSO_LINE.DASH


def _make_line(chart: Chart) -> None:
    """Turn the second series of upright bars into a line on the same axes; python-pptx has no word for it."""
    bar = chart.element.find(f".//{qn('c:barChart')}")
    line = etree.Element(qn("c:lineChart"))
    bar.addnext(line)
    etree.SubElement(line, qn("c:grouping"), val="standard")
    etree.SubElement(line, qn("c:varyColors"), val="0")
    moved = bar.findall(qn("c:ser"))[1]
    for unknown in ("c:invertIfNegative", "c:dLbls", "c:spPr"):
        for found in moved.findall(qn(unknown)):
            moved.remove(found)
    line.append(moved)
    etree.SubElement(line, qn("c:marker"), val="1")
    for axis in bar.findall(qn("c:axId")):
        etree.SubElement(line, qn("c:axId"), val=axis.get("val"))


def _label_size(letters: Letters, labels: Sequence[str], width: float, height: float) -> float:
    """Return the largest size at which every label fits its room."""
    size, smallest = _SIZES
    while size > smallest and any(
        letters.height(label, width, size) > height or letters.widest_word(label, size) > width for label in labels
    ):
        size -= 0.5
    return size
