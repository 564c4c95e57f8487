"""Totals of pools: counts and hours are summed, rates are made of the sums."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import fsum

from pcf.workforce.planned import DEFAULTS, Met, PlannedLine, PoolTotal

Pool = tuple[str | None, str]


def by_pool(planned: Iterable[PlannedLine]) -> dict[Pool, list[PlannedLine]]:
    """Return the lines by segment and channel, in order of appearance."""
    found: dict[Pool, list[PlannedLine]] = {}
    for one in planned:
        found.setdefault((one.line.segment, one.line.channel), []).append(one)
    return found


def totals(planned: Sequence[PlannedLine]) -> tuple[PoolTotal, ...]:
    """Sum every pool; what a line lacks is missing in its sums of needs, never zero."""
    return tuple(_total(pool, lines) for pool, lines in by_pool(planned).items())


def _total(pool: Pool, lines: Sequence[PlannedLine]) -> PoolTotal:
    computable = [one for one in lines if one.needed is not None]
    has_today = bool(lines) and all(one.today is not None for one in lines)
    return PoolTotal(
        segment=pool[0],
        channel=pool[1],
        lines=len(lines),
        calls=fsum(_calls(one) for one in lines),
        needed_hours=fsum(one.needed.agents * hours_of(one) for one in lines if one.needed),
        scheduled_hours=fsum(one.needed.scheduled * hours_of(one) for one in lines if one.needed),
        service_level=level(computable, lambda one: one.needed),
        service_level_today=level(lines, lambda one: one.today) if has_today else None,
        cost=cost_of(lines, lambda one: one.needed),
        cost_today=cost_of(lines, lambda one: one.today),
        intervals_missed=sum(1 for one in lines if one.today and not one.today.is_kept) if has_today else None,
    )


def hours_of(one: PlannedLine) -> float:
    """Return how many hours its interval lasts."""
    return float(one.line.interval or DEFAULTS["interval"]) / 3600


def _calls(one: PlannedLine) -> float:
    return float(one.line.calls or 0)


def level(lines: Sequence[PlannedLine], met: Callable[[PlannedLine], Met | None]) -> float | None:
    """Return answered in time over offered, per cent; ``None`` where nothing is offered or a wait was not promised."""
    offered = [(_calls(one), found.service_level) for one in lines if _calls(one) and (found := met(one))]
    calls = fsum(count for count, _ in offered)
    if not calls or any(share is None for _, share in offered):
        return None
    return fsum(count * share for count, share in offered if share is not None) / calls


def cost_of(lines: Sequence[PlannedLine], met: Callable[[PlannedLine], Met | None]) -> float | None:
    """Return the sum of the costs; ``None`` where one is missing."""
    costs = [found.cost if (found := met(one)) else None for one in lines]
    return None if not costs or None in costs else fsum(cost for cost in costs if cost is not None)
