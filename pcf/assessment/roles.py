"""The same round as each role sees it: what managers, specialists, the front line and others answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from pcf.assessment.consolidation import Round
from pcf.assessment.identity import Names, unsigned_id
from pcf.assessment.levels import score_levels
from pcf.assessment.records import Assessment, Copy, Respondent, Response, Unplaced
from pcf.assessment.registers import EvidenceItem, Initiative
from pcf.assessment.scorecard import Scorecard
from pcf.complaints.records import Rule, StepAnswer
from pcf.findings import Finding
from pcf.mapping import Placement, Practice
from pcf.maturity import Score
from pcf.model import ROLES, Role
from pcf.reasons.records import Reason
from pcf.taxonomy import Element

LEAST_OF_A_ROLE = 3  # respondents; fewer could be told apart in an anonymous round
_NAMES_OF_THINGS = ("element", "segment", "metric", "initiative")  # facts of findings that name no person
_Named = TypeVar("_Named", Response, Practice, EvidenceItem, Initiative, StepAnswer, Rule, Reason)


@dataclass(frozen=True, slots=True)
class RoleView:
    """What the respondents of one role say alone: no agreed levels, of the processes that apply to all.

    Attributes:
        role: Which; ``None`` for those without a role, or whose role was merged away.
        n: How many respondents.
        score: Their headline, by the policy of the whole scorecard.
        levels: Element id of a process -> what their levels come to; without one, no entry, nor
            of fewer than three answers where names were dropped.
    """

    role: Role | None
    n: int
    score: Score
    levels: dict[str, Fraction]


@dataclass(frozen=True, slots=True)
class RoleGap:
    """One process as management and as the front line rate it; ``gap`` = management less front line, in levels."""

    process: Element
    management: Fraction
    front_line: Fraction

    @property
    def gap(self) -> Fraction:
        return self.management - self.front_line


def by_role(card: Scorecard) -> tuple[RoleView, ...]:
    """Score the levels of the round once per role, in the order of ``ROLES``; those without a role come last."""
    found = {copy.assessment.respondent.role for copy in card.round.copies}
    return tuple(_view(card, role) for role in (*ROLES, None) if role in found)


def role_gaps(card: Scorecard) -> tuple[RoleGap, ...]:
    """Return the processes that both management and the front line rated, the largest difference first."""
    views = {view.role: view for view in card.role_views}
    management, front_line = views.get("manager"), views.get("front_line")
    if management is None or front_line is None:
        return ()
    gaps = [
        RoleGap(one.element, management.levels[one.element.id], front_line.levels[one.element.id])
        for one in card.processes
        if one.element.id in management.levels and one.element.id in front_line.levels
    ]
    return tuple(sorted(gaps, key=lambda one: -abs(one.gap)))  # stable: equals stay in printed order


def _view(card: Scorecard, role: Role | None) -> RoleView:
    copies = tuple(copy for copy in card.round.copies if copy.assessment.respondent.role == role)
    alone = score_levels(card.taxonomy, replied_by(card.round, copies), card.policy, card.consolidation)
    least = LEAST_OF_A_ROLE if card.round.is_nameless else 1
    told = [one.answers for one in alone.processes if one.answers.n >= least]
    return RoleView(
        role=role,
        n=len(copies),
        score=alone.score,
        levels={one.element: one.level for one in told if one.level is not None},
    )


def replied_by(gathered: Round, copies: Sequence[Copy]) -> Round:
    """Return the round as some of its respondents answered it: no level is agreed, all that is shared stays.

    What applies is shared, so an agreed NA stays, and where anything else was agreed the process applies.
    """
    settled = {one.element: one.answer for one in gathered.shared.agreed if one.answer is not None}

    def applied(one: Response) -> Response:
        is_agreed_to_apply = one.answer == "NA" and settled.get(one.element, "NA") != "NA"
        return one.model_copy(update={"answer": None, "reason": ""}) if is_agreed_to_apply else one

    shared = gathered.shared.model_copy(
        update={
            "agreed": tuple(one for one in gathered.shared.agreed if one.answer == "NA"),
            "responses": tuple(applied(one) for one in gathered.shared.responses),
        }
    )
    return replace(gathered, copies=tuple(copies), shared=shared)


def nameless(gathered: Round) -> Round:
    """Drop names, and roles that fewer than three respondents have; what they wrote and agreed on stays, unsigned.

    If those without a role are then fewer than three themselves, the smallest other role is merged
    with them, so that nobody stands alone. Who agreed on a level, or decided where a practice belongs,
    is dropped, and an owner who is a respondent; owners that are jobs or departments stay, and so does every
    comment and note as typed.
    """
    kept = _large_roles(gathered.copies)
    names = Names(copy.assessment.respondent.name for copy in gathered.copies)
    salt = gathered.shared.workbook_id
    copies = tuple(_renamed(_unnamed(copy.assessment, kept, names, salt) for copy in gathered.copies))
    shared = _without_names(gathered.shared, names)
    if shared.is_workshop:
        shared = shared.model_copy(update={"respondents": tuple(copy.assessment for copy in copies)})
    return replace(gathered, copies=copies, shared=shared, findings=unsigned(gathered.findings, gathered))


def unsigned(findings: Sequence[Finding], gathered: Round) -> tuple[Finding, ...]:
    """Return findings without what may name a respondent of a round: names, and files, which often bear them.

    Args:
        findings: Those of the round, or of reading its files.
        gathered: The round before the names were dropped.
    """
    told = {name for copy in gathered.copies for name in (copy.file, copy.assessment.respondent.name)}
    names = Names(told | {finding.file for finding in findings})

    def dropped(fact: object) -> object:
        if isinstance(fact, list | tuple):
            return [dropped(one) for one in fact]
        return "–" if isinstance(fact, str) and names.stand_in(fact) else fact

    return tuple(
        replace(
            finding,
            file="",
            facts={key: fact if key in _NAMES_OF_THINGS else dropped(fact) for key, fact in finding.facts.items()},
        )
        for finding in findings
    )


def _large_roles(copies: Sequence[Copy]) -> set[Role]:
    """Return the roles that are told: no group, nor those without a role, is fewer than three."""
    roles = Counter(copy.assessment.respondent.role for copy in copies)
    kept = {role for role, count in roles.items() if role is not None and count >= LEAST_OF_A_ROLE}
    rest = sum(count for role, count in roles.items() if role not in kept)
    while kept and 0 < rest < LEAST_OF_A_ROLE:
        smallest = min(kept, key=lambda role: (roles[role], ROLES.index(role)))
        kept.remove(smallest)
        rest += roles[smallest]
    return kept


def _unnamed(form: Assessment, kept: set[Role], names: Names, salt: str) -> Assessment:
    """Return a respondent's form without the name; the id of the workbook, which bears it, is replaced once."""
    who = form.respondent
    return _without_names(form, names).model_copy(
        update={
            "workbook_id": form.workbook_id if who.is_nameless else unsigned_id(form.workbook_id, salt),
            "respondent": Respondent(role=who.role if who.role in kept else None),
        }
    )


def _without_names(form: Assessment, names: Names) -> Assessment:
    """Blank the short fields that say who, where they name a respondent, and whoever agreed or decided."""

    def blanked(record: _Named, field: str) -> _Named:
        is_named = names.stand_in(getattr(record, field))
        return record.model_copy(update={field: ""}) if is_named else record

    def unreviewed(one: Placement) -> Placement:
        return one.model_copy(update={"reviewer": ""})

    def practised(one: Practice) -> Practice:
        placements = tuple(unreviewed(placement) for placement in one.placements)
        return blanked(one, "owner").model_copy(update={"placements": placements})

    def placed(one: Unplaced) -> Unplaced:
        response = one.response and blanked(one.response, "performed_by")
        agreement = one.agreement and one.agreement.model_copy(update={"agreed_by": ""})
        link = one.link
        if link is not None and link.placement is not None:
            link = link.model_copy(update={"placement": unreviewed(link.placement)})
        rule = one.rule and blanked(one.rule, "checked_by")
        return one.model_copy(update={"response": response, "agreement": agreement, "link": link, "rule": rule})

    complaints = form.complaints and form.complaints.model_copy(
        update={
            "steps": tuple(blanked(one, "owner") for one in form.complaints.steps),
            "rules": tuple(blanked(one, "checked_by") for one in form.complaints.rules),
        }
    )
    reasons = form.reasons and tuple(blanked(blanked(one, "owner"), "person") for one in form.reasons)
    return form.model_copy(
        update={
            "complaints": complaints,
            "reasons": reasons,
            "responses": tuple(blanked(one, "performed_by") for one in form.responses),
            "agreed": tuple(one.model_copy(update={"agreed_by": ""}) for one in form.agreed),
            "practices": tuple(practised(one) for one in form.practices),
            "evidence": tuple(blanked(one, "owner") for one in form.evidence),
            "initiatives": tuple(blanked(one, "owner") for one in form.initiatives),
            "unplaced": tuple(placed(one) for one in form.unplaced),
        }
    )


def _renamed(unsigned: Iterable[Assessment]) -> Iterator[Copy]:
    """Number the respondents by what their forms hold, so that the order of files tells nothing."""
    for number, form in enumerate(sorted(unsigned, key=lambda form: form.model_dump_json()), start=1):
        unnamed = form.respondent.model_copy(update={"alias": f"r{number}"})
        yield Copy(unnamed.alias, form.model_copy(update={"respondent": unnamed}))
