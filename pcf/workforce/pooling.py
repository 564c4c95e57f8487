"""Separate teams beside one shared team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import fsum

import numpy as np

from pcf.workforce.integrals import Array
from pcf.workforce.planned import PlannedLine
from pcf.workforce.planning import Intervals, intervals_of
from pcf.workforce.plans.defaults import LIMITS
from pcf.workforce.pools import Pool, by_pool, cost_of, hours_of
from pcf.workforce.required import Cases, Counts, fewest, scheduled


@dataclass(frozen=True, slots=True)
class Pooling:
    """Separate teams beside one shared team, for pools of one channel that work at the same times.

    The shared team serves all contacts in order of arrival and keeps, for every contact, the limits of every pool.

    Attributes:
        pools: Segment and channel of each.
        separate_hours, shared_hours: Paid hours.
        separate_cost, shared_cost: Of these hours; ``None`` where a line lacks the cost of an hour.
    """

    pools: tuple[Pool, ...]
    separate_hours: float
    shared_hours: float
    separate_cost: float | None
    shared_cost: float | None


def shared_teams(lines: Sequence[PlannedLine]) -> tuple[Pooling, ...]:
    """Return what sharing would save, for every set of pools that could share.

    Pools can share that have one channel and the same intervals, each once, and all of whose lines can be computed.
    """
    alike: dict[object, dict[Pool, list[PlannedLine]]] = {}
    for pool, members in by_pool(lines).items():
        starts = sorted((one.line.start, hours_of(one)) for one in members)
        is_whole = len(set(starts)) == len(starts) and all(one.needed for one in members)
        if is_whole:
            ordered = sorted(members, key=lambda one: (one.line.start, hours_of(one)))
            alike.setdefault((pool[1], tuple(starts)), {})[pool] = ordered
    return tuple(_shared(pools) for pools in alike.values() if len(pools) > 1)


def _shared(pools: dict[Pool, list[PlannedLine]]) -> Pooling:
    every = [one for members in pools.values() for one in members]
    made = [intervals_of([one.line for one in members]) for members in pools.values()]
    offered = np.array([[float(one.line.calls or 0) for one in members] for members in pools.values()])
    agents: Counts = np.max([fewest(case) for case in _joint(made, offered)], axis=0)
    on_duty = np.array([[one.needed.agents for one in members if one.needed] for members in pools.values()])
    hours = scheduled(agents, _shrinkage(on_duty, np.array([one.shrinkage for one in made]))) * made[0].hours
    separate_cost = cost_of(every, lambda one: one.needed)
    return Pooling(
        pools=tuple(pools),
        separate_hours=fsum(one.needed.scheduled * hours_of(one) for one in every if one.needed),
        shared_hours=fsum(hours),
        separate_cost=separate_cost,
        shared_cost=None if separate_cost is None else fsum(hours * np.max([one.cost for one in made], axis=0)),
    )


def _joint(made: Sequence[Intervals], offered: Array) -> list[Cases]:
    """Return the contacts of all pools under the limits of each.

    Loads add up. The handle time is the mean over all contacts, and so is the rate of giving up, 1 / patience, which is
    0 for those who never do. The team has the highest minimum and the lowest concurrency. A pool without contacts in an
    interval asks nothing of it.
    """
    cases = [one.cases for one in made]
    calls = offered.sum(axis=0)
    with np.errstate(all="ignore"):
        weights = np.where(calls > 0, offered / calls, 1 / len(made))
        giving_up = np.sum(weights * [np.nan_to_num(1 / one.patience) for one in cases], axis=0)
        common = {
            "load": np.sum([one.load for one in cases], axis=0),
            "aht": np.sum(weights * [one.aht for one in cases], axis=0),
            "patience": np.where(giving_up > 0, 1 / giving_up, np.nan),
            "concurrency": np.min([one.concurrency for one in cases], axis=0),
        }
    return [
        replace(one, **common, **{name: np.where(own > 0, getattr(one, name), np.nan) for name in LIMITS})
        for one, own in zip(cases, offered, strict=True)
    ]


def _shrinkage(on_duty: Counts, shrinkage: Array) -> Array:
    """Return the shrinkage of all pools together: of the paid hours of the separate teams, those not on duty."""
    paid = on_duty / (1 - shrinkage)
    with np.errstate(all="ignore"):
        mean: Array = 1 - on_duty.sum(axis=0) / paid.sum(axis=0)
    return np.where(on_duty.any(axis=0), mean, shrinkage.max(axis=0))
