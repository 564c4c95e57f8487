"""What is wrong with the rows of a log, and what a reader of its figures must know: one scan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pcf.findings import Finding, FindingKind
from pcf.metrics import findings as kinds
from pcf.metrics.logfiles import name_of, names_of
from pcf.metrics.map_records import REQUIRED, LogMap
from pcf.metrics.sql.canonical import WANTED
from pcf.metrics.sql.compiler import group, literal
from pcf.metrics.sql.duckdb_engine import Engine
from pcf.metrics.sql.rows import RowFinder
from pcf.metrics.sql.source import SourceTable

_RANGES: Mapping[str, tuple[str, str]] = {
    "satisfaction": ("satisfaction < 1 OR satisfaction > 5", "1–5"),
    "handle_seconds": ("handle_seconds < 0", "≥ 0"),
}


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


def judge(engine: Engine, log_map: LogMap, table: SourceTable, rows: RowFinder) -> tuple[Counts, list[Finding]]:
    """Count the rows and check every value that the map uses.

    Rows that the map leaves out are counted, but their values are not judged.
    """
    checks = list(_checks(log_map, table))
    queued = "queued_at" if "queued_at" in log_map.columns else "opened_at"
    kept_id = "CASE WHEN left_out IS NULL THEN contact_id END"
    terms = [
        "COUNT(*)",
        f"COUNT(CASE WHEN left_out IS NULL AND {queued} IS NULL THEN 1 END)",
        f"COUNT({kept_id}) - COUNT(DISTINCT {kept_id})",
        *(f"COUNT(CASE WHEN left_out = {literal(name)} THEN 1 END)" for name in log_map.leave_out),
        *(f"COUNT(CASE WHEN left_out IS NULL AND ({check.condition}) THEN 1 END)" for check in checks),
    ]
    read, not_offered, repeated, *more = engine.rows(f"SELECT {', '.join(terms)} FROM judged")[0]
    left_out = dict(zip(log_map.leave_out, more, strict=False))
    counts = Counts(read, left_out, not_offered, read - sum(left_out.values()))
    hits = list(zip(checks, more[len(left_out) :], strict=True))
    if repeated:
        twice = "contact_id IN (SELECT contact_id FROM contacts GROUP BY 1 HAVING COUNT(*) > 1)"
        hits.append((_Check(kinds.REPEATED_ID, twice), repeated))
    findings = [_finding(check, count, rows) for check, count in hits if count]
    if read and not counts.used:
        facts = {"found": [name for name, count in left_out.items() if count]}
        findings.append(Finding(kinds.NOTHING_LEFT, name_of(log_map.path), cell="[leave_out]", facts=facts))
    return counts, [*findings, *_unmatched_exceptions(engine, log_map)]


def _unmatched_exceptions(engine: Engine, log_map: LogMap) -> Iterator[Finding]:
    """Find the exceptions of thresholds that no counted contact meets: most likely misspelt."""
    exceptions = [(name, where) for name, parameter in log_map.parameters.items() for where in parameter.where]
    if not exceptions:
        return
    terms = [f"COUNT(CASE WHEN {group(where.segment, where.channel)} THEN 1 END)" for _, where in exceptions]
    hits = engine.rows(f"SELECT {', '.join(terms)} FROM contacts")[0]
    for (name, where), count in zip(exceptions, hits, strict=True):
        if not count:
            said = [
                f'{key} = "{value}"' for key in ("segment", "channel") if (value := getattr(where, key)) is not None
            ]
            cell = f"[parameters] {name}"
            yield Finding(kinds.WHERE_UNMATCHED, name_of(log_map.path), cell=cell, facts={"found": said})


def _finding(check: _Check, count: int, rows: RowFinder) -> Finding:
    facts = {**check.facts, "found": count}
    if "{rows}" in check.kind.message:
        facts |= rows.examples("judged", f"left_out IS NULL AND ({check.condition})")
    file = names_of(rows.files.named.values())
    return Finding(check.kind, file=file, cell=str(check.facts.get("column", "contact_id")), facts=facts)


def _checks(log_map: LogMap, table: SourceTable) -> Iterator[_Check]:
    for name, flag in table.misfits.items():
        yield _Check(kinds.UNREADABLE_VALUES, flag, {"column": name, "wanted": table.types[name]})
    for number, name in enumerate(log_map.leave_out):
        facts = {"column": f"[leave_out] {name}", "wanted": "BOOLEAN"}
        yield _Check(kinds.UNREADABLE_VALUES, f"failed_out_{number}", facts)
    for column in log_map.columns:
        facts = {"column": column, "wanted": WANTED[column]}
        yield _Check(kinds.UNREADABLE_VALUES, f"bad_{column}", facts)
        if column in REQUIRED:
            yield _Check(kinds.MISSING_VALUES, f"{column} IS NULL AND NOT bad_{column}", {"column": column})
        if column in _RANGES:
            condition, said = _RANGES[column]
            yield _Check(kinds.OUT_OF_RANGE, condition, {"column": column, "range": said})
        if WANTED[column] == "TIMESTAMP" and log_map.timezone:
            yield _Check(kinds.CLOCK_CHANGE, f"twice_{column}", {"column": column})
    queued = "queued_at" if "queued_at" in log_map.columns else "opened_at"
    for column in ("answered_at", "abandoned_at"):
        if column in log_map.columns:
            yield _Check(kinds.NEGATIVE_WAIT, f"{column} < {queued}", {"column": column})
    if "queued_at" in log_map.columns:
        yield _Check(kinds.OPENED_AFTER_QUEUED, "opened_at > queued_at", {"column": "opened_at"})
    if {"answered_at", "abandoned_at"} <= log_map.columns.keys():
        both = "answered_at IS NOT NULL AND abandoned_at IS NOT NULL"
        yield _Check(kinds.ANSWERED_AND_ABANDONED, both, {"column": "abandoned_at"})
        neither = f"{queued} IS NOT NULL AND answered_at IS NULL AND abandoned_at IS NULL"
        neither += " AND NOT bad_answered_at AND NOT bad_abandoned_at"
        yield _Check(kinds.NEITHER_ANSWERED_NOR_ABANDONED, neither, {"column": "abandoned_at"})
