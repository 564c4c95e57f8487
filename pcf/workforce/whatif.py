"""What other numbers of agents, other promises, one shared team and other volumes would mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from math import fsum

import numpy as np

from pcf.workforce.planned import Met, PlannedLine, StaffingPlan
from pcf.workforce.planning import can_be_computed, has_load, intervals_of, mets, shown
from pcf.workforce.pooling import Pooling, shared_teams
from pcf.workforce.pools import by_pool, cost_of, over_all
from pcf.workforce.records import StaffingLine
from pcf.workforce.required import Counts, fewest, keeps, scheduled

MOST_POINTS = 60
PROMISES = (50.0, 60.0, 70.0, 75.0, 80.0, 85.0, 90.0, 95.0, 98.0, 99.0)
CHANGES = (80, 90, 100, 110, 120)
_POOR, _NEARLY_ALL = 0.3, 0.995  # between these service levels a curve is worth a look


@dataclass(frozen=True, slots=True)
class Curve:
    """Service level of one line against agents and cost.

    Attributes:
        line: Of each pool its busiest among those that can be computed.
        points: By agents, ascending, without gaps, at most ``MOST_POINTS``.
        needed: The fewest agents that keep every limit: the cheapest such point; ``None`` if nothing is promised.
        today: Agents on duty today, if said.
    """

    line: StaffingLine
    points: tuple[Met, ...]
    needed: int | None
    today: int | None


@dataclass(frozen=True, slots=True)
class PromisePoint:
    """What another promise would cost, over all lines of a pool.

    Attributes:
        target: Promised share of contacts answered in time, per cent.
        service_level: What is then kept over all lines, per cent; ``None`` where nothing is offered.
        hours: Paid hours.
        cost: Of these hours; ``None`` where a line lacks the cost of an hour.
        is_promised: Whether every line that promises a share promises this one today.
    """

    target: float
    service_level: float | None
    hours: float
    cost: float | None
    is_promised: bool


@dataclass(frozen=True, slots=True)
class PromiseCurve:
    """One pool under other promises; the promised waits and all other limits stay."""

    segment: str | None
    channel: str
    points: tuple[PromisePoint, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One line with other volumes.

    Attributes:
        calls, aht: Per cent of the line's.
        needed: Agents who then keep every limit.
        service_level: What the agents of ``Sensitivity`` then keep, per cent.
        cost: Of those needed.
    """

    calls: int
    aht: int
    needed: int
    service_level: float | None
    cost: float | None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What more or fewer contacts and longer or shorter ones mean.

    Attributes:
        line: The line.
        agents: On duty today, or where this was not said, those who are needed.
        changes: Every change of calls with every change of handle time, in order.
    """

    line: StaffingLine
    agents: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """All of it; curves and sensitivities for the busiest line of each pool."""

    curves: tuple[Curve, ...]
    promises: tuple[PromiseCurve, ...]
    pooling: tuple[Pooling, ...]
    sensitivities: tuple[Sensitivity, ...]


def what_if(plan: StaffingPlan) -> WhatIf:
    """Compute the what-if of a plan; what has no figures is left out."""
    pools = by_pool(plan.lines)
    busiest = [max(lines, key=lambda one: (one.needed is not None, one.load or 0.0)).line for lines in pools.values()]
    return WhatIf(
        curves=tuple(made for made in map(curve, busiest) if made),
        promises=promise_curves(plan.lines),
        pooling=shared_teams(plan.lines),
        sensitivities=tuple(made for made in map(sensitivity, busiest) if made),
    )


def promise_curves(planned: Sequence[PlannedLine]) -> tuple[PromiseCurve, ...]:
    """Return what other promises would cost, of each pool to which a share is promised."""
    made = (_promises(segment, channel, lines) for (segment, channel), lines in by_pool(planned).items())
    return tuple(one for one in made if one)


def curve(line: StaffingLine) -> Curve | None:
    """Return service level, waits and cost by agents; ``None`` without calls or handle time."""
    if not has_load(line) or not line.calls:
        return None
    intervals = intervals_of([line])
    needed = int(fewest(intervals.cases)[0]) if can_be_computed(line) else None
    today = None if line.agents is None else int(line.agents)
    agents = np.arange(*_window(line, needed, today))
    points = mets(intervals.at(np.zeros(len(agents), dtype=np.intp)), agents)
    return Curve(line, tuple(points), needed, today)


def _window(line: StaffingLine, needed: int | None, today: int | None) -> tuple[int, int]:
    """Return from where to where it is worth a look: from few answered in time to nearly all; the end is excluded."""
    cases = intervals_of([line, line]).cases
    poor, nearly_all = fewest(cases.with_target_alone(np.array([_POOR, _NEARLY_ALL]))).tolist()
    marks = [mark for mark in (needed, today) if mark is not None] or [poor]
    low, high = max(min([poor, *marks]) - 1, 0), max([nearly_all, *marks])
    if high - low < MOST_POINTS:
        return low, high + 1
    if max(marks) - min(marks) >= MOST_POINTS:
        marks = marks[:1]
    start = max(low, min(marks) - (MOST_POINTS - (max(marks) - min(marks))) // 2)
    start = max(low, min(start, high + 1 - MOST_POINTS))
    return start, start + MOST_POINTS


def _promises(segment: str | None, channel: str, lines: Sequence[PlannedLine]) -> PromiseCurve | None:
    some = [one for one in lines if one.needed is not None]
    promised = {one.line.target for one in some if one.line.target is not None}
    if not promised:
        return None
    intervals = intervals_of([one.line for one in some])
    offered = [float(one.line.calls or 0) for one in some]
    has_cost = len(some) == len(lines) and cost_of(lines, lambda one: one.needed) is not None
    points = []
    for target in sorted({*map(Decimal, PROMISES), *promised}):
        share = float(target.scaleb(-2))  # as the line has it: a double that is less than 1
        cases = replace(intervals.cases, target=np.where(np.isnan(intervals.cases.target), np.nan, share))
        agents = fewest(cases)
        levels = shown(keeps(cases, agents.astype(np.float64)).service_level, "service_level")
        hours = scheduled(agents, intervals.shrinkage) * intervals.hours
        points.append(
            PromisePoint(
                target=float(target),
                service_level=over_all(zip(offered, levels, strict=True)),
                hours=fsum(hours),
                cost=fsum(hours * intervals.cost) if has_cost else None,
                is_promised=promised == {target},
            )
        )
    return PromiseCurve(segment, channel, tuple(points))


def sensitivity(line: StaffingLine) -> Sensitivity | None:
    """Return what other volumes and handle times mean; ``None`` where the line cannot be computed."""
    if not can_be_computed(line) or not line.calls:
        return None
    changes = list(product(CHANGES, CHANGES))
    intervals = intervals_of([line] * len(changes))
    calls, aht = np.array(changes).T / 100
    cases = replace(intervals.cases, load=intervals.cases.load * calls * aht, aht=intervals.cases.aht * aht)
    needed = fewest(cases)
    changed = replace(intervals, cases=cases)
    agents = int(needed[changes.index((100, 100))]) if line.agents is None else int(line.agents)
    held: Counts = np.full(len(changes), agents)
    return Sensitivity(
        line,
        agents,
        tuple(
            Change(*change, needed=then.agents, service_level=now.service_level, cost=then.cost)
            for change, then, now in zip(changes, mets(changed, needed), mets(changed, held), strict=True)
        ),
    )
