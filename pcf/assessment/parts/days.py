"""Pools over a day: the busiest day of each, interval by interval."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from pcf.assessment.figures import Numbers
from pcf.assessment.parts.choices import MOST_POOLS
from pcf.assessment.parts.pools import part_of, pool_name
from pcf.assessment.parts.table import Column, Part, Row
from pcf.workforce.planned import PlannedLine, StaffingPlan

_LEAST = 3  # fewer intervals are no day to look at


def shown_days(plan: StaffingPlan) -> list[tuple[PlannedLine, ...]]:
    """Return of each pool the lines of its busiest day, in order; of many pools those with the most contacts."""
    own: dict[tuple[str | None, str], list[PlannedLine]] = defaultdict(list)
    for one in plan.lines:
        if one.line.start:
            own[one.line.segment, one.line.channel].append(one)
    found = []
    for lines in own.values():
        lines.sort(key=lambda one: one.line.start)
        days = [tuple(day) for _, day in groupby(lines, key=lambda one: _day(one.line.start))]
        busiest = max(days, key=_contacts)
        if len(busiest) >= _LEAST:
            found.append(busiest)
    largest = sorted(found, key=lambda lines: -_contacts(lines))[:MOST_POOLS]
    return [lines for lines in found if lines in largest]


def _contacts(lines: Sequence[PlannedLine]) -> float:
    return float(sum(one.line.calls or 0 for one in lines))


def hour_of(start: str) -> str:
    """Return the time of a local time, with or without a day."""
    return start[11:16] if len(start) > 10 else start


def _day(start: str) -> str:
    """Return the day of a local time; times without a day are of one."""
    return start[:10] if len(start) > 10 else ""


def day_parts(plan: StaffingPlan, numbers: Numbers) -> Iterator[Part]:
    """Yield of every pool with several intervals a day its busiest day."""
    say = numbers.say
    columns = (
        Column(say("Begins"), "day", 9),
        Column(say("Contacts"), "figure", 11),
        Column(say("Load, erlang"), "figure", 11),
        Column(say("Agents needed"), "count", 11),
        Column(say("Agents today"), "count", 11),
        Column(say("Today less needed"), "count", 11),
        Column(say("Service level as needed"), "share", 13),
        Column(say("Service level today"), "share", 13),
        Column(say("Cost of what is needed"), "money", 16),
    )
    for place, lines in enumerate(shown_days(plan), start=1):
        name = pool_name(lines[0].line.segment, lines[0].line.channel, plan, numbers)
        title = say("{pool}: the busiest day", pool=name)
        if len(lines[0].line.start) > 10:
            title = say("{pool}: the busiest day, {day}", pool=name, day=lines[0].line.start[:10])
        rows = tuple(_interval(one, numbers) for one in lines)
        yield Part(f"day-{place}", title, tuple(_day_told(lines, numbers)), columns, rows, is_folded=True)


def _day_told(lines: Sequence[PlannedLine], numbers: Numbers) -> Iterator[str]:
    short = [one for one in lines if one.needed and one.today and not one.today.is_kept]
    if any(one.today for one in lines):
        yield numbers.say(
            "Intervals of this day that today's agents miss: {missed} of {every}.",
            missed=numbers.count(len(short)),
            every=numbers.count(len(lines)),
        )


def _interval(one: PlannedLine, numbers: Numbers) -> Row:
    needed, today, line = one.needed, one.today, one.line
    gap = line.agents - needed.agents if needed is not None and line.agents is not None else None
    aim = None if line.target is None else float(line.target)
    return Row(
        (
            hour_of(line.start),
            numbers.figure(line.calls, 1),
            numbers.figure(one.load),
            numbers.count(needed.agents if needed else None),
            numbers.count(line.agents),
            numbers.change(gap, 0),
            part_of(needed.service_level if needed else None, numbers),
            part_of(today.service_level if today else None, numbers, aim),
            numbers.money(needed.cost if needed else None),
        )
    )
