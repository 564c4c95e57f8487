"""A control chart: figures over time with the limits within which they vary by chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pcf.charts.canvas import Canvas, decimal, diamond, legend
from pcf.charts.records import Course, Mark, Period
from pcf.charts.text import LEADING, text_width, wrapped

_HIGH = 0.42  # height of the area as a share of its width
_BETWEEN = 14.0  # two texts below the area


def control(periods: Sequence[Period], course: Course) -> str:
    """Draw one point per period: a disc, a diamond for a signal, a ring for a period that has not ended.

    Args:
        periods: In order; a value that is no number leaves a gap in the line. Limits are drawn period by period.
        course: Title, scale, and the words of ``value``, ``signal``, ``unfinished``, ``centre`` and ``limit``.
    """
    canvas = Canvas()
    bottom, step = _HIGH * course.width, course.width / max(1, len(periods))
    _grid(canvas, course, bottom)
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
    for index in _told([period.label for period in periods], step):
        canvas.text((index + 0.5) * step, bottom + 20, periods[index].label, anchor="middle")
    canvas.cover(0.0, 0.0, course.width, bottom + 26)
    legend(canvas, course.words, _swatch)
    return canvas.svg(course)


def _grid(canvas: Canvas, course: Course, bottom: float) -> None:
    for value, said in course.scale.ticks:
        y = _down(course, value, bottom) or 0.0
        canvas.shape("line", "grid", stroke="1", x1=-4.0, y1=y, x2=course.width, y2=y)
        canvas.text(-9.0, y + 4.5, said, anchor="end")
    title = wrapped(f"{course.title_up} ↑", course.width)
    for index, line in enumerate(title):
        canvas.text(canvas.left, (index - len(title)) * LEADING - 2, line, bold=True)


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


def _told(labels: Sequence[str], step: float) -> Iterator[int]:
    """Yield which labels are written: as many as stand side by side, the last always."""
    if labels:
        every = 1
        widest = max(map(text_width, labels)) + _BETWEEN
        while every * step < widest and every < len(labels):
            every += 1
        yield from range((len(labels) - 1) % every, len(labels), every)


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
