"""Conditions on a row, and values of a row, as portable SQL.

Durations are counted in whole microseconds: fractions of seconds would answer "within 20 s"
differently on different engines.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from pcf.metrics.map_records import Parameter
from pcf.model.component import (
    Absent,
    Age,
    AtLeast,
    AtMost,
    ColumnValue,
    Condition,
    Conditions,
    Decided,
    Due,
    Elapsed,
    Gap,
    IsFalse,
    IsTrue,
    NotAfter,
    OneOf,
    Open,
    Present,
    Unmarked,
    Value,
    Within,
)
from pcf.units import IN_SECONDS, Unit

MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Clock:
    """What "now" means for a log, in the time that its rows are kept in.

    Attributes:
        as_of: The moment that was asked for; ``None`` if none was.
        latest: The latest moment that the log knows of: stands in where a moment is needed only to
            tell what had time to happen.
    """

    as_of: datetime | None
    latest: datetime

    @property
    def now(self) -> datetime:
        return self.as_of if self.as_of is not None else self.latest


@dataclass(frozen=True, slots=True)
class RowWriter:
    """Writes the SQL of conditions and values.

    Attributes:
        parameters: Parameter id to its value.
        units: Parameter id to its unit; times are compared in microseconds.
        clock: What "now" means.
        mapped: Canonical columns that there are.
    """

    parameters: Mapping[str, Parameter]
    units: Mapping[str, Unit | None]
    clock: Clock
    mapped: Collection[str]

    def all_of(self, conditions: Conditions) -> str:
        """Write the condition that all hold; empty where there is none."""
        return " AND ".join(dict.fromkeys(written for one in conditions if (written := self.condition(one))))

    def condition(self, condition: Condition) -> str:
        """Write one condition; empty where it always holds."""
        match condition:
            case Present(column=column):
                return f"{column} IS NOT NULL"
            case Absent(column=column):
                return f"{column} IS NULL"
            case Unmarked(column=column):
                return f"{column} IS NULL" if column in self.mapped else ""
            case IsTrue(column=column):
                return f"{column} = TRUE"
            case IsFalse(column=column):
                return f"{column} = FALSE"
            case OneOf(column=column, codes=codes):
                return f"{column} IN ({', '.join(literal(code) for code in codes)})"
            case AtLeast() | AtMost():
                sign = ">=" if isinstance(condition, AtLeast) else "<="
                return f"{condition.column} {sign} {self._limit(condition)}"
            case Within(start=start, end=end, parameter=parameter):
                return f"{elapsed(start, end)} <= {self.threshold(parameter)}"
            case NotAfter(column=column, limit=limit):
                return f"{column} <= {limit}"
            case Due(column=column):
                return f"{column} <= {moment_literal(self.clock.now)}"
            case Open(closed=closed):
                return f"({closed} IS NULL OR {closed} > {moment_literal(self.clock.now)})"
            case Decided(start=start, ends=ends, parameter=parameter):
                return self._decided(start, ends, parameter)

    def _limit(self, condition: AtLeast | AtMost) -> str:
        if condition.parameter is not None:
            return self.threshold(condition.parameter)
        return plain(Fraction(repr(condition.value)))

    def _decided(self, start: str, ends: tuple[str, ...], parameter: str) -> str:
        """Without a moment that was asked for, a log is taken as finished: every wait has ended."""
        if self.clock.as_of is None:
            return ""
        ended = [f"{end} IS NOT NULL" for end in ends if end in self.mapped]
        waited = f"{elapsed(start, moment_literal(self.clock.as_of))} > {self.threshold(parameter)}"
        return f"({' OR '.join([*ended, waited])})"

    def threshold(self, name: str) -> str:
        """Write a parameter: a number, or a CASE over segments and channels."""
        parameter = self.parameters[name]
        unit = self.units[name]
        factor = IN_SECONDS[unit] * MICROSECONDS if unit is not None and unit in IN_SECONDS else 1
        branches = [
            f"WHEN {group(where.segment, where.channel)} THEN {_number(where.value, factor)}"
            for where in parameter.where
        ]
        default = _number(parameter.number, factor)
        return f"CASE {' '.join(branches)} ELSE {default} END" if branches else default

    def value(self, value: Value) -> str:
        """Write a value; a time in microseconds."""
        match value:
            case ColumnValue(column=column):
                return column
            case Elapsed(start=start, end=end):
                # a wait below zero is a fault of two clocks and is taken as none
                return f"CASE WHEN {start} > {end} THEN 0 ELSE {elapsed(start, end)} END"
            case Age(start=start):
                return elapsed(start, moment_literal(self.clock.now))
            case Gap(first=first, second=second):
                return f"CASE WHEN {first} >= {second} THEN {first} - {second} ELSE {second} - {first} END"


def is_duration(value: Value) -> bool:
    """Whether a value is a time, which is counted in microseconds."""
    return isinstance(value, Elapsed | Age)


def elapsed(start: str, end: str) -> str:
    return f"DATE_DIFF('microsecond', {start}, {end})"


def moment_literal(when: datetime) -> str:
    """Write a moment."""
    return f"CAST('{when.isoformat(sep=' ')}' AS TIMESTAMP)"


def group(segment: str | None, channel: str | None) -> str:
    """Write the condition that a row is of a segment, a channel, or both."""
    named = {"segment": segment, "channel": channel}
    return " AND ".join(f"{column} = {literal(value)}" for column, value in named.items() if value is not None)


def literal(text: str) -> str:
    """Write a text literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def plain(exact: Fraction) -> str:
    """Write a number without exponent."""
    from pcf.formula import plain_number

    return plain_number(exact)


def _number(value: float, factor: int) -> str:
    """Write a number as plain decimals; a time as the whole microseconds that it holds."""
    exact = Fraction(repr(value)) * factor
    return str(int(exact)) if factor != 1 else plain(exact)
