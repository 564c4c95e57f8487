"""What comes out where a plan is simulated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pcf.findings import Finding
from pcf.workforce.planned import Pool

if TYPE_CHECKING:
    from pcf.workforce.simulation import SharedPool, Simulated

EVERYBODY = "*"  # in a shared team the customers of a pool without segment: no id can be that


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

    The team keeps every promise, and the strictest limit of occupancy, over all intervals together and not in each; it
    has the highest minimum of its pools.

    Attributes:
        channel, pools: Whom it serves.
        formula_hours: Of separate teams, as the formulas have them: every promise kept in each interval.
        separate_hours, separate_sure_hours: Of separate teams by the measure of the shared one.
        hours: Of the fewest agents with whom every simulated promise is kept.
        sure_hours: Of the fewest with whom the whole interval of every figure keeps it.
        found: What was simulated.
    """

    channel: str
    pools: tuple[Pool, ...]
    formula_hours: float
    separate_hours: float
    separate_sure_hours: float
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
                    "formula_hours": one.formula_hours,
                    "separate_hours": one.separate_hours,
                    "separate_sure_hours": one.separate_sure_hours,
                    "hours": one.hours,
                    "sure_hours": one.sure_hours,
                    "simulation": one.found.simulated.to_json(),
                }
                for one in self.teams
            ],
        }
