"""A formula and figures in, a number out. Computed exactly and rounded once, to a float, at the end."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeGuard

from pcf.errors import MissingMeasureError, ZeroDenominatorError
from pcf.model import (
    Constant,
    Difference,
    Direct,
    Function,
    MetricRecord,
    Operand,
    Product,
    Ratio,
    Scaled,
    Sum,
)

Exact = Mapping[str, Fraction]

_HAIR = Fraction(1, 10**9)  # what a float may add to a whole number


def operands_of(operand: Operand) -> tuple[Operand, ...]:
    """List what a formula is made of, one step down."""
    match operand:
        case str() | Constant():
            return ()
        case Direct():
            return (operand.measure,)
        case Ratio():
            return (operand.numerator, operand.denominator)
        case Difference():
            return (operand.minuend, operand.subtrahend)
        case Sum():
            return operand.terms
        case Product():
            return operand.factors
        case Scaled() | Function():
            return (operand.operand,)


def measures_of(operand: Operand) -> tuple[str, ...]:
    """List the measures that a formula names, each once, in order of mention."""
    return tuple(dict.fromkeys(_mentions(operand)))


def _mentions(operand: Operand) -> Iterator[str]:
    if isinstance(operand, str):
        yield operand
    for part in operands_of(operand):
        yield from _mentions(part)


def calculate(metric: MetricRecord, measures: Mapping[str, float]) -> float:
    """Compute a metric from the measures of one period and one segment.

    Args:
        metric: The declaration, as loaded from ``taxonomy/metrics/``.
        measures: Measure id to value, in the measure's own unit (``taxonomy/measures/``);
            nothing is converted. Extra measures are allowed and ignored.

    Returns:
        The value in ``metric.unit``, per ``metric.per``. A percentage is on the 0-100 scale, not 0-1.

    Raises:
        MissingMeasureError: A measure that the formula names is absent, ``None`` or not a finite number.
        ZeroDenominatorError: The formula divides by 0.
        OverflowError: The value is larger than any float.
    """
    return float(_value(metric.formula, metric.id, exactly(metric, measures)))


def exactly(metric: MetricRecord, measures: Mapping[str, float]) -> Exact:
    """Return the measures that a metric needs as exact numbers.

    Raises:
        MissingMeasureError: One is absent, ``None`` or not a finite number.
    """
    needed = measures_of(metric.formula)
    if missing := [name for name in needed if not is_number(measures.get(name))]:
        given = sorted(name for name, value in measures.items() if is_number(value)) or ["–"]
        raise MissingMeasureError(metric_id=metric.id, missing=missing, given=given)
    return {name: Fraction(measures[name]) for name in needed}


def is_number(value: object) -> TypeGuard[float]:
    """Whether a measure can be computed with; ``None``, NaN and infinity are missing, not zero.

    So is a number too large for a float.
    """
    if not isinstance(value, int | float | Decimal | Fraction):
        return False
    try:
        return math.isfinite(float(value))
    except (OverflowError, ValueError):  # 10**400; Decimal("sNaN")
        return False


def denominator_of(metric: MetricRecord, measures: Mapping[str, float]) -> Fraction | None:
    """Return what a ratio divides by: the n behind its value; ``None`` for other formulas."""
    ratio = ratio_of(metric.formula)
    return None if ratio is None else _value(ratio.denominator, metric.id, exactly(metric, measures))


def ratio_of(operand: Operand) -> Ratio | None:
    """Return the ratio that a formula is, a change of unit aside."""
    if isinstance(operand, Scaled):
        return ratio_of(operand.operand)
    return operand if isinstance(operand, Ratio) else None


def _value(operand: Operand, metric_id: str, measures: Exact) -> Fraction:
    def value(part: Operand) -> Fraction:
        return _value(part, metric_id, measures)

    match operand:
        case str():
            return measures[operand]
        case Direct():
            return measures[operand.measure]
        case Constant():
            return operand.value
        case Sum():
            return sum(map(value, operand.terms), Fraction(0))
        case Difference():
            return value(operand.minuend) - value(operand.subtrahend)
        case Product():
            return math.prod(map(value, operand.factors), start=Fraction(1))
        case Scaled():
            return operand.factor * value(operand.operand)
        case Function(name="round_up"):
            return Fraction(math.ceil(value(operand.operand) - _HAIR))
        case Ratio():
            below = value(operand.denominator)
            if below == 0:
                raise ZeroDenominatorError(metric_id=metric_id, measure=list(measures_of(operand.denominator)))
            return operand.scale * value(operand.numerator) / below


def value_of(operand: Operand, measures: Exact) -> Fraction:
    """Compute a part of a formula whose measures are all there and whose denominators are not 0."""
    return _value(operand, "", measures)
