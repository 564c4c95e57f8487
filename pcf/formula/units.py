"""Units by algebra: whether a formula gives the unit that its metric declares, to the last factor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from pcf.model import (
    Constant,
    Difference,
    Direct,
    Function,
    MetricRecord,
    Operand,
    Per,
    Product,
    Ratio,
    Scaled,
    Sum,
)
from pcf.units import MADE_OF, Unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """What one of a figure amounts to: ``factor`` times the product of base dimensions.

    One hour is 3600 of the base of time; 1 of a percentage is a hundredth of a bare number.
    """

    factor: Fraction
    powers: tuple[tuple[str, int], ...]

    def times(self, other: Quantity, power: int = 1) -> Quantity:
        powers = Counter(dict(self.powers))
        for name, own in other.powers:
            powers[name] += power * own
        return Quantity(self.factor * other.factor**power, tuple(sorted((n, p) for n, p in powers.items() if p)))


def quantity_of(unit: Unit) -> Quantity:
    """Return what one of a unit amounts to."""
    return Quantity(*MADE_OF[unit])


def unit_of(operand: Operand, units: Mapping[str, Unit]) -> Quantity:
    """Work out what one of a formula's value amounts to.

    Args:
        operand: The formula.
        units: Measure id to its unit.

    Raises:
        ValueError: Parts that are added or subtracted amount to different things.
    """
    match operand:
        case str():
            return quantity_of(units[operand])
        case Direct():
            return quantity_of(units[operand.measure])
        case Constant():
            return quantity_of(operand.unit) if operand.unit else Quantity(Fraction(1), ())
        case Sum():
            return _alike([unit_of(term, units) for term in operand.terms])
        case Difference():
            return _alike([unit_of(operand.minuend, units), unit_of(operand.subtrahend, units)])
        case Product():
            made = Quantity(Fraction(1), ())
            for factor in operand.factors:
                made = made.times(unit_of(factor, units))
            return made
        case Scaled():
            return _scaled(unit_of(operand.operand, units), operand.factor)
        case Function(name="round_up"):
            return unit_of(operand.operand, units)
        case Ratio():
            divided = unit_of(operand.numerator, units).times(unit_of(operand.denominator, units), -1)
            return _scaled(divided, operand.scale)


def _scaled(quantity: Quantity, factor: Fraction) -> Quantity:
    """A number made larger by a factor stands for as many smaller units."""
    return Quantity(quantity.factor / factor, quantity.powers)


def _alike(parts: list[Quantity]) -> Quantity:
    first = parts[0]
    for other in parts[1:]:
        if other != first:
            raise ValueError(f"{first} and {other} do not add")
    return first


def declared_unit(unit: Unit, per: Per | None = None) -> Quantity:
    """Return what one of a metric's figure amounts to, by the unit it declares and what that is given for."""
    declared = quantity_of(unit)
    if per is None:
        return declared
    base = quantity_of(per.unit)
    return declared.times(Quantity(base.factor * per.amount, base.powers), -1)


def gives_declared_unit(metric: MetricRecord, units: Mapping[str, Unit]) -> bool:
    """Whether the formula gives the declared unit: the same dimensions and the same factor.

    Raises:
        ValueError: Parts that are added or subtracted amount to different things.
    """
    return unit_of(metric.formula, units) == declared_unit(metric.unit, metric.per)
