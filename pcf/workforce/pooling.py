"""Separate teams beside one shared team."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from math import fsum

import numpy as np

from pcf.workforce.integrals import Array
from pcf.workforce.planned import DEFAULTS, LIMITS, PlannedLine, Pool
from pcf.workforce.planning import Intervals, intervals_of
from pcf.workforce.pools import by_pool, cost_of, hours_of
from pcf.workforce.records import StaffingLine
from pcf.workforce.required import Cases, Counts, fewest, scheduled

_ANY_DAY = "2000-01-01T"


@dataclass(frozen=True, slots=True)
class Pooling:
    """Separate teams beside one shared team, for pools of one channel that work at the same times.

    The shared team serves all contacts in order of arrival and keeps, for every contact, the limits of every pool.

    Attributes:
        pools: Segment and channel of each.
        separate_hours, shared_hours: Paid hours.
        separate_cost, shared_cost: Of these hours; ``None`` where a line lacks the cost of an hour. An hour of the
            shared team costs the mean of what it costs in the separate teams, by their paid hours in the interval.
    """

    pools: tuple[Pool, ...]
    separate_hours: float
    shared_hours: float
    separate_cost: float | None
    shared_cost: float | None


@dataclass(frozen=True, slots=True)
class _Interval:
    """One interval of one pool; a closed one is the pool's without contacts."""

    line: StaffingLine
    agents: int


def shared_teams(lines: Sequence[PlannedLine]) -> tuple[Pooling, ...]:
    """Return what sharing would save, for every set of pools that could share.

    Pools can share that have one channel and intervals of one grid, each once, some at the same time, and all of whose
    lines can be computed. At a time when a pool has no interval, it has no contacts.
    """
    alike: dict[object, dict[Pool, dict[str, PlannedLine]]] = {}
    for pool, members in by_pool(lines).items():
        by_start = {one.line.start: one for one in members}
        if len(by_start) == len(members) and all(one.needed for one in members):
            alike.setdefault((pool[1], _grid(members)), {})[pool] = by_start
    return tuple(_shared(pools) for pools in alike.values() if _meet(pools))


def _meet(pools: dict[Pool, dict[str, PlannedLine]]) -> bool:
    """Whether at some time several pools work."""
    starts = [start for by_start in pools.values() for start in by_start]
    return len(set(starts)) < len(starts)


def _grid(members: Sequence[PlannedLine]) -> object:
    """Return what is equal for pools whose intervals, where they differ, do not overlap.

    Of one length and at the same place in it: 900 seconds, at 5 minutes past each quarter. Where a pool has several
    such, or a start that is no time, its grid is that of all its intervals.
    """
    with suppress(ValueError):
        grids = {_place(one.line) for one in members}
        if len(grids) == 1:
            return grids.pop()
    return tuple(sorted((one.line.start, hours_of(one)) for one in members))


def _place(line: StaffingLine) -> tuple[bool, Decimal, Decimal | None]:
    """Return whether a line has a day, how long it lasts, and how far into such a length of its day it begins.

    Raises:
        ValueError: It begins at no time.
    """
    length = line.interval or Decimal(DEFAULTS["interval"])
    if not line.start:
        return False, length, None
    has_day = "T" in line.start
    at = datetime.fromisoformat(line.start if has_day else _ANY_DAY + line.start)
    return has_day, length, Decimal(at.hour * 3600 + at.minute * 60 + at.second) % length


def _shared(pools: dict[Pool, dict[str, PlannedLine]]) -> Pooling:
    starts = sorted({start for by_start in pools.values() for start in by_start})
    teams = [[_at(start, by_start) for start in starts] for by_start in pools.values()]
    made = [intervals_of([one.line for one in team]) for team in teams]
    offered = np.array([[float(one.line.calls or 0) for one in team] for team in teams])
    agents: Counts = np.max([fewest(case) for case in _joint(made, offered)], axis=0)
    on_duty = np.array([[one.agents for one in team] for team in teams])
    paid = on_duty / (1 - np.array([one.shrinkage for one in made]))
    hours = scheduled(agents, _shrinkage(on_duty, paid, made)) * made[0].hours
    every = [one for by_start in pools.values() for one in by_start.values()]
    separate_cost = cost_of(every, lambda one: one.needed)
    return Pooling(
        pools=tuple(pools),
        separate_hours=fsum(one.needed.scheduled * hours_of(one) for one in every if one.needed),
        shared_hours=fsum(hours),
        separate_cost=separate_cost,
        shared_cost=None if separate_cost is None else fsum(hours * _hourly(paid, made)),
    )


def _at(start: str, by_start: dict[str, PlannedLine]) -> _Interval:
    one = by_start.get(start)
    if one is not None and one.needed is not None:
        return _Interval(one.line, one.needed.agents)
    usual = next(iter(by_start.values())).line
    return _Interval(usual.model_copy(update={"start": start, "calls": Decimal(0), "minimum": None}), 0)


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


def _shrinkage(on_duty: Counts, paid: Array, made: Sequence[Intervals]) -> Array:
    """Return the shrinkage of all pools together: of the paid hours of the separate teams, those not on duty."""
    with np.errstate(all="ignore"):
        mean: Array = 1 - on_duty.sum(axis=0) / paid.sum(axis=0)
    return np.where(on_duty.any(axis=0), mean, np.max([one.shrinkage for one in made], axis=0))


def _hourly(paid: Array, made: Sequence[Intervals]) -> Array:
    """Return what an hour costs on the mean over the paid hours of the separate teams; where none is paid, 0."""
    with np.errstate(all="ignore"):
        mean: Array = np.sum(paid * [one.cost for one in made], axis=0) / paid.sum(axis=0)
    return np.where(paid.any(axis=0), mean, 0.0)
