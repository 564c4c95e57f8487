"""Acceptance in bulk: the first suggestions that are at least so sure, in the name of a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pcf.mapping.records import Placement, Practice

DECIMALS = 12  # to which a confidence is compared with the line, here and in live workbooks alike


@dataclass(frozen=True, slots=True)
class Line:
    """From which confidence on somebody accepts the first suggestion of every practice that nobody decided.

    Attributes:
        share: 0 to 1.
        reviewer: Who accepts; a tool never does.
        date: When (ISO 8601); may be blank.
    """

    share: Decimal
    reviewer: str
    date: str = ""

    @property
    def reason(self) -> str:
        """What the mapping keeps as the reason, in no language."""
        return f"confidence >= {self.share.normalize():f}"

    def accepts(self, first: Decimal | None, none: Decimal | None) -> bool:
        """Whether a first suggestion is sure enough, and likelier than that nothing fits."""
        return first is not None and round(first, DECIMALS) >= round(self.share, DECIMALS) and first >= (none or 0)

    def signed(self, suggestion: Placement) -> Placement:
        """Return a suggestion as accepted by the line."""
        decided = {"decision": "accepted", "reviewer": self.reviewer, "date": self.date, "reason": self.reason}
        return suggestion.model_copy(update=decided)


def accepted_from(practices: Iterable[Practice], line: Line) -> tuple[Practice, ...]:
    """Return practices of which the line accepted those that it may; the others as they are."""
    return tuple(_accepted(practice, line) for practice in practices)


def _accepted(practice: Practice, line: Line) -> Practice:
    if any(one.decision for one in practice.placements):
        return practice
    first = _surest(practice.placements)
    none = max((one.confidence or Decimal() for one in practice.placements if one.element is None), default=None)
    if first is None or not line.accepts(practice.placements[first].confidence, none):
        return practice
    made = list(practice.placements)
    made[first] = line.signed(made[first])
    return practice.model_copy(update={"placements": tuple(made)})


def _surest(placements: Sequence[Placement]) -> int | None:
    """Return the place of the surest suggested element; of equals the first."""
    suggested = [place for place, one in enumerate(placements) if one.element and one.confidence is not None]
    return max(suggested, key=lambda place: (placements[place].confidence or 0, -place), default=None)
