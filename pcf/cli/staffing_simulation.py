"""The simulation of a plan on a terminal: formulas beside what was played, and one shared team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pcf.cli.output import print_line, print_table
from pcf.cli.staffing import PlanWriter
from pcf.i18n import number, percent
from pcf.workforce.simulated import EVERYBODY

if TYPE_CHECKING:
    from pcf.cli.session import Session
    from pcf.workforce.simulated import PlanSimulation, SharedTeam
    from pcf.workforce.simulation import Estimate


def print_simulation(made: PlanSimulation, writer: PlanWriter, session: Session) -> None:
    """Print figures of each pool, with their intervals, and what one shared team would take."""
    _print_pools(made, writer, session)
    for team in made.teams:
        _print_team(team, writer, session)


def _print_pools(made: PlanSimulation, writer: PlanWriter, session: Session) -> None:
    say, lang = session.say, session.lang
    names = {
        "service_level": say("In time, of all offered"),
        "service_level_metric": say("In time, without short abandons"),
        "wait": say("Mean wait of all, s"),
        "abandonment": say("Given up"),
    }
    rows = []
    for one in made.pools:
        for name, said in names.items():
            is_share = name != "wait"
            expected = one.expected[name]
            if expected is None:  # no wait was promised
                continue
            rows.append(
                [
                    writer.pool_name(*one.pool),
                    said,
                    percent(expected, lang) if is_share else number(expected, lang, 1),
                    *_estimate(getattr(one.simulated.total, name), session, is_share=is_share),
                ]
            )
    if rows:
        played = made.pools[0].simulated
        heads = [say("Pool"), "", say("Formula"), say("Simulated"), say("Confidence interval")]
        title = say(
            "Formulas beside the simulation; replications {count}, seed {seed}, intervals of {level}",
            count=number(played.replications, lang, 0),
            seed=played.seed,
            level=percent(played.confidence * 100, lang, 0),
        )
        print_table(heads, rows, title=title, numeric=(2, 3, 4))


def _print_team(team: SharedTeam, writer: PlanWriter, session: Session) -> None:
    say, lang = session.say, session.lang
    figures = {
        "service_level": say("In time, of all offered"),
        "asa": say("Mean wait of the answered, s"),
        "abandonment": say("Given up"),
        "occupancy": say("Occupancy"),
    }
    rows = [
        [
            say("all") if one.kind in {"", EVERYBODY} else writer.plan.segments.get(one.kind, one.kind),
            figures[one.figure],
            percent(100 * one.promised, lang) if one.figure != "asa" else number(one.promised, lang, 1),
            *_estimate(one.found, session, is_share=one.figure != "asa"),
        ]
        for one in team.found.promises
    ]
    print_line(
        say(
            "One shared team for {channel}, served by priority, keeping each promise over all intervals together and "
            "not in each: hours on duty {hours}, with certainty {sure}.",
            channel=team.channel or say("all"),
            hours=number(team.hours, lang, 1),
            sure=number(team.sure_hours, lang, 1),
        )
    )
    print_line(
        say(
            "Separate teams by the same measure: {hours}, with certainty {sure}; as the formulas have them, keeping "
            "it in each interval: {formula}.",
            hours=number(team.separate_hours, lang, 1),
            sure=number(team.separate_sure_hours, lang, 1),
            formula=number(team.formula_hours, lang, 1),
        )
    )
    heads = [say("Segment"), "", say("Promised"), say("Simulated"), say("Confidence interval")]
    print_table(heads, rows, numeric=(2, 3, 4))


def _estimate(one: Estimate, session: Session, *, is_share: bool) -> list[str]:
    """Write a value and its interval."""

    def said(value: float | None) -> str:
        if value is None or not is_share:
            return number(value, session.lang, 1)
        return percent(100 * value, session.lang)

    return [said(one.value), "–" if one.low is None else f"{said(one.low)}–{said(one.high)}"]
