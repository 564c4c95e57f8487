"""The fewest agents of small teams, by climbing Erlang's recursion: one step an agent, all intervals at once.

With I = 1 / B: I(0) = 1, I(n) = 1 + n / a * I(n - 1), and C = n / (n + (n - a) (I - 1)). A step costs less than a
tenth of what the integrals cost, so up to a hundred erlang this is three times faster than to search by them; far
above, and where agents have slots or callers give up, the search remains.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pcf.workforce.integrals import Array

if TYPE_CHECKING:
    from pcf.workforce.required import Cases

_MOST_LOAD = 100.0  # erlang; from some 500 on the search is the faster way
_CLOSE = 1e-9
_MOST_WAITS = 300.0  # promised waits in handle times, times the load: exp of more would leave the doubles


def can_climb(cases: Cases) -> NDArray[np.bool_]:
    """Return which intervals are small enough, nobody giving up and every agent having one slot."""
    with np.errstate(invalid="ignore", over="ignore"):
        found: NDArray[np.bool_] = (
            (cases.load > 0)
            & (cases.load <= _MOST_LOAD)
            & np.isnan(cases.patience)
            & (cases.concurrency == 1)
            & ~(np.maximum(cases.load, 1.0) * cases.within / cases.aht > _MOST_WAITS)
        )
    return found


def climb(cases: Cases) -> Array:
    """Return the least whole numbers of agents that keep every limit of intervals that can be climbed.

    NaN where a limit is reached so closely that rounding would decide, or figures leave the doubles: the integrals must
    say on which side it is.
    """
    promised = ~np.isnan(cases.target) & ~np.isnan(cases.within)
    pace = np.where(promised, cases.within / cases.aht, 0.0)
    late = np.where(promised, 1 - cases.target, np.inf)
    wait = np.where(np.isnan(cases.asa), np.inf, cases.asa / cases.aht)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        fading = np.exp(-cases.load * pace)
        found = _climb(np.stack([cases.load, late, wait, np.exp(pace), fading, np.ones_like(pace)]))
        return np.maximum(np.maximum(found, np.ceil(cases.minimum)), _for_occupancy(cases))


def _climb(rows: Array) -> Array:
    """Take steps until the last interval is content; those that are leave the others alone."""
    found, places, agents = np.zeros(rows.shape[1]), np.arange(rows.shape[1]), 0
    while len(places):
        agents += 1
        load, late, wait, pace, fading, inverse = rows  # fading: exp((n - a) T / AHT), by which long waits are rarer
        inverse *= agents / load
        inverse += 1
        fading *= pace
        free = agents - load
        not_waiting = agents + free * (inverse - 1)
        reached = np.minimum(late * fading, wait * free) * not_waiting / agents  # 1 where a limit is just reached
        # what leaves the doubles is NaN, is left to the search, and ends the steps: I does after a few hundred
        is_enough = (free > 0) & ~(reached <= 1 - _CLOSE)
        if is_enough.any():
            found[places[is_enough]] = np.where(reached[is_enough] > 1 + _CLOSE, agents, np.nan)
            left = np.flatnonzero(~is_enough)
            places, rows = places[left], rows.take(left, axis=1)
    return found


def _for_occupancy(cases: Cases) -> Array:
    """Return the least numbers whose occupancy a / n is low enough; 0 where that was not said."""
    found = np.ceil(cases.load / cases.occupancy)
    found += cases.load / found > cases.occupancy
    return np.nan_to_num(np.where(cases.load / (found - 1) <= cases.occupancy, found - 1, found))
