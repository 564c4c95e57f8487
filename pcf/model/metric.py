"""Measures, formulas over them, and metrics: declarations, no arithmetic."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pcf.ids import ElementId, MeasureId, MetricId, WordId
from pcf.model.text import Record, Text
from pcf.units import Unit

Column = Literal[
    "contact_id", "customer_id", "segment", "channel", "reason", "opened_at", "queued_at", "answered_at",
    "abandoned_at", "closed_at", "handle_seconds", "resolved_first", "satisfaction",
]  # fmt: skip


class Present(Record):
    """The column has a value."""

    kind: Literal["present"]
    column: Column


class Absent(Record):
    """The column has no value (or is not mapped at all)."""

    kind: Literal["absent"]
    column: Column


class IsTrue(Record):
    """A yes-or-no column says yes."""

    kind: Literal["is_true"]
    column: Column


class AtLeast(Record):
    """A number column is at or above a parameter."""

    kind: Literal["at_least"]
    column: Column
    parameter: WordId


class Within(Record):
    """The time from one column to another is at most a parameter, in seconds, inclusive."""

    kind: Literal["within"]
    start: Column
    end: Column
    parameter: WordId


Condition = Annotated[Present | Absent | IsTrue | AtLeast | Within, Field(discriminator="kind")]


class CountIf(Record):
    """How many rows meet all conditions."""

    kind: Literal["count_if"]
    conditions: tuple[Condition, ...]


class SumColumn(Record):
    """The sum of a number column over the rows that meet all conditions."""

    kind: Literal["sum_column"]
    column: Column
    conditions: tuple[Condition, ...]


class SumDuration(Record):
    """The sum, in seconds, of the time from one column to another over the rows that meet all conditions."""

    kind: Literal["sum_duration"]
    start: Column
    end: Column
    conditions: tuple[Condition, ...]


Component = Annotated[CountIf | SumColumn | SumDuration, Field(discriminator="kind")]


class ParameterRecord(Record):
    """A number that a component takes from the map file, with the default that stands as an example."""

    id: WordId
    default: Annotated[float, Field(ge=0)]
    unit: Unit | None = None
    name: Text
    definition: Text


class MeasureRecord(Record):
    """What is collected: counted from a log by its component, or typed in by hand.

    ``optional`` columns leave the measure at 0 when the map does not name them; every
    other column that the component reads must be mapped.
    """

    id: MeasureId
    unit: Unit
    log: Literal["contacts"]
    component: Component
    optional: tuple[Column, ...] = ()
    name: Text
    definition: Text


class Ratio(Record):
    """``scale * numerator / denominator``."""

    kind: Literal["ratio"]
    numerator: Operand
    denominator: Operand
    scale: Annotated[float, Field(gt=0)] = 1.0


class Difference(Record):
    """``minuend - subtrahend``."""

    kind: Literal["difference"]
    minuend: Operand
    subtrahend: Operand


Formula = Annotated[Ratio | Difference, Field(discriminator="kind")]
Operand = MeasureId | Formula

Category = Literal[
    "Cost Effectiveness", "Cycle Time", "Process Efficiency", "Staff Productivity", "Supplemental Information"
]
Better = Literal["higher", "lower", "band", "none"]
Basis = Literal["census", "sample"]


class MetricRecord(Record):
    """A figure computed from measures, attached to one element.

    APQC's metrics so far carry id, name, category, unit, source and the wording of
    their formula (``stated_formula``); ``better`` is ``None`` where nobody has judged it yet.
    """

    id: MetricId
    element: ElementId
    name: Text
    definition: Text | None = None
    category: Category
    unit: Unit
    better: Better | None = None
    basis: Basis | None = None
    formula: Formula | None = None
    stated_formula: str = ""
    evidence_for: tuple[ElementId, ...] = ()
    same_as: tuple[MetricId, ...] = ()
    lint: str = ""
    source: str


Ratio.model_rebuild()
Difference.model_rebuild()
