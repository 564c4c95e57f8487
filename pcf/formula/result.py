"""A figure with everything a reader needs to judge it: n, basis, interval, flags, or why there is none."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pcf.errors import MissingMeasureError, NoFormulaError, ZeroDenominatorError
from pcf.formula.value import calculate, denominator_of
from pcf.model import Basis, MetricRecord
from pcf.units import Unit

Reason = Literal["no_data", "missing_measure", "no_formula"]
Flag = Literal["small_n", "provisional", "approximate"]

SMALL_N = 30  # below this many cases a share moves by more than three points with one case
_Z = 1.959963984540054  # two-sided 95 % of the normal distribution


@dataclass(frozen=True, slots=True)
class Result:
    """One metric for one group of cases.

    Attributes:
        value: In the metric's unit; ``None`` where it cannot be computed, with ``reason``.
        n: What the formula divides by; ``None`` where that is unknown.
        basis: ``census`` (all records counted) or ``sample`` (a survey, an audit).
        interval: For samples, 95 % confidence interval in the metric's unit.
        flags: ``small_n``: n below 30. ``provisional`` (the period has not ended) and ``approximate``
            (from a bucketed quantile) are kept for the engines that will need them; nothing sets them yet.
        missing: Measures or log columns that were absent, for ``missing_measure`` and ``no_data``.
    """

    value: float | None
    reason: Reason | None = None
    n: float | None = None
    basis: Basis | None = None
    interval: tuple[float, float] | None = None
    flags: tuple[Flag, ...] = ()
    missing: tuple[str, ...] = field(default=())


def wilson(hits: float, n: float) -> tuple[float, float]:
    """Return the 95 % Wilson score interval of a share, as shares 0 to 1.

    Source:
        Wilson 1927, JASA 22: 209-212.

    >>> [round(x, 4) for x in wilson(80, 100)]
    [0.7112, 0.8666]
    """
    share, z2 = hits / n, _Z * _Z
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def stated(metric: MetricRecord, value: float, n: float | None) -> Result:
    """Put beside a figure, computed or typed in, what a reader needs to judge it.

    Args:
        metric: The declaration; for a percentage of a sample the interval is Wilson's.
        value: In the metric's unit; a percentage on 0-100. One that is not finite is no figure.
        n: The cases behind it, ``None`` where nobody knows.
    """
    if not math.isfinite(value):
        return Result(None, "no_data", n, metric.basis)
    interval = None
    if metric.basis == "sample" and metric.unit is Unit.PERCENT and n and 0 <= value <= 100:
        low, high = wilson(value / 100 * n, n)
        interval = (100 * low, 100 * high)
    flags: tuple[Flag, ...] = ("small_n",) if n is not None and n < SMALL_N else ()
    return Result(value, None, n, metric.basis, interval, flags)


def result(metric: MetricRecord, measures: Mapping[str, float]) -> Result:
    """Compute a metric and what belongs beside it; never raises for data.

    Args:
        metric: The declaration.
        measures: Measure id to value, in the measure's own unit.
    """
    try:
        value = calculate(metric, measures)
    except NoFormulaError:
        return Result(None, "no_formula", basis=metric.basis)
    except MissingMeasureError as error:
        missing = error.facts["missing"]
        return Result(None, "missing_measure", basis=metric.basis, missing=tuple(missing))  # type: ignore[arg-type]
    except ZeroDenominatorError:
        return Result(None, "no_data", n=0.0, basis=metric.basis)
    return stated(metric, value, denominator_of(metric, measures))
