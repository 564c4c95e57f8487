"""The scorecard on a terminal: headline, processes under their groups, segments against targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pcf.assessment import ProcessScore, Scorecard, SegmentMetric, SegmentScore
from pcf.assessment.words import STATUS, VERDICT
from pcf.cli.output import console, print_line
from pcf.i18n import number, percent, quantity

if TYPE_CHECKING:
    from rich.table import Table

    from pcf.cli.session import Session


def print_scorecard(card: Scorecard, session: Session) -> None:
    """Print the scorecard as people read it."""
    _print_headline(card, session)
    _print_processes(card, session)
    for segment in card.segments:
        _print_segment(card, segment, session)


def _print_headline(card: Scorecard, session: Session) -> None:
    say, lang, first = session.say, session.lang, card.round.first
    print_line(f"{first.organisation.name or '–'}  {first.round}".rstrip())
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


def _print_processes(card: Scorecard, session: Session) -> None:
    from rich.text import Text

    say, lang = session.say, session.lang
    table = _table(
        "",
        ["", say("Process"), say("Level"), say("Supported"), say("Target"), say("Gap"), say("Weight")],
        left=(0, 1),
    )
    scores = {group.id: group.score for group in card.groups}
    for group in card.taxonomy.root.children:
        bold = (group.hierarchy_id or "", group.name, number(scores[group.id], lang, 2))
        table.add_row(*(Text(cell, "bold") for cell in bold))
        for process in card.processes:
            if process.element.parent == group:
                table.add_row(*(Text(cell) for cell in _process_cells(process, session)))
    console().print(table)


def _process_cells(process: ProcessScore, session: Session) -> list[str]:
    answers = process.answers
    level = number(process.score.score, session.lang, 1)
    if not answers.is_applicable:
        level = "NA"
    elif answers.is_unknown:
        level = "DK"
    figures = (process.supported, answers.target, process.gap, answers.weight)
    cells = [number(figure, session.lang, 1) for figure in figures]
    return [process.element.hierarchy_id or "", process.element.name, level, *cells]


def _print_segment(card: Scorecard, segment: SegmentScore, session: Session) -> None:
    from rich.text import Text

    say, lang = session.say, session.lang
    index = number(segment.index.score, lang, 1)
    title = say("Segment {name}: index {index} of 100", name=segment.segment.name, index=index)
    columns = [say("Metric"), say("Value"), "n", say("Target"), say("Attainment"), say("Verdict")]
    table = _table(title, columns, left=(0, 5))
    for one in segment.metrics:
        table.add_row(*(Text(cell) for cell in _metric_cells(card, one, session)))
    console().print(table)


def _metric_cells(card: Scorecard, one: SegmentMetric, session: Session) -> list[str]:
    say, lang, unit = session.say, session.lang, one.metric.unit
    sign = next(record.sign.spoken(lang) for record in card.taxonomy.bundle.units if record.id == unit)
    currency = card.round.first.organisation.currency or ""
    target = float(one.figure.target) if one.figure and one.figure.target is not None else None
    verdict, breached = say(VERDICT[one.verdict]), say("worse than the floor")
    return [
        one.metric.name.spoken(lang),
        quantity(one.result.value, unit, sign, lang, currency),
        number(one.result.n, lang, 0),
        quantity(target, unit, sign, lang, currency),
        number(one.attainment, lang, 0),
        f"{verdict} ({breached})" if one.breached else verdict,
    ]


def _table(title: str, columns: list[str], left: tuple[int, ...]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title) if title else None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for position, column in enumerate(columns):
        table.add_column(Text(column), justify="left" if position in left else "right", overflow="fold")
    return table
