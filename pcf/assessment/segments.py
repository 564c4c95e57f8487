"""Segments: figures against floor, target and stretch, and their index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from pcf.assessment import findings as kinds
from pcf.assessment.consolidation import Round
from pcf.assessment.log_rules import LogRules
from pcf.assessment.records import Figure, Segment
from pcf.complaints.counts import ComplaintCounts
from pcf.findings import Finding
from pcf.formula import Result, stated
from pcf.maturity import (
    Score,
    Verdict,
    attainment,
    is_breached,
    rated,
    roll_up,
    verdict,
)
from pcf.model import MetricRecord
from pcf.reasons.counts import ReasonCounts
from pcf.taxonomy import Taxonomy
from pcf.views import shown_metric


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

    @property
    def weight(self) -> Fraction | None:
        """What it weighs in the segment's index; ``None`` without a target to reach. A band needs both its ends."""
        figure, better = self.figure, self.metric.better
        if figure is None or better == "none" or figure.target is None:
            return None
        return None if better == "band" and figure.target_to is None else Fraction(figure.weight)


@dataclass(frozen=True, slots=True)
class SegmentScore:
    """A segment's service-level index, 0 to 100: the weighted mean of its attainments."""

    segment: Segment
    index: Score
    metrics: tuple[SegmentMetric, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted from logs.

    Attributes:
        by_segment: Segment id -> metric id -> result.
        totals: Metric id -> result over all contacts.
        findings: What counting found.
        rules: By which rules it was counted.
        complaints: What a complaint log says; ``None`` without one.
        reasons: What a contact log says of the reasons; ``None`` without one.
        as_of: The moment that was asked for, as it was written; blank if none was.
    """

    by_segment: Mapping[str, Mapping[str, Result]] = field(default_factory=dict)
    totals: Mapping[str, Result] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    rules: tuple[LogRules, ...] = ()
    complaints: ComplaintCounts | None = None
    reasons: ReasonCounts | None = None
    as_of: str = ""


def score_segment(
    taxonomy: Taxonomy, segment: Segment, gathered: Round, counted: Counted
) -> tuple[SegmentScore, list[Finding]]:
    """Score one segment; the findings tell where a typed figure differs from the counted one."""
    figures = {figure.metric: figure for figure in gathered.figures if figure.segment == segment.id}
    from_log = counted.by_segment.get(segment.id, {})
    metrics, found = [], []
    for metric in taxonomy.bundle.metrics:
        figure, result = figures.get(metric.id), from_log.get(metric.id)
        if figure is None and result is None:
            continue
        metrics.append(_segment_metric(metric, figure, result))
        typed = figure.value if figure else None
        if result is not None and result.value is not None and typed is not None and float(typed) != result.value:
            facts = {
                "metric": shown_metric(metric, taxonomy),
                "segment": segment.name,
                "found": typed,
                "counted": round(result.value, 2),
            }
            found.append(Finding(kinds.TYPED_FIGURE_DIFFERS, facts=facts))
    return SegmentScore(segment, _index(segment.id, metrics), tuple(metrics)), found


def _segment_metric(metric: MetricRecord, figure: Figure | None, from_log: Result | None) -> SegmentMetric:
    counted = from_log is not None and from_log.value is not None
    result = from_log if counted and from_log is not None else _typed(metric, figure) or from_log
    result = result or Result(None, "no_data", basis=metric.basis)
    better = metric.better
    target = _exact(figure.target) if figure else None
    floor = _exact(figure.floor) if figure else None
    stretch = _exact(figure.stretch) if figure else None
    target_to = _exact(figure.target_to) if figure else None
    floor_to = _exact(figure.floor_to) if figure else None
    value = _exact(result.value)
    reached: Fraction | None = None
    judged: Verdict = "no_data" if value is None else "no_target"
    if target is not None and value is not None:
        reached = attainment(value, better, target, floor, stretch, target_to=target_to, floor_to=floor_to)
        judged = verdict(value, better, target, result.interval, basis=result.basis or "census", target_to=target_to)
    breached = value is not None and is_breached(value, better, floor, floor_to)
    return SegmentMetric(metric, result, counted, figure, reached, judged, breached)


def _typed(metric: MetricRecord, figure: Figure | None) -> Result | None:
    """Make a typed figure a result; a sample's interval needs the n that was typed beside it."""
    if figure is None or figure.value is None:
        return None
    return stated(metric, float(figure.value), float(figure.n) if figure.n is not None else None)


def _index(segment_id: str, metrics: Sequence[SegmentMetric]) -> Score:
    aimed = [
        rated(one.metric.id, one.attainment, weight=one.weight, highest=Fraction(100))
        for one in metrics
        if one.weight is not None
    ]
    return roll_up(segment_id, aimed)


def _exact(value: Decimal | float | None) -> Fraction | None:
    """Take a number for what it is written as: 81.1 typed as a target equals 81.1 counted as a float."""
    return None if value is None else Fraction(str(value))
