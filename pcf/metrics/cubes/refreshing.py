"""Late data: the days of a log that changed are counted again and take the place of the old ones in its cube.

Every group of the cube is apart by the day of its rows, so that what rows of a day had added can be taken out, even
where a measure goes by another time. What cases have to do with one another reaches over days: event windows are
counted again over the days around, with rows of one more window on both sides to be seen. What no day can be taken
out of is counted again over the whole log. The rows themselves are all judged again: what is wrong with them, and how
many there are, depends on all.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from pcf.errors import LogError
from pcf.findings import Finding
from pcf.metrics import moments
from pcf.metrics.counted import Counted, LogCounter, Question, compiler_of, countings_of, depends_on_now
from pcf.metrics.cubes.cube import Cube, statement_of
from pcf.metrics.cubes.definitions import hashes_of
from pcf.metrics.cubes.findings import (
    CUBE_DAYS_EMPTY,
    CUBE_IS_PART,
    CUBE_OTHER_DAYS_CHANGED,
    CUBE_OTHER_STATEMENT,
    CUBE_WITHOUT_DAYS,
)
from pcf.metrics.cubes.row_days import outside, rows_by_day
from pcf.metrics.cubes.saving import hash_of_names
from pcf.metrics.opened import OpenLog, open_log
from pcf.metrics.period_names import lies_within, said_days
from pcf.metrics.sql.compiler import ROW_DAY, ROWS, Read
from pcf.metrics.sql.scans import Period
from pcf.metrics.tables import Table
from pcf.metrics.tallies import Tallies, tallied
from pcf.metrics.tally import Group, Tally
from pcf.model.component import Distinct, Followed, Quantile
from pcf.model.log import CountingRecord
from pcf.source import logs
from pcf.units import IN_SECONDS

_DAY = 24 * 3600  # seconds
_EXAMPLES = 5


def refresh_cube(
    cube: Cube, source: Sequence[Path] | Table, map_path: Path, question: Question, changed: Sequence[Period]
) -> Cube:
    """Replace days in a cube; it becomes what counting the whole log anew would make of it.

    Args:
        cube: As it was.
        source: The log as it is now.
        map_path: The map that the cube was counted through.
        question: What is asked; of the moment only the same as then.
        changed: The days on which rows came in late, were changed or were deleted.

    Raises:
        LogError: The log has faults, the cube was counted in another way, or other days have changed as well.
        BadOptionError: The moment cannot be read.
    """
    _check(_faults(cube), cube)
    as_of = cube.as_of if question.as_of is None else question.as_of
    if as_of is cube.as_of and cube.as_of is not None and cube.counted.log_map.timezone is not None:
        as_of = cube.as_of.replace(tzinfo=UTC)  # rows are kept in UTC where the map has a timezone
    with open_log(source, map_path, as_of=as_of, memory=question.memory, seconds=question.seconds) as log:
        refresh = _Refresh(cube, log, replace(question, wanted=cube.measures), changed)
        _check(refresh.faults(map_path.read_bytes()), cube)
        counted = refresh.counted()
        definitions = hashes_of(question.countings, counted)
        return replace(
            cube,
            counted=counted,
            latest=log.latest,
            tables=log.source,
            definitions=definitions,
            rows_outside=refresh.rows_outside,
        )


def empty_days(before: Cube, after: Cube, changed: Sequence[Period]) -> Iterator[Finding]:
    """Tell the days that were replaced and had no row, neither then nor now: most likely a slip of the pen."""
    days = {*before.rows_outside, *after.rows_outside}
    for cube in (before, after):
        groups = cube.counted.tallies.groups.items()
        days |= {str(group[-1]) for group, tally in groups if tally.numbers.get(ROWS)}
    if empty := [said_days(one) for one in changed if not any(lies_within(day, one) for day in days)]:
        yield Finding(CUBE_DAYS_EMPTY, after.file, cell="--changed", facts={"found": empty})


def _check(faults: Iterator[Finding], cube: Cube) -> None:
    if found := tuple(faults):
        raise LogError(findings=found, path=cube.file, count=len(found))


def _faults(cube: Cube) -> Iterator[Finding]:
    """Say why no day can be replaced in a cube."""
    file = cube.file
    if cube.part is not None:
        yield Finding(CUBE_IS_PART, file, facts={"found": cube.part.number, "parts": cube.part.parts})
    if ROW_DAY not in cube.counted.tallies.by:
        yield Finding(CUBE_WITHOUT_DAYS, file, facts={"found": list(cube.counted.tallies.by) or "–"})


@dataclass(frozen=True, slots=True)
class _Share:
    """Measures whose figures are replaced for the same days of rows.

    Attributes:
        countings: The measures.
        days: The days; ``None`` for all.
        seen: The days whose rows have to be seen for that.
        with_rows: Whether the count of rows is among them.
    """

    countings: Sequence[CountingRecord]
    days: Sequence[Period] | None = None
    seen: Sequence[Period] = ()
    with_rows: bool = False

    def holds(self, day: str | None) -> bool:
        """Whether what rows of a day added is replaced."""
        return self.days is None or any(lies_within(day, period) for period in self.days)

    def condition(self, time: str) -> str:
        """Write the condition of the rows that are counted; empty for all."""
        return " OR ".join(f"({period.condition(f'{time}_local')})" for period in self.seen)


@dataclass(frozen=True)
class _Refresh:
    """A cube, its log as it is now, and the days that changed."""

    cube: Cube
    log: OpenLog
    question: Question
    changed: Sequence[Period]

    @cached_property
    def _countings(self) -> list[CountingRecord]:
        return countings_of(self.log, self.question)

    @cached_property
    def _counter(self) -> LogCounter:
        return LogCounter(self.log, compiler_of(self.log, self.cube.period), self.cube.counted.tallies.by)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return rows_by_day(self.log)

    @property
    def rows_outside(self) -> dict[str, int]:
        """The rows of this log on days outside the period of the cube."""
        return outside(self.cube.period, self._rows)

    @property
    def _has_moved(self) -> bool:
        """Whether the moment as of which cases are judged is another one than that of the cube."""
        return self.cube.as_of is None and self.cube.latest != self.log.latest

    def faults(self, map_text: bytes) -> Iterator[Finding]:
        """Say why days of this log cannot stand in the cube."""
        cube, log, file = self.cube, self.log, self.cube.file
        differing = [
            *(["map.toml"] if cube.map_text != map_text else []),
            *(["[lookup]"] if cube.names != hash_of_names(log.log_map) else []),
            *(["engine"] if cube.counted.engine != log.engine.name else []),
            *(["as_of"] if cube.as_of != log.as_of else []),
        ]
        if not differing and not self._is_counted_alike():
            differing = ["statement.sql"]
        if differing:
            yield Finding(CUBE_OTHER_STATEMENT, file, facts={"found": differing})
        elif others := self._other_days():
            told = [*others[:_EXAMPLES], *(["…"] if others[_EXAMPLES:] else [])]
            yield Finding(CUBE_OTHER_DAYS_CHANGED, file, cell="--changed", facts={"found": told})

    def _is_counted_alike(self) -> bool:
        """Whether the statement would be that of the cube, had the log ended when it did."""
        counter, latest = self._counter, self.cube.latest
        clock = replace(counter.compiler.rows.clock, latest=latest) if latest else counter.compiler.rows.clock
        compiler = replace(
            counter.compiler,
            rows=replace(counter.compiler.rows, clock=clock),
            exact_values=self.cube.counted.tallies.exact_values,
        )
        ways = replace(counter, compiler=compiler).ways(self._countings)
        return any(statement_of(way) == self.cube.statement for way in ways)

    def _other_days(self) -> list[str]:
        """List the days that were not named and have another number of rows, outside of the cube's period as well."""
        before = Counter(self.cube.rows_outside)
        for group, tally in self.cube.counted.tallies.groups.items():
            if rows := int(tally.numbers.get(ROWS, 0)):
                before[str(group[-1])] += rows
        named = _Share((), self.changed)
        days = {*self._rows, *before}
        return sorted(day for day in days if not named.holds(day) and self._rows.get(day, 0) != before[day])

    def counted(self) -> Counted:
        """Count what has to be counted again and put it in the place of the old."""
        groups = {
            group: Tally(dict(tally.numbers), dict(tally.values))
            for group, tally in self.cube.counted.tallies.groups.items()
        }
        reads: dict[str, Read] = {}
        overall: dict[str, int | Decimal] = {}
        for share in self._shares():
            only = share.condition(self.log.log_map.log.time)
            found = self._counter.count(share.countings, only=only, with_rows=share.with_rows)
            _replace(groups, found, share)
            reads |= found.reads
            overall |= found.overall
        filled = {group: tally for group, tally in groups.items() if tally.numbers or tally.values}
        exact_values = self._counter.compiler.exact_values
        tallies = tallied(self._counter.by, filled, overall, reads, exact_values=exact_values)
        return self._counter.counted(self._countings, tallies)

    def _shares(self) -> Iterator[_Share]:
        """Part the measures by the days for which they have to be counted again."""
        whole, around, days = [], [], []
        for one in self._countings:
            if self._needs_all(one):
                whole.append(one)
            elif isinstance(one.component, Followed):
                around.append(one)
            else:
                days.append(one)
        yield _Share(days, self.changed, self.changed, with_rows=True)
        if whole:
            yield _Share(whole)
        if around:
            length = self._longest_window(around)
            tail = [*self.changed, *([Period(self._first_unfinished())] if self._has_moved else [])]
            near = [_widened(period, length) for period in tail]
            yield _Share(around, near, [_widened(period, length) for period in near])

    def _needs_all(self, counting: CountingRecord) -> bool:
        """Whether no day can be taken out of a measure, or the moment that it depends on has moved."""
        match counting.component:
            case Distinct():
                return True
            case Followed(since=since):
                return since is not None  # a window that begins late reaches from any day
            case Quantile() if self._counter.compiler.exact_values != self.cube.counted.tallies.exact_values:
                return True
        return self._has_moved and depends_on_now(counting)

    def _first_unfinished(self) -> date:
        """Return the first of both days on which the log ended: windows that had not ended by then may have since."""
        known = [moment for moment in (self.cube.latest, self.log.latest) if moment is not None]
        return moments.local(min(known), self.log.log_map.timezone).date()

    def _longest_window(self, countings: Sequence[CountingRecord]) -> timedelta:
        """Return how far the longest event window reaches, a day more for a change of the clock."""
        units = {parameter.id: parameter.unit for parameter in logs().parameters}
        longest = 0.0
        for name in {one.component.window for one in countings if isinstance(one.component, Followed)}:
            parameter, unit = self.log.log_map.parameters[name], units[name]
            values = [parameter.number, *(where.value for where in parameter.where)]
            longest = max(longest, max(values) * (IN_SECONDS[unit] if unit is not None else 1))
        return timedelta(days=math.ceil(longest / _DAY) + 1)


def _replace(groups: dict[Group, Tally], found: Tallies, share: _Share) -> None:
    """Take out what rows of some days had added to some measures, and put in what they add now."""
    aliases = [alias for read in found.reads.values() for alias in (*read.aliases, read.censored)]
    aliases += [ROWS] if share.with_rows else []
    for group, tally in groups.items():
        if share.holds(group[-1]):
            for alias in aliases:
                tally.numbers.pop(alias, None)
                tally.values.pop(alias, None)
    for group, tally in found.groups.items():
        if share.holds(group[-1]):
            own = groups.setdefault(group, Tally())
            own.numbers |= tally.numbers
            own.values |= tally.values


def _widened(period: Period, length: timedelta) -> Period:
    """Move the ends of a period apart."""
    first = None if period.first is None else date.min if period.first - date.min < length else period.first - length
    last = None if period.last is None else date.max if date.max - period.last < length else period.last + length
    return Period(first, last)
