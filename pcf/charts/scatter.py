"""A scatter: what things give against what they take."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.charts.canvas import Canvas, decimal, diamond, legend
from pcf.charts.labels import Room, Space, place_label
from pcf.charts.records import Plane, Point, Shape
from pcf.charts.text import LEADING, SIZE, wrapped

_HIGH = 0.62  # height of the area as a share of its width
_MARK = 7.0  # half a mark


def scatter(points: Sequence[Point], plane: Plane) -> str:
    """Draw points over a plane; labels stand beside their marks, or at the end of a thin line where it is crowded.

    Args:
        points: Points that lack ``x`` or ``y`` are left out: say so beside the chart. Equal points share one place, and
            each has its label.
        plane: Scales, their titles, and the words of the shapes.
    """
    canvas = Canvas()
    area = Space(0.0, 0.0, plane.width, _HIGH * plane.width)
    taken = _axes(canvas, plane, area)
    drawn = []
    for point in points:
        across, up = plane.x.share(point.x), plane.y.share(point.y)
        if across is not None and up is not None:
            drawn.append((point, (across * area.right, (1 - up) * area.bottom)))
    for point, (x, y) in drawn:
        _mark(canvas, point.shape, x, y)
        taken.append(Space(x - _MARK, y - _MARK, x + _MARK, y + _MARK))
    room = Room(area, taken, tuple(spot for _, spot in drawn))
    for point, spot in drawn:
        taken.append(place_label(canvas, point.label, spot, room, _MARK))
    legend(canvas, plane.words, _swatch)
    return canvas.svg(plane)


def _axes(canvas: Canvas, plane: Plane, area: Space) -> list[Space]:
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
        Space(-far, area.bottom + 4, far, lowest + 6),
        Space(-far, -far, 0.0, far),
        Space(-far, -far, far, -SIZE),
    ]


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
