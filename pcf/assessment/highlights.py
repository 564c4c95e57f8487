"""What a reader looks for first: strengths, gaps, and where the groups should stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pcf.assessment import ProcessScore, Scorecard
from pcf.maturity import Score, rated, roll_up

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Highlights:
    """The first few of a ranking, and how many more stand equal with the last of them."""

    processes: tuple[ProcessScore, ...]
    equals: int


def strongest(card: Scorecard) -> Highlights:
    """Return the highest-rated processes; of equals, those whose evidence supports more."""
    scored = [process for process in card.processes if process.score.score is not None]
    return _first(scored, lambda process: (process.score.score or Fraction(0), Fraction(process.supported or 0)))


def largest_gaps(card: Scorecard) -> Highlights:
    """Return the first of the processes farthest below their target."""
    return _first(gaps_in_order(card), _by_gap)


def gaps_in_order(card: Scorecard) -> list[ProcessScore]:
    """Return all processes below their target, the farthest first; of equals those of more weight, then as printed."""
    return sorted((process for process in card.processes if process.gap), key=_by_gap, reverse=True)


def _by_gap(process: ProcessScore) -> tuple[Fraction, Fraction]:
    return process.gap or Fraction(0), process.score.weight


def _first(processes: Sequence[ProcessScore], rank: Callable[[ProcessScore], tuple[Fraction, Fraction]]) -> Highlights:
    ranked = sorted(processes, key=rank, reverse=True)  # stable: equals stay in printed order
    last = rank(ranked[SHOWN - 1]) if len(ranked) > SHOWN else None
    return Highlights(tuple(ranked[:SHOWN]), sum(rank(process) == last for process in ranked[SHOWN:]))


def target_of(card: Scorecard, score: Score) -> Fraction | None:
    """Return the target of a process, or the score that a group or the category would have if all stood at theirs.

    What has no target counts as unanswered: below 60 % of the weight there is none.
    """
    if score.policy is None:
        return card.process(score.id).answers.target
    aims = [
        rated(child.id, target_of(card, child), weight=child.weight, is_applicable=child.applicable)
        for child in score.children
    ]
    return roll_up(score.id, aims, score.policy).score


def whole_levels(score: Fraction) -> tuple[int, ...]:
    """Return the level that a score stands on, or the two that it lies between.

    >>> whole_levels(Fraction(3)), whole_levels(Fraction(5, 2))
    ((3,), (2, 3))
    """
    low = score.numerator // score.denominator
    return (low,) if score == low else (low, low + 1)
