"""Ratings against figures: a high level asks for measurement, and the figures must not contradict it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from pcf.assessment import findings as kinds
from pcf.assessment.segments import SegmentMetric, SegmentScore
from pcf.findings import Finding
from pcf.formula import Result
from pcf.i18n import number, percent, quantity
from pcf.model import MetricRecord
from pcf.taxonomy import Element, Taxonomy
from pcf.units import Unit
from pcf.views import shown_metric

if TYPE_CHECKING:
    from pcf.assessment.levels import ProcessScore

MEASURED_FROM = 4  # the level whose descriptors speak of figures against targets
_NAMED = 3  # metrics suggested in one message


def check_claims(
    taxonomy: Taxonomy,
    processes: Sequence[ProcessScore],
    segments: Sequence[SegmentScore],
    totals: Mapping[str, Result],
) -> Iterator[Finding]:
    """Yield where ratings and figures do not go together, and targets that today's value surpasses.

    A figure speaks for the process that its metric belongs to and for those whose level it may
    support. Where no figure was given at all, nothing is said of measurement.
    """
    given = [(segment, one) for segment in segments for one in segment.metrics if one.result.value is not None]
    counted = {metric for metric, result in totals.items() if result.value is not None}
    if given or counted:
        for process in processes:
            if process.score.score is not None and process.score.score >= MEASURED_FROM:
                yield from _claim(taxonomy, process, given, counted)
    yield from _surpassed(taxonomy, given)


def _claim(
    taxonomy: Taxonomy,
    process: ProcessScore,
    given: Sequence[tuple[SegmentScore, SegmentMetric]],
    counted: set[str],
) -> Iterator[Finding]:
    speaking = {one.id: one for one in taxonomy.bundle.metrics if _speaks_for(one, process.element)}
    said = {
        "element": f"{process.element.hierarchy_id} {process.element.shown_name}",
        "found": number(process.score.score, taxonomy.lang, 1),
    }
    figures = [(segment, one) for segment, one in given if one.metric.id in speaking]
    if not figures and not counted & speaking.keys():
        names = [shown_metric(one, taxonomy) for one in speaking.values()][:_NAMED]
        yield Finding(kinds.LEVEL_WITHOUT_METRIC, facts=said | {"metrics": names or "–"})
    for segment, one in figures:
        if one.breached or one.verdict == "missed":
            yield Finding(kinds.FIGURE_CONTRADICTS_LEVEL, facts=said | _facts(taxonomy, segment, one))


def _speaks_for(metric: MetricRecord, process: Element) -> bool:
    return metric.element == process.id or process.id in metric.evidence_for


def _surpassed(taxonomy: Taxonomy, given: Sequence[tuple[SegmentScore, SegmentMetric]]) -> Iterator[Finding]:
    """Yield, once per metric, the segments whose target is worse than today's value; a band has none."""
    ahead: dict[str, list[str]] = {}
    for segment, one in given:
        if _is_surpassed(one):
            facts = _facts(taxonomy, segment, one)
            ahead.setdefault(str(facts["metric"]), []).append("{segment}: {target} / {value}".format_map(facts))
    for metric, segments in ahead.items():
        yield Finding(kinds.TARGET_BELOW_TODAY, facts={"metric": metric, "found": segments})


def _is_surpassed(one: SegmentMetric) -> bool:
    target, value = one.figure.target if one.figure else None, one.result.value
    if target is None or value is None:
        return False
    ahead = Fraction(str(value)) - Fraction(target)
    return (one.metric.better == "higher" and ahead > 0) or (one.metric.better == "lower" and ahead < 0)


def _facts(taxonomy: Taxonomy, segment: SegmentScore, one: SegmentMetric) -> dict[str, object]:
    target = one.figure.target if one.figure else None
    return {
        "metric": shown_metric(one.metric, taxonomy),
        "segment": segment.segment.name,
        "value": _shown(taxonomy, one.metric, one.result.value),
        "target": _shown(taxonomy, one.metric, None if target is None else float(target)),
    }


def _shown(taxonomy: Taxonomy, metric: MetricRecord, value: float | None) -> str:
    """Write a figure with its unit, as reports do."""
    if metric.unit is Unit.PERCENT:  # with a decimal: 79.6 % misses 80 %
        return percent(value, taxonomy.lang, 1)
    sign = next(unit.sign.spoken(taxonomy.lang) for unit in taxonomy.bundle.units if unit.id == metric.unit)
    return quantity(value, metric.unit, sign, taxonomy.lang)
