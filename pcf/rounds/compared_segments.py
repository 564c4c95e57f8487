"""The segments of two rounds side by side: their indexes and figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pcf.assessment.records import Segment
from pcf.assessment.scorecard import Scorecard
from pcf.assessment.segments import SegmentMetric, SegmentScore
from pcf.maturity import Verdict
from pcf.model import MetricRecord
from pcf.rounds.also_changed import OtherChange, What, touching
from pcf.rounds.changed_figures import Definitions, changes_of_segment
from pcf.rounds.merging import Merge, Pooled, Unpooled, pool

SegmentChange = Literal["kept", "renamed", "added", "gone", "merged", "split", "part"]


@dataclass(frozen=True, slots=True)
class ComparedMetric:
    """One metric of one segment in both rounds, in the metric's unit.

    Attributes:
        before, after: Its values; ``None`` where there is none, with ``reason`` if segments could not be pooled.
        cases: The n behind them.
        verdicts: What they were judged; ``None`` for pooled figures, which have no target of their own.
        same_definition: Whether nothing is known to differ in how they came about; ``None`` without both values.
    """

    metric: MetricRecord
    before: Fraction | None
    after: Fraction | None
    cases: tuple[Fraction | None, Fraction | None]
    verdicts: tuple[Verdict | None, Verdict | None]
    same_definition: bool | None
    reason: Unpooled | None = None

    @property
    def delta(self) -> Fraction | None:
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class ComparedSegment:
    """One segment in both rounds; ``before`` and ``after`` are its indexes, 0 to 100.

    A merged or split segment has an index in one round only; ``parts`` are its ids in the other.
    Of a ``part`` only its own round knows.
    """

    segment: Segment
    change: SegmentChange
    named_before: str
    parts: tuple[str, ...]
    before: Fraction | None
    after: Fraction | None
    rests_on: tuple[What, ...]
    metrics: tuple[ComparedMetric, ...]

    @property
    def delta(self) -> Fraction | None:
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands for one segment in either round: itself, its parts, or nothing."""

    id: str
    change: SegmentChange
    merge: Merge | None
    was: tuple[SegmentScore, ...]
    now: tuple[SegmentScore, ...]


def compared_segments(
    old: Scorecard, new: Scorecard, merges: Sequence[Merge]
) -> tuple[list[ComparedSegment], list[OtherChange]]:
    """Compare the segments by id, those of the new round first; and tell what else of them changed."""
    rows = list(_rows(old, new, merges))
    definitions = Definitions(old, new)
    changes = [*(change for row in rows for change in _changes(row)), *definitions.changes()]
    return [_compared(row, changes, definitions) for row in rows], changes


def _rows(old: Scorecard, new: Scorecard, merges: Sequence[Merge]) -> Iterator[_Row]:
    was, now = ({one.segment.id: one for one in card.segments} for card in (old, new))
    for one in dict.fromkeys((*now, *was)):
        merge = next((merge for merge in merges if merge.whole == one), None)
        before = merge.parts if merge and not merge.is_split else (one,)
        after = merge.parts if merge and merge.is_split else (one,)
        change: SegmentChange
        if merge:
            change = "split" if merge.is_split else "merged"
        elif any(one in each.parts for each in merges):
            change = "part"
        elif one in was and one in now:
            change = "kept" if was[one].segment.name == now[one].segment.name else "renamed"
        else:
            change = "added" if one in now else "gone"
        yield _Row(one, change, merge, _present(before, was), _present(after, now))


def _present(ids: Sequence[str], segments: Mapping[str, SegmentScore]) -> tuple[SegmentScore, ...]:
    return tuple(segments[one] for one in ids if one in segments)


def _changes(row: _Row) -> Iterator[OtherChange]:
    was, now = (tuple(one.segment.name for one in side) for side in (row.was, row.now))
    if row.change == "renamed":
        yield OtherChange("segment_renamed", row.id, was[0], now[0])
    elif row.change == "added":
        yield OtherChange("segment_added", row.id, None, now[0])
    elif row.change == "gone":
        yield OtherChange("segment_gone", row.id, was[0], None)
    elif row.change == "merged":
        yield OtherChange("segment_merged", row.id, was, now, (row.id,))
    elif row.change == "split":
        yield OtherChange("segment_split", row.id, was, now, (row.id,))
    if row.change in {"kept", "renamed"}:
        yield from changes_of_segment(row.was[0], row.now[0])


def _compared(row: _Row, changes: Sequence[OtherChange], definitions: Definitions) -> ComparedSegment:
    is_whole = row.merge is not None
    was_split = is_whole and row.change == "split"
    shown = row.was[0] if was_split or not row.now else row.now[0]
    return ComparedSegment(
        segment=shown.segment,
        change=row.change,
        named_before=row.was[0].segment.name if row.was and (was_split or not is_whole) else "",
        parts=row.merge.parts if row.merge else (),
        before=_index(row.was, is_pooled=is_whole and not was_split),
        after=_index(row.now, is_pooled=was_split),
        rests_on=touching(changes, row.id),
        metrics=tuple(_metrics(row, definitions)),
    )


def _index(side: Sequence[SegmentScore], *, is_pooled: bool) -> Fraction | None:
    """Return a segment's index; several segments have none together, for it would be an average of rates."""
    return side[0].index.score if side and not is_pooled else None


def _metrics(row: _Row, definitions: Definitions) -> Iterator[ComparedMetric]:
    records = {one.metric.id: one.metric for side in (row.now, row.was) for segment in side for one in segment.metrics}
    for metric in records.values():
        was, now = (_of(metric, side) for side in (row.was, row.now))
        before, after = (_pooled(metric, one, definitions) for one in (was, now))
        known = before.value is not None and after.value is not None
        told, told_now = ([one for one in side if one] for side in (was, now))
        yield ComparedMetric(
            metric=metric,
            before=before.value,
            after=after.value,
            cases=(before.n, after.n),
            verdicts=(_verdict(was), _verdict(now)),
            same_definition=definitions.are_same(metric, told, told_now) if known else None,
            reason=before.reason or after.reason,
        )


def _of(metric: MetricRecord, side: Sequence[SegmentScore]) -> list[SegmentMetric | None]:
    return [next((one for one in segment.metrics if one.metric.id == metric.id), None) for segment in side]


def _pooled(metric: MetricRecord, side: Sequence[SegmentMetric | None], definitions: Definitions) -> Pooled:
    """Return the figure of one segment as it is, or of several together."""
    if len(side) > 1:
        cards = (definitions.new, definitions.old)  # what an organisation measures may be in one of two models only
        return pool(metric, side, next(one.taxonomy for one in cards if metric in one.taxonomy.bundle.metrics))
    one = side[0] if side else None
    if one is None or one.result.value is None:
        return Pooled(None)
    n = one.result.n
    return Pooled(Fraction(str(one.result.value)), None if n is None else Fraction(str(n)))


def _verdict(side: Sequence[SegmentMetric | None]) -> Verdict | None:
    return side[0].verdict if len(side) == 1 and side[0] else None
