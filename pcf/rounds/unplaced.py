"""What earlier forms said and this one has no place for: a form taken apart into single things that were said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from pcf.assessment.records import Assessment, Figure, Link, Response, Segment, Unplaced
from pcf.complaints.records import ComplaintInputs
from pcf.reasons.records import Reason
from pcf.rounds.history import in_time

Kind = Literal["rating", "agreement", "tick", "weight", "figure", "segment", "link", "assumption", "rule", "staffing"]


def kind_of(one: Unplaced) -> Kind:
    """Return which kind of thing was said."""
    kinds: tuple[tuple[Kind, object], ...] = (
        ("figure", one.figure),  # these four come with their segment
        ("assumption", one.assumption),
        ("rule", one.rule),
        ("staffing", one.staffing),
        ("rating", one.response),
        ("agreement", one.agreement),
        ("tick", one.tick),
        ("weight", one.group_weight),
        ("segment", one.segment),
    )
    return next((kind for kind, said in kinds if said is not None), "link")


def about(one: Unplaced) -> str:
    """Return the id of what it is about: an element, a line of the checklist or of staffing, a segment, a rule.

    Of a figure its metric, of an assumption which one it is.
    """
    for said in (one.response, one.agreement, one.group_weight):
        if said is not None:
            return said.element
    if one.tick is not None:
        return one.tick.item
    if one.figure is not None:
        return one.figure.metric
    if one.assumption is not None:
        return one.assumption.assumption
    if one.rule is not None:
        return one.rule.id
    if one.staffing is not None:
        return one.staffing.id
    if one.link is not None:
        return one.link.element or one.link.segment or one.link.metric or ""
    return one.segment.id if one.segment else ""


def is_answered(said: Response) -> bool:
    """Whether somebody rated the process, or did not know; that it is not applicable holds for all."""
    return said.answer not in {None, "NA"}


def said_in(form: Assessment) -> Iterator[Unplaced]:
    """Yield everything that a form says of elements and segments, one by one.

    The answers of a workshop's respondents are not among it, nor what was agreed on processes
    beyond whether they apply: a new round asks anew.
    """
    place = Unplaced(edition=form.edition, round=form.round)
    responses = _settled(form) if form.is_workshop else form.responses
    segments = {segment.id: segment for segment in form.segments}
    for response in responses:
        if response.is_filled:
            yield place.model_copy(update={"response": response})
    for tick in form.ticks:
        if tick.is_filled:
            yield place.model_copy(update={"tick": tick})
    for weight in form.group_weights:
        yield place.model_copy(update={"group_weight": weight})
    for segment in form.segments:
        yield place.model_copy(update={"segment": segment})
    for figure in form.figures:
        if figure != Figure(segment=figure.segment, metric=figure.metric):
            yield place.model_copy(update={"figure": figure, "segment": segments.get(figure.segment)})
    if form.complaints is not None:
        yield from _said_of_complaints(form.complaints, place, segments)
    for line in form.staffing or ():
        if line.segment is not None:
            yield place.model_copy(update={"staffing": line, "segment": segments.get(line.segment)})
    for link in (*_links(form), *_links_of_reasons(form.reasons or ())):
        yield place.model_copy(update={"link": link})


def _said_of_complaints(said: ComplaintInputs, place: Unplaced, segments: Mapping[str, Segment]) -> Iterator[Unplaced]:
    """Yield what is said of segments; the rest of it has a place in every form."""
    for assumption in said.assumptions:
        if assumption.is_filled:
            yield place.model_copy(update={"assumption": assumption, "segment": segments.get(assumption.segment)})
    for rule in said.rules:
        if rule.segment is not None:
            yield place.model_copy(update={"rule": rule, "segment": segments.get(rule.segment)})


def _settled(form: Assessment) -> Iterator[Response]:
    """Yield what a workshop's form says of each process, applicable or not as agreed."""
    agreed = {one.element: one for one in form.agreed if one.answer}
    for element in dict.fromkeys((*(one.element for one in form.responses), *agreed)):
        response, one = form.response(element), agreed.get(element)
        if one is None:
            yield response
        elif one.answer == "NA":
            yield response.model_copy(update={"answer": "NA", "reason": one.reason or response.reason})
        else:
            yield response.model_copy(update={"answer": None, "reason": ""})


def _links(form: Assessment) -> Iterator[Link]:
    for practice in form.practices:
        for placement in practice.placements:
            if placement.element is not None:
                yield Link(kept_in="practices", id=practice.id, element=placement.element, placement=placement)
    for item in form.evidence:
        for element in item.processes:
            yield Link(kept_in="evidence", id=item.id, element=element)
    for observation in form.observations:
        for element in observation.processes:
            yield Link(kept_in="observations", id=observation.id, element=element)
        if observation.segment:
            yield Link(kept_in="observations", id=observation.id, segment=observation.segment)
    for one in form.initiatives:
        for element in one.processes:
            yield Link(kept_in="initiatives", id=one.id, element=element)
        if one.segment:
            yield Link(kept_in="initiatives", id=one.id, segment=one.segment)
        if one.metric:
            yield Link(kept_in="initiatives", id=one.id, metric=one.metric, expected_value=one.expected_value)


def _links_of_reasons(reasons: Iterable[Reason]) -> Iterator[Link]:
    for reason in reasons:
        for element in reason.causes:
            yield Link(kept_in="reasons", id=reason.id, tie="causes", element=element)
        for element in reason.handled_by:
            yield Link(kept_in="reasons", id=reason.id, tie="handled_by", element=element)


def newest_first(kept: Sequence[Unplaced]) -> list[Unplaced]:
    """Return what has no place in the order in which it is put back: of one round, what was added last comes first."""
    newest = sorted(range(len(kept)), key=lambda place: (in_time(kept[place].round), place), reverse=True)
    return [kept[place] for place in newest]
