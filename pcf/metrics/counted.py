"""One log counted: opened through its map, checked row by row, counted by the engine."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from pcf.errors import LogError
from pcf.findings import Finding, has_errors
from pcf.metrics import findings as kinds
from pcf.metrics import moments
from pcf.metrics.logfiles import Format, LogFiles, as_readable, as_written, find_files, name_of, names_of
from pcf.metrics.map_checks import unknown_timezone
from pcf.metrics.map_records import LogMap
from pcf.metrics.mapfile import read_map
from pcf.metrics.sql.canonical import bind, open_rows
from pcf.metrics.sql.compiler import Compiler, Dimension, Statement
from pcf.metrics.sql.conditions import Clock, RowWriter
from pcf.metrics.sql.duckdb_engine import Engine, sealed_engine
from pcf.metrics.sql.quality import Counts, Judgement, judge
from pcf.metrics.sql.rows import RowFinder
from pcf.metrics.sql.scans import Period
from pcf.metrics.sql.source import find_table, missing_columns, open_source
from pcf.metrics.tallies import Tallies, read_answer
from pcf.model.component import Followed
from pcf.model.log import CountingRecord
from pcf.source import logs

EXACT_ROWS = 100_000  # up to so many rows quantiles count each value by itself
WINDOW_BYTES = 100  # what a row in order takes in memory, measured on 10 million


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of one log.

    Attributes:
        log_map: The map that it was read through.
        tallies: The figures by group.
        statements: The SQL that was run: one, or two where event windows were counted apart.
        zeros: Measures that count 0 because their optional columns are not mapped.
        missing: Measure id to the columns without which it was not counted; ``as_of`` for a moment.
        counts: Rows read, left out, not offered, used.
        findings: Warnings and notes about the rows.
        now_local: The moment as a local time, or the log's last row: periods that reach it had not ended.
        has_moment: Whether a moment was given.
        is_latest: Whether the log's last row stands in for a moment that something depends on.
    """

    log_map: LogMap
    tallies: Tallies
    statements: tuple[str, ...]
    zeros: tuple[str, ...]
    missing: Mapping[str, tuple[str, ...]]
    counts: Counts
    findings: tuple[Finding, ...]
    now_local: datetime | None
    has_moment: bool
    is_latest: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a log.

    Attributes:
        by: What to group by.
        wanted: The measures to count; ``None`` for all that this kind of log is for.
        period: The local days asked for.
        as_of: The moment asked for, as the person wrote it.
        memory: Bytes that the engine may use.
    """

    by: Sequence[Dimension]
    wanted: Collection[str] | None
    period: Period
    as_of: str | date | datetime | None
    memory: int


def count_log(paths: Sequence[Path], map_path: Path, question: Question, scratch: Path) -> Counted:
    """Count what one log can give.

    Args:
        paths: Its files.
        map_path: Its map.
        question: What is asked.
        scratch: An empty folder.

    Raises:
        LogError: The files, the map or the rows have faults.
        BadOptionError: The moment cannot be read.
    """
    log_map, files_format = opened_map(map_path, paths)
    moment = moments.moment("as-of", question.as_of, log_map.timezone)
    files = as_readable(paths, files_format, log_map.source, scratch)
    if isinstance(files, list):
        raise _log_error(files, paths)
    log_map = replace(log_map, source=as_written(files_format, log_map.source))
    countings = [
        one
        for one in logs().countings
        if one.log == log_map.log.id and (question.wanted is None or one.measure in question.wanted)
    ]
    with sealed_engine(files.paths, paths, scratch / "spill", question.memory) as engine:
        judgement = read_log(engine, files, log_map, moment)
        compiler = _compiler(log_map, judgement, moment, question.period)
        tallies, statements = _run(engine, compiler, countings, question.by, judgement.counts.used)
    missing = {name: lost for statement in statements for name, lost in statement.missing.items()}
    zeros = tuple(name for statement in statements for name in statement.zeros)
    needs_now = any(_depends_on_now(counting) for counting in countings if counting.measure not in missing)
    return Counted(
        log_map=log_map,
        tallies=tallies,
        statements=tuple(statement.text for statement in statements),
        zeros=zeros,
        missing=missing,
        counts=judgement.counts,
        findings=tuple(judgement.findings),
        now_local=_local(moment or judgement.latest, log_map),
        has_moment=moment is not None,
        is_latest=needs_now and moment is None,
    )


def opened_map(map_path: Path, paths: Sequence[Path]) -> tuple[LogMap, Format]:
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


def read_log(engine: Engine, files: LogFiles, log_map: LogMap, as_of: datetime | None) -> Judgement:
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


def _compiler(log_map: LogMap, judgement: Judgement, as_of: datetime | None, period: Period) -> Compiler:
    filled = set(log_map.filled)
    if log_map.is_legs and "answered_at" in filled:
        filled.add("transfers")
    units = {parameter.id: parameter.unit for parameter in logs().parameters}
    keys = {
        parameter.id: tuple(str(log_map.parameters[parameter.id].default).split("+"))
        for parameter in logs().parameters
        if parameter.choices
    }
    latest = judgement.latest or datetime(1970, 1, 1)  # noqa: DTZ001  rows are kept without an offset
    rows = RowWriter(log_map.parameters, units, Clock(as_of, latest), filled)
    return Compiler(log_map.log, filled, rows, keys, period, judgement.counts.used <= EXACT_ROWS)


def _run(
    engine: Engine, compiler: Compiler, countings: Sequence[CountingRecord], by: Sequence[Dimension], rows: int
) -> tuple[Tallies, list[Statement]]:
    """Run everything as one statement; where event windows would not fit in memory, these apart and in parts."""

    def answered(statement: Statement) -> Tallies:
        return read_answer(statement, engine.rows(statement.text), exact_values=compiler.exact_values)

    whole = compiler.fuse(countings, by)
    parts = 1 + rows * WINDOW_BYTES // (engine.memory // 2) if whole.windows else 1
    if parts == 1:
        return answered(whole), [whole]
    windows: dict[tuple[str, ...], list[CountingRecord]] = {}
    others = []
    for one in countings:
        if isinstance(one.component, Followed):
            windows.setdefault(compiler.keys[one.component.key], []).append(one)
        else:
            others.append(one)
    statements = [compiler.fuse(others, by)]
    tallies = answered(statements[0])
    for key, same in windows.items():
        narrow = compiler.fuse(same, by, with_rows=False)
        statements.append(narrow)
        for part in range(parts if narrow.reads else 0):
            # cases of one key stay together, so the parts add up to the whole exactly
            with engine.part_of(compiler.log.id, key, part, parts):
                tallies = tallies.with_more(answered(narrow))
    return tallies, [statement for statement in statements if statement.text]


def _depends_on_now(counting: CountingRecord) -> bool:
    return isinstance(counting.component, Followed) or any(one.kind == "due" for one in counting.component.where)


def _local(moment: datetime | None, log_map: LogMap) -> datetime | None:
    return None if moment is None else moments.local(moment, log_map.timezone)
