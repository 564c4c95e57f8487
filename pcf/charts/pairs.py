"""Two views of the same things, side by side: what managers say and what the front line says."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.charts.canvas import Canvas, diamond, legend
from pcf.charts.records import Frame, Mark, Pair
from pcf.charts.rows import columns, cover, row, ticks

_LABEL = 0.4  # many rows with long names: two lines each rather than four


def pairs(rows: Sequence[Pair], frame: Frame) -> str:
    """Draw two marks per row, joined by a line: a disc for the first, a hollow diamond around it for the second.

    Args:
        rows: A missing view leaves its mark and the line out.
        frame: Title, scale, and the words of ``first`` and ``second``.
    """
    canvas = Canvas()
    shared = columns(rows, frame.width, _LABEL)
    cover(canvas, shared, frame.width)
    bottom = 6.0
    for pair in rows:
        middle, bottom = row(canvas, pair, shared, bottom)
        first, second = (frame.scale.share(value) for value in (pair.first, pair.second))
        if first is not None and second is not None:
            x1, x2 = first * shared.plot, second * shared.plot
            canvas.shape("line", "link", stroke="3", x1=x1, y1=middle, x2=x2, y2=middle)
        if first is not None:
            _mark(canvas, "first", first * shared.plot, middle)
        if second is not None:
            _mark(canvas, "second", second * shared.plot, middle)
    ticks(canvas, frame.scale, shared.plot, bottom)
    canvas.cover(0.0, bottom + 26)
    legend(canvas, frame.words, _swatch)
    return canvas.svg(frame)


def _mark(canvas: Canvas, kind: Mark, x: float, middle: float) -> None:
    """Draw a mark; the diamond is wide enough to show a disc at the same place."""
    if kind == "first":
        canvas.shape("circle", kind, cx=x, cy=middle, r="5")
    else:
        canvas.shape("path", kind, stroke="2.5", d=diamond(x, middle, 9.0))


def _swatch(canvas: Canvas, kind: Mark, x: float, middle: float) -> None:
    _mark(canvas, kind, x + 13, middle)
