"""Figures over replications with their intervals.

A rate is the ratio of two sums over all replications, never a mean of rates. Its interval is the classical one of a
ratio estimate: with totals x and y of each of n replications and r = sum x / sum y, the residuals x - r y have the
mean zero, and half the width is t(n - 1) * s / (sqrt n * mean y), s being their standard deviation (Cochran, Sampling
Techniques, 3rd ed., 1977, chapter 6). Replications are independent, which is what the t distribution asks for (Law,
Simulation Modeling and Analysis, 5th ed., 2015, chapter 9).
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from pcf.workforce.integrals import Array
from pcf.workforce.simulation.records import Estimate


def ratio(above: Array, below: Array, confidence: float, *, most: float = math.inf) -> Estimate:
    """Return the ratio of two sums, and its interval.

    Args:
        above, below: The two totals of each replication, shape ``(replications,)``; at least two.
        confidence: Of the interval, 0 to 1.
        most: What the ratio cannot exceed; it is never below zero, nor are the ends of its interval.

    Returns:
        No value where there is nothing below, or where a total is not known (NaN).
    """
    total = float(below.sum())
    if total == 0 or np.isnan(above).any():
        return Estimate(None, None, None)
    value = min(float(above.sum()) / total, most)  # rounding may lift a whole above itself
    residuals = above - value * below
    spread = float(np.sqrt(residuals @ residuals / (len(above) - 1)))
    half = student_t(confidence, len(above) - 1) * spread * math.sqrt(len(above)) / total
    return Estimate(value, max(value - half, 0.0), min(value + half, most))


def mean(values: Array, confidence: float) -> Estimate:
    """Return the mean over replications, and its interval."""
    return ratio(values, np.ones_like(values), confidence)


@cache
def student_t(confidence: float, freedom: int) -> float:
    """Return what the t distribution exceeds, to either side, with a probability of 1 - ``confidence``.

    Args:
        confidence: Above 0 and below 1.
        freedom: Degrees of freedom, at least 1.

    Source:
        Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4: the exact finite sums for whole
        degrees of freedom, solved by halving.

    >>> round(student_t(0.95, 19), 6)
    2.093024
    """
    low, high = 0.0, math.pi / 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < confidence else (low, middle)
    return math.tan(low) * math.sqrt(freedom)


def _within(angle: float, freedom: int) -> float:
    """Return the probability that t, its sign apart, is at most ``tan(angle) * sqrt(freedom)``."""
    cosine = math.cos(angle)
    odd = freedom % 2
    term = cosine if odd else 1.0
    total = term if freedom > 1 else 0.0
    for order in range(2 + odd, freedom - 1, 2):
        term *= cosine**2 * (order - 1) / order
        total += term
    total *= math.sin(angle)
    return 2 / math.pi * (angle + total) if odd else total
