"""A log counted by segment, channel and local interval: in SQL, so that no row of it leaves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np

from pcf.errors import BadOptionError, LogError
from pcf.findings import Finding, FindingKind
from pcf.ids import LogId
from pcf.metrics import figure_findings as log_kinds
from pcf.metrics import moments
from pcf.metrics.logfiles import name_of, names_of
from pcf.metrics.opened import OpenLog, open_log
from pcf.metrics.segments import Segments
from pcf.metrics.sql.conditions import MICROSECONDS, Clock, RowWriter, is_duration
from pcf.metrics.sql.duckdb_engine import MEMORY_LIMIT
from pcf.metrics.sql.needs import needs
from pcf.metrics.sql.quality import LATE
from pcf.metrics.sql.scans import Period
from pcf.model.component import Count, Sum
from pcf.model.log import CountingRecord
from pcf.source import logs
from pcf.workforce.forecast import findings as kinds
from pcf.workforce.forecast.daykinds import WEEK
from pcf.workforce.forecast.ends import whole_days
from pcf.workforce.forecast.grid import Grid, Row
from pcf.workforce.forecast.history import DAY_SECONDS, INTERVALS, History
from pcf.workforce.forecast.model import WEEKS_USED

# contacts count by the time when they entered the queue, since then they ask for an agent
_TIMES: Mapping[LogId, str] = {"contacts": "queued_at", "intervals": "period_start"}
_OFFERED = "contacts_offered"
_MEASURES = (
    _OFFERED,
    "contacts_handled",
    "seconds_handled",
    "seconds_waited_answered",
    "seconds_waited_abandoned",
    "contacts_abandoned_timed",
)
_WAITS = _MEASURES[3:]
_MOST_CELLS = 10_000_000  # series x days x intervals: 80 MB
_MOST_NAMED = 20
_CLOSED_AT_END = 6  # days without a row that a log may end with: more, and it was read out later than it was kept
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")


def history_of(
    paths: Sequence[Path],
    map_path: Path,
    *,
    interval: int = 1800,
    as_of: str | date | datetime | None = None,
    first: str | date | None = None,
    last: str | date | None = None,
    segments: Mapping[str, str] | None = None,
    memory: int = MEMORY_LIMIT,
) -> History:
    """Count a log of contacts, or a table of intervals of the switch, as the measures do.

    Days at the ends that the log does not hold whole are left out. Where the rows of a table are longer than the
    interval, theirs is taken.

    Args:
        paths: Its files: CSV, parquet or Excel.
        map_path: Its map.
        interval: In seconds: 900, 1800 or 3600.
        as_of: The moment as of which the log was read out, a local time or a day, whose end is meant.
        first, last: Local days, both inclusive; the log holds the first one whole if it is given.
        segments: Id to name of the organisation's segments; a value of the log that is either becomes the id, any
            other is told and counts without a segment. Unless given, values that are no ids get some.
        memory: Bytes that DuckDB may use.

    Raises:
        LogError: The files, the map or the rows have faults; ``findings`` hold every one.
        BadOptionError: An interval, day or moment that cannot be.
    """
    if interval not in INTERVALS:
        raise BadOptionError(option="interval", found=str(interval), expected=[str(one) for one in INTERVALS])
    period = Period(moments.day("from", first), moments.day("to", last))
    if period.first and period.last and period.last < period.first:
        raise BadOptionError(option="to", found=str(last), expected=[f"≥ {period.first}"])
    with open_log(paths, map_path, as_of=as_of, memory=memory) as log:
        return _Reading(log, names_of(paths), interval, period, segments).history()


@dataclass(slots=True)
class _Reading:
    """One open log and what is asked of it."""

    log: OpenLog
    files: str
    interval: int
    period: Period
    names: Mapping[str, str] | None

    def history(self) -> History:
        log = self.log
        if log.log_map.log.id not in _TIMES:
            raise self._refused(kinds.WRONG_LOG, cell="log", found=log.log_map.log.id)
        told = [*log.findings, *self._left_out(), *self._without_columns(), *self._widened()]
        terms = self._terms()
        rows = self._rows(terms)
        if not any(row[4] for row in rows):
            raise self._refused(kinds.NOTHING_OFFERED, found=0)
        segment_ids, names, strange = self._segments(rows)
        begun, days, cut = self._days(rows)
        series = tuple(sorted({(segment_ids[row[0]], row[1]) for row in rows}, key=lambda one: (one[0] or "", one[1])))
        most = _MOST_CELLS // (days * (DAY_SECONDS // self.interval))
        if len(series) > most:
            raise self._refused(kinds.TOO_MANY_SERIES, found=len(series), most=most)
        grid = Grid(series, segment_ids, begun, days, self.interval)
        counted, partial = whole_days(
            grid.counted(rows),
            is_first_sure=self.period.first is not None,
            is_last_sure=log.as_of is not None or (log.now_local is not None and grid.last < log.now_local.date()),
        )
        since = max(counted.first, counted.last - timedelta(days=WEEK * WEEKS_USED - 1))
        waited, abandoned = grid.waits(rows, since, counted.last)
        is_known = set(_WAITS) <= set(terms)
        return replace(
            counted,
            waited=waited if is_known else counted.waited,
            abandoned=abandoned if is_known else counted.abandoned,
            timezone=log.log_map.timezone,
            segments=names,
            findings=(*told, *strange, *cut, *partial),
        )

    def _refused(self, kind: FindingKind, *, cell: str = "", **facts: object) -> LogError:
        finding = Finding(kind, name_of(self.log.log_map.path), cell=cell, facts=facts)
        return LogError(findings=(finding,), path=self.files, count=1)

    @property
    def _time(self) -> str:
        return f"{_TIMES[self.log.log_map.log.id]}_local"

    def _left_out(self) -> Iterator[Finding]:
        for name, count in self.log.counts.left_out.items():
            cell = "--as-of" if name == LATE else f"[leave_out] {name}"
            facts = {"name": name, "found": count}
            yield Finding(log_kinds.LEFT_OUT, name_of(self.log.log_map.path), cell=cell, facts=facts)

    def _without_columns(self) -> Iterator[Finding]:
        for name in ("segment", "channel"):
            if name not in self.log.columns:
                place = name_of(self.log.log_map.path)
                yield Finding(log_kinds.DIMENSION_NOT_MAPPED, place, cell="[columns]", facts={"found": name})

    def _widened(self) -> Iterator[Finding]:
        """Take the interval of a table whose rows are longer than the one asked for.

        Raises:
            LogError: Its rows fit into no interval.
        """
        if self.log.log_map.log.id != "intervals":
            return
        seconds = f"DATE_DIFF('second', DATE_TRUNC('day', {self._time}), {self._time})"
        starts = self.log.rows(f"SELECT DISTINCT {seconds} FROM intervals WHERE {self._time} IS NOT NULL")
        step = int(np.gcd.reduce([DAY_SECONDS, *(int(start) for (start,) in starts)]))
        if self.interval % step:
            fitting = [one for one in INTERVALS if one > self.interval and one % step == 0]
            if not fitting:
                raise self._refused(kinds.STEP_TOO_LONG, cell="period_start", found=step)
            self.interval = fitting[0]
            facts = {"found": step, "interval": self.interval}
            yield Finding(kinds.STEP_WIDER, self.files, cell="period_start", facts=facts)

    def _terms(self) -> dict[str, str]:
        """Return the measures that the log can give, each as the SQL of its sum.

        Raises:
            LogError: Contacts offered are not among them.
        """
        log = self.log
        countings = {
            one.measure: one for one in logs().countings if one.log == log.log_map.log.id and one.measure in _MEASURES
        }
        lost = {
            name: [column for column in needs(one, {}) if column not in log.columns] for name, one in countings.items()
        }
        if lost[_OFFERED]:
            raise self._refused(kinds.NO_CONTACTS, cell="[columns]", found=lost[_OFFERED])
        units = {one.id: one.unit for one in logs().parameters}
        latest = log.latest or datetime.min  # noqa: DTZ901  rows are kept without an offset
        writer = RowWriter(log.log_map.parameters, units, Clock(log.as_of, latest), log.columns)
        return {name: _summed(countings[name], writer) for name in _MEASURES if name in countings and not lost[name]}

    def _rows(self, terms: Mapping[str, str]) -> list[Row]:
        """Return segment, channel, day, interval of the day, and the measures in their order."""
        time_, columns = self._time, self.log.columns
        segment = "segment" if "segment" in columns else "CAST(NULL AS VARCHAR)"
        channel = "COALESCE(channel, '')" if "channel" in columns else "''"
        slot = f"DATE_DIFF('second', DATE_TRUNC('day', {time_}), {time_}) // {self.interval}"
        sums = ", ".join(terms.get(name, "0") for name in _MEASURES)
        within = self.period.condition(time_) or "TRUE"
        return self.log.rows(
            f"SELECT {segment}, {channel}, CAST({time_} AS DATE), {slot}, {sums} FROM {self.log.log_map.log.id} "
            f"WHERE {time_} IS NOT NULL AND {within} GROUP BY 1, 2, 3, 4 ORDER BY 3, 4, 1 NULLS FIRST, 2"
        )

    def _segments(self, rows: Sequence[Row]) -> tuple[dict[str | None, str | None], dict[str, str], list[Finding]]:
        """Return what each value of the log stands for, the names of segments, and what is told of values unknown."""
        values = sorted({row[0] for row in rows if row[0] is not None})
        if self.names is None:
            taken = {value for value in values if _ID.fullmatch(value)}
            free = (f"s{number}" for number in range(1, len(values) + len(taken) + 1) if f"s{number}" not in taken)
            ids = {value: value if value in taken else next(free) for value in values}
            return {None: None, **ids}, {one: value for value, one in ids.items()}, []
        known = Segments(self.names)
        meant = {value: known.of(value) for value in values}
        lost: Counter[str] = Counter()
        for row in rows:
            if row[0] is not None and meant[row[0]] is None:
                lost[row[0]] += round(row[4])
        told = [
            Finding(
                kinds.SEGMENT_UNKNOWN,
                self.files,
                cell="segment",
                facts={"found": value, "count": count, "known": list(known.names)},
            )
            for value, count in lost.most_common(_MOST_NAMED)
        ]
        return {None: None, **meant}, dict(self.names), told

    def _days(self, rows: Sequence[Row]) -> tuple[date, int, list[Finding]]:
        """Return the first day that is asked for or logged, how many days there are, and what is told of the last."""
        logged = [row[2] for row in rows]
        first, last = self.period.first or min(logged), max(logged)
        now, told = self.log.now_local, []
        if self.log.as_of is not None and now is not None:
            known_to = now.date() if now.time() == time.max else now.date() - timedelta(days=1)
            if known_to < last:
                told.append(Finding(kinds.PARTIAL_DAYS, facts={"found": [last.isoformat()]}))
            last = min(known_to, last + timedelta(days=_CLOSED_AT_END))
        if self.period.last is not None:
            last = min(last, self.period.last)
        if last < first:
            raise self._refused(kinds.NOTHING_OFFERED, found=0)
        return first, (last - first).days + 1, told


def _summed(counting: CountingRecord, writer: RowWriter) -> str:
    component = counting.component
    where = writer.all_of(component.where) or "TRUE"
    match component:
        case Count():
            return f"CAST(COUNT(CASE WHEN {where} THEN 1 END) AS DOUBLE)"
        case Sum(value=value):
            unit = MICROSECONDS if is_duration(value) else 1
            return f"CAST(COALESCE(SUM(CASE WHEN {where} THEN {writer.value(value)} END), 0) AS DOUBLE) / {unit}"
        case _:
            raise TypeError(component)  # no measure in the list is of another kind
