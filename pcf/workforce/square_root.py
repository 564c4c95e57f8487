"""Where to begin the search for agents: the square-root rule, and what holds of it where callers give up.

With N = A + beta sqrt(A) slots, many-server limits say nearly what is kept. Endless patience: Halfin and Whitt,
"Heavy-Traffic Limits for Queues with Many Exponential Servers", Operations Research 29 (1981). Patience that ends:
Garnett, Mandelbaum and Reiman, M&SOM 4 (2002). The time that a caller would wait has then nearly the density
exp(-beta s - g^2 s^2 / 2) / (R(-beta) + R(beta / g) / g), with s = sqrt(A) t / AHT, g^2 = AHT / patience and
R = (1 - Phi) / phi, the Mills ratio.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pcf.workforce.integrals import Array

if TYPE_CHECKING:
    from pcf.workforce.required import Cases

_NEWTON_STEPS = 6
_HALVINGS = 18
_FARTHEST = 12.0  # square roots of the load beyond it: more is needed for hardly any promise

_BETA = np.concatenate([np.geomspace(1e-6, 0.02, 60)[:-1], np.arange(0.02, 30, 0.02)])
_X = np.linspace(-35, 35, 3501)
_LOG_MILLS = np.array(
    [math.log(math.erfc(x / math.sqrt(2)) / 2) + x * x / 2 + math.log(2 * math.pi) / 2 for x in _X.tolist()]
)
_LOG_WAITS = -np.log1p(_BETA * np.exp(np.interp(-_BETA, _X, _LOG_MILLS)))
_SLOPES = np.gradient(_LOG_WAITS, _BETA)
_LOG_RATIOS = _LOG_WAITS - np.log(_BETA)


def likely_slots(cases: Cases) -> Array:
    """Return about how many slots keep the limits of each interval; a start, and right for large teams."""
    root = np.sqrt(cases.load)
    endless = np.isnan(cases.patience)
    beta = np.empty_like(root)
    with np.errstate(all="ignore"):
        beta[endless] = _if_nobody_gives_up(cases.at(endless), root[endless])
        beta[~endless] = _if_callers_give_up(cases.at(~endless), root[~endless])
    found: Array = cases.load + beta * root
    return found


def _if_nobody_gives_up(cases: Cases, root: Array) -> Array:
    """Solve each limit alone: P(wait) = 1 / (1 + beta / R(-beta)), and the wait of those who wait is exponential.

    For the promise, log P(wait) - beta sqrt(A) T / AHT = log(1 - target) by Newton's steps: the left side is concave.
    """
    pace, wanted = root * cases.within / cases.aht, np.log1p(-cases.target)
    beta = np.zeros_like(root)
    for _ in range(_NEWTON_STEPS):
        excess = np.interp(beta, _BETA, _LOG_WAITS) - pace * beta - wanted
        beta = beta - excess / (np.interp(beta, _BETA, _SLOPES) - pace)
    for_wait = np.interp(-np.log(cases.asa * root / cases.aht), -_LOG_RATIOS, _BETA)
    for_occupancy = (1 / cases.occupancy - 1) * root
    found: Array = np.fmax(np.fmax(np.fmax(beta, for_wait), for_occupancy), 0.0)
    return found


def _if_callers_give_up(cases: Cases, root: Array) -> Array:
    """Find by halves the least beta that keeps all limits."""
    low, high = -root, np.fmax(_FARTHEST, (1 / cases.occupancy - 1) * root)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        enough = _is_likely_enough(cases, root, middle)
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return high


def _is_likely_enough(cases: Cases, root: Array, beta: Array) -> NDArray[np.bool_]:
    g = np.sqrt(cases.aht / cases.patience)
    at, pace = beta / g, root / cases.aht
    promised = np.nan_to_num(cases.within) * pace
    from_now, from_then = _mills(at) / g, _mills(at + g * promised) / g
    whole = _mills(-beta) + from_now
    late = from_then * np.exp(-beta * promised - (g * promised) ** 2 / 2) / whole
    p_wait = from_now / whole
    # a wait of s is given up with a chance of nearly theta t = g^2 s / sqrt(A)
    given_up = p_wait * (1 / from_now - beta) / root
    given_up_late = late * (1 / from_then - beta) / root
    answered = 1 - late - given_up + given_up_late
    wait = given_up * cases.patience
    slots = root * root + beta * root
    broken: NDArray[np.bool_] = (
        (answered < cases.target)
        | (wait > cases.asa)
        | (given_up > cases.abandonment)
        | (root * root * (1 - given_up) > cases.occupancy * slots)
    )
    return ~broken


def _mills(x: Array) -> Array:
    """Return (1 - Phi(x)) / phi(x)."""
    found: Array = np.where(x < _X[-1], np.exp(np.interp(x, _X, _LOG_MILLS)), 1 / x)
    return found
