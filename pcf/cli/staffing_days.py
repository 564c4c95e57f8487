"""The days of a staffing plan on a terminal: what each comes to, and the agents of the busiest by interval."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from pcf.cli.output import print_table
from pcf.workforce.pools import hours_of

if TYPE_CHECKING:
    from pcf.cli.staffing import PlanWriter
    from pcf.workforce.planned import Met, PlannedLine, StaffingPlan

_MOST_DAYS = 62
_DAY = len("2026-11-23")
_DAY_MINUTES = 1440  # more than any offset from UTC
_OFFSET = re.compile(r"([+-])([0-9]{2}):([0-9]{2})$")


def print_days(writer: PlanWriter) -> None:
    """Print one row a day, where the plan has several."""
    by_day = _by_day(writer.plan)
    if not 1 < len(by_day) <= _MOST_DAYS:
        return
    rows = []
    for day, lines in by_day.items():
        peaks = _needed_at(lines).values()
        rows.append(
            [
                day,
                writer.number(sum(float(one.line.calls or 0) for one in lines), 1),
                writer.number(_hours(lines, lambda met: met.agents), 1),
                writer.number(_hours(lines, lambda met: met.scheduled), 1),
                writer.number(max((sum(one.values()) for one in peaks), default=0)),
            ]
        )
    say = writer.say
    heads = [say("Day"), say("Contacts"), say("Hours needed"), say("Hours to schedule"), say("Most agents at once")]
    print_table(heads, rows, title=say("Staffing by day"), numeric=range(1, 5))


def print_busiest_day(writer: PlanWriter) -> None:
    """Print the agents needed by interval and pool, of the day with most hours."""
    by_day, say = _by_day(writer.plan), writer.say
    if not by_day:
        return
    day = max(by_day, key=lambda one: _hours(by_day[one], lambda met: met.agents))
    needed = _needed_at(by_day[day])
    pools = list(dict.fromkeys(pool for one in needed.values() for pool in one))
    rows = [
        [start, *(writer.number(one.get(pool)) for pool in pools), writer.number(sum(one.values()))]
        for start, one in sorted(needed.items(), key=lambda item: _clock_order(item[0]))
    ]
    heads = [say("Interval begins"), *(writer.pool_name(*pool) for pool in pools), say("Total")]
    title = say("Agents needed on duty, busiest day {day}", day=day) if day else say("Agents needed on duty")
    print_table(heads, rows, title=title, numeric=range(1, len(heads)))


def _by_day(plan: StaffingPlan) -> dict[str, list[PlannedLine]]:
    """Return the lines of each day in order; those of a typical day under a blank."""
    by_day: dict[str, list[PlannedLine]] = {}
    for one in plan.lines:
        if one.line.start:
            day = one.line.start[:_DAY] if "T" in one.line.start else ""
            by_day.setdefault(day, []).append(one)
    return dict(sorted(by_day.items()))


def _needed_at(lines: Iterable[PlannedLine]) -> dict[str, dict[tuple[str | None, str], int]]:
    """Return the agents needed by start and pool."""
    found: dict[str, dict[tuple[str | None, str], int]] = {}
    for one in lines:
        if one.needed is not None:
            at = found.setdefault(one.line.start.rpartition("T")[2], {})
            pool = one.line.segment, one.line.channel
            at[pool] = at.get(pool, 0) + one.needed.agents
    return found


def _hours(lines: Iterable[PlannedLine], of: Callable[[Met], int]) -> float:
    return sum(of(one.needed) * hours_of(one) for one in lines if one.needed)


def _clock_order(clock: str) -> tuple[str, int, str]:
    """Return by what times of one day are sorted: an hour that comes twice is told apart by its offsets from UTC.

    The clocks are put back, so the larger offset comes first; other times of that day have none.

    >>> sorted(("02:00+01:00", "02:30+02:00", "03:00", "02:00+02:00"), key=_clock_order)
    ['02:00+02:00', '02:30+02:00', '02:00+01:00', '03:00']
    """
    match = _OFFSET.search(clock)
    offset = int(f"{match[1]}1") * (int(match[2]) * 60 + int(match[3])) if match else _DAY_MINUTES
    return clock[:2], -offset, clock
