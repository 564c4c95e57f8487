"""Nested boxes: how large each must be for its name and for what it holds, and where it stands."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from pcf.charts import text_width
from pcf.ids import LANGUAGES

if TYPE_CHECKING:
    from pcf.taxonomy import Element

_LEAF = 190  # pixels, the width of a box that holds none
_GAP = 12  # around and between boxes
_LINE, _MARGIN = 16, 24  # height of a line of text, and what is left free above and below the text
_SIDE = 20  # what is left free beside the text, with room for the sign of a process


@dataclass(frozen=True, slots=True)
class Box:
    """One element in a view: pixels from the left and top of the view to its corner, its size, what it holds."""

    element: Element
    left: int
    top: int
    width: int
    height: int
    inside: tuple[Box, ...]

    def moved(self, right: int, down: int) -> Box:
        inside = tuple(box.moved(right, down) for box in self.inside)
        return Box(self.element, self.left + right, self.top + down, self.width, self.height, inside)

    def widened(self, width: int) -> Box:
        """Return the box of another width; boxes one below another in it grow with it."""
        more = width - self.width
        stacked = len({box.left for box in self.inside}) == 1
        inside = tuple(box.widened(box.width + more) if stacked else box for box in self.inside)
        return Box(self.element, self.left, self.top, width, self.height, inside)


def boxed(element: Element, *, levels: int, across: int = 1) -> Box:
    """Return the box of an element with its descendants in it.

    Args:
        element: What the box shows.
        levels: How many levels below it are shown.
        across: How many of its children stand side by side; theirs stand one below another.
    """
    children = [boxed(one, levels=levels - 1) for one in element.children] if levels else []
    if not children:
        return Box(element, _GAP, _GAP, _LEAF, _height(element, _LEAF), ())
    widest = max(box.width for box in children)
    children = [box.widened(widest) for box in children]
    columns = min(across, len(children))
    width = columns * (widest + _GAP) + _GAP
    placed, down = [], _height(element, width)
    for row in _rows(children, columns):
        placed += [box.moved(place * (widest + _GAP), down - _GAP) for place, box in enumerate(row)]
        down += max(box.height for box in row) + _GAP
    return Box(element, _GAP, _GAP, width, down, tuple(box.moved(_GAP, _GAP) for box in placed))


def _rows(boxes: Sequence[Box], size: int) -> Iterator[list[Box]]:
    rest = iter(boxes)
    while row := list(islice(rest, size)):
        yield row


def _height(element: Element, width: int) -> int:
    """Return the height of the name in whichever language takes most lines: the view is the same in each."""
    texts = [f"{element.hierarchy_id} {said}" for lang in LANGUAGES if (said := getattr(element.names, lang))]
    lines = max(math.ceil(text_width(text) / (width - _SIDE)) for text in texts)
    return lines * _LINE + _MARGIN
