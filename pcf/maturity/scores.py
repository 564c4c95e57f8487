"""Ratings to scores: exact, with coverage and range, and explained.

A blank is not a zero: what nobody answered leaves the score, lowers the coverage and widens
the range. Sources: normalised weighted means and cumulative levels as in common maturity
models; thresholds and policies are this project's own (docs/decisions/0005).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, get_args

LOWEST, HIGHEST = Fraction(0), Fraction(5)
SCORED_FROM = Fraction(8, 10)
PROVISIONAL_FROM = Fraction(6, 10)
STAGED_SHARE = Fraction(8, 10)

Policy = Literal["mean", "min", "staged", "capped"]
POLICIES: tuple[Policy, ...] = get_args(Policy)
Status = Literal["scored", "provisional", "none"]


@dataclass(frozen=True, slots=True)
class Score:
    """What is known about one process, group or category.

    Attributes:
        id: Element id.
        score: 0 to 5, exact; ``None`` if too little is known, never 0 for that reason.
        low, high: The range: the score if everything unanswered were 0, or 5.
        coverage: Answered applicable weight / applicable weight, 0 to 1.
        dk_share: Weight answered "don't know" / applicable weight, 0 to 1.
        applicable: False if it, or everything below it, is not applicable.
        weight: Its weight among its siblings.
        policy: How the score came from the children; ``None`` for a rating.
        children: The terms that it came from.
    """

    id: str
    score: Fraction | None
    low: Fraction
    high: Fraction
    coverage: Fraction
    dk_share: Fraction
    applicable: bool
    weight: Fraction
    policy: Policy | None = None
    children: tuple[Score, ...] = ()
    status: Status = "none"

    @property
    def range(self) -> tuple[Fraction, Fraction] | None:
        """What the score could be; ``None`` where nothing applies."""
        return (self.low, self.high) if self.applicable else None


def rated(
    element_id: str,
    level: Fraction | int | None,
    *,
    weight: Fraction = Fraction(1),
    is_applicable: bool = True,
    is_unknown: bool = False,
    highest: Fraction = HIGHEST,
) -> Score:
    """Make the score of one rated process, or of one figure on another scale.

    Args:
        element_id: The process.
        level: 0 to 5, or ``None`` for no answer.
        weight: At least 0, among the processes of its group.
        is_applicable: False for "not applicable".
        is_unknown: True for "don't know", an answer that gives no level.
        highest: The top of the scale, for the range of what is not answered.
    """
    known = level is not None and is_applicable
    value = Fraction(level) if known else None  # type: ignore[arg-type]
    return Score(
        id=element_id,
        score=value,
        low=LOWEST if value is None else value,
        high=highest if value is None else value,
        coverage=Fraction(known),
        dk_share=Fraction(is_unknown and is_applicable),
        applicable=is_applicable,
        weight=weight,
        status="scored" if known else "none",
    )


def roll_up(
    element_id: str,
    children: Sequence[Score],
    policy: Policy = "mean",
    *,
    weight: Fraction = Fraction(1),
    needs_every_child: bool = False,
) -> Score:
    """Combine direct children into the score of their parent.

    Args:
        element_id: The parent.
        children: Scores of its direct children; those not applicable, or of weight 0, are left out.
        policy: ``mean`` weighted; ``min`` the weakest; ``capped`` the mean, at most one above the
            weakest; ``staged`` the highest whole level that 80 % of the weight reaches while no
            child is more than one below it.
        weight: The parent's weight among its own siblings.
        needs_every_child: True for a headline: one child without a score leaves the parent without.
    """
    counted = [child for child in children if child.applicable and child.weight > 0]
    total = sum((child.weight for child in counted), Fraction(0))
    if not counted:
        return replace(
            rated(element_id, None, weight=weight, is_applicable=False), policy=policy, children=tuple(children)
        )
    combine = _COMBINE[policy]
    coverage = sum((child.weight * child.coverage for child in counted), Fraction(0)) / total
    answered = [(child.score, child.weight) for child in counted if child.score is not None]
    status = _status(coverage)
    if not answered or (needs_every_child and len(answered) < len(counted)):
        status = "none"
    return Score(
        id=element_id,
        score=combine(answered) if status != "none" else None,
        low=combine([(child.low, child.weight) for child in counted]),
        high=combine([(child.high, child.weight) for child in counted]),
        coverage=coverage,
        dk_share=sum((child.weight * child.dk_share for child in counted), Fraction(0)) / total,
        applicable=True,
        weight=weight,
        policy=policy,
        children=tuple(children),
        status=status,
    )


def policy_of_groups(policy: Policy) -> Policy:
    """Return how groups combine into the category: ``min`` and ``capped`` hold inside a group only."""
    return "staged" if policy == "staged" else "mean"


def _status(coverage: Fraction) -> Status:
    if coverage >= SCORED_FROM:
        return "scored"
    return "provisional" if coverage >= PROVISIONAL_FROM else "none"


_Terms = Sequence[tuple[Fraction, Fraction]]


def _mean(terms: _Terms) -> Fraction:
    return sum((score * weight for score, weight in terms), Fraction(0)) / sum(
        (weight for _, weight in terms), Fraction(0)
    )


def _weakest(terms: _Terms) -> Fraction:
    return min(score for score, _ in terms)


def _capped(terms: _Terms) -> Fraction:
    return min(_mean(terms), _weakest(terms) + 1)


def _staged(terms: _Terms) -> Fraction:
    total = sum((weight for _, weight in terms), Fraction(0))
    for k in range(int(HIGHEST), 0, -1):
        reached = sum((weight for score, weight in terms if score >= k), Fraction(0))
        if reached >= STAGED_SHARE * total and all(score >= k - 1 for score, _ in terms):
            return Fraction(k)
    return Fraction(0)


_COMBINE: dict[Policy, Callable[[_Terms], Fraction]] = {
    "mean": _mean,
    "min": _weakest,
    "capped": _capped,
    "staged": _staged,
}
