"""The assumptions of one segment as exact figures, each with what is thought possible and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pcf.complaints.records import Assumption
from pcf.formula.intervals import poisson, wilson
from pcf.model.loop import AssumptionRecord, AssumptionUnit

RangeKind = Literal["stated", "survey", "count"]
Range = tuple[Fraction, Fraction]
REGISTERED = "registered"


@dataclass(frozen=True, slots=True)
class Figure:
    """One assumption.

    Attributes:
        id: Its id in the model.
        value: Shares are 0 to 1; counts, amounts and ratios as they are typed.
        range: What is thought possible, in the same unit; ``None`` where nothing says so.
        range_kind: Whether somebody stated it, or it follows from the number of people asked (Wilson) or from the
            count itself (exact Poisson).
        source: Where it comes from, as it was typed.
        is_counted: Whether it was counted from the complaint log.
    """

    id: str
    value: Fraction
    range: Range | None = None
    range_kind: RangeKind | None = None
    source: str = ""
    is_counted: bool = False


def figures_of(
    assumptions: Iterable[Assumption], declared: Mapping[str, AssumptionRecord], counted: int | None = None
) -> dict[str, Figure]:
    """Return the figures of one segment by assumption; blank ones are absent.

    Args:
        assumptions: What was typed for the segment.
        declared: The assumptions of the model.
        counted: Complaints of the segment in the log; they stand in where ``registered`` is blank.
    """
    figures = {
        one.assumption: _figure(one, declared[one.assumption].unit)
        for one in assumptions
        if one.value is not None and one.assumption in declared
    }
    if REGISTERED not in figures and counted is not None:
        value = Fraction(counted)
        figures[REGISTERED] = Figure(REGISTERED, value, _of_count(value), "count", is_counted=True)
    return figures


def _figure(typed: Assumption, unit: AssumptionUnit) -> Figure:
    assert typed.value is not None
    scale = 100 if unit == "percent" else 1
    value = Fraction(typed.value) / scale
    low = Fraction(typed.low) / scale if typed.low is not None else None
    high = Fraction(typed.high) / scale if typed.high is not None else None
    if low is not None or high is not None:
        ends = (value if low is None else low, value if high is None else high)
        return Figure(typed.assumption, value, ends, "stated", typed.source)
    if unit == "percent" and typed.n is not None and value <= 1:
        return Figure(typed.assumption, value, _of_survey(value, Fraction(typed.n)), "survey", typed.source)
    if typed.assumption == REGISTERED:
        return Figure(typed.assumption, value, _of_count(value), "count", typed.source)
    return Figure(typed.assumption, value, source=typed.source)


def _of_survey(share: Fraction, asked: Fraction) -> Range:
    low, high = wilson(float(share * asked), float(asked))
    return min(Fraction(low), share), max(Fraction(high), share)


def _of_count(count: Fraction) -> Range:
    low, high = poisson(float(count))
    return Fraction(low), Fraction(high)
