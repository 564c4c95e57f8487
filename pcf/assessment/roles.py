"""The same round as each role sees it: what managers, specialists, the front line and others answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import get_args

from pcf.assessment.consolidation import Copy, Round
from pcf.assessment.records import Respondent
from pcf.assessment.scorecard import Scorecard, score_round
from pcf.findings import Finding
from pcf.maturity import Score
from pcf.model import Role
from pcf.taxonomy import Element

ROLES: tuple[Role, ...] = get_args(Role)
LEAST_OF_A_ROLE = 3  # respondents; fewer could be told apart in an anonymous round


@dataclass(frozen=True, slots=True)
class RoleView:
    """What the respondents of one role say alone; no agreed levels.

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
    """Score the round once per role, in the order of ``ROLES``; those without a role come last."""
    found = {copy.assessment.respondent.role for copy in card.round.copies}
    return tuple(_view(card, role) for role in (*ROLES, None) if role in found)


def role_gaps(card: Scorecard) -> tuple[RoleGap, ...]:
    """Return the processes that both management and the front line rated, the largest difference first."""
    views = {view.role: view for view in by_role(card)}
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
    alone = score_round(
        card.taxonomy, replied_by(card.round, copies), policy=card.policy, consolidation=card.consolidation
    )
    least = LEAST_OF_A_ROLE if any(copy.assessment.respondent.alias for copy in copies) else 1
    told = [one.answers for one in alone.processes if one.answers.n >= least]
    return RoleView(
        role=role,
        n=len(copies),
        score=alone.score,
        levels={one.element: one.level for one in told if one.level is not None},
    )


def replied_by(gathered: Round, copies: Sequence[Copy]) -> Round:
    """Return the round as some of its respondents answered it: nothing is agreed, all that is shared stays."""
    shared = gathered.shared.model_copy(update={"agreed": ()})
    return replace(gathered, copies=tuple(copies), shared=shared)


def nameless(gathered: Round) -> Round:
    """Drop names, and roles that fewer than three respondents have; what they wrote and agreed on stays, unsigned.

    If those without a role are then fewer than three themselves, the smallest other role is merged
    with them, so that nobody stands alone.
    """
    roles = Counter(copy.assessment.respondent.role for copy in gathered.copies)
    kept = {role for role, count in roles.items() if role is not None and count >= LEAST_OF_A_ROLE}
    rest = sum(count for role, count in roles.items() if role not in kept)
    while kept and 0 < rest < LEAST_OF_A_ROLE:
        smallest = min(kept, key=lambda role: (roles[role], ROLES.index(role)))
        kept.remove(smallest)
        rest += roles[smallest]
    copies = tuple(_renamed(gathered.copies, kept))
    agreed = tuple(one.model_copy(update={"agreed_by": ""}) for one in gathered.shared.agreed)
    shared = gathered.shared.model_copy(update={"agreed": agreed})
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
    told = (told | {finding.file for finding in findings}) - {""}

    def dropped(fact: object) -> object:
        if isinstance(fact, list | tuple):
            return [dropped(one) for one in fact]
        return "–" if isinstance(fact, str) and any(name in fact for name in told) else fact

    return tuple(
        replace(finding, file="", facts={key: dropped(fact) for key, fact in finding.facts.items()})
        for finding in findings
    )


def _renamed(copies: Sequence[Copy], kept: set[Role]) -> Iterator[Copy]:
    """Number the respondents by what they answered, so that the order of files tells nothing."""
    unsigned = [
        copy.assessment.model_copy(
            update={"respondent": Respondent(role=role if (role := copy.assessment.respondent.role) in kept else None)}
        )
        for copy in copies
    ]
    ordered = sorted(unsigned, key=lambda form: form.model_dump_json())
    for number, form in enumerate(ordered, start=1):
        unnamed = form.respondent.model_copy(update={"alias": f"r{number}"})
        yield Copy(unnamed.alias, form.model_copy(update={"respondent": unnamed}))
