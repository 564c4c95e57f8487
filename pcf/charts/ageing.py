"""Open cases by age, the overdue part of each bar hatched."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pcf.charts.canvas import Canvas, hatched, legend
from pcf.charts.records import Frame, Mark, Split
from pcf.charts.rows import columns, cover, row, ticks

_HALF = 8.0


def ageing(rows: Sequence[Split], frame: Frame) -> str:
    """Draw one bar per row: first what is overdue, hatched, then the rest.

    Args:
        rows: A row whose whole is no number leaves its track empty; one whose part is not known has one bar.
        frame: Title, scale, and the words of ``overdue`` and ``open``.
    """
    canvas = Canvas()
    shared = columns(rows, frame.width)
    cover(canvas, shared, frame.width)
    bottom = 6.0
    for split in rows:
        middle, bottom = row(canvas, split, shared, bottom)
        whole, part = frame.scale.share(split.whole), frame.scale.share(_part(split))
        if whole is not None and part is not None:
            _bars(canvas, part * shared.plot, max(part, whole) * shared.plot, middle)
    ticks(canvas, frame.scale, shared.plot, bottom)
    canvas.cover(0.0, bottom + 26)
    legend(canvas, frame.words, _swatch)
    return canvas.svg(frame)


def _part(split: Split) -> float:
    return split.part if split.part is not None and math.isfinite(split.part) else 0.0


def _bars(canvas: Canvas, part: float, whole: float, middle: float) -> None:
    if whole > part:
        _bar(canvas, "open", (part, whole - part), middle)
    if part > 0:
        _bar(canvas, "overdue", (0.0, part), middle)


def _bar(canvas: Canvas, kind: Mark, place: tuple[float, float], middle: float) -> None:
    left, width = place
    if kind == "overdue":
        hatched(canvas, kind, (left, middle - _HALF, width, 2 * _HALF))
    else:
        canvas.shape("rect", kind, x=left, y=middle - _HALF, width=width, height=2 * _HALF)


def _swatch(canvas: Canvas, kind: Mark, x: float, middle: float) -> None:
    _bar(canvas, kind, (x, 26.0), middle)
