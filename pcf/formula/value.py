"""A formula and figures in, a number out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from pcf.errors import MissingMeasureError, NoFormulaError, ZeroDenominatorError
from pcf.model import Difference, MetricRecord, Operand, Ratio


def measures_of(operand: Operand) -> tuple[str, ...]:
    """List the measures that a formula names, each once, in order of mention."""
    if isinstance(operand, str):
        return (operand,)
    if isinstance(operand, Ratio):
        parts = (operand.numerator, operand.denominator)
    else:
        parts = (operand.minuend, operand.subtrahend)
    return tuple(dict.fromkeys(name for part in parts for name in measures_of(part)))


def calculate(metric: MetricRecord, measures: Mapping[str, float]) -> float:
    """Compute a metric from the measures of one period and one segment.

    Args:
        metric: The declaration, as loaded from ``taxonomy/metrics/``.
        measures: Measure id to value, in the measure's own unit (``taxonomy/measures/``);
            nothing is converted. Extra measures are allowed and ignored.

    Returns:
        The value in ``metric.unit``. A percentage is on the 0-100 scale, not 0-1.

    Raises:
        NoFormulaError: The metric has no declared formula.
        MissingMeasureError: A measure that the formula names is absent, ``None`` or not a finite number.
        ZeroDenominatorError: The formula divides by 0.
    """
    if metric.formula is None:
        raise NoFormulaError(metric_id=metric.id)
    needed = measures_of(metric.formula)
    if missing := [name for name in needed if not _is_number(measures.get(name))]:
        given = sorted(name for name, value in measures.items() if _is_number(value)) or ["–"]
        raise MissingMeasureError(metric_id=metric.id, missing=missing, given=given)
    return _value(metric.formula, metric.id, _as_floats(metric.formula, measures))


def _as_floats(operand: Operand, measures: Mapping[str, float]) -> dict[str, float]:
    return {name: float(measures[name]) for name in measures_of(operand)}


def _is_number(value: object) -> bool:
    """Whether a measure can be computed with; ``None``, NaN and infinity are missing, not zero.

    So is a number too large for a float.
    """
    if not isinstance(value, int | float | Decimal | Fraction):
        return False
    try:
        return math.isfinite(float(value))
    except (OverflowError, ValueError):  # 10**400; Decimal("sNaN")
        return False


def denominator_of(metric: MetricRecord, measures: Mapping[str, float]) -> float | None:
    """Return what a ratio divides by: the n behind its value; ``None`` for other formulas."""
    if not isinstance(metric.formula, Ratio):
        return None
    return _value(metric.formula.denominator, metric.id, _as_floats(metric.formula.denominator, measures))


def _value(operand: Operand, metric_id: str, measures: Mapping[str, float]) -> float:
    match operand:
        case str():
            return measures[operand]
        case Difference():
            return _value(operand.minuend, metric_id, measures) - _value(operand.subtrahend, metric_id, measures)
        case Ratio():
            below = _value(operand.denominator, metric_id, measures)
            if below == 0:
                raise ZeroDenominatorError(metric_id=metric_id, measure=list(measures_of(operand.denominator)))
            return operand.scale * _value(operand.numerator, metric_id, measures) / below
