"""Confidence intervals, 95 % two-sided, one for each kind of figure."""

from __future__ import annotations

import math
from collections.abc import Callable

Interval = tuple[float, float]

_Z = 1.959963984540054  # two-sided 95 % of the normal distribution
_TAIL = 0.025
_MANY = 1_000  # values above which the normal approximation picks the same ranks but one
_LARGE = 300  # events above which the approximation is right to the fourth digit


def wilson(hits: float, n: float, population: float | None = None) -> Interval:
    """Return the Wilson score interval of a share, as shares 0 to 1.

    Args:
        hits: Cases that count, ``0 <= hits <= n``.
        n: Cases in the sample, above 0.
        population: Cases that the sample was drawn from; the interval narrows as the sample
            nears the whole (finite population correction on n) and closes when it is the whole.

    Source:
        Wilson 1927, JASA 22: 209-212; the correction: Cochran, Sampling Techniques, 1977, 2.6.

    >>> [round(x, 4) for x in wilson(80, 100)]
    [0.7112, 0.8666]
    """
    share = hits / n
    if population is not None:
        if population <= n:
            return share, share
        n *= (population - 1) / (population - n)
    z2 = _Z * _Z
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def adjusted_wald(promoters: float, detractors: float, n: float) -> Interval:
    """Return the adjusted Wald interval of a net promoter score, -1 to 1.

    Three answers are added: three quarters of one to the promoters, as much to the detractors,
    the rest to the passives. It holds its 95 % where the plain interval does not (n of 10 to 30).

    Source:
        Rocks, Interval Estimation for the Net Promoter Score, The American Statistician 2016.

    >>> [round(x, 3) for x in adjusted_wald(50, 20, 100)]
    [0.141, 0.442]
    """
    total = n + 3
    share_up, share_down = (promoters + 0.75) / total, (detractors + 0.75) / total
    score = share_up - share_down
    half = _Z * math.sqrt((share_up + share_down - score * score) / total)
    return max(-1.0, score - half), min(1.0, score + half)


def poisson(events: float) -> Interval:
    """Return the exact (Garwood) interval of a count of events; above 300 events Byar's approximation.

    Source:
        Garwood 1936, Biometrika 28: 437-442; Breslow and Day 1987, Statistical Methods in Cancer Research II, p. 69.

    >>> [round(x, 3) for x in poisson(10)]
    [4.795, 18.39]
    """
    if events > _LARGE:
        above = events + 1
        low = events * (1 - 1 / (9 * events) - _Z / (3 * math.sqrt(events))) ** 3
        return low, above * (1 - 1 / (9 * above) + _Z / (3 * math.sqrt(above))) ** 3
    count = math.floor(events)
    ceiling = count + 10 * math.sqrt(count + 1) + 10
    low = 0.0 if count == 0 else _root(lambda mean: 1 - _poisson_below(count - 1, mean) - _TAIL, 0.0, float(count))
    return low, _root(lambda mean: _TAIL - _poisson_below(count, mean), float(count), ceiling)


def _poisson_below(count: int, mean: float) -> float:
    """Return the probability of at most ``count`` events where ``mean`` are expected."""
    if mean <= 0:
        return 1.0
    log_mean = math.log(mean)
    return math.fsum(math.exp(k * log_mean - mean - math.lgamma(k + 1)) for k in range(count + 1))


def _root(rising: Callable[[float], float], low: float, high: float) -> float:
    """Find where a rising function crosses 0, by halving."""
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2


def order_ranks(n: int, share: float) -> tuple[int, int] | None:
    """Return the ranks, from 1 to n, of the ordered values between which a quantile lies.

    By the binomial distribution, above 1,000 values by its normal approximation; ``None`` where
    even the smallest and the largest value do not hold the quantile with 95 %.

    Source:
        Conover, Practical Nonparametric Statistics, 1999, 3.2.

    >>> order_ranks(100, 0.5), order_ranks(5, 0.9)
    ((40, 61), None)
    """
    if n > _MANY:
        centre, half = n * share, _Z * math.sqrt(n * share * (1 - share))
        return max(1, math.floor(centre - half)), min(n, math.ceil(centre + half) + 1)
    below = 0.0  # probability that at most k values lie under the quantile
    first, last, left_out = 1, n, 0.0
    reached = False
    for k in range(n):
        below += math.comb(n, k) * share**k * (1 - share) ** (n - k)
        if below <= _TAIL:
            first, left_out = k + 1, below
        if below >= 1 - _TAIL:
            last, reached = k + 1, True
            break
    if first == 1 and left_out == 0:
        left_out = (1 - share) ** n
    held = (below if reached else 1 - share**n) - left_out
    if held >= 1 - 2 * _TAIL:
        return first, last
    return (1, n) if 1 - share**n - (1 - share) ** n >= 1 - 2 * _TAIL else None
