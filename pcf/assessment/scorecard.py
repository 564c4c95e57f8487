"""The scorecard: what a round of answers and figures amounts to, per process and per segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from pcf.assessment import findings as kinds
from pcf.assessment.consolidation import Answers, Round, answers_about
from pcf.assessment.records import Figure, Segment
from pcf.errors import BadOptionError, NotRatedError
from pcf.findings import Finding
from pcf.formula import Result, sample_interval
from pcf.formula.result import SMALL_N
from pcf.maturity import (
    CONSOLIDATIONS,
    POLICIES,
    Consolidation,
    Policy,
    Score,
    Verdict,
    attainment,
    is_breached,
    policy_of_groups,
    rated,
    roll_up,
    supported_level,
    verdict,
)
from pcf.model import MetricRecord
from pcf.taxonomy import Element, Taxonomy
from pcf.units import Unit

if TYPE_CHECKING:
    from pcf.assessment.explain import Explanation

Layer = Literal["answer", "proposal", "agreed"]  # "agreed" is kept for agreed levels; nothing sets it yet


@dataclass(frozen=True, slots=True)
class ProcessScore:
    """One process: its score and everything printed beside it. Levels are 0 to 5."""

    element: Element
    score: Score
    answers: Answers
    layer: Layer
    supported: int | None

    @property
    def gap(self) -> Fraction | None:
        """Levels still to go to the target; 0 where it is reached, ``None`` without level or target."""
        return self._distance(1)

    @property
    def surplus(self) -> Fraction | None:
        """Levels above the target; ``None`` without level or target."""
        return self._distance(-1)

    def _distance(self, sign: int) -> Fraction | None:
        if self.score.score is None or self.answers.target is None:
            return None
        return max(sign * (self.answers.target - self.score.score), Fraction(0))


@dataclass(frozen=True, slots=True)
class SegmentMetric:
    """One metric of one segment against its floor, target and stretch, in the metric's unit."""

    metric: MetricRecord
    result: Result
    counted: bool
    figure: Figure | None
    attainment: Fraction | None
    verdict: Verdict
    breached: bool


@dataclass(frozen=True, slots=True)
class SegmentScore:
    """A segment's service-level index, 0 to 100: the weighted mean of its attainments."""

    segment: Segment
    index: Score
    metrics: tuple[SegmentMetric, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """Figures counted from a log: segment id -> metric id -> result, and over all contacts."""

    by_segment: Mapping[str, Mapping[str, Result]] = field(default_factory=dict)
    totals: Mapping[str, Result] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Scorecard:
    """The whole picture. ``score`` is the headline; groups and processes stand in printed order.

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
    findings: tuple[Finding, ...] = ()
    read_findings: tuple[Finding, ...] = ()

    @property
    def totals(self) -> Mapping[str, Result]:
        """Figures over all contacts of the log: metric id -> result."""
        return self.counted.totals

    def with_findings(self, earlier: Sequence[Finding]) -> Scorecard:
        """Return the card with the findings of reading put before its own."""
        read = (*earlier, *self.read_findings)
        return replace(self, findings=(*earlier, *self.findings), read_findings=read)

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
        raise NotRatedError(element_id=element_id, name=element.name, suggestions=nearest)

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

    def to_json(self, lang: str | None = None) -> dict[str, object]:
        """Return the promised keys; sentences and names in ``lang``."""
        from pcf.assessment.exchange import scorecard_to_json

        return scorecard_to_json(self, self.taxonomy.in_language(lang) if lang else self.taxonomy)


def score_round(
    taxonomy: Taxonomy,
    gathered: Round,
    *,
    policy: Policy = "mean",
    consolidation: Consolidation = "median",
    counted: Counted | None = None,
) -> Scorecard:
    """Score one round.

    Args:
        taxonomy: The edition that the round stands on, in the reader's language.
        gathered: The copies, put together.
        policy: How processes combine into a group and groups into the category.
        consolidation: How several respondents' levels become one.
        counted: Figures counted from a log, if there is one.

    Raises:
        BadOptionError: There is no such policy or consolidation; names those that are.
    """
    for option, value, known in (("policy", policy, POLICIES), ("consolidation", consolidation, CONSOLIDATIONS)):
        if value not in known:
            raise BadOptionError(option=option, found=value, expected=", ".join(known))
    counted = counted or Counted()
    processes, found = _processes(taxonomy, gathered, consolidation)
    groups = tuple(_group(group, processes, policy) for group in taxonomy.root.children)
    return Scorecard(
        taxonomy=taxonomy,
        round=gathered,
        policy=policy,
        consolidation=consolidation,
        score=roll_up(taxonomy.root.id, groups, policy_of_groups(policy), needs_every_child=True),
        groups=groups,
        processes=processes,
        segments=tuple(_segment(taxonomy, segment, gathered, counted, found) for segment in gathered.segments),
        counted=counted,
        findings=(*gathered.findings, *found, *counted.findings),
    )


def _processes(
    taxonomy: Taxonomy, gathered: Round, consolidation: Consolidation
) -> tuple[tuple[ProcessScore, ...], list[Finding]]:
    """Score every process; first comes what the respondents dispute, then the remarks on each."""
    forms = [copy.assessment for copy in gathered.copies]
    found: list[Finding] = []
    processes = []
    for element in taxonomy.processes:
        answers, disputes = answers_about(element.id, forms, consolidation)
        found += disputes
        processes.append(_process(element, answers, len(forms)))
    found += [finding for process in processes for finding in _remarks(process)]
    return tuple(processes), found


def _group(group: Element, processes: Sequence[ProcessScore], policy: Policy) -> Score:
    return roll_up(group.id, [process.score for process in processes if process.element.parent == group], policy)


def _process(element: Element, answers: Answers, respondents: int) -> ProcessScore:
    score = rated(
        element.id,
        answers.level,
        weight=answers.weight,
        is_applicable=answers.is_applicable,
        is_unknown=answers.is_unknown,
    )
    supported = supported_level(int(answers.level), answers.evidence) if answers.level is not None else None
    return ProcessScore(element, score, answers, "proposal" if respondents > 1 else "answer", supported)


def _remarks(process: ProcessScore) -> list[Finding]:
    level, target = process.score.score, process.answers.target
    said = {
        "element": f"{process.element.hierarchy_id} {process.element.name}",
        "found": None if level is None else round(float(level), 2),
    }
    remarks = []
    if level is not None and process.supported is not None and process.supported < int(level):
        remarks.append(Finding(kinds.LEVEL_ABOVE_EVIDENCE, facts=said | {"supported": process.supported}))
    if level is not None and target is not None and target < level:
        remarks.append(Finding(kinds.TARGET_BELOW_LEVEL, facts=said | {"target": target}))
    return remarks


def _segment(
    taxonomy: Taxonomy, segment: Segment, gathered: Round, counted: Counted, found: list[Finding]
) -> SegmentScore:
    figures = {figure.metric: figure for figure in gathered.figures if figure.segment == segment.id}
    from_log = counted.by_segment.get(segment.id, {})
    metrics = []
    for metric in taxonomy.bundle.metrics:
        figure, result = figures.get(metric.id), from_log.get(metric.id)
        if figure is None and (result is None or metric.formula is None):
            continue
        metrics.append(_segment_metric(metric, figure, result))
        typed = figure.value if figure else None
        if result is not None and result.value is not None and typed is not None and float(typed) != result.value:
            facts = {
                "metric": metric.name.spoken(taxonomy.lang),
                "segment": segment.name,
                "found": typed,
                "counted": round(result.value, 2),
            }
            found.append(Finding(kinds.TYPED_FIGURE_DIFFERS, facts=facts))
    return SegmentScore(segment, _index(segment.id, metrics), tuple(metrics))


def _segment_metric(metric: MetricRecord, figure: Figure | None, from_log: Result | None) -> SegmentMetric:
    counted = from_log is not None and from_log.value is not None
    result = from_log if counted and from_log is not None else _typed(metric, figure) or from_log
    result = result or Result(None, "no_data", basis=metric.basis)
    better = metric.better or "none"
    target = _exact(figure.target) if figure else None
    floor = _exact(figure.floor) if figure else None
    stretch = _exact(figure.stretch) if figure else None
    reached, judged, breached = None, "no_target", False
    value = _exact(result.value)
    if value is not None:
        breached = is_breached(value, better, floor)
    if target is not None and value is not None:
        reached = attainment(value, better, target, floor, stretch)
        judged = verdict(value, better, target, result.interval, basis=result.basis or "census")
    elif value is None:
        judged = "no_data"
    return SegmentMetric(metric, result, counted, figure, reached, judged, breached)  # type: ignore[arg-type]


def _typed(metric: MetricRecord, figure: Figure | None) -> Result | None:
    """Make a typed figure a result; a sample's interval needs the n that was typed beside it."""
    if figure is None or figure.value is None:
        return None
    value, n = float(figure.value), float(figure.n) if figure.n is not None else None
    interval = None
    if metric.basis == "sample" and metric.unit is Unit.PERCENT and n and 0 <= value <= 100:
        interval = sample_interval(value, n)
    return Result(value, None, n, metric.basis, interval, ("small_n",) if n is not None and n < SMALL_N else ())


def _index(segment_id: str, metrics: Sequence[SegmentMetric]) -> Score:
    aimed = [
        rated(one.metric.id, one.attainment, weight=Fraction(one.figure.weight), highest=Fraction(100))
        for one in metrics
        if one.figure is not None and one.figure.target is not None and one.metric.better in {"higher", "lower"}
    ]
    return roll_up(segment_id, aimed)


def _exact(value: Decimal | float | None) -> Fraction | None:
    """Take a number for what it is written as: 81.1 typed as a target equals 81.1 counted as a float."""
    return None if value is None else Fraction(str(value))
