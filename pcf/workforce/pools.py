"""Totals of pools: counts and hours are summed, rates are made of the sums."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import fsum

from pcf.workforce.planned import DEFAULTS, Met, PlannedLine, Pool, PoolTotal


def by_pool(planned: Iterable[PlannedLine]) -> dict[Pool, list[PlannedLine]]:
    """Return the lines by segment and channel, in order of appearance."""
    found: dict[Pool, list[PlannedLine]] = {}
    for one in planned:
        found.setdefault((one.line.segment, one.line.channel), []).append(one)
    return found


def totals(planned: Sequence[PlannedLine]) -> tuple[PoolTotal, ...]:
    """Sum every pool; what a line lacks is missing in its sums, never zero."""
    return tuple(_total(pool, lines) for pool, lines in by_pool(planned).items())


def _total(pool: Pool, lines: Sequence[PlannedLine]) -> PoolTotal:
    has_today = bool(lines) and all(one.today is not None for one in lines)
    return PoolTotal(
        segment=pool[0],
        channel=pool[1],
        lines=len(lines),
        computed=sum(one.needed is not None for one in lines),
        calls=_whole_sum([_calls(one) for one in lines]),
        needed_hours=hours(lines, lambda met: met.agents),
        scheduled_hours=hours(lines, lambda met: met.scheduled),
        service_level=level(lines, _needed),
        service_level_metric=metric_level(lines, _needed),
        service_level_today=level(lines, _today),
        service_level_metric_today=metric_level(lines, _today),
        cost=cost_of(lines, _needed),
        cost_today=cost_of(lines, _today),
        intervals_missed=sum(1 for one in lines if one.today and not one.today.is_kept) if has_today else None,
    )


def _needed(one: PlannedLine) -> Met | None:
    return one.needed


def _today(one: PlannedLine) -> Met | None:
    return one.today


def hours_of(one: PlannedLine) -> float:
    """Return how many hours its interval lasts."""
    return float(one.line.interval or DEFAULTS["interval"]) / 3600


def hours(lines: Iterable[PlannedLine], of: Callable[[Met], int]) -> float | None:
    """Return the hours of agents in the lines that are computed; ``None`` where none is."""
    found = [of(one.needed) * hours_of(one) for one in lines if one.needed]
    return fsum(found) if found else None


def _calls(one: PlannedLine) -> float | None:
    return None if one.line.calls is None else float(one.line.calls)


def over_all(figures: Iterable[tuple[float | None, float | None]]) -> float | None:
    """Return a figure of all contacts, made of sums.

    Args:
        figures: Of each interval the number of contacts that its figure is the mean of, and the figure.

    Returns:
        ``None`` where there are no contacts, where it is not known how many, or some of them have no figure.
    """
    known = list(figures)
    if any(count is None or (count and figure is None) for count, figure in known):
        return None
    counted = [(count, figure) for count, figure in known if count and figure is not None]
    return fsum(count * figure for count, figure in counted) / fsum(count for count, _ in counted) if counted else None


def level(lines: Iterable[PlannedLine], met: Callable[[PlannedLine], Met | None]) -> float | None:
    """Return answered in time over offered, per cent; ``None`` unless every line with contacts has its share."""
    return over_all((_calls(one), found.service_level if (found := met(one)) else None) for one in lines)


def metric_level(lines: Iterable[PlannedLine], met: Callable[[PlannedLine], Met | None]) -> float | None:
    """Return the same without short abandons among the offered, as the metric has it by default."""
    mets = [(one, met(one)) for one in lines]
    return over_all((_without_short(one, found), found.service_level_metric if found else None) for one, found in mets)


def _without_short(one: PlannedLine, met: Met | None) -> float | None:
    calls = _calls(one)
    if not calls or met is None or met.given_up_within is None:
        return calls
    return calls * (1 - met.given_up_within / 100)


def cost_of(lines: Sequence[PlannedLine], met: Callable[[PlannedLine], Met | None]) -> float | None:
    """Return the sum of the costs; ``None`` where one is missing."""
    return _whole_sum([found.cost if (found := met(one)) else None for one in lines])


def _whole_sum(values: Sequence[float | None]) -> float | None:
    """Return the sum; ``None`` where a part of it is missing, or there is none."""
    known = [value for value in values if value is not None]
    return fsum(known) if known and len(known) == len(values) else None
