"""How long a pool that begins empty takes to be as if it had always been at work.

Chances come near to those of the balance as exp(-t / relaxation). For M/M/N the relaxation time is that of the handle
time, and near to full longer:

    relaxation = aht / min(1, (sqrt N - sqrt A)^2)

Source: Gamarnik and Goldberg, "On the rate of convergence to stationarity of the M/M/N queue in the Halfin-Whitt
regime", Annals of Applied Probability 23 (2013): near to full the rate is B^2 / 4 with N = A + B sqrt A, to which the
above comes near. Where callers give up the time is at most the longer of handle time and patience: every contact more
adds the smaller of 1 / aht and 1 / patience, at least, to the rate at which contacts leave.
"""

from __future__ import annotations

import math

_TIMES = 5  # relaxation times that are waited for: exp(-5) of the distance is left, less than a hundredth


def settling_time(load: float, agents: float, *, aht: float, patience: float | None) -> float:
    """Return after how many seconds a pool that begins empty can be counted.

    Args:
        load: In erlang.
        agents: On duty.
        aht: Mean handle time in seconds.
        patience: In seconds; ``None`` if nobody gives up.

    Returns:
        Infinite where waits grow without end.
    """
    free = math.sqrt(agents) - math.sqrt(load)
    relaxation = aht / min(1.0, free**2) if free > 0 else math.inf
    return _TIMES * (relaxation if patience is None else min(relaxation, max(aht, patience)))
