"""The log as it is written: its files as one table expression, and the columns that it has."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pcf.findings import Finding
from pcf.ids import Dialect
from pcf.metrics.file_findings import AMBIGUOUS_COLUMNS, FILES_DIFFER, NOT_A_TABLE, ROW_STRUCTURE, WRONG_ENCODING
from pcf.metrics.header import read_header, same_but_for_case, tellable
from pcf.metrics.logfiles import LogFiles, name_of
from pcf.metrics.map_findings import SOURCE_COLUMN
from pcf.metrics.map_records import LogMap, Source, closest
from pcf.metrics.sql.conditions import literal
from pcf.metrics.sql.engine import Engine

FILE = "pcf_file"  # the file that a row comes from


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


def find_relation(engine: Engine, files: LogFiles, source: Source) -> LogTable | list[Finding]:
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


def quoted(name: str) -> str:
    """Write a name of a column."""
    return '"' + name.replace('"', '""') + '"'


def quoted_in(dialect: Dialect, parts: Sequence[str]) -> str:
    """Write a name of a table in a dialect; a parquet file for Spark by its path."""
    sign = "`" if dialect in {"spark", "bigquery"} else '"'
    written = ".".join(sign + part.replace(sign, sign * 2) + sign for part in parts)
    return f"parquet.{written}" if dialect == "spark" and len(parts) == 1 and "/" in parts[0] else written
