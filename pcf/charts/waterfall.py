"""A waterfall: how amounts add up to their total, one below the other."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pcf.charts.canvas import Canvas, hatched, legend
from pcf.charts.records import Frame, Mark, Step
from pcf.charts.rows import Columns, columns, cover, row, ticks

_HALF = 8.0  # half the height of a bar
_LABEL = 0.32  # of the width


def waterfall(steps: Sequence[Step], frame: Frame) -> str:
    """Draw a bar per step from where the one before ended; what falls is hatched, a total begins at 0.

    Args:
        steps: One without an amount, or whose sum is no number, leaves its track empty and the sum as it was.
        frame: Title, scale, and the words of ``rise``, ``fall`` and ``total``.
    """
    canvas = Canvas()
    shared = columns(steps, frame.width, _LABEL)
    cover(canvas, shared, frame.width)
    so_far, bottom = 0.0, 6.0
    last: float | None = None  # the middle of the bar before
    for step in steps:
        middle, bottom = row(canvas, step, shared, bottom)
        end = _end(step, so_far)
        if end is None:
            continue
        start = 0.0 if step.is_total else so_far
        if last is not None:
            x = (frame.scale.share(so_far) or 0.0) * shared.plot
            canvas.shape("line", "link", stroke="1", x1=x, y1=last + _HALF, x2=x, y2=middle - _HALF)
        _bar(canvas, _kind(step), _ends(frame, shared, start, end), middle)
        so_far, last = end, middle
    ticks(canvas, frame.scale, shared.plot, bottom)
    _zero(canvas, frame, shared, bottom)
    canvas.cover(0.0, bottom + 26)
    legend(canvas, frame.words, _swatch)
    return canvas.svg(frame)


def sums(steps: Sequence[Step]) -> list[float]:
    """Return where the bars of a waterfall begin and end, for its scale; always 0 among them."""
    found = [0.0]
    for step in steps:
        end = _end(step, found[-1])
        if end is not None:
            found.append(end)
    return found


def _end(step: Step, so_far: float) -> float | None:
    if step.amount is None:
        return None
    end = step.amount if step.is_total else so_far + step.amount
    return end if math.isfinite(end) else None


def _kind(step: Step) -> Mark:
    if step.is_total:
        return "total"
    return "fall" if (step.amount or 0.0) < 0 else "rise"


def _ends(frame: Frame, shared: Columns, start: float, end: float) -> tuple[float, float]:
    first, second = sorted((frame.scale.share(value) or 0.0) * shared.plot for value in (start, end))
    return first, max(second - first, 1.5)


def _bar(canvas: Canvas, kind: Mark, place: tuple[float, float], middle: float) -> None:
    left, width = place
    if kind == "fall":
        hatched(canvas, kind, (left, middle - _HALF, width, 2 * _HALF))
    else:
        canvas.shape("rect", kind, x=left, y=middle - _HALF, width=width, height=2 * _HALF)


def _zero(canvas: Canvas, frame: Frame, shared: Columns, bottom: float) -> None:
    """Draw the line of 0 where a part lies below it."""
    if frame.scale.low < 0:
        x = (frame.scale.share(0.0) or 0.0) * shared.plot
        canvas.shape("line", "total", stroke="1.5", x1=x, y1=0.0, x2=x, y2=bottom + 4)


def _swatch(canvas: Canvas, kind: Mark, x: float, middle: float) -> None:
    _bar(canvas, kind, (x, 26.0), middle)
