"""The places of a fresh form for what was said of complaints."""

from __future__ import annotations

from collections.abc import Collection

from pcf.assessment.records import Assessment, Unplaced
from pcf.complaints.records import Assumption, BlockAnswer, ComplaintInputs, Rule


class LoopPlaces:
    """What a fresh form says of complaints, under way.

    Blocks, steps, calendars and the rules for every segment come from the older form, assumptions and the rules of a
    segment are taken one by one: a rule without its segment would hold for all. Of a workshop's form the levels of
    the blocks do not come along, but for "not applicable": a new round asks anew.

    Args:
        fresh: What the empty form begins with; ``None`` where it does not ask.
        old: The filled form.
        segments: Ids of the segments that the fresh form has.
    """

    def __init__(self, fresh: ComplaintInputs | None, old: Assessment, segments: Collection[str]) -> None:
        self._is_asked = fresh is not None or old.complaints is not None
        self._old = old.complaints or fresh or ComplaintInputs()
        self._blocks = tuple(_asked_anew(one) if old.is_workshop else one for one in self._old.blocks)
        self._segments = segments
        self._order = [one.id for one in self._old.rules]
        self._rules = {one.id: one for one in self._old.rules if one.segment is None}
        self._assumptions: dict[tuple[str, str], Assumption] = {}

    def take(self, one: Unplaced) -> bool:
        """Put an assumption or a rule where it belongs; tell whether there is such a place, and it was blank."""
        if one.assumption is not None:
            return self._take_assumption(one.assumption)
        return one.rule is not None and self._take_rule(one.rule)

    def filled(self) -> ComplaintInputs | None:
        """Return what the form says as it stands; ``None`` where neither form asks."""
        if not self._is_asked:
            return None
        order = {rule: place for place, rule in enumerate(self._order)}
        rules = sorted(self._rules.values(), key=lambda one: order.get(one.id, len(order)))
        return self._old.model_copy(
            update={
                "blocks": self._blocks,
                "rules": tuple(rules),
                "assumptions": tuple(self._assumptions.values()),
            }
        )

    def _take_assumption(self, said: Assumption) -> bool:
        key = (said.segment, said.assumption)
        if said.segment not in self._segments or key in self._assumptions:
            return False
        self._assumptions[key], self._is_asked = said, True
        return True

    def _take_rule(self, said: Rule) -> bool:
        if (said.segment is not None and said.segment not in self._segments) or said.id in self._rules:
            return False
        self._rules[said.id], self._is_asked = said, True
        return True


def _asked_anew(one: BlockAnswer) -> BlockAnswer:
    return one.model_copy(update={"answer": "NA" if one.answer == "NA" else None})
