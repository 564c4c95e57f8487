"""A tornado: how far an amount moves to either side of today's when one assumption is moved."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.charts.canvas import Canvas, hatched, legend
from pcf.charts.records import Frame, Mark, Swing
from pcf.charts.rows import Columns, columns, cover, row, ticks

_HALF = 9.0
_LABEL = 0.32


def tornado(swings: Sequence[Swing], frame: Frame, centre: tuple[float, str]) -> str:
    """Draw two bars per row around one upright line: hatched to the low end, filled to the high end.

    Args:
        swings: In the order of the picture, the widest first; an end that is no number leaves its bar out. Where both
            ends lie on one side of the centre, their bars stand one below the other.
        frame: Title, scale, and the words of ``low`` and ``high``.
        centre: The amount as it is, with its text.
    """
    canvas = Canvas()
    shared = columns(swings, frame.width, _LABEL)
    cover(canvas, shared, frame.width)
    bottom = 6.0
    for swing in swings:
        middle, bottom = row(canvas, swing, shared, bottom)
        _swing(canvas, swing, frame, shared, (centre[0], middle))
    ticks(canvas, frame.scale, shared.plot, bottom)
    x = (frame.scale.share(centre[0]) or 0.0) * shared.plot
    canvas.shape("line", "centre", stroke="2", x1=x, y1=-6.0, x2=x, y2=bottom + 4)
    canvas.text(x, -11.0, centre[1], anchor="middle", bold=True)
    canvas.cover(0.0, bottom + 26)
    legend(canvas, frame.words, _swatch)
    return canvas.svg(frame)


def _swing(canvas: Canvas, swing: Swing, frame: Frame, shared: Columns, middle: tuple[float, float]) -> None:
    """Draw both ends of one row around its middle."""
    zero, low, high = (frame.scale.share(value) for value in (middle[0], swing.low, swing.high))
    if zero is None:
        return
    apart = low is not None and high is not None and (low - zero) * (high - zero) > 0
    ends: tuple[tuple[Mark, float | None, float], ...] = (("low", low, -_HALF), ("high", high, 0.0))
    for kind, end, down in ends:
        if end is not None and end != zero:
            left, right = sorted((zero * shared.plot, end * shared.plot))
            top, height = (middle[1] + down, _HALF) if apart else (middle[1] - _HALF, 2 * _HALF)
            _bar(canvas, kind, (left, top, right - left, height))


def _bar(canvas: Canvas, kind: Mark, place: tuple[float, float, float, float]) -> None:
    if kind == "low":
        hatched(canvas, kind, place)
    else:
        left, top, width, height = place
        canvas.shape("rect", kind, x=left, y=top, width=width, height=height)


def _swatch(canvas: Canvas, kind: Mark, x: float, middle: float) -> None:
    _bar(canvas, kind, (x, middle - 7, 26.0, 14.0))
