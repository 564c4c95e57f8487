"""A log opened through its map, for questions that the declared measures do not answer.

The rows stand in a view named like the log (``contacts``, ``complaints``), one row a case, in the documented
columns; a time ``x`` also as ``x_local``. Keys of persons are hashed. What is asked comes back counted: rows of a
log never leave.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pcf.errors import LogError
from pcf.findings import Finding, has_errors
from pcf.ids import Dialect
from pcf.metrics import file_findings, moments, row_findings
from pcf.metrics.engine_findings import DIALECT_DIFFERS
from pcf.metrics.header import same_but_for_case, tellable
from pcf.metrics.logfiles import Format, LogFiles, as_readable, as_written, find_files, name_of, names_of
from pcf.metrics.map_checks import unknown_timezone
from pcf.metrics.map_records import LogMap
from pcf.metrics.mapfile import read_map
from pcf.metrics.sql.canonical import bind, open_rows
from pcf.metrics.sql.connecting import TIME_LIMIT, reading
from pcf.metrics.sql.duckdb_engine import MEMORY_LIMIT, sealed_engine
from pcf.metrics.sql.engine import Engine
from pcf.metrics.sql.quality import Counts, Judgement, judge, measure_whole
from pcf.metrics.sql.rows import RowFinder, RowPlaces, RowsOfPart, TableRows
from pcf.metrics.sql.source import LogTable, find_relation, missing_columns, quoted_in
from pcf.metrics.sql.typed import SourceTable, open_source
from pcf.metrics.tables import Table

_CHECKED = "judged"  # the relation of all rows with their flags, which parts are made of

PartOf = Callable[[Engine, LogMap], str]  # writes the condition that a row is of the part, over the canonical columns
MappedFiles = tuple[Sequence[Path], Path]  # the files of one log, and its map


@dataclass(frozen=True, slots=True)
class OpenLog:
    """A log while it is open.

    Attributes:
        log_map: The map that it is read through.
        columns: The documented columns that it has.
        counts: Rows read, left out, not offered, used.
        findings: Warnings and notes about the rows.
        as_of: The moment asked for, as the log's times stand in the view; ``None`` if none was.
        latest: The log's last moment, likewise.
        source: The names of its files, or of its table.
        size: Rows used of the whole log, also where only a part of it is counted.
        condition: What the rows of the part that is counted meet; empty where all are.
    """

    log_map: LogMap
    columns: frozenset[str]
    counts: Counts
    findings: tuple[Finding, ...]
    as_of: datetime | None
    latest: datetime | None
    engine: Engine
    source: tuple[str, ...]
    size: int
    condition: str = ""

    @property
    def now(self) -> datetime | None:
        """The moment as of which cases are open: the one asked for, else the log's last."""
        return self.as_of or self.latest

    @property
    def now_local(self) -> datetime | None:
        """The same as a local time."""
        return None if self.now is None else moments.local(self.now, self.log_map.timezone)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Run one statement over the view.

        Raises:
            LogError: DuckDB refused or could not finish it.
        """
        return self.engine.rows(sql)

    @contextmanager
    def part(self) -> Iterator[None]:
        """For a while, let the view hold only the rows of the part that is counted."""
        with self.engine.narrowed(_CHECKED, self.condition) if self.condition else nullcontext():
            yield


@contextmanager
def open_log(
    source: Sequence[Path] | Table,
    map_path: Path,
    *,
    as_of: str | date | datetime | None = None,
    memory: int = MEMORY_LIMIT,
    seconds: int = TIME_LIMIT,
    part: PartOf | None = None,
) -> Iterator[OpenLog]:
    """Open a log of one or several files, or of one table.

    Args:
        source: Files of CSV, parquet or Excel, or a table where it lies.
        map_path: Its map.
        as_of: The moment as of which cases are open: a local time, or a day, whose end is meant. Rows that happened
            later are left out.
        memory: Bytes that DuckDB may use.
        seconds: How long one statement may run where a table lies.
        part: Writes the condition of the rows that are judged and counted, where these are only a part of the log.

    Raises:
        LogError: The files or the table, the map or the rows have faults; ``findings`` hold every one.
        BadOptionError: The moment cannot be read.
        NotInstalledError: What reads the table is not installed.
    """
    if isinstance(source, Table):
        log_map = map_in(map_path, source.engine)
        moment = moments.moment("as-of", as_of, log_map.timezone)
        with reading(source, seconds) as engine:
            judged = _read_table(engine, source, log_map, _Wanted(moment, part))
            yield _opened(engine, log_map, moment, judged, (source.name.rsplit("/", 1)[-1],))
        return
    log_map, files_format = _found(map_path, source)
    moment = moments.moment("as-of", as_of, log_map.timezone)
    with tempfile.TemporaryDirectory(prefix="pcf-") as scratch:
        files = as_readable(source, files_format, log_map.source, Path(scratch))
        if isinstance(files, list):
            raise LogError(findings=tuple(files), path=names_of(source), count=len(files))
        log_map = replace(log_map, source=as_written(files_format, log_map.source))
        with sealed_engine(files.paths, source, Path(scratch) / "spill", memory) as sealed:
            judged = _read(sealed, files, log_map, _Wanted(moment, part))
            yield _opened(sealed, log_map, moment, judged, tuple(name_of(path) for path in source))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The moment as of which the rows are judged, and which of them are."""

    as_of: datetime | None
    part: PartOf | None


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the rows are like, how many of the whole log there are, and what those that were judged meet."""

    judgement: Judgement
    size: int
    condition: str = ""


def _opened(
    engine: Engine, log_map: LogMap, as_of: datetime | None, judged: _Judged, source: tuple[str, ...]
) -> OpenLog:
    judgement = judged.judgement
    return OpenLog(
        log_map=log_map,
        columns=frozenset(log_map.filled),
        counts=judgement.counts,
        findings=tuple(judgement.findings),
        as_of=as_of,
        latest=judgement.latest,
        engine=engine,
        source=source,
        size=judged.size,
        condition=judged.condition,
    )


def map_in(map_path: Path, dialect: Dialect) -> LogMap:
    """Read the map of a table.

    Args:
        map_path: The map.
        dialect: What it has to be written in, unless it names columns alone.

    Raises:
        LogError: It has faults, or its expressions are in another dialect.
    """
    log_map = read_map(map_path)
    if log_map.dialect != dialect and not all(one.is_column for one in log_map.expressions):
        facts = {"found": log_map.dialect, "engine": dialect}
        told = Finding(DIALECT_DIFFERS, name_of(map_path), cell="dialect", facts=facts)
        raise LogError(findings=(told,), path=name_of(map_path), count=1)
    return log_map.spoken(dialect)


def _found(map_path: Path, paths: Sequence[Path]) -> tuple[LogMap, Format]:
    """Read the map and find the files.

    Raises:
        LogError: The faults of both, told together.
    """
    found = find_files(paths)
    faults = [] if isinstance(found, str) else found
    try:
        log_map = read_map(map_path)
    except LogError as error:
        raise _log_error([*faults, *error.findings], paths) from error
    if not isinstance(found, str):
        raise _log_error(faults, paths)
    return log_map, found


def _log_error(findings: Iterable[Finding], paths: Sequence[Path]) -> LogError:
    told = tuple(findings)
    return LogError(findings=told, path=names_of(paths), count=len(told))


def _read(engine: Engine, files: LogFiles, log_map: LogMap, wanted: _Wanted) -> _Judged:
    """Make the views of the rows of files and judge them.

    Raises:
        LogError: The rows have errors; holds all of them.
    """
    named = list(files.named.values())
    _check_timezone(engine, log_map, named)
    log = find_relation(engine, files, log_map.source)
    if isinstance(log, list):
        raise _log_error(log, named)
    if lost := list(missing_columns(log_map, list(log.columns))):
        raise _log_error(lost, named)
    table = open_source(engine, files, log_map, log)
    return _judged(engine, log_map, table, RowFinder(engine, files, log_map.source.header_row, log.delimiter), wanted)


def _read_table(engine: Engine, table: Table, log_map: LogMap, wanted: _Wanted) -> _Judged:
    """Define the rows of a table and judge them.

    Raises:
        LogError: The rows have errors; holds all of them.
    """
    named = [Path(table.name)]
    _check_timezone(engine, log_map, named)
    relation = quoted_in(log_map.dialect, table.parts)
    columns = engine.types(f"SELECT * FROM {relation}")
    if isinstance(columns, str):
        raise _log_error([Finding(file_findings.NOT_A_TABLE, file=table.name, facts={"found": columns})], named)
    if same := same_but_for_case(columns):
        raise _log_error(
            [Finding(file_findings.AMBIGUOUS_COLUMNS, file=table.name, facts={"found": tellable(same)})], named
        )
    if lost := list(missing_columns(log_map, list(columns))):
        raise _log_error(lost, named)
    names = {name.lower(): name for name in columns}
    source = SourceTable(LogTable(relation, columns), names, columns, {}, frozenset(), shape=relation, kept=())
    return _judged(engine, log_map, source, TableRows(table.name), wanted)


def _check_timezone(engine: Engine, log_map: LogMap, named: Sequence[Path]) -> None:
    if log_map.timezone is not None and not engine.knows_timezone(log_map.timezone):
        raise _log_error([unknown_timezone(log_map.timezone, name_of(log_map.path))], named)


def _judged(engine: Engine, log_map: LogMap, table: SourceTable, rows: RowPlaces, wanted: _Wanted) -> _Judged:
    """Define what is counted and judge its rows.

    Raises:
        LogError: The rows have errors; holds all of them.
    """
    named = [Path(rows.name)]
    bound = bind(engine, log_map, table, rows)
    if isinstance(bound, list):
        raise _log_error(bound, named)
    open_rows(engine, log_map, table, bound, wanted.as_of)
    if wanted.part is None:
        judgement = judge(engine, log_map, table, rows, wanted.as_of)
        judged = _Judged(judgement, judgement.counts.used)
    else:
        judged = _judged_part(engine, log_map, table, rows, wanted)
        judgement = judged.judgement
    if not judgement.counts.read and not judged.size:
        raise _log_error([Finding(file_findings.EMPTY_LOG, file=rows.name, facts={"found": 0})], named)
    if has_errors(judgement.findings):
        raise _log_error(judgement.findings, named)
    return judged


def _judged_part(engine: Engine, log_map: LogMap, table: SourceTable, rows: RowPlaces, wanted: _Wanted) -> _Judged:
    """Judge the rows of a part; how many there are and which is the last is asked of the whole log."""
    assert wanted.part is not None
    condition = wanted.part(engine, log_map)
    size, latest = measure_whole(engine, log_map, wanted.as_of)
    with engine.narrowed(_CHECKED, condition) as whole:
        judgement = judge(engine, log_map, table, RowsOfPart(rows, whole, condition), wanted.as_of)
    # a part without rows is none the worse for it
    findings = [one for one in judgement.findings if one.kind is not row_findings.NOTHING_LEFT or not size]
    return _Judged(replace(judgement, latest=latest, findings=findings), size, condition)
