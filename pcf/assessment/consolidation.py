"""Several filled copies into one set of answers, with what they disagree on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from pcf.assessment import findings as kinds
from pcf.assessment.records import Assessment, Figure, Organisation, PastRound, Response, Segment
from pcf.findings import Finding
from pcf.maturity import Consolidation, Policy, propose
from pcf.model import EvidenceKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Copy:
    """One filled form and the file it came from."""

    file: str
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Answers:
    """What all respondents together say about one process.

    ``level`` is the single answer or the proposal; ``spread`` the distance, in levels, between
    the highest and the lowest answer; ``n`` how many gave a level.
    """

    element: str
    level: Fraction | None
    is_applicable: bool
    is_unknown: bool
    weight: Fraction
    target: Fraction | None
    evidence: tuple[EvidenceKind, ...]
    n: int
    dk: int
    spread: int | None
    reason: str
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Round:
    """All copies of one round as one: the input of the scorecard.

    What a form says about itself is taken from the first copy, by file name, that says it.
    """

    copies: tuple[Copy, ...]
    segments: tuple[Segment, ...]
    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]

    @property
    def policies(self) -> tuple[Policy, ...]:
        """How processes combine, as the copies say: one way if all that say so agree."""
        return tuple(sorted({copy.assessment.policy for copy in self.copies if copy.assessment.policy}))

    @property
    def history(self) -> tuple[PastRound, ...]:
        """Earlier rounds, from the first copy that knows of any."""
        return _first(copy.assessment.history for copy in self.copies) or ()

    @property
    def edition(self) -> str:
        return self.copies[0].assessment.edition

    @property
    def name(self) -> str:
        """The round's name, such as ``2026-Q4``; empty if no copy has one."""
        return _first(copy.assessment.round for copy in self.copies) or ""

    @property
    def organisation(self) -> Organisation:
        """The organisation, put together field by field."""
        told = [copy.assessment.organisation for copy in self.copies]
        return Organisation(
            name=_first(one.name for one in told) or "",
            currency=_first(one.currency for one in told),
            date=_first(one.date for one in told) or "",
        )


def _first(values: Iterable[T]) -> T | None:
    """Return the first value that is not blank."""
    return next((value for value in values if value), None)


def gather(copies: Sequence[Copy]) -> Round:
    """Put copies together: equal ones count once, contradictions become findings.

    The order of the files does not matter for any number.

    Args:
        copies: At least one.
    """
    found: list[Finding] = []
    kept: list[Copy] = []
    for copy in sorted(copies, key=lambda copy: (copy.file, copy.assessment.model_dump_json())):
        one = copy.assessment
        other = next((earlier for earlier in kept if _is_one_form(earlier, copy)), None)
        if other is None:
            kept.append(copy)
        elif in_order(other.assessment) == in_order(one):
            found.append(Finding(kinds.SAME_COPY_TWICE, copy.file, facts={"found": copy.file}))
        elif not one.workbook_id:
            kept.append(copy)  # two forms that only share a file name
        else:
            facts = {"found": copy.file, "respondent": one.respondent.name or "–", "round": one.round or "–"}
            found.append(Finding(kinds.COPIES_CONFLICT, copy.file, facts=facts))
    all_copies = tuple(kept)
    forms = [copy.assessment for copy in all_copies]
    found += _differences(forms)
    segments, segment_faults = _merge_segments(forms)
    figures, figure_faults = _merge_figures(forms)
    return Round(all_copies, segments, figures, (*found, *segment_faults, *figure_faults))


def _is_one_form(one: Copy, other: Copy) -> bool:
    """Whether two copies are of one form: by workbook, respondent and round; without a workbook id by file."""

    def key(copy: Copy) -> tuple[str, ...]:
        form = copy.assessment
        form_id = ("id", form.workbook_id) if form.workbook_id else ("file", copy.file)
        return (*form_id, form.respondent.name, form.round)

    return key(one) == key(other) and bool(one.assessment.workbook_id or one.file)


def in_order(form: Assessment) -> Assessment:
    """Return what a form says, whatever its language and however its rows were sorted."""
    return form.model_copy(
        update={
            "language": "en",
            "segments": tuple(sorted(form.segments, key=lambda one: one.id)),
            "figures": tuple(sorted(form.figures, key=lambda one: (one.segment, one.metric))),
            "practices": tuple(sorted(form.practices, key=lambda one: one.id)),
        }
    )


def _differences(forms: Sequence[Assessment]) -> list[Finding]:
    found = []
    editions = sorted({form.edition for form in forms})
    if len(editions) > 1:
        found.append(Finding(kinds.EDITIONS_DIFFER, facts={"found": editions}))
    names = sorted({form.organisation.name for form in forms if form.organisation.name})
    currencies = sorted({form.organisation.currency for form in forms if form.organisation.currency})
    for values in (names, currencies):
        if len(values) > 1:
            found.append(Finding(kinds.ORGANISATIONS_DIFFER, facts={"found": values}))
    rounds = sorted({form.round for form in forms if form.round})
    if len(rounds) > 1:
        found.append(Finding(kinds.ROUNDS_DIFFER, facts={"found": rounds}))
    return found


def _merge_segments(forms: Sequence[Assessment]) -> tuple[tuple[Segment, ...], list[Finding]]:
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


def _merge_figures(forms: Sequence[Assessment]) -> tuple[tuple[Figure, ...], list[Finding]]:
    said: dict[tuple[str, str], list[Figure]] = {}
    for form in forms:
        for figure in form.figures:
            said.setdefault((figure.segment, figure.metric), []).append(figure)
    merged, faults = [], []
    for (segment, metric), figures in said.items():
        fields: dict[str, Decimal] = {}
        for name in ("value", "n", "floor", "target", "stretch", "target_to", "floor_to", "weight"):
            values = {getattr(figure, name) for figure in figures} - {None}
            if name == "weight":
                values = _set_weights(values)
            if len(values) > 1:  # nobody knows which is right: the field stays blank
                facts = {"segment": segment, "metric": metric, "found": sorted(values)}
                faults.append(Finding(kinds.FIGURES_CONFLICT, facts=facts))
            elif values:
                (fields[name],) = values
        merged.append(Figure(segment=segment, metric=metric, **fields))
    return tuple(merged), faults


def _set_weights(weights: Iterable[Decimal]) -> set[Decimal]:
    """Return the weights that somebody set: 1 stands where a form was left blank, so it contradicts nobody."""
    return {weight for weight in weights if weight != 1}


def answers_about(element_id: str, forms: Sequence[Assessment], how: Consolidation) -> tuple[Answers, list[Finding]]:
    """Combine everybody's responses to one process.

    NA counts only if nobody gave a level; a difference about it is a finding. So is an answer of
    somebody who was not asked: it does not count. Where nobody was asked, a proposed NA stands.
    A weight that one respondent set holds for all.
    """
    responses = [form.response(element_id) for form in forms]
    asked = [response for response in responses if response.is_asked]
    levels = [response.level for response in asked if response.level is not None]
    na = [response for response in asked or responses if response.answer == "NA"]
    unknown = [response for response in asked if response.answer == "DK"]
    targets = [response.target for response in asked if response.target is not None]
    weights = sorted(_set_weights(response.weight for response in asked)) or [Decimal(1)]
    answers = Answers(
        element=element_id,
        level=propose(levels, how) if levels else None,
        is_applicable=not (na and not levels and not unknown),
        is_unknown=bool(unknown) and not levels,
        weight=Fraction(weights[(len(weights) - 1) // 2]),
        target=propose(targets, "median") if targets else None,
        evidence=_evidence(asked),
        n=len(levels),
        dk=len(unknown),
        spread=max(levels) - min(levels) if levels else None,
        reason="; ".join(dict.fromkeys(response.reason for response in na if response.reason)),
        is_asked=bool(asked),
    )
    found = []
    if len(weights) > 1:
        found.append(Finding(kinds.WEIGHTS_DIFFER, facts={"element": element_id, "found": weights}))
    if na and (levels or unknown):
        found.append(Finding(kinds.APPLICABILITY_DISPUTED, facts={"element": element_id, "found": len(na)}))
    unasked = [one.answer for one in responses if not one.is_asked and one.answer not in (None, "NA")]
    if unasked:
        found.append(Finding(kinds.ANSWERED_UNASKED, facts={"element": element_id, "found": unasked}))
    return answers, found


def weight_of_group(element_id: str, forms: Sequence[Assessment]) -> tuple[Fraction, list[Finding]]:
    """Return the weight of a process group; of several that respondents set, the lower median, and a finding."""
    said = (one.weight for form in forms for one in form.group_weights if one.element == element_id)
    weights = sorted(_set_weights(said)) or [Decimal(1)]
    found = [Finding(kinds.WEIGHTS_DIFFER, facts={"element": element_id, "found": weights})] if weights[1:] else []
    return Fraction(weights[(len(weights) - 1) // 2]), found


def _evidence(responses: Sequence[Response]) -> tuple[EvidenceKind, ...]:
    order: tuple[EvidenceKind, ...] = ("said", "written", "shown", "measured", "improved")
    named = {kind for response in responses for kind in response.evidence}
    return tuple(kind for kind in order if kind in named)
