"""Several filled copies into one set of answers, with what they disagree on and what was agreed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pcf.assessment import findings as kinds
from pcf.assessment.records import Agreement, Assessment, Figure, Organisation, PastRound, Respondent, Response, Segment
from pcf.assessment.shared import in_kind_order, shared_form, with_late
from pcf.findings import Finding, FindingKind
from pcf.maturity import HIGHEST, Consolidation, Policy, propose
from pcf.model import AnswerCode, EvidenceKind

LEAST_FOR_AGREEMENT = 4  # of fewer answers only the range is told


@dataclass(frozen=True, slots=True)
class Copy:
    """One filled form and the file it came from."""

    file: str
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Voice:
    """What one respondent said about one process."""

    respondent: Respondent
    answer: AnswerCode | None
    comment: str = ""
    evidence_note: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What all respondents together say about one process, and what was agreed.

    Attributes:
        element: Id of the process.
        level: The level that counts: the agreed one, else the proposal; ``None`` without either.
        proposal: What the respondents' levels come to; ``None`` if nobody gave a level.
        is_applicable, is_unknown, is_asked: Which of the other kinds of answer it is.
        weight: Within its group.
        target: The level aimed at.
        evidence: Kinds named by the respondents, or by the register of evidence.
        n: How many gave a level.
        dk: How many said that they do not know.
        spread: Levels between the highest and the lowest answer.
        reason: Why it is not applicable.
        agreed: What a workshop settled.
        voices: Everybody who was asked, in the order of the files.
    """

    element: str
    level: Fraction | None
    proposal: Fraction | None
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
    agreed: Agreement | None = None
    voices: tuple[Voice, ...] = ()

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels given, the lowest first."""
        return tuple(sorted(int(one.answer) for one in self.voices if one.answer not in (None, "NA", "DK")))

    @property
    def agreement(self) -> float | None:
        """How much the respondents agree: 1 if all give one level, 0 if half say 0 and half 5.

        1 - 2σ/5, with the standard deviation σ of the levels over the five steps of the scale,
        not over what was observed. ``None`` for fewer than four levels.
        """
        levels = self.levels
        if len(levels) < LEAST_FOR_AGREEMENT:
            return None
        mean = Fraction(sum(levels), len(levels))
        variance = sum((level - mean) ** 2 for level in levels) / len(levels)
        return 1 - 2 * math.sqrt(variance) / float(HIGHEST)

    @property
    def dk_share(self) -> Fraction | None:
        """Share of those asked who said that they do not know; ``None`` if nobody was asked."""
        return Fraction(self.dk, len(self.voices)) if self.voices else None

    @property
    def is_agreed(self) -> bool:
        return self.agreed is not None and self.agreed.answer is not None


@dataclass(frozen=True, slots=True)
class Round:
    """All copies of one round as one: the input of the scorecard.

    Attributes:
        copies: One a respondent.
        shared: What holds for the whole: the form of the workshop, or made of all copies.
        findings: What they disagree on.
    """

    copies: tuple[Copy, ...]
    shared: Assessment
    findings: tuple[Finding, ...] = ()

    @property
    def segments(self) -> tuple[Segment, ...]:
        return self.shared.segments

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.shared.figures

    @property
    def policies(self) -> tuple[Policy, ...]:
        """How processes combine, as the forms say: one way if all that say so agree."""
        if self.shared.is_workshop:
            return (self.shared.policy,) if self.shared.policy else ()
        return tuple(sorted({copy.assessment.policy for copy in self.copies if copy.assessment.policy}))

    @property
    def history(self) -> tuple[PastRound, ...]:
        """Earlier rounds, from the first copy that knows of any."""
        return self.shared.history

    @property
    def edition(self) -> str:
        return self.shared.edition

    @property
    def name(self) -> str:
        """The round's name, such as ``2026-Q4``; empty if no copy has one."""
        return self.shared.round

    @property
    def organisation(self) -> Organisation:
        return self.shared.organisation


def gather(copies: Sequence[Copy]) -> Round:
    """Put copies together: equal ones count once, contradictions become findings.

    A workshop's form brings the copies of its respondents along; what it says of the whole
    holds, and what it leaves blank is filled from copies that are not among its own. The order
    of the files does not matter for any number.

    Args:
        copies: At least one.
    """
    workshops, people = _parted(copies)
    kept, found = _distinct(people, kinds.COPIES_CONFLICT)
    leads, contradictions = _distinct(workshops, kinds.WORKSHOPS_CONFLICT)
    found += contradictions
    forms = [copy.assessment for copy in kept]
    lead = leads[0].assessment if leads else None
    found += _differences([*forms, *(copy.assessment for copy in leads)])
    if lead is None:
        shared, faults = shared_form(forms)
    else:
        held = {id(form) for form in lead.respondents}
        shared, faults = with_late(lead, [form for form in forms if id(form) not in held])
        shared = shared.model_copy(update={"respondents": tuple(forms)})
    return Round(kept, shared, (*found, *faults))


def _parted(copies: Sequence[Copy]) -> tuple[list[Copy], list[Copy]]:
    """Return the forms of workshops, and those of respondents: first those that a workshop's form holds."""
    ordered = sorted(copies, key=lambda copy: (copy.file, copy.assessment.model_dump_json()))
    workshops = [copy for copy in ordered if copy.assessment.is_workshop]
    people = [Copy(copy.file, form) for copy in workshops for form in copy.assessment.respondents]
    return workshops, people + [copy for copy in ordered if not copy.assessment.is_workshop]


def _distinct(copies: Iterable[Copy], conflict: FindingKind) -> tuple[tuple[Copy, ...], list[Finding]]:
    """Return every form once; one that stands in two versions is a conflict."""
    found: list[Finding] = []
    kept: list[Copy] = []
    for copy in copies:
        one = copy.assessment
        other = next((earlier for earlier in kept if _is_one_form(earlier, copy)), None)
        if other is None:
            kept.append(copy)
        elif _is_same(other.assessment, one):
            found.append(Finding(kinds.SAME_COPY_TWICE, copy.file, facts={"found": copy.file}))
        elif not one.workbook_id:
            kept.append(copy)  # two forms that only share a file name
        else:
            facts = {"found": copy.file, "respondent": one.respondent.name or "–", "round": one.round or "–"}
            found.append(Finding(conflict, copy.file, facts=facts))
    return tuple(kept), found


def _is_one_form(one: Copy, other: Copy) -> bool:
    """Whether two copies are of one form: by workbook, respondent and round; without a workbook id by file."""

    def key(copy: Copy) -> tuple[str, ...]:
        form = copy.assessment
        form_id = ("id", form.workbook_id) if form.workbook_id else ("file", copy.file)
        return (*form_id, form.respondent.name, form.respondent.alias, form.round)

    if key(one) == key(other):
        return bool(one.assessment.workbook_id or one.file)
    forms = (one.assessment, other.assessment)
    is_one_nameless = any(form.respondent.alias for form in forms) and any(form.respondent.name for form in forms)
    return is_one_nameless and _is_same(*forms)


def in_order(form: Assessment) -> Assessment:
    """Return what a form says, whatever its language and however its rows were sorted."""
    return form.model_copy(
        update={
            "language": "en",
            "segments": tuple(sorted(form.segments, key=lambda one: one.id)),
            "figures": tuple(sorted(form.figures, key=lambda one: (one.segment, one.metric))),
            **{
                register: tuple(sorted(getattr(form, register), key=lambda one: one.id))
                for register in ("practices", "evidence", "observations", "initiatives")
            },
            **{
                said: tuple(sorted(getattr(form, said), key=lambda one: one.element))
                for said in ("responses", "agreed", "group_weights")
            },
            "ticks": tuple(sorted(form.ticks, key=lambda one: one.item)),
            "respondents": tuple(in_order(one) for one in form.respondents),
        }
    )


def _is_same(one: Assessment, other: Assessment) -> bool:
    """Whether two forms say the same; who says it is left out where the name was dropped."""
    is_nameless = bool(one.respondent.alias or other.respondent.alias)
    if is_nameless:
        one, other = (form.model_copy(update={"respondent": Respondent()}) for form in (one, other))
    return in_order(one) == in_order(other)


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


def answers_about(element_id: str, gathered: Round, how: Consolidation) -> tuple[Answers, list[Finding]]:
    """Combine everybody's responses to one process, and put what was agreed in the place of their proposal.

    NA counts only if nobody gave a level; a difference about it is a finding, until it is agreed
    on. So is an answer of somebody who was not asked: it does not count. Where nobody was asked,
    a proposed NA stands.
    """
    shared = gathered.shared.response(element_id)
    agreed = next((one for one in gathered.shared.agreed if one.element == element_id), None)
    settled = agreed.answer if agreed else None
    said = [(copy.assessment.respondent, copy.assessment.response(element_id)) for copy in gathered.copies]
    responses = [response for _, response in said]
    asked = [response for response in responses if response.is_asked]
    levels = [response.level for response in asked if response.level is not None]
    unknown = [response for response in asked if response.answer == "DK"]
    na = [response for response in asked or responses if response.answer == "NA"]
    proposal = propose(levels, how) if levels else None
    is_applicable = settled != "NA" if settled else shared.answer != "NA"
    level = Fraction(int(settled)) if settled not in (None, "NA", "DK") else None if settled else proposal
    reason = agreed.reason if agreed and settled == "NA" and agreed.reason else shared.reason
    registered = [one.kind for one in gathered.shared.evidence if element_id in one.processes and one.kind]
    answers = Answers(
        element=element_id,
        level=level if is_applicable else None,
        proposal=proposal,
        is_applicable=is_applicable,
        is_unknown=is_applicable and (settled == "DK" if settled else bool(unknown) and not levels),
        weight=Fraction(shared.weight),
        target=None if shared.target is None else Fraction(shared.target),
        evidence=in_kind_order((*shared.evidence, *registered)),
        n=len(levels),
        dk=len(unknown),
        spread=max(levels) - min(levels) if levels else None,
        reason=reason,
        is_asked=bool(asked) or bool(settled),
        agreed=agreed,
        voices=tuple(Voice(who, one.answer, one.comment, one.evidence_note) for who, one in said if one.is_asked),
    )
    return answers, list(_disputes(answers, responses, len(na), is_workshop=gathered.shared.is_workshop))


def _disputes(answers: Answers, responses: Sequence[Response], na: int, *, is_workshop: bool) -> Iterator[Finding]:
    """Yield what the respondents contradict each other, or the workshop's form, on."""
    told = answers.n + answers.dk
    if na and told and not answers.is_agreed and answers.is_applicable:
        yield Finding(kinds.APPLICABILITY_DISPUTED, facts={"element": answers.element, "found": na})
    if is_workshop and told and not answers.is_applicable and not answers.is_agreed:
        yield Finding(kinds.RATED_OUT_OF_SCOPE, facts={"element": answers.element, "found": told})
    unasked = [one.answer for one in responses if not one.is_asked and one.answer not in (None, "NA")]
    if unasked:
        yield Finding(kinds.ANSWERED_UNASKED, facts={"element": answers.element, "found": unasked})
