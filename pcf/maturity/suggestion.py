"""What the ticked practice statements of one process say about its level; never part of a score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from pcf.model import TickCode

_LEVELS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The level that the statements speak for, and how far the next one is.

    Attributes:
        level: 0 to 5: the highest of which every statement, and every one below, is in place.
        done: Statements of the next level that are in place; ``None`` where none follows.
        of: Statements of the next level that apply; ``None`` where none follows.
    """

    level: int
    done: int | None
    of: int | None


def suggestion(ticks: Iterable[tuple[int, TickCode | None]]) -> Suggestion | None:
    """Return what the statements suggest; ``None`` where nobody answered any that applies.

    What is not applicable is left out, and a level of which nothing applies is passed over: it neither
    stops the count nor is reached. Partly in place, unknown and blank are not in place.

    Args:
        ticks: The level, 1 to 5, of every statement of the process, and its answer; ``None`` for a blank.

    >>> suggestion([(1, "in_place"), (2, "in_place"), (2, "partly"), (3, None)])
    Suggestion(level=1, done=1, of=2)
    """
    given = list(ticks)
    if not any(state for _, state in given if state != "NA"):
        return None
    counts = tally(given)
    applying = [level for level, (_, of) in counts.items() if of]
    reached = list(takewhile(lambda level: counts[level][0] == counts[level][1], applying))
    level = reached[-1] if reached else 0
    above = next((one for one in applying if one > level), None)
    return Suggestion(level, *(counts[above] if above else (None, None)))


def tally(ticks: Iterable[tuple[int, TickCode | None]]) -> dict[int, tuple[int, int]]:
    """Return for each level, 1 to 5, how many statements are in place, and of how many that apply.

    >>> tally([(1, "in_place"), (2, "partly"), (2, "NA")])[2]
    (0, 1)
    """
    counted = [(level, state == "in_place") for level, state in ticks if state != "NA"]
    return {
        level: (sum(is_done for at, is_done in counted if at == level), sum(at == level for at, _ in counted))
        for level in _LEVELS
    }
