"""What is wrong with the rows of a log, and what a reader of its figures must know: one scan."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from pcf.findings import Finding, FindingKind
from pcf.metrics import row_findings as kinds
from pcf.metrics.logfiles import name_of
from pcf.metrics.map_records import LogMap
from pcf.metrics.sql.canonical import WANTED
from pcf.metrics.sql.conditions import group, literal, moment_literal
from pcf.metrics.sql.engine import Engine
from pcf.metrics.sql.rows import RowPlaces
from pcf.metrics.sql.typed import SourceTable
from pcf.model.log import ColumnRecord, Ended, NotBefore, NotBoth, NotMore, RowRule

LATE = "as_of"  # the name under which rows after the as-of moment are left out

_QUEUED = "queued_at"
# A hash takes some 40 bytes while it is compared. With a share of the memory for them, this check is not what takes the
# most; with fewer at a time there would be more reading than comparing: for so many DuckDB rather uses the disk.
_HASH_BYTES = 256
_FEWEST_HASHES = 4_000_000


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of the log: ``read`` = ``used`` + all of ``left_out``; ``not_offered`` are among the used."""

    read: int
    left_out: Mapping[str, int]
    not_offered: int
    used: int


@dataclass(frozen=True, slots=True)
class _Check:
    """A condition over a counted row of ``judged`` and the finding that it makes."""

    kind: FindingKind
    condition: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rows of a log are like.

    Attributes:
        counts: Rows read, left out, not offered, used.
        latest: The latest time at which a row happened; ``None`` in a log without rows.
        earliest: The earliest.
        findings: What is wrong with the rows, and what a reader must know.
    """

    counts: Counts
    latest: datetime | None
    earliest: datetime | None
    findings: list[Finding]


def judge(
    engine: Engine, log_map: LogMap, table: SourceTable, rows: RowPlaces, as_of: datetime | None = None
) -> Judgement:
    """Count the rows and check every value that the map uses.

    Rows that the map leaves out are counted, but their values are not judged.
    """
    log, checks = log_map.log, list(_checks(log_map, table))
    kept = "left_out IS NULL" if log_map.leave_out else "TRUE"
    waiting = f"{_QUEUED} IS NULL" if _QUEUED in log_map.columns and not log_map.is_legs else "FALSE"
    late = f"COALESCE({log.time} > {moment_literal(as_of)}, FALSE)" if as_of else "FALSE"
    odd_row = " OR ".join(f"({check.condition})" for check in checks) or "FALSE"
    terms = [
        "COUNT(*)",
        f"COUNT(CASE WHEN {kept} AND {waiting} AND NOT {late} THEN 1 END)",
        f"COUNT(CASE WHEN {kept} AND {late} THEN 1 END)",
        f"MIN(CASE WHEN {kept} THEN {log.time} END)",
        f"MAX(CASE WHEN {kept} THEN {log.time} END)",
        # most logs have nothing to tell of: one count says so, and only else are there many
        f"COUNT(CASE WHEN {kept} AND ({odd_row}) THEN 1 END)",
        *(f"COUNT(CASE WHEN left_out = {literal(name)} THEN 1 END)" for name in log_map.leave_out),
    ]
    read, not_offered, after, earliest, latest, odd, *out = engine.rows(f"SELECT {', '.join(terms)} FROM judged")[0]
    left_out = dict(zip(log_map.leave_out, out, strict=True))
    if after:
        left_out[LATE] = after
    counts = Counts(read, left_out, not_offered, read - sum(left_out.values()))
    hits: list[tuple[_Check, int]] = []
    if odd:
        each = [f"COUNT(CASE WHEN {kept} AND ({check.condition}) THEN 1 END)" for check in checks]
        hits += zip(checks, engine.rows(f"SELECT {', '.join(each)} FROM judged")[0], strict=True)
    if log_map.is_legs:
        not_offered, of_cases = _of_cases(engine, log_map)
        counts = replace(counts, not_offered=not_offered)
        hits += of_cases
    elif log.key is not None and (repeated := _repeated(engine, log.key, kept, read)):
        twice = f"{log.key} IN (SELECT {log.key} FROM judged WHERE {kept} GROUP BY 1 HAVING COUNT(*) > 1)"
        hits.append((_Check(kinds.REPEATED_ID, twice, {"column": log.key}), repeated))
    findings = [_finding(check, count, rows) for check, count in hits if count]
    if read and not counts.used:
        facts = {"found": [name for name, count in left_out.items() if count]}
        findings.append(Finding(kinds.NOTHING_LEFT, name_of(log_map.path), cell="[leave_out]", facts=facts))
    return Judgement(counts, latest, earliest, [*findings, *_unmatched_exceptions(engine, log_map)])


def measure_whole(engine: Engine, log_map: LogMap, as_of: datetime | None) -> tuple[int, datetime | None]:
    """Count the rows of a log that are used, and find its latest time; of a log that is counted in parts."""
    time = log_map.log.time
    used = f"left_out IS NULL AND {time} <= {moment_literal(as_of)}" if as_of else "left_out IS NULL"
    terms = [f"COUNT(CASE WHEN {used} THEN 1 END)", f"MAX(CASE WHEN left_out IS NULL THEN {time} END)"]
    size, latest = engine.rows(f"SELECT {', '.join(terms)} FROM judged")[0]
    return size, latest


def _of_cases(engine: Engine, log_map: LogMap) -> tuple[int, list[tuple[_Check, int]]]:
    """Count the cases, made of legs, that were not offered, and those that break a rule; a leg alone may break it."""
    log = log_map.log
    rules = [check for rule in log.rules for check in _rule_checks(log_map, rule)]
    waiting = f"{_QUEUED} IS NULL" if _QUEUED in log_map.columns else "FALSE"
    terms = [f"COUNT(CASE WHEN {condition} THEN 1 END)" for condition in (waiting, *(one.condition for one in rules))]
    not_offered, *hits = engine.rows(f"SELECT {', '.join(terms)} FROM {log.id}")[0]
    told = [
        replace(check, condition=f"{log.key} IN (SELECT {log.key} FROM {log.id} WHERE {check.condition})")
        for check in rules
    ]
    return not_offered, list(zip(told, hits, strict=True))


def _repeated(engine: Engine, key: str, kept: str, rows: int) -> int:
    """Count the rows that repeat a key.

    Here by a hash of the key, as many hashes at a time as there is memory for; where hashes repeat, and elsewhere, by
    the keys themselves.
    """
    exactly = f"SELECT COUNT({key}) - COUNT(DISTINCT {key}) FROM judged WHERE {kept}"
    if engine.memory is None:
        return int(engine.rows(exactly)[0][0])
    parts = max(1, -(-rows // max(_FEWEST_HASHES, engine.memory // _HASH_BYTES)))
    inner = f"SELECT HASH({key}) AS hashed FROM judged WHERE {kept} AND {key} IS NOT NULL"
    for part in range(parts):
        chosen = f" WHERE hashed % {parts} = {part}" if parts > 1 else ""
        if engine.rows(f"SELECT COUNT(hashed) - COUNT(DISTINCT hashed) FROM ({inner}){chosen}")[0][0]:
            return int(engine.rows(exactly)[0][0])
    return 0


def _unmatched_exceptions(engine: Engine, log_map: LogMap) -> Iterator[Finding]:
    """Find the exceptions of thresholds that no counted contact meets: most likely misspelt."""
    exceptions = [(name, where) for name, parameter in log_map.parameters.items() for where in parameter.where]
    if not exceptions:
        return
    terms = [f"COUNT(CASE WHEN {group(where.segment, where.channel)} THEN 1 END)" for _, where in exceptions]
    hits = engine.rows(f"SELECT {', '.join(terms)} FROM {log_map.log.id}")[0]
    for (name, where), count in zip(exceptions, hits, strict=True):
        if not count:
            said = [
                f'{key} = "{value}"' for key in ("segment", "channel") if (value := getattr(where, key)) is not None
            ]
            cell = f"[parameters] {name}"
            yield Finding(kinds.WHERE_UNMATCHED, name_of(log_map.path), cell=cell, facts={"found": said})


def _finding(check: _Check, count: int, rows: RowPlaces) -> Finding:
    facts = {**check.facts, "found": count}
    if "{rows}" in check.kind.message:
        facts |= rows.examples("judged", f"left_out IS NULL AND ({check.condition})")
    return Finding(check.kind, file=rows.name, cell=str(check.facts.get("column", "")), facts=facts)


def _checks(log_map: LogMap, table: SourceTable) -> Iterator[_Check]:
    for name, flag in table.misfits.items():
        yield _Check(kinds.UNREADABLE_VALUES, flag, {"column": name, "wanted": table.types[name]})
    for number, name in enumerate(log_map.leave_out):
        facts = {"column": f"[leave_out] {name}", "wanted": "BOOLEAN"}
        yield _Check(kinds.UNREADABLE_VALUES, f"failed_out_{number}", facts)
    texts = {column.id for column in log_map.log.columns if column.type in {"text", "key"}}
    safe = {name for name, expression in log_map.columns.items() if expression.is_column and name in texts}
    for name in log_map.columns:
        yield from _column_checks(log_map, log_map.log.column(name), safe)
    for rule in () if log_map.is_legs else log_map.log.rules:
        yield from _rule_checks(log_map, rule)


def _column_checks(log_map: LogMap, column: ColumnRecord, safe: Collection[str]) -> Iterator[_Check]:
    name = column.id
    if name not in safe:  # a text column as it stands cannot fail
        yield _Check(kinds.UNREADABLE_VALUES, f"bad_{name}", {"column": name, "wanted": WANTED[column.type]})
    if column.required:
        yield _Check(kinds.MISSING_VALUES, f"{name} IS NULL AND NOT bad_{name}", {"column": name})
    if column.codes:
        known = ", ".join(literal(code) for code in column.codes)
        yield _Check(kinds.UNKNOWN_CODE, f"{name} NOT IN ({known})", {"column": name, "known": list(column.codes)})
    low, high = log_map.scales[name].ends if column.type == "mark" else (column.at_least, column.at_most)
    outside = [f"{name} < {low:g}"] if low is not None else []
    outside += [f"{name} > {high:g}"] if high is not None else []
    if outside:
        said = f"{low:g}–{high:g}" if high is not None else f"≥ {low:g}"
        yield _Check(kinds.OUT_OF_RANGE, " OR ".join(outside), {"column": name, "range": said})
    if column.type == "time" and log_map.timezone:
        yield _Check(kinds.CLOCK_CHANGE, f"twice_{name}", {"column": name})


def _rule_checks(log_map: LogMap, rule: RowRule) -> Iterator[_Check]:
    """Write the check of a rule whose columns there are; what stands in by default needs no check."""
    there, mapped = set(log_map.filled), set(log_map.columns)
    match rule:
        case NotBefore(earlier=earlier, later=later) if {earlier, later} <= there and later in mapped:
            if log_map.defaults.get(earlier) != later:
                yield _Check(kinds.TIME_ORDER, f"{later} < {earlier}", {"column": later, "earlier": earlier})
        case NotBoth(first=first, second=second) if {first, second} <= mapped:
            both = f"{first} IS NOT NULL AND {second} IS NOT NULL"
            yield _Check(kinds.BOTH_VALUES, both, {"column": second, "first": first})
        case NotMore(part=part, whole=whole) if {part, whole} <= mapped:
            yield _Check(kinds.PART_LARGER, f"{part} > {whole}", {"column": part, "whole": whole})
        case Ended(start=start, ends=ends) if {start, *ends} <= there:
            unread = "" if log_map.is_legs else " AND NOT bad_{end}"
            open_ones = [f"{start} IS NOT NULL", *(f"{end} IS NULL{unread.format(end=end)}" for end in ends)]
            yield _Check(kinds.NOT_ENDED, " AND ".join(open_ones), {"column": start, "ends": list(ends)})
