"""Charts of staffing: what more agents keep and cost, what other promises cost, a day of a plan."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pcf.assessment.figures import Numbers
from pcf.assessment.parts.choices import MOST_POOLS, shown_curves
from pcf.assessment.parts.days import hour_of, shown_days
from pcf.assessment.parts.pools import name_of, part_of, pool_name, promise_of
from pcf.charts import DayFrame, Field, Mark, Moment, Run, Scale, Spot, curve, day, nice_ticks
from pcf.i18n import number, percent
from pcf.workforce.planned import PlannedLine, StaffingPlan

if TYPE_CHECKING:
    from pcf.workforce.forecast.records import Forecast
    from pcf.workforce.whatif import Curve, PromiseCurve

_MOST_RUNS = 6  # curves in one picture; beyond it they are told apart no more
_MOST_TICKS = 9


def staffing_charts(plan: StaffingPlan, numbers: Numbers, forecast: Forecast | None = None) -> dict[str, str]:
    """Return the drawings by part of the chapter; one is "" where there is nothing to draw."""
    ranges = _Ranges(forecast)
    drawn = {f"curve-{place}": service(one, plan, numbers) for place, one in enumerate(shown_curves(plan), start=1)}
    drawn |= {f"day-{place}": busiest(lines, plan, numbers, ranges) for place, lines in enumerate(shown_days(plan), 1)}
    return drawn | {"promises": promises(plan, numbers)}


def staffing_names() -> Iterator[str]:
    """Yield the parts of the chapter that may have a drawing."""
    yield "promises"
    for place in range(1, MOST_POOLS + 1):
        yield from (f"curve-{place}", f"day-{place}")


def service(one: Curve, plan: StaffingPlan, numbers: Numbers) -> str:
    """Draw the service level of one pool against its agents, with the needed and today's point, and what they cost."""
    points = [point for point in one.points if point.service_level is not None]
    if len(points) < 2:
        return ""
    say, by_agents = numbers.say, {point.agents: point for point in points}
    aim = None if one.line.target is None or one.line.within is None else float(one.line.target)
    words: dict[Mark, str] = {"curve": say("In time, of all offered")}
    if aim is not None:
        words["target"] = say("Promised: {promise}", promise=promise_of(one.line, numbers))
    spots = []
    marks: tuple[tuple[Mark, int | None, str], ...] = (
        ("needed", one.needed, say("Fewest agents that keep every limit")),
        ("today", one.today, say("Today")),
    )
    for mark, agents, word in marks:
        if agents is not None and agents in by_agents:
            share = part_of(by_agents[agents].service_level, numbers, aim)
            label = f"{numbers.count(agents)}: {share}"
            spots.append(Spot(label=label, x=float(agents), y=by_agents[agents].service_level, mark=mark))
            words[mark] = word
    scale = _agents(points[0].agents, points[-1].agents, numbers)
    costs = {point.agents: point.cost for point in points}
    below = tuple(
        (tick, number(cost, numbers.lang, 0)) for tick, _ in scale.ticks if (cost := costs.get(int(tick))) is not None
    )
    name = name_of(one.line, plan, numbers)
    frame = Field(
        title=say("{pool}: service level and cost against agents", pool=name),
        description="; ".join(f"{word}: {spot.label}" for spot in spots if (word := words[spot.mark])) or name,
        x=scale,
        y=_percent(numbers),
        x_title=say("Agents on duty"),
        y_title=say("In time, of all offered"),
        below=below,
        below_title=say("Cost of the interval") if below else "",
        promise=aim,
        words=words,
    )
    run = Run(points=tuple((float(point.agents), point.service_level) for point in points))
    return curve([run], spots, frame)


def _percent(numbers: Numbers) -> Scale:
    ticks = tuple((float(tick), percent(tick, numbers.lang, 0)) for tick in (0, 20, 40, 60, 80, 100))
    return Scale(100.0, ticks)


def _agents(low: int, high: int, numbers: Numbers) -> Scale:
    """Return a scale of whole agents."""
    step = max(1, math.ceil((high - low) / (_MOST_TICKS - 1)))
    step = next(size for size in _round_steps() if size >= step)
    first = math.ceil(low / step) * step
    ticks = tuple((float(tick), numbers.count(tick).text) for tick in range(first, high + 1, step))
    return Scale(float(high), ticks, float(low))


def _round_steps() -> Iterator[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def promises(plan: StaffingPlan, numbers: Numbers) -> str:
    """Draw what other promises would cost, a curve a pool; paid hours where costs are not known."""
    told = [one for one in plan.what_if.promises if len(one.points) > 1]
    if not told:
        return ""
    say, has_costs = numbers.say, all(point.cost is not None for one in told for point in one.points)
    told = sorted(told, key=lambda one: -_height(one, has_costs=has_costs))[:_MOST_RUNS]
    runs, spots, said = [], [], []
    for one in told:
        name = pool_name(one.segment, one.channel, plan, numbers)
        heights = [(point.target, point.cost if has_costs else point.hours) for point in one.points]
        runs.append(Run(points=tuple(heights), label=name))
        for point, (target, height) in zip(one.points, heights, strict=True):
            if point.is_promised:
                shown = numbers.count(height).text
                spots.append(Spot(label=shown, x=target, y=height, mark="needed"))
                said.append(f"{name}: {percent(target, numbers.lang)}, {shown}")
    targets = [target for run in runs for target, _ in run.points]
    words: dict[Mark, str] = {"curve": say("Cost by promise") if has_costs else say("Paid hours by promise")}
    if spots:
        words["needed"] = say("Promised now")
    low, high = min(targets), max(targets)
    across = [tick for tick in range(0, 101, 5) if low <= tick <= high]
    across = across[:: max(1, -(-len(across) // _MOST_TICKS))]
    frame = Field(
        title=say("What another promise would cost"),
        description="; ".join(said),
        x=Scale(high, tuple((float(tick), percent(tick, numbers.lang, 0)) for tick in across), low),
        y=_around([height for run in runs for _, height in run.points if height is not None], numbers),
        x_title=say("Promise: answered in time, of all offered"),
        y_title=say("Cost") if has_costs else say("Paid hours"),
        words=words,
    )
    return curve(runs, spots, frame)


def _around(heights: Sequence[float], numbers: Numbers) -> Scale:
    """Return a scale over the heights; from 0 where that is near."""
    low, high = min(heights, default=0.0), max(heights, default=1.0)
    if low < (high - low):
        low = 0.0
    step = nice_ticks(max(high - low, 1.0))[1]
    first, last = int(low // step), -int(-high // step)
    ticks = [step * index for index in range(first, max(last, first + 1) + 1)]
    return Scale(ticks[-1], tuple((tick, number(tick, numbers.lang, 2)) for tick in ticks), ticks[0])


def _height(one: PromiseCurve, *, has_costs: bool) -> float:
    return max((point.cost if has_costs else point.hours) or 0.0 for point in one.points)


class _Ranges:
    """The ranges that a forecast gives, by segment, channel and start of the interval."""

    def __init__(self, forecast: Forecast | None) -> None:
        self.level = forecast.levels[0] if forecast is not None and forecast.levels else None
        self._ends: dict[tuple[str | None, str, str], tuple[float, float]] = {}
        if forecast is None or self.level is None:
            return
        starts = [start.isoformat(timespec="minutes") for start in forecast.starts]
        for one in forecast.series:
            low, high = (ends.tolist() for ends in one.ranges[self.level])
            keys = ((one.segment, one.channel, start) for start in starts)
            self._ends |= dict(zip(keys, zip(low, high, strict=True), strict=True))

    def loads(self, one: PlannedLine) -> tuple[float, float] | None:
        """Return the ends of the range of a line's load, in erlang; its contacts vary, its handle time does not."""
        ends = self._ends.get((one.line.segment, one.line.channel, one.line.start))
        if ends is None or one.load is None or not one.line.calls:
            return None
        per_contact = one.load / float(one.line.calls)
        return ends[0] * per_contact, ends[1] * per_contact


def _told(moments: Sequence[Moment], numbers: Numbers) -> str:
    """Return what the picture of a day shows, interval by interval."""
    say, has_today = numbers.say, any(one.today is not None for one in moments)
    return " ".join(
        say(
            "{time}: needed {needed}, today {today}.",
            time=one.label,
            needed=numbers.count(one.needed),
            today=numbers.count(one.today),
        )
        if has_today
        else say("{time}: needed {needed}.", time=one.label, needed=numbers.count(one.needed))
        for one in moments
    )


def busiest(lines: Sequence[PlannedLine], plan: StaffingPlan, numbers: Numbers, ranges: _Ranges) -> str:
    """Draw the busiest day of a pool: agents needed and on duty, and the load with its range."""
    say = numbers.say
    loads = [ranges.loads(one) or (None, None) for one in lines]
    moments = [
        Moment(
            label=hour_of(one.line.start),
            needed=float(one.needed.agents) if one.needed else None,
            today=None if one.line.agents is None else float(one.line.agents),
            load=one.load,
            low=low,
            high=high,
        )
        for one, (low, high) in zip(lines, loads, strict=True)
    ]
    if all(one.needed is None for one in moments):
        return ""
    words: dict[Mark, str] = {"needed": say("Agents needed")}
    if any(one.today is not None for one in moments):
        words["today"] = say("Agents today")
    words["load"] = say("Load, erlang")
    if ranges.level is not None and any(one.low is not None for one in moments):
        words["band"] = say("range of the load in {level} of cases", level=percent(ranges.level, numbers.lang))
    if any(one.today is not None and one.needed is not None and one.today < one.needed for one in moments):
        words["short"] = say("too few today")
    highest = max(
        value for one in moments for value in (one.needed, one.today, one.load, one.high) if value is not None
    )
    ticks = nice_ticks(max(highest, 1.0))
    name = pool_name(lines[0].line.segment, lines[0].line.channel, plan, numbers)
    return day(
        moments,
        DayFrame(
            title=say("{pool}: the busiest day", pool=name),
            description=_told(moments, numbers),
            scale=Scale(ticks[-1], tuple((tick, number(tick, numbers.lang, 2)) for tick in ticks)),
            title_up=say("Agents, or erlang"),
            words=words,
        ),
    )
