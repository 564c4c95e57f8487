"""The slide of the roles: what management and the front line answered, side by side."""

from __future__ import annotations

from pcf.assessment.roles import LEAST_OF_A_ROLE, RoleGap, RoleView, role_gaps
from pcf.assessment.sentences import two_views
from pcf.excel.styles import TARGET, TREND
from pcf.model import Role
from pcf.slides.charts import Plot, Series, bars
from pcf.slides.deck import Deck
from pcf.slides.page import BODY, SOFT, Page
from pcf.slides.tables import Cell, Table, draw
from pcf.slides.text import Place, Said

_SHOWN = 8
_COMPARED: tuple[Role, ...] = ("manager", "front_line")
_CHART = Place(BODY.left, BODY.top, 580.0, BODY.height)
_TEXT = Place(BODY.left + 600, BODY.top + 4, 288.0, 176.0)
_TABLE = Place(BODY.left + 600, BODY.top + 190, 288.0, BODY.height - 192)


def add_roles(deck: Deck) -> None:
    """Add the largest differences between management and the front line."""
    say, figures = deck.say, deck.figures
    notes = [
        say("Each pair of bars is one process: what managers answered, and what the front line answered."),
        say("These are the respondents' own answers; levels that a workshop agreed on are left out of account here."),
        say("A difference is a question, not a fault: ask both sides what they see. Few answers say little."),
    ]
    views = deck.card.role_views
    gaps = role_gaps(deck.card)
    page = deck.page(_headline(deck, gaps), notes)
    if not gaps:
        page.missing(_what_is_missing(deck, views), _advice(deck))
        return
    shown = gaps[:_SHOWN]
    counts = {view.role: figures.count(view.n) for view in views}
    series = (
        Series(f"{figures.role('manager')}, n = {counts['manager']}", [float(one.management) for one in shown], TREND),
        Series(
            f"{figures.role('front_line')}, n = {counts['front_line']}",
            [float(one.front_line) for one in shown],
            TARGET,
        ),
    )
    names = [figures.element(one.process.id) for one in shown]
    title = say("Management and the front line: what each answered, levels 0 to 5")
    bars(page, _CHART, Plot(title=title, categories=names, series=series, high=5, step=1))
    said = [Said(text=two_views(deck.card, figures))]
    if len(gaps) > len(shown):
        more = say(
            "Processes that both rated and the chart leaves out: {count}", count=figures.count(len(gaps) - len(shown))
        )
        said.append(Said(text=more, colour=SOFT, scale=0.9))
    page.text(_TEXT, said, largest=15)
    _table(deck, page, views)


def _headline(deck: Deck, gaps: tuple[RoleGap, ...]) -> str:
    say, figures = deck.say, deck.figures
    if not gaps:
        return say("Management and the front line cannot be compared yet")
    largest = gaps[0]
    facts = {
        "process": figures.element(largest.process.id),
        "management": figures.level(largest.management),
        "front_line": figures.level(largest.front_line),
    }
    if largest.gap > 0:
        return say("Management sees {process} at {management}, the front line at {front_line}", **facts)
    if largest.gap < 0:
        return say("The front line sees {process} at {front_line}, management at {management}", **facts)
    return say("Management and the front line rate every process alike that both rated")


def _what_is_missing(deck: Deck, views: tuple[RoleView, ...]) -> str:
    """Say which of the two views is not there."""
    found = {view.role for view in views}
    missing = "; ".join(deck.figures.role(role) for role in _COMPARED if role not in found)
    if not missing:
        return deck.say("Managers and the front line have rated no process in common.")
    if deck.card.round.is_nameless:
        return deck.say("Of these roles fewer than {least} answered: {roles}.", least=LEAST_OF_A_ROLE, roles=missing)
    return deck.say("There are no answers of these roles: {roles}.", roles=missing)


def _advice(deck: Deck) -> str:
    if deck.card.round.is_nameless:
        return deck.say(
            "Without names a role is shown from {least} answers on: ask more people, or score with names.",
            least=LEAST_OF_A_ROLE,
        )
    return deck.say(
        "Let managers and the front line fill in copies of their own about the same processes, with their role on the "
        "sheet 1 START, and score all copies together."
    )


def _table(deck: Deck, page: Page, views: tuple[RoleView, ...]) -> None:
    """Write how many of each role answered, and what they alone come to."""
    say, figures = deck.say, deck.figures
    rows = [
        [
            Cell(text=figures.role(view.role)),
            Cell(text=figures.count(view.n).text, is_number=True),
            Cell(text=figures.level(view.score.score).text, is_number=True),
        ]
        for view in views
    ]
    heads = [say("Role"), say("Respondents"), say("Score of their own answers")]
    draw(
        page,
        _TABLE,
        Table(heads=heads, rows=rows, shares=(44, 26, 30), title=say("Respondents by role"), numeric=(1, 2)),
    )
