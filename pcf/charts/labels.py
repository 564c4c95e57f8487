"""Where labels of marks may stand in an area, so that none lies over another or over a mark."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from pcf.charts.canvas import Canvas
from pcf.charts.text import LEADING, text_width, wrapped

_LABEL = 130.0
_RING = 13.0  # how much farther the next places of a label are
_RINGS_INSIDE = 24  # how many are tried before a label may leave the area
_SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))


@dataclass(frozen=True, slots=True)
class Space:
    """A rectangle that something takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Space) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def lies_in(self, other: Space) -> bool:
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)

    def gap_to(self, spot: tuple[float, float]) -> float:
        """Return how far a spot is from the nearest edge."""
        return math.dist(spot, self.nearest(*spot))


@dataclass(frozen=True, slots=True)
class Room:
    """Where labels may stand: inside the area, not on what is taken, and beside no mark but their own.

    ``widths`` are those at which the lines of a label may be broken, the best first.
    """

    area: Space
    taken: list[Space]
    spots: tuple[tuple[float, float], ...]
    widths: tuple[float, ...] = (_LABEL,)

    def is_free(self, place: Space, spot: tuple[float, float], ring: int) -> bool:
        """Tell whether the label of a spot may stand at a place; one at the end of a line may be near other marks."""
        if ring <= _RINGS_INSIDE and not place.lies_in(self.area):
            return False
        if any(place.meets(other) for other in self.taken):
            return False
        return ring > 0 or all(place.gap_to(spot) <= place.gap_to(other) for other in self.spots)


def place_label(canvas: Canvas, label: str, spot: tuple[float, float], room: Room, reach: float) -> Space:
    """Write a label where nothing stands yet, and return the place it takes.

    Args:
        canvas: The picture.
        label: The text.
        spot: The middle of its mark.
        room: What is taken.
        reach: Half the width of the mark.
    """
    shapes = [wrapped(label, width) for width in room.widths]
    free = (one for one in _places(spot, reach, shapes) if room.is_free(one[2], spot, one[0]))
    ring, lines, place = next(free)
    if ring:
        x, y = place.nearest(*spot)
        canvas.shape("line", "link", stroke="1", x1=spot[0], y1=spot[1], x2=x, y2=y)
    for index, line in enumerate(lines):
        canvas.text(place.left, place.top + 13 + index * LEADING, line)
    return place


def _places(
    spot: tuple[float, float], reach: float, shapes: Sequence[list[str]]
) -> Iterator[tuple[int, list[str], Space]]:
    """Yield places around a spot, nearest first, without end: there is always a free one."""
    sizes = [(lines, max(map(text_width, lines)), len(lines) * LEADING) for lines in shapes]
    for ring in count():
        away = reach + 4 + ring * _RING
        for lines, width, height in sizes:
            for across, down in _SIDES:
                x = spot[0] + across * (away + width / 2) - width / 2
                y = spot[1] + down * (away + height / 2) - height / 2
                yield ring, lines, Space(x, y, x + width, y + height)
