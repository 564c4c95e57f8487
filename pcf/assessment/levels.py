"""The levels of a round: what the answers come to per process, per group and in all, whatever figures say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pcf.assessment import findings as kinds
from pcf.assessment.answers import Answers, answers_about
from pcf.assessment.checklist import checklists
from pcf.assessment.consolidation import Round
from pcf.findings import Finding
from pcf.maturity import Consolidation, Policy, Score, Suggestion, policy_of_groups, rated, roll_up, supported_level
from pcf.taxonomy import Element, Taxonomy

Layer = Literal["answer", "proposal", "agreed"]


@dataclass(frozen=True, slots=True)
class ProcessScore:
    """One process: its score and everything printed beside it. Levels are 0 to 5."""

    element: Element
    score: Score
    answers: Answers
    layer: Layer
    supported: int | None
    suggestion: Suggestion | None = None

    @property
    def gap(self) -> Fraction | None:
        """Levels still to go to the target; 0 where it is reached, ``None`` without level or target."""
        return self._distance(1)

    @property
    def surplus(self) -> Fraction | None:
        """Levels above the target; ``None`` without level or target."""
        return self._distance(-1)

    @property
    def is_unsupported(self) -> bool:
        """Whether it is rated higher than the evidence named would bear."""
        return self.supported is not None and self.score.score is not None and self.supported < int(self.score.score)

    def _distance(self, sign: int) -> Fraction | None:
        if self.score.score is None or self.answers.target is None:
            return None
        return max(sign * (self.answers.target - self.score.score), Fraction(0))


@dataclass(frozen=True, slots=True)
class Levels:
    """What a round's levels come to: the headline, groups and processes in printed order, and what was found."""

    score: Score
    groups: tuple[Score, ...]
    processes: tuple[ProcessScore, ...]
    findings: tuple[Finding, ...]


def score_levels(taxonomy: Taxonomy, gathered: Round, policy: Policy, consolidation: Consolidation) -> Levels:
    """Score the levels of one round, and nothing else of it.

    Args:
        taxonomy: The edition that the round stands on, in the reader's language.
        gathered: The copies, put together.
        policy: How processes combine into a group and groups into the category.
        consolidation: How several respondents' levels become one.
    """
    processes, found = _processes(taxonomy, gathered, consolidation)
    groups = _groups(taxonomy, gathered, processes, policy)
    whole = roll_up(taxonomy.root.id, groups, policy_of_groups(policy), needs_every_child=True)
    return Levels(whole, groups, processes, tuple(found))


def _processes(
    taxonomy: Taxonomy, gathered: Round, consolidation: Consolidation
) -> tuple[tuple[ProcessScore, ...], list[Finding]]:
    """Score every process; first comes what the respondents dispute, then the remarks on each."""
    found: list[Finding] = []
    processes = []
    for ticked in checklists(taxonomy, gathered):
        answers, disputes = answers_about(ticked.process.id, gathered, consolidation)
        found += disputes
        processes.append(_process(ticked.process, answers, ticked.suggestion))
    found += [finding for process in processes for finding in _remarks(process)]
    return tuple(processes), found


def _groups(
    taxonomy: Taxonomy, gathered: Round, processes: Sequence[ProcessScore], policy: Policy
) -> tuple[Score, ...]:
    weights = {one.element: Fraction(one.weight) for one in gathered.shared.group_weights}
    groups = []
    for group in taxonomy.root.children:
        children = [process.score for process in processes if process.element.parent == group]
        groups.append(roll_up(group.id, children, policy, weight=weights.get(group.id, Fraction(1))))
    return tuple(groups)


def _process(element: Element, answers: Answers, suggested: Suggestion | None) -> ProcessScore:
    score = rated(
        element.id,
        answers.level,
        weight=answers.weight,
        is_applicable=answers.is_applicable,
        is_unknown=answers.is_unknown,
    )
    supported = supported_level(int(answers.level), answers.evidence) if answers.level is not None else None
    layer: Layer = "agreed" if answers.is_agreed else "proposal" if answers.n > 1 else "answer"
    return ProcessScore(element, score, answers, layer, supported, suggested)


def _remarks(process: ProcessScore) -> list[Finding]:
    level, target = process.score.score, process.answers.target
    said = {
        "element": f"{process.element.hierarchy_id} {process.element.shown_name}",
        "found": None if level is None else round(float(level), 2),
    }
    remarks = []
    if process.is_unsupported:
        remarks.append(Finding(kinds.LEVEL_ABOVE_EVIDENCE, facts=said | {"supported": process.supported}))
    suggested = process.suggestion
    if level is not None and suggested is not None and suggested.level != int(level):
        remarks.append(Finding(kinds.LEVEL_NOT_AS_TICKED, facts=said | {"suggested": suggested.level}))
    if level is not None and target is not None and target < level:
        remarks.append(Finding(kinds.TARGET_BELOW_LEVEL, facts=said | {"target": target}))
    return remarks
