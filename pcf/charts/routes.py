"""Where the lines between the boxes of a roadmap run: through the alleys between columns and the gaps between boxes.

Heights tell lines apart: a line leaves a box on a multiple of 16, enters from the left 4 below, from the right 8 below,
and crosses a column 2 beside a multiple of 4. So no two lines of different boxes lie on each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

STEP = 8.0  # tops and heights of boxes are multiples of it
GAP = 24.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands: its column, counted from 0, its top and its height."""

    column: int
    top: float
    height: float

    @property
    def leave(self) -> float:
        return (self.top + self.height / 2) // 16 * 16

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Route:
    """One line: ``alleys[0]`` is reached at height ``levels[0]``, the box at the end at ``levels[-1]``.

    Alley 0 lies left of column 0. The line walks up or down in every alley.
    """

    source: str
    start: Place
    end: Place
    alleys: tuple[int, ...]
    levels: tuple[float, ...]

    @property
    def ends_rightwards(self) -> bool:
        return self.alleys[-1] == self.end.column


@dataclass(slots=True)
class Routes:
    """Finds routes one after the other, so that lines from different boxes never share a lane."""

    columns: Sequence[Sequence[Place]]
    found: list[Route] = field(default_factory=list)
    lanes: dict[int, list[str]] = field(default_factory=dict)  # alley to the boxes whose lines walk in it
    _taken: dict[tuple[int, float], str] = field(default_factory=dict)

    def add(self, source: str, start: Place, end: Place) -> None:
        """Lead a line from the right side of a box to the left side of one in a later column, else to the right."""
        forward = end.column > start.column
        alleys = range(start.column + 1, end.column + 1) if forward else range(start.column + 1, end.column, -1)
        arrive = end.leave + (4 if forward else 8)
        levels = [start.leave]
        for alley in list(alleys)[:-1]:
            levels.append(self._cross(source, alley if forward else alley - 1, (levels[-1], arrive)))
        for alley in alleys:
            if source not in self.lanes.setdefault(alley, []):
                self.lanes[alley].append(source)
        self.found.append(Route(source, start, end, tuple(alleys), (*levels, arrive)))

    def _cross(self, source: str, column: int, ends: tuple[float, float]) -> float:
        """Take the height at which crossing a column costs the least way, free here and in the columns beside it."""
        near = (column - 1, column, column + 1)
        free = [
            level
            for level in self._levels(column)
            if all(self._taken.get((beside, level), source) == source for beside in near)
        ]
        best = min(free, key=lambda level: (sum(abs(level - end) for end in ends), level))
        self._taken[column, best] = source
        return best

    def _levels(self, column: int) -> list[float]:
        """Return the heights between the boxes of a column, and enough below the last."""
        places = self.columns[column]
        between = [place.top - GAP + offset for place in places for offset in (6.0, 10.0, 14.0, 18.0)]
        last = places[-1].bottom if places else 0.0
        return [*between, *(last + 6 + 4 * index for index in range(len(self._taken) + 1))]


def route(columns: Sequence[Sequence[Place]], places: Mapping[str, Place], needs: Sequence[tuple[str, str]]) -> Routes:
    """Find the lines for pairs of ids, the earlier box first; pairs with an id that has no place are left out."""
    routes = Routes(columns)
    for earlier, later in needs:
        if earlier in places and later in places:
            routes.add(earlier, places[earlier], places[later])
    return routes
