"""A radar: values on axes around a centre."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pcf.charts.canvas import Anchor, Canvas, decimal, diamond, legend
from pcf.charts.records import Axis, Frame, Mark, Scale
from pcf.charts.text import LEADING, SIZE, column_width, wrapped

_RADIUS = 170.0


def radar(axes: Sequence[Axis], frame: Frame) -> str:
    """Draw values on three axes or more around a centre, with range and target; a missing value breaks the line.

    Raises:
        ValueError: Fewer than three axes make no area: draw bars.
    """
    if len(axes) < 3:
        raise ValueError("a radar needs three axes; draw bars")
    canvas = Canvas()
    angles = [2 * math.pi * index / len(axes) - math.pi / 2 for index in range(len(axes))]
    _web(canvas, angles, frame.scale)

    def at(index: int, value: float | None) -> tuple[float, float] | None:
        share = frame.scale.share(value)
        return None if share is None else _polar(angles[index], share * _RADIUS)

    neighbours = [(index, (index + 1) % len(axes)) for index in range(len(axes))]
    for a, b in neighbours:
        corners = [at(a, axes[a].low), at(a, axes[a].high), at(b, axes[b].high), at(b, axes[b].low)]
        if band := _points(corners):
            canvas.shape("polygon", "range", points=band)
    for a, b in neighbours:
        if ends := _points([at(a, axes[a].target), at(b, axes[b].target)]):
            canvas.shape("polyline", "target", stroke="2", points=ends, stroke_dasharray="6 4")
        if ends := _points([at(a, axes[a].value), at(b, axes[b].value)]):
            canvas.shape("polyline", "value", stroke="3", points=ends)
    for index, axis in enumerate(axes):
        if spot := at(index, axis.target):
            canvas.shape("path", "target", d=diamond(*spot))
        if spot := at(index, axis.value):
            canvas.shape("circle", "value", cx=spot[0], cy=spot[1], r="5")
        _axis_label(canvas, angles[index], axis)
    legend(canvas, frame.words, _radar_swatch)
    return canvas.svg(frame)


def _web(canvas: Canvas, angles: Sequence[float], scale: Scale) -> None:
    canvas.cover(-_RADIUS, -_RADIUS, 2 * _RADIUS, 2 * _RADIUS)
    for value, said in scale.ticks:
        radius = (scale.share(value) or 0.0) * _RADIUS
        canvas.shape("polygon", "grid", stroke="1", points=_points([_polar(angle, radius) for angle in angles]))
        canvas.text(-9.0, -radius + 4, said, anchor="end")
    for angle in angles:
        x, y = _polar(angle, _RADIUS)
        canvas.shape("line", "grid", stroke="1", x1=0.0, y1=0.0, x2=x, y2=y)


def _axis_label(canvas: Canvas, angle: float, axis: Axis) -> None:
    x, y = _polar(angle, _RADIUS + 14)
    across, down = math.cos(angle), math.sin(angle)
    anchor: Anchor = "middle" if abs(across) < 0.2 else "start" if across > 0 else "end"
    lines = wrapped(axis.label, column_width([axis.label], 240 if anchor == "middle" else 145, 260))
    shown = wrapped(axis.shown, 240)
    height = (len(lines) + len(shown)) * LEADING
    first = y - height + 10 if down < -0.9 else y + 8 if down > 0.9 else y - height / 2 + SIZE
    for index, line in enumerate([*lines, *shown]):
        canvas.text(x, first + index * LEADING, line, anchor=anchor, bold=index >= len(lines))


def _polar(angle: float, radius: float) -> tuple[float, float]:
    return radius * math.cos(angle), radius * math.sin(angle)


def _points(corners: Sequence[tuple[float, float] | None]) -> str:
    """Write corners as SVG does; nothing if one of them is missing."""
    known = [f"{decimal(corner[0])},{decimal(corner[1])}" for corner in corners if corner is not None]
    return " ".join(known) if len(known) == len(corners) else ""


def _radar_swatch(canvas: Canvas, kind: Mark, x: float, middle: float) -> None:
    if kind == "range":
        canvas.shape("rect", kind, x=x, y=middle - 8, width="26", height="16")
    elif kind == "target":
        canvas.shape("line", kind, stroke="2", x1=x, y1=middle, x2=x + 26, y2=middle, stroke_dasharray="6 4")
        canvas.shape("path", kind, d=diamond(x + 13, middle))
    else:
        canvas.shape("line", kind, stroke="3", x1=x, y1=middle, x2=x + 26, y2=middle)
        canvas.shape("circle", kind, cx=x + 13, cy=middle, r="5")
