"""What an organisation says it does, and where that belongs in the model."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, model_validator

from pcf.ids import ElementId, WordId
from pcf.model import Record

Relation = Literal["part_of", "same", "near", "wider", "related"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)
Decision = Literal["accepted", "rejected"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)
Share = Annotated[Decimal, Field(ge=0, le=1)]
MOST = 0.99  # the highest confidence that a tool of ours claims: only a person's decision is certain


class Placement(Record):
    """One claim about where a practice belongs: made by a person, or suggested by a tool.

    Attributes:
        element: Where; ``None`` for the claim that nothing in category 6 fits.
        relation: What the practice is to the element: ``part_of`` it, the ``same``, ``near``, ``wider``, ``related``.
        decision: What a person made of it; ``None`` while it is only suggested.
        confidence: How likely it is, 0 to 1, as a tool says; ``None`` for what a person placed without a suggestion.
        tool: Name and version of what suggested it; blank for a person.
        why: What the suggestion rests on.
        reviewer, date: Who decided, and when (ISO 8601).
        reason: Why it was rejected, or what else was said of the decision.
    """

    element: ElementId | None = None
    relation: Relation = "part_of"
    decision: Decision | None = None
    confidence: Share | None = None
    tool: str = ""
    why: str = ""
    reviewer: str = ""
    date: str = ""
    reason: str = ""


class Practice(Record):
    """Something the organisation says it does, in its own words.

    ``elements`` may be given instead of ``placements``: where it belongs, as a person said and no more.

        >>> Practice(id="p1", text="We answer within 20 s", elements=["10388"]).placements[0].decision
        'accepted'
    """

    id: WordId
    text: str
    owner: str = ""
    unit: str = ""
    placements: tuple[Placement, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _place_elements(cls, said: Any) -> Any:
        if not isinstance(said, Mapping) or "elements" not in said:
            return said
        if said.get("placements"):
            raise ValueError("elements and placements are two ways to say the same: give one of them")
        others = {name: value for name, value in said.items() if name != "elements"}
        return others | {"placements": [{"element": one, "decision": "accepted"} for one in said["elements"] or ()]}

    @property
    def elements(self) -> tuple[ElementId, ...]:
        """The elements it belongs to, as people decided."""
        accepted = [one.element for one in self.placements if one.decision == "accepted" and one.element is not None]
        return tuple(dict.fromkeys(accepted))

    @property
    def is_elsewhere(self) -> bool:
        """Whether a person decided that nothing in category 6 fits."""
        return any(one.decision == "accepted" and one.element is None for one in self.placements)

    @property
    def is_decided(self) -> bool:
        """Whether a person has said where it belongs, or that it belongs elsewhere."""
        return bool(self.elements) or self.is_elsewhere
