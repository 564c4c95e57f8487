"""The sheet of report.xlsx with the initiatives by wave, and their value against the effort."""

from __future__ import annotations

from pcf.assessment.figures import Figures
from pcf.assessment.roadmap import OPEN, Planned, roadmap
from pcf.assessment.sentences import metric_effect
from pcf.assessment.words import INITIATIVE_STATE
from pcf.excel.results.drawn import insert_below, scatter
from pcf.excel.results.registers import named
from pcf.excel.results.table import Column, Report, Table, Value, roomy

_ID, _GAIN, _EFFORT = 1, 5, 6  # columns
_WIDTH, _HEIGHT = 1500, 760  # of the chart, in pixels


def write_roadmap(report: Report) -> None:
    """Write the initiatives in their order, with what each is expected to gain; no sheet where there are none."""
    planned = roadmap(report.card)
    if not planned:
        return
    say, figures = report.say, Figures(report.card, report.lang)
    currency = report.card.round.organisation.currency
    page, name = report.sheet(say("Roadmap"))
    headings = [
        Column(say("Wave"), 7, "count"),
        Column(say("Id"), 8),
        roomy(say("What is to be done"), [one.initiative.title for one in planned], 40),
        Column(say("Owner"), 20),
        Column(say("State"), 13),
        Column(say("Gain of the overall score, levels"), 12, "change"),
        Column(say("Effort, person-days"), 11, "figure"),
        Column(say("Cost, {currency}", currency=currency) if currency else say("Cost"), 14, "money"),
        Column(say("Expected level"), 10, "count"),
        Column(say("Processes"), 40),
        Column(say("Metric that it moves, and its expected value"), 30),
        Column(say("Depends on (ids)"), 13),
        roomy(say("Note"), [one.initiative.note for one in planned], 24),
    ]
    table = Table(report, page, headings)
    table.size()
    rows = {one.initiative.id: table.row(_values(one, report, figures)) for one in planned}
    table.finish(name, frozen_columns=3)
    drawn = [rows[one.initiative.id] for one in planned if _is_drawn(one)]
    if drawn:
        across: dict[str, object] = {"name": say("Effort, person-days"), "min": 0, "num_format": "#,##0"}
        up: dict[str, object] = {"name": say("Gain of the overall score, levels"), "num_format": "0.00"}
        chart = scatter(report, name, drawn, (_ID, _EFFORT, _GAIN), (across, up))
        insert_below(table, name, chart, say("Value against effort"), height=_HEIGHT, width=_WIDTH)


def _values(planned: Planned, report: Report, figures: Figures) -> list[Value]:
    one, say = planned.initiative, figures.say
    state = say(INITIATIVE_STATE[one.state]) if one.state else say("state not given")
    numbers = (planned.gain, one.effort, one.cost, one.expected_level)
    return [
        planned.wave, one.id, one.title, one.owner, state,
        *(None if number is None else float(number) for number in numbers),
        named(one.processes, figures), metric_effect(one, report.card, figures), ", ".join(one.depends_on), one.note,
    ]  # fmt: skip


def _is_drawn(planned: Planned) -> bool:
    """Whether an initiative is still to be done and both its numbers are known."""
    one = planned.initiative
    return one.state in OPEN and one.effort is not None and planned.gain is not None
