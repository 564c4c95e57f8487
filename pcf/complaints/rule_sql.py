"""The statements by which rules are held against a log.

Three small tables are written out in them: kinds of cases with the rules that may govern them, the most specific
first, and until when each limit runs that starts on a day on which a clock did start. Days are whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pcf.complaints.calendar import Span
from pcf.complaints.records import ClockEnd, ClockStart, Rule
from pcf.metrics.moments import day_of
from pcf.metrics.sql.conditions import literal, moment_literal

START_COLUMNS: Mapping[ClockStart, str] = {
    "received": "received_at",
    "registered": "registered_at",
    "goods_received": "clock_start_at",
    "information_complete": "clock_start_at",
}
END_COLUMNS: Mapping[ClockEnd, str] = {
    "acknowledged": "acknowledged_at",
    "decided": "clock_end_at",
    "answered": "closed_at",
    "paid": "clock_end_at",
    "repaired": "clock_end_at",
}
STATED_COLUMNS: Mapping[ClockEnd, str] = {"acknowledged": "acknowledge_by", "answered": "answer_by"}
KIND_COLUMNS = ("matter", "jurisdiction", "segment", "channel")
SIDES = ("law", "extended", "promise")

_EPOCH = date(1970, 1, 1).toordinal()
_EARLIEST, _NEVER = -2_000_000_000, 2_000_000_000
_TIMES = tuple(dict.fromkeys([*START_COLUMNS.values(), *END_COLUMNS.values(), *STATED_COLUMNS.values()]))


@dataclass(frozen=True, slots=True)
class Track:
    """The rules with one end of the clock; of these at most one governs a case.

    Attributes:
        end: That end.
        rules: Their place is their number.
        candidates: For each kind of cases the numbers of the rules that may govern it, the most specific first.
        spans: For each rule its limits by side; without those that it has not.
    """

    end: ClockEnd
    rules: Sequence[Rule]
    candidates: Sequence[Sequence[int]]
    spans: Sequence[Mapping[str, Span]]

    @property
    def has_hours(self) -> bool:
        return any(span.unit == "hours" for spans in self.spans for span in spans.values())


def number_of(day: date) -> int:
    """Return the number of a day; that of 1 January 1970 is 0."""
    return day.toordinal() - _EPOCH


def day_numbered(number: int) -> date | None:
    """Return the day of a number; ``None`` beyond the years that Python knows."""
    ordinal = number + _EPOCH
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def kinds_statement(columns: frozenset[str], where: str) -> str:
    """Write what lists the kinds of cases and how many there are of each."""
    named = ", ".join(_or_null(column, columns) for column in KIND_COLUMNS)
    return f"SELECT {named}, COUNT(*) FROM complaints{where} GROUP BY 1, 2, 3, 4"


def ruled_statement(
    kinds: Sequence[Sequence[str | None]], tracks: Sequence[Track], columns: frozenset[str], where: str
) -> str:
    """Write what makes the table ``ruled``: one narrow row a case, with the number of its rule on each track.

    Args:
        kinds: Matter, jurisdiction, segment and channel of each kind of cases.
        tracks: The rules.
        columns: The columns that the log has.
        where: The condition that a case is counted.
    """
    hours = any(track.has_hours for track in tracks)
    times = [_day(column, columns) for column in _TIMES]
    times += [_or_null(column, columns, "TIMESTAMP") for column in _TIMES] if hours else []
    stopped = "CAST(FLOOR(COALESCE(stopped_days, 0)) AS INTEGER)" if "stopped_days" in columns else "0"
    named = ", ".join(_or_null(column, columns) for column in KIND_COLUMNS)
    cases = f"SELECT {named}, {', '.join(times)}, {stopped} AS stopped FROM complaints{where}"
    same = " AND ".join(f"c.{column} IS NOT DISTINCT FROM k.{column}" for column in KIND_COLUMNS)
    chosen = ", ".join(f"{_choice(track)} AS {track.end}_rule" for track in tracks)
    kept = [f"{column}_day" for column in _TIMES] + (list(_TIMES) if hours else [])
    governed = (
        f"SELECT kind, {', '.join(kept)}, stopped, {chosen} FROM ({cases}) c JOIN ({_kinds(kinds, tracks)}) k ON {same}"
    )
    starts = [f"{_start(track, '_day')} + stopped AS {track.end}_start_day" for track in tracks]
    starts += [f"{_start(track, '')} AS {track.end}_start" for track in tracks if track.has_hours]
    return f"CREATE TEMP TABLE ruled AS SELECT *, {', '.join(starts)} FROM ({governed})"


def ungoverned_statement(track: Track) -> str:
    """Write what counts by kind the cases that no rule of a track governs."""
    return f"SELECT kind, COUNT(*) FROM ruled WHERE {track.end}_rule IS NULL GROUP BY kind"


def times_statement(columns: Sequence[str], where: str) -> str:
    """Write what counts, for each column of times, its values and those of them that are no midnight."""
    local = [f"{column}_local" for column in columns]
    counted = (f"COUNT({one}), COUNT(CASE WHEN {one} <> DATE_TRUNC('day', {one}) THEN 1 END)" for one in local)
    return f"SELECT {', '.join(counted)} FROM complaints{where}"


def starts_statement(track: Track) -> str:
    """Write what lists on which days clocks started, by number of rule."""
    return f"SELECT DISTINCT {track.end}_rule, {track.end}_start_day FROM ruled WHERE {track.end}_start_day IS NOT NULL"


def counts_statement(
    track: Track, starts: Iterable[tuple[int, int]], now: tuple[datetime, date] | None, *, is_stated: bool
) -> str:
    """Write what counts, by kind and rule, what came in time and what did not.

    Args:
        track: The rules.
        starts: Number of rule and of the day on which clocks started.
        now: The moment as of which cases are running, as the log's times stand, and its local day.
        is_stated: Whether the log states deadlines for this end.
    """
    end = END_COLUMNS[track.end]
    until_day = f"COALESCE({end}_day, {number_of(now[1])})" if now else f"{end}_day"
    until = f"COALESCE({end}, {moment_literal(now[0])})" if now else end

    def past(side: str) -> str:
        by_hours = f"{until} > {_by_hours(track, side)}" if track.has_hours else "FALSE"
        return f"COALESCE({until_day} > {side}_day, {by_hours}, FALSE)"

    late, later = past("law"), "FALSE"
    if is_stated:
        stated = STATED_COLUMNS[track.end]
        agreed = f"COALESCE({until_day} <= {stated}_day, FALSE) AND (law_day IS NOT NULL"
        agreed += f" OR {until} <= {stated})" if track.has_hours else ")"
        late = f"{late} AND NOT ({agreed} AND NOT {past('extended')})"
        by_hours = (
            f", {stated} > COALESCE({_by_hours(track, 'extended')}, {_by_hours(track, 'promise')})"
            if track.has_hours
            else ""
        )
        limit = "CASE WHEN law_hours IS NULL THEN COALESCE(extended_day, promise_day) END"
        later = f"COALESCE({stated}_day > {limit}{by_hours}, FALSE)"
    same = f"d.rule = {track.end}_rule AND d.start_day = {track.end}_start_day"
    judged = (
        f"SELECT kind, {track.end}_rule AS rule, {end}_day IS NOT NULL AS is_ended, {late} AS is_late, "
        f"{past('promise')} AS is_promise_late, {later} AS is_later "
        f"FROM ruled JOIN ({_deadlines(track, starts)}) d ON {same}"
    )
    tests = [
        f"{ended} AND {late}"
        for late_column in ("is_late", "is_promise_late")
        for ended, late in (
            ("is_ended", f"NOT {late_column}"),
            ("is_ended", late_column),
            ("NOT is_ended", f"NOT {late_column}"),
            ("NOT is_ended", late_column),
        )
    ]
    counted = ", ".join(f"COUNT(CASE WHEN {test} THEN 1 END)" for test in (*tests, "is_later"))
    return f"SELECT kind, rule, COUNT(*), {counted} FROM ({judged}) GROUP BY kind, rule"


def _by_hours(track: Track, side: str) -> str:
    """Write the deadline of a limit in hours, which runs by the clock."""
    return f"{track.end}_start + ({side}_hours + 24 * stopped) * INTERVAL 1 HOUR"


def _deadlines(track: Track, starts: Iterable[tuple[int, int]]) -> str:
    """Write until which day each limit runs, or for how many hours; NULL where a rule has none."""
    rows = [
        (rule, start, *(_last(track.spans[rule].get(side), start) for side in SIDES), *_hours(track.spans[rule]))
        for rule, start in starts
    ]
    names = ["rule", "start_day", *(f"{side}_day" for side in SIDES), *(f"{side}_hours" for side in SIDES)]
    return _numbers(names, list(zip(*rows, strict=True)) or [[]] * len(names))


def _numbers(names: Sequence[str], columns: Sequence[Sequence[int | None]]) -> str:
    """Write a table of whole numbers column by column: a list in a text is read much faster than rows of VALUES."""
    lists = (f"[{', '.join('NULL' if one is None else str(one) for one in column)}]" for column in columns)
    terms = (f"UNNEST(CAST('{numbers}' AS INTEGER[])) AS {name}" for name, numbers in zip(names, lists, strict=True))
    return f"SELECT {', '.join(terms)}"


def _last(span: Span | None, start: int) -> int | None:
    if span is None or span.unit == "hours":
        return None
    day = day_numbered(start)
    last = None if day is None else span.last_day(day)
    return _NEVER if last is None else number_of(last)


def _hours(spans: Mapping[str, Span]) -> list[int | None]:
    return [span.amount if (span := spans.get(side)) and span.unit == "hours" else None for side in SIDES]


def _kinds(kinds: Sequence[Sequence[str | None]], tracks: Sequence[Track]) -> str:
    """Write the kinds of cases, each with the rules that may govern it in columns side by side."""
    names, types = ["kind", *KIND_COLUMNS], ["INTEGER", *["VARCHAR"] * len(KIND_COLUMNS)]
    cells: list[list[int | str | None]] = [[place, *kind] for place, kind in enumerate(kinds)]
    for track in tracks:
        for rank in range(_most(track)):
            names += [f"{track.end}_{rank}_{part}" for part in ("rule", "start", "from", "to")]
            types += ["INTEGER", "VARCHAR", "INTEGER", "INTEGER"]
            for place, numbers in enumerate(track.candidates):
                cells[place] += _candidate(track, numbers[rank]) if rank < len(numbers) else [None] * 4
    return _table(names, types, cells)


def _candidate(track: Track, number: int) -> list[int | str | None]:
    rule = track.rules[number]
    first, last = day_of(rule.valid_from), day_of(rule.valid_to)
    return [
        number,
        START_COLUMNS[rule.clock_start],
        _EARLIEST if first is None else number_of(first),
        _NEVER if last is None else number_of(last),
    ]


def _most(track: Track) -> int:
    return max((len(numbers) for numbers in track.candidates), default=0)


def _choice(track: Track) -> str:
    """Write the number of the first rule that is valid on the day on which its clock starts.

    A clock that has not started is taken to start with the receipt, which only decides between rules.
    """
    columns = {START_COLUMNS[rule.clock_start] for rule in track.rules}
    branches = []
    for rank in range(_most(track)):
        here = f"{track.end}_{rank}"
        day = " ".join(f"WHEN {literal(column)} THEN {column}_day" for column in sorted(columns))
        start = f"CASE {here}_start {day} END" if len(columns) > 1 else f"{min(columns)}_day"
        branches.append(f"WHEN COALESCE({start}, received_at_day) BETWEEN {here}_from AND {here}_to THEN {here}_rule")
    return f"CASE {' '.join(branches)} END" if branches else "CAST(NULL AS INTEGER)"


def _start(track: Track, suffix: str) -> str:
    """Write when the clock of the rule that governs a case started."""
    numbers: dict[str, list[int]] = {}
    for number, rule in enumerate(track.rules):
        numbers.setdefault(START_COLUMNS[rule.clock_start], []).append(number)
    branches = [
        f"WHEN {track.end}_rule IN ({', '.join(map(str, own))}) THEN {column}{suffix}"
        for column, own in numbers.items()
    ]
    return f"CASE {' '.join(branches)} END"


def _table(names: Sequence[str], types: Sequence[str], rows: Sequence[Sequence[int | str | None]]) -> str:
    """Write a table out; one without rows keeps its columns."""
    casts = ", ".join(f"CAST(t.{name} AS {kind}) AS {name}" for name, kind in zip(names, types, strict=True))
    empty = f"({', '.join(['NULL'] * len(names))})"
    written = ", ".join(f"({', '.join(map(_value, row))})" for row in rows)
    table = f"SELECT {casts} FROM (VALUES {written or empty}) AS t({', '.join(names)})"
    return table if rows else f"{table} WHERE FALSE"


def _value(value: int | str | None) -> str:
    return "NULL" if value is None else literal(value) if isinstance(value, str) else str(value)


def _day(column: str, columns: frozenset[str]) -> str:
    number = f"CAST(DATE_DIFF('day', DATE '1970-01-01', CAST({column}_local AS DATE)) AS INTEGER)"
    return f"{number if column in columns else 'CAST(NULL AS INTEGER)'} AS {column}_day"


def _or_null(column: str, columns: frozenset[str], kind: str = "VARCHAR") -> str:
    return column if column in columns else f"CAST(NULL AS {kind}) AS {column}"
