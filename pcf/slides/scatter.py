"""A native scatter: what things give against what they take, each point with its name where there is room for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.util import Pt

from pcf.charts import ticks_over
from pcf.excel.styles import TREND
from pcf.slides.native import add_chart, embed, place_plot, set_letters, set_scale
from pcf.slides.page import Page, colour
from pcf.slides.text import Letters, Place, clean

_SIZE, _MARK = 10.5, 9.0  # of letters, of a mark
_INNER = Place(0.17, 0.05, 0.74, 0.74)  # the area inside the axes, in shares of the frame
_SIDES = {  # where a name can stand: the sign of its way across and down
    XL_LABEL_POSITION.RIGHT: (1, 0),
    XL_LABEL_POSITION.LEFT: (-1, 0),
    XL_LABEL_POSITION.ABOVE: (0, -1),
    XL_LABEL_POSITION.BELOW: (0, 1),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """One point with its name."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cloud:
    """What a scatter shows, the points that matter most first; ``title`` says it for those who do not see it."""

    title: str
    spots: Sequence[Spot]
    x_title: str
    y_title: str


@dataclass(frozen=True, slots=True)
class _Tag:
    """A name that found room: beside which point, on which side, and for how many equal points it stands."""

    index: int
    name: str
    side: XL_LABEL_POSITION
    count: int


def scatter(page: Page, place: Place, cloud: Cloud) -> int:
    """Draw points; equal points share one name. Return how many found no room for theirs."""
    data = XyChartData()
    series = data.add_series(clean(cloud.y_title))
    for spot in cloud.spots:
        series.add_data_point(spot.x, spot.y)
    chart = add_chart(page, place, XL_CHART_TYPE.XY_SCATTER, data, title=cloud.title)
    embed(chart, [cloud.x_title, cloud.y_title], [[spot.x, spot.y] for spot in cloud.spots])
    chart.has_legend = False
    across, up = ticks_over([spot.x for spot in cloud.spots]), ticks_over([spot.y for spot in cloud.spots])
    for axis, ticks, title in (
        (chart.category_axis, across, cloud.x_title),
        (chart.value_axis, up, cloud.y_title),
    ):
        set_scale(axis, ticks[0], ticks[-1], ticks[1] - ticks[0])
        axis.axis_title.text_frame.text = clean(title)
        letters = axis.axis_title.text_frame.paragraphs[0].runs[0].font
        letters.size, letters.bold = Pt(_SIZE), False
    set_letters(chart, _SIZE)
    place_plot(chart, _INNER)
    native = chart.plots[0].series[0]
    native.format.line.fill.background()
    native.marker.style, native.marker.size = XL_MARKER_STYLE.CIRCLE, round(_MARK)
    native.marker.format.fill.solid()
    native.marker.format.fill.fore_color.rgb = colour(TREND)
    width, height = place.width * _INNER.width, place.height * _INNER.height
    where = [(_share(one.x, across) * width, (1 - _share(one.y, up)) * height) for one in cloud.spots]
    tags = list(_tags(page.letters, cloud.spots, where))
    for tag in tags:
        label = native.points[tag.index].data_label
        label.text_frame.text, label.position = tag.name, tag.side
    return len(cloud.spots) - sum(tag.count for tag in tags)


def _share(value: float, ticks: Sequence[float]) -> float:
    return (value - ticks[0]) / (ticks[-1] - ticks[0])


def _tags(letters: Letters, spots: Sequence[Spot], where: Sequence[tuple[float, float]]) -> Iterator[_Tag]:
    """Yield the names that find room beside their marks: on no mark, and on no other name."""
    taken = [Place(x - _MARK / 2, y - _MARK / 2, _MARK, _MARK) for x, y in where]
    together: dict[tuple[float, float], list[int]] = {}
    for index, spot in enumerate(spots):
        together.setdefault((spot.x, spot.y), []).append(index)
    for same in together.values():
        name = ", ".join(clean(spots[index].name) for index in same)
        size = (letters.widest_word(name.replace(" ", "\u00a0"), _SIZE), letters.line_height(name, _SIZE))
        for side, way in _SIDES.items():
            room = _beside(where[same[0]], way, size)
            if not any(_meet(room, other) for other in taken):
                taken.append(room)
                yield _Tag(same[0], name, side, len(same))
                break


def _beside(centre: tuple[float, float], way: tuple[int, int], size: tuple[float, float]) -> Place:
    (x, y), (width, height) = centre, size
    x += way[0] * (_MARK / 2 + width / 2 + 2)
    y += way[1] * (_MARK / 2 + height / 2 + 1)
    return Place(x - width / 2, y - height / 2, width, height)


def _meet(one: Place, other: Place) -> bool:
    return (
        one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.top + other.height
        and other.top < one.top + one.height
    )
