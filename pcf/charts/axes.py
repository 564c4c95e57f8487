"""What charts over a course have in common: the upright scale, and labels below that stand side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcf.charts.canvas import Canvas
from pcf.charts.records import Scale
from pcf.charts.text import LEADING, text_width, wrapped

_BETWEEN = 14.0  # two texts below the area


def up_axis(canvas: Canvas, scale: Scale, title: str, size: tuple[float, float]) -> None:
    """Draw the grid of an upright scale with its texts on the left and its title above.

    Args:
        canvas: The picture; the area begins at 0, 0.
        scale: Ends and ticks.
        title: What goes up.
        size: Width and height of the area.
    """
    width, bottom = size
    for value, said in scale.ticks:
        y = (1 - (scale.share(value) or 0.0)) * bottom
        canvas.shape("line", "grid", stroke="1", x1=-4.0, y1=y, x2=width, y2=y)
        canvas.text(-9.0, y + 4.5, said, anchor="end")
    lines = wrapped(f"{title} ↑", width)
    for index, line in enumerate(lines):
        canvas.text(canvas.left, (index - len(lines)) * LEADING - 2, line, bold=True)


def side_by_side(labels: Sequence[str], step: float) -> Iterator[int]:
    """Yield which labels are written: as many as stand side by side, the last always."""
    if labels:
        every = 1
        widest = max(map(text_width, labels)) + _BETWEEN
        while every * step < widest and every < len(labels):
            every += 1
        yield from range((len(labels) - 1) % every, len(labels), every)
