"""Lines of a plan, computed: what each interval needs, what today's agents keep, what it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pcf.findings import Finding
from pcf.ids import Language
from pcf.workforce.installed import needs_numpy
from pcf.workforce.records import StaffingLine

if TYPE_CHECKING:
    from pcf.workforce.whatif import WhatIf

Pool = tuple[str | None, str]  # segment, channel
LIMITS = ("target", "asa", "abandonment", "occupancy")  # each says how many agents are enough

# What holds where a line does not say it; a promised wait has no default: 20 seconds would be a promise nobody made.
DEFAULTS: Mapping[str, int] = MappingProxyType(
    {"interval": 1800, "short": 5, "concurrency": 1, "shrinkage": 0, "minimum": 0}
)


def load_of(line: StaffingLine) -> Decimal | None:
    """Return the load of a line in erlang, as typed: contacts times handle time over the length of the interval.

    ``None`` where contacts or handle time are not said.
    """
    if line.calls is None or line.aht is None:
        return None
    return line.calls * line.aht / (line.interval or DEFAULTS["interval"])


@dataclass(frozen=True, slots=True)
class Met:
    """What a number of agents keeps in one interval, and costs.

    Percentages are on 0 to 100, times in seconds; ``None`` where nothing is offered, or a wait has no end. The fields
    are those of ``Performance``.

    Attributes:
        agents: On duty.
        scheduled: To be scheduled for that, after shrinkage.
        cost: Of those scheduled, for the length of the interval; ``None`` where the cost of an hour is not known.
        is_overloaded: Whether waits grow without end: the load is not below the agents, and nobody gives up.
        is_kept: Whether every limit of the line is kept.
    """

    agents: int
    scheduled: int
    service_level: float | None
    service_level_metric: float | None
    asa: float | None
    wait: float | None
    abandonment: float | None
    occupancy: float | None
    p_wait: float | None
    given_up_within: float | None
    cost: float | None
    is_overloaded: bool
    is_kept: bool


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One line and what it comes to.

    Attributes:
        line: What was typed.
        load: In erlang; ``None`` without calls or handle time.
        needed: The fewest agents that keep every limit; ``None`` where calls, handle time or every limit is missing.
        today: What today's agents keep; ``None`` where their number was not said.
        limited_by: Which limit needs the last agent: one of ``DECIDING``; blank without ``needed``.
        model: ``erlang_a`` where patience was said, else ``erlang_c``.
        missing: The fields without which it could not be computed.
        unusable: The fields whose values are beyond what can be computed.
    """

    line: StaffingLine
    load: float | None
    needed: Met | None
    today: Met | None
    limited_by: str
    model: str
    missing: tuple[str, ...] = ()
    unusable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PoolTotal:
    """One segment and channel over all its intervals; counts and hours are summed, rates made of the sums.

    Attributes:
        segment, channel: As the lines have them.
        lines: How many intervals.
        computed: Those of them for which it can be said how many agents are needed.
        calls: Offered in all of them; ``None`` unless every line says how many.
        needed_hours, scheduled_hours: Of agents, on duty and paid, in the computed lines; ``None`` where none is.
        service_level: Answered in time over offered, per cent, with what is needed; ``None`` where nothing is offered,
            and unless every line with contacts has it.
        service_level_metric: The same without short abandons among the offered.
        service_level_today, service_level_metric_today: The same with today's agents.
        cost, cost_today: Of the paid hours; ``None`` where a line lacks the cost of an hour.
        intervals_missed: Lines whose limits today's agents do not keep; ``None`` unless all say how many there are.
    """

    segment: str | None
    channel: str
    lines: int
    computed: int
    calls: float | None
    needed_hours: float | None
    scheduled_hours: float | None
    service_level: float | None
    service_level_metric: float | None
    service_level_today: float | None
    service_level_metric_today: float | None
    cost: float | None
    cost_today: float | None
    intervals_missed: int | None


@dataclass(frozen=True)
class StaffingPlan:
    """All lines of a plan.

    Attributes:
        lines: In the order given.
        pools: By segment and channel, in order of appearance.
        segments: Segment id to name.
        findings: What is wrong or doubtful.
    """

    lines: tuple[PlannedLine, ...]
    pools: tuple[PoolTotal, ...]
    segments: Mapping[str, str]
    findings: tuple[Finding, ...] = ()

    @cached_property
    def what_if(self) -> WhatIf:
        """What other numbers of agents, other promises, one shared team and other volumes would mean."""
        with needs_numpy():
            from pcf.workforce.whatif import what_if
        return what_if(self)

    def to_json(self, lang: Language = "en") -> dict[str, Any]:
        """Return everything, the what-if included; percentages on 0 to 100, times in seconds."""
        with needs_numpy():
            from pcf.workforce.plan_json import plan_to_json
        return plan_to_json(self, lang)


_NOBODY: Mapping[str, str] = MappingProxyType({})


def plan_lines(lines: Sequence[StaffingLine], segments: Mapping[str, str] = _NOBODY) -> StaffingPlan:
    """Compute every line of a plan.

    What cannot be computed is told as findings, and the other lines are computed.

    Args:
        lines: In any order; the plan keeps it.
        segments: Segment id to name, for those who show the plan.

    Raises:
        NotInstalledError: numpy is missing; names the command that installs it.
    """
    with needs_numpy():
        from pcf.workforce.planning import computed
        from pcf.workforce.pools import totals
    from pcf.workforce.plan_checks import check_lines

    planned = computed(lines)
    return StaffingPlan(planned, totals(planned), segments, tuple(check_lines(planned, segments)))
