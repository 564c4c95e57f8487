"""From the company's columns to ours: what is counted, in steps, the last of which is named like the log.

``given`` holds what each expression yields, ``judged`` the canonical values with a flag where a
value could not be used, the log's view the cases that are counted: legs folded, keys hashed. In files every
expression runs inside TRY, so that one bad cell is a finding with its row and not the end of the query.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pcf.findings import Finding
from pcf.metrics.expressions import Expression
from pcf.metrics.logfiles import name_of
from pcf.metrics.map_findings import EXPRESSION_FAILS, TIMEZONE_NEEDED, WRONG_TYPE
from pcf.metrics.map_records import LogMap
from pcf.metrics.row_findings import MIXED_COLUMN
from pcf.metrics.sql.cases import written_cases
from pcf.metrics.sql.clocks import WITH_ZONE, in_calendar, written_times
from pcf.metrics.sql.conditions import literal
from pcf.metrics.sql.engine import Engine
from pcf.metrics.sql.rows import RowPlaces
from pcf.metrics.sql.source import quoted
from pcf.metrics.sql.typed import SourceTable, count_types, fits, guessable_types
from pcf.model.log import ColumnRecord, ColumnType

# a sum of decimals does not depend on the order of the rows, a sum of floats does
NUMBER = "DECIMAL(18, 6)"

WANTED: Mapping[ColumnType, str] = {
    "text": "VARCHAR",
    "key": "VARCHAR",
    "time": "TIMESTAMP",
    "number": "DECIMAL",
    "mark": "DECIMAL",
    "flag": "BOOLEAN",
}
_FLOATS = frozenset({"FLOAT", "DOUBLE"})
# what is a number in a text, for all engines alike: one takes 1_000, another digits of any script
_SMALL = "(0*[0-9]{1,12}([.][0-9]*)?|[.][0-9]+)([eE]-[0-9]{1,2})?"
_SCIENTIFIC = "[0-9]([.][0-9]{0,17})?[eE][+]?(0?[0-9]|1[01])"
_NUMBER_TEXT = f"^[+-]?({_SMALL}|{_SCIENTIFIC})$"
_NO_NUMBER_SIGN = "[^0-9.eE+-]"  # a line break at the end is one, which some take $ to stand before
_WHOLE = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
            "FLOAT", "DOUBLE", "DECIMAL")  # fmt: skip
_FITTING: Mapping[str, tuple[str, ...]] = {
    "TIMESTAMP": ("TIMESTAMP", "DATE", "VARCHAR"),
    "DECIMAL": (*_NUMBERS, "VARCHAR"),
    "BOOLEAN": ("BOOLEAN", "VARCHAR"),
}


@dataclass(frozen=True, slots=True)
class Given:
    """One expression on the real log: its SQL, the type that it yields, and whether it is a column as it stands."""

    sql: str
    type: str
    is_column: bool = False


def bind(engine: Engine, log_map: LogMap, table: SourceTable, rows: RowPlaces) -> dict[str, Given] | list[Finding]:
    """Find what type each expression of the map yields.

    Returns:
        Place of the expression to what it gives, or a finding for each that does not fit.
    """
    bound: dict[str, Given] = {}
    faults: list[Finding] = []
    wanted = {e.key: wanted_type(log_map, column) for column, e in log_map.columns.items()}
    wanted |= {e.key: "BOOLEAN" for e in log_map.leave_out.values()}
    for expression in log_map.expressions:
        sql = expression.sql(table.names)
        types = engine.types(f"SELECT {sql} AS it FROM {table.shape}")
        if isinstance(types, str):
            mixed = list(_mixed_columns(engine, log_map, expression, table, rows))
            faults += mixed or [_misfit(log_map, expression, table, types)]
            continue
        bound[expression.key] = Given(sql, types["it"], expression.is_column)
        fault = type_fault(engine, log_map, types["it"], wanted.get(expression.key, "VARCHAR"))
        if fault is not None:
            faults.append(Finding(fault.kind, name_of(log_map.path), cell=expression.key, facts=fault.facts))
    return faults or bound


def _misfit(log_map: LogMap, expression: Expression, table: SourceTable, said: str) -> Finding:
    used = [table.names[name.lower()] for name in expression.columns]
    facts = {"found": said, "types": [f"{name} {table.types[name]}" for name in used]}
    return Finding(EXPRESSION_FAILS, name_of(log_map.path), cell=expression.key, facts=facts)


def _mixed_columns(
    engine: Engine, log_map: LogMap, expression: Expression, table: SourceTable, rows: RowPlaces
) -> Iterator[Finding]:
    """Find the columns that became text for the sake of a few values: the likely cause of a misfit."""
    used = [table.names[name.lower()] for name in expression.columns]
    texts = [name for name in used if table.types[name] == "VARCHAR" and name in table.guessed]
    log, decimal = table.log.relation, log_map.source.decimal
    known = guessable_types()
    for name, (filled, *hits) in zip(texts, count_types(engine, log, texts, known, decimal), strict=True):
        most = max(hits)
        if 2 * most <= filled:
            continue
        wanted = known[hits.index(most)]
        odd = f"TRIM({quoted(name)}) <> '' AND NOT COALESCE({fits(name, wanted, decimal)}, FALSE)"
        facts = {"column": name, "wanted": wanted, "found": filled - most, **rows.examples(log, odd)}
        yield Finding(MIXED_COLUMN, file=rows.name, cell=name, facts=facts)


def type_fault(engine: Engine, log_map: LogMap, found: str, wanted: str) -> Finding | None:
    if wanted == "TIMESTAMP" and found == WITH_ZONE:
        return None if log_map.timezone else Finding(TIMEZONE_NEEDED, facts={"found": found})
    fitting = _FITTING.get(wanted, (found,))
    if wanted == "TIMESTAMP" and not engine.has_try:  # a text that is no time would end the query, telling no row
        fitting = tuple(one for one in fitting if one != "VARCHAR")
    if not found.startswith(fitting):
        return Finding(WRONG_TYPE, facts={"found": found, "wanted": wanted})
    return None


def wanted_type(log_map: LogMap, column: str) -> str:
    """Return the SQL type that a column's expression has to yield; codes that are renamed may be anything."""
    return "VARCHAR" if column in log_map.values else WANTED[log_map.log.column(column).type]


def open_rows(
    engine: Engine, log_map: LogMap, table: SourceTable, bound: Mapping[str, Given], as_of: datetime | None
) -> None:
    """Define what is counted, step by step, up to the log's own name.

    Args:
        engine: What reads the log.
        log_map: The map.
        table: The log as the view ``source``.
        bound: What each expression yields.
        as_of: Rows that happened later are left out.
    """
    kept = [*table.kept, *table.misfits.values()]
    given = [*kept]
    for column, expression in log_map.columns.items():
        given += _tried(engine, bound[expression.key], f"raw_{column}", f"failed_{column}")
    for number, expression in enumerate(log_map.leave_out.values()):
        given += _tried(engine, bound[expression.key], f"out_{number}", f"failed_out_{number}")
    source = "source" if engine.has_try else table.log.relation
    engine.define("given", f"SELECT {', '.join(given)} FROM {source}", is_own=True)

    columns = [_written(engine, log_map, log_map.log.column(name), bound[e.key]) for name, e in log_map.columns.items()]
    sound = _sound_times(engine, log_map, table, bound)
    columns = [_as_it_stands(one) if one.column in sound else one for one in columns]
    local = [term for one in columns for term in one.local]
    engine.define("localized", f"SELECT {', '.join(['*', *local])} FROM given")
    values = [term for one in columns for term in one.values]
    engine.define("valued", f"SELECT {', '.join(['*', *values])} FROM localized")

    judged = [*kept, f"{_left_out(log_map)} AS left_out"]
    judged += [f"failed_out_{number}" for number in range(len(log_map.leave_out))]
    judged += [term for one in columns for term in one.judged]
    for column, other in log_map.defaults.items():
        here = f"{other}_local" if log_map.timezone else other
        judged += [f"{other} AS {column}", f"{here} AS {column}_local"]
    engine.define("judged", f"SELECT {', '.join(judged)} FROM valued")
    engine.define(log_map.log.id, written_cases(engine, log_map, as_of))


@dataclass(frozen=True, slots=True)
class _Written:
    """One canonical column in three steps, each built on the one before: many engines know an alias only then.

    Attributes:
        column: Its name.
        local: Terms made of what the expressions yield.
        values: Terms made of those as well.
        judged: The column with its flags.
    """

    column: str
    values: list[str]
    judged: list[str]
    local: list[str] = field(default_factory=list)


def _as_it_stands(one: _Written) -> _Written:
    """Take a time without looking at it."""
    name = one.column
    judged = [name, f"{name} AS {name}_local", f"FALSE AS twice_{name}", f"FALSE AS bad_{name}"]
    return _Written(name, [f"raw_{name} AS {name}"], judged)


def _sound_times(engine: Engine, log_map: LogMap, table: SourceTable, bound: Mapping[str, Given]) -> frozenset[str]:
    """Find the times that can be taken as they stand: timestamps of a parquet file, all of which the calendar has.

    The file knows the smallest and the largest, so this costs nothing; checking each of ten million would.
    """
    if log_map.timezone is not None or table.log.delimiter or engine.memory is None:  # no file that knows them
        return frozenset()
    times = [
        column
        for column, expression in log_map.columns.items()
        if bound[expression.key].is_column
        and bound[expression.key].type == "TIMESTAMP"
        and log_map.log.column(column).type == "time"
    ]
    if not times:
        return frozenset()
    exact = [bound[f"[columns] {column}"].sql for column in times]
    ends = [" AND ".join(in_calendar(f"{end}({sql})") for end in ("MIN", "MAX")) for sql in exact]
    sound = engine.rows(f"SELECT {', '.join(f'COALESCE({both}, TRUE)' for both in ends)} FROM source")[0]
    return frozenset(column for column, is_sound in zip(times, sound, strict=True) if is_sound)


def _tried(engine: Engine, given: Given, raw: str, failed: str) -> list[str]:
    """Write an expression with the flag of its failure; a column as it stands cannot fail, nor go on elsewhere."""
    if given.is_column or not engine.has_try:
        sql = engine.text(given.sql) if given.type == "VARCHAR" else given.sql
        return [f"{sql} AS {raw}", f"FALSE AS {failed}"]
    return [f"TRY({given.sql}) AS {raw}", f"TRY([{given.sql}]) IS NULL AS {failed}"]


def _left_out(log_map: LogMap) -> str:
    """Write the name under which a row is left out; the first condition that holds counts."""
    branches = [
        f"WHEN LOWER(CAST(out_{number} AS VARCHAR)) = 'true' THEN {literal(name)}"
        for number, name in enumerate(log_map.leave_out)
    ]
    return f"CASE {' '.join(branches)} END" if branches else "CAST(NULL AS VARCHAR)"


def _written(engine: Engine, log_map: LogMap, record: ColumnRecord, given: Given) -> _Written:
    """Write a canonical column, the flag of its unusable values and, for times, the local time."""
    column, sql_type = record.id, given.type
    raw, failed = f"raw_{column}", f"failed_{column}"
    if names := log_map.values.get(column):
        code = f"TRIM(CAST({raw} AS VARCHAR))"
        renamed = " ".join(f"WHEN {literal(old)} THEN {literal(new)}" for old, new in names.items())
        raw, sql_type = f"CASE {code} {renamed} ELSE {code} END", "VARCHAR"
    if record.type in {"text", "key"}:
        is_written = given.is_column and sql_type == "VARCHAR" and column in {log_map.log.key, *_keys(log_map)}
        text = engine.text(_trimmed_id(raw) if is_written else f"NULLIF(TRIM(CAST({raw} AS VARCHAR)), '')")
        return _Written(column, [f"{text} AS {column}"], [column, f"{failed} AS bad_{column}"])
    if sql_type == "VARCHAR":
        raw = f"NULLIF(TRIM({raw}), '')"
    # a value that has the type already cannot be lost in the cast
    is_typed = given.is_column and record.type == "flag" and sql_type == "BOOLEAN"
    lost = f"{failed} AS bad_{column}" if is_typed else f"{failed} OR ({raw} IS NOT NULL AND {column} IS NULL)"
    flag = lost if is_typed else f"({lost}) AS bad_{column}"
    if record.type == "time":
        times = written_times(engine, log_map, column, raw, sql_type)
        judged = [column, times.here or f"{column} AS {column}_local", times.twice, flag]
        return _Written(column, times.values, judged, times.local)
    if record.type == "flag":
        sql = raw if is_typed else _flag(raw)
    else:
        sql = _oriented(log_map, record, _number(raw, sql_type, log_map.source.decimal))
    return _Written(column, [f"{sql} AS {column}"], [column, flag])


def _trimmed_id(raw: str) -> str:
    """Cut blanks off an id, only where there may be some: done for ten million ids, it would cost more than counting.

    The blanks of ASCII are looked for; one of any other kind is longer in bytes than in letters.
    """
    blank = f"{raw} LIKE ' %' OR {raw} LIKE '% ' OR STRLEN({raw}) <> LENGTH({raw})"
    return f"CASE WHEN {raw} <> '' THEN CASE WHEN {blank} THEN NULLIF(TRIM({raw}), '') ELSE {raw} END END"


def _flag(raw: str) -> str:
    return f"CASE LOWER(CAST({raw} AS VARCHAR)) WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END"


def _keys(log_map: LogMap) -> Iterator[str]:
    return (column.id for column in log_map.log.columns if column.type == "key")


def _number(raw: str, sql_type: str, decimal: str) -> str:
    if sql_type in _WHOLE:
        return raw
    if sql_type in _FLOATS:
        return f"TRY_CAST(CAST({raw} AS DOUBLE) AS {NUMBER})"
    if sql_type != "VARCHAR":
        return f"TRY_CAST({raw} AS {NUMBER})"
    text = f"CAST({_pointed(raw, decimal)} AS VARCHAR)"
    is_number = f"REGEXP_MATCHES({text}, {literal(_NUMBER_TEXT)})"
    has_others = f"REGEXP_MATCHES({text}, {literal(_NO_NUMBER_SIGN)})"
    return f"CASE WHEN {is_number} AND NOT {has_others} THEN TRY_CAST({text} AS {NUMBER}) END"


def _pointed(raw: str, decimal: str) -> str:
    return f"REPLACE({raw}, ',', '.')" if decimal == "," else raw


def _oriented(log_map: LogMap, record: ColumnRecord, sql: str) -> str:
    """Turn marks of a scale whose lowest is the best."""
    scale = log_map.scales.get(record.id)
    if scale is None or scale.best > scale.worst:
        return sql
    return f"{scale.best + scale.worst} - {sql}"
