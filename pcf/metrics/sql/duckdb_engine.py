"""DuckDB as a sealed reader: no network, no extension, no file but the log's."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pcf.errors import LogError
from pcf.findings import Finding
from pcf.ids import Dialect
from pcf.metrics.file_findings import ENGINE_FAILED, NOT_A_TABLE, OUT_OF_MEMORY, ROW_STRUCTURE, WRONG_ENCODING
from pcf.metrics.header import line_of
from pcf.metrics.logfiles import name_of, names_of
from pcf.metrics.sql.conditions import literal

if TYPE_CHECKING:
    import duckdb

MEMORY_LIMIT = 1024**3  # bytes; a day of a large contact centre takes a few megabytes, the rest spills
MOST_THREADS = 8

_BAD_LINE = re.compile(r"CSV Error on Line: (\d+)")
_BAD_FILE = re.compile(r"^  file = (.*)$", re.MULTILINE)
_DELIMITER = re.compile(r"^  delimiter = (.) \(", re.MULTILINE)
_CLASS = re.compile(r"^[A-Z][A-Za-z -]* Error: ")
_PATH = re.compile(r"(?:[A-Za-z]:)?[\\/][^\s:]+")
_QUOTED = re.compile(r"""'[^']*'|"[^"]*\"""")


class DuckDB:
    """One locked connection in memory."""

    name = "duckdb"
    dialect: Dialect = "duckdb"
    has_try = True
    takes_later = True

    def __init__(self, connection: duckdb.DuckDBPyConnection, files: Mapping[Path, Path], memory: int) -> None:
        self._connection = connection
        self._salt = secrets.token_hex(16)
        self._limit = memory
        self._files = files
        self._log = names_of(files.values())

    @property
    def memory(self) -> int | None:
        """Bytes that it may use."""
        return self._limit

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows.

        Raises:
            LogError: DuckDB refused or could not finish it.
        """
        import duckdb

        try:
            return self._connection.execute(sql).fetchall()
        except duckdb.Error as error:
            raise LogError(findings=[self._finding(error)], path=self._log, count=1) from error
        except RuntimeError as error:  # how DuckDB passes Ctrl-C on
            if "interrupted" in str(error):
                raise KeyboardInterrupt from error
            raise

    def types(self, sql: str) -> dict[str, str] | str:
        """Return the columns of a query with their types, or in words why it cannot be bound.

        No row is read, so the words hold names and types only.
        """
        import duckdb

        try:
            described = self._connection.execute(f"DESCRIBE {sql}").fetchall()
        except duckdb.Error as error:
            return _said(str(error))
        return {str(name): str(sql_type) for name, sql_type, *_ in described}

    def knows_timezone(self, name: str) -> bool:
        """Whether times can be turned into this zone."""
        return bool(self.rows(f"SELECT 1 FROM pg_timezone_names() WHERE name = {literal(name)}"))

    def define(self, name: str, select: str, *, is_own: bool = False) -> None:
        """Make a view; the portable subset is DuckDB's own dialect."""
        self.rows(f"CREATE TEMP VIEW {name} AS {select}")

    def part(self, key: Sequence[str], part: int, parts: int) -> str:
        """Write the condition that a row's key falls into a part, from 0, of so many."""
        return f"HASH({', '.join(key)}) % {parts} = {part}"

    def hidden(self, column: str) -> str:
        """Write a key as a number from which nobody can go back without the salt; alike stays alike."""
        return f"CASE WHEN {column} IS NOT NULL THEN HASH({column}, {literal(self._salt)}) END"

    def text(self, value: str) -> str:
        return value

    def written(self, sql: str) -> str:
        return sql

    @contextmanager
    def narrowed(self, relation: str, condition: str) -> Iterator[str]:
        """For a while, let a view hold only the rows that meet a condition; gives the view of all."""
        whole = f"{relation}_whole"
        self.rows(f"ALTER VIEW {relation} RENAME TO {whole}")
        self.rows(f"CREATE TEMP VIEW {relation} AS SELECT * FROM {whole} WHERE {condition}")
        try:
            yield whole
        finally:
            self.rows(f"DROP VIEW {relation}")
            self.rows(f"ALTER VIEW {whole} RENAME TO {relation}")

    def _finding(self, error: duckdb.Error) -> Finding:
        """Say what happened without the values that DuckDB quotes: they may be personal."""
        import duckdb

        text = str(error)
        if isinstance(error, duckdb.OutOfMemoryException):
            return Finding(OUT_OF_MEMORY, file=self._log, facts={"found": f"{self._limit // 1024**2} MB"})
        if "not utf-8 encoded" in text:
            return Finding(WRONG_ENCODING, file=self._log, facts={"found": "utf-8"})
        if record := _BAD_LINE.search(text):
            return self._bad_line(int(record[1]), text)
        kind = NOT_A_TABLE if isinstance(error, duckdb.InvalidInputException) else ENGINE_FAILED
        return Finding(kind, file=self._log, facts={"found": _PATH.sub("…", _QUOTED.sub("…", _said(text)))})

    def _bad_line(self, record: int, text: str) -> Finding:
        """Tell the line of the file: DuckDB counts a row that runs over several lines as one."""
        place = _BAD_FILE.search(text)
        path = Path(place[1]) if place else None
        if path is None or path not in self._files:
            return Finding(ROW_STRUCTURE, self._log, cell=str(record), facts={"found": record})
        delimiter = _DELIMITER.search(text)
        line = line_of(path, delimiter[1] if delimiter else ",", record) or record
        return Finding(ROW_STRUCTURE, name_of(self._files[path]), cell=str(line), facts={"found": line})


def _said(text: str) -> str:
    """Take the first sentence of an error of DuckDB without the name of its class."""
    return _CLASS.sub("", text.splitlines()[0]).rstrip(".")


@contextmanager
def sealed_engine(
    files: Sequence[Path], named: Sequence[Path], scratch: Path, memory: int = MEMORY_LIMIT
) -> Iterator[DuckDB]:
    """Open DuckDB so that it can read these files and nothing else.

    Args:
        files: What it may read.
        named: The same files as the person named them, for findings.
        scratch: An empty folder for what does not fit in memory.
        memory: Bytes that may be used.
    """
    import duckdb

    connection = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "allow_community_extensions": "false",
            "python_enable_replacements": "false",
            "memory_limit": f"{memory}B",
            "temp_directory": str(scratch),
            "threads": str(min(MOST_THREADS, os.cpu_count() or 1)),
        },
    )
    try:
        allowed = ", ".join(literal(str(path)) for path in files)
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"SET allowed_paths = [{allowed}]")
        # it lifts common parts of two TRY(…) out of both, and a bad value then stops the query
        connection.execute("SET disabled_optimizers = 'common_subexpressions'")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield DuckDB(connection, dict(zip(files, named, strict=True)), memory)
    finally:
        connection.close()
