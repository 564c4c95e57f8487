"""Horizontal bars against floor, target and stretch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pcf.charts.canvas import Canvas, decimal, diamond, legend
from pcf.charts.records import Bar, Frame, Mark, Scale
from pcf.charts.text import BOLDER, LEADING, column_width, text_width, wrapped

_GUTTER = 12.0
_LABEL, _LABEL_MOST, _SHOWN, _SHOWN_MOST = 0.25, 0.4, 0.12, 0.24  # shares of the width


@dataclass(frozen=True, slots=True)
class _Columns:
    """How wide label, bar and value are."""

    label: float
    plot: float
    shown: float


def _columns(rows: Sequence[Bar], width: float) -> _Columns:
    label = column_width([row.label for row in rows], _LABEL * width, _LABEL_MOST * width)
    natural = max([_SHOWN * width, *(text_width(row.shown) for row in rows)])
    shown = column_width([row.shown for row in rows], natural, _SHOWN_MOST * width) * BOLDER
    return _Columns(label, width - label - shown - 2 * _GUTTER, shown)


def bars(rows: Sequence[Bar], frame: Frame, line: tuple[float, str] | None = None) -> str:
    """Draw one horizontal bar per row, with range, floor, target and stretch where the row has them.

    Args:
        rows: A missing value leaves its track empty.
        frame: Title, scale and legend.
        line: One position for all rows, with its text: the target of an index.
    """
    canvas = Canvas()
    columns = _columns(rows, frame.width)
    plot = columns.plot
    canvas.cover(-columns.label - _GUTTER, 0.0, frame.width)
    bottom = 6.0
    for row in rows:
        bottom = _row(canvas, row, columns, frame.scale, bottom)
    for value, said in frame.scale.ticks:
        x = (frame.scale.share(value) or 0.0) * plot
        canvas.shape("line", "grid", stroke="1", x1=x, y1=0.0, x2=x, y2=bottom + 4)
        canvas.text(x, bottom + 20, said, anchor="middle")
    if line is not None:
        x = (frame.scale.share(line[0]) or 0.0) * plot
        canvas.shape("line", "target", stroke="2.5", x1=x, y1=-6.0, x2=x, y2=bottom + 4, stroke_dasharray="7 3")
        canvas.text(x, -11.0, line[1], anchor="middle", bold=True)
    canvas.cover(0.0, bottom + 26)
    legend(canvas, frame.words, _bar_swatch)
    return canvas.svg(frame)


def _row(canvas: Canvas, row: Bar, columns: _Columns, scale: Scale, top: float) -> float:
    """Draw one row and return where the next begins."""
    plot = columns.plot
    labels, shown = wrapped(row.label, columns.label), wrapped(row.shown, columns.shown / BOLDER)
    height = max(30.0, max(len(labels), len(shown)) * LEADING + 8)
    middle = top + height / 2
    canvas.shape("rect", "track", x=0.0, y=middle - 9, width=plot, height="18")
    for lines, x, anchor, bold in ((labels, -_GUTTER, "end", False), (shown, plot + _GUTTER, "start", True)):
        first = middle - (len(lines) - 1) * LEADING / 2 + 4.5
        for index, said in enumerate(lines):
            canvas.text(x, first + index * LEADING, said, anchor=anchor, bold=bold)  # type: ignore[arg-type]
    low, high, value = (scale.share(position) for position in (row.low, row.high, row.value))
    if low is not None and high is not None and high > low:
        canvas.shape("rect", "range", x=low * plot, y=middle - 9, width=(high - low) * plot, height="18")
    if value is not None:
        kind, zero = "alarm" if row.alarm else "value", scale.share(0.0) or 0.0
        length = max(abs(value - zero) * plot, 1.5)
        canvas.shape("rect", kind, x=min(value, zero) * plot, y=middle - 5, width=length, height="10")
    for kind in ("floor", "target", "stretch"):
        share = scale.share(getattr(row, kind))
        if share is not None:
            _mark(canvas, kind, share * plot, middle)
    return top + height


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
