"""A roadmap: initiatives as boxes in the columns of their waves, with lines from what must come first."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal

from pcf.charts.canvas import Canvas, decimal, legend
from pcf.charts.records import Border, Box, Caption, Column
from pcf.charts.routes import GAP, STEP, Place, Route, Routes, route
from pcf.charts.text import BOLDER, LEADING, wrapped

_WIDE, _PAD = 208.0, 11.0
_ALLEY, _LANE, _LANES = 32.0, 8.0, 160.0  # an alley without lines, what each line adds, and how much all at most
_BORDERS: Mapping[Border, tuple[str, str]] = {  # pen and dashes
    "solid": ("1.5", "none"),
    "thick": ("4", "none"),
    "double": ("1.5", "none"),
    "dashed": ("2", "7 4"),
    "dotted": ("2", "2 4"),
}
Look = Border | Literal["link"]


def waves(columns: Sequence[Column], caption: Caption, words: Mapping[Look, str]) -> str:
    """Draw one column per wave, with its boxes in the given order, and an arrow from each box to those that need it.

    Args:
        columns: Ids of boxes are unique. The border is for the eye: say the state in a line of the box, too.
        caption: Title and description.
        words: What the legend calls the borders, and the arrow: ``link``.
    """
    canvas = Canvas()
    header = max([len(_header(column)) for column in columns], default=0) * LEADING + GAP - 4
    header = math.ceil(header / STEP) * STEP
    stacks = [_stack(column.boxes, index, header) for index, column in enumerate(columns)]
    boxes = [box for column in columns for box in column.boxes]
    places = dict(zip([box.id for box in boxes], [place for stack in stacks for place in stack], strict=True))
    routes = route(stacks, places, [(need, box.id) for box in boxes for need in box.needs])
    lefts = _lefts(routes, len(columns))
    for left, column, stack in zip(lefts, columns, stacks, strict=True):
        _column(canvas, column, left, stack)
    for one in routes.found:
        _arrow(canvas, one, routes, lefts)
    legend(canvas, words, _swatch)
    return canvas.svg(caption)


def _header(column: Column) -> list[str]:
    return wrapped(column.label, _WIDE / BOLDER)


def _texts(box: Box) -> tuple[list[str], list[str]]:
    """Return title and facts as lines that fit the box."""
    inside = _WIDE - 2 * _PAD
    facts = [line for fact in box.lines for line in wrapped(fact, inside)]
    return wrapped(box.title, inside / BOLDER), facts


def _stack(boxes: Sequence[Box], column: int, top: float) -> list[Place]:
    places = []
    for box in boxes:
        height = math.ceil((sum(map(len, _texts(box))) * LEADING + 2 * _PAD) / STEP) * STEP
        places.append(Place(column, top, height))
        top += height + GAP
    return places


def _lane(routes: Routes, alley: int) -> float:
    """Return how far apart the lines of an alley are."""
    return min(_LANE, _LANES / max(1, len(routes.lanes.get(alley, ()))))


def _lefts(routes: Routes, count: int) -> list[float]:
    """Return where the columns begin; alleys are as wide as their lines need."""
    lefts, x = [], 0.0
    for alley in range(count):
        if alley:
            x += _ALLEY + _lane(routes, alley) * len(routes.lanes.get(alley, ()))
        lefts.append(x)
        x += _WIDE
    return lefts


def _column(canvas: Canvas, column: Column, left: float, stack: Sequence[Place]) -> None:
    lines = _header(column)
    for index, line in enumerate(lines):
        canvas.text(left, index * LEADING, line, bold=True)
    rule = len(lines) * LEADING - 8
    canvas.shape("line", "box", stroke="1.5", x1=left, y1=rule, x2=left + _WIDE, y2=rule)
    canvas.cover(left, 0.0, _WIDE)
    for box, place in zip(column.boxes, stack, strict=True):
        _outline(canvas, box.border, (left, place.top, _WIDE, place.height))
        title, facts = _texts(box)
        for index, line in enumerate([*title, *facts]):
            canvas.text(left + _PAD, place.top + _PAD + 12.5 + index * LEADING, line, bold=index < len(title))


def _outline(canvas: Canvas, border: Border, place: tuple[float, float, float, float]) -> None:
    x, y, width, height = place
    stroke, dash = _BORDERS[border]
    insets = (1.0, 5.0) if border == "double" else (1.0,)
    drawn = "".join(
        f"M{decimal(x + inset)} {decimal(y + inset)}h{decimal(width - 2 * inset)}v{decimal(height - 2 * inset)}"
        f"h-{decimal(width - 2 * inset)}Z"
        for inset in insets
    )
    canvas.cover(x, y, width, height)
    canvas.shape("path", "box", stroke=stroke, d=drawn, stroke_dasharray=dash)


def _arrow(canvas: Canvas, one: Route, routes: Routes, lefts: Sequence[float]) -> None:
    """Draw one line, from the right side of its first box to an arrowhead at the last."""
    drawn = f"M{decimal(lefts[one.start.column] + _WIDE)} {decimal(one.levels[0])}"
    for alley, level in zip(one.alleys, one.levels[1:], strict=True):
        number = routes.lanes[alley].index(one.source)
        x = lefts[alley - 1] + _WIDE + _ALLEY / 2 - 4 + number * _lane(routes, alley)
        drawn += f"H{decimal(x)}V{decimal(level)}"
        canvas.cover(x, level)
    x = lefts[one.end.column] + (-2.0 if one.ends_rightwards else _WIDE + 2)
    canvas.shape("path", "link", stroke="1.5", d=f"{drawn}H{decimal(x)}")
    _head(canvas, x, one.levels[-1], 8 if one.ends_rightwards else -8)


def _head(canvas: Canvas, x: float, y: float, length: int) -> None:
    canvas.shape("path", "box", d=f"M{decimal(x)} {decimal(y)}l{-length} -4v8Z")


def _swatch(canvas: Canvas, look: Look, x: float, middle: float) -> None:
    if look == "link":
        canvas.shape("line", "link", stroke="1.5", x1=x, y1=middle, x2=x + 26, y2=middle)
        _head(canvas, x + 26, middle, 8)
    else:
        _outline(canvas, look, (x, middle - 8, 26.0, 16.0))
