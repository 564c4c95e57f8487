"""One log counted: opened through its map, checked row by row, counted by the engine."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from pcf.findings import Finding
from pcf.metrics.map_records import LogMap
from pcf.metrics.opened import OpenLog, open_log
from pcf.metrics.sql.compiler import Compiler, Dimension, Statement
from pcf.metrics.sql.conditions import Clock, RowWriter
from pcf.metrics.sql.duckdb_engine import Engine
from pcf.metrics.sql.quality import Counts
from pcf.metrics.sql.scans import Period
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
        countings: How measures are counted; those that ship unless said.
    """

    by: Sequence[Dimension]
    wanted: Collection[str] | None
    period: Period
    as_of: str | date | datetime | None
    memory: int
    countings: Sequence[CountingRecord] = field(default_factory=lambda: logs().countings)


def count_log(paths: Sequence[Path], map_path: Path, question: Question) -> Counted:
    """Count what one log can give.

    Args:
        paths: Its files.
        map_path: Its map.
        question: What is asked.

    Raises:
        LogError: The files, the map or the rows have faults.
        BadOptionError: The moment cannot be read.
    """
    with open_log(paths, map_path, as_of=question.as_of, memory=question.memory) as log:
        return count_open(log, question)


def count_open(log: OpenLog, question: Question) -> Counted:
    """Count what an open log can give; the moment is the one that it was opened with.

    Raises:
        LogError: It could not be counted.
    """
    log_map = log.log_map
    countings = [
        one
        for one in question.countings
        if one.log == log_map.log.id and (question.wanted is None or one.measure in question.wanted)
    ]
    compiler = _compiler(log, question.period)
    tallies, statements = _run(log.engine, compiler, countings, question.by, log.counts.used)
    missing = {name: lost for statement in statements for name, lost in statement.missing.items()}
    zeros = tuple(name for statement in statements for name in statement.zeros)
    needs_now = any(_depends_on_now(counting) for counting in countings if counting.measure not in missing)
    return Counted(
        log_map=log_map,
        tallies=tallies,
        statements=tuple(statement.text for statement in statements),
        zeros=zeros,
        missing=missing,
        counts=log.counts,
        findings=log.findings,
        now_local=log.now_local,
        has_moment=log.as_of is not None,
        is_latest=needs_now and log.as_of is None,
    )


def _compiler(log: OpenLog, period: Period) -> Compiler:
    log_map = log.log_map
    filled = set(log_map.filled)
    if log_map.is_legs and "answered_at" in filled:
        filled.add("transfers")
    units = {parameter.id: parameter.unit for parameter in logs().parameters}
    keys = {
        parameter.id: tuple(str(log_map.parameters[parameter.id].default).split("+"))
        for parameter in logs().parameters
        if parameter.choices
    }
    latest = log.latest or datetime(1970, 1, 1)  # noqa: DTZ001  rows are kept without an offset
    rows = RowWriter(log_map.parameters, units, Clock(log.as_of, latest), filled)
    return Compiler(log_map.log, filled, rows, keys, period, log.counts.used <= EXACT_ROWS)


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
