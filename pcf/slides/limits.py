"""The last slide: what the score rests on, and what it is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pcf.assessment.answers import LEAST_FOR_AGREEMENT
from pcf.assessment.words import CHANGED
from pcf.findings import Severity
from pcf.slides.deck import Deck
from pcf.slides.page import BODY
from pcf.slides.tables import Cell, Table, draw
from pcf.slides.text import Place, Said

_TABLE = Place(BODY.left, BODY.top + 4, 280.0, BODY.height - 8)
_TEXT = Place(BODY.left + 304, BODY.top, BODY.width - 304, BODY.height)


def add_limits(deck: Deck) -> None:
    """Add the limits of the method; its notes hold APQC's notices word for word."""
    say, card, figures = deck.say, deck.card, deck.figures
    notes = [
        say("Say this before anybody asks: what the score rests on, and what it cannot tell."),
        *(notice.text for notice in card.taxonomy.bundle.notices),
        say(CHANGED, edition=card.taxonomy.edition),
    ]
    headline = say(
        "Respondents: {count}; their answers cover {coverage} of what applies, and the score is no certificate",
        count=figures.count(len(card.round.copies)),
        coverage=figures.share(card.score.coverage),
    )
    page = deck.page(headline, notes)
    rows = [
        [Cell(text=figures.role(view.role)), Cell(text=figures.count(view.n).text, is_number=True)]
        for view in card.role_views
    ]
    title = say("Respondents by role")
    draw(
        page,
        _TABLE,
        Table(heads=[say("Role"), say("Respondents")], rows=rows, shares=(70, 30), title=title, numeric=(1,)),
    )
    page.text(_TEXT, [Said(text=text, is_item=True) for text in _limits(deck)], largest=18)


def _limits(deck: Deck) -> Iterator[str]:
    say, card, figures = deck.say, deck.card, deck.figures
    rated = [one for one in card.processes if one.score.score is not None]
    yield say(
        "Coverage {coverage}, don't know {unknown}, possible range {range}. The range shows what is not known; it is "
        "no confidence interval.",
        coverage=figures.share(card.score.coverage),
        unknown=figures.share(card.score.dk_share),
        range=figures.span(card.score),
    )
    yield say(
        "Rated above what the evidence named would bear: {count} of {rated} rated processes.",
        count=figures.count(sum(one.is_unsupported for one in rated)),
        rated=figures.count(len(rated)),
    )
    yield _small_numbers(deck)
    few = sum("small_n" in metric.result.flags for segment in card.segments for metric in segment.metrics)
    if few:
        yield say("Figures of segments that rest on few cases: {count}.", count=figures.count(few))
    counts = Counter(finding.severity for finding in card.findings)
    yield say(
        "Findings while reading and scoring: errors {errors}, warnings {warnings}, notes {notes}. The report lists "
        "them.",
        errors=figures.count(counts[Severity.ERROR]),
        warnings=figures.count(counts[Severity.WARNING]),
        notes=figures.count(counts[Severity.NOTE]),
    )
    yield say("Levels are an order of steps: small differences between averages mean little.")
    yield say(
        "The score is what people said of their own work, on a scale of this kit. It is no audit, no certificate, no "
        "comparison with other organisations and no forecast."
    )
    yield say("APQC has neither certified, reviewed nor endorsed this assessment.")


def _small_numbers(deck: Deck) -> str:
    """Say of how many processes too few answered to speak of agreement."""
    say, figures = deck.say, deck.figures
    if len(deck.card.round.copies) < 2:
        return say("One respondent answered, so nothing can be said about agreement.")
    answered = [one for one in deck.card.processes if one.answers.n]
    return say(
        "Fewer than {least} answers: {count} of {answered} answered processes; of these only the range is told, and no "
        "agreement.",
        least=LEAST_FOR_AGREEMENT,
        count=figures.count(sum(one.answers.n < LEAST_FOR_AGREEMENT for one in answered)),
        answered=figures.count(len(answered)),
    )
