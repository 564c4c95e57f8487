"""A figure with everything a reader needs to judge it: n, basis, interval, flags, or why there is none."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from pcf.errors import MissingMeasureError, ZeroDenominatorError
from pcf.formula.intervals import Interval, adjusted_wald, poisson, wilson
from pcf.formula.units import quantity_of, unit_of
from pcf.formula.value import Exact, calculate, exactly, is_number, measures_of, ratio_of, value_of
from pcf.model import Basis, Difference, MetricRecord, Ratio
from pcf.units import Unit

Reason = Literal["no_data", "missing_measure"]
Flag = Literal["small_n", "provisional", "approximate"]

SMALL_N = 30  # below this many cases a share moves by more than three points with one case


@dataclass(frozen=True, slots=True)
class Result:
    """One metric for one group of cases.

    Attributes:
        value: In the metric's unit; ``None`` where it cannot be computed, with ``reason``.
        n: The cases behind it: what the formula divides by; ``None`` where that is unknown or no count.
        basis: ``census`` (all records counted) or ``sample`` (a survey, an audit).
        interval: 95 % confidence interval in the metric's unit, where the metric declares its kind.
        flags: ``small_n``: n below 30. ``provisional``: the period or an event window has not ended.
            ``approximate``: a quantile from buckets, at most 1 % off.
        missing: Measures, log columns or settings that were absent.
    """

    value: float | None
    reason: Reason | None = None
    n: float | None = None
    basis: Basis | None = None
    interval: Interval | None = None
    flags: tuple[Flag, ...] = ()
    missing: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, object]:
        """Return the promised keys; nothing is rounded."""
        return {
            "value": self.value,
            "n": int(self.n) if self.n is not None and float(self.n).is_integer() else self.n,
            "basis": self.basis,
            "interval": list(self.interval) if self.interval else None,
            "flags": list(self.flags),
            "reason": self.reason,
            "missing": list(self.missing),
        }


@dataclass(frozen=True, slots=True)
class Support:
    """What is known of a measure that was counted as it stands, such as a median.

    Attributes:
        n: The cases that it was taken from.
        interval: Its own confidence interval, in the measure's unit.
        flags: What must be said of every metric made of it.
    """

    n: float | None = None
    interval: Interval | None = None
    flags: tuple[Flag, ...] = ()


def stated(metric: MetricRecord, value: float, n: float | None) -> Result:
    """Put beside a typed figure what a reader needs to judge it.

    Args:
        metric: The declaration; for a share of a sample the interval is Wilson's.
        value: In the metric's unit; a percentage on 0-100. One that is not finite is no figure.
        n: The cases behind it, ``None`` where nobody knows.
    """
    if not math.isfinite(value):
        return Result(None, "no_data", n, metric.basis)
    interval = None
    if metric.basis == "sample" and metric.unit is Unit.PERCENT and n and _is_sample(n) and 0 <= value <= 100:
        interval = _scaled(wilson(value / 100 * n, n), 100)
    return Result(value, None, n, metric.basis, interval, flags_of(n))


def _is_sample(n: float) -> bool:
    """Whether an interval can be told of so many cases: of less than one there is no sample."""
    return 1 <= n < math.inf


def flags_of(n: float | None) -> tuple[Flag, ...]:
    """Return what must be said of a figure that rests on so many cases."""
    return ("small_n",) if n is not None and n < SMALL_N else ()


def result(
    metric: MetricRecord,
    measures: Mapping[str, float],
    units: Mapping[str, Unit],
    support: Mapping[str, Support] | None = None,
) -> Result:
    """Compute a metric and what belongs beside it; never raises for data.

    Args:
        metric: The declaration.
        measures: Measure id to value, in the measure's own unit.
        units: Measure id to its unit: n is told only where it counts something.
        support: What is known of measures taken as they stand.
    """
    ratio = ratio_of(metric.formula)
    known = support or {}
    try:
        value = calculate(metric, measures)
    except MissingMeasureError as error:
        missing = error.facts["missing"]
        return Result(None, "missing_measure", basis=metric.basis, missing=tuple(missing))  # type: ignore[arg-type]
    except ZeroDenominatorError:
        return Result(None, "no_data", n=0.0, basis=metric.basis)
    except OverflowError:  # figures so large are a slip of the pen
        return Result(None, "no_data", basis=metric.basis)
    exact = exactly(metric, measures)
    n = _cases(ratio, exact, units) if ratio else _least(known, metric)
    try:
        interval = _interval(metric, ratio, exact, measures, known)
    except OverflowError:  # an end of it is larger than any float
        interval = None
    own = (flag for name in measures_of(metric.formula) if name in known for flag in known[name].flags)
    flags = tuple(dict.fromkeys((*flags_of(n), *own)))
    return Result(value, None, n, metric.basis, interval, flags)


def _cases(ratio: Ratio, measures: Exact, units: Mapping[str, Unit]) -> float | None:
    """Return what a ratio divides by, if that is a number of cases and not an amount of money or time."""
    if any(name not in units for name in measures_of(ratio.denominator)):
        return None
    is_count = unit_of(ratio.denominator, units) == quantity_of(Unit.CASES)
    try:
        return float(value_of(ratio.denominator, measures)) if is_count else None
    except OverflowError:
        return None


def _least(support: Mapping[str, Support], metric: MetricRecord) -> float | None:
    counts = [one.n for name in measures_of(metric.formula) if (one := support.get(name)) and one.n is not None]
    return min(counts, default=None)


def _interval(
    metric: MetricRecord,
    ratio: Ratio | None,
    exact: Exact,
    measures: Mapping[str, float],
    support: Mapping[str, Support],
) -> Interval | None:
    if metric.interval is None:
        return None
    if metric.interval.kind == "order":
        return _interval_of_parts(metric, exact, support)
    if ratio is None:
        return None
    above, below = float(value_of(ratio.numerator, exact)), float(value_of(ratio.denominator, exact))
    match metric.interval.kind, ratio.numerator:
        case "wilson", _ if _is_sample(below) and 0 <= above <= below:
            population = measures.get(metric.interval.population or "")
            known = population if is_number(population) else None
            return _scaled(wilson(above, below, known), ratio.scale)
        case "adjusted_wald", Difference(minuend=up, subtrahend=down) if _is_sample(below):
            promoters, detractors = float(value_of(up, exact)), float(value_of(down, exact))
            if min(promoters, detractors) < 0 or promoters + detractors > below:
                return None  # figures that contradict each other
            return _scaled(adjusted_wald(promoters, detractors, below), ratio.scale)
        case "poisson", _ if below > 0 and above >= 0:
            return _scaled(poisson(above), ratio.scale / Fraction(below))
    return None


def _interval_of_parts(metric: MetricRecord, exact: Exact, support: Mapping[str, Support]) -> Interval | None:
    """Carry the interval of the one measure behind a figure through its formula, which only scales it."""
    (name,) = measures_of(metric.formula) if len(measures_of(metric.formula)) == 1 else ("",)
    if name not in support or (ends := support[name].interval) is None:
        return None
    low, high = (float(value_of(metric.formula, dict(exact) | {name: Fraction(end)})) for end in ends)
    return low, high


def _scaled(ends: Interval, scale: Fraction | float) -> Interval:
    low, high = ends[0] * float(scale), ends[1] * float(scale)
    if not (math.isfinite(low) and math.isfinite(high)):
        raise OverflowError
    return low, high
