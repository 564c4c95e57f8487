"""Suggestions as placements of practices, for people to accept, change or reject."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pcf.mapping import Placement, Practice
from pcf.mapping.tool import tool_name
from pcf.suggestions.suggestion import Suggester, Suggestions

LEAST_WORTH = 0.01  # less likely than this, only the first suggestion is worth a look
_LEAST_NONE = 0.05  # less likely than this, "nothing fits" is no suggestion
_DIGITS = Decimal("0.0001")


def with_suggestions(
    practice: Practice, suggester: Suggester, limit: int = 3, lang: str | None = None
) -> tuple[Practice, Suggestions]:
    """Return a practice with what is suggested for it beside what people decided, and the suggestions.

    What was decided before about the same text counts like a decision on the practice; where both say something
    of an element, the practice's own stands. A practice that somebody placed gets no suggestions, and an element
    that was rejected does not come back.
    """
    found = suggester.suggest(practice.text, limit, lang)
    decided = {one.element: one for one in suggester.decided(practice.text)}
    decided |= {one.element: one for one in practice.placements if one.decision}
    placed = practice.model_copy(update={"placements": tuple(decided.values())})
    if placed.is_decided:
        return placed, found
    suggested = [one for one in _placements(found) if one.element not in decided]
    return placed.model_copy(update={"placements": (*placed.placements, *suggested)}), found


def _placements(found: Suggestions) -> Iterator[Placement]:
    for place, one in enumerate(found):
        if place and one.confidence < LEAST_WORTH:
            break
        yield Placement(element=one.id, confidence=_share(one.confidence), tool=tool_name(), why=one.why)
    if found.none >= _LEAST_NONE:
        yield Placement(confidence=_share(found.none), tool=tool_name(), why=found.field_name)


def _share(confidence: float) -> Decimal:
    return Decimal(confidence).quantize(_DIGITS)
