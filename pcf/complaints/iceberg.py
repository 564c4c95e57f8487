"""How many dissatisfied customers the registered complaints of a segment stand for."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pcf.complaints.figures import REGISTERED, Figure

# Registered complaints are divided by these: complaints a complainant makes, who complains, what gets registered.
DIVISORS = ("complaints_per_complainant", "complaining_share", "registered_share")
NEEDED = (REGISTERED, *DIVISORS)


@dataclass(frozen=True, slots=True)
class Iceberg:
    """Dissatisfied customers, and what became of their complaints; all are numbers of customers.

    Attributes:
        dissatisfied: All of them: silent, not registered and registered together.
        silent: Those who said nothing.
        unregistered: Those who complained and were not registered.
        registered: Those whose complaint was registered.
        interval: 95 % interval of ``dissatisfied``; ``None`` where no assumption behind it has a range. Its upper
            end is infinite where a share of those who complain, or are registered, may be 0.
        rests_on: The assumptions whose ranges it holds.
        without_range: Those that were taken as certain, for want of a range.

    Source of the interval:
        Method of variance estimates recovery on the logarithms of independent factors: Zou and Donner (2008),
        Construction of confidence limits about effect measures, Statistics in Medicine 27: 1693-1702.
    """

    dissatisfied: Fraction
    silent: Fraction
    unregistered: Fraction
    registered: Fraction
    interval: tuple[float, float] | None
    rests_on: tuple[str, ...] = ()
    without_range: tuple[str, ...] = ()


def iceberg(figures: Mapping[str, Figure]) -> Iceberg | None:
    """Estimate the dissatisfied customers of a segment; ``None`` where a figure is missing or a divisor is 0."""
    if any(name not in figures for name in NEEDED) or any(figures[name].value <= 0 for name in DIVISORS):
        return None
    each, complain, kept = (figures[name].value for name in DIVISORS)
    total = figures[REGISTERED].value / (each * complain * kept)
    ranged = tuple(name for name in NEEDED if figures[name].range is not None)
    return Iceberg(
        dissatisfied=total,
        silent=total * (1 - complain),
        unregistered=total * complain * (1 - kept),
        registered=total * complain * kept,
        interval=_interval(figures, total) if ranged else None,
        rests_on=ranged,
        without_range=tuple(name for name in NEEDED if name not in ranged),
    )


def interval_of_sum(parts: Sequence[Iceberg]) -> tuple[float, float] | None:
    """Return the interval of the dissatisfied customers of several segments together; ``None`` if one has none."""
    if any(part.interval is None for part in parts) or not parts:
        return None
    total = float(sum(part.dissatisfied for part in parts))
    ends = [(float(part.dissatisfied), *part.interval) for part in parts if part.interval]
    below = math.hypot(*(value - low for value, low, _ in ends))
    above = math.hypot(*(high - value for value, _, high in ends))
    return max(0.0, total - below), total + above


def _interval(figures: Mapping[str, Figure], total: Fraction) -> tuple[float, float]:
    """Join the ranges of numerator and divisors on the scale of logarithms."""
    if total == 0:
        least = math.prod(float(_ends(figures[name])[0]) for name in DIVISORS)
        return 0.0, float(_ends(figures[REGISTERED])[1]) / least if least else math.inf
    below: list[Fraction | None] = []
    above: list[Fraction | None] = []
    for name in NEEDED:
        value = figures[name].value
        low, high = _ends(figures[name])
        down, up = (value / low if low else None), high / value
        # a larger divisor makes the estimate smaller
        below.append(down if name == REGISTERED else up)
        above.append(up if name == REGISTERED else down)
    return float(total) / _joined(below), float(total) * _joined(above)


def _ends(figure: Figure) -> tuple[Fraction, Fraction]:
    return figure.range or (figure.value, figure.value)


def _joined(ratios: Sequence[Fraction | None]) -> float:
    """Return by what the estimate is multiplied or divided at the end of its interval; infinite where a share may be 0.

    >>> round(_joined([Fraction(2), Fraction(1)]), 6)
    2.0
    """
    if any(ratio is None for ratio in ratios):
        return math.inf
    return math.exp(math.hypot(*(math.log(float(ratio)) for ratio in ratios if ratio)))
