"""The scorecard on a terminal: headline, processes under their groups, segments against targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pcf.assessment import ProcessScore, Scorecard, SegmentMetric, SegmentScore
from pcf.assessment.figures import Figures
from pcf.assessment.sentences import layers
from pcf.assessment.words import POLICY, STATE, STATUS, VERDICT, state_of
from pcf.cli.output import print_line, print_table
from pcf.i18n import number, percent

if TYPE_CHECKING:
    from rich.text import Text

    from pcf.cli.session import Session


def print_scorecard(card: Scorecard, session: Session) -> None:
    """Print the scorecard as people read it."""
    _print_headline(card, session)
    _print_processes(card, session)
    figures = Figures(card, session.lang)
    for segment in card.segments:
        _print_segment(segment, figures)


def _print_headline(card: Scorecard, session: Session) -> None:
    say, lang = session.say, session.lang
    print_line(f"{card.round.organisation.name or '–'}  {card.round.name}".rstrip())
    low, high = card.score.range or (None, None)
    print_line(
        say(
            "Score {score} of 5 ({status}), possible range {low} to {high}, coverage {coverage}",
            score=number(card.score.score, lang, 2),
            status=say(STATUS[card.score.status]),
            low=number(low, lang, 2),
            high=number(high, lang, 2),
            coverage=percent(100 * card.score.coverage, lang, 0),
        )
    )
    print_line(say("Processes combine by: {policy}", policy=say(POLICY[card.policy])))
    print_line(say("Levels of the processes – {counts}", counts=layers(card, Figures(card, lang))))


def _print_processes(card: Scorecard, session: Session) -> None:
    from rich.text import Text

    say, lang = session.say, session.lang
    columns = ["", say("Process"), say("Level"), say("Supported"), say("Target"), say("Gap"), say("Weight")]
    rows: list[list[str | Text]] = []
    scores = {group.id: group.score for group in card.groups}
    for group in card.taxonomy.root.children:
        bold = (group.hierarchy_id or "", group.shown_name, number(scores[group.id], lang, 2))
        rows.append([Text(cell, "bold") for cell in bold])
        rows += [_process_cells(one, session) for one in card.processes if one.element.parent == group]
    print_table(columns, rows, numeric=range(2, len(columns)))


def _process_cells(process: ProcessScore, session: Session) -> list[str | Text]:
    """Write a row: the level, or in words why there is none."""
    answers, state = process.answers, state_of(process)
    level = number(process.score.score, session.lang, 1) if state == "scored" else session.say(STATE[state])
    figures = (process.supported, answers.target, process.gap, answers.weight)
    cells = [number(figure, session.lang, 1) for figure in figures]
    return [process.element.hierarchy_id or "", process.element.shown_name, level, *cells]


def _print_segment(segment: SegmentScore, figures: Figures) -> None:
    say = figures.say
    title = say(
        "Segment {name}: index {index} of 100", name=segment.segment.name, index=figures.index(segment.index.score)
    )
    columns = [say("Metric"), say("Value"), "n", say("Target"), say("Attainment"), say("Verdict")]
    print_table(columns, [_metric_cells(one, figures) for one in segment.metrics], title=title, numeric=range(1, 5))


def _metric_cells(one: SegmentMetric, figures: Figures) -> list[str]:
    value, target = one.result.value, one.figure.target if one.figure else None
    verdict, breached = figures.say(VERDICT[one.verdict]), figures.say("worse than the floor")
    return [
        figures.metric(one.metric),
        figures.quantity(one.metric, value, target).text,
        figures.count(one.result.n).text,
        figures.quantity(one.metric, target, value).text,
        figures.count(one.attainment).text,
        f"{verdict} ({breached})" if one.breached else verdict,
    ]
