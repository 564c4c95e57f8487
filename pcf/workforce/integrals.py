"""Integrals of exp(-scale (exp v - 1 - v) - slope v), by which all three Erlang formulas are computed.

Sums over the numbers of busy agents overflow, cancel or take a step per agent. As integrals all terms are positive, so
nothing cancels, and the work is the same for one agent and for a million.

How it is done: the function has one peak and falls ever faster on both sides, so the ends beyond which it adds nothing
are bounded in closed form, and between them Gauss-Legendre's rule of 40 nodes is exact to 1e-13.
"""

from __future__ import annotations

from math import factorial

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_NODES, _WEIGHTS = (each[:, None] for each in np.polynomial.legendre.leggauss(40))
_DROP = 38.0  # beyond exp(-38) of its peak a function adds nothing to a double
_ROWS = 512  # so many integrals at once stay in a processor's own memory
_NARROW = 100.0  # from this scale on |v| < 1 where the function is not negligible, and a short series will do
_SERIES = tuple(1 / factorial(order) for order in range(11, 1, -1))
_NEAR = 0.3  # below it exp(v) - 1 - v is summed as a series, since the difference would lose digits
_NEAR_SERIES = tuple(1 / factorial(order) for order in range(15, 1, -1))


def curvature(v: Array) -> Array:
    """Return exp(v) - 1 - v to full precision; infinite where a double cannot hold it."""
    is_near = np.abs(v) < _NEAR
    near = np.where(is_near, v, 0.0)
    with np.errstate(over="ignore"):
        return np.where(is_near, _summed(near, _NEAR_SERIES), np.expm1(v) - v)


def area(scale: Array, slope: Array, low: Array, high: Array) -> Array:
    """Integrate f(v) = exp(-scale (exp v - 1 - v) - slope v) from ``low`` to ``high``.

    Args:
        scale: Above zero.
        slope: Above zero only where ``low`` is 0, below zero only where ``high`` is 0: so f is at most 1, at v = 0.
        low: Zero or below; may be infinite.
        high: Zero or above; may be infinite.
    """
    found: Array = _integrals(scale, slope, low, high, moments=1)[0]
    return found


def moments(scale: Array, slope: Array, low: Array, high: Array) -> tuple[Array, Array, Array]:
    """Integrate f, f (exp v - 1) and f v, all arguments being those of ``area``."""
    found = _integrals(scale, slope, low, high, moments=3)
    return found[0], found[1], found[2]


def _integrals(scale: Array, slope: Array, low: Array, high: Array, *, moments: int) -> Array:
    shape = scale.shape
    scale, slope, low, high = (np.ravel(each) for each in (scale, slope, low, high))
    low = np.maximum(low, -_reach_left(scale, np.maximum(-slope, 0.0)))
    high = np.minimum(high, _reach_right(scale, np.maximum(slope, 0.0)))
    peak = np.zeros_like(low)
    found = np.zeros((moments, len(scale)))
    # A wide function is lopsided: each side of the peak gets nodes of its own.
    is_wide = scale < _NARROW
    for where, left, right in (
        (~is_wide, low, high),
        (is_wide & (low < 0), low, peak),
        (is_wide & (high > 0), peak, high),
    ):
        places = np.flatnonzero(where)
        for start in range(0, len(places), _ROWS):
            at = places[start : start + _ROWS]
            found[:, at] += _gauss(scale[at], slope[at], left[at], right[at], moments=moments)
    return found.reshape(moments, *shape)


def _gauss(scale: Array, slope: Array, low: Array, high: Array, *, moments: int) -> Array:
    """Sum over the nodes, of functions that are all narrow or all wide; in place, since memory is what costs."""
    half = (high - low) / 2
    v = half * _NODES + (high + low) / 2
    if scale[0] < _NARROW:
        growth = np.expm1(v)
        values = growth - v
    else:
        values = _summed(v, _SERIES)
        growth = v + values if moments > 1 else v
    values *= -scale
    values -= slope * v
    np.exp(values, out=values)
    values *= _WEIGHTS
    sums = [values.sum(axis=0)]
    if moments > 1:
        sums += [(values * growth).sum(axis=0), (values * v).sum(axis=0)]
    return np.stack(sums) * half


def _summed(v: Array, series: tuple[float, ...]) -> Array:
    """Return exp(v) - 1 - v for small v, by Horner's rule."""
    total = v * series[0]
    for term in series[1:-1]:
        total += term
        total *= v
    total += series[-1]
    total *= v
    total *= v
    return total


def _reach_right(scale: Array, slope: Array) -> Array:
    """Return from where on, right of the peak, the function is negligible: a bound, and hardly too far.

    exp v - 1 - v is above v^2 / 2 and above cosh v - 1 = 2 sinh(v / 2)^2; two of Newton's steps, which stay above the
    root of a convex function, take off most of the rest.
    """
    v: Array = np.minimum(
        2 * _DROP / (slope + np.sqrt(slope**2 + 2 * _DROP * scale)), 2 * np.arcsinh(np.sqrt(_DROP / (2 * scale)))
    )
    for _ in range(2):
        v = v - np.maximum(scale * curvature(v) + slope * v - _DROP, 0.0) / (scale * np.expm1(v) + slope)
    return v


def _reach_left(scale: Array, slope: Array) -> Array:
    """Return how far left of the peak the function is not negligible, at most.

    exp(-v) - 1 + v is above v^2 / (2 + v), for tanh(v / 2) < v / 2; that makes a quadratic equation.
    """
    linear, square = 2 * slope - _DROP, scale + slope
    root = np.sqrt(linear**2 + 8 * _DROP * square)
    # of the two ways to write the root the one that adds
    reach: Array = np.where(linear > 0, 4 * _DROP / (root + np.maximum(linear, 0.0)), (root - linear) / (2 * square))
    return reach
