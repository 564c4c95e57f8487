"""Erlang B, C and A for arrays of any shape.

Agner Krarup Erlang's formulas of 1917 for calls that are lost (B) and calls that wait (C); Conny Palm's of 1957 for
callers who wait and give up (A), as in Garnett, Mandelbaum and Reiman, "Designing a Call Center with Impatient
Customers", M&SOM 4 (2002), 208-227.

All three are ratios of weights, each relative to the one state in which all n agents are busy and nobody waits:

- somebody is free: F = n * integral over v > 0 of exp(n v - a (exp v - 1)), so that B = 1 / (1 + F) (Jagerman, "Some
  properties of the Erlang loss function", Bell System Technical Journal 53 (1974), 525-551) and, for n > a,
  C = 1 / (1 + (n - a) F / n);
- somebody waits, with x = n patience / aht and y = a patience / aht: y * integral over u > 0 of k(u) with
  k(u) = exp(y (1 - exp -u) - (x + 1) u), u being time in units of patience.

The second is found from the density of the wait that endless patience would bear, h(u) = exp(y (1 - exp -u) - x u):
x * integral of h g = g(0) + integral of k (y g + exp(u) g'), by parts, for any g that does not grow. With g = 1,
1 - exp -u and so on every figure becomes a sum of positive terms, also where h is nearly flat.

Precision, against 60 digits: 1e-12 for B and C, 1e-11 for A, for loads from 0.000001 to 1,000,000 erlang, any number
of agents, and mean patience up to x = 1e9. It ends where doubles do: a probability below 1e-300 loses digits and then
is 0, and a figure that changes by d when an argument changes by one part in 1e16 is not known closer than d.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pcf.workforce.arguments import checked
from pcf.workforce.integrals import Array, area, curvature, moments

Shares = float | Array

_LEAST_LOAD = 1e-300  # below it, quotients overflow; such a load meets nobody who is busy
_ENDLESS = 1e25  # handle times; patience beyond makes no difference that a double could show
_NOBODY_WAITS = 1e12  # agents; with a million times the largest load nobody does, and products stay far from overflow


@dataclass(frozen=True, slots=True)
class ErlangA:
    """What callers with limited patience meet; each field a float, or an array of the shape of the arguments.

    Without agents everybody waits and gives up; what only the answered or the agents could tell is NaN then.

    Attributes:
        p_wait: Probability of waiting at all.
        p_abandon: Probability of giving up.
        wait: Mean wait of all callers, in seconds, those included who gave up.
        wait_answered: Mean wait of those who were answered, in seconds.
        service_level: Share of all callers who are answered within the limit.
        given_up_within: Share of all callers who give up within ``short`` seconds.
        occupancy: Share of their time that agents handle contacts.
    """

    p_wait: Shares
    p_abandon: Shares
    wait: Shares
    wait_answered: Shares
    service_level: Shares
    given_up_within: Shares
    occupancy: Shares


def erlang_b(load: object, agents: object) -> Shares:
    """Return the probability that a call finds every agent busy and is lost.

    Args:
        load: In erlang, 0 to 1,000,000.
        agents: Their number, 0 or more; fractions are understood.

    Raises:
        StaffingError: An argument is negative, no number, or too large; names it and the interval.
    """
    return _shaped(blocking(*checked(load=load, agents=agents)))


def erlang_c(load: object, agents: object) -> Shares:
    """Return the probability that a call has to wait; 1 where the load is not below the agents.

    Args:
        load: In erlang, 0 to 1,000,000.
        agents: Their number, 0 or more; fractions are understood.

    Raises:
        StaffingError: An argument is negative, no number, or too large; names it and the interval.
    """
    return _shaped(waiting(*checked(load=load, agents=agents)))


def erlang_a(
    load: object, agents: object, *, aht: object, patience: object, within: object, short: object = 0
) -> ErlangA:
    """Return what callers meet who give up after an exponential time.

    Args:
        load: Offered, in erlang, 0 to 1,000,000; may be above the agents.
        agents: Their number, 0 or more; fractions are understood.
        aht: Average handle time in seconds, above 0.
        patience: Mean time after which a caller gives up, in seconds, above 0.
        within: The promised wait in seconds, 0 or more.
        short: The limit of ``given_up_within`` in seconds, 0 or more.

    Raises:
        StaffingError: An argument is out of its range; names it and the interval.
    """
    *given, early = checked(load=load, agents=agents, aht=aht, patience=patience, within=within, short=short)
    return ErlangA(*(_shaped(one) for one in impatient(*given, short=early)))


def _shaped(values: Array) -> Shares:
    return values if values.ndim else float(values)


def blocking(a: Array, n: Array) -> Array:
    """Return Erlang B of checked arguments of one shape."""
    with np.errstate(all="ignore"):
        none, free = _somebody_free(a, n)
        return np.where((a == 0) & (n > 0), 0.0, none / (none + n * free))


def waiting(a: Array, n: Array) -> Array:
    """Return Erlang C of checked arguments of one shape."""
    with np.errstate(all="ignore"):
        none, free = _somebody_free(a, n)
        found = np.where(n > a, none / (none + (n - a) * free), 1.0)
    return np.where((a == 0) & (n > 0), 0.0, found)


def _somebody_free(a: Array, n: Array) -> tuple[Array, Array]:
    """Return 1 and F / n, both divided by the peak of the function that F integrates, lest they overflow.

    The peak is at log(n / a) where n > a, else at 0; v is measured from it.
    """
    a, n = np.maximum(a, _LEAST_LOAD), np.minimum(n, _NOBODY_WAITS)
    peak = np.log1p(np.minimum(np.maximum(n - a, 0.0) / a, 1 / _LEAST_LOAD))
    none = np.exp(-np.where(n > a, n * curvature(-peak), 0.0))
    return none, area(np.maximum(n, a), np.maximum(a - n, 0.0), -peak, np.full_like(peak, np.inf))


class _Queue:
    """The function k of one or many queues, and its integrals between times.

    Attributes:
        log_peak: Logarithm of the peak, by whose height all integrals are divided.
    """

    def __init__(self, a: Array, n: Array, patience: Array) -> None:
        """Find the peak; ``patience`` is in handle times.

        The slope at u = 0 is y - x - 1; where it is positive, the peak is at log(y / (x + 1)), else at 0.
        """
        slope = (n - a) * patience + 1
        steep = n * patience + 1
        self._peak = np.where(slope < 0, np.log1p(np.maximum(-slope, 0.0) / steep), 0.0)
        self._scale, self._slope = np.where(slope < 0, steep, a * patience), np.maximum(slope, 0.0)
        self.log_peak = np.where(slope < 0, steep * curvature(self._peak), 0.0)

    def between(self, start: Array, end: Array) -> Array:
        """Integrate k, k (1 - exp -u) and k u from ``start`` to ``end``: an array with one axis more, in front.

        Where the peak is outside, the function is taken relative to the end that is nearer: however small, the
        integral keeps its digits. With m the highest point, v = m - u.
        """
        found = np.zeros((3, *start.shape))
        is_any = end > start
        start, end, peak, scale, slope = (each[is_any] for each in (start, end, self._peak, self._scale, self._slope))
        highest = np.clip(peak, start, end)
        off = peak - highest
        below = scale * curvature(off) - slope * off
        local_scale = np.maximum(scale * np.exp(off), _LEAST_LOAD)
        local_slope = slope - scale * np.expm1(off)
        whole, growth, first = moments(local_scale, -local_slope, highest - end, highest - start)
        given_up = -np.expm1(-highest) * whole - np.exp(-highest) * growth
        found[:, is_any] = np.exp(-below) * np.stack([whole, given_up, highest * whole - first])
        return found


def impatient(a: Array, n: Array, aht: Array, patience: Array, within: Array, *, short: Array) -> tuple[Array, ...]:
    """Return the fields of ``ErlangA`` in order, for checked arguments of one shape.

    With K and G the integrals of k and of k (1 - exp -u), from 0 to a time where one is named, and D = 1 + F + y K:
    P(wait) = (1 + y K) / D; P(give up) = (K + y G) / D; answered within T: (F + x K(T)) / D; given up within S:
    (K(S) + y G(S) + y (1 - exp -S) (K - K(S))) / D; mean wait of the answered: x * integral of k u / (F + x K).
    """
    with np.errstate(all="ignore"):
        nothing, a = (a == 0) & (n > 0), np.where(a == 0, 1.0, a)  # without agents no figure depends on the load
        patience = np.clip(patience, aht / _ENDLESS, aht * _ENDLESS)
        enough, ratio = np.minimum(n, _NOBODY_WAITS), patience / aht
        x, y = enough * ratio, a * ratio
        queue = _Queue(a, enough, ratio)
        none, free = _somebody_free(a, enough)
        # Two weights are large, never both: F where agents are too many, K where they are too few. Divided by both
        # peaks, none overflows.
        low = np.exp(-queue.log_peak)
        one, free = none * low, enough * free * low
        early, late = np.minimum(within, short) / patience, np.maximum(within, short) / patience
        parts = [
            queue.between(start, end) * none
            for start, end in ((np.zeros_like(early), early), (early, late), (late, np.full_like(late, np.inf)))
        ]
        k, g, mean = parts[0] + parts[1] + parts[2]
        until_within = parts[0][0] + np.where(within > short, parts[1][0], 0.0)
        until_short, given_up_short = parts[0][:2] + np.where(short > within, parts[1][:2], 0.0)
        after_short = parts[2][0] + np.where(short > within, 0.0, parts[1][0])
        whole, answered = one + free + y * k, free + x * k
        given_up = np.where(n > 0, _share((k + y * g) / whole), 1.0)
        found = (
            _share((one + y * k) / whole),
            given_up,
            given_up * patience,
            patience * (x * mean / answered),
            _share((free + x * until_within) / whole),
            _share((until_short + y * given_up_short - y * np.expm1(-short / patience) * after_short) / whole),
            _share(a * answered / whole / n),
        )
    return tuple(np.where(nothing, value, each) for value, each in zip((0, 0, 0, 0, 1, 0, 0), found, strict=True))


def _share(values: Array) -> Array:
    """Take off what rounding adds to the whole."""
    return np.minimum(values, 1.0)
