"""A log opened through its map, for questions that the declared measures do not answer.

The rows stand in a view named like the log (``contacts``, ``complaints``), one row a case, in the documented
columns; a time ``x`` also as ``x_local``. Keys of persons are hashed. What is asked comes back counted: rows of a
log never leave.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pcf.errors import LogError
from pcf.findings import Finding, has_errors
from pcf.metrics import findings as kinds
from pcf.metrics import moments
from pcf.metrics.logfiles import Format, LogFiles, as_readable, as_written, find_files, name_of, names_of
from pcf.metrics.map_checks import unknown_timezone
from pcf.metrics.map_records import LogMap
from pcf.metrics.mapfile import read_map
from pcf.metrics.sample import Sample, read_sample
from pcf.metrics.sql.canonical import bind, open_rows
from pcf.metrics.sql.duckdb_engine import MEMORY_LIMIT, Engine, sealed_engine
from pcf.metrics.sql.quality import Counts, Judgement, judge
from pcf.metrics.sql.rows import RowFinder
from pcf.metrics.sql.source import find_table, missing_columns, open_source
from pcf.model.log import LogRecord
from pcf.source import logs

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
    """

    log_map: LogMap
    columns: frozenset[str]
    counts: Counts
    findings: tuple[Finding, ...]
    as_of: datetime | None
    latest: datetime | None
    engine: Engine

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
def open_log(
    paths: Sequence[Path],
    map_path: Path,
    *,
    as_of: str | date | datetime | None = None,
    memory: int = MEMORY_LIMIT,
) -> Iterator[OpenLog]:
    """Open a log of one or several files.

    Args:
        paths: CSV, parquet or Excel.
        map_path: Its map.
        as_of: The moment as of which cases are open: a local time, or a day, whose end is meant. Rows that happened
            later are left out.
        memory: Bytes that DuckDB may use.

    Raises:
        LogError: The files, the map or the rows have faults; ``findings`` hold every one.
        BadOptionError: The moment cannot be read.
    """
    log_map, files_format = _found(map_path, paths)
    moment = moments.moment("as-of", as_of, log_map.timezone)
    with tempfile.TemporaryDirectory(prefix="pcf-") as scratch:
        files = as_readable(paths, files_format, log_map.source, Path(scratch))
        if isinstance(files, list):
            raise LogError(findings=tuple(files), path=names_of(paths), count=len(files))
        log_map = replace(log_map, source=as_written(files_format, log_map.source))
        with sealed_engine(files.paths, paths, Path(scratch) / "spill", memory) as engine:
            judgement = _read(engine, files, log_map, moment)
            yield OpenLog(
                log_map=log_map,
                columns=frozenset(log_map.filled),
                counts=judgement.counts,
                findings=tuple(judgement.findings),
                as_of=moment,
                latest=judgement.latest,
                engine=engine,
            )


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


def _read(engine: Engine, files: LogFiles, log_map: LogMap, as_of: datetime | None) -> Judgement:
    """Make the view of the log's rows and judge them.

    Raises:
        LogError: The rows have errors; holds all of them.
    """
    named = list(files.named.values())
    if log_map.timezone is not None and not engine.knows_timezone(log_map.timezone):
        raise _log_error([unknown_timezone(log_map.timezone, name_of(log_map.path))], named)
    log = find_table(engine, files, log_map.source)
    if isinstance(log, list):
        raise _log_error(log, named)
    if lost := list(missing_columns(log_map, list(log.columns))):
        raise _log_error(lost, named)
    table = open_source(engine, files, log_map, log)
    rows = RowFinder(engine, files, log_map.source.header_row, log.delimiter)
    bound = bind(engine, log_map, table, rows)
    if isinstance(bound, list):
        raise _log_error(bound, named)
    open_rows(engine, log_map, table, bound, as_of)
    judgement = judge(engine, log_map, table, rows, as_of)
    if not judgement.counts.read:
        raise _log_error([Finding(kinds.EMPTY_LOG, file=name_of(named[0]), facts={"found": 0})], named)
    if has_errors(judgement.findings):
        raise _log_error(judgement.findings, named)
    return judgement


def log_kind(path: Path, among: Sequence[str] | None = None) -> LogRecord | list[Finding]:
    """Return what a file is that has our own columns, by its required columns; capitals do not matter.

    Args:
        path: CSV, parquet or Excel.
        among: The logs that it may be expected to be, for what is said of a file that is none.

    Returns:
        The log; or one finding that names the required columns of the log that it is nearest to.

    Raises:
        LogError: The file is missing, empty, or of another type.
    """
    there = set(_named(_sample(path)))
    fitting = [log for log in logs().logs if _required(log) <= there]
    # a log whose key is there too is told from one that only shares a time
    fitting.sort(key=lambda log: (log.key not in there, -len(_columns(log) & there)))
    if fitting:
        return fitting[0]
    near = max(
        (log for log in logs().logs if among is None or log.id in among), key=lambda log: len(_columns(log) & there)
    )
    columns = [column.id for column in near.columns if column.required]
    return [Finding(kinds.LOG_NOT_OURS, path.name, facts={"found": path.name, "columns": columns})]


def write_canonical_map(path: Path, log: LogRecord, out: Path) -> Path:
    """Write the map of a file that has our own columns already, and return ``out``.

    Raises:
        LogError: The file is missing, empty, or of another type.
    """
    sample = _sample(path)
    named = _named(sample)
    lines = [f'log = "{log.id}"', ""]
    if sample.source.delimiter is not None:
        sign = sample.source.delimiter.replace("\t", "\\t")
        lines += ["[source]", f'delimiter = "{sign}"', f'encoding = "{sample.source.encoding}"']
        lines += [f'decimal = "{sample.source.decimal}"', f"header_row = {sample.source.header_row}", ""]
    lines += ["[columns]", *(f"{one.id} = '\"{named[one.id]}\"'" for one in log.columns if one.id in named)]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return out


def _columns(log: LogRecord) -> set[str]:
    return {column.id for column in log.columns}


def _required(log: LogRecord) -> set[str]:
    return {column.id for column in log.columns if column.required}


def _named(sample: Sample) -> dict[str, str]:
    """Return our columns that a file has, with how it writes them."""
    ours = {column for log in logs().logs for column in _columns(log)}
    return {folded: name for name in sample.columns if (folded := name.strip().lower()) in ours}


def _sample(path: Path) -> Sample:
    ours = {column for log in logs().logs for column in _columns(log)}
    return read_sample(path, lambda name: name.strip().lower() in ours)
