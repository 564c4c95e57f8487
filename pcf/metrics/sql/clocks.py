"""Times of a log: as the clock on the wall showed them, and as the instants that lie behind.

Twice a year most clocks change. A time that the clock skipped is taken as if it had not changed yet, so 02:30 is the
instant that it showed as 03:30. Of the two instants at which it showed the same time the earlier one is taken, and
rows with such a time are counted and told. Engines differ in which they take, so both are looked for here.

Times are of the years 1 to 9999: what lies beyond, and what is infinite, has no day that figures could be given by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from pcf.metrics.map_records import LogMap
from pcf.metrics.sql.conditions import literal, moment_literal
from pcf.metrics.sql.engine import Engine
from pcf.metrics.sql.typed import OFFSET_TAIL

WITH_ZONE = "TIMESTAMP WITH TIME ZONE"
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
_BEGINNING, _END = datetime.combine(date.min, time.min), datetime.combine(date.max, time.max)
_WEEK = timedelta(days=7)  # no clock changes twice in it
_DAY = timedelta(days=1)  # the clocks of no two places are further apart


@dataclass(frozen=True, slots=True)
class WrittenTimes:
    """Terms of one canonical time.

    Attributes:
        local: What the others are made of.
        values: The time, and what is known of it by now.
        here: The time on the wall as a term; empty where it is the time itself.
        twice: Whether the clock showed it twice, as a term.
    """

    values: list[str]
    here: str
    twice: str
    local: list[str] = field(default_factory=list)


def written_times(engine: Engine, log_map: LogMap, column: str, raw: str, sql_type: str) -> WrittenTimes:
    """Write a time as UTC where the map has a timezone, else as it stands; and the local time.

    Where there is a timezone, the time that a row goes by keeps a day clear of both ends of the calendar, so that
    it is in it by either clock. Other times may come close: a case that is closed on the last day of the year 9999
    is one that nobody has closed yet.

    Args:
        engine: What reads the log.
        log_map: The map, which says where the clock hung.
        column: The canonical column.
        raw: What the map's expression yields, of type ``sql_type``.
        sql_type: As DuckDB names it.
    """
    timezone, local, twice = log_map.timezone, f"{column}_local", f"twice_{column}"
    if timezone is None:
        return WrittenTimes([f"{_read_time(raw, sql_type)} AS {column}"], "", f"FALSE AS {twice}")
    zone, margin = literal(timezone), _DAY if column == log_map.log.time else timedelta()
    if sql_type == WITH_ZONE:
        utc = f"utc_{column}"
        here = f"CASE WHEN {in_calendar(utc, margin=_DAY)} THEN {raw} AT TIME ZONE {zone} END"
        values = [f"CASE WHEN {in_calendar(utc, margin=margin)} THEN {utc} END AS {column}", f"{here} AS {local}"]
        return WrittenTimes([*values, f"FALSE AS {twice}"], local, twice, [f"{raw} AT TIME ZONE 'UTC' AS {utc}"])
    taken = f"(({local} AT TIME ZONE {zone}) AT TIME ZONE 'UTC')"
    earlier, others = [], []
    for minutes in repeated_minutes(timezone):
        before, after = (f"({taken} {sign} INTERVAL {minutes} MINUTE)" for sign in "-+")
        shows_same = f"({before} AT TIME ZONE 'UTC') AT TIME ZONE {zone} = {local}"
        earlier.append(f"WHEN {shows_same} THEN {before}")
        others.append(shows_same)
        if not engine.takes_later:
            others.append(f"({after} AT TIME ZONE 'UTC') AT TIME ZONE {zone} = {local}")
    utc = f"CASE {' '.join(earlier)} ELSE {taken} END" if earlier else taken
    values = [f"({' OR '.join(others) or 'FALSE'}) AS {twice}", f"{utc} AS {column}"]
    return WrittenTimes(values, local, twice, [f"{_read_time(raw, sql_type, margin=margin)} AS {local}"])


@cache
def repeated_minutes(timezone: str) -> tuple[int, ...]:
    """Return by how many minutes the clock of a place has ever been put back, since 1970.

    >>> [repeated_minutes(zone) for zone in ("Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata")]
    [(60,), (30, 60), ()]
    """
    return tuple(sorted({int(-change.total_seconds()) // 60 for change in _changes(ZoneInfo(timezone))}))


def _changes(zone: ZoneInfo) -> Iterator[timedelta]:
    """Find by how much the clock was put back; it never is by a part of a minute."""
    moment, before = _FIRST, _offset(zone, _FIRST)
    while moment < _LAST:
        moment += _WEEK
        after = _offset(zone, moment)
        if after < before:
            yield after - before
        before = after


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _read_time(raw: str, sql_type: str, *, margin: timedelta = timedelta()) -> str:
    """Write a time as it stands in the log.

    Times out of the calendar are not used, nor is a text with an offset: a plain cast would drop the offset
    without a word.
    """
    written = f"TRY_CAST({raw} AS TIMESTAMP)"
    usable = in_calendar(written, margin=margin)
    if sql_type == "VARCHAR":
        usable += f" AND NOT REGEXP_MATCHES({raw}, {literal(OFFSET_TAIL)})"
    return f"CASE WHEN {usable} THEN {written} END"


def in_calendar(value: str, *, margin: timedelta = timedelta()) -> str:
    """Write the condition that a time is of a year from 1 to 9999, so far from both ends."""
    return f"{value} BETWEEN {moment_literal(_BEGINNING + margin)} AND {moment_literal(_END - margin)}"
