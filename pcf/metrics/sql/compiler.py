"""Components of measures, fused into one SELECT over the relation ``contacts``.

``contacts`` has the canonical columns (``pcf.model.Column``) and ``opened_local``, the local time
that days and months are taken from. The text keeps to the portable subset of SQL that DuckDB,
PostgreSQL and Spark run alike, so durations are counted in whole microseconds: fractions of
seconds would answer "within 20 s" differently on different engines.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, get_args

from pcf.metrics.map_records import Parameter
from pcf.model import (
    Absent,
    AtLeast,
    Column,
    Component,
    Condition,
    CountIf,
    IsTrue,
    MeasureRecord,
    Present,
    SumColumn,
    SumDuration,
    Within,
)
from pcf.units import Unit

Dimension = Literal["segment", "channel", "reason", "month", "day"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)

TOTAL = "contact_rows"  # alias of the count of rows, which every statement has

MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Statement:
    """One fused statement and how to read a row of its answer.

    Attributes:
        text: Portable SQL over ``contacts``.
        by: The dimensions, in the order of the first columns.
        aliases: Measure id to the name of its column; equal components share one.
        zeros: Measures that count 0 because their optional columns are not mapped.
        missing: Measure id to the columns without which it is not computed.
        durations: Aliases that hold microseconds.
    """

    text: str
    by: tuple[Dimension, ...]
    aliases: Mapping[str, str]
    zeros: tuple[str, ...]
    missing: Mapping[str, tuple[Column, ...]]
    durations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Compiler:
    """Writes the SQL of components.

    Attributes:
        mapped: Canonical columns that the map names. ``queued_at`` is always there.
        parameters: Parameter id to its value.
        in_seconds: Parameters whose unit is seconds: compared in microseconds.
    """

    mapped: Collection[Column]
    parameters: Mapping[str, Parameter]
    in_seconds: Collection[str]

    def fuse(self, measures: Sequence[MeasureRecord], by: Sequence[Dimension]) -> Statement:
        """Compile all measures into one statement, grouped by the dimensions."""
        lost = {m.id: self._missing(m) for m in measures}
        needed = {m.id: tuple(c for c in lost[m.id] if c not in m.optional) for m in measures}
        missing = {measure_id: columns for measure_id, columns in needed.items() if columns}
        zeros = tuple(m.id for m in measures if m.id not in missing and lost[m.id])
        asked = [m for m in measures if m.id not in missing and m.id not in zeros]
        alias_of: dict[Component, str] = {}
        aliases = {m.id: alias_of.setdefault(m.component, m.id) for m in asked}
        terms = [f"{self._dimension(name)} AS {name}" for name in by]
        terms += [f"COUNT(*) AS {TOTAL}", *(f"{self._aggregate(c)} AS {alias}" for c, alias in alias_of.items())]
        text = "SELECT\n  " + ",\n  ".join(terms) + "\nFROM contacts"
        if by:
            text += "\nGROUP BY " + ", ".join(str(place) for place in range(1, len(by) + 1))
        durations = frozenset(alias for c, alias in alias_of.items() if isinstance(c, SumDuration))
        return Statement(text, tuple(by), aliases, zeros, missing, durations)

    def _missing(self, measure: MeasureRecord) -> tuple[Column, ...]:
        """List the columns that the measure reads and the map does not name."""
        there = {*self.mapped, "queued_at"}
        return tuple(column for column in columns_of(measure.component) if column not in there)

    def _dimension(self, name: Dimension) -> str:
        if name in ("month", "day"):
            return f"DATE_TRUNC('{name}', opened_local)"
        return name if name in self.mapped else "CAST(NULL AS VARCHAR)"

    def _aggregate(self, component: Component) -> str:
        when = " AND ".join(self._condition(condition) for condition in component.conditions) or "TRUE"
        match component:
            case CountIf():
                return f"COUNT(CASE WHEN {when} THEN 1 END)"
            case SumColumn(column=column):
                return f"COALESCE(SUM(CASE WHEN {when} THEN {column} END), 0)"
            case SumDuration(start=start, end=end):
                # a wait below zero is a fault of two clocks and is taken as none
                return f"COALESCE(SUM(CASE WHEN {when} AND {start} <= {end} THEN {_elapsed(start, end)} END), 0)"

    def _condition(self, condition: Condition) -> str:
        match condition:
            case Present(column=column):
                return f"{column} IS NOT NULL"
            case Absent(column=column):
                return f"{column} IS NULL"
            case IsTrue(column=column):
                return f"{column} = TRUE"
            case AtLeast(column=column, parameter=parameter):
                return f"{column} >= {self._threshold(parameter)}"
            case Within(start=start, end=end, parameter=parameter):
                return f"{_elapsed(start, end)} <= {self._threshold(parameter)}"

    def _threshold(self, name: str) -> str:
        """Write a parameter: a number, or a CASE over segments and channels."""
        parameter = self.parameters[name]
        factor = MICROSECONDS if name in self.in_seconds else 1
        branches = [
            f"WHEN {group(where.segment, where.channel)} THEN {_number(where.value, factor)}"
            for where in parameter.where
        ]
        default = _number(parameter.default, factor)
        return f"CASE {' '.join(branches)} ELSE {default} END" if branches else default


def columns_of(component: Component) -> tuple[Column, ...]:
    """List the canonical columns that a component reads, each once."""
    found: list[Column] = []
    for part in (component, *component.conditions):
        for field in ("column", "start", "end"):
            column: Column | None = getattr(part, field, None)
            if column is not None:
                found.append(column)
    return tuple(dict.fromkeys(found))


def group(segment: str | None, channel: str | None) -> str:
    """Write the condition that a contact is of a segment, a channel, or both."""
    named = {"segment": segment, "channel": channel}
    return " AND ".join(f"{column} = {literal(value)}" for column, value in named.items() if value is not None)


def literal(text: str) -> str:
    """Write a text literal of SQL."""
    return "'" + text.replace("'", "''") + "'"


def seconds_parameters(units: Mapping[str, Unit | None]) -> frozenset[str]:
    """Pick the parameters that are times."""
    return frozenset(name for name, unit in units.items() if unit is Unit.SECONDS)


def _elapsed(start: Column, end: Column) -> str:
    return f"DATE_DIFF('microsecond', {start}, {end})"


def _number(value: float, factor: int) -> str:
    """Write a number as plain decimals; a time as the whole microseconds that it holds."""
    exact = Decimal(repr(value)) * factor
    return str(int(exact)) if factor != 1 or exact == int(exact) else f"{exact:f}"
