"""The slide of all processes: a heat map as a native table."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from pcf.assessment import ProcessScore
from pcf.assessment.words import STATE, State, state_of
from pcf.excel.styles import GROUP_FILL
from pcf.maturity import Score
from pcf.slides.deck import Deck
from pcf.slides.page import BODY, Page
from pcf.slides.tables import Cell, Row, Table, draw, shaded
from pcf.slides.text import Place

_MAP = Place(BODY.left, BODY.top, BODY.width, BODY.height - 32)
_KEY = Place(BODY.left, BODY.top + BODY.height - 26, BODY.width, 26.0)
_SIGNS: dict[State, str] = {"blank": "–", "dk": "?", "na": "∅", "not_asked": "·"}
_LONGEST, _MOST = 12, 3  # rows of a column, columns of processes
_MATURE, _WEAK = 3, 2  # the levels that the headline counts from and below
_CELLS = 3  # that one process takes


def add_processes(deck: Deck) -> None:
    """Add the levels of all processes with what their evidence supports."""
    say = deck.say
    notes = [
        say("The darker, the higher the level. The number beside it is the level that the evidence named supports."),
        say("▾ marks a rating above what the evidence bears, as in: rated 4, supported 3."),
        say("What has no level says why: no answer, don't know, not applicable, not asked are four different things."),
    ]
    rated = [one for one in deck.card.processes if one.score.score is not None]
    page = deck.page(_headline(deck, rated), notes)
    if not rated:
        advice = say("Have the processes rated on the sheet 5 RATING, and score the workbooks again.")
        page.missing(say("No process is rated yet."), advice)
        return
    entries = [row for group in deck.card.groups for row in _rows(deck, group)]
    across = min(_MOST, ceil(len(entries) / _LONGEST))
    long = ceil(len(entries) / across)
    columns = [entries[first : first + long] for first in range(0, len(entries), long)]
    table = Table(
        heads=[say("Process"), say("Level"), say("Supported")] * len(columns),
        rows=[_across(columns, index) for index in range(long)],
        shares=(66, 15, 19) * len(columns),
        title=say("Levels of all processes, 0 to 5"),
        numeric=[place for place in range(_CELLS * len(columns)) if place % _CELLS],
    )
    draw(page, _MAP, table, largest=12, smallest=7)
    _key(deck, page)


def _headline(deck: Deck, rated: Sequence[ProcessScore]) -> str:
    say, figures = deck.say, deck.figures
    if not rated:
        return say("No process is rated yet, so there is no picture of the levels")
    levels = [one.score.score for one in rated if one.score.score is not None]
    return say(
        "{mature} or higher: {high} of {rated} rated processes; below {weak}: {low}",
        mature=figures.numbered_level(_MATURE),
        high=figures.count(sum(level >= _MATURE for level in levels)),
        rated=figures.count(len(levels)),
        weak=figures.numbered_level(_WEAK),
        low=figures.count(sum(level < _WEAK for level in levels)),
    )


def _rows(deck: Deck, group: Score) -> list[Row]:
    """Return a group and its processes, three cells each."""
    figures = deck.figures
    head = (figures.element(group.id), figures.level(group.score).text, "")
    rows: list[Row] = [
        [Cell(text=text, is_bold=True, is_number=bool(place), fill=GROUP_FILL) for place, text in enumerate(head)]
    ]
    return rows + [_process(deck, deck.card.process(child.id)) for child in group.children]


def _process(deck: Deck, process: ProcessScore) -> Row:
    figures, state = deck.figures, state_of(process)
    level, supported = figures.level(process.score.score), figures.level(process.supported)
    mark = "▾ " if process.is_unsupported else ""
    return [
        Cell(text=figures.element(process.element.id)),
        shaded(level.exact, _SIGNS.get(state, level.text)),
        shaded(supported.exact, f"{mark}{supported}", is_bold=process.is_unsupported)
        if supported.exact is not None
        else Cell(text=""),
    ]


def _across(columns: Sequence[Sequence[Row]], index: int) -> Row:
    """Put the rows of all columns at one height side by side."""
    blank: Row = [Cell(text="", span=_CELLS)]
    return [cell for column in columns for cell in (column[index] if index < len(column) else blank)]


def _key(deck: Deck, page: Page) -> None:
    """Explain shades and signs."""
    levels = [shaded(float(level), deck.figures.numbered_level(level)) for level in range(6)]
    signs = [Cell(text=f"{sign} {deck.say(STATE[state])}") for state, sign in _SIGNS.items()]
    shares = [1.0] * (len(levels) + len(signs))
    draw(
        page,
        _KEY,
        Table(heads=(), rows=[[*levels, *signs]], shares=shares, title=deck.say("Key")),
        largest=10,
        smallest=6,
    )
