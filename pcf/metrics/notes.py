"""What a reader of the figures must know besides what is wrong with the rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pcf import formula
from pcf.findings import Finding
from pcf.metrics import figure_findings as kinds
from pcf.metrics.counted import Counted
from pcf.metrics.logfiles import name_of
from pcf.metrics.period_names import said_days
from pcf.metrics.sql.compiler import PERIODS, Dimension
from pcf.metrics.sql.quality import LATE
from pcf.metrics.sql.scans import Period
from pcf.model import MetricRecord
from pcf.model.log import CountingRecord


def notes(
    records: Sequence[MetricRecord],
    counted: Sequence[Counted],
    by: Sequence[Dimension],
    countings: Sequence[CountingRecord],
    period: Period,
) -> Iterator[Finding]:
    """Tell what was left out, what could not be computed, and what was taken for granted."""
    for one in counted:
        place = name_of(one.log_map.path)
        yield from one.findings
        if one.tallies.is_nothing:
            yield from nothing_in(period, place, one.counts.used)
        for name, count in one.counts.left_out.items():
            cell = "--as-of" if name == LATE else f"[leave_out] {name}"
            yield Finding(kinds.LEFT_OUT, place, cell=cell, facts={"name": name, "found": count})
        if one.counts.not_offered:
            yield Finding(kinds.NOT_OFFERED, place, cell="[columns] queued_at", facts={"found": one.counts.not_offered})
        for name in by:
            if name not in (*PERIODS, *one.log_map.filled):
                yield Finding(kinds.DIMENSION_NOT_MAPPED, place, cell="[columns]", facts={"found": name})
        if one.is_latest and one.now_local is not None:
            yield Finding(kinds.AS_OF_LATEST, place, facts={"found": one.now_local.isoformat(" ", "seconds")})
        yield from _zeros(one, place, {name for other in counted for name in other.tallies.reads}, countings)
    yield from _without_columns(records, counted)
    yield from _in_two_logs(counted)
    known = {one.measure for one in countings if one.log in {log.log_map.log.id for log in counted}}
    for record in records:
        strange = [name for name in formula.measures_of(record.formula) if name not in known]
        if strange:
            yield Finding(kinds.NOT_OF_LOG, facts={"metric": record.id, "found": strange})


def nothing_in(period: Period, place: str, rows: int) -> Iterator[Finding]:
    """Tell that a log has nothing in the period that was asked for, if one was and the log has rows at all."""
    if rows and period != Period():
        cell = "--from" if period.first is not None else "--to"
        yield Finding(kinds.PERIOD_WITHOUT_ROWS, place, cell=cell, facts={"period": said_days(period), "found": rows})


def _in_two_logs(counted: Sequence[Counted]) -> Iterator[Finding]:
    """Tell the measures that more than one log has: figures are taken from one, never mixed."""
    for place, one in enumerate(counted):
        before = {name for other in counted[:place] for name in other.tallies.reads}
        twice = sorted(before & one.tallies.reads.keys())
        if twice:
            yield Finding(kinds.IN_TWO_LOGS, name_of(one.log_map.path), facts={"found": twice})


def _zeros(
    counted: Counted, place: str, others: Collection[str], countings: Sequence[CountingRecord]
) -> Iterator[Finding]:
    for counting in countings:
        if counting.measure in others:
            continue
        if counting.log == counted.log_map.log.id and counting.measure in counted.zeros:
            lost = [column for column in counting.optional if column not in counted.log_map.filled]
            facts = {"measure": counting.measure, "found": lost}
            yield Finding(kinds.OPTIONAL_COLUMN, place, cell="[columns]", facts=facts)


def _without_columns(records: Sequence[MetricRecord], counted: Sequence[Counted]) -> Iterator[Finding]:
    """Tell for each metric that has no data what it lacks."""
    there = {name for one in counted for name in (*one.tallies.reads, *one.zeros)}
    lacking = {name: (one, lost) for one in reversed(counted) for name, lost in one.missing.items()}
    for record in records:
        lost = [lacking[name] for name in formula.measures_of(record.formula) if name in lacking and name not in there]
        columns = list(dict.fromkeys(column for _, own in lost for column in own))
        if not columns:
            continue
        place = name_of(lost[0][0].log_map.path)
        if columns == ["as_of"]:
            yield Finding(kinds.AS_OF_NEEDED, place, cell="--as-of", facts={"metric": record.id, "found": "–"})
        else:
            facts = {"metric": record.id, "found": [column for column in columns if column != "as_of"]}
            yield Finding(kinds.METRIC_WITHOUT_COLUMNS, place, cell="[columns]", facts=facts)
