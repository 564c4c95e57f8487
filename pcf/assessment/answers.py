"""What all respondents say about one process, and what was agreed on it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pcf.assessment import findings as kinds
from pcf.assessment.consolidation import Round
from pcf.assessment.records import Agreement, Respondent, Response
from pcf.findings import Finding
from pcf.maturity import HIGHEST, Consolidation, in_kind_order, propose
from pcf.model import AnswerCode, EvidenceKind

LEAST_FOR_AGREEMENT = 4  # of fewer answers only the range is told


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
    def variance(self) -> Fraction | None:
        """Mean square of the distance from the mean level, of any number of levels; ``None`` without one."""
        levels = self.levels
        if not levels:
            return None
        mean = Fraction(sum(levels), len(levels))
        return sum(((level - mean) ** 2 for level in levels), Fraction(0)) / len(levels)

    @property
    def agreement(self) -> float | None:
        """How much the respondents agree: 1 if all give one level, 0 if half say 0 and half 5.

        1 - 2σ/5, with the standard deviation σ of the levels over the five steps of the scale,
        not over what was observed. ``None`` for fewer than four levels.
        """
        if self.variance is None or len(self.levels) < LEAST_FOR_AGREEMENT:
            return None
        return 1 - 2 * math.sqrt(self.variance) / float(HIGHEST)

    @property
    def dk_share(self) -> Fraction | None:
        """Share of those asked who said that they do not know; ``None`` if nobody was asked."""
        return Fraction(self.dk, len(self.voices)) if self.voices else None

    @property
    def is_agreed(self) -> bool:
        return self.agreed is not None and self.agreed.answer is not None


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
