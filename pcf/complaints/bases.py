"""What complaints are set against: customers or contacts, by segment, channel and month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from pcf.findings import Finding
from pcf.metrics import figure_findings as log_kinds
from pcf.metrics import measure, moments
from pcf.metrics.logfiles import name_of
from pcf.metrics.mapfile import read_map
from pcf.metrics.opened import MappedFiles, OpenLog, open_log
from pcf.metrics.periods import covered, summed
from pcf.metrics.sql.quality import LATE
from pcf.metrics.sql.scans import Period
from pcf.source import logs

CUSTOMERS = "complaints_per_1000_customers"
RATES: Mapping[str, str] = {
    CUSTOMERS: "customer_months",
    "complaints_per_1000_contacts": "contacts_offered",
}
_VOLUMES = "volumes"
_COLUMNS: Mapping[str, str] = {"customer_months": "customers", "contacts_offered": "contacts_offered"}  # of volumes
_NO_NEWS = (log_kinds.NOT_OF_LOG, log_kinds.METRIC_WITHOUT_COLUMNS, log_kinds.DIMENSION_NOT_MAPPED)  # of these logs
_PARTS = ("segment", "channel")

Parts = dict[tuple[str | None, str | None], dict[str, Fraction]]


@dataclass(frozen=True, slots=True)
class Base:
    """What one rate is counted on.

    Attributes:
        metric: The rate.
        place: The map of the log that tells it.
        parts: Segment and channel, ``None`` where the log names none, to month to amount. A month that the log does
            not tell, or holds only in part, is missing and not zero.
        missing: The columns without which nothing is told.
    """

    metric: str
    place: str
    parts: Parts = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def segments(self) -> frozenset[str | None]:
        """The segments that have an amount in any month."""
        return frozenset(segment for segment, _ in self.parts)

    @property
    def channels(self) -> frozenset[str]:
        """The channels that it is told by; none where it is told for all channels together."""
        return frozenset(channel for _, channel in self.parts if channel is not None)

    def counts(self, segment: str | None) -> bool:
        """Whether complaints of a segment are set against it: not where it is told by segments, and not by this."""
        return segment is None or segment in self.segments or None in self.segments or not self.parts

    def overall(self, channel: str | None = None) -> dict[str, Fraction]:
        """Return month to amount over all segments, where none of them lacks it.

        Args:
            channel: The only channel that counts; all unless given.
        """
        return summed([self._by_month([segment], channel) for segment in self.segments])

    def of_segment(self, segment: str | None) -> dict[str, Fraction]:
        """Return month to amount of one segment; nothing for cases without one."""
        return self._by_month([segment], None) if segment is not None else {}

    def _by_month(self, segments: Iterable[str | None], only: str | None) -> dict[str, Fraction]:
        added: dict[str, Fraction] = {}
        for (segment, channel), months in self.parts.items():
            if segment in segments and only in (None, channel):
                for month, amount in months.items():
                    added[month] = added.get(month, Fraction()) + amount
        return added


@dataclass(frozen=True, slots=True)
class Asked:
    """How the logs are read: the days and the moment asked for, what segments are called, bytes for the engine."""

    period: Period
    as_of: str | date | datetime | None
    segment_of: Callable[[str], str]
    memory: int


def read_bases(also: Sequence[MappedFiles], asked: Asked) -> tuple[list[Base], list[Finding]]:
    """Read what the rates are counted on, each from the first log that tells it.

    Args:
        also: Files and map of each log.
        asked: How to read them.

    Raises:
        LogError: Files, maps or rows have faults.
        BadOptionError: The moment cannot be read.
    """
    bases: dict[str, Base] = {}
    found: list[Finding] = []
    for paths, map_path in also:
        log = read_map(map_path).log.id
        given = {one.measure for one in logs().countings if one.log == log}
        wanted = [metric for metric, measured in RATES.items() if measured in given]
        if not wanted:
            continue
        read = _of_volumes if log == _VOLUMES else _of_days
        own, told = read(paths, map_path, wanted, asked)
        found += told
        for base in own:
            before = bases.get(base.metric)
            if before is None or (before.missing and not base.missing):
                bases[base.metric] = base
            elif not base.missing:
                found.append(Finding(log_kinds.IN_TWO_LOGS, base.place, facts={"found": [RATES[base.metric]]}))
    found += [_without_columns(base) for base in bases.values() if base.missing]
    return [bases[metric] for metric in RATES if metric in bases], found


def _of_volumes(
    paths: Sequence[Path], map_path: Path, wanted: Sequence[str], asked: Asked
) -> tuple[list[Base], list[Finding]]:
    """Read a table with a row a month: an empty cell is no zero."""
    with open_log(paths, map_path, as_of=asked.as_of, memory=asked.memory) as log:
        place = name_of(log.log_map.path)
        parts = ", ".join(name if name in log.columns else f"CAST(NULL AS VARCHAR) AS {name}" for name in _PARTS)
        bases = []
        for metric in wanted:
            column = _COLUMNS[RATES[metric]]
            if column not in log.columns:
                bases.append(Base(metric, place, missing=(column,)))
                continue
            rows = log.rows(
                f"SELECT {parts}, STRFTIME(period_start_local, '%Y-%m'), SUM({column}) FROM volumes "
                f"WHERE {column} IS NOT NULL GROUP BY 1, 2, 3"
            )
            bases.append(Base(metric, place, _joined(rows, asked)))
        return bases, [*log.findings, *_left_out(log, place)]


def _of_days(
    paths: Sequence[Path], map_path: Path, wanted: Sequence[str], asked: Asked
) -> tuple[list[Base], list[Finding]]:
    """Count a log of single cases, or of intervals, of which only the months count that it covers whole."""
    log_map = read_map(map_path)
    by = [name for name in _PARTS if name in log_map.filled]
    counted = measure(
        list(paths), map=map_path, by=[*by, "day"], metrics=wanted, as_of=asked.as_of, memory=asked.memory
    )
    told = [one for one in counted.findings if one.kind not in _NO_NEWS]
    days = [date.fromisoformat(day) for row in counted.rows if (day := row.by["day"])]
    moment = moments.moment("as-of", asked.as_of, log_map.timezone)
    if not days:
        return [], told
    now = (
        datetime.combine(max(days), datetime.min.time()) if moment is None else moments.local(moment, log_map.timezone)
    )
    # who asks for days says nothing of where this log begins
    known = covered(Period(last=asked.period.last), min(days), now, is_known_to_day_end=moment is None)
    whole = known.months()
    bases = []
    for metric in wanted:
        measured = RATES[metric]
        if measured not in counted.totals.measures:
            bases.append(Base(metric, name_of(map_path), missing=counted.totals.results[metric].missing))
            continue
        rows = [
            (row.by.get("segment"), row.by.get("channel"), day[:7], row.measures.get(measured, 0))
            for row in counted.rows
            if (day := row.by["day"]) and day[:7] in whole
        ]
        parts = _joined(rows, asked)
        filled = {part: dict.fromkeys(whole, Fraction()) | months for part, months in parts.items()}
        bases.append(Base(metric, name_of(map_path), filled))
    return bases, told


def _joined(rows: Iterable[Sequence[Any]], asked: Asked) -> Parts:
    """Add amounts up by segment, as the organisation calls it, channel and month."""
    parts: Parts = {}
    for word, channel, month, amount in rows:
        segment = None if word is None else asked.segment_of(word)
        months = parts.setdefault((segment, channel), {})
        months[month] = months.get(month, Fraction()) + Fraction(amount)
    return parts


def _left_out(log: OpenLog, place: str) -> Iterator[Finding]:
    for name, count in log.counts.left_out.items():
        cell = "--as-of" if name == LATE else f"[leave_out] {name}"
        yield Finding(log_kinds.LEFT_OUT, place, cell=cell, facts={"name": name, "found": count})


def _without_columns(base: Base) -> Finding:
    facts = {"metric": base.metric, "found": list(base.missing)}
    return Finding(log_kinds.METRIC_WITHOUT_COLUMNS, base.place, cell="[columns]", facts=facts)
