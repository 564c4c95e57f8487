"""Pools of agents: how they are called, and what each needs, has and costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

from pcf.assessment.figures import Numbers, Shown
from pcf.assessment.parts.table import Column, Part, Row
from pcf.i18n import percent
from pcf.workforce.planned import Met, PlannedLine, PoolTotal, StaffingPlan
from pcf.workforce.records import StaffingLine
from pcf.workforce.words import FIELD, LIMIT

MOST_LINES = 40  # a longer plan shows of each pool the busiest interval
_ENDLESS = "∞"


def pool_name(segment: str | None, channel: str, plan: StaffingPlan, numbers: Numbers) -> str:
    """Return what a pool is called: its segment and its channel."""
    who = plan.segments.get(segment, segment) if segment else numbers.say("All segments")
    return f"{who}, {channel}" if channel else who


def name_of(line: StaffingLine, plan: StaffingPlan, numbers: Numbers) -> str:
    """Return what the pool of a line is called; its id too where several lines would else look alike."""
    name = pool_name(line.segment, line.channel, plan, numbers)
    if len(plan.lines) > MOST_LINES:
        return name  # one line of each pool is shown
    key = (line.segment, line.channel, line.start)
    alike = sum((one.line.segment, one.line.channel, one.line.start) == key for one in plan.lines)
    return f"{name} ({line.id})" if alike > 1 else name


def part_of(value: float | None, numbers: Numbers, promised: float | None = None) -> Shown:
    """Write a percentage of 0 to 100; with more decimals where it would else look as good as what was promised."""
    if value is None:
        return Shown(None, percent(None, numbers.lang))
    digits = 1
    if promised is not None and value < promised:
        aim = percent(promised, numbers.lang, 3)
        while digits < 4 and percent(value, numbers.lang, digits) == aim:
            digits += 1
    return Shown(value / 100, percent(value, numbers.lang, digits))


def waited(seconds: float | None, numbers: Numbers, *, is_endless: bool) -> Shown:
    """Write a wait in seconds; one that never ends as such."""
    return Shown(None, _ENDLESS) if seconds is None and is_endless else numbers.figure(seconds, 1)


def shown_lines(plan: StaffingPlan) -> tuple[PlannedLine, ...]:
    """Return the lines that tables show: all of a short plan, of a long one the busiest of each pool."""
    if len(plan.lines) <= MOST_LINES:
        return plan.lines
    busiest: dict[tuple[str | None, str], PlannedLine] = {}
    for one in plan.lines:
        key = (one.line.segment, one.line.channel)
        if key not in busiest or _weight(one) > _weight(busiest[key]):
            busiest[key] = one
    return tuple(busiest.values())


def _weight(one: PlannedLine) -> tuple[bool, float]:
    """Return what a line is chosen by: one that is computed before others, and by its load."""
    return one.needed is not None, one.load or 0.0


def need_part(plan: StaffingPlan, numbers: Numbers) -> Part:
    """Show what every pool needs to keep its promise, and what that costs."""
    say, lines = numbers.say, shown_lines(plan)
    is_whole = len(lines) == len(plan.lines)
    columns = (
        Column(say("Pool"), width=30),
        *_when(lines, numbers),
        Column(say("Load, erlang"), "figure", 10),
        Column(say("Agents needed"), "count", 10),
        Column(say("To schedule"), "count", 10),
        Column(say("Agents today"), "count", 10),
        Column(say("Today less needed"), "count", 10),
        Column(say("In time, of all offered"), "share", 12),
        Column(say("In time, without short abandons"), "share", 12),
        Column(say("Mean wait of the answered, s"), "figure", 12),
        Column(say("Given up"), "share", 10),
        Column(say("Occupancy"), "share", 11),
        Column(say("Cost of the interval"), "money", 14),
        Column(say("Limited by"), width=24),
    )
    notes = (
        say("The figures are those with the agents needed. To schedule: so many that enough are left after shrinkage."),
        say("Limited by: the limit that one agent fewer would break."),
        say("In time, without short abandons: as the metric service level has it, by default without them."),
    )
    title = say("What the promise needs") if is_whole else say("What the promise needs in the busiest interval")
    rows = tuple(_need(one, _begins(lines, one), plan, numbers) for one in lines)
    return Part("needs", title, tuple(_told(plan, numbers)), columns, rows, notes)


def _told(plan: StaffingPlan, numbers: Numbers) -> Iterator[str]:
    """Yield what holds of the whole plan."""
    say, computed = numbers.say, [one for one in plan.lines if one.needed is not None]
    yield say(
        "Pools: {pools}; intervals: {lines}, of which computed: {computed}.",
        pools=numbers.count(len(plan.pools)),
        lines=numbers.count(len(plan.lines)),
        computed=numbers.count(len(computed)),
    )
    judged = [one for one in computed if one.today is not None]
    if judged:
        yield say(
            "Today's agents do not keep what is promised in {missed} of the {judged} intervals in which their number "
            "is known.",
            missed=numbers.count(sum(not one.today.is_kept for one in judged if one.today)),
            judged=numbers.count(len(judged)),
        )


def _when(lines: Sequence[PlannedLine], numbers: Numbers) -> tuple[Column, ...]:
    """Return the column of when an interval begins, if any line says so."""
    return (Column(numbers.say("Begins"), "day", 17),) if any(one.line.start for one in lines) else ()


def _begins(lines: Sequence[PlannedLine], one: PlannedLine) -> tuple[str, ...]:
    return (one.line.start.replace("T", " "),) if any(line.line.start for line in lines) else ()


def _need(one: PlannedLine, when: tuple[str, ...], plan: StaffingPlan, numbers: Numbers) -> Row:
    needed, today = one.needed, one.line.agents
    gap = None if needed is None or today is None else today - needed.agents
    return Row(
        (
            name_of(one.line, plan, numbers),
            *when,
            numbers.figure(one.load),
            numbers.count(needed.agents if needed else None),
            numbers.count(needed.scheduled if needed else None),
            numbers.count(today),
            numbers.change(gap, 0),
            *met(needed, numbers),
            _decides(one, numbers),
        )
    )


def met(found: Met | None, numbers: Numbers, promised: float | None = None) -> tuple[Shown, ...]:
    """Return six cells: service level in both ways, mean wait, what is given up, occupancy, cost."""
    if found is None:
        none = numbers.count(None)
        return (none,) * 6
    return (
        part_of(found.service_level, numbers, promised),
        part_of(found.service_level_metric, numbers, promised),
        waited(found.asa, numbers, is_endless=found.is_overloaded),
        part_of(found.abandonment, numbers),
        part_of(found.occupancy, numbers),
        numbers.money(found.cost),
    )


def _decides(one: PlannedLine, numbers: Numbers) -> str:
    if one.missing:
        return numbers.say(
            "missing: {fields}", fields=listed([numbers.say(FIELD[field]) for field in one.missing], numbers)
        )
    return numbers.say(LIMIT[one.limited_by]) if one.limited_by in LIMIT else ""


def today_part(plan: StaffingPlan, numbers: Numbers) -> Part | None:
    """Show what today's agents keep; ``None`` where their number is known nowhere."""
    say = numbers.say
    lines = [one for one in shown_lines(plan) if one.today is not None]
    if not lines:
        return None
    columns = (
        Column(say("Pool"), width=30),
        *_when(lines, numbers),
        Column(say("Agents today"), "count", 10),
        Column(say("Promised"), width=22),
        Column(say("In time, of all offered"), "share", 12),
        Column(say("In time, without short abandons"), "share", 12),
        Column(say("Mean wait of the answered, s"), "figure", 12),
        Column(say("Given up"), "share", 10),
        Column(say("Occupancy"), "share", 11),
        Column(say("Cost of the interval"), "money", 14),
        Column(say("Every limit"), width=16),
    )
    rows = [_today(one, _begins(lines, one), plan, numbers) for one in lines]
    notes = (
        (say("∞: contacts come faster than they are handled and nobody gives up, so that waits grow without end."),)
        if any(one.today and one.today.is_overloaded for one in lines)
        else ()
    )
    return Part("today", say("What today's agents keep"), (), columns, tuple(rows), notes)


def _today(one: PlannedLine, when: tuple[str, ...], plan: StaffingPlan, numbers: Numbers) -> Row:
    assert one.today is not None
    line, today = one.line, one.today
    target = None if line.target is None else float(line.target)
    kept = numbers.say("every limit kept") if today.is_kept else numbers.say("some limit missed")
    return Row(
        (
            name_of(line, plan, numbers),
            *when,
            numbers.count(today.agents),
            promise_of(line, numbers),
            *met(today, numbers, target),
            kept if one.needed is not None else "",
        )
    )


def promise_of(line: StaffingLine, numbers: Numbers) -> str:
    """Write what is promised: ``80 % in 20 s``, and every other limit."""
    say, said = numbers.say, []
    if line.target is not None and line.within is not None:
        share, wait = percent(float(line.target), numbers.lang), numbers.figure(line.within, 1)
        said.append(say("{share} in {seconds} s", share=share, seconds=wait))
    if line.asa is not None:
        said.append(say("mean wait up to {seconds} s", seconds=numbers.figure(line.asa, 1)))
    if line.abandonment is not None:
        said.append(say("given up at most {share}", share=percent(float(line.abandonment), numbers.lang)))
    if line.occupancy is not None:
        said.append(say("occupancy at most {share}", share=percent(float(line.occupancy), numbers.lang)))
    return listed(said, numbers)


def listed(said: Sequence[str], numbers: Numbers) -> str:
    """Put several texts behind one another."""
    say = numbers.say
    return reduce(lambda first, more: say("{first}; {more}", first=first, more=more), said) if said else ""


def total_part(plan: StaffingPlan, numbers: Numbers) -> Part | None:
    """Show pools over all their intervals; ``None`` where each has one alone."""
    if all(pool.lines < 2 for pool in plan.pools):
        return None
    say, is_whole = numbers.say, all(pool.computed == pool.lines for pool in plan.pools)
    columns = (
        Column(say("Pool"), width=30),
        Column(say("Intervals"), "count", 10),
        *(() if is_whole else (Column(say("Computed"), "count", 10),)),
        Column(say("Contacts"), "count", 11),
        Column(say("Hours on duty needed"), "figure", 11),
        Column(say("Paid hours needed"), "figure", 11),
        Column(say("In time, of all offered"), "share", 12),
        Column(say("Service level today"), "share", 12),
        Column(say("Cost of what is needed"), "money", 16),
        Column(say("Cost today"), "money", 16),
        Column(say("Intervals missed today"), "count", 11),
    )
    rows = [_total(pool, plan, numbers, is_whole=is_whole) for pool in plan.pools]
    if len(rows) > 1:
        rows.append(_all_pools(plan.pools, numbers, is_whole=is_whole))
    notes = (
        say("Rates are made of sums: contacts answered in time in all intervals over contacts offered in all of them."),
        *(
            ()
            if is_whole
            else (say("Hours are those of the intervals that could be computed; their number is shown."),)
        ),
    )
    return Part("totals", say("Pools over all their intervals"), (), columns, tuple(rows), notes)


def _total(pool: PoolTotal, plan: StaffingPlan, numbers: Numbers, *, is_whole: bool) -> Row:
    return Row(
        (
            pool_name(pool.segment, pool.channel, plan, numbers),
            numbers.count(pool.lines),
            *(() if is_whole else (numbers.count(pool.computed),)),
            numbers.count(pool.calls),
            numbers.figure(pool.needed_hours, 1),
            numbers.figure(pool.scheduled_hours, 1),
            part_of(pool.service_level, numbers),
            part_of(pool.service_level_today, numbers),
            numbers.money(pool.cost),
            numbers.money(pool.cost_today),
            numbers.count(pool.intervals_missed),
        )
    )


def _all_pools(pools: Sequence[PoolTotal], numbers: Numbers, *, is_whole: bool) -> Row:
    """Sum up what can be: hours and money; what one pool lacks is not known of all. Their promises are not one."""
    blank = Shown(None, "")
    return Row(
        (
            numbers.say("All pools"),
            numbers.count(sum(pool.lines for pool in pools)),
            *(() if is_whole else (numbers.count(sum(pool.computed for pool in pools)),)),
            numbers.count(_sum([pool.calls for pool in pools])),
            numbers.figure(_known([pool.needed_hours for pool in pools]), 1),
            numbers.figure(_known([pool.scheduled_hours for pool in pools]), 1),
            blank,
            blank,
            numbers.money(_sum([pool.cost for pool in pools])),
            numbers.money(_sum([pool.cost_today for pool in pools])),
            numbers.count(_sum([pool.intervals_missed for pool in pools])),
        ),
        is_strong=True,
    )


def _known(values: Sequence[float | None]) -> float | None:
    """Return the sum of what is known; beside it stands of how many intervals."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _sum(values: Sequence[float | None]) -> float | None:
    """Return the sum, unknown where any part of it is."""
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None
