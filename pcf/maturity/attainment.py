"""A figure against its floor, target and stretch: attainment 0 to 100, and the verdict."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Literal

from pcf.model import Basis, Better

Verdict = Literal["met", "missed", "not_proven", "no_target", "no_data"]

_WORST_FIRST: tuple[Verdict, ...] = ("missed", "not_proven")

AT_TARGET = Fraction(80)
AT_STRETCH = Fraction(100)


def attainment(
    value: Fraction,
    better: Better,
    target: Fraction,
    floor: Fraction | None = None,
    stretch: Fraction | None = None,
    *,
    target_to: Fraction | None = None,
    floor_to: Fraction | None = None,
) -> Fraction | None:
    """Return how far a figure has come: 0 at the floor or worse, 80 at target, 100 at stretch or better.

    Linear between these points and clamped to 0-100. Without a stretch the target is 100;
    without a floor it is 0 where higher is better and twice the target where lower is better.
    Of a band the target is its lower end and ``target_to`` its upper one: 100 inside, falling to 0
    at the floor on that side, unless set at 0 or, away from 0, at twice the end of the band.

    Args:
        value, target, floor, stretch: In the metric's unit.
        better: ``higher``, ``lower`` or ``band``; figures without a direction have no attainment.

    Returns:
        ``None`` where the metric has no direction, a band lacks an end, or the figures are out of order.
    """
    if better == "band":
        return _in_band(value, target, target_to, floor, floor_to)
    if better not in {"higher", "lower"}:
        return None
    if floor is None:
        floor = Fraction(0) if better == "higher" else 2 * target
    top = AT_TARGET if stretch is not None else AT_STRETCH
    points = [(floor, Fraction(0)), (target, top)]
    if stretch is not None:
        points.append((stretch, AT_STRETCH))
    sign = 1 if better == "higher" else -1
    points = [(sign * position, mark) for position, mark in points]
    place = sign * value
    if any(first[0] > second[0] for first, second in pairwise(points)):
        return None
    if place >= points[-1][0]:
        return AT_STRETCH
    if place < points[0][0]:
        return Fraction(0)
    for (start, low), (end, high) in pairwise(points):
        if start <= place < end:
            return low + (high - low) * (place - start) / (end - start)
    return None


def _in_band(
    value: Fraction, low: Fraction, high: Fraction | None, floor: Fraction | None, floor_to: Fraction | None
) -> Fraction | None:
    if high is None or high < low:
        return None
    if floor is None:
        floor = min(Fraction(0), 2 * low)
    if floor_to is None:
        floor_to = max(Fraction(0), 2 * high)
    below = attainment(value, "higher", low, floor)
    above = attainment(value, "lower", high, floor_to)
    return None if below is None or above is None else min(below, above)


def verdict(
    value: Fraction,
    better: Better,
    target: Fraction,
    interval: tuple[float, float] | None = None,
    *,
    basis: Basis = "census",
    target_to: Fraction | None = None,
) -> Verdict:
    """Judge a figure against its target.

    A census is met or missed. A sample, given its 95 % confidence ``interval`` in the metric's
    unit, is met or missed only when the whole interval lies on one side of the target; a sample
    without an interval, for want of its number of cases, proves nothing.
    """
    if better == "band" and target_to is not None:
        sides = {
            verdict(value, "higher", target, interval, basis=basis),
            verdict(value, "lower", target_to, interval, basis=basis),
        }
        return next((one for one in _WORST_FIRST if one in sides), "met")
    if better not in {"higher", "lower"}:
        return "no_target"
    sign = 1 if better == "higher" else -1
    if interval is None and basis == "sample":
        return "not_proven"
    if interval is None or basis == "census":
        return "met" if sign * value >= sign * target else "missed"
    worst, best = sorted(sign * Fraction(bound) for bound in interval)
    if worst >= sign * target:
        return "met"
    return "missed" if best < sign * target else "not_proven"


def is_breached(value: Fraction, better: Better, floor: Fraction | None, floor_to: Fraction | None = None) -> bool:
    """Whether the figure is worse than its floor, of a band on either side: shown red whatever the index."""
    if better == "band":
        return is_breached(value, "higher", floor) or is_breached(value, "lower", floor_to)
    if floor is None or better not in {"higher", "lower"}:
        return False
    return value < floor if better == "higher" else value > floor
