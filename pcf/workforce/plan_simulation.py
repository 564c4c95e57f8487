"""A plan beside its simulation: each pool by itself, and one shared team where priorities are asked for.

The formulas take every interval for itself and in balance; the simulation plays the day as it goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import fsum, isinf
from typing import TYPE_CHECKING, Any

from pcf.errors import InputFaultsError, Phrase
from pcf.findings import Finding, FindingKind
from pcf.workforce.plan_checks import pool_name
from pcf.workforce.planned import Pool
from pcf.workforce.plans import findings as kinds
from pcf.workforce.played_day import Played, PlayedDay, day_of, played, settling, together
from pcf.workforce.pools import by_pool, level, metric_level, over_all
from pcf.workforce.simulated import EVERYBODY, PlanSimulation, SharedTeam, SimulatedPool
from pcf.workforce.simulation import findings as faults_of

if TYPE_CHECKING:
    from pcf.workforce.planned import PlannedLine, StaffingPlan
    from pcf.workforce.simulation import SharedPool


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
    order = _order(plan, priority)
    simulator = _Simulator(plan, replications, seed)
    for pool, lines in by_pool(plan.lines).items():
        simulator.pool(pool, lines)
    if order is not None:
        simulator.teams(order)
    return simulator.made


def _expected(lines: Sequence[PlannedLine]) -> dict[str, float | None]:
    """Return what the formulas say over all intervals; made of sums."""
    mets = [(float(one.line.calls or 0), one.needed) for one in lines]
    return {
        "service_level": level(lines, lambda one: one.needed),
        "service_level_metric": metric_level(lines, lambda one: one.needed),
        "wait": over_all((calls, met.wait if met else None) for calls, met in mets),
        "abandonment": over_all((calls, met.abandonment if met else None) for calls, met in mets),
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


class _Simulator:
    """Plays pools one by one, then teams of those that could be played."""

    def __init__(self, plan: StaffingPlan, replications: int, seed: int) -> None:
        self.made = PlanSimulation()
        self._plan, self._replications, self._seed = plan, replications, seed
        self._days: dict[Pool, PlayedDay] = {}

    def pool(self, pool: Pool, lines: Sequence[PlannedLine]) -> None:
        """Play one pool with the agents it needs, or tell why not."""
        from pcf.workforce.simulation import simulate

        day = day_of(lines)
        if isinstance(day, Phrase):
            self._tell(kinds.NOT_SIMULATED, [pool], reason=day, found="")
            return
        slots = max(one.slots for one in day.intervals.values())
        before, wanted = settling([day], slots)
        time = played([day], before)
        if time is None or self._is_too_large([pool], [day], time):
            return
        if day.has_parts:
            self._tell(faults_of.PLACES_CUT, [pool], found=str(day.concurrency))
        self._tell_unsettled([pool], before, wanted)
        self._days[pool] = day
        name = pool[0] or pool[1] or "all"
        found = simulate([day.kind(name, time)], day.slots(time), short=day.short, **self._common(day, time))
        self.made.pools.append(SimulatedPool(pool, _expected(lines), found))

    def teams(self, order: Sequence[str]) -> None:
        """Find one shared team for the pools of each channel."""
        by_channel: dict[str, list[Pool]] = {}
        for pool in self._days:
            by_channel.setdefault(pool[1], []).append(pool)
        if self._days and all(len(pools) < 2 for pools in by_channel.values()):
            named = [pool_name(pool, self._plan.segments) for pool in self._days]
            self.made.findings.append(Finding(faults_of.NO_SECOND_POOL, facts={"found": named}))
        rank = {segment: place for place, segment in enumerate(order)}
        for channel, pools in by_channel.items():
            if len(pools) > 1:
                ranked = {pool: rank.get(pool[0] or "", len(order)) for pool in pools}
                self._team(channel, ranked)

    def _team(self, channel: str, rank: Mapping[Pool, int]) -> None:
        pools = list(rank)
        days = together([self._days[pool] for pool in pools])
        time = played(days)
        differ = list(_differences(days))
        if time is None or differ:
            self._tell(faults_of.NOT_SHARED, pools, found=differ or [faults_of.STARTS])
            return
        if self._is_too_large(pools, days, time):
            return
        found, time = self._settled(pools, days, time, list(rank.values()))
        self._tell_unsettled(pools, time.before, settling(days, found.agents[0])[1])
        separate = [self._settled([pool], [day], time, [0]) for pool, day in zip(pools, days, strict=True)]
        self.made.teams.append(
            SharedTeam(
                channel,
                tuple(pools),
                formula_hours=fsum(time.hours(day, day.slots(time)) for day in days),
                separate_hours=fsum(own.hours(days[0], one.agents) for one, own in separate),
                separate_sure_hours=fsum(own.hours(days[0], one.sure) for one, own in separate),
                hours=time.hours(days[0], found.agents),
                sure_hours=time.hours(days[0], found.sure),
                found=found,
            )
        )

    def _settled(
        self, pools: Sequence[Pool], days: Sequence[PlayedDay], time: Played, ranks: Sequence[int]
    ) -> tuple[SharedPool, Played]:
        """Find the fewest agents of a team; a typical interval is played on until a queue with these has settled.

        Fewer agents settle later, so that the search goes on from what was found, until it has waited long enough.
        """
        slots = sum(day.slots(time)[0] for day in days)
        while True:
            before, _ = settling(days, slots)
            time = played(days, before) or time
            found = self._cheapest(pools, days, time, ranks)
            if settling(days, found.agents[0])[0] <= before:
                break
            slots = found.agents[0]
        return found, time

    def _cheapest(
        self, pools: Sequence[Pool], days: Sequence[PlayedDay], time: Played, ranks: Sequence[int]
    ) -> SharedPool:
        from pcf.workforce.simulation import Promise, cheapest_shared

        names = [pool[0] or EVERYBODY for pool in pools]
        limits = [day.promise["occupancy"] for day in days if day.promise["occupancy"] is not None]
        promises = [
            Promise(
                kind=name,
                target=_over_hundred(day.promise["target"]),
                asa=day.promise["asa"],
                abandonment=_over_hundred(day.promise["abandonment"]),
            )
            for name, day in zip(names, days, strict=True)
            if any(day.promise[figure] is not None for figure in ("target", "asa", "abandonment"))
        ]
        at = [day.at(time) for day in days]
        return cheapest_shared(
            [day.kind(name, time, rank) for name, day, rank in zip(names, days, ranks, strict=True)],
            promises,
            agents=[sum(one.slots for one in together) for together in zip(*at, strict=True)],
            minimum=[max(one.least for one in together) for together in zip(*at, strict=True)],
            occupancy=_over_hundred(min(limits, default=None)),
            short=days[0].short,
            **self._common(days[0], time),
        )

    def _common(self, day: PlayedDay, time: Played) -> dict[str, Any]:
        return {
            "intervals": len(time.moments),
            "interval": day.interval,
            "warm_up": time.before * day.interval,
            "replications": self._replications,
            "seed": self._seed,
        }

    def _is_too_large(self, pools: Sequence[Pool], days: Sequence[PlayedDay], time: Played) -> bool:
        """Whether it is more than can be played, which is told."""
        from pcf.workforce.simulation.checks import MOST_AGENTS, MOST_CONTACTS, MOST_INTERVALS

        at = [day.at(time) for day in days]
        agents = max(sum(one.slots for one in together) for together in zip(*at, strict=True))
        contacts = fsum(one.calls for own in at for one in own)
        if agents <= MOST_AGENTS and contacts <= MOST_CONTACTS and len(time.moments) <= MOST_INTERVALS:
            return False
        most = {"most": MOST_AGENTS, "most_contacts": MOST_CONTACTS, "most_intervals": MOST_INTERVALS}
        met = {"found": agents, "contacts": round(contacts), "intervals": len(time.moments)}
        self._tell(faults_of.TOO_LARGE, pools, **met, **most)
        return True

    def _tell_unsettled(self, pools: Sequence[Pool], before: int, wanted: float) -> None:
        if wanted > before:
            needed = "∞" if isinf(wanted) else round(wanted)
            self._tell(faults_of.NOT_SETTLED, pools, found=before, needed=needed)

    def _tell(self, kind: FindingKind, pools: Sequence[Pool], **facts: object) -> None:
        named = [pool_name(pool, self._plan.segments) for pool in pools]
        self.made.findings.append(Finding(kind, facts={"pool": named, "pools": named, **facts}))


def _differences(days: Sequence[PlayedDay]) -> Iterator[Phrase]:
    """Yield in what pools differ that one team cannot differ in."""
    for what, values in (
        (faults_of.STARTS, {day.is_typical for day in days}),
        (faults_of.LENGTH, {day.interval for day in days}),
        (faults_of.SHORT, {day.short for day in days}),
        (faults_of.AT_ONCE, {day.concurrency for day in days}),
    ):
        if len(values) > 1:
            yield what


def _over_hundred(percent_: float | None) -> float | None:
    return None if percent_ is None else percent_ / 100
