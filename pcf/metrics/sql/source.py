"""The log as it is written: the view ``source`` with the columns that the map uses, typed.

A CSV file is read as text and typed here, over the whole file: a column is a number only if
every filled cell is one. So one stray word is told with its row instead of turning the column
into text, and ``007`` stays what it is.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pcf.findings import Finding
from pcf.ids import Dialect
from pcf.metrics.findings import (
    AMBIGUOUS_COLUMNS,
    FILES_DIFFER,
    NOT_A_TABLE,
    ROW_STRUCTURE,
    SOURCE_COLUMN,
    WRONG_ENCODING,
)
from pcf.metrics.header import read_header, same_but_for_case, tellable
from pcf.metrics.logfiles import LogFiles, name_of
from pcf.metrics.map_records import Durations, LogMap, Source, closest
from pcf.metrics.sql.conditions import literal
from pcf.metrics.sql.engine import Engine

FILE = "pcf_file"  # the file that a row comes from

_SAMPLE = 10_000  # rows that rule out most types before the whole file is read
_OFFSET = "([zZ]|[+-][0-9]{2}(:?[0-9]{2})?)"
_CLOCK = "[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?"
_DAY = "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
_WHOLE = "[+-]?(0|[1-9][0-9]{0,17})"

# from the narrowest; a date written otherwise than 2026-10-31 is never guessed
_PATTERNS: Mapping[str, str] = {
    "BOOLEAN": "(?i:true|false)",
    "BIGINT": _WHOLE,
    "DOUBLE": "[+-]?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,3})?",
    "DATE": _DAY,
    "TIMESTAMP": f"{_DAY}([ T]{_CLOCK})?",
    "TIMESTAMP WITH TIME ZONE": f"{_DAY}[ T]{_CLOCK} ?{_OFFSET}",
    "TIME": _CLOCK,
}
OFFSET_TAIL = f"{_CLOCK} ?{_OFFSET}$"


@dataclass(frozen=True, slots=True)
class LogTable:
    """The log as a table expression.

    Attributes:
        relation: SQL that reads the files in place; with the column ``pcf_file``.
        columns: Column to the type that the files declare; text in a CSV file.
        delimiter: What separates the cells of a CSV file.
    """

    relation: str
    columns: Mapping[str, str]
    delimiter: str = ""


@dataclass(frozen=True, slots=True)
class SourceTable:
    """What stands in the view ``source``.

    Attributes:
        log: The table expression below it.
        names: Column in lower case to its exact spelling, for every column of the log.
        types: Used column to its SQL type.
        misfits: Column of the map's [types] to the column that flags values of another type.
        guessed: Columns of a text file whose type was worked out here.
        shape: What expressions are checked against without reading a row.
        kept: Columns of ``source`` that its rows are told by.
    """

    log: LogTable
    names: Mapping[str, str]
    types: Mapping[str, str]
    misfits: Mapping[str, str]
    guessed: frozenset[str]
    shape: str = "shape"
    kept: tuple[str, ...] = (FILE,)


def find_table(engine: Engine, files: LogFiles, source: Source) -> LogTable | list[Finding]:
    """Find the columns of the log; every file has to have the same.

    Returns:
        The table, or every fault.
    """
    faults: list[Finding] = []
    first: LogTable | None = None
    for path, named in files.named.items():
        one = _table_of(engine, files, path, source)
        if isinstance(one, Finding):
            faults.append(Finding(one.kind, name_of(named), cell=one.cell, facts=one.facts))
            continue
        first = first or one
        if list(first.columns) != list(one.columns):
            odd = sorted(first.columns.keys() ^ one.columns.keys()) or list(one.columns)
            faults.append(Finding(FILES_DIFFER, name_of(named), facts={"found": tellable(odd)}))
    return faults or first or []


def _table_of(engine: Engine, files: LogFiles, path: Path, source: Source) -> LogTable | Finding:
    paths = "[" + ", ".join(literal(str(path)) for path in files.paths) + "]"
    if files.format == "parquet":
        one = engine.types(f"SELECT * FROM read_parquet({literal(str(path))})")
        if isinstance(one, str):
            return Finding(NOT_A_TABLE, facts={"found": one.replace(str(path), files.named[path].name)})
        if same := same_but_for_case(_parquet_names(engine, path)):
            return Finding(AMBIGUOUS_COLUMNS, facts={"found": tellable(same)})
        return LogTable(f"read_parquet({paths}, filename={literal(FILE)})", one)
    return _csv_table(path, paths, source)


def _csv_table(path: Path, paths: str, source: Source) -> LogTable | Finding:
    try:
        delimiter, names = read_header(path, source.header_row, source.delimiter)
    except UnicodeDecodeError:
        return Finding(WRONG_ENCODING, facts={"found": source.encoding})
    except csv.Error as error:
        return Finding(NOT_A_TABLE, facts={"found": str(error)})
    if not names:
        return Finding(ROW_STRUCTURE, cell=str(source.header_row), facts={"found": source.header_row})
    if same := same_but_for_case(names):
        return Finding(AMBIGUOUS_COLUMNS, cell=str(source.header_row), facts={"found": tellable(same)})
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    options = [
        "auto_detect=false",
        "header=true",
        f"skip={source.header_row - 1}",
        f"delim={literal(delimiter)}",
        """quote='"', escape='"'""",
        f"columns={{{columns}}}",
        f"filename={literal(FILE)}",
    ]
    return LogTable(f"read_csv({paths}, {', '.join(options)})", dict.fromkeys(names, "VARCHAR"), delimiter)


def _parquet_names(engine: Engine, path: Path) -> Iterator[str]:
    """Name the columns as the file spells them; DuckDB numbers those that it cannot tell apart."""
    schema = iter(engine.rows(f"SELECT name, num_children FROM parquet_schema({literal(str(path))})"))
    next(schema, None)  # the root
    for name, children in schema:
        yield name
        inside = children or 0
        while inside:  # skip what is nested in this column
            inside += (next(schema)[1] or 0) - 1


def missing_columns(log_map: LogMap, columns: Sequence[str]) -> Iterator[Finding]:
    """Find the names in the map that the log does not have."""
    known = {name.lower() for name in columns}
    named = [(expression.key, name) for expression in log_map.expressions for name in expression.columns]
    named += [(f"[types] {name}", name) for name in log_map.types]
    named += [(f"[source] durations.{name}", name) for name in log_map.source.durations]
    for key, name in named:
        if name.lower() not in known:
            told = tellable(columns)
            facts = {"found": name, "columns": told, "closest": closest(name, told)}
            yield Finding(SOURCE_COLUMN, file=name_of(log_map.path), cell=key, facts=facts)


def open_source(engine: Engine, files: LogFiles, log_map: LogMap, log: LogTable) -> SourceTable:
    """Make the view ``source`` and, for checking expressions, the empty table ``shape``.

    Args:
        engine: The sealed engine that may read the files.
        files: The log.
        log_map: Its map; all columns that it names are there.
        log: The log as a table.
    """
    is_text, decimal = files.format == "csv", log_map.source.decimal
    names = {name.lower(): name for name in log.columns}
    used = list(dict.fromkeys(names[n.lower()] for e in log_map.expressions for n in e.columns))
    durations = {names[name.lower()]: how for name, how in log_map.source.durations.items() if name.lower() in names}
    declared = {names[name.lower()]: sql_type for name, sql_type in log_map.types.items()}
    as_written = _written_ones(log_map, names)
    fixed = {*declared, *as_written, *durations}
    guessed = [name for name in used if is_text and name not in fixed]
    types = {name: declared.get(name, log.columns[name]) for name in used}
    types |= _infer(engine, log.relation, guessed, decimal)
    types |= {name: _SECONDS for name in durations if name in types}
    terms, misfits = [FILE], {}
    for number, (name, sql_type) in enumerate(types.items()):
        if name in durations:
            seconds = _seconds(quoted(name), durations[name], decimal)
            misfits[name] = f"misfit_{number}"
            terms.append(f"{seconds} AS {quoted(name)}")
            filled = f"NULLIF(TRIM(CAST({quoted(name)} AS VARCHAR)), '') IS NOT NULL"
            terms.append(f"{filled} AND {seconds} IS NULL AS {misfits[name]}")
            continue
        cell = _cell(name, sql_type, decimal) if is_text else quoted(name)
        typed = cell if sql_type == log.columns[name] else f"TRY_CAST({cell} AS {sql_type})"
        terms.append(f"{typed} AS {quoted(name)}")
        if name in declared:
            misfits[name] = f"misfit_{number}"
            terms.append(f"{cell} IS NOT NULL AND {typed} IS NULL AS {misfits[name]}")
    engine.define("source", f"SELECT {', '.join(terms)} FROM {log.relation}")
    engine.rows("CREATE TEMP TABLE shape AS SELECT * FROM source LIMIT 0")
    return SourceTable(log, names, types, misfits, frozenset(guessed))


_SECONDS = "DECIMAL(18, 6)"


def _seconds(name: str, how: Durations, decimal: str) -> str:
    """Write a duration in seconds: of ``0:03:25``, ``03:25`` or ``:25``, or of a bare number.

    A bare number is a part of a day where the map says ``days``, else it is seconds. What is neither
    becomes no value here and is told as a value of the wrong type.
    """
    cell = f"NULLIF(TRIM(CAST({name} AS VARCHAR)), '')"
    pointed = f"REPLACE({cell}, ',', '.')" if decimal == "," else cell
    part = "TRY_CAST(COALESCE(NULLIF(SPLIT_PART(REPLACE({cell}, '-', ''), ':', {number}), ''), '0') AS DECIMAL(18, 6))"
    first, second, third = (part.format(cell=pointed, number=number) for number in (1, 2, 3))
    sign = f"CASE WHEN STARTS_WITH({cell}, '-') THEN -1 ELSE 1 END"
    long = f"{sign} * ({first} * 3600 + {second} * 60 + {third})"
    short = f"{sign} * ({first} * 60 + {second})"
    colons = f"LENGTH({cell}) - LENGTH(REPLACE({cell}, ':', ''))"
    number = f"TRY_CAST({pointed} AS {_SECONDS})"
    if how == "days":
        number = f"ROUND(TRY_CAST({pointed} AS DOUBLE) * 86400, 6)"
    clock = f"CASE {colons} WHEN 2 THEN {long} WHEN 1 THEN {short} ELSE {number} END"
    return f"CAST({clock} AS {_SECONDS})"


def quoted(name: str) -> str:
    """Write a name of a column."""
    return '"' + name.replace('"', '""') + '"'


def quoted_in(dialect: Dialect, parts: Sequence[str]) -> str:
    """Write a name of a table in a dialect; a parquet file for Spark by its path."""
    sign = "`" if dialect in {"spark", "bigquery"} else '"'
    written = ".".join(sign + part.replace(sign, sign * 2) + sign for part in parts)
    return f"parquet.{written}" if dialect == "spark" and len(parts) == 1 and "/" in parts[0] else written


def count_types(
    engine: Engine, log: str, columns: Sequence[str], types: Sequence[str], decimal: str
) -> list[list[int]]:
    """Count per column the filled cells and, after that, those of each type."""
    if not columns:
        return []
    counts = [
        f"COUNT(CASE WHEN {fits(name, sql_type, decimal)} THEN 1 END)"
        if sql_type
        else f"COUNT({_cell(name, '', decimal)})"
        for name in columns
        for sql_type in ("", *types)
    ]
    row = engine.rows(f"SELECT {', '.join(counts)} FROM {log}")[0]
    width = 1 + len(types)
    return [list(row[start : start + width]) for start in range(0, len(row), width)]


def fits(name: str, sql_type: str, decimal: str) -> str:
    """Write the condition that a cell of a text file holds a value of the type."""
    cell = _cell(name, sql_type, decimal)
    return f"REGEXP_FULL_MATCH({cell}, {literal(_PATTERNS[sql_type])}) AND TRY_CAST({cell} AS {sql_type}) IS NOT NULL"


def guessable_types() -> tuple[str, ...]:
    """Name the types that a column of a text file can turn out to have."""
    return tuple(_PATTERNS)


def _infer(engine: Engine, log: str, columns: Sequence[str], decimal: str) -> dict[str, str]:
    """Work out the type of text columns: the narrowest that fits every filled cell."""
    sample = f"(SELECT * FROM {log} LIMIT {_SAMPLE})"
    candidates: dict[str, list[str]] = {}
    for name, (filled, *hits) in zip(columns, count_types(engine, sample, columns, [*_PATTERNS], decimal), strict=True):
        candidates[name] = [t for t, count in zip(_PATTERNS, hits, strict=True) if count == filled]
    types = [t for t in _PATTERNS if any(t in fitting for fitting in candidates.values())]
    found: dict[str, str] = {}
    for name, (filled, *hits) in zip(columns, count_types(engine, log, columns, types, decimal), strict=True):
        whole = [t for t, count in zip(types, hits, strict=True) if filled and count == filled]
        found[name] = whole[0] if whole else "VARCHAR"
    return found


def _written_ones(log_map: LogMap, names: Mapping[str, str]) -> set[str]:
    """List the columns that only ids and codes are made of: they stay as written."""
    texts = {column.id for column in log_map.log.columns if column.type in {"text", "key"}}
    codes = [e for column, e in log_map.columns.items() if column in texts]
    others = [e for column, e in log_map.columns.items() if column not in texts]
    others += log_map.leave_out.values()
    elsewhere = {name.lower() for e in others for name in e.columns}
    return {names[n.lower()] for e in codes for n in e.columns if n.lower() not in elsewhere}


def _cell(name: str, sql_type: str, decimal: str) -> str:
    """Write a cell of a text file: trimmed, an empty one as NULL, its decimal mark a point."""
    cell = f"NULLIF(TRIM({quoted(name)}), '')"
    is_fraction = sql_type.upper().startswith(("DOUBLE", "DECIMAL", "NUMERIC", "FLOAT", "REAL"))
    return f"REPLACE({cell}, ',', '.')" if decimal == "," and is_fraction else cell
