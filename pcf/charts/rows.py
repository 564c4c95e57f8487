"""What charts of rows have in common: label, plot and value side by side, over upright ticks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pcf.charts.canvas import Anchor, Canvas
from pcf.charts.records import Labelled, Scale
from pcf.charts.text import BOLDER, LEADING, column_width, text_width, wrapped

_GUTTER = 16.0
_LABEL_MOST, _SHOWN, _SHOWN_MOST = 0.4, 0.12, 0.24  # shares of the width


@dataclass(frozen=True, slots=True)
class Columns:
    """How wide label, plot and value are; the plot begins at 0."""

    label: float
    plot: float
    shown: float


def columns(rows: Sequence[Labelled], width: float, label_share: float = 0.25) -> Columns:
    """Share the width out: labels get their share, and more where that keeps their words whole."""
    label = column_width([row.label for row in rows], label_share * width, _LABEL_MOST * width)
    natural = max([_SHOWN * width, *(text_width(row.shown) for row in rows)])
    shown = column_width([row.shown for row in rows], natural, _SHOWN_MOST * width) * BOLDER
    return Columns(label, width - label - shown - 2 * _GUTTER, shown)


def cover(canvas: Canvas, columns: Columns, width: float) -> None:
    """Keep the whole width, however short the labels are."""
    canvas.cover(-columns.label - _GUTTER, 0.0, width)


def row(canvas: Canvas, said: Labelled, columns: Columns, top: float) -> tuple[float, float]:
    """Write label and value of one row beside its track; return the middle of the track and the bottom of the row."""
    labels, shown = wrapped(said.label, columns.label), wrapped(said.shown, columns.shown / BOLDER)
    height = max(30.0, max(len(labels), len(shown)) * LEADING + 8)
    middle = top + height / 2
    canvas.shape("rect", "track", x=0.0, y=middle - 9, width=columns.plot, height="18")
    sides: tuple[tuple[list[str], float, Anchor, bool], ...] = (
        (labels, -_GUTTER, "end", False),
        (shown, columns.plot + _GUTTER, "start", True),
    )
    for lines, x, anchor, bold in sides:
        first = middle - (len(lines) - 1) * LEADING / 2 + 4.5
        for index, line in enumerate(lines):
            canvas.text(x, first + index * LEADING, line, anchor=anchor, bold=bold)
    return middle, top + height


def ticks(canvas: Canvas, scale: Scale, plot: float, bottom: float) -> None:
    """Draw the upright lines of a scale, with their texts below."""
    for value, said in scale.ticks:
        x = (scale.share(value) or 0.0) * plot
        canvas.shape("line", "grid", stroke="1", x1=x, y1=0.0, x2=x, y2=bottom + 4)
        canvas.text(x, bottom + 20, said, anchor="middle")
