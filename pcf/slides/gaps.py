"""The slide of the gaps: levels against targets, and what is above its target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcf.assessment import ProcessScore
from pcf.assessment.highlights import gaps_in_order
from pcf.excel.styles import HEAD_FILL, TARGET, TREND
from pcf.slides.charts import Plot, Series, bars
from pcf.slides.deck import Deck
from pcf.slides.page import BODY, SOFT
from pcf.slides.text import Place, Said

_SHOWN, _NAMED = 10, 5
_CHART = Place(BODY.left, BODY.top, 600.0, BODY.height)
_TEXT = Place(BODY.left + 620, BODY.top + 4, 268.0, BODY.height - 8)


def add_gaps(deck: Deck) -> None:
    """Add the processes farthest below their targets."""
    say, figures = deck.say, deck.figures
    notes = [
        say(
            "The upper bar is the level of today, the lower one the target. The farthest below its target comes first."
        ),
        say("Of equal gaps the process that weighs more comes first. A target is the organisation's own wish."),
        say("Above its target is not a fault: somebody may be spending effort there that is needed elsewhere."),
    ]
    gaps = gaps_in_order(deck.card)
    aimed = [one for one in deck.card.processes if one.gap is not None]
    page = deck.page(_headline(deck, gaps, has_targets=bool(aimed)), notes)
    if not aimed:
        sentence = say("No rated process has a target.")
        page.missing(sentence, say("Set targets on the sheet 9 TARGET, and score the workbooks again."))
        return
    shown = gaps[:_SHOWN]
    if shown:
        series = (
            Series(say("Level"), [figures.level(one.score.score).exact for one in shown], TREND),
            Series(say("Target"), [figures.level(one.answers.target).exact for one in shown], TARGET),
        )
        names = [figures.element(one.element.id) for one in shown]
        title = say("Processes below their target, the farthest first, levels 0 to 5")
        bars(page, _CHART, Plot(title=title, categories=names, series=series, high=5, step=1))
    page.text(_TEXT, [*_more(deck, len(gaps) - len(shown)), *_surpluses(deck), *_unsupported(deck, shown)], largest=14)


def _headline(deck: Deck, gaps: Sequence[ProcessScore], *, has_targets: bool) -> str:
    say, figures = deck.say, deck.figures
    if not has_targets:
        return say("Without targets there are no gaps to show")
    if not gaps:
        return say("Every rated process with a target has reached it")
    return say(
        "Farthest below its target: {process}, level {level} of {target}; below target in all: {count}",
        process=figures.element(gaps[0].element.id),
        level=figures.level(gaps[0].score.score),
        target=figures.level(gaps[0].answers.target),
        count=figures.count(len(gaps)),
    )


def _more(deck: Deck, left_out: int) -> Iterator[Said]:
    if left_out:
        text = deck.say("Smaller gaps that the chart leaves out: {count}", count=deck.figures.count(left_out))
        yield Said(text=text, colour=SOFT)


def _surpluses(deck: Deck) -> Iterator[Said]:
    """Name what stands above its target, the farthest first."""
    say, figures = deck.say, deck.figures
    above = sorted((one for one in deck.card.processes if one.surplus), key=lambda one: -(one.surplus or 0))
    yield Said(text=say("Above their target"), is_bold=True, colour=HEAD_FILL)
    for one in above[:_NAMED]:
        text = say(
            "{process}: level {level}, target {target}",
            process=figures.element(one.element.id),
            level=figures.level(one.score.score),
            target=figures.level(one.answers.target),
        )
        yield Said(text=text, is_item=True)
    if len(above) > _NAMED:
        yield Said(text=say("and {count} more", count=figures.count(len(above) - _NAMED)), colour=SOFT)
    if not above:
        yield Said(text=say("No process is above its target."))


def _unsupported(deck: Deck, shown: Sequence[ProcessScore]) -> Iterator[Said]:
    """Say of the bars drawn which ratings the evidence does not bear."""
    found = [one for one in shown if one.is_unsupported]
    if not found:
        return
    yield Said(text=deck.say("In the chart, rated above the evidence"), is_bold=True, colour=HEAD_FILL)
    for one in found:
        number = deck.figures.taxonomy[one.element.id].hierarchy_id
        yield Said(text=f"{number}: {deck.figures.rating(one)}", is_item=True)
