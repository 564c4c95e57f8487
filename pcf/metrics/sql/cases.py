"""The last step to what is counted: one row a case, as it was known at the moment asked for."""

from __future__ import annotations

from datetime import datetime

from pcf.metrics.map_records import LogMap
from pcf.metrics.sql.conditions import moment_literal
from pcf.metrics.sql.engine import Engine
from pcf.model.log import ColumnRecord, NotBoth


def written_cases(engine: Engine, log_map: LogMap, as_of: datetime | None) -> str:
    """Write the rows that are counted, one a case: legs folded, keys of persons hashed.

    Args:
        engine: What reads the log.
        log_map: Its map.
        as_of: Rows and times that came later had not happened.
    """
    log = log_map.log
    first_of = {
        rule.second: rule.first
        for rule in log.rules
        if isinstance(rule, NotBoth) and {rule.first, rule.second} <= set(log_map.filled)
    }
    terms = []
    for column in (log.column(name) for name in log_map.filled):
        own = engine.hidden(column.id) if column.type == "key" else _happened(column, as_of)
        named = [(column.id, own)]
        if column.type == "time":
            named.append((f"{column.id}_local", _happened(column, as_of, f"{column.id}_local")))
        folded = {name: _folded(log_map, column, sql) if log_map.is_legs else sql for name, sql in named}
        if column.id in first_of:  # a row with both counts by the first
            first = log.column(first_of[column.id])
            known = _happened(first, as_of)
            known = _folded(log_map, first, known) if log_map.is_legs else known
            folded = {name: f"CASE WHEN {known} IS NULL THEN {sql} END" for name, sql in folded.items()}
        terms += [f"{sql} AS {name}" for name, sql in folded.items()]
    if log_map.is_legs and "transfers" not in log_map.columns and "answered_at" in log_map.columns:
        terms.append("GREATEST(COUNT(answered_at) - 1, 0) AS transfers")
    late = f" AND {log.time} <= {moment_literal(as_of)}" if as_of else ""
    folding = f" GROUP BY {log.key}" if log_map.is_legs else ""
    return f"SELECT {', '.join(terms)} FROM judged WHERE left_out IS NULL{late}{folding}"


def _happened(column: ColumnRecord, as_of: datetime | None, value: str = "") -> str:
    """Write a column as it was known at the moment: what came later had not happened; a promise had been made."""
    if as_of is None or column.type != "time" or column.is_promise:
        return value or column.id
    return f"CASE WHEN {column.id} <= {moment_literal(as_of)} THEN {value or column.id} END"


def _folded(log_map: LogMap, column: ColumnRecord, sql: str) -> str:
    """Write how the values of several legs become one."""
    if column.id == log_map.log.key:
        return sql
    match column.folds, column.type:
        case "first", "time":
            return f"MIN({sql})"
        case "last", "time":
            return f"MAX({sql})"
        case "first", _:
            return f"ARG_MIN({sql}, {_leg_order(log_map, sql)})"
        case "last", _:
            return f"ARG_MAX({sql}, {_leg_order(log_map, sql)})"
        case "sum", _:
            return f"SUM({sql})"
        case _:
            return f"BOOL_OR({sql})"


def _leg_order(log_map: LogMap, sql: str) -> str:
    """Write what legs are ordered by: many exports repeat the beginning of the contact on every leg."""
    times = [column.id for column in log_map.log.columns if column.type == "time" and column.id in log_map.filled]
    return f"ROW({', '.join([*times, sql])})"
