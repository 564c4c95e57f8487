"""A matrix of four named quadrants with a band that tells neither way, and bubbles over it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pcf.charts.canvas import Canvas, diamond, legend
from pcf.charts.labels import Room, Space, place_label
from pcf.charts.records import Bubble, Mark, Quadrants, Scale
from pcf.charts.text import BOLDER, LEADING, text_width, wrapped

_HIGH = 0.72  # height of the area as a share of its width
_LARGEST, _SMALLEST = 26.0, 5.0  # radius of a bubble
_UNSIZED = 7.0  # half a mark without a size
_LABELS = (150.0, 110.0, 90.0)  # widths at which labels are broken
_EDGE = 9.0  # between the area and what is written around it
_SCORES = Scale(1.12, (), low=-1.12)  # wider than the scores, so that marks at the ends stay inside


def matrix(bubbles: Sequence[Bubble], quadrants: Quadrants) -> str:
    """Draw bubbles over four quadrants: rings whose area grows with their size, diamonds where it is not known.

    Args:
        bubbles: Those that lack ``x`` or ``y`` are left out: say so beside the chart. No label lies over another.
        quadrants: Names, band, titles, and the words of ``bubble``, ``unsized`` and ``undecided``.
    """
    canvas = Canvas()
    area = Space(0.0, 0.0, quadrants.width, _HIGH * quadrants.width)
    _field(canvas, quadrants, area)
    taken = _outside(area)
    largest = max((one.size for one in bubbles if one.size is not None and math.isfinite(one.size)), default=0.0)
    drawn = []
    for one in bubbles:
        across, up = _SCORES.share(one.x), _SCORES.share(one.y)
        if across is not None and up is not None:
            drawn.append((one, (across * area.right, (1 - up) * area.bottom), _radius(one.size, largest)))
    for _, (x, y), radius in drawn:
        _mark(canvas, radius, x, y)
        half = radius or _UNSIZED
        taken.append(Space(x - half, y - half, x + half, y + half))
    room = Room(area, taken, tuple(spot for _, spot, _ in drawn), _LABELS)
    for one, spot, radius in drawn:
        taken.append(place_label(canvas, one.label, spot, room, radius or _UNSIZED))
    legend(canvas, quadrants.words, _swatch)
    return canvas.svg(quadrants)


def _radius(size: float | None, largest: float) -> float | None:
    """Return the radius of a bubble, so that its area grows with its size; ``None`` without a size."""
    if size is None or not math.isfinite(size) or size < 0:
        return None
    return _SMALLEST + (_LARGEST - _SMALLEST) * (math.sqrt(size / largest) if largest > 0 else 0.0)


def _field(canvas: Canvas, quadrants: Quadrants, area: Space) -> None:
    """Draw frame and band, with names and ends around them."""
    width, height = area.right, area.bottom
    canvas.cover(0.0, 0.0, width, height)
    half = (_SCORES.share(quadrants.band) or 0.5) - 0.5
    canvas.shape("rect", "undecided", x=(0.5 - half) * width, y=0.0, width=2 * half * width, height=height)
    canvas.shape("rect", "undecided", x=0.0, y=(0.5 - half) * height, width=width, height=2 * half * height)
    for share in (0.5 - half, 0.5 + half):
        line = {"stroke": "1", "stroke_dasharray": "3 3"}
        canvas.shape("line", "grid", **line, x1=share * width, y1=0.0, x2=share * width, y2=height)
        canvas.shape("line", "grid", **line, x1=0.0, y1=share * height, x2=width, y2=share * height)
    canvas.shape("rect", "grid", stroke="1.5", x=0.0, y=0.0, width=width, height=height)
    low, high = quadrants.ends
    canvas.text(-9.0, height - 2, low, anchor="end")
    canvas.text(-9.0, 13.0, high, anchor="end")
    _above(canvas, quadrants, area)
    _below(canvas, quadrants, area)


def _names(quadrants: Quadrants, area: Space, first: int) -> list[tuple[float, list[str]]]:
    """Return the middle and the lines of the names of two neighbouring quadrants."""
    room = area.right / 2 - 2 * _EDGE
    return [(area.right * (1 + 2 * side) / 4, wrapped(quadrants.names[first + side], room / BOLDER)) for side in (0, 1)]


def _above(canvas: Canvas, quadrants: Quadrants, area: Space) -> None:
    """Write above the area the names of its upper quadrants, and over them what goes up."""
    names = _names(quadrants, area, 0)
    top = -_EDGE
    for middle, lines in names:
        for index, line in enumerate(reversed(lines)):
            canvas.text(middle, -_EDGE - index * LEADING, line, anchor="middle", bold=True)
            top = min(top, -_EDGE - index * LEADING)
    title = wrapped(f"{quadrants.y_title} ↑", area.right)
    for index, line in enumerate(reversed(title)):
        canvas.text(canvas.left, top - 26 - index * LEADING, line)


def _below(canvas: Canvas, quadrants: Quadrants, area: Space) -> None:
    """Write below the area the names of its lower quadrants, under them the ends and what goes to the right."""
    bottom = area.bottom + 20
    for middle, lines in _names(quadrants, area, 2):
        for index, line in enumerate(lines):
            canvas.text(middle, area.bottom + 20 + index * LEADING, line, anchor="middle", bold=True)
            bottom = max(bottom, area.bottom + 20 + index * LEADING)
    low, high = quadrants.ends
    room = area.right - text_width(low) - text_width(high) - 4 * _EDGE
    canvas.text(0.0, bottom + 22, low)
    canvas.text(area.right, bottom + 22, high, anchor="end")
    for index, line in enumerate(wrapped(f"{quadrants.x_title} →", max(room, area.right / 3))):
        canvas.text(area.right / 2, bottom + 22 + index * LEADING, line, anchor="middle")


def _outside(area: Space) -> list[Space]:
    """Return where the titles stand: labels that find no room inside go to the right of the area."""
    far = 1e6
    return [
        Space(-far, area.bottom, far, far),
        Space(-far, -far, 0.0, far),
        Space(-far, -far, far, 0.0),
    ]


def _mark(canvas: Canvas, radius: float | None, x: float, y: float) -> None:
    """Draw a hollow mark, so that others at the same place are seen through it."""
    if radius is None:
        canvas.shape("path", "unsized", stroke="2.5", d=diamond(x, y, _UNSIZED))
    else:
        canvas.shape("circle", "bubble", stroke="2", cx=x, cy=y, r=radius)


def _swatch(canvas: Canvas, kind: Mark, x: float, middle: float) -> None:
    if kind == "undecided":
        canvas.shape("rect", kind, x=x, y=middle - 7, width="26", height="14")
        canvas.shape("rect", "grid", stroke="1", x=x, y=middle - 7, width="26", height="14", stroke_dasharray="3 3")
    else:
        _mark(canvas, None if kind == "unsized" else 7.0, x + 13, middle)
