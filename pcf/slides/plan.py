"""The slide of the roadmap: initiatives by wave, and what they give for what they take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcf.assessment.roadmap import OPEN, Planned, roadmap
from pcf.assessment.words import INITIATIVE_STATE
from pcf.slides.deck import Deck
from pcf.slides.page import BODY, SOFT
from pcf.slides.scatter import Cloud, Spot, scatter
from pcf.slides.tables import Cell, Row, Table, draw, group
from pcf.slides.text import Place, Said

_WIDE = Place(BODY.left, BODY.top, BODY.width, BODY.height)
_TABLE = Place(BODY.left, BODY.top, 600.0, BODY.height)
_CHART = Place(BODY.left + 612, BODY.top, 276.0, 300.0)
_BELOW = Place(_CHART.left, _CHART.top + _CHART.height + 4, _CHART.width, 30.0)
_COLUMNS = 7


def add_plan(deck: Deck) -> None:
    """Add the roadmap."""
    say = deck.say
    notes = [
        say("Within a wave the initiative with the most gain for a day of work comes first."),
        say("Gain: by how much the overall score rises if the processes reach the expected level, all else as today."),
        say("Gains are computed one by one; together they need not add up. Dropped initiatives are left out."),
    ]
    planned = roadmap(deck.card)
    page = deck.page(_headline(deck, planned), notes)
    if not planned:
        sentence = say("No initiatives are registered.")
        advice = say(
            "Register them in the workshop workbook with owner, effort, processes and expected level, and score it "
            "again."
        )
        page.missing(sentence, advice)
        return
    spots = sorted(_spots(planned), key=lambda spot: -spot.y)
    heads = [
        say("Initiative"), say("Owner"), _cost(deck), say("Person-days"), say("Expected level"), say("Gain"),
        say("State"),
    ]  # fmt: skip
    rows = list(_rows(deck, planned))
    table = Table(
        heads=heads,
        rows=rows,
        shares=(34, 15, 13, 9, 10, 8, 11),
        title=say("Roadmap: initiatives by wave"),
        numeric=(2, 3, 4, 5),
    )
    draw(page, _TABLE if spots else _WIDE, table, largest=13)
    if spots:
        title = say("Initiatives: gain of the overall score against effort")
        titles = {"x_title": say("Effort, person-days"), "y_title": say("Gain of the overall score, levels")}
        unnamed = scatter(page, _CHART, Cloud(title=title, spots=spots, **titles))
        if unnamed:
            text = say("Points without room for their names: {count}", count=deck.figures.count(unnamed))
            page.text(_BELOW, [Said(text=text, colour=SOFT)], largest=11)


def _headline(deck: Deck, planned: Sequence[Planned]) -> str:
    say, figures = deck.say, deck.figures
    if not planned:
        return say("There is no roadmap yet")
    facts = {"count": figures.count(len(planned)), "waves": figures.count(len({one.wave for one in planned}))}
    gaining = [one for one in planned if one.gain and one.initiative.state in OPEN]
    if not gaining:
        return say("Initiatives: {count}, waves: {waves}; of none is the gain known", **facts)
    best = max(gaining, key=lambda one: one.gain or 0)
    title = deck.short(f"{best.initiative.id} {best.initiative.title}", width=300)
    gain = figures.change(best.gain)
    return say(
        "Initiatives: {count}, waves: {waves}; most is expected of {title}: {gain}", title=title, gain=gain, **facts
    )


def _cost(deck: Deck) -> str:
    currency = deck.card.round.organisation.currency
    return deck.say("Cost, {currency}", currency=currency) if currency else deck.say("Cost")


def _rows(deck: Deck, planned: Sequence[Planned]) -> Iterator[Row]:
    wave = 0
    for one in planned:
        if one.wave != wave:
            wave = one.wave
            yield [group(deck.say("Wave {number}", number=wave), _COLUMNS)]
        yield _row(deck, one)


def _row(deck: Deck, one: Planned) -> Row:
    said, figures = one.initiative, deck.figures
    numbers = (
        figures.count(said.cost).text,
        figures.level(said.effort).text,
        figures.count(said.expected_level).text,
        figures.change(one.gain).text,
    )
    return [
        Cell(text=deck.short(f"{said.id} {said.title}"), is_bold=True),
        Cell(text=deck.short(said.owner, width=240)),
        *(Cell(text=number, is_number=True) for number in numbers),
        Cell(text=deck.say(INITIATIVE_STATE[said.state]) if said.state else ""),
    ]


def _spots(planned: Sequence[Planned]) -> Iterator[Spot]:
    """Yield the open initiatives of which both effort and gain are known."""
    for one in planned:
        effort = one.initiative.effort
        if one.initiative.state in OPEN and effort is not None and one.gain is not None:
            yield Spot(one.initiative.id, float(effort), float(one.gain))
