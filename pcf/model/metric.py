"""Measures, and the metrics that formulas make of them: declarations, no arithmetic."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from pcf.ids import ElementId, MeasureId, MetricId, WordId
from pcf.model.formula import Exact, Formula
from pcf.model.text import Record, Text
from pcf.units import Unit


class MeasureRecord(Record):
    """What is collected: typed in by hand, or counted from a log where ``pcf.model.log`` says how.

    ``additive``: whether the figures of groups may be summed; a rate, a median or a count of
    distinct customers may not. ``zero_if_absent``: who does not collect it computes with 0.
    """

    id: MeasureId
    unit: Unit
    additive: bool = True
    zero_if_absent: bool = False
    name: Text
    definition: Text


Category = Literal[
    "Cost Effectiveness", "Cycle Time", "Process Efficiency", "Staff Productivity", "Supplemental Information"
]
Better = Literal["higher", "lower", "band", "none"]
Basis = Literal["census", "sample"]


class Per(Record):
    """What a rate is given for: ``per 1,000 currency``, ``per contact``."""

    unit: Unit
    amount: Annotated[Exact, Field(gt=0)] = Fraction(1)


class IntervalRecord(Record):
    """Which 95 % confidence interval suits a metric.

    ``wilson``: a share; with ``population``, a share of a finite population of that many.
    ``adjusted_wald``: net promoters. ``poisson``: a count over an exposure. ``order``: a quantile.
    """

    kind: Literal["wilson", "adjusted_wald", "poisson", "order"]
    population: MeasureId | None = None


class OddityRecord(Record):
    """Something odd in APQC's originals, and what is done about it here."""

    id: WordId
    name: Text
    treatment: Text


class MetricRecord(Record):
    """A figure computed from measures, attached to one element.

    Attributes:
        is_share: A percentage of a part in its whole: never below 0 or above 100.
        per: What the unit is given for; ``None`` for percentages and for figures taken as they stand.
        better: ``none`` where neither more nor less is better by itself.
        interval: The confidence interval that suits a figure of this kind.
        stated_formula: APQC's own wording.
        variant_of: The metric whose question this one answers by another rule.
        oddities: What is odd in APQC's original; ``correction`` says what was changed and why.
    """

    id: MetricId
    element: ElementId
    name: Text
    definition: Text | None = None
    category: Category
    unit: Unit
    is_share: bool = False
    per: Per | None = None
    better: Better
    basis: Basis
    interval: IntervalRecord | None = None
    formula: Formula
    stated_formula: str = ""
    evidence_for: tuple[ElementId, ...] = ()
    same_as: tuple[MetricId, ...] = ()
    variant_of: MetricId | None = None
    edge_cases: Text | None = None
    oddities: tuple[WordId, ...] = ()
    correction: Text | None = None
    source: str
