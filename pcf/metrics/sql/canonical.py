"""From the company's columns to ours: the views ``given``, ``judged`` and ``contacts``.

``given`` holds what each expression yields, ``judged`` the canonical values with a flag where
a value could not be used, ``contacts`` the rows that are counted. Every expression runs inside
TRY, so that one bad cell is a finding with its row and not the end of the query.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pcf.findings import Finding
from pcf.metrics.expressions import Expression
from pcf.metrics.findings import EXPRESSION_FAILS, MIXED_COLUMN, TIMEZONE_NEEDED, WRONG_TYPE
from pcf.metrics.logfiles import name_of, names_of
from pcf.metrics.map_records import LogMap
from pcf.metrics.sql.compiler import literal
from pcf.metrics.sql.duckdb_engine import Engine
from pcf.metrics.sql.rows import RowFinder
from pcf.metrics.sql.source import (
    FILE,
    OFFSET_TAIL,
    TEXT_COLUMNS,
    SourceTable,
    count_types,
    fits,
    guessable_types,
    quoted,
)
from pcf.model import Column

# a sum of decimals does not depend on the order of the rows, a sum of floats does
NUMBER = "DECIMAL(18, 6)"

WANTED: Mapping[str, str] = {
    **dict.fromkeys(TEXT_COLUMNS, "VARCHAR"),
    **dict.fromkeys(("opened_at", "queued_at", "answered_at", "abandoned_at", "closed_at"), "TIMESTAMP"),
    **dict.fromkeys(("handle_seconds", "satisfaction"), "DECIMAL"),
    "resolved_first": "BOOLEAN",
}
_WITH_ZONE = "TIMESTAMP WITH TIME ZONE"
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
            "FLOAT", "DOUBLE", "DECIMAL")  # fmt: skip
_FITTING: Mapping[str, tuple[str, ...]] = {
    "TIMESTAMP": ("TIMESTAMP", "DATE", "VARCHAR"),
    "DECIMAL": (*_NUMBERS, "VARCHAR"),
    "BOOLEAN": ("BOOLEAN", "VARCHAR"),
}


@dataclass(frozen=True, slots=True)
class Given:
    """One expression on the real log: its SQL and the type that it yields."""

    sql: str
    type: str


def bind(engine: Engine, log_map: LogMap, table: SourceTable, rows: RowFinder) -> dict[str, Given] | list[Finding]:
    """Find what type each expression of the map yields.

    Returns:
        Place of the expression to what it gives, or a finding for each that does not fit.
    """
    bound: dict[str, Given] = {}
    faults: list[Finding] = []
    wanted = {e.key: WANTED[column] for column, e in log_map.columns.items() if column not in log_map.values}
    wanted |= {e.key: "BOOLEAN" for e in log_map.leave_out.values()}
    for expression in log_map.expressions:
        sql = expression.sql(table.names)
        types = engine.types(f"SELECT {sql} AS it FROM shape")
        if isinstance(types, str):
            mixed = list(_mixed_columns(log_map, expression, table, rows))
            faults += mixed or [_misfit(log_map, expression, table, types)]
            continue
        bound[expression.key] = Given(sql, types["it"])
        fault = _type_fault(log_map, types["it"], wanted.get(expression.key, "VARCHAR"))
        if fault is not None:
            faults.append(Finding(fault.kind, name_of(log_map.path), cell=expression.key, facts=fault.facts))
    return faults or bound


def _misfit(log_map: LogMap, expression: Expression, table: SourceTable, said: str) -> Finding:
    used = [table.names[name.lower()] for name in expression.columns]
    facts = {"found": said, "types": [f"{name} {table.types[name]}" for name in used]}
    return Finding(EXPRESSION_FAILS, name_of(log_map.path), cell=expression.key, facts=facts)


def _mixed_columns(log_map: LogMap, expression: Expression, table: SourceTable, rows: RowFinder) -> Iterator[Finding]:
    """Find the columns that became text for the sake of a few values: the likely cause of a misfit."""
    used = [table.names[name.lower()] for name in expression.columns]
    texts = [name for name in used if table.types[name] == "VARCHAR" and name in table.guessed]
    log, decimal = table.log.relation, log_map.source.decimal
    known = guessable_types()
    for name, (filled, *hits) in zip(texts, count_types(rows.engine, log, texts, known, decimal), strict=True):
        most = max(hits)
        if 2 * most <= filled:
            continue
        wanted = known[hits.index(most)]
        odd = f"TRIM({quoted(name)}) <> '' AND NOT COALESCE({fits(name, wanted, decimal)}, FALSE)"
        facts = {"column": name, "wanted": wanted, "found": filled - most, **rows.examples(log, odd)}
        yield Finding(MIXED_COLUMN, file=names_of(rows.files.named.values()), cell=name, facts=facts)


def _type_fault(log_map: LogMap, found: str, wanted: str) -> Finding | None:
    if wanted == "TIMESTAMP" and found == _WITH_ZONE:
        return None if log_map.timezone else Finding(TIMEZONE_NEEDED, facts={"found": found})
    if wanted in _FITTING and not found.startswith(_FITTING[wanted]):
        return Finding(WRONG_TYPE, facts={"found": found, "wanted": wanted})
    return None


def open_contacts(engine: Engine, log_map: LogMap, table: SourceTable, bound: Mapping[str, Given]) -> None:
    """Make the views ``given``, ``judged`` and ``contacts``."""
    given = [FILE, *table.misfits.values()]
    for column, expression in log_map.columns.items():
        sql = bound[expression.key].sql
        given += [f"TRY({sql}) AS raw_{column}", f"TRY([{sql}]) IS NULL AS failed_{column}"]
    for number, expression in enumerate(log_map.leave_out.values()):
        sql = bound[expression.key].sql
        given += [f"TRY({sql}) AS out_{number}", f"TRY([{sql}]) IS NULL AS failed_out_{number}"]
    engine.rows(f"CREATE TEMP VIEW given AS SELECT {', '.join(given)} FROM source")

    judged = [FILE, *table.misfits.values(), f"{_left_out(log_map)} AS left_out"]
    judged += [f"failed_out_{number}" for number in range(len(log_map.leave_out))]
    for column, expression in log_map.columns.items():
        judged += _judged(log_map, column, bound[expression.key].type)
    engine.rows(f"CREATE TEMP VIEW judged AS SELECT {', '.join(judged)} FROM given")

    kept = [*log_map.columns, "local_opened_at AS opened_local"]
    if "queued_at" not in log_map.columns:
        kept.append("opened_at AS queued_at")
    engine.rows(f"CREATE TEMP VIEW contacts AS SELECT {', '.join(kept)} FROM judged WHERE left_out IS NULL")


def _left_out(log_map: LogMap) -> str:
    """Write the name under which a row is left out; the first condition that holds counts."""
    branches = [
        f"WHEN LOWER(CAST(out_{number} AS VARCHAR)) = 'true' THEN {literal(name)}"
        for number, name in enumerate(log_map.leave_out)
    ]
    return f"CASE {' '.join(branches)} END" if branches else "CAST(NULL AS VARCHAR)"


def _judged(log_map: LogMap, column: Column, sql_type: str) -> list[str]:
    """Write a canonical column, the flag of its unusable values and, for times, the local time."""
    raw = f"raw_{column}"
    if names := log_map.values.get(column):
        code = f"TRIM(CAST({raw} AS VARCHAR))"
        renamed = " ".join(f"WHEN {literal(old)} THEN {literal(new)}" for old, new in names.items())
        raw, sql_type = f"CASE {code} {renamed} ELSE {code} END", "VARCHAR"
    if WANTED[column] == "VARCHAR":
        return [f"NULLIF(TRIM(CAST({raw} AS VARCHAR)), '') AS {column}", f"failed_{column} AS bad_{column}"]
    if sql_type == "VARCHAR":
        raw = f"NULLIF(TRIM({raw}), '')"
    lost = f"failed_{column} OR ({raw} IS NOT NULL AND {column} IS NULL)"
    if WANTED[column] == "TIMESTAMP":
        return [*_time(log_map.timezone, column, raw, sql_type), f"{lost} AS bad_{column}"]
    return [f"{_plain(column, raw, sql_type, log_map.source.decimal)} AS {column}", f"{lost} AS bad_{column}"]


def _plain(column: Column, raw: str, sql_type: str, decimal: str) -> str:
    if WANTED[column] == "BOOLEAN":
        return f"CASE LOWER(CAST({raw} AS VARCHAR)) WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END"
    pointed = f"REPLACE({raw}, ',', '.')" if sql_type == "VARCHAR" and decimal == "," else raw
    return f"TRY_CAST({pointed} AS {NUMBER})"


def _time(timezone: str | None, column: Column, raw: str, sql_type: str) -> list[str]:
    """Write a time as UTC where the map has a timezone, else as it stands; and the local time."""
    local = f"local_{column}"
    if timezone is None:
        return [f"{_written_time(raw, sql_type)} AS {column}", f"{column} AS {local}", f"FALSE AS twice_{column}"]
    zone = literal(timezone)
    if sql_type == _WITH_ZONE:
        utc = f"{raw} AT TIME ZONE 'UTC'"
        return [f"{utc} AS {column}", f"{raw} AT TIME ZONE {zone} AS {local}", f"FALSE AS twice_{column}"]
    # of the two instants that a repeated hour may mean, DuckDB takes the later
    later = f"(({local} AT TIME ZONE {zone}) AT TIME ZONE 'UTC')"
    earlier = f"({later} - INTERVAL 1 HOUR)"
    twice = f"({earlier} AT TIME ZONE 'UTC') AT TIME ZONE {zone} = {local}"
    return [
        f"{_written_time(raw, sql_type)} AS {local}",
        f"{twice} AS twice_{column}",
        f"CASE WHEN {twice} THEN {earlier} ELSE {later} END AS {column}",
    ]


def _written_time(raw: str, sql_type: str) -> str:
    """Write a time as it stands in the log.

    Infinite times are not used, nor is a text with an offset: a plain cast would drop the offset
    without a word.
    """
    time = f"TRY_CAST({raw} AS TIMESTAMP)"
    usable = f"ISFINITE({time})"
    if sql_type == "VARCHAR":
        usable += f" AND NOT REGEXP_MATCHES({raw}, {literal(OFFSET_TAIL)})"
    return f"CASE WHEN {usable} THEN {time} END"
