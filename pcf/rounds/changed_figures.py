"""What else changed of figures between two rounds: aims, sources, currency, and by which rules logs were counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from pcf.assessment.log_rules import LogRules, rules_for
from pcf.assessment.records import Figure
from pcf.assessment.scorecard import Scorecard
from pcf.assessment.segments import SegmentMetric, SegmentScore
from pcf.model import MetricRecord
from pcf.rounds.also_changed import OtherChange
from pcf.units import Unit

_AIMS = ("floor", "target", "stretch", "target_to", "floor_to", "weight")


@dataclass(frozen=True)
class Definitions:
    """By which rules the figures of two rounds came about."""

    old: Scorecard
    new: Scorecard

    def are_same(self, metric: MetricRecord, before: Iterable[SegmentMetric], after: Iterable[SegmentMetric]) -> bool:
        """Whether nothing is known to differ in how a metric's figures came about."""
        sources = {one.counted for one in (*before, *after)}
        if len(sources) > 1:
            return False
        return sources == {False} or self._rules_of(metric, self.old) == self._rules_of(metric, self.new)

    def _rules_of(self, metric: MetricRecord, card: Scorecard) -> list[LogRules]:
        return [rules_for(metric, rules) for rules in card.counted.rules]

    def changes(self) -> Iterator[OtherChange]:
        """Yield what is no longer counted as before, and another currency, with the segments that have such figures."""
        was, now = self.old.round.organisation.currency, self.new.round.organisation.currency
        if was != now:
            yield OtherChange("currency", "", was, now, self._touched(_is_money, self._all))
        if self.old.counted.by_segment and self.new.counted.by_segment:
            yield from self._changed_logs()

    def _changed_logs(self) -> Iterator[OtherChange]:
        was, now = ({one.log: one for one in card.counted.rules} for card in (self.old, self.new))
        kinds = [tuple(_kind(one) for one in rules.values()) for rules in (was, now)]
        if kinds[0] != kinds[1]:
            yield OtherChange("log", "", kinds[0], kinds[1], self._touched(lambda _: True, self._counted))
        for log, rules in was.items():
            if log in now:
                yield from self._changed_rules(rules, now[log])

    def _changed_rules(self, was: LogRules, now: LogRules) -> Iterator[OtherChange]:
        for before, after in ((was.parameters, now.parameters), (was.applied, now.applied)):
            for one in dict.fromkeys((*before, *after)):
                if before.get(one) != after.get(one):
                    touched = self._touched(_depends_on(one, was, now), self._counted)
                    yield OtherChange("parameter", one, before.get(one), after.get(one), touched)
        touched = self._touched(
            lambda metric: rules_for(metric, was).columns != rules_for(metric, now).columns, self._counted
        )
        if touched:
            gone, come = (tuple(sorted(set(one) - set(other))) for one, other in _both_ways(was.columns, now.columns))
            yield OtherChange("columns", was.log, gone, come, touched)
        if was.left_out != now.left_out:
            every = self._touched(lambda _: True, self._counted)
            yield OtherChange("left_out", was.log, was.left_out, now.left_out, every)

    @cached_property
    def _all(self) -> tuple[tuple[str, SegmentMetric], ...]:
        segments = (*self.old.segments, *self.new.segments)
        return tuple((one.segment.id, metric) for one in segments for metric in one.metrics)

    @cached_property
    def _counted(self) -> tuple[tuple[str, SegmentMetric], ...]:
        return tuple((segment, metric) for segment, metric in self._all if metric.counted)

    def _touched(
        self, holds: Callable[[MetricRecord], bool], among: Iterable[tuple[str, SegmentMetric]]
    ) -> tuple[str, ...]:
        """Return the segments that have a figure of a metric of some kind."""
        among = tuple(among)
        metrics = {one.metric.id: one.metric for _, one in among}
        chosen = {metric for metric, record in metrics.items() if holds(record)}
        return tuple(dict.fromkeys(segment for segment, one in among if one.metric.id in chosen))


def changes_of_segment(was: SegmentScore, now: SegmentScore) -> Iterator[OtherChange]:
    """Yield aims that are others, aimed figures that only one of two indexes has, and those of another source."""
    segment = now.segment.id
    has_moved = was.index.score is not None and now.index.score is not None
    before, after = ({one.metric.id: one for one in side.metrics} for side in (was, now))
    for metric in dict.fromkeys((*after, *before)):
        place, one, other = f"{segment}/{metric}", before.get(metric), after.get(metric)
        aims, other_aims = _aims(one), _aims(other)
        if aims != other_aims:
            yield OtherChange("aims", place, aims, other_aims, (segment,))
        value, other_value = _value(one), _value(other)
        is_aimed = any(side is not None and side.weight is not None for side in (one, other))
        if is_aimed and (value is None) != (other_value is None) and has_moved:
            yield OtherChange("answered", place, value, other_value, (segment,))
        is_known = value is not None and other_value is not None
        if one and other and is_known and one.counted != other.counted:
            yield OtherChange("source", place, _source(one), _source(other), (segment,))


def _both_ways(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    return (one, other), (other, one)


def _depends_on(parameter: str, was: LogRules, now: LogRules) -> Callable[[MetricRecord], bool]:
    def holds(metric: MetricRecord) -> bool:
        rules = [rules_for(metric, one) for one in (was, now)]
        return any(parameter in one.parameters or parameter in one.applied for one in rules)

    return holds


def _kind(rules: LogRules) -> str:
    return f"{rules.log} (legs)" if rules.is_legs else rules.log


def _is_money(metric: MetricRecord) -> bool:
    return Unit.CURRENCY in {metric.unit, metric.per.unit if metric.per else None}


def _aims(one: SegmentMetric | None) -> dict[str, Fraction]:
    """Return what is aimed at, by name, and a weight that is not 1."""
    if one is None or one.figure is None:
        return {}
    blank = Figure(segment=one.figure.segment, metric=one.figure.metric)
    told = ((name, getattr(one.figure, name)) for name in _AIMS if getattr(one.figure, name) != getattr(blank, name))
    return {name: Fraction(value) for name, value in told}


def _value(one: SegmentMetric | None) -> Fraction | None:
    return None if one is None or one.result.value is None else Fraction(str(one.result.value))


def _source(one: SegmentMetric) -> str:
    return "counted" if one.counted else "typed"
