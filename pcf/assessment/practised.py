"""The practices of a scored round: what they cover, the graph with them, and the sentences that tell of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pcf.assessment.checklist import practices
from pcf.errors import N_
from pcf.graph import frozen, unfrozen
from pcf.i18n import Translator, number, percent
from pcf.mapping.coverage import Coverage, Shared, Standing, coverage, standing
from pcf.mapping.graph import add_practices
from pcf.mapping.records import Placement, Practice
from pcf.reasons.graph import put_reasons
from pcf.taxonomy import Taxonomy

if TYPE_CHECKING:
    import networkx

    from pcf.assessment.scorecard import Scorecard

SHARED: Mapping[Shared, str] = {
    "element": N_("the same process, activity or task"),
    "process": N_("parts of one process"),
}
_DECIDED: Mapping[Standing, str] = {
    "elsewhere": N_("decided that nothing here fits"),
    "rejected": N_("every suggestion rejected"),
}


def practice_coverage(card: Scorecard, taxonomy: Taxonomy) -> Coverage:
    """Return what the practices of a round cover; in an anonymous round without owners.

    Processes that do not apply are no gaps.

    Raises:
        UnknownElementError: A practice names an element that is in no edition.
    """
    return coverage(
        practices(card.round),
        taxonomy,
        inapplicable={one.element.id for one in card.processes if not one.answers.is_applicable},
        is_nameless=card.round.is_nameless,
    )


def graph_of(card: Scorecard) -> networkx.MultiDiGraph[str]:
    """Build the graph of the model with the practices, the segments and the contact reasons of a round.

    Raises:
        UnknownElementError: A practice was accepted for an element that is in no edition.
    """
    graph = unfrozen(card.taxonomy)
    add_practices(graph, card.taxonomy, practice_coverage(card, card.taxonomy).practices)
    for segment in card.round.segments:
        graph.add_node(f"segment:{segment.id}", kind="segment", name=segment.name, promise=segment.promise)
    if card.round.shared.reasons is not None:
        put_reasons(graph, card.round.shared.reasons)
    return frozen(graph)


def counts_told(covered: Coverage, say: Translator) -> str:
    """Say how many practices there are, and how many have a place, or why not."""
    counts = {one: number(len(found), say.lang, 0) for one, found in covered.by_standing.items()}
    return say(
        "Practices: {practices}. With a place: {placed}; not decided yet: {open}; decided that nothing here fits: "
        "{elsewhere}; every suggestion rejected: {rejected}.",
        practices=number(len(covered.practices), say.lang, 0),
        **counts,
    )


def not_placed(covered: Coverage) -> Iterator[Practice]:
    """Yield the practices without a place: the undecided first, then what belongs elsewhere, then the rejected."""
    for one in ("open", "elsewhere", "rejected"):
        yield from covered.by_standing[one]


def why_not_placed(practice: Practice, taxonomy: Taxonomy, say: Translator) -> str:
    """Say why a practice has no place: what is suggested first, or what was decided and the reasons given."""
    said = standing(practice)
    if said == "open":
        suggested = first_suggestion(practice)
        return say("nothing is suggested") if suggested is None else _suggested(suggested, taxonomy, say)
    decision = "accepted" if said == "elsewhere" else "rejected"
    decided = [one for one in practice.placements if one.decision == decision]
    reasons = dict.fromkeys(one.reason for one in decided if one.reason)
    return say("; ").join((say(_DECIDED[said]), *reasons))


def first_suggestion(practice: Practice) -> Placement | None:
    """Return the undecided suggestion that is likeliest; of equals, and without confidence, the first."""
    undecided = [one for one in practice.placements if one.decision is None]
    return max(undecided, key=lambda one: -1 if one.confidence is None else one.confidence, default=None)


def _suggested(one: Placement, taxonomy: Taxonomy, say: Translator) -> str:
    if one.element is None:
        place = say("nothing here fits")
    elif one.element in taxonomy:
        place = f"{taxonomy[one.element].hierarchy_id} {taxonomy[one.element].shown_name}"
    else:
        place = one.element
    if one.confidence is None:
        return say("suggested: {place}", place=place)
    return say("suggested: {place} ({share})", place=place, share=percent(100 * float(one.confidence), say.lang, 0))
