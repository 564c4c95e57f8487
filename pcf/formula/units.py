"""Units by algebra: whether a formula gives the unit that its metric declares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pcf.model import Difference, MetricRecord, Operand, Ratio
from pcf.units import COUNTED, Unit

Dimensions = Counter[str]


def dimensions(unit: Unit) -> Dimensions:
    """Return the base dimensions of a unit; everything that is counted shares one, per cent has none."""
    if unit is Unit.PERCENT:
        return Counter()
    return Counter({"count" if unit in COUNTED else unit.value: 1})


def unit_of(operand: Operand, units: Mapping[str, Unit]) -> Dimensions:
    """Work out the dimensions of a formula.

    Args:
        operand: The formula.
        units: Measure id to its unit.

    Raises:
        ValueError: Two parts of a difference have different dimensions.
    """
    match operand:
        case str():
            return dimensions(units[operand])
        case Difference():
            first, second = unit_of(operand.minuend, units), unit_of(operand.subtrahend, units)
            if first != second:
                raise ValueError(f"{dict(first)} minus {dict(second)}")
            return first
        case Ratio():
            result = Counter(unit_of(operand.numerator, units))
            result.subtract(unit_of(operand.denominator, units))
            return Counter({name: power for name, power in result.items() if power})


def gives_declared_unit(metric: MetricRecord, units: Mapping[str, Unit]) -> bool:
    """Whether the formula's dimensions are the declared unit's, per counted thing or not.

    Seconds per contact is written as seconds: a mean keeps the unit of what is averaged.
    A percentage must be a bare number times 100.
    """
    if metric.formula is None:
        return True
    found = unit_of(metric.formula, units)
    if metric.unit is Unit.PERCENT:
        return not found and isinstance(metric.formula, Ratio) and metric.formula.scale == 100
    found.pop("count", None) if found.get("count") == -1 else None
    return found == dimensions(metric.unit)
