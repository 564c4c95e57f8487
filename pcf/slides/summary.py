"""The first slide: the headline score with all that belongs to it, strengths, gaps, ratings above the evidence."""

from __future__ import annotations

from dataclasses import replace

from pcf.assessment import ProcessScore
from pcf.assessment.highlights import SHOWN, largest_gaps, strongest
from pcf.assessment.sentences import layers
from pcf.assessment.words import STATUS
from pcf.excel.styles import HEAD_FILL
from pcf.slides.deck import Deck
from pcf.slides.page import BODY, SOFT, Page
from pcf.slides.text import Place, Said

_TILES = Place(BODY.left, BODY.top, 213.0, 98.0)
_LINE = Place(BODY.left, 202.0, BODY.width, 34.0)
_LISTS = Place(BODY.left, 246.0, 286.0, 250.0)


def add_summary(deck: Deck) -> None:
    """Add the slide that stands for all others."""
    say, card, figures = deck.say, deck.card, deck.figures
    notes = [
        say("The score runs from 0 to 5. It is computed from what was answered; what is blank never counts as zero."),
        say("The possible range shows what the score would be if everything unanswered were 0, or 5."),
        say("Rated 4, supported 3 means: people rated 4, the evidence they named bears 3. The score uses the rating."),
    ]
    page = deck.page(_headline(deck), notes)
    _tiles(deck, page)
    respondents = say("Respondents: {count}", count=figures.count(len(card.round.copies)))
    counted = say("What counts as the level of a process: {layers}", layers=layers(card, figures))
    page.text(_LINE, [Said(text=f"{respondents}   ·   {counted}", colour=SOFT)], largest=13)
    lists = (_strengths(deck), _gaps(deck), _unsupported(deck))
    page.texts(list(zip(_beside(_LISTS, len(lists), 15), lists, strict=True)), largest=18)


def _headline(deck: Deck) -> str:
    say, score, figures = deck.say, deck.card.score, deck.figures
    if score.score is None:
        return _why_none(deck)
    facts = {"score": figures.level(score.score), "standing": figures.standing(score.score)}
    if score.status == "provisional":
        return say("Customer service stands provisionally at {score} of 5: {standing}", **facts)
    return say("Customer service stands at {score} of 5: {standing}", **facts)


def _why_none(deck: Deck) -> str:
    """Say why there is no score, and what would give one."""
    if not deck.card.score.applicable:
        return deck.say("No process applies here, so there is no score")
    without = [group for group in deck.card.groups if group.applicable and group.score is None]
    named = ", ".join(deck.figures.taxonomy[group.id].hierarchy_id or "" for group in without)
    return deck.say(
        "There is no overall score yet: each of these groups needs answers to 60 % of its weight: {groups}",
        groups=named,
    )


def _tiles(deck: Deck, page: Page) -> None:
    say, score, figures = deck.say, deck.card.score, deck.figures
    tiles = (
        (say("Maturity of customer service, 0 to 5"), figures.level(score.score).text, say(STATUS[score.status])),
        (say("Possible range"), figures.span(score), say("if all unanswered were 0, or 5")),
        (say("Coverage"), figures.share(score.coverage).text, say("answered of what applies, by weight")),
        (say("Don't know"), figures.share(score.dk_share).text, say("of what applies, by weight")),
    )
    told = [
        (
            Said(text=label, colour=SOFT),
            Said(text=value, is_bold=True, colour=HEAD_FILL, scale=2.0),
            Said(text=below, colour=SOFT),
        )
        for label, value, below in tiles
    ]
    page.panels(list(zip(_beside(_TILES, len(tiles), 12), told, strict=True)), largest=13)


def _beside(first: Place, count: int, gap: float) -> list[Place]:
    """Return places side by side."""
    return [replace(first, left=first.left + number * (first.width + gap)) for number in range(count)]


def _strengths(deck: Deck) -> list[Said]:
    say, figures, found = deck.say, deck.figures, strongest(deck.card)
    said = [_head(say("Strongest processes"))]
    said += [Said(text=_rated(one, deck), is_item=True) for one in found.processes]
    if not found.processes:
        said.append(Said(text=say("No process is rated yet.")))
    if found.equals:
        said.append(_soft(say("Rated the same as the third: {count} more", count=figures.count(found.equals))))
    return said


def _gaps(deck: Deck) -> list[Said]:
    say, figures, found = deck.say, deck.figures, largest_gaps(deck.card)
    said = [_head(say("Largest gaps to target"))]
    said += [
        Said(
            text=say(
                "{process}: {rating}; target {target}",
                process=figures.element(one.element.id),
                rating=figures.rating(one),
                target=figures.level(one.answers.target),
            ),
            is_item=True,
        )
        for one in found.processes
    ]
    if not found.processes:
        said.append(Said(text=say("No rated process is below its target.")))
    if found.equals:
        said.append(_soft(say("Gaps as large as the third: {count} more", count=figures.count(found.equals))))
    return said


def _unsupported(deck: Deck) -> list[Said]:
    """List the ratings that are farthest above what the evidence would bear."""
    say, figures = deck.say, deck.figures
    found = sorted((one for one in deck.card.processes if one.is_unsupported), key=_excess, reverse=True)
    said = [_head(say("Rated above what the evidence bears"))]
    said += [Said(text=_rated(one, deck), is_item=True) for one in found[:SHOWN]]
    if len(found) > SHOWN:
        said.append(_soft(say("and {count} more", count=figures.count(len(found) - SHOWN))))
    if not found:
        is_rated = any(one.score.score is not None for one in deck.card.processes)
        none = say("None: the evidence named bears every rating.") if is_rated else say("No process is rated yet.")
        said.append(Said(text=none))
    return said


def _rated(process: ProcessScore, deck: Deck) -> str:
    figures = deck.figures
    return deck.say("{label}: {text}", label=figures.element(process.element.id), text=figures.rating(process))


def _excess(process: ProcessScore) -> float:
    return float((process.score.score or 0) - (process.supported or 0))


def _head(text: str) -> Said:
    return Said(text=text, is_bold=True, colour=HEAD_FILL, scale=1.05)


def _soft(text: str) -> Said:
    return Said(text=text, colour=SOFT, scale=0.9)
