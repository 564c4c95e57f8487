"""A staffing plan on a terminal: one interval with its curve, or pools with their totals and their busiest day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pcf.cli.output import print_line, print_table
from pcf.cli.staffing_days import print_busiest_day, print_days
from pcf.cli.staffing_promises import print_promises
from pcf.i18n import number, percent
from pcf.workforce.planned import DEFAULTS
from pcf.workforce.pools import by_pool
from pcf.workforce.words import LIMIT, MODEL

if TYPE_CHECKING:
    from pcf.cli.session import Session
    from pcf.workforce.planned import Met, PlannedLine, PoolTotal, StaffingPlan
    from pcf.workforce.whatif import Curve, Sensitivity

_AROUND = 4  # points of the curve on either side of the marked ones


def print_plan(plan: StaffingPlan, currency: str, session: Session) -> None:
    """Print what there is.

    Args:
        plan: Computed.
        currency: Of all amounts; blank if it is not known.
        session: Gives the language of headings and numbers.
    """
    writer = PlanWriter(plan, currency, session)
    if len(plan.lines) == 1:
        writer.interval(plan.lines[0])
        return
    writer.pools()
    print_promises(plan, writer)
    writer.pooling()
    print_days(writer)
    print_busiest_day(writer)
    if len(plan.pools) == 1:
        for made in plan.what_if.curves:
            writer.curve(made)


class PlanWriter:
    """Writes the parts in the reader's language."""

    def __init__(self, plan: StaffingPlan, currency: str, session: Session) -> None:
        self.plan, self.currency, self.say, self.lang = plan, currency, session.say, session.lang

    def interval(self, one: PlannedLine) -> None:
        """Write everything about a single interval."""
        say, line = self.say, one.line
        if one.load is not None:
            print_line(
                say(
                    "Load {load} erlang: contacts {calls} of {aht} s in {interval} s. {model}.",
                    load=self.number(one.load, 2),
                    calls=self.number(float(line.calls or 0), 2),
                    aht=self.number(float(line.aht or 0), 1),
                    interval=self.number(float(line.interval or DEFAULTS["interval"])),
                    model=say(MODEL[one.model]),
                )
            )
        mets = [(say("Needed"), one.needed), (say("Today"), one.today)]
        shown = [(head, met) for head, met in mets if met is not None]
        if shown:
            rows = [[name, *(write(met) for _, met in shown)] for name, write in self._figures(one).items()]
            heads = ["", *(head for head, _ in shown)]
            print_table(heads, rows, title=say("Staffing of the interval"), numeric=range(1, len(heads)))
        if one.needed is not None:
            print_line(say("The last agent is needed for: {limit}.", limit=say(LIMIT[one.limited_by])))
            print_line()
        for made in self.plan.what_if.curves:
            self.curve(made)
        print_promises(self.plan, self)
        for sensitivity in self.plan.what_if.sensitivities:
            self.sensitivity(sensitivity)

    def _figures(self, one: PlannedLine) -> dict[str, Callable[[Met], str]]:
        """Return how each figure of a number of agents is called and written."""
        say, line = self.say, one.line
        within = self.number(None if line.within is None else float(line.within))
        short = self.number(float(DEFAULTS["short"] if line.short is None else line.short))
        figures: dict[str, Callable[[Met], str]] = {
            say("Agents on duty"): lambda met: self.number(met.agents),
            say("Agents to schedule"): lambda met: self.number(met.scheduled),
            say("Answered within {within} s, of all offered", within=within): lambda met: self.share(met.service_level),
            say("The same without contacts given up within {short} s", short=short): lambda met: self.share(
                met.service_level_metric
            ),
            say("Mean wait of the answered, s"): lambda met: self._wait(met, met.asa),
            say("Mean wait of all, s"): lambda met: self._wait(met, met.wait),
            say("Has to wait"): lambda met: self.share(met.p_wait),
            say("Given up"): lambda met: self.share(met.abandonment),
            say("Occupancy"): lambda met: self.share(met.occupancy),
        }
        if line.cost is not None:
            figures[self.cost_head()] = lambda met: self.number(met.cost, 2)
        figures[say("Every limit is kept")] = lambda met: say("yes") if met.is_kept else say("no")
        return figures

    def curve(self, made: Curve) -> None:
        """Write the curve around what is needed and who is there today."""
        say = self.say
        marked = [agents for agents in (made.needed, made.today) if agents is not None]
        low, high = (min(marked) - _AROUND, max(marked) + _AROUND) if marked else (0, made.points[-1].agents)
        rows = []
        for met in made.points:
            if low <= met.agents <= high:
                marks = [
                    say(mark)
                    for mark, agents in (("needed", made.needed), ("today", made.today))
                    if met.agents == agents
                ]
                rows.append(
                    [
                        self.number(met.agents),
                        self.number(met.scheduled),
                        self.share(met.service_level),
                        self.share(met.service_level_metric),
                        self._wait(met, met.asa),
                        self.share(met.abandonment),
                        self.share(met.occupancy),
                        self.number(met.cost, 2),
                        ", ".join(marks),
                    ]
                )
        heads = [say("Agents"), say("To schedule"), say("In time, of all offered")]
        heads += [say("In time, without short abandons"), say("Mean wait of the answered, s"), say("Given up")]
        heads += [say("Occupancy"), self.cost_head(), ""]
        title = say("Service level against agents")
        if self.plan.pools and (made.line.start or made.line.segment or made.line.channel):
            title = say(
                "Service level against agents: {pool}, busiest interval {start}",
                pool=self.pool_name(made.line.segment, made.line.channel),
                start=made.line.start or made.line.id,
            )
        print_table(heads, rows, title=title, numeric=range(8))

    def sensitivity(self, made: Sensitivity) -> None:
        """Write what other volumes need, and what the agents of today then keep."""
        say = self.say
        volumes = sorted({change.calls for change in made.changes})
        times = sorted({change.aht for change in made.changes})
        by_change = {(change.calls, change.aht): change for change in made.changes}
        rows = []
        for calls in volumes:
            cells = [by_change.get((calls, aht)) for aht in times]
            said = ["–" if one is None else f"{one.needed} ({self.share(one.service_level)})" for one in cells]
            rows.append([self.share(calls, 0), *said])
        heads = [say("Contacts \\ handle time"), *(self.share(aht, 0) for aht in times)]
        title = say(
            "Agents needed if contacts and handle times change (in brackets: in time with {agents} agents)",
            agents=made.agents,
        )
        print_table(heads, rows, title=title, numeric=range(1, len(heads)))

    def pools(self) -> None:
        """Write one row a pool, and what all of them come to."""
        say, plan = self.say, self.plan
        lines = by_pool(plan.lines)
        rows = [self._pool(one, lines[one.segment, one.channel]) for one in plan.pools]
        heads = [say("Segment"), say("Channel"), say("Intervals"), say("Contacts"), say("Hours needed")]
        heads += [say("Hours to schedule"), say("In time, of all offered"), say("In time, without short abandons")]
        heads += [say("In time today, of all offered"), say("Intervals missed today"), self.cost_head()]
        heads += [say("Most agents"), say("Peak at")]
        print_table(heads, rows, title=say("Staffing by segment and channel"), numeric=range(2, 12))

    def _pool(self, one: PoolTotal, lines: Sequence[PlannedLine]) -> list[str]:
        return [
            self.plan.segments.get(one.segment, one.segment) if one.segment else self.say("all"),
            one.channel or self.say("any"),
            self._lines(one),
            self.number(one.calls, 1),
            self.number(one.needed_hours, 1),
            self.number(one.scheduled_hours, 1),
            self.share(one.service_level),
            self.share(one.service_level_metric),
            self.share(one.service_level_today),
            self.number(one.intervals_missed),
            self.number(one.cost, 2),
            *self._peak(lines),
        ]

    def _lines(self, one: PoolTotal) -> str:
        """Return how many lines there are, and of how many the needs could be computed if not of all."""
        if one.computed == one.lines:
            return self.number(one.lines)
        return self.say("{count} of {total}", count=self.number(one.computed), total=self.number(one.lines))

    def _peak(self, lines: Sequence[PlannedLine]) -> tuple[str, str]:
        """Return how many agents are needed at most, and from when."""
        needs = [(one.needed.agents, one.line.start or one.line.id) for one in lines if one.needed]
        if not needs:
            return "–", "–"
        agents, start = max(needs, key=lambda need: need[0])
        return self.number(agents), start.replace("T", " ")

    def pooling(self) -> None:
        """Write separate teams beside one shared team; of the whole what-if only this, which large plans wait for."""
        from pcf.workforce.pooling import shared_teams  # needs numpy, as the plan did

        say = self.say
        rows = [
            [
                ", ".join(self.pool_name(*pool) for pool in made.pools),
                self.number(made.separate_hours, 1),
                self.number(made.shared_hours, 1),
                self.number(made.separate_cost, 2),
                self.number(made.shared_cost, 2),
            ]
            for made in shared_teams(self.plan.lines)
        ]
        if rows:
            heads = [say("Pools"), say("Paid hours apart"), say("Paid hours of one shared team"), say("Cost apart")]
            heads += [say("Cost of one shared team")]
            title = say("Separate teams beside one shared team that keeps every promise")
            print_table(heads, rows, title=title, numeric=range(1, 5))

    def pool_name(self, segment: str | None, channel: str) -> str:
        """Return what a pool is called."""
        name = self.plan.segments.get(segment, segment) if segment else ""
        return " · ".join(part for part in (name, channel) if part) or self.say("all")

    def cost_head(self) -> str:
        """Return the heading of amounts."""
        return self.say("Cost, {currency}", currency=self.currency) if self.currency else self.say("Cost")

    def _wait(self, met: Met, value: float | None) -> str:
        return "∞" if met.is_overloaded and value is None else self.number(value, 1)

    def share(self, value: float | None, digits: int = 1) -> str:
        """Write a percentage on 0 to 100."""
        return percent(value, self.lang, digits)

    def number(self, value: float | None, digits: int = 0) -> str:
        """Write a number."""
        return number(value, self.lang, digits)
