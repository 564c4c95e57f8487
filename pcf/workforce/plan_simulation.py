"""A plan beside its simulation: each pool by itself, and one shared team where priorities are asked for.

The formulas take every interval for itself and in balance; the simulation plays the day as it goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import TYPE_CHECKING, Any

from pcf.errors import InputFaultsError, Phrase
from pcf.findings import Finding
from pcf.workforce.metric_level import metric_level
from pcf.workforce.plans import findings as kinds
from pcf.workforce.played_day import PlayedDay, day_of
from pcf.workforce.pools import Pool, by_pool, level

if TYPE_CHECKING:
    from pcf.workforce.planned import PlannedLine, StaffingPlan
    from pcf.workforce.simulation import SharedPool, Simulated


@dataclass(frozen=True, slots=True)
class SimulatedPool:
    """One pool as the formulas have it and as it was played.

    Attributes:
        expected: Figure to what the formulas say over all its intervals; shares on 0 to 100.
    """

    pool: Pool
    expected: Mapping[str, float | None]
    simulated: Simulated


@dataclass(frozen=True, slots=True)
class SharedTeam:
    """Pools of one channel that one team serves by priority; hours are those of agents on duty.

    Attributes:
        channel, pools: Whom it serves.
        separate_hours: Of separate teams, as the formulas have them.
        hours: Of the fewest agents with whom every simulated promise is kept.
        sure_hours: Of the fewest with whom the whole interval of every figure keeps it.
        found: What was simulated.
    """

    channel: str
    pools: tuple[Pool, ...]
    separate_hours: float
    hours: float
    sure_hours: float
    found: SharedPool


@dataclass(slots=True)
class PlanSimulation:
    """Everything that was simulated."""

    pools: list[SimulatedPool] = field(default_factory=list)
    teams: list[SharedTeam] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return it with stable keys; shares on 0 to 100, times in seconds."""
        return {
            "pools": [
                {
                    "segment": one.pool[0],
                    "channel": one.pool[1],
                    "formula": dict(one.expected),
                    "simulation": one.simulated.to_json(),
                }
                for one in self.pools
            ],
            "shared": [
                {
                    "channel": one.channel,
                    "segments": [segment for segment, _ in one.pools],
                    "separate_hours": one.separate_hours,
                    "hours": one.hours,
                    "sure_hours": one.sure_hours,
                    "simulation": one.found.simulated.to_json(),
                }
                for one in self.teams
            ],
        }


def simulated(
    plan: StaffingPlan, *, replications: int, seed: int, priority: Sequence[str] | None = None
) -> PlanSimulation:
    """Play every pool of a plan with the agents it needs.

    Args:
        plan: Computed.
        replications: How often each is played.
        seed: The same gives the same.
        priority: Ids or names of segments, the first to be served first, for one shared team of each channel; ``None``
            for no shared team. Those not named come last.

    Raises:
        InputFaultsError: ``priority`` names a segment that the plan does not have.
    """
    from pcf.workforce.simulation import simulate

    made = PlanSimulation()
    order = _order(plan, priority)
    days: dict[Pool, PlayedDay] = {}
    for pool, lines in by_pool(plan.lines).items():
        day = day_of(lines)
        if isinstance(day, Phrase):
            facts = {"pool": _named(plan, pool), "reason": day, "found": ""}
            made.findings.append(Finding(kinds.NOT_SIMULATED, facts=facts))
            continue
        days[pool] = day
        played = simulate(
            [day.kind(pool, 0)],
            day.slots,
            intervals=len(day.slots),
            interval=day.interval,
            replications=replications,
            seed=seed,
            warm_up=day.warm_up,
            short=day.short,
        )
        made.pools.append(SimulatedPool(pool, _expected(lines), played))
    if order is not None:
        made.teams = list(_teams(days, order, replications=replications, seed=seed))
    return made


def _expected(lines: Sequence[PlannedLine]) -> dict[str, float | None]:
    """Return what the formulas say over all intervals; made of sums."""
    given_up = [(float(one.line.calls or 0), one.needed.abandonment) for one in lines if one.needed and one.line.calls]
    contacts = fsum(calls for calls, _ in given_up)
    waited = [
        (float(one.line.calls or 0), one.needed.wait) for one in lines if one.needed and one.needed.wait is not None
    ]
    waiting = fsum(calls for calls, _ in waited)
    return {
        "service_level": level(lines, lambda one: one.needed),
        "service_level_metric": metric_level(lines),
        "wait": fsum(calls * wait for calls, wait in waited) / waiting if waiting else None,
        "abandonment": fsum(calls * (share or 0) for calls, share in given_up) / contacts if contacts else None,
    }


def _order(plan: StaffingPlan, priority: Sequence[str] | None) -> list[str] | None:
    """Return ids of segments by priority.

    Raises:
        InputFaultsError: One of them is none of the plan's.
    """
    if priority is None:
        return None
    known = {one.segment: plan.segments.get(one.segment, one.segment) for one in plan.pools if one.segment}
    by_name = {name.casefold(): segment for segment, name in known.items()} | {one: one for one in known}
    lost = [one for one in priority if by_name.get(one.casefold()) is None]
    if lost:
        finding = Finding(kinds.PRIORITY_UNKNOWN, cell="--priority", facts={"found": lost, "known": list(known)})
        raise InputFaultsError(findings=[finding], path="--priority", count=1)
    return [by_name[one.casefold()] for one in priority]


def _teams(
    days: Mapping[Pool, PlayedDay], order: Sequence[str], *, replications: int, seed: int
) -> Iterator[SharedTeam]:
    """Find one shared team for the pools of each channel that have the same intervals."""
    from pcf.workforce.simulation import Promise, cheapest_shared

    for channel in dict.fromkeys(channel for _, channel in days):
        own = {pool: day for pool, day in days.items() if pool[1] == channel}
        shapes = {(day.starts, day.interval, day.short, day.concurrency) for day in own.values()}
        promised = {pool: day for pool, day in own.items() if any(value is not None for value in day.promise.values())}
        if len(own) < 2 or len(shapes) > 1 or not promised:
            continue
        rank = {segment: place for place, segment in enumerate(order)}
        kinds_ = [day.kind(pool, rank.get(pool[0] or "", len(order))) for pool, day in own.items()]
        promises = [
            Promise(
                kind=day.kind(pool, 0).name,
                target=_over_hundred(day.promise["target"]),
                asa=day.promise["asa"],
                abandonment=_over_hundred(day.promise["abandonment"]),
            )
            for pool, day in promised.items()
        ]
        one = next(iter(own.values()))
        slots = [sum(at) for at in zip(*(day.slots for day in own.values()), strict=True)]
        found = cheapest_shared(
            kinds_,
            promises,
            intervals=len(slots),
            seed=seed,
            interval=one.interval,
            agents=slots,
            replications=replications,
            warm_up=one.warm_up,
            short=one.short,
        )
        separate = fsum(day.hours(day.slots) for day in own.values())
        yield SharedTeam(channel, tuple(own), separate, one.hours(found.agents), one.hours(found.sure), found)


def _over_hundred(percent_: float | None) -> float | None:
    return None if percent_ is None else percent_ / 100


def _named(plan: StaffingPlan, pool: Pool) -> str:
    return " · ".join(part for part in (plan.segments.get(pool[0] or "", pool[0] or ""), pool[1]) if part) or "–"
