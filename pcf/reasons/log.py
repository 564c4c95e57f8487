"""A contact log counted by reason: volumes, repeats, snowballs, agreement of coders."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from pcf.errors import N_, BadOptionError, LogError, Phrase
from pcf.findings import Finding
from pcf.metrics import figure_findings as log_kinds
from pcf.metrics import moments
from pcf.metrics.logfiles import name_of, names_of
from pcf.metrics.notes import nothing_in
from pcf.metrics.opened import MappedFiles, OpenLog, open_log
from pcf.metrics.segments import Segments
from pcf.metrics.sql.duckdb_engine import MEMORY_LIMIT
from pcf.metrics.sql.quality import LATE
from pcf.metrics.sql.scans import Period
from pcf.model.loop import DRIVERS
from pcf.reasons import findings as kinds
from pcf.reasons import windows
from pcf.reasons.answers import Answers
from pcf.reasons.counts import Assigned, ReasonCounts, UnknownValue, VolumeRow
from pcf.reasons.records import Reason
from pcf.reasons.tables import Learn, make_tables
from pcf.reasons.volume_log import read_volumes
from pcf.reasons.volumes import Volumes

_CONTACTS = "contacts"
_MOST_NAMED = 20  # a column of texts mapped as reason gives thousands of values


def count_reasons(
    paths: Sequence[Path],
    map_path: Path,
    *,
    reasons: Sequence[Reason],
    segments: Mapping[str, str] | None = None,
    volumes: MappedFiles | None = None,
    first: str | date | None = None,
    last: str | date | None = None,
    as_of: str | date | datetime | None = None,
    window_days: float | None = None,
    memory: int = MEMORY_LIMIT,
    learn: Learn | None = None,
) -> tuple[ReasonCounts, tuple[Finding, ...]]:
    """Count a contact log by reason.

    Args:
        paths: Its files: CSV, parquet or Excel.
        map_path: Its map.
        reasons: The organisation's list. A value of the log is a reason's id, its words (of a default reason in any
            language) or one of its names; case and blanks around it do not matter.
        segments: Id to name of the organisation's segments; a value of the log that is either becomes the id, any
            other is told and counts without a segment. Unless given, values stay as the log has them.
        volumes: Files of business volumes and their map.
        first, last: Local days, both inclusive.
        as_of: The moment as of which a window had time to pass, a local time or a day, whose end is meant.
        window_days: Days within which a further contact is a repeat; what the map says unless given.
        memory: Bytes that DuckDB may use.
        learn: Gets the texts that people coded, with their reasons, and returns what finds the reasons of texts
            that have none: of a ``ReasonAssigner`` made with them its ``reasons_of``.

    Raises:
        LogError: The files, the maps or the rows have faults; ``findings`` hold every one.
        BadOptionError: A day, moment or window that cannot be.
    """
    if window_days is not None and not (math.isfinite(window_days) and window_days > 0):
        raise BadOptionError(option="window", found=str(window_days), expected=["> 0"])
    period = Period(moments.day("from", first), moments.day("to", last))
    if period.first and period.last and period.last < period.first:
        raise BadOptionError(option="to", found=str(last), expected=[f"≥ {period.first}"])
    known = Segments(segments or None)
    counting = _Counting(reasons, known, period, window_days, learn)
    faults: list[Finding] = []
    counted: tuple[ReasonCounts, tuple[Finding, ...]] | None = None
    units: tuple[VolumeRow, ...] = ()
    said: list[Finding] = []
    try:
        with open_log(paths, map_path, as_of=as_of, memory=memory) as log:
            counted = counting.count(log, names_of(paths))
    except LogError as error:
        faults += error.findings
    if volumes is not None:
        try:
            with open_log(*volumes, as_of=as_of, memory=memory) as log:
                units, strange, notes = read_volumes(log, known, period)
                said = [*notes, *_strange(strange, known, names_of(volumes[0]))]
        except LogError as error:
            faults += error.findings
    if faults or counted is None:
        raise LogError(findings=tuple(faults), path=names_of(paths), count=len(faults))
    counts = counted[0].model_copy(update={"volumes": units})
    return counts, (*counted[1], *said, *_apart(counts), *_without_volume(counts, reasons, known))


@dataclass(frozen=True, slots=True)
class _Counting:
    """What is asked of a contact log."""

    reasons: Sequence[Reason]
    segments: Segments
    period: Period
    window_days: float | None
    learn: Learn | None

    def count(self, log: OpenLog, files: str) -> tuple[ReasonCounts, tuple[Finding, ...]]:
        """Count an open log, and tell what a reader must know.

        Args:
            log: The log.
            files: The names of its files.
        """
        if log.log_map.log.id != _CONTACTS:
            facts = {"found": log.log_map.log.id, "wanted": _CONTACTS}
            fault = Finding(kinds.LOG_OF_OTHER_KIND, name_of(log.log_map.path), cell="log", facts=facts)
            raise LogError(findings=(fault,), path=files, count=1)
        make_tables(log, self.reasons, self.period, self.learn)
        window = windows.window_of(log.log_map, self.window_days)
        answers = Answers(log, self.reasons, self.segments)
        if answers.knows_customers and log.now is not None:
            windows.make_ordered(log, window, log.now)
        reads_words = self.learn is not None and "text" in log.columns
        unknown, assigned = answers.unknown(), answers.assigned() if reads_words else None
        first, last = self._days(log, answers.days())
        counts = ReasonCounts(
            as_of=log.now_local.isoformat() if log.now_local else "",
            first=first,
            last=last,
            is_first_asked=self.period.first is not None,
            contacts=sum(row.contacts for row in answers.rows),
            rows=answers.rows,
            window_days=window.number if answers.knows_customers else None,
            snowballs=answers.snowballs(),
            unknown=unknown[:_MOST_NAMED],
            met=answers.met(),
            agreement=answers.agreement(),
            assigned=assigned,
        )
        place = name_of(log.log_map.path)
        findings = [
            *log.findings,
            *([] if answers.rows else nothing_in(self.period, place, log.counts.used)),
            *_notes(log, knows_customers=answers.knows_customers),
            *self._columns(log, knows_customers=answers.knows_customers),
            *_unknown(unknown, files),
            *_strange(answers.strange, self.segments, files),
            *_by_words(assigned, files),
        ]
        return counts, tuple(findings)

    def _days(self, log: OpenLog, found: tuple[str, str] | None) -> tuple[str, str]:
        """Return the days that the figures cover: a day that had not ended is not covered whole."""
        first = self.period.first.isoformat() if self.period.first else found[0] if found else ""
        if self.period.last is not None:
            return first, self.period.last.isoformat()
        now = log.now_local
        if log.as_of is None or now is None:
            return first, found[1] if found else ""
        whole = now.date() if now.time() == time.max else now.date() - timedelta(days=1)
        return first, whole.isoformat()

    def _columns(self, log: OpenLog, *, knows_customers: bool) -> Iterator[Finding]:
        """Tell the columns without which something is not counted."""
        place = name_of(log.log_map.path)
        if "reason" not in log.columns and not (self.learn is not None and "text" in log.columns):
            yield Finding(kinds.NO_REASON_COLUMN, place, cell="[columns]", facts={"found": "reason"})
        if not knows_customers:
            yield Finding(kinds.NO_CUSTOMER_COLUMN, place, cell="[columns]", facts={"found": "customer_id"})
        for name in ("segment", "channel"):
            if name not in log.columns:
                yield Finding(log_kinds.DIMENSION_NOT_MAPPED, place, cell="[columns]", facts={"found": name})


def _notes(log: OpenLog, *, knows_customers: bool) -> Iterator[Finding]:
    """Tell what was left out and as of when windows are judged."""
    place = name_of(log.log_map.path)
    for name, count in log.counts.left_out.items():
        cell = "--as-of" if name == LATE else f"[leave_out] {name}"
        yield Finding(log_kinds.LEFT_OUT, place, cell=cell, facts={"name": name, "found": count})
    if log.as_of is None and log.now_local is not None and knows_customers:
        facts = {"found": log.now_local.isoformat(" ", "seconds")}
        yield Finding(log_kinds.AS_OF_LATEST, place, facts=facts)


def _unknown(values: Sequence[UnknownValue], files: str) -> Iterator[Finding]:
    """Name the largest of the values that the list does not name, and count the others in one finding."""
    named = [one for one in values if one.value is not None]
    for one in named[:_MOST_NAMED]:
        facts = {"found": one.value, "count": one.contacts}
        yield Finding(kinds.NOT_IN_LIST, files, cell="reason", facts=facts)
    if more := named[_MOST_NAMED:]:
        facts = {"found": len(more), "count": sum(one.contacts for one in more)}
        yield Finding(kinds.MORE_NOT_IN_LIST, files, cell="reason", facts=facts)


def _strange(rows: Counter[str], segments: Segments, files: str) -> Iterator[Finding]:
    for value, count in rows.most_common(_MOST_NAMED):
        facts = {"found": value, "count": count, "known": segments.names}
        yield Finding(kinds.SEGMENT_NOT_KNOWN, files, cell="segment", facts=facts)
    if more := rows.most_common()[_MOST_NAMED:]:
        facts = {"found": len(more), "count": sum(count for _, count in more)}
        yield Finding(kinds.MORE_SEGMENTS_NOT_KNOWN, files, cell="segment", facts=facts)


def _by_words(assigned: Assigned | None, files: str) -> Iterable[Finding]:
    if assigned is None:
        return ()
    facts = {"found": assigned.assigned, "read": assigned.read}
    return (Finding(kinds.FOUND_BY_WORDS, files, cell="text", facts=facts),)


def _apart(counts: ReasonCounts) -> Iterator[Finding]:
    """Tell volumes that have no month in common with the contacts."""
    months = sorted({row.month for row in counts.rows})
    others = sorted({row.month for row in counts.volumes})
    if months and others and not set(months) & set(others):
        yield Finding(kinds.NO_MONTH_IN_COMMON, facts={"found": others, "months": months})


def _without_volume(counts: ReasonCounts, reasons: Sequence[Reason], known: Segments) -> Iterator[Finding]:
    """Tell the segments whose contacts no rate counts, since the volumes never name them."""
    volumes = Volumes(counts.volumes)
    drivers = {one.id: one.driver for one in reversed(reasons)}  # of several with one id the first counts
    shared = {driver: volumes.shared(driver, counts.rows) for driver in DRIVERS if volumes.segments(driver)}
    lost: Counter[str | None] = Counter()
    for row in counts.rows:
        own = shared.get(driver) if row.reason and (driver := drivers[row.reason]) else None
        if own is not None and row.segment not in own:
            lost[row.segment] += row.contacts
    if lost:
        largest = [segment for segment, _ in lost.most_common(_MOST_NAMED)]
        names = [Phrase(N_("no value")) if one is None else known.name(one) for one in largest]
        more = ["…"] if len(lost) > _MOST_NAMED else []
        yield Finding(kinds.CONTACTS_WITHOUT_VOLUME, facts={"found": [*names, *more], "count": lost.total()})
