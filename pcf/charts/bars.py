"""Horizontal bars against floor, target and stretch."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.charts.canvas import Canvas, decimal, diamond, legend
from pcf.charts.records import Bar, Frame, Mark, Scale
from pcf.charts.rows import Columns, columns, cover, row, ticks


def bars(rows: Sequence[Bar], frame: Frame, line: tuple[float, str] | None = None) -> str:
    """Draw one horizontal bar per row, with range, floor, target and stretch where the row has them.

    Args:
        rows: A missing value leaves its track empty.
        frame: Title, scale and legend.
        line: One position for all rows, with its text: the target of an index.
    """
    canvas = Canvas()
    shared = columns(rows, frame.width)
    cover(canvas, shared, frame.width)
    bottom = 6.0
    for bar in rows:
        bottom = _bar(canvas, bar, shared, frame.scale, bottom)
    ticks(canvas, frame.scale, shared.plot, bottom)
    if line is not None:
        x = (frame.scale.share(line[0]) or 0.0) * shared.plot
        canvas.shape("line", "target", stroke="2.5", x1=x, y1=-6.0, x2=x, y2=bottom + 4, stroke_dasharray="7 3")
        canvas.text(x, -11.0, line[1], anchor="middle", bold=True)
    canvas.cover(0.0, bottom + 26)
    legend(canvas, frame.words, _bar_swatch)
    return canvas.svg(frame)


def _bar(canvas: Canvas, bar: Bar, shared: Columns, scale: Scale, top: float) -> float:
    """Draw one row and return where the next begins."""
    middle, bottom = row(canvas, bar, shared, top)
    low, high, value = (scale.share(position) for position in (bar.low, bar.high, bar.value))
    if low is not None and high is not None and high > low:
        canvas.shape("rect", "range", x=low * shared.plot, y=middle - 9, width=(high - low) * shared.plot, height="18")
    if value is not None:
        kind, zero = "alarm" if bar.alarm else "value", scale.share(0.0) or 0.0
        length = max(abs(value - zero) * shared.plot, 1.5)
        canvas.shape("rect", kind, x=min(value, zero) * shared.plot, y=middle - 5, width=length, height="10")
    for kind in ("floor", "target", "stretch"):
        share = scale.share(getattr(bar, kind))
        if share is not None:
            _mark(canvas, kind, share * shared.plot, middle)
    return bottom


def _mark(canvas: Canvas, kind: str, x: float, middle: float) -> None:
    """Draw a floor (line with a triangle), a target (thick line) or a stretch (dotted line with a diamond)."""
    dash = {"stretch": "2 2"}.get(kind, "none")
    width = {"target": "4"}.get(kind, "2")
    canvas.shape("line", kind, stroke=width, x1=x, y1=middle - 11, x2=x, y2=middle + 11, stroke_dasharray=dash)
    if kind == "stretch":
        canvas.shape("path", kind, d=diamond(x, middle - 11, 4.0))
    elif kind == "floor":
        canvas.shape("path", kind, d=f"M{decimal(x - 5)} {decimal(middle - 14)}h10l-5 8Z")


def _bar_swatch(canvas: Canvas, kind: Mark, x: float, middle: float) -> None:
    if kind in {"value", "alarm", "range"}:
        half = 8 if kind == "range" else 5
        canvas.shape("rect", kind, x=x, y=middle - half, width="26", height=str(2 * half))
    else:
        _mark(canvas, kind, x + 13, middle)
