"""A control chart: figures over time with the limits within which they vary by chance."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pcf.charts.axes import side_by_side, up_axis
from pcf.charts.canvas import Canvas, decimal, diamond, legend
from pcf.charts.records import Course, Mark, Period

_HIGH = 0.42  # height of the area as a share of its width


def control(periods: Sequence[Period], course: Course) -> str:
    """Draw one point per period: a disc, a diamond for a signal, a ring for a period that has not ended.

    Args:
        periods: In order; a value that is no number leaves a gap in the line. Limits are drawn period by period.
        course: Title, scale, and the words of ``value``, ``signal``, ``unfinished``, ``centre`` and ``limit``.
    """
    canvas = Canvas()
    bottom, step = _HIGH * course.width, course.width / max(1, len(periods))
    up_axis(canvas, course.scale, course.title_up, (course.width, bottom))
    spots: list[tuple[float, float] | None] = []
    for index, period in enumerate(periods):
        left = index * step
        for kind, value in (("centre", period.centre), ("limit", period.low), ("limit", period.high)):
            _level(canvas, kind, (left, left + step), _down(course, value, bottom))
        y = _down(course, period.value, bottom)
        spots.append(None if y is None else (left + step / 2, y))
    for one, other in pairwise(spots):
        if one is not None and other is not None:
            canvas.shape("line", "link", stroke="1.5", x1=one[0], y1=one[1], x2=other[0], y2=other[1])
    for period, spot in zip(periods, spots, strict=True):
        if spot is not None:
            _mark(canvas, _kind(period), *spot)
    for index in side_by_side([period.label for period in periods], step):
        canvas.text((index + 0.5) * step, bottom + 20, periods[index].label, anchor="middle")
    canvas.cover(0.0, 0.0, course.width, bottom + 26)
    legend(canvas, course.words, _swatch)
    return canvas.svg(course)


def _down(course: Course, value: float | None, bottom: float) -> float | None:
    share = course.scale.share(value)
    return None if share is None else (1 - share) * bottom


def _level(canvas: Canvas, kind: str, ends: tuple[float, float], y: float | None) -> None:
    """Draw the centre (a line) or a limit (dashes) of one period."""
    if y is not None:
        dash, width = ("7 4", "1.5") if kind == "limit" else ("none", "1.5")
        canvas.shape("line", kind, stroke=width, x1=ends[0], y1=y, x2=ends[1], y2=y, stroke_dasharray=dash)


def _kind(period: Period) -> Mark:
    if period.is_open:
        return "unfinished"
    return "signal" if period.is_signal else "value"


def _mark(canvas: Canvas, kind: Mark, x: float, y: float) -> None:
    if kind == "signal":
        canvas.shape("path", kind, d=diamond(x, y, 8.0))
    elif kind == "unfinished":
        canvas.shape("circle", kind, stroke="2", cx=x, cy=y, r="4.5", stroke_dasharray="2 2")
    else:
        canvas.shape("circle", kind, cx=x, cy=y, r="4.5")


def _swatch(canvas: Canvas, kind: Mark, x: float, middle: float) -> None:
    if kind in ("centre", "limit"):
        _level(canvas, kind, (x, x + 26), float(decimal(middle)))
    else:
        _mark(canvas, kind, x + 13, middle)
