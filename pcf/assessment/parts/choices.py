"""What other numbers of agents, other promises, shared teams and other loads would cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pcf.assessment.figures import Numbers, Shown
from pcf.assessment.parts.pools import met, name_of, part_of, pool_name, promise_of
from pcf.assessment.parts.table import Column, Kind, Part, Row
from pcf.i18n import percent
from pcf.workforce.planned import Met, StaffingPlan

if TYPE_CHECKING:
    from pcf.workforce.pooling import Pooling
    from pcf.workforce.whatif import Curve, PromisePoint, Sensitivity

_MOST_OPEN = 12  # rows; a longer table is folded below its picture
MOST_POOLS = 12  # more curves nobody looks through; the tables have every pool


def shown_curves(plan: StaffingPlan) -> tuple[Curve, ...]:
    """Return the curves that are drawn: of many pools those with the greatest load, in the order of the plan."""
    loads = {one.line.id: one.load or 0.0 for one in plan.lines}
    curves = plan.what_if.curves
    largest = sorted(curves, key=lambda one: -loads.get(one.line.id, 0.0))[:MOST_POOLS]
    return tuple(one for one in curves if one in largest)


def curve_parts(plan: StaffingPlan, numbers: Numbers) -> Iterator[Part]:
    """Yield of every pool what other numbers of agents keep and cost, and what other loads need."""
    curves = shown_curves(plan)
    changed = {one.line.id: one for one in plan.what_if.sensitivities}
    for place, one in enumerate(curves, start=1):
        yield _curve_part(f"curve-{place}", one, plan, numbers)
        if one.line.id in changed:
            yield from _sensitivity_parts(str(place), changed[one.line.id], plan, numbers)
    if rest := len(plan.what_if.curves) - len(curves):
        title = numbers.say("Further pools")
        told = numbers.say("Pools whose curves are not drawn here, those with the least load: {count}.", count=rest)
        yield Part("rest", title, (told,))


def _curve_part(key: str, one: Curve, plan: StaffingPlan, numbers: Numbers) -> Part:
    say = numbers.say
    columns = (
        Column(say("Agents"), "count", 10),
        Column(say("To schedule"), "count", 10),
        Column(say("In time, of all offered"), "share", 14),
        Column(say("In time, without short abandons"), "share", 14),
        Column(say("Mean wait of the answered, s"), "figure", 12),
        Column(say("Given up"), "share", 10),
        Column(say("Occupancy"), "share", 11),
        Column(say("Cost of the interval"), "money", 16),
        Column("", width=18),
    )
    rows = tuple(_point(point, one, numbers) for point in one.points)
    title = say("{pool}: service level and cost against agents", pool=name_of(one.line, plan, numbers))
    return Part(key, title, tuple(_curve_told(one, numbers)), columns, rows, is_folded=True)


def _curve_told(one: Curve, numbers: Numbers) -> Iterator[str]:
    """Yield the cheapest point, and what stands beside it today."""
    say, by_agents = numbers.say, {point.agents: point for point in one.points}
    if promise := promise_of(one.line, numbers):
        yield say("Promised: {promise}.", promise=promise)
    if (cheapest := by_agents.get(one.needed) if one.needed is not None else None) is not None:
        yield say(
            "The fewest agents that keep every limit: {agents}, {scheduled} to schedule; of all offered {share} are "
            "then answered in time.",
            agents=numbers.count(cheapest.agents),
            scheduled=numbers.count(cheapest.scheduled),
            share=part_of(cheapest.service_level, numbers),
        )
    if (today := by_agents.get(one.today) if one.today is not None else None) is not None:
        aim = None if one.line.target is None else float(one.line.target)
        yield say(
            "Today: {agents}; of all offered {share} are answered in time.",
            agents=numbers.count(today.agents),
            share=part_of(today.service_level, numbers, aim),
        )


def _point(point: Met, one: Curve, numbers: Numbers) -> Row:
    marks = (
        numbers.say("needed") if point.agents == one.needed else "",
        numbers.say("today") if point.agents == one.today else "",
    )
    aim = None if one.line.target is None else float(one.line.target)
    cells = (numbers.count(point.agents), numbers.count(point.scheduled), *met(point, numbers, aim))
    return Row((*cells, ", ".join(filter(None, marks))), is_strong=point.agents == one.needed)


def _sensitivity_parts(key: str, one: Sensitivity, plan: StaffingPlan, numbers: Numbers) -> Iterator[Part]:
    """Yield how many agents other loads would need, and what the same agents would then keep."""
    say, name = numbers.say, name_of(one.line, plan, numbers)
    aim = None if one.line.target is None else float(one.line.target)
    needed = {(one.calls, one.aht): numbers.count(one.needed) for one in one.changes}
    kept = {(one.calls, one.aht): part_of(one.service_level, numbers, aim) for one in one.changes}
    notes = (say("Down: contacts, across: handle time, both in per cent of the figures of the plan, which are 100 %."),)
    title = say("{pool}: agents needed if contacts and handle times change", pool=name)
    yield Part(f"sensitivity-{key}", title, (), *_grid(needed, "count", numbers), notes)
    title = say(
        "{pool}: service level that {agents} agents would then keep", pool=name, agents=numbers.count(one.agents)
    )
    yield Part(f"kept-{key}", title, (), *_grid(kept, "share", numbers), notes, is_folded=True)


def _grid(
    cells: Mapping[tuple[int, int], Shown], kind: Kind, numbers: Numbers
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Return columns and rows of what is given by contacts and handle time, in per cent."""
    down, across = (sorted({change[place] for change in cells}) for place in (0, 1))
    heads = [percent(one, numbers.lang) for one in across]
    columns = (Column(numbers.say("Contacts ↓, handle time →"), "day", 22), *(Column(head, kind, 11) for head in heads))
    blank = Shown(None, "")
    rows = tuple(
        Row((percent(calls, numbers.lang), *(cells.get((calls, aht), blank) for aht in across)), is_strong=calls == 100)
        for calls in down
    )
    return columns, rows


def promise_part(plan: StaffingPlan, numbers: Numbers) -> Part | None:
    """Show what other promises would cost every pool; ``None`` where no pool promises a service level."""
    promises = [one for one in plan.what_if.promises if one.points]
    if not promises:
        return None
    say, title = numbers.say, numbers.say("What another promise would cost")
    columns = (
        Column(say("Pool"), width=30),
        Column(say("Promise: answered in time"), "share", 12),
        Column(say("In time, of all offered"), "share", 12),
        Column(say("Paid hours"), "figure", 12),
        Column(say("Paid hours more than now"), "figure", 12),
        Column(say("Cost"), "money", 16),
        Column(say("Cost more than now"), "money", 16),
    )
    rows = []
    for one in promises:
        name = pool_name(one.segment, one.channel, plan, numbers)
        now = next((point for point in one.points if point.is_promised), None)
        rows += [_promised(name, point, now, numbers) for point in one.points]
    notes = (
        say(
            "Every interval of a pool is staffed for the promise of the row, the wait as it is promised now. "
            "Strong: promised now. Agents are whole people, so a small pool often reaches more than it promises."
        ),
    )
    return Part("promises", title, (), columns, tuple(rows), notes, is_folded=len(rows) > _MOST_OPEN)


def _promised(name: str, point: PromisePoint, now: PromisePoint | None, numbers: Numbers) -> Row:
    costs = (point.cost, now.cost if now else None)
    hours = numbers.change(point.hours - now.hours if now else None, 1)
    more = None if None in costs else (costs[0] or 0.0) - (costs[1] or 0.0)
    return Row(
        (
            name,
            part_of(point.target, numbers),
            part_of(point.service_level, numbers, point.target),
            numbers.figure(point.hours, 1),
            hours,
            numbers.money(point.cost),
            numbers.money(more),
        ),
        is_strong=point.is_promised,
    )


def pooling_part(plan: StaffingPlan, numbers: Numbers) -> Part | None:
    """Show separate teams beside one shared team; ``None`` where no pools could be joined."""
    if not plan.what_if.pooling:
        return None
    say = numbers.say
    columns = (
        Column(say("Teams"), width=44),
        Column(say("Paid hours, separate teams"), "figure", 13),
        Column(say("Paid hours, one team"), "figure", 13),
        Column(say("Difference, hours"), "figure", 13),
        Column(say("Cost, separate teams"), "money", 16),
        Column(say("Cost, one team"), "money", 16),
        Column(say("Difference"), "money", 16),
    )
    notes = (
        say(
            "One team for all serves whoever comes first and keeps every limit of every pool for everybody, so it may "
            "need more where one pool is promised far more than the others. It supposes that every agent can serve "
            "every contact; what it takes to train them is not counted. Its hour costs the mean of theirs, weighted by "
            "paid hours."
        ),
    )
    rows = tuple(_pooled(one, plan, numbers) for one in plan.what_if.pooling)
    return Part("pooling", say("Separate teams or one shared team"), (), columns, rows, notes)


def _pooled(one: Pooling, plan: StaffingPlan, numbers: Numbers) -> Row:
    names = _names(one.pools, plan, numbers)
    is_known = one.separate_cost is not None and one.shared_cost is not None
    saved = (one.shared_cost or 0.0) - (one.separate_cost or 0.0) if is_known else None
    return Row(
        (
            names,
            numbers.figure(one.separate_hours, 1),
            numbers.figure(one.shared_hours, 1),
            numbers.change(one.shared_hours - one.separate_hours, 1),
            numbers.money(one.separate_cost),
            numbers.money(one.shared_cost),
            numbers.money(saved),
        )
    )


def _names(pools: Sequence[tuple[str | None, str]], plan: StaffingPlan, numbers: Numbers) -> str:
    return " + ".join(pool_name(segment, channel, plan, numbers) for segment, channel in pools)
