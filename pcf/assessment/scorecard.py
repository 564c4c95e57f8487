"""The scorecard: what a round of answers and figures amounts to, per process and per segment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pcf.assessment import findings as kinds
from pcf.assessment.claims import check_claims
from pcf.assessment.consolidation import Round
from pcf.assessment.levels import ProcessScore, score_levels
from pcf.assessment.looped import complaint_loop_of, reason_loop_of
from pcf.assessment.own_processes import OwnProcesses, own_processes, own_processes_counted
from pcf.assessment.register_checks import check_registers
from pcf.assessment.segments import Counted, SegmentScore, score_segment
from pcf.assessment.staffed import staffing_of
from pcf.complaints.loop import ComplaintLoop
from pcf.errors import BadOptionError, NotRatedError
from pcf.findings import Finding
from pcf.formula import Result
from pcf.ids import Language
from pcf.maturity import CONSOLIDATIONS, POLICIES, Consolidation, Policy, Score
from pcf.reasons.report import ReasonLoop
from pcf.source import loops
from pcf.taxonomy import Taxonomy
from pcf.workforce.planned import StaffingPlan

if TYPE_CHECKING:
    import networkx

    from pcf.assessment.explain import Explanation
    from pcf.assessment.roles import RoleView
    from pcf.mapping.coverage import Coverage


@dataclass(frozen=True)
class Scorecard:
    """The whole picture. ``score`` is the headline; groups and processes stand in printed order.

    ``complaint_loop`` and ``reason_loop`` are ``None`` where neither form nor log says anything of them, ``staffing``
    where the form has no line of it, or numpy is not installed.
    ``read_findings`` are those of reading the files; ``findings`` holds them and all others.
    """

    taxonomy: Taxonomy
    round: Round
    policy: Policy
    consolidation: Consolidation
    score: Score
    groups: tuple[Score, ...]
    processes: tuple[ProcessScore, ...]
    segments: tuple[SegmentScore, ...]
    counted: Counted = field(default_factory=Counted)
    complaint_loop: ComplaintLoop | None = None
    reason_loop: ReasonLoop | None = None
    staffing: StaffingPlan | None = None
    findings: tuple[Finding, ...] = ()
    read_findings: tuple[Finding, ...] = ()

    @property
    def totals(self) -> Mapping[str, Result]:
        """Figures over all contacts of the log: metric id -> result."""
        return self.counted.totals

    @property
    def layers(self) -> Mapping[str, int]:
        """How many processes count by what was agreed, a proposal or one answer; have no level; do not apply."""
        counted = Counter(_counted_as(one) for one in self.processes)
        return {layer: counted[layer] for layer in ("agreed", "proposal", "answer", "none", "na")}

    @cached_property
    def role_views(self) -> tuple[RoleView, ...]:
        """What the respondents of each role say alone; every page of a report asks for it anew."""
        from pcf.assessment.roles import by_role

        return by_role(self)

    @property
    def own_processes(self) -> OwnProcesses | None:
        """How many own processes of organisations count, and the headline without them; ``None`` if none counts."""
        return own_processes(self.taxonomy, self.groups, self.policy)

    def with_findings(self, earlier: Sequence[Finding]) -> Scorecard:
        """Return the card with the findings of reading put before its own."""
        read = (*earlier, *self.read_findings)
        return replace(self, findings=(*earlier, *self.findings), read_findings=read)

    def in_language(self, lang: Language) -> Scorecard:
        """Return the same scores with findings that name processes and metrics in another language."""
        taxonomy = self.taxonomy.in_language(lang)
        if taxonomy.lang == self.taxonomy.lang:
            return self
        is_disputed = any(one.kind is kinds.POLICIES_DIFFER for one in self.findings)
        scored = score_round(
            taxonomy,
            self.round,
            policy=None if is_disputed else self.policy,  # else the dispute would not be found again
            consolidation=self.consolidation,
            counted=self.counted,
        )
        return scored.with_findings(self.read_findings)

    def process(self, element_id: str) -> ProcessScore:
        """Return one process by element id or hierarchy id.

        Raises:
            NotRatedError: The element is no process.
            UnknownElementError, NoPlaceError: The id is not in this edition.
        """
        element = self.taxonomy.element(element_id)
        for process in self.processes:
            if process.element.id == element.id:
                return process
        above = [one.element.hierarchy_id for one in self.processes if element in one.element.descendants]
        nearest = above or [self.processes[0].element.hierarchy_id]
        raise NotRatedError(element_id=element_id, name=element.shown_name, suggestions=nearest)

    def node(self, element_id: str) -> Score:
        """Return the score of the category, a group or a process by either kind of id.

        Raises:
            NotRatedError: The element is none of these.
            UnknownElementError, NoPlaceError: The id is not in this edition.
        """
        element = self.taxonomy.element(element_id)
        for score in (self.score, *self.groups):
            if score.id == element.id:
                return score
        return self.process(element_id).score

    def explain(self, element_id: str | None = None, lang: str | None = None) -> Explanation:
        """Tell how a number came about: its tree of terms, and the Excel formula that gives it.

        ``str()`` of the result is the text for people.

        Args:
            element_id: Category, group or process, by either kind of id; the headline if absent.
            lang: Language of the text; the taxonomy's own if absent.
        """
        from pcf.assessment.explain import explain

        taxonomy = self.taxonomy.in_language(lang) if lang else self.taxonomy
        return explain(self, self.node(element_id) if element_id else self.score, taxonomy)

    @property
    def graph(self) -> networkx.MultiDiGraph[str]:
        """The graph of the model with the practices (``practice:…``) and segments (``segment:…``) of the round.

        Where it lists contact reasons they stand in place of the model's; see ``pcf.reasons.graph.put_reasons``.
        Read-only, made anew for every caller. Accepted placements are edges ``implements``; see
        ``pcf.mapping.graph.with_practices``. In an anonymous round owners and reviewers are blank.
        """
        from pcf.assessment.practised import graph_of

        return graph_of(self)

    def practice_coverage(self, lang: str | None = None) -> Coverage:
        """Return which processes the practices belong to, and what is left over; names in ``lang``."""
        from pcf.assessment.practised import practice_coverage

        return practice_coverage(self, self.taxonomy.in_language(lang) if lang else self.taxonomy)

    def consolidated(self) -> dict[str, object]:
        """Return the promised keys of ``pcf consolidate``: respondents, and per process what they answered."""
        from pcf.assessment.exchange import consolidation_to_json

        return consolidation_to_json(self)

    def to_json(self, lang: str | None = None) -> dict[str, object]:
        """Return the promised keys; sentences and names in ``lang``."""
        from pcf.assessment.exchange import scorecard_to_json

        return scorecard_to_json(self, self.taxonomy.in_language(lang) if lang else self.taxonomy)


def score_round(
    taxonomy: Taxonomy,
    gathered: Round,
    *,
    policy: Policy | None = None,
    consolidation: Consolidation = "median",
    counted: Counted | None = None,
) -> Scorecard:
    """Score one round.

    Args:
        taxonomy: The edition that the round stands on, in the reader's language.
        gathered: The copies, put together.
        policy: How processes combine into a group and groups into the category; as the forms say if
            absent, else the weighted mean.
        consolidation: How several respondents' levels become one.
        counted: Figures counted from a log, if there is one.

    Raises:
        BadOptionError: There is no such policy or consolidation; names those that are.
    """
    told = [one for one in gathered.findings if policy is None or one.kind is not kinds.POLICIES_DIFFER]
    policy = policy or (gathered.policies[0] if len(gathered.policies) == 1 else "mean")
    for option, value, known in (("policy", policy, POLICIES), ("consolidation", consolidation, CONSOLIDATIONS)):
        if value not in known:
            raise BadOptionError(option=option, found=value, expected=", ".join(known))
    counted = counted or Counted()
    levels = score_levels(taxonomy, gathered, policy, consolidation)
    scored = [score_segment(taxonomy, segment, gathered, counted) for segment in gathered.segments]
    segments = tuple(segment for segment, _ in scored)
    found = [*levels.findings, *(finding for _, findings in scored for finding in findings)]
    found += check_claims(taxonomy, levels.processes, segments, counted.totals)
    found += check_registers(gathered.shared)
    complaints, reasons = complaint_loop_of(gathered, counted, taxonomy.lang), reason_loop_of(gathered, counted)
    found += [*(complaints.findings if complaints else ()), *(reasons.findings if reasons else ())]
    staffing, told_of_staffing = staffing_of(gathered)
    found += told_of_staffing
    found += own_processes_counted(taxonomy, levels.groups, policy)
    return Scorecard(
        taxonomy=taxonomy,
        round=gathered,
        policy=policy,
        consolidation=consolidation,
        score=levels.score,
        groups=levels.groups,
        processes=levels.processes,
        segments=segments,
        counted=counted,
        complaint_loop=complaints,
        reason_loop=reasons,
        staffing=staffing,
        findings=(*(_named(finding, taxonomy) for finding in (*told, *found)), *counted.findings),
    )


def _named(finding: Finding, taxonomy: Taxonomy) -> Finding:
    """Return a finding that tells of an element or a building block by its name: gathering knows only the id."""
    if finding.kind is kinds.BLOCK_DISPUTED:
        names = {block.id: block.name.spoken(taxonomy.lang) for block in loops().complaints.blocks}
        return replace(finding, facts={**finding.facts, "block": names.get(str(finding.facts["block"]), "–")})
    element = next((one for one in taxonomy if one.id == finding.facts.get("element")), None)
    if element is None:
        return finding
    return replace(finding, facts={**finding.facts, "element": f"{element.hierarchy_id} {element.shown_name}"})


def _counted_as(process: ProcessScore) -> str:
    answers = process.answers
    if answers.is_agreed or answers.level is not None:
        return process.layer
    return "none" if answers.is_applicable else "na"
