"""Control charts: what a figure does from period to period by itself, and which periods lie beyond that.

Limits come from the moving range, so that a lasting change does not widen them. A point beyond three standard
deviations, and each point of eight or more in a row on one side of the centre, marks a real change; whether it is a
good one the chart cannot say.

Source:
    Laney 2002, Quality Engineering 14: 531-537 (u'); Wheeler 1993, Understanding Variation (individuals);
    Western Electric 1956, Statistical Quality Control Handbook (eight on one side).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from statistics import fmean

Number = int | float | Decimal | Fraction

MOVING_RANGE = 1.128  # d2 of two values: the mean moving range over it estimates the standard deviation
LIMIT = 3  # standard deviations, as on every Shewhart chart
RUN = 8  # eight values in a row lie on one side of the centre by chance once in 128 times
FEWEST_PERIODS = 8  # below this many periods the moving range says little


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a chart.

    Attributes:
        value, centre: Exact, as long as what was given is.
        low, high: The limits; ``low`` is never below 0.
        is_signal: Whether it marks a real change; never for a period that is not judged.
    """

    value: Fraction
    centre: Fraction
    low: float
    high: float
    is_signal: bool


def moving_sigma(values: Sequence[float]) -> float:
    """Estimate the standard deviation of values in the order of time, of which there are two at least."""
    return fmean(abs(late - early) for early, late in pairwise(values)) / MOVING_RANGE


def individuals(values: Sequence[Number], *, judged: Sequence[bool] | None = None) -> tuple[Point, ...]:
    """Chart single values that cannot be negative.

    Args:
        values: The figure of each period in order.
        judged: Which periods the limits are made from and signals are sought in; all unless said.

    Returns:
        One point a period; none where fewer than eight are judged.
    """
    exact = [Fraction(value) for value in values]
    return _chart(exact, None, [True] * len(exact) if judged is None else judged)


def laney(
    counts: Sequence[Number], bases: Sequence[Number], *, judged: Sequence[bool] | None = None
) -> tuple[Point, ...]:
    """Chart counts per unit of a base by Laney's u' chart, whose limits hold for very large bases as well.

    Args:
        counts: What was counted in each period in order.
        bases: What it is counted on; above 0.
        judged: As for ``individuals``.

    Returns:
        One point a period, its value the count per unit of the base; none where fewer than eight are judged.
    """
    exact = [Fraction(base) for base in bases]
    rates = [Fraction(count) / base for count, base in zip(counts, exact, strict=True)]
    return _chart(rates, exact, [True] * len(exact) if judged is None else judged)


def _chart(values: Sequence[Fraction], bases: Sequence[Fraction] | None, judged: Sequence[bool]) -> tuple[Point, ...]:
    weights = bases or [Fraction(1)] * len(values)
    chosen = [place for place, is_judged in enumerate(judged) if is_judged]
    if len(chosen) < FEWEST_PERIODS:
        return ()
    weighed = sum((values[place] * weights[place] for place in chosen), Fraction())
    centre = weighed / sum((weights[place] for place in chosen), Fraction())
    # a rate moves by chance the less, the larger its base: scores say how many such steps it lies off
    steps = [math.sqrt(centre / weight) if bases else 1.0 for weight in weights]
    scores = [float(values[place] - centre) / steps[place] if centre else 0.0 for place in chosen]
    sigma = moving_sigma(scores)
    reach = [LIMIT * sigma * step for step in steps]
    signals = {place for place in chosen if abs(float(values[place] - centre)) > reach[place]}
    signals |= set(_runs([(place, values[place] - centre) for place in chosen]))
    return tuple(
        Point(value, centre, max(0.0, float(centre) - far), float(centre) + far, place in signals)
        for place, (value, far) in enumerate(zip(values, reach, strict=True))
    )


def _runs(distances: Sequence[tuple[int, Fraction]]) -> Iterator[int]:
    """Yield the places of values that lie in a long row on one side of the centre; one on the centre ends a row."""
    for side, row in groupby(distances, key=lambda one: (one[1] > 0) - (one[1] < 0)):
        places = [place for place, _ in row]
        if side and len(places) >= RUN:
            yield from places
