"""What is wrong with the rows of a log, and what a reader of its figures must know: one scan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pcf.findings import Finding, FindingKind
from pcf.metrics import findings as kinds
from pcf.metrics.mapfile import REQUIRED, LogMap
from pcf.metrics.sql.canonical import WANTED
from pcf.metrics.sql.compiler import literal
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
    return counts, [_finding(check, count, rows) for check, count in hits if count]


def _finding(check: _Check, count: int, rows: RowFinder) -> Finding:
    facts = {**check.facts, "found": count}
    if "{rows}" in check.kind.message:
        facts["rows"] = rows.examples("judged", f"left_out IS NULL AND ({check.condition})")
    file = ", ".join(str(path) for path in rows.files.named.values())
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
