"""Components of measures, fused into one statement over the relation of a log.

The relation has the log's id and the canonical columns of its declaration, each time also as
``<column>_local``, from which days and months are taken. The text keeps to the portable subset of
SQL that DuckDB, PostgreSQL and Spark run alike.

What goes by the same time and is additive shares one scan of the rows. What needs more has a
narrow scan of its own: a quantile, a distinct count, an event window. The scans stand in one
statement, joined by UNION ALL; ``part`` says which scan a row of the answer is from.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from pcf.metrics.sql.buckets import bucket
from pcf.metrics.sql.conditions import RowWriter, elapsed, is_duration, moment_literal
from pcf.metrics.sql.needs import needs
from pcf.metrics.sql.scans import Period, Scan, WindowedRows, fused
from pcf.model.component import Component, Count, Distinct, Followed, Maximum, Quantile, Stock, Sum
from pcf.model.log import CountingRecord, LogRecord

Dimension = Literal["segment", "channel", "reason", "product", "month", "week", "day", "row_day"]
ROW_DAY: Literal["row_day"] = "row_day"  # of the row itself, whatever time a component goes by: what cubes keep apart
DIMENSIONS: tuple[Dimension, ...] = tuple(name for name in get_args(Dimension) if name != ROW_DAY)
PERIODS: tuple[Dimension, ...] = ("month", "week", "day")

ROWS = "row_count"  # alias of the count of rows, which every statement has

Reading = Literal["number", "duration", "values", "distinct", "stock"]


@dataclass(frozen=True, slots=True)
class Read:
    """How a measure is read from the answer.

    Attributes:
        kind: ``number``; ``duration``, a number of microseconds; ``values``, a histogram that a
            quantile is taken from; ``distinct``, which groups cannot be summed by; ``stock``, what came
            in less what went out, added up over the periods.
        aliases: The columns that it is made of.
        in_microseconds: Whether the values are times.
        is_largest: Whether groups are joined by taking the larger one.
        share: Of a quantile.
        censored: The column that counts the cases whose window had not ended.
        column: Whose values are distinct.
    """

    kind: Reading
    aliases: tuple[str, ...]
    in_microseconds: bool = False
    is_largest: bool = False
    share: float = 0
    censored: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One fused statement and how to read a row of its answer.

    Attributes:
        text: Portable SQL over the log's relation.
        by: The dimensions, in the order of the first columns after ``part``.
        columns: What the columns after ``part``, the dimensions and ``bucket`` are.
        reads: Measure id to how it is read.
        zeros: Measures that count 0 because their optional columns are not mapped.
        missing: Measure id to the columns or settings without which it is not computed.
        totals: Parts that count over all groups what groups cannot be summed by.
        windows: Whether an event window is among the scans.
    """

    text: str
    by: tuple[Dimension, ...]
    columns: tuple[str, ...]
    reads: Mapping[str, Read]
    zeros: tuple[str, ...]
    missing: Mapping[str, tuple[str, ...]]
    totals: frozenset[int]
    windows: bool


@dataclass(frozen=True, slots=True)
class Compiler:
    """Writes the SQL of components.

    Attributes:
        log: The log that is counted.
        mapped: Canonical columns that the map names, defaults included.
        rows: Writes conditions and values.
        keys: Parameter id to the columns that make two cases alike.
        period: First and last local day, inclusive; ``None`` for open ends.
        exact_values: Whether quantiles count each value by itself instead of 2 %-wide buckets.
    """

    log: LogRecord
    mapped: Collection[str]
    rows: RowWriter
    keys: Mapping[str, tuple[str, ...]]
    period: Period = field(default_factory=Period)
    exact_values: bool = True

    def fuse(
        self, countings: Sequence[CountingRecord], by: Sequence[Dimension], *, with_rows: bool = True
    ) -> Statement:
        """Compile all countings into one statement, grouped by the dimensions.

        Args:
            countings: What to count.
            by: The dimensions.
            with_rows: Whether to count the rows of each group as well.
        """
        lost = {one.measure: self._missing(one) for one in countings}
        missing = {
            one.measure: needed
            for one in countings
            if (needed := tuple(name for name in lost[one.measure] if name not in one.optional))
        }
        zeros = tuple(one.measure for one in countings if one.measure not in missing and lost[one.measure])
        asked = [one for one in countings if one.measure not in missing and one.measure not in zeros]
        plan = _Plan(self, tuple(by))
        if with_rows:
            plan.count_rows()
        read_of: dict[Component, Read] = {}
        reads = {}
        for one in asked:
            if one.component not in read_of:
                read_of[one.component] = plan.add(_alias(one.measure), one.component)
            reads[one.measure] = read_of[one.component]
        scans = [*plan.scans.values()]
        return Statement(
            text=fused(scans, len(by)),
            by=tuple(by),
            columns=tuple(alias for scan in scans for alias in scan.aggregates),
            reads=reads,
            zeros=zeros,
            missing=missing,
            totals=frozenset(number for number, scan in enumerate(scans, 1) if scan.is_total),
            windows=any(scan.windowed for scan in scans),
        )

    def _missing(self, counting: CountingRecord) -> tuple[str, ...]:
        """List what the map does not name, and a moment that nobody gave."""
        there = {*self.mapped, *(["as_of"] if self.rows.clock.as_of is not None else [])}
        return tuple(name for name in needs(counting, self.keys) if name not in there)


def _alias(measure: str) -> str:
    """Return a name that SQL takes unquoted: an organisation's own measure has a colon in its id."""
    return measure.replace(":", "__")


@dataclass(slots=True)
class _Plan:
    """Puts components into scans."""

    compiler: Compiler
    by: tuple[Dimension, ...]
    scans: dict[object, Scan] = field(default_factory=dict)

    def count_rows(self) -> None:
        self._at(self.compiler.log.time).aggregates[ROWS] = self._counted("", self.compiler.log.time)

    def add(self, name: str, component: Component) -> Read:
        """Give a component its place; ``name`` becomes its alias."""
        rows, time = self.compiler.rows, component.at or self.compiler.log.time
        where = rows.all_of(component.where)
        match component:
            case Count():
                self._at(time).aggregates[name] = self._counted(where, time)
                return Read("number", (name,))
            case Sum(value=value):
                summed = self._case(where, time, rows.value(value))
                self._at(time).aggregates[name] = f"COALESCE(SUM({summed}), 0)"
                return Read("duration" if is_duration(value) else "number", (name,))
            case Maximum(value=value):
                self._at(time).aggregates[name] = f"MAX({self._case(where, time, rows.value(value))})"
                return Read("duration" if is_duration(value) else "number", (name,), is_largest=True)
            case Quantile(value=value, share=share):
                alias = self._values(time, rows.value(value), where, name)
                return Read("values", (alias,), in_microseconds=is_duration(value), share=share)
            case Distinct(column=column):
                self._distinct(name, f"COUNT(DISTINCT {self._case(where, time, column)})", time)
                return Read("distinct", (name,), column=column)
            case Stock(closed=closed):
                return self._stock(name, where, closed)
            case Followed():
                return self._followed(name, component, where)

    def _at(self, time: str) -> Scan:
        """Return the shared scan of what goes by a time; without periods all times are alike."""
        axis = time if self._has_period else self.compiler.log.time
        return self._scan(("rows", axis), axis)

    @property
    def _has_period(self) -> bool:
        return any(name in PERIODS for name in self.by)

    def _scan(self, key: object, time: str) -> Scan:
        if key not in self.scans:
            dimensions = [self._dimension(name, time) for name in self.by]
            # a row that has not come to this moment yet belongs to no period
            is_other = self._has_period and time != self.compiler.log.time
            where = f"{time} IS NOT NULL" if is_other else ""
            self.scans[key] = Scan(self.compiler.log.id, dimensions, [*self.by], where=where)
        return self.scans[key]

    def _dimension(self, name: Dimension, time: str) -> str:
        if name == ROW_DAY:
            return f"DATE_TRUNC('day', {self.compiler.log.time}_local)"
        if name in PERIODS:
            return f"DATE_TRUNC('{name}', {time}_local)"
        return name if name in self.compiler.mapped else "CAST(NULL AS VARCHAR)"

    def _within(self, where: str, time: str) -> str:
        """Write the conditions with the period that was asked for."""
        return " AND ".join(part for part in (where, self.compiler.period.condition(f"{time}_local")) if part)

    def _case(self, where: str, time: str, value: str) -> str:
        when = self._within(where, time)
        return f"CASE WHEN {when} THEN {value} END" if when else value

    def _counted(self, where: str, time: str) -> str:
        when = self._within(where, time)
        return f"COUNT(CASE WHEN {when} THEN 1 END)" if when else "COUNT(*)"

    def _values(self, time: str, value: str, where: str, name: str) -> str:
        """Give a quantile's value a scan that counts how often each value, or each bucket of values, comes."""
        when = self._within(where, time)
        key = ("values", time if self._has_period else "", value, when)
        scan = self._scan(key, time)
        if not scan.bucket:
            filtered = f"CASE WHEN {when} THEN {value} END" if when else value
            scan.bucket = filtered if self.compiler.exact_values else bucket(filtered)
            scan.aggregates[f"{name}_values"] = "COUNT(*)"
        return next(iter(scan.aggregates))

    def _distinct(self, name: str, aggregate: str, time: str) -> None:
        """Count per group, and once more over all groups, since the groups' counts do not add."""
        scan = self._scan(("distinct", name), time)
        scan.aggregates[name] = aggregate
        nothing = [f"CAST(NULL AS {'TIMESTAMP' if one in (*PERIODS, ROW_DAY) else 'VARCHAR'})" for one in self.by]
        if ROW_DAY in self.by:  # of several days of rows it would not add up to a group
            scan.dimensions[self.by.index(ROW_DAY)] = nothing[self.by.index(ROW_DAY)]
        if self.by:
            total = Scan(self.compiler.log.id, nothing, [*self.by], is_total=True)
            total.aggregates[f"{name}_total"] = aggregate
            self.scans[("distinct_total", name)] = total

    def _stock(self, name: str, where: str, closed: str) -> Read:
        """Count what came in and what went out up to the moment; periods before the first asked one count too."""
        now = moment_literal(self.compiler.rows.clock.now)
        opened, time = self.compiler.log.time, self.compiler.log.time
        for alias, column in ((f"{name}_in", opened), (f"{name}_out", closed)):
            when = " AND ".join(part for part in (where, f"{opened} <= {now}", f"{column} <= {now}") if part)
            late = f"{column} < {opened}" if column == closed else ""
            axis = column if self._has_period else time
            in_order = f" AND NOT ({late})" if late and self._has_period else ""
            self._at(axis).aggregates[alias] = f"COUNT(CASE WHEN {when}{in_order} THEN 1 END)"
            if in_order:  # closed before it began, by two clocks: it goes out in the period in which it came in
                self._at(time).aggregates[f"{alias}_early"] = f"COUNT(CASE WHEN {when} AND {late} THEN 1 END)"
        return Read("stock", (f"{name}_in", f"{name}_out", f"{name}_out_early"))

    def _followed(self, name: str, component: Followed, where: str) -> Read:
        rows, time, log = self.compiler.rows, self.compiler.log.time, self.compiler.log
        since, key = component.since or time, self.compiler.keys[component.key]
        axis = component.at or time
        window = rows.threshold(component.window)
        scan = self._scan(("window", key, since, window, axis if self._has_period else ""), axis)
        if scan.windowed is None:
            name_of_rows = f"{log.id}_in_order_{len(self.scans)}"
            scan.windowed = WindowedRows(name_of_rows, log.id, key, time, log.key or time, since, window)
            scan.windowed.group_by(scan)
            scan.where = ""
        windowed = scan.windowed
        placed = f"{axis} IS NOT NULL" if axis != time else ""
        flag = windowed.flag(self._within(" AND ".join(part for part in (where, placed) if part), axis))
        conditions = [f"{flag} = 1"] if flag else []
        if component.starts:
            windowed.looks_back = True
            conditions.append(f"(previous_at IS NULL OR {elapsed('previous_at', 'own_at')} > window_length)")
        lived = elapsed("since_at", moment_literal(rows.clock.now))
        ended = f"{lived} >= window_length"
        outcome = [f"{elapsed('since_at', 'next_at')} <= window_length"] if component.outcome == "followed" else []
        scan.aggregates[name] = f"COUNT(CASE WHEN {' AND '.join([*conditions, ended, *outcome])} THEN 1 END)"
        unfinished = " AND ".join([*conditions, f"{lived} < window_length"])
        censored = f"{name}_unfinished"
        scan.aggregates[censored] = f"COUNT(CASE WHEN {unfinished} THEN 1 END)"
        return Read("number", (name,), censored=censored)
