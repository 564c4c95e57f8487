"""A log opened through its map, for questions that the declared measures do not answer.

The rows stand in a view named like the log (``contacts``, ``complaints``), one row a case, in the documented
columns; a time ``x`` also as ``x_local``. Keys of persons are hashed. What is asked comes back counted: rows of a
log never leave.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pcf.errors import LogError
from pcf.findings import Finding
from pcf.metrics import moments
from pcf.metrics.counted import opened_map, read_log
from pcf.metrics.findings import LOG_NOT_OURS
from pcf.metrics.logfiles import as_readable, as_written, names_of
from pcf.metrics.map_records import LogMap
from pcf.metrics.sample import Sample, read_sample
from pcf.metrics.sql.duckdb_engine import MEMORY_LIMIT, Engine, sealed_engine
from pcf.metrics.sql.quality import Counts
from pcf.model.log import LogRecord
from pcf.source import logs


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
    log_map, files_format = opened_map(map_path, paths)
    moment = moments.moment("as-of", as_of, log_map.timezone)
    with tempfile.TemporaryDirectory(prefix="pcf-") as scratch:
        files = as_readable(paths, files_format, log_map.source, Path(scratch))
        if isinstance(files, list):
            raise LogError(findings=tuple(files), path=names_of(paths), count=len(files))
        log_map = replace(log_map, source=as_written(files_format, log_map.source))
        with sealed_engine(files.paths, paths, Path(scratch) / "spill", memory) as engine:
            judgement = read_log(engine, files, log_map, moment)
            yield OpenLog(
                log_map=log_map,
                columns=frozenset(log_map.filled),
                counts=judgement.counts,
                findings=tuple(judgement.findings),
                as_of=moment,
                latest=judgement.latest,
                engine=engine,
            )


def log_kind(path: Path, kinds: Sequence[str] | None = None) -> LogRecord | list[Finding]:
    """Return what a file is that has our own columns, by its required columns; capitals do not matter.

    Args:
        path: CSV, parquet or Excel.
        kinds: The logs that it may be expected to be, for what is said of a file that is none.

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
        (log for log in logs().logs if kinds is None or log.id in kinds), key=lambda log: len(_columns(log) & there)
    )
    columns = [column.id for column in near.columns if column.required]
    return [Finding(LOG_NOT_OURS, path.name, facts={"found": path.name, "columns": columns})]


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
