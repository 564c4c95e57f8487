"""What a round shares: scope, targets, weights, evidence, ticks, figures, registers and loops of all forms as one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

from pcf.assessment import findings as kinds
from pcf.assessment.records import (
    Assessment,
    Copy,
    Figure,
    GroupWeight,
    Organisation,
    Respondent,
    Response,
    Segment,
    Tick,
)
from pcf.assessment.shared_loops import SharedLoops, filled_loops, shared_loops
from pcf.errors import N_, Phrase
from pcf.findings import Finding
from pcf.mapping import Placement, Practice
from pcf.maturity import Policy, in_kind_order, propose
from pcf.model import TickCode

T = TypeVar("T")

WORST_FIRST: tuple[TickCode, ...] = ("not_in_place", "partly", "in_place", "DK", "NA")
_FIELD = {
    "value": N_("value"),
    "n": N_("number of cases"),
    "floor": N_("floor"),
    "target": N_("target"),
    "stretch": N_("stretch"),
    "target_to": N_("target band to"),
    "floor_to": N_("floor above the band"),
    "weight": N_("weight"),
}
_FIGURE = tuple(_FIELD)
_BLANK: dict[str, Decimal | None] = {**dict.fromkeys(_FIGURE, None), "weight": Decimal(1)}
_PRACTICES = N_("list of practices")
_REGISTERS = {
    "evidence": N_("register of evidence"),
    "observations": N_("register of findings"),
    "initiatives": N_("register of initiatives"),
}


def shared_form(copies: Sequence[Copy]) -> tuple[Assessment, list[Finding]]:
    """Put into one form what several say about the whole; contradictions become findings.

    It holds no answers but "not applicable". Words are taken from the first form that has them.

    Args:
        copies: At least one; none of a workshop.
    """
    forms = [copy.assessment for copy in copies]
    segments, segment_faults = _segments(forms)
    figures, figure_faults = _figures(copies)
    responses, response_faults = _responses(forms)
    weights, weight_faults = _group_weights(forms)
    registers, register_faults = _registers(copies)
    practices, practice_faults = _practices(copies)
    loops, loop_faults = shared_loops(copies)
    first = forms[0]
    form = Assessment(
        edition=first.edition,
        extensions=tuple(one for form in forms for one in form.extensions),
        language=first.language,
        workbook_id=_id_of(forms),
        round=_first(form.round for form in forms) or "",
        respondent=Respondent(),
        organisation=_organisation(forms),
        profile=_first(form.profile for form in forms if form.profile != "all") or "all",
        segments=segments,
        responses=responses,
        ticks=_ticks(forms),
        practices=practices,
        figures=figures,
        policy=_one_policy(forms),
        group_weights=weights,
        history=_first(form.history for form in forms) or (),
        unplaced=tuple(dict.fromkeys(one for form in forms for one in form.unplaced)),
        wording={process: text for form in reversed(forms) for process, text in form.wording.items()},
    )
    faults = [*segment_faults, *figure_faults, *response_faults, *weight_faults, *register_faults, *practice_faults]
    return form.model_copy(update=registers | loops.fields()), [*faults, *loop_faults]


def with_late(lead: Assessment, late: Sequence[Copy]) -> tuple[Assessment, list[Finding]]:
    """Fill what a workshop's form leaves blank from copies that came in after it; what it says stands.

    Where a late copy says otherwise a note tells of it. "Not applicable" of a late copy counts
    only where none of the workshop's respondents answered the process.
    """
    if not late:
        return lead, []
    more, faults = shared_form(late)
    rated = {
        said.element
        for form in lead.respondents
        for said in form.responses
        if said.is_asked and said.answer not in (None, "NA")
    }
    told = {one.element: one for one in lead.responses}
    responses = [_filled(told.get(one.element), one, is_rated=one.element in rated) for one in more.responses]
    responses += [one for one in lead.responses if one.element not in {other.element for other in responses}]
    ticks = {tick.item: tick for tick in (*more.ticks, *(tick for tick in lead.ticks if tick.is_filled))}
    weighted = {one.element: one for one in (*more.group_weights, *lead.group_weights)}
    segments, figures, differing = _filled_figures(lead, more)
    registers: dict[str, object] = {}
    for register in ("practices", "evidence", "observations", "initiatives"):
        ours, theirs = getattr(lead, register), getattr(more, register)
        kept = {one.id: one for one in ours}
        differing += [one.id for one in theirs if kept.get(one.id, one) != one]
        registers[register] = tuple({**{one.id: one for one in theirs}, **kept}.values())
    loops, otherwise = filled_loops(lead, SharedLoops(more.complaints, more.reasons, more.staffing))
    differing += otherwise
    update: dict[str, object] = {
        "extensions": tuple(sorted({*lead.extensions, *more.extensions})),
        "round": lead.round or more.round,
        "organisation": _organisation([lead, more]),
        "profile": more.profile if lead.profile == "all" else lead.profile,
        "segments": segments,
        "figures": figures,
        "responses": tuple(responses),
        "ticks": tuple(ticks.values()),
        "policy": lead.policy or more.policy,
        "group_weights": tuple(weighted.values()),
        "history": lead.history or more.history,
        "unplaced": tuple(dict.fromkeys((*lead.unplaced, *more.unplaced))),
        "wording": {**more.wording, **lead.wording},
    }
    if differing:
        files = ", ".join(dict.fromkeys(copy.file for copy in late))
        faults.append(Finding(kinds.LATE_COPY_DIFFERS, files, facts={"found": differing}))
    return lead.model_copy(update=update | registers | loops.fields()), faults


def _filled_figures(lead: Assessment, more: Assessment) -> tuple[tuple[Segment, ...], tuple[Figure, ...], list[str]]:
    """Return segments and figures of a workshop's form, its blanks filled, and what the late copies say otherwise."""
    segments = {one.id: one for one in (*more.segments, *lead.segments)}
    differing = [one.id for one in more.segments if segments[one.id].name != one.name]
    ours = {(one.segment, one.metric): one for one in lead.figures}
    theirs = {(one.segment, one.metric): one for one in more.figures}
    made = []
    for key, late in theirs.items():
        kept = ours.get(key, Figure(segment=late.segment, metric=late.metric))
        said = {name: getattr(kept, name) for name in _FIGURE if getattr(kept, name) != _BLANK[name]}
        new = {name: getattr(late, name) for name in _FIGURE if getattr(late, name) != _BLANK[name]}
        if any(said[name] != new[name] for name in said.keys() & new.keys()):
            differing.append(f"{late.metric} ({late.segment})")
        made.append(kept.model_copy(update=new | said))
    made += [one for key, one in ours.items() if key not in theirs]
    order = [one.id for one in lead.segments] + [one for one in segments if one not in {s.id for s in lead.segments}]
    return tuple(segments[one] for one in order), tuple(made), differing


def set_weights(weights: Iterable[Decimal]) -> list[Decimal]:
    """Return the weights that somebody set: 1 stands where a form was left blank, so it contradicts nobody."""
    return sorted({weight for weight in weights if weight != 1})


def _first(values: Iterable[T]) -> T | None:
    """Return the first value that is not blank."""
    return next((value for value in values if value), None)


def _id_of(forms: Sequence[Assessment]) -> str:
    """Make one id of the ids of all forms, the same whatever their order."""
    copies = sorted(f"{form.workbook_id}|{form.respondent.name}|{form.round}" for form in forms)
    return hashlib.sha256("\n".join(copies).encode()).hexdigest()[:32]


def _one_policy(forms: Sequence[Assessment]) -> Policy | None:
    policies = {form.policy for form in forms if form.policy}
    return policies.pop() if len(policies) == 1 else None


def _organisation(forms: Sequence[Assessment]) -> Organisation:
    """Put the organisation together field by field."""
    told = [form.organisation for form in forms]
    return Organisation(
        name=_first(one.name for one in told) or "",
        currency=_first(one.currency for one in told),
        date=_first(one.date for one in told) or "",
    )


def _segments(forms: Sequence[Assessment]) -> tuple[tuple[Segment, ...], list[Finding]]:
    merged: dict[str, Segment] = {}
    names: dict[str, set[str]] = {}
    for form in forms:
        for segment in form.segments:
            merged.setdefault(segment.id, segment)
            names.setdefault(segment.id, set()).add(segment.name)
    faults = [
        Finding(kinds.SEGMENTS_DIFFER, facts={"segment": segment_id, "found": sorted(said)})
        for segment_id, said in names.items()
        if len(said) > 1
    ]
    return tuple(merged.values()), faults


def _figures(copies: Sequence[Copy]) -> tuple[tuple[Figure, ...], list[Finding]]:
    said: dict[tuple[str, str], list[Figure]] = {}
    files: dict[tuple[str, str], list[str]] = {}
    for copy in copies:
        for figure in copy.assessment.figures:
            said.setdefault((figure.segment, figure.metric), []).append(figure)
            files.setdefault((figure.segment, figure.metric), []).append(copy.file)
    merged, faults = [], []
    for (segment, metric), figures in said.items():
        fields: dict[str, Decimal] = {}
        for name in _FIGURE:
            values = {getattr(figure, name) for figure in figures} - {None}
            if name == "weight":
                values = set(set_weights(values))
            if len(values) > 1:  # nobody knows which is right: the field stays blank
                facts = {"segment": segment, "metric": metric, "field": Phrase(_FIELD[name]), "found": sorted(values)}
                where = ", ".join(dict.fromkeys(files[segment, metric]))
                faults.append(Finding(kinds.FIGURES_CONFLICT, where, facts=facts))
            elif values:
                (fields[name],) = values
        merged.append(Figure(segment=segment, metric=metric, **fields))
    return tuple(merged), faults


def _responses(forms: Sequence[Assessment]) -> tuple[tuple[Response, ...], list[Finding]]:
    """Return what all say about each process besides its level; a weight that one set holds for all."""
    elements = dict.fromkeys(response.element for form in forms for response in form.responses)
    made, faults = [], []
    for element in elements:
        responses = [form.response(element) for form in forms]
        asked = [response for response in responses if response.is_asked]
        weights = set_weights(response.weight for response in asked)
        if len(weights) > 1:
            faults.append(Finding(kinds.WEIGHTS_DIFFER, facts={"element": element, "found": weights}))
        made.append(_response(element, responses, asked, weights))
    return tuple(made), faults


def _response(element: str, responses: list[Response], asked: list[Response], weights: list[Decimal]) -> Response:
    targets = [response.target for response in asked if response.target is not None]
    has_level = any(response.answer not in (None, "NA") for response in asked)
    na = [response for response in asked or responses if response.answer == "NA"]

    def joined(field: Callable[[Response], str], told: Iterable[Response]) -> str:
        return "; ".join(dict.fromkeys(field(one) for one in told if field(one)))

    return Response(
        element=element,
        answer="NA" if na and not has_level else None,
        is_asked=bool(asked),
        evidence=in_kind_order(kind for response in asked for kind in response.evidence),
        evidence_note=joined(lambda one: one.evidence_note, asked),
        target=int(propose(targets)) if targets else None,
        weight=weights[(len(weights) - 1) // 2] if weights else Decimal(1),
        reason=joined(lambda one: one.reason, na),
        performed_by=joined(lambda one: one.performed_by, responses),
    )


def _filled(lead: Response | None, late: Response, *, is_rated: bool) -> Response:
    """Fill the blanks of one response from a later one; evidence adds up."""
    lead = lead or Response(element=late.element)
    answer = lead.answer or (None if is_rated else late.answer)
    return lead.model_copy(
        update={
            "answer": answer,
            "is_asked": lead.is_asked or late.is_asked,
            "evidence": in_kind_order((*lead.evidence, *late.evidence)),
            "evidence_note": lead.evidence_note or late.evidence_note,
            "target": late.target if lead.target is None else lead.target,
            "weight": late.weight if lead.weight == 1 else lead.weight,
            "reason": lead.reason or (late.reason if answer == "NA" else ""),
            "performed_by": lead.performed_by or late.performed_by,
        }
    )


def _ticks(forms: Sequence[Assessment]) -> tuple[Tick, ...]:
    """Return every line of the checklist once: the lowest of what was said, and all notes."""
    said: dict[str, list[Tick]] = {}
    for form in forms:
        for tick in form.ticks:
            said.setdefault(tick.item, []).append(tick)
    return tuple(
        Tick(
            item=item,
            state=next((state for state in WORST_FIRST if state in {tick.state for tick in ticks}), None),
            note="; ".join(dict.fromkeys(tick.note for tick in ticks if tick.note)),
        )
        for item, ticks in said.items()
    )


def _group_weights(forms: Sequence[Assessment]) -> tuple[tuple[GroupWeight, ...], list[Finding]]:
    """Return the weight of every process group; of several that respondents set, the lower median."""
    said: dict[str, list[Decimal]] = {}
    for form in forms:
        for one in form.group_weights:
            said.setdefault(one.element, []).append(one.weight)
    merged, faults = [], []
    for element, all_weights in said.items():
        weights = set_weights(all_weights)
        if len(weights) > 1:
            faults.append(Finding(kinds.WEIGHTS_DIFFER, facts={"element": element, "found": weights}))
        if weights:
            merged.append(GroupWeight(element=element, weight=weights[(len(weights) - 1) // 2]))
    return tuple(merged), faults


def _practices(copies: Sequence[Copy]) -> tuple[tuple[Practice, ...], list[Finding]]:
    """Return the practices of all copies; what several say of where the same one belongs is put together."""
    merged: dict[Practice, list[Placement]] = {}
    files: dict[Practice, list[str]] = {}
    differing: dict[Practice, None] = {}
    for copy in copies:
        for practice in copy.assessment.practices:
            bare = practice.model_copy(update={"placements": ()})
            files.setdefault(bare, []).append(copy.file)
            if not _add_placements(merged.setdefault(bare, []), practice.placements):
                differing[bare] = None
    faults = [
        Finding(
            kinds.REGISTER_CONFLICT,
            ", ".join(dict.fromkeys(files[one])),
            facts={"found": one.id, "register": Phrase(_PRACTICES)},
        )
        for one in differing
    ]
    return tuple(one.model_copy(update={"placements": tuple(told)}) for one, told in merged.items()), faults


def _add_placements(told: list[Placement], more: Sequence[Placement]) -> bool:
    """Add what another copy says of a practice; of decisions that exclude one another the first stands.

    Returns:
        Whether they go together.
    """
    before, fits = list(told), True
    for one in more:
        place = next((place for place, other in enumerate(before) if _claim(other) == _claim(one)), None)
        if any(_excludes(one, other) for other in before):
            fits = False
            if place is None and (one.tool or one.confidence is not None):
                told.append(one.model_copy(update={"decision": None, "reviewer": "", "date": "", "reason": ""}))
        elif place is None:
            told.append(one)
        elif before[place].decision is None:
            told[place] = one
    return fits


def _excludes(one: Placement, other: Placement) -> bool:
    """Whether two decisions cannot both hold: on the same element, or that nothing fits and that something does."""
    if one.element == other.element:
        return None not in {one.decision, other.decision} and one.decision != other.decision
    return one.decision == other.decision == "accepted" and None in {one.element, other.element}


def _claim(one: Placement) -> tuple[object, ...]:
    """Return what is claimed, whoever decided on it."""
    return one.element, one.tool, one.confidence, one.why


def _registers(copies: Sequence[Copy]) -> tuple[dict[str, object], list[Finding]]:
    """Return the registers of all copies; of an entry told in two ways the first, and a finding."""
    made: dict[str, object] = {}
    faults = []
    for register, name in _REGISTERS.items():
        merged: dict[str, object] = {}
        files: dict[str, list[str]] = {}
        for copy in copies:
            for entry in getattr(copy.assessment, register):
                files.setdefault(entry.id, []).append(copy.file)
                if merged.setdefault(entry.id, entry) != entry:
                    where = ", ".join(dict.fromkeys(files[entry.id]))
                    facts = {"found": entry.id, "register": Phrase(name)}
                    faults.append(Finding(kinds.REGISTER_CONFLICT, where, facts=facts))
        made[register] = tuple(merged.values())
    return made, faults
