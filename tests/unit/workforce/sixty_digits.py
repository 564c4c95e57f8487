"""Erlang B, C and A by other ways than the package's, with 60 digits.

B by its recursion upwards from the incomplete gamma function of the fraction, in whole numbers of 260 bits behind the
point. A from the density of the wait that endless patience would bear, integrated against what becomes of a caller who
has to bear it, by pieces with
24 nodes each, which leaves 1e-18.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from mpmath import mp, mpf
from mpmath.calculus.quadrature import GaussLegendre

DIGITS = 60
BITS = 260
FALLS = (0.5, 4, 12, 25, 50)  # logarithms: where the pieces around a peak end
STEPS = (0.05, 0.5, 2, 6, 15, 50)  # and where the weights exp(-u) change


@cache
def inverse_b(load: float, agents: float) -> mpf:
    """Return 1 / B: 1 / B(n) = 1 + n / (a B(n - 1)), from exp(a) a^-f Gamma(f + 1, a) where f is a fraction."""
    with mp.workdps(DIGITS):
        whole = int(agents)
        fraction = agents - whole
        first = mp.gammainc(mpf(fraction) + 1, load) * mp.exp(load) * mpf(load) ** -mpf(fraction)
        value, one = int(mp.ldexp(first, BITS)), 1 << BITS
        (up, down), (over, under) = load.as_integer_ratio(), fraction.as_integer_ratio()
        for step in range(1, whole + 1):
            value = one + (over + step * under) * down * value // (up * under)
        return mp.ldexp(mpf(value), -BITS)


def b(load: float, agents: float) -> mpf:
    return 1 / inverse_b(load, agents)


def c(load: float, agents: float) -> mpf:
    with mp.workdps(DIGITS):
        busy = b(load, agents)
        return agents * busy / (agents - load * (1 - busy))


@cache
def _rule() -> list[tuple[mpf, mpf]]:
    with mp.workdps(DIGITS):
        found: list[tuple[mpf, mpf]] = GaussLegendre(mp).calc_nodes(4, mp.prec)
        return found


def a(load: float, agents: float, aht: float, patience: float, within: float, short: float) -> dict[str, mpf]:
    """Return the fields of ``ErlangA`` by their names; ``agents`` above zero."""
    with mp.workdps(DIGITS):
        x, y = mpf(agents) * patience / aht, mpf(load) * patience / aht
        limit, early = mpf(within) / patience, mpf(short) / patience
        sums = {}
        for start, end in ((0, min(limit, early)), (min(limit, early), max(limit, early)), (max(limit, early), mp.inf)):
            sums[start, end] = _weighed(x, y, mpf(start), end) if end > start else [mpf(0)] * 4
        all_time = [sum(each) for each in zip(*sums.values(), strict=True)]
        until = {
            one: [sum(each) for each in zip(*(s for (_, end), s in sums.items() if end <= one), strict=True)]
            for one in (limit, early)
        }
        free = (inverse_b(load, agents) - 1) * load / agents  # 1 / B(n - 1)
        whole, answered = free + y * all_time[0], free + y * all_time[2]
        short_of = until[early][1] - mp.expm1(-early) * (all_time[0] - until[early][0])
        return {
            "p_wait": y * all_time[0] / whole,
            "p_abandon": y * all_time[1] / whole,
            "wait": patience * y * all_time[1] / whole,
            "wait_answered": patience * y * all_time[3] / answered,
            "service_level": (free + y * until[limit][2]) / whole,
            "given_up_within": y * short_of / whole,
            "occupancy": load * answered / whole / agents,
        }


def _weighed(x: mpf, y: mpf, start: mpf, end: mpf) -> list[mpf]:
    """Integrate h(u) = exp(y (1 - exp -u) - x u) times 1, 1 - exp -u, exp -u, u exp -u."""

    def log_h(u: mpf) -> mpf:
        return -y * mp.expm1(-u) - x * u

    peak = min(max(mp.log(y / x), start, mpf(0)), end)
    cuts = {peak, *_reached(log_h, peak, end, 1), *_reached(log_h, peak, start, -1)}
    cuts |= {start + step for step in STEPS if min(cuts) < start + step < max(cuts)}
    total = [mpf(0)] * 4
    ordered = sorted(cuts)
    for low, high in pairwise(ordered):
        for node, weight in _rule():
            u = (low + high) / 2 + node * (high - low) / 2
            stays = mp.exp(-u)
            value = weight * mp.exp(log_h(u)) * (high - low) / 2
            for place, factor in enumerate((1, 1 - stays, stays, u * stays)):
                total[place] += value * factor
    return total


def _reached(log_h, peak: mpf, end: mpf, way: int) -> Iterator[mpf]:
    """Yield points on one side of the peak where h has fallen so far, up to a factor of two in the distance."""
    for fall in FALLS:
        distance = mpf(1)
        while log_h(peak) - log_h(peak + way * distance) > fall:
            distance /= 2
        while log_h(peak) - log_h(peak + way * distance) < fall and distance < abs(end - peak):
            distance *= 2
        if distance >= abs(end - peak):
            yield end
            return
        yield peak + way * distance
