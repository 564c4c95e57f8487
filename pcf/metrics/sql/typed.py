"""The view ``source``: the columns of the log that the map uses, typed.

A CSV file is read as text and typed here, over the whole file: a column is a number only if
every filled cell is one. So one stray word is told with its row instead of turning the column
into text, and ``007`` stays what it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pcf.metrics.logfiles import LogFiles
from pcf.metrics.map_records import Durations, LogMap
from pcf.metrics.sql.conditions import literal
from pcf.metrics.sql.engine import Engine
from pcf.metrics.sql.source import FILE, LogTable, quoted

_SECONDS = "DECIMAL(18, 6)"
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


def count_types(
    engine: Engine, log: str, columns: Sequence[str], types: Sequence[str], decimal: str
) -> list[list[int]]:
    """Count per column the filled cells and, after that, those of each type.

    All columns are stacked into one, so that a cell is trimmed once and a pattern stands in the statement once: with
    a pattern for each column, a log of few rows took longer to plan than to read.
    """
    if not columns:
        return []
    cells = [f"{_cell(name, '', decimal)} AS c{number}" for number, name in enumerate(columns)]
    places = ", ".join(f"c{number}" for number in range(len(columns)))
    stacked = f"(SELECT {', '.join(cells)} FROM {log}) UNPIVOT (cell FOR place IN ({places}))"
    hits = [f"COUNT(CASE WHEN {_is_of_type(_pointed('cell', one, decimal), one)} THEN 1 END)" for one in types]
    found = engine.rows(f"SELECT place, {', '.join(['COUNT(cell)', *hits])} FROM {stacked} GROUP BY place")
    counts = {place: list(row) for place, *row in found}  # a column without a filled cell is not there
    return [counts.get(f"c{number}", [0] * (1 + len(types))) for number in range(len(columns))]


def fits(name: str, sql_type: str, decimal: str) -> str:
    """Write the condition that a cell of a text file holds a value of the type."""
    return _is_of_type(_cell(name, sql_type, decimal), sql_type)


def _is_of_type(cell: str, sql_type: str) -> str:
    return f"REGEXP_FULL_MATCH({cell}, {literal(_PATTERNS[sql_type])}) AND TRY_CAST({cell} AS {sql_type}) IS NOT NULL"


def guessable_types() -> tuple[str, ...]:
    """Name the types that a column of a text file can turn out to have."""
    return tuple(_PATTERNS)


def _infer(engine: Engine, log: str, columns: Sequence[str], decimal: str) -> dict[str, str]:
    """Work out the type of text columns: the narrowest that fits every filled cell."""
    if not columns:
        return {}
    sample, types = f"(SELECT * FROM {log} LIMIT {_SAMPLE})", tuple(_PATTERNS)
    counts = count_types(engine, sample, columns, types, decimal)
    if engine.rows(f"SELECT COUNT(*) FROM {sample}")[0][0] == _SAMPLE:  # there may be more rows
        types = tuple(one for place, one in enumerate(types, 1) if any(hits[place] == hits[0] for hits in counts))
        counts = count_types(engine, log, columns, types, decimal)
    found: dict[str, str] = {}
    for name, (filled, *hits) in zip(columns, counts, strict=True):
        whole = [one for one, count in zip(types, hits, strict=True) if filled and count == filled]
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
    return _pointed(f"NULLIF(TRIM({quoted(name)}), '')", sql_type, decimal)


def _pointed(cell: str, sql_type: str, decimal: str) -> str:
    is_fraction = sql_type.upper().startswith(("DOUBLE", "DECIMAL", "NUMERIC", "FLOAT", "REAL"))
    return f"REPLACE({cell}, ',', '.')" if decimal == "," and is_fraction else cell
