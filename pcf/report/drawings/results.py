"""Charts of results: process groups, segments, metrics."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.assessment import Scorecard, SegmentMetric, SegmentScore
from pcf.assessment.figures import Figures, Number
from pcf.assessment.highlights import target_of
from pcf.charts import Bar, Frame, Mark, Scale, Words, bars, nice_ticks, radar
from pcf.maturity import Score
from pcf.model import MetricRecord
from pcf.report.drawings.levels import LEVELS
from pcf.units import Unit


def groups(card: Scorecard, figures: Figures) -> str:
    """Draw the process groups: a radar, or bars where fewer than three apply."""
    say = figures.say
    applicable = [group for group in card.groups if group.applicable]
    if not applicable:
        return ""
    axes = [_group(card, group, figures) for group in applicable]
    words = _words(axes, [("value", say("Score")), ("range", say("Possible range")), ("target", say("Target"))])
    description = "; ".join(f"{axis.label}: {axis.shown}" for axis in axes)
    frame = Frame(say("Process groups: score, possible range and target, levels 0 to 5"), description, LEVELS, words)
    return radar(axes, frame) if len(axes) >= 3 else bars(axes, frame)


def _group(card: Scorecard, group: Score, figures: Figures) -> Bar:
    score, target = figures.level(group.score), figures.level(target_of(card, group))
    shown = score.text if group.low == group.high else f"{score.text} ({figures.span(group)})"
    return Bar(
        label=figures.element(group.id),
        shown=shown,
        value=score.exact,
        low=float(group.low),
        high=float(group.high),
        target=target.exact,
    )


def indices(card: Scorecard, figures: Figures) -> str:
    """Draw the service-level index of every segment against the target line at 80."""
    say = figures.say
    rows = [_index(segment, figures) for segment in card.segments]
    if not rows:
        return ""
    scale = Scale(100.0, tuple((float(tick), str(tick)) for tick in (0, 20, 40, 60, 80, 100)))
    words: Words = {"value": say("Index"), "range": say("Possible range"), "target": say("Target = 80")}
    description = "; ".join(f"{row.label}: {row.shown}" for row in rows)
    title = say("Service-level index of the segments, 0 to 100")
    return bars(rows, Frame(title, description, scale, words), (80.0, say("target 80")))


def _index(segment: SegmentScore, figures: Figures) -> Bar:
    index = figures.index(segment.index.score)
    low, high = (figures.index(bound) for bound in (segment.index.low, segment.index.high))
    is_certain = not segment.index.applicable or segment.index.coverage == 1
    shown = index.text if is_certain else f"{index.text} ({low.text}–{high.text})"
    has_range = segment.index.applicable
    return Bar(
        label=segment.segment.name,
        shown=shown,
        value=index.exact,
        low=low.exact if has_range else None,
        high=high.exact if has_range else None,
    )


def aimed_metrics(card: Scorecard) -> list[MetricRecord]:
    """Return the metrics that any segment aims at, in the order of the first that does."""
    aimed: dict[str, MetricRecord] = {}
    for segment in card.segments:
        for one in segment.metrics:
            if one.figure is not None and one.figure.target is not None:
                aimed[one.metric.id] = one.metric
    return list(aimed.values())


def metrics(card: Scorecard, figures: Figures) -> list[tuple[str, str]]:
    """Draw one chart per metric that any segment aims at: name, and its segments with their marks."""
    return [(figures.metric(one), metric(one, card, figures)) for one in aimed_metrics(card)]


def metric(metric: MetricRecord, card: Scorecard, figures: Figures) -> str:
    """Draw one metric that some segment aims at: its segments with floor, target and stretch."""
    say = figures.say
    found = [(segment, one) for segment in card.segments for one in segment.metrics if one.metric.id == metric.id]
    rows = [_bullet(segment.segment.name, one, figures) for segment, one in found]
    marks = [(row.value, row.high, row.floor, row.target, row.stretch) for row in rows]
    known = [mark for row in marks for mark in row if mark is not None]
    ticks = nice_ticks(100.0 if metric.unit is Unit.PERCENT and max(known) > 50 else max(known))
    scale = Scale(ticks[-1], tuple((tick, figures.level(tick).text) for tick in ticks))
    name = figures.metric(metric)
    description = "; ".join(f"{row.label}: {row.shown}" for row in rows)
    words = _words(
        rows,
        [
            ("value", say("Value")),
            ("alarm", say("▼ worse than the floor")),
            ("range", say("95 % confidence interval")),
            ("floor", say("Floor")),
            ("target", say("Target")),
            ("stretch", say("Stretch")),
        ],
    )
    return bars(rows, Frame(name, description, scale, words, width=480.0))


def _words(rows: Sequence[Bar], said: Sequence[tuple[Mark, str]]) -> Words:
    """Keep the words of marks that some row has."""
    field = {"range": "low"}
    return {
        kind: word
        for kind, word in said
        if any(getattr(row, field.get(kind, kind)) not in {None, False} for row in rows)
    }


def _bullet(segment: str, one: SegmentMetric, figures: Figures) -> Bar:
    figure, interval = one.figure, one.result.interval
    value = figures.quantity(one.metric, one.result.value, figure.target if figure else None)
    shown = f"▼\u00a0{value.text}" if one.breached else value.text
    return Bar(
        label=segment,
        shown=shown,
        value=value.exact,
        low=interval[0] if interval else None,
        high=interval[1] if interval else None,
        floor=_float(figure.floor if figure else None),
        target=_float(figure.target if figure else None),
        stretch=_float(figure.stretch if figure else None),
        alarm=one.breached,
    )


def _float(value: Number | None) -> float | None:
    return None if value is None else float(value)
