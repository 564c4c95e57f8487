"""The head of a company's file, whatever wrote it: its columns and some rows, as text."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pcf.errors import LogError
from pcf.findings import Finding, FindingKind
from pcf.ids import Dialect
from pcf.metrics.encoding import DELIMITERS, encoding_of
from pcf.metrics.file_findings import EMPTY_LOG, NOT_A_TABLE
from pcf.metrics.logfiles import as_readable, find_files, name_of
from pcf.metrics.map_records import Source
from pcf.metrics.sql.conditions import literal
from pcf.metrics.sql.connecting import reading
from pcf.metrics.sql.duckdb_engine import sealed_engine
from pcf.metrics.sql.source import quoted, quoted_in
from pcf.metrics.tables import Table

ROWS = 1000
_HEAD = 30  # lines among which the header is looked for


@dataclass(frozen=True, slots=True)
class Sample:
    """What the first rows of a log look like.

    Attributes:
        columns: Column to its values, as text; empty cells left out.
        source: How the file is written, as a map would say it.
        is_typed: Whether the log itself declares types: parquet, and tables.
        dialect: What expressions over it are written in.
        texts: Of a table the columns of text, which a map has to turn into times where they are meant as such.
    """

    columns: dict[str, tuple[str, ...]]
    source: Source
    is_typed: bool
    dialect: Dialect = "duckdb"
    texts: frozenset[str] = frozenset()


def read_sample(path: Path, known: Callable[[str], bool]) -> Sample:
    """Read the header and the first rows of a log.

    Args:
        path: CSV, parquet or Excel.
        known: Whether a header is one that some system uses: tells header lines and encodings apart.

    Raises:
        LogError: The file is missing, empty, or of another type.
    """
    found = find_files([path])
    if not isinstance(found, str):
        raise LogError(findings=tuple(found), path=name_of(path), count=len(found))
    if found == "parquet":
        return _typed(path)
    with tempfile.TemporaryDirectory(prefix="pcf-") as scratch:
        if found == "xlsx":
            files = as_readable([path], found, Source(), Path(scratch))
            if isinstance(files, list):
                raise LogError(findings=tuple(files), path=name_of(path), count=len(files))
            lines, source = _lines(files.paths[0], "utf-8"), Source(delimiter=",")
        else:
            encoding = encoding_of(path, known)
            lines, source = _lines(path, encoding), Source(encoding=encoding.removesuffix("-sig"))
    delimiter = source.delimiter or max(DELIMITERS, key=lambda sign: sum(line.count(sign) for line in lines[:_HEAD]))
    try:
        table = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error as error:
        raise _refused(path, NOT_A_TABLE, str(error)) from error
    header = _header(table[:_HEAD], known)
    names = [name.strip() for name in table[header]] if table else []
    if not any(names):
        raise _refused(path, EMPTY_LOG, 0)
    rows = [row for row in table[header + 1 :] if any(cell.strip() for cell in row)]
    columns = {
        name: tuple(row[place].strip() for row in rows if place < len(row) and row[place].strip())
        for place, name in enumerate(names)
        if name
    }
    decimal = "," if delimiter != "," and _has_commas(columns) else "."
    written = {"delimiter": delimiter, "encoding": source.encoding, "decimal": decimal, "header_row": header + 1}
    if found == "xlsx":
        written = {"header_row": header + 1}
    return Sample(columns, Source.model_validate(written), is_typed=False)


def _typed(path: Path) -> Sample:
    whole = path.resolve()
    with tempfile.TemporaryDirectory(prefix="pcf-") as scratch, sealed_engine([whole], [path], Path(scratch)) as engine:
        relation = f"read_parquet({literal(str(whole))})"
        types = engine.types(f"SELECT * FROM {relation}")
        if isinstance(types, str):
            raise _refused(path, NOT_A_TABLE, types.replace(str(whole), path.name))
        names = list(types)
        texts = ", ".join(f"CAST({quoted(name)} AS VARCHAR)" for name in names)
        rows = engine.rows(f"SELECT {texts} FROM {relation} LIMIT {ROWS}") if names else []
    columns = {name: tuple(str(row[at]) for row in rows if row[at] is not None) for at, name in enumerate(names)}
    return Sample(columns, Source(), is_typed=True)


def read_table(table: Table) -> Sample:
    """Read the columns and some rows of a table; which rows, the engine decides.

    Raises:
        LogError: There is no connection or no such table.
        NotInstalledError: What reads it is not installed.
    """
    with reading(table) as engine:
        relation = quoted_in(engine.dialect, table.parts)
        types = engine.types(f"SELECT * FROM {relation}")
        if isinstance(types, str):
            raise _refused(Path(table.name), NOT_A_TABLE, types)
        engine.define("sampled", f"SELECT * FROM {relation} LIMIT {ROWS}", is_own=True)
        texts = ", ".join(f"CAST({quoted(name)} AS VARCHAR) AS c{at}" for at, name in enumerate(types))
        rows = engine.rows(f"SELECT {texts} FROM sampled")
        dialect = engine.dialect
    columns = {name: tuple(str(row[at]) for row in rows if row[at] is not None) for at, name in enumerate(types)}
    as_text = frozenset(name for name, sql_type in types.items() if sql_type == "VARCHAR")
    return Sample(columns, Source(), is_typed=True, dialect=dialect, texts=as_text)


def _refused(path: Path, kind: FindingKind, found: object) -> LogError:
    return LogError(findings=(Finding(kind, name_of(path), facts={"found": found}),), path=name_of(path), count=1)


def _lines(path: Path, encoding: str) -> list[str]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        return list(islice(file, ROWS + _HEAD))


def _header(table: Sequence[Sequence[str]], known: Callable[[str], bool]) -> int:
    """Find the line of the column names: most known names, and of equals most filled cells, the first of those."""

    def rank(place: int) -> tuple[int, int, int]:
        row = [cell for cell in table[place] if cell.strip()]
        return sum(known(cell) for cell in row), len(row), -place

    return max(range(len(table)), key=rank, default=0)


def _has_commas(columns: dict[str, tuple[str, ...]]) -> bool:
    values = [value for column in columns.values() for value in column[:50]]
    return any("," in value and value.replace(",", "", 1).lstrip("-").isdigit() for value in values)
