"""What is counted in one replication: by kind over the whole time, and by interval over all kinds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pcf.workforce.integrals import Array
from pcf.workforce.simulation.customers import Customers, draw, places_of
from pcf.workforce.simulation.pool import Pool
from pcf.workforce.simulation.records import Kind

COUNTED = (
    "offered",
    "answered",
    "in_time",
    "abandoned",
    "short_abandoned",
    "unanswered",
    "waiting",
    "seconds_answered",
    "seconds_waited",
    "seconds_handled",
    "seconds_on_duty",
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What all replications share.

    Attributes:
        kinds: The customers.
        agents: On duty in each interval.
        interval: Its length in seconds.
        warm_up: Contacts that arrive before are not counted, nor is the work done before.
        short: Who gives up within this time is a short abandon.
    """

    kinds: tuple[Kind, ...]
    agents: tuple[int, ...]
    interval: float
    warm_up: float
    short: float


def play(setting: Setting, stream: np.random.SeedSequence) -> tuple[Array, Array]:
    """Play one replication.

    Returns:
        The sums named in ``COUNTED``: by kind, shape ``(kinds, sums)``, and by the interval of arrival (work: in which
        it is done), shape ``(intervals, sums)``. Work after the last interval is not counted.
    """
    customers = draw(setting.kinds, len(setting.agents), setting.interval, stream)
    pool = Pool(customers, [kind.priority for kind in setting.kinds])
    pool.play(setting.agents, setting.interval, setting.warm_up)
    sums = _counts(setting, customers, pool.start)
    return _summed(setting, customers, pool, sums)


def _counts(setting: Setting, customers: Customers, start: Array) -> list[Array]:
    """Return what each contact adds to the sums, up to ``seconds_waited``."""
    counted = customers.arrival >= setting.warm_up
    answered = ~np.isnan(start)
    abandoned = ~answered & np.isfinite(customers.patience)
    promised = [np.nan if kind.within is None else kind.within for kind in setting.kinds]
    within = np.array(promised, dtype=np.float64)[customers.kind]
    wait = np.where(answered, start - customers.arrival, np.where(abandoned, customers.patience, 0.0))
    each = (
        np.ones_like(wait),
        answered,
        np.where(np.isnan(within), np.nan, answered & (wait <= within)),  # in time is what was promised
        abandoned,
        abandoned & (wait <= setting.short),
        ~answered & ~abandoned,
        ~answered | (wait > 0),
        wait * answered,
        wait,
    )
    return [np.where(counted, values, 0.0) for values in each]


def _summed(setting: Setting, customers: Customers, pool: Pool, sums: list[Array]) -> tuple[Array, Array]:
    edges = np.arange(len(setting.agents) + 1) * setting.interval
    edges_counted = np.maximum(edges, setting.warm_up)
    on_duty = np.asarray(setting.agents) * np.diff(edges_counted) + np.asarray(pool.overtime)
    places = places_of(customers.arrival, len(setting.agents), setting.interval)
    by_kind = np.empty((len(setting.kinds), len(COUNTED)))
    by_interval = np.empty((len(setting.agents), len(COUNTED)))
    for column, values in enumerate(sums):
        by_kind[:, column] = np.bincount(customers.kind, values, len(setting.kinds))
        by_interval[:, column] = np.bincount(places, values, len(setting.agents))
    handled = np.stack([_handled(customers, pool.start, kind, edges_counted) for kind in range(len(setting.kinds))])
    by_kind[:, -2], by_interval[:, -2] = handled.sum(axis=1), handled.sum(axis=0)
    by_kind[:, -1], by_interval[:, -1] = on_duty.sum(), on_duty
    return by_kind, by_interval


def _handled(customers: Customers, start: Array, kind: int, edges: Array) -> Array:
    """Return for how many seconds contacts of a kind were handled between the edges."""
    chosen = (customers.kind == kind) & ~np.isnan(start)
    begun, ended = start[chosen], start[chosen] + customers.service[chosen]
    # differences of large sums: where nothing was handled they may lie a hair below zero
    return np.maximum(np.diff(_passed(begun, edges) - _passed(ended, edges)), 0)


def _passed(moments: Array, edges: Array) -> Array:
    """Return, for each edge, the seconds since each moment before it, summed."""
    ordered = np.sort(moments)
    before = np.searchsorted(ordered, edges)
    summed = np.concatenate(([0.0], np.cumsum(ordered)))
    return before * edges - summed[before]
