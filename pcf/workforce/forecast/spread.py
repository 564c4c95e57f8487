"""How far counts stray from what was expected: the negative binomial, its spread and its quantiles.

Given the day, contacts are Poisson; the level of the day itself strays around the forecast by a gamma factor of mean 1
and variance v. Together this is the negative binomial with mean m and variance m + v m^2 (Jongbloed and Koole,
"Managing uncertainty in call centres using Poisson mixtures", 2001). v comes from the weeks held back, by moments:

    v = max(0, sum of ((y - m)^2 - m) / sum of m^2)
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from pcf.workforce.forecast.history import Array

_EXACT_TO = 400.0  # mean up to which probabilities are added up; exp(-400) is still far from the smallest double


def spread(actual: Array, expected: Array) -> float:
    """Return v; 0 where nothing was expected.

    Args:
        actual: Contacts that came, of any shape.
        expected: Their means, of the same shape.
    """
    squares = float((expected**2).sum())
    return max(0.0, float(((actual - expected) ** 2 - expected).sum()) / squares) if squares > 0 else 0.0


def quantiles(mean: Array, variance_factor: Array | float, share: float) -> Array:
    """Return the smallest counts that are reached or stayed below with a probability of at least ``share``.

    Up to a mean of 400 the probabilities are added up one after another. Above it the count is taken as gamma with the
    same mean and variance, by the cube of a normal (Wilson and Hilferty 1931), less (z^2 - 1) / 6 for the skewness
    that the gamma has too much, and rounded: right to a count or a hundredth of the standard deviation.

    Args:
        mean: Zero or more, of any shape.
        variance_factor: v, one for all or of the same shape.
        share: Between 0 and 1.
    """
    means, factors = np.broadcast_arrays(np.asarray(mean, dtype=np.float64), variance_factor)
    found = np.zeros(means.shape)
    small = (means > 0) & (means <= _EXACT_TO)
    found[small] = _added_up(means[small], factors[small], share)
    large = means > _EXACT_TO
    found[large] = _cubed(means[large], factors[large], share)
    return found


def _added_up(mean: Array, v: Array, share: float) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        chance = np.exp(np.where(v > 0, -np.log1p(v * mean) / v, -mean))
    found, reached = np.zeros(mean.size), chance.copy()
    going = np.flatnonzero(reached < share)
    count = 0
    while going.size:
        m, factor = mean[going], v[going]
        # p(k + 1) / p(k) = m (1 + v k) / ((k + 1) (1 + v m)), which is m / (k + 1) of Poisson for v = 0
        chance[going] *= m * (1 + factor * count) / ((count + 1) * (1 + factor * m))
        before = reached[going]
        reached[going] += chance[going]
        count += 1
        found[going] = count
        # beyond the mean a sum that grows no more is as near to 1 as doubles come
        is_spent = (reached[going] == before) & (count > m)
        going = going[(reached[going] < share) & ~is_spent]
    return found


def _cubed(mean: Array, v: Array, share: float) -> Array:
    z = NormalDist().inv_cdf(share)
    ninth = (1 / mean + v) / 9
    root = np.maximum(0.0, 1 - ninth + z * np.sqrt(ninth))
    # the next count above: half of a count for what lies between two
    return np.asarray(np.ceil(np.maximum(0.0, mean * root**3 - (z * z - 1) / 6 - 0.5)))
