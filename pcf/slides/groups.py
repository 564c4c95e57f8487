"""The slide of the process groups: a radar, or bars where fewer than three apply, with their targets."""

from __future__ import annotations

from fractions import Fraction

from pcf.assessment.highlights import target_of
from pcf.assessment.words import STATUS
from pcf.excel.styles import TARGET, TREND
from pcf.maturity import Score
from pcf.slides.charts import Plot, Series, bars, radar
from pcf.slides.deck import Deck
from pcf.slides.page import BODY
from pcf.slides.tables import Cell, Row, Table, draw
from pcf.slides.text import Place

_CHART = Place(BODY.left, BODY.top, 440.0, BODY.height)
_TABLE = Place(BODY.left + 460, BODY.top + 10, 428.0, BODY.height - 20)


def add_groups(deck: Deck) -> None:
    """Add the groups against their targets."""
    say = deck.say
    notes = [
        say("Each axis is one process group, from 0 in the middle to 5 at the edge."),
        say("The target of a group is the score it would have if every process stood at its own target."),
        say("A group without a score has too few answers; its range shows what is possible."),
    ]
    applicable = [group for group in deck.card.groups if group.applicable]
    rated = [group for group in applicable if group.score is not None]
    page = deck.page(_headline(deck, rated), notes)
    if not rated:
        sentence = say("No process group has enough answers for a score.")
        page.missing(
            sentence, say("A group needs answers to 60 % of its weight: have its processes rated, and score again.")
        )
        return
    plot = _plot(deck, applicable)
    (radar if len(applicable) >= 3 else bars)(page, _CHART, plot)
    heads = [say("Process group"), say("Score"), say("Possible range"), say("Target"), say("Gap")]
    rows = [_row(deck, group) for group in deck.card.groups]
    draw(
        page, _TABLE, Table(heads=heads, rows=rows, shares=(44, 16, 16, 12, 12), title=plot.title, numeric=(1, 2, 3, 4))
    )


def _headline(deck: Deck, rated: list[Score]) -> str:
    say, figures = deck.say, deck.figures
    if not rated:
        return say("No process group has a score yet")
    strong, weak = max(rated, key=_score), min(rated, key=_score)
    high, low = figures.level(strong.score), figures.level(weak.score)
    if strong.score == weak.score:
        return say("All process groups with a score stand at {score}", score=high)
    return say(
        "Strongest is {strong} with {high}, weakest {weak} with {low}",
        strong=figures.element(strong.id),
        high=high,
        weak=figures.element(weak.id),
        low=low,
    )


def _score(group: Score) -> Fraction:
    return group.score or Fraction(0)


def _plot(deck: Deck, groups: list[Score]) -> Plot:
    """Draw the groups by number: the table beside the chart names them."""
    say, figures = deck.say, deck.figures
    scores = [figures.level(group.score).exact for group in groups]
    targets = [figures.level(target_of(deck.card, group)).exact for group in groups]
    series = [Series(say("Score"), scores, TREND)]
    if any(target is not None for target in targets):
        series.append(Series(say("Target"), targets, TARGET))
    return Plot(
        title=say("Process groups: score, possible range and target, levels 0 to 5"),
        categories=[figures.taxonomy[group.id].hierarchy_id or "" for group in groups],
        series=series,
        high=5,
        step=1,
    )


def _row(deck: Deck, group: Score) -> Row:
    figures, target = deck.figures, target_of(deck.card, group)
    shown = figures.level(group.score).text
    if group.status == "provisional":
        shown = f"{shown} ({deck.say(STATUS['provisional'])})"
    gap = None if group.score is None or target is None else max(target - group.score, Fraction(0))
    numbers = [shown, figures.span(group), figures.level(target).text, figures.level(gap).text]
    if not group.applicable:
        numbers = [deck.say("not applicable"), "", "", ""]
    return [
        Cell(text=figures.element(group.id), is_bold=True),
        *(Cell(text=number, is_number=True) for number in numbers),
    ]
