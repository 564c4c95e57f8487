"""A scatter: what things give against what they take."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from pcf.charts.canvas import Canvas, decimal, diamond, legend
from pcf.charts.records import Plane, Point, Shape
from pcf.charts.text import LEADING, SIZE, text_width, wrapped

_HIGH = 0.62  # height of the area as a share of its width
_MARK = 7.0  # half a mark
_LABEL = 130.0
_RING = 13.0  # how much farther the next places of a label are
_RINGS_INSIDE = 24  # how many are tried before a label may leave the area
_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))


@dataclass(frozen=True, slots=True)
class _Space:
    """A rectangle that something takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Space) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def lies_in(self, other: _Space) -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)

    def gap_to(self, spot: tuple[float, float]) -> float:
        """Return how far a spot is from the nearest edge."""
        return math.dist(spot, self.nearest(*spot))


@dataclass(frozen=True, slots=True)
class _Room:
    """Where labels may stand: inside the area, not on what is taken, and beside no mark but their own."""

    area: _Space
    taken: list[_Space]
    spots: tuple[tuple[float, float], ...]

    def is_free(self, place: _Space, spot: tuple[float, float], ring: int) -> bool:
        """Tell whether the label of a spot may stand at a place; one at the end of a line may be near other marks."""
        if ring <= _RINGS_INSIDE and not place.lies_in(self.area):
            return False
        if any(place.meets(other) for other in self.taken):
            return False
        return ring > 0 or all(place.gap_to(spot) <= place.gap_to(other) for other in self.spots)


def scatter(points: Sequence[Point], plane: Plane) -> str:
    """Draw points over a plane; labels stand beside their marks, or at the end of a thin line where it is crowded.

    Args:
        points: Points that lack ``x`` or ``y`` are left out: say so beside the chart. Equal points share one place, and
            each has its label.
        plane: Scales, their titles, and the words of the shapes.
    """
    canvas = Canvas()
    area = _Space(0.0, 0.0, plane.width, _HIGH * plane.width)
    taken = _axes(canvas, plane, area)
    drawn = []
    for point in points:
        across, up = plane.x.share(point.x), plane.y.share(point.y)
        if across is not None and up is not None:
            drawn.append((point, (across * area.right, (1 - up) * area.bottom)))
    for point, (x, y) in drawn:
        _mark(canvas, point.shape, x, y)
        taken.append(_Space(x - _MARK, y - _MARK, x + _MARK, y + _MARK))
    room = _Room(area, taken, tuple(spot for _, spot in drawn))
    for point, spot in drawn:
        taken.append(_label(canvas, point.label, spot, room))
    legend(canvas, plane.words, _swatch)
    return canvas.svg(plane)


def _axes(canvas: Canvas, plane: Plane, area: _Space) -> list[_Space]:
    """Draw grid, ticks and titles; return where labels of points may not stand."""
    lowest = area.bottom
    for value, said in plane.x.ticks:
        x = (plane.x.share(value) or 0.0) * area.right
        canvas.shape("line", "grid", stroke="1", x1=x, y1=0.0, x2=x, y2=area.bottom + 4)
        canvas.text(x, area.bottom + 20, said, anchor="middle")
    for value, said in plane.y.ticks:
        y = (1 - (plane.y.share(value) or 0.0)) * area.bottom
        canvas.shape("line", "grid", stroke="1", x1=-4.0, y1=y, x2=area.right, y2=y)
        canvas.text(-9.0, y + 4.5, said, anchor="end")
    x_title, y_title = wrapped(f"{plane.x_title} →", area.right), wrapped(f"{plane.y_title} ↑", area.right)
    for index, line in enumerate(x_title):
        canvas.text(area.right, area.bottom + 42 + index * LEADING, line, anchor="end", bold=True)
        lowest = area.bottom + 42 + index * LEADING
    for index, line in enumerate(y_title):
        canvas.text(canvas.left, (index - len(y_title)) * LEADING - 2, line, bold=True)
    far = 1e6
    return [
        _Space(-far, area.bottom + 4, far, lowest + 6),
        _Space(-far, -far, 0.0, far),
        _Space(-far, -far, far, -SIZE),
    ]


def _label(canvas: Canvas, label: str, spot: tuple[float, float], room: _Room) -> _Space:
    """Write a label where nothing stands yet, and return the place it takes."""
    lines = wrapped(label, _LABEL)
    width, height = max(map(text_width, lines)), len(lines) * LEADING
    for ring, place in _places(spot, width, height):
        if room.is_free(place, spot, ring):
            break
    if ring:
        x, y = place.nearest(*spot)
        canvas.shape("line", "link", stroke="1", x1=spot[0], y1=spot[1], x2=x, y2=y)
    for index, line in enumerate(lines):
        canvas.text(place.left, place.top + 13 + index * LEADING, line)
    return place


def _places(spot: tuple[float, float], width: float, height: float) -> Iterator[tuple[int, _Space]]:
    """Yield places around a spot, nearest first, without end: there is always a free one."""
    for ring in count():
        away = _MARK + 4 + ring * _RING
        for across, down in _SIDES:
            x = spot[0] + across * (away + width / 2) - width / 2
            y = spot[1] + down * (away + height / 2) - height / 2
            yield ring, _Space(x, y, x + width, y + height)


def _mark(canvas: Canvas, shape: Shape, x: float, y: float) -> None:
    """Draw a hollow shape, so that others at the same place are seen through it."""
    canvas.shape("path", "point", stroke="2.5", d=_outline(shape, x, y))


def _outline(shape: Shape, x: float, y: float) -> str:
    place = f"{decimal(x)} {decimal(y)}"
    if shape == "diamond":
        return diamond(x, y, 7.0)
    return {
        "circle": f"M{place}m-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0Z",
        "square": f"M{place}m-5 -5h10v10h-10Z",
        "triangle": f"M{place}m0 -6.5l6.5 11.5h-13Z",
        "cross": f"M{place}m-5 -5l10 10m0 -10l-10 10",
        "plus": f"M{place}m-6 0h12m-6 -6v12",
    }[shape]


def _swatch(canvas: Canvas, shape: Shape, x: float, middle: float) -> None:
    _mark(canvas, shape, x + 13, middle)
