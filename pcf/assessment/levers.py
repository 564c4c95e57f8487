"""Which answers move the headline most."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from pcf.assessment.levels import ProcessScore
from pcf.assessment.scorecard import Scorecard
from pcf.maturity import HIGHEST, Score, policy_of_groups, rated, roll_up

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Lever:
    """What one level more or less of one process does to the headline.

    Attributes:
        process: Which; it has a score.
        up: Change of the headline if it stood one level higher; ``None`` at the top of the scale.
        down: Change if it stood one level lower; ``None`` at the bottom.
    """

    process: ProcessScore
    up: Fraction | None
    down: Fraction | None

    @property
    def size(self) -> Fraction:
        return max(abs(self.up or Fraction(0)), abs(self.down or Fraction(0)))


def levers(card: Scorecard) -> tuple[Lever, ...]:
    """Return every scored process with what it moves, the strongest first; none without a headline.

    Exact: the whole score is computed anew with one level changed, by the policy of the card.
    """
    if card.score.score is None:
        return ()
    found = [
        Lever(process, _moved(card, process, 1), _moved(card, process, -1))
        for process in card.processes
        if process.score.score is not None
    ]
    return tuple(sorted(found, key=lambda lever: -lever.size))  # stable: equals stay in printed order


def _moved(card: Scorecard, process: ProcessScore, step: int) -> Fraction | None:
    assert process.score.score is not None
    level = min(max(process.score.score + step, Fraction(0)), HIGHEST)
    return None if level == process.score.score else headline_with(card, {process.element.id: level})


def headline_with(card: Scorecard, levels: dict[str, Fraction]) -> Fraction | None:
    """Return by how much the headline changes if some processes stood at other levels; ``None`` without one.

    Args:
        card: The scores as they are.
        levels: Element id of a process -> the level to suppose, 0 to 5.
    """
    if card.score.score is None:
        return None
    groups = [
        roll_up(group.id, [_supposed(child, levels) for child in group.children], card.policy, weight=group.weight)
        for group in card.groups
    ]
    root = roll_up(card.score.id, groups, policy_of_groups(card.policy), needs_every_child=True)
    return None if root.score is None else root.score - card.score.score


def _supposed(score: Score, levels: dict[str, Fraction]) -> Score:
    if score.id not in levels or not score.applicable:
        return score
    return rated(score.id, levels[score.id], weight=score.weight)
