"""One log counted: opened through its map, checked row by row, counted by the engine."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from pcf.findings import Finding
from pcf.metrics.answers import read_answer
from pcf.metrics.map_records import LogMap
from pcf.metrics.opened import OpenLog, open_log
from pcf.metrics.sql.compiler import Compiler, Dimension, Statement
from pcf.metrics.sql.conditions import Clock, RowWriter
from pcf.metrics.sql.connecting import TIME_LIMIT
from pcf.metrics.sql.quality import Counts
from pcf.metrics.sql.scans import Period
from pcf.metrics.tables import Table
from pcf.metrics.tallies import Tallies, tallied
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
        engine: What counted.
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
    engine: str
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
        seconds: How long one statement may run where a table lies.
    """

    by: Sequence[Dimension]
    wanted: Collection[str] | None
    period: Period
    as_of: str | date | datetime | None
    memory: int
    countings: Sequence[CountingRecord] = field(default_factory=lambda: logs().countings)
    seconds: int = TIME_LIMIT


def count_log(source: Sequence[Path] | Table, map_path: Path, question: Question) -> Counted:
    """Count what one log can give.

    Args:
        source: Its files, or its table.
        map_path: Its map.
        question: What is asked.

    Raises:
        LogError: The files, the map or the rows have faults.
        BadOptionError: The moment cannot be read.
    """
    with open_log(source, map_path, as_of=question.as_of, memory=question.memory, seconds=question.seconds) as log:
        return count_open(log, question)


def count_open(log: OpenLog, question: Question) -> Counted:
    """Count what an open log can give; the moment is the one that it was opened with.

    Raises:
        LogError: It could not be counted.
    """
    countings = countings_of(log, question)
    counter = LogCounter(log, compiler_of(log, question.period), tuple(question.by))
    with log.part():
        tallies = counter.count(countings)
    return counter.counted(countings, tallies)


def countings_of(log: OpenLog, question: Question) -> list[CountingRecord]:
    """List what is counted of a log to answer a question."""
    wanted = question.wanted
    ours = [one for one in question.countings if one.log == log.log_map.log.id]
    return [one for one in ours if wanted is None or one.measure in wanted]


def compiler_of(log: OpenLog, period: Period) -> Compiler:
    """Make what writes the statements over an open log."""
    log_map = log.log_map
    filled = set(log_map.filled)
    if log_map.is_legs and "answered_at" in filled:
        filled.add("transfers")
    units = {parameter.id: parameter.unit for parameter in logs().parameters}
    latest = log.latest or datetime(1970, 1, 1)  # noqa: DTZ001  rows are kept without an offset
    rows = RowWriter(log_map.parameters, units, Clock(log.as_of, latest), filled)
    return Compiler(log_map.log, filled, rows, keys_of(log_map), period, log.size <= EXACT_ROWS)


def keys_of(log_map: LogMap) -> dict[str, tuple[str, ...]]:
    """Return the parameters that say which columns make two cases alike, with these columns."""
    choices = [parameter.id for parameter in logs().parameters if parameter.choices]
    return {name: tuple(str(log_map.parameters[name].default).split("+")) for name in choices}


_Planned = tuple[Statement, tuple[str, ...]]  # a statement, and the key by which it is run in parts


@dataclass(frozen=True, slots=True)
class LogCounter:
    """Counts measures of one open log: all as one statement, or event windows apart where they would fill the memory.

    Attributes:
        log: The log.
        compiler: Writes its statements.
        by: What to group by.
    """

    log: OpenLog
    compiler: Compiler
    by: tuple[Dimension, ...]

    def counted(self, countings: Sequence[CountingRecord], tallies: Tallies) -> Counted:
        """Put what was counted together with what is known of the log."""
        log, statements = self.log, [statement for statement, _ in self._plan(countings, with_rows=True)]
        missing = {name: lost for statement in statements for name, lost in statement.missing.items()}
        return Counted(
            log_map=log.log_map,
            engine=log.engine.name,
            tallies=tallies,
            statements=self._written(statements),
            zeros=tuple(name for statement in statements for name in statement.zeros),
            missing=missing,
            counts=log.counts,
            findings=log.findings,
            now_local=log.now_local,
            has_moment=log.as_of is not None,
            is_latest=log.as_of is None and any(depends_on_now(one) for one in countings if one.measure not in missing),
        )

    def ways(self, countings: Sequence[CountingRecord]) -> list[tuple[str, ...]]:
        """Write the statements in both ways in which they may be run."""
        apart = [statement for statement, _ in self._apart(countings, with_rows=True)]
        return [self._written([self.compiler.fuse(countings, self.by)]), self._written(apart)]

    def _written(self, statements: Sequence[Statement]) -> tuple[str, ...]:
        """Write statements as the engine runs them."""
        return tuple(self.log.engine.written(one.text) for one in statements if one.text)

    def count(self, countings: Sequence[CountingRecord], *, only: str = "", with_rows: bool = True) -> Tallies:
        """Count.

        Args:
            countings: What to count.
            only: The condition of the rows that are counted, over the log's view; empty for all.
            with_rows: Whether to count the rows of each group as well.

        Raises:
            LogError: The engine could not.
        """
        tallies: Tallies | None = None
        for statement, key in self._plan(countings, with_rows=with_rows):
            for part in range(self._parts if key else 1):
                # cases of one key stay together, so the parts add up to the whole exactly
                alike = self.log.engine.part(key, part, self._parts) if key else ""
                found = self._answer(statement, " AND ".join(f"({one})" for one in (only, alike) if one))
                tallies = found if tallies is None else tallies.with_more(found)
        return tallies or tallied(self.by, {}, {}, {}, exact_values=self.compiler.exact_values)

    @property
    def _parts(self) -> int:
        """In how many parts the rows in order fit in the memory."""
        memory = self.log.engine.memory
        return 1 if memory is None else 1 + self.log.counts.used * WINDOW_BYTES // memory

    def _plan(self, countings: Sequence[CountingRecord], *, with_rows: bool) -> list[_Planned]:
        """Write the statements that are run; one that is run in parts comes with the key that they are made by."""
        whole = self.compiler.fuse(countings, self.by, with_rows=with_rows)
        if whole.windows and self._parts > 1:
            return self._apart(countings, with_rows=with_rows)
        return [(whole, ())]

    def _apart(self, countings: Sequence[CountingRecord], *, with_rows: bool) -> list[_Planned]:
        """Write the event windows of each key as a statement of its own."""
        others: list[CountingRecord] = []
        windows: dict[tuple[str, ...], list[CountingRecord]] = {}
        for one in countings:
            if isinstance(one.component, Followed):
                windows.setdefault(self.compiler.keys[one.component.key], []).append(one)
            else:
                others.append(one)
        apart = [(self.compiler.fuse(same, self.by, with_rows=False), key) for key, same in windows.items()]
        return [(self.compiler.fuse(others, self.by, with_rows=with_rows), ()), *apart]

    def _answer(self, statement: Statement, only: str) -> Tallies:
        engine = self.log.engine
        with engine.narrowed(self.compiler.log.id, only) if only else nullcontext():
            rows = engine.rows(statement.text) if statement.text else []
        return read_answer(statement, rows, exact_values=self.compiler.exact_values)


def depends_on_now(counting: CountingRecord) -> bool:
    """Whether a measure is another one at another moment, even where nobody gave one."""
    return isinstance(counting.component, Followed) or any(one.kind == "due" for one in counting.component.where)
