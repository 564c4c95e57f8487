"""What the numbers of a report cannot tell: first what holds for this round, then what holds for the method."""

from __future__ import annotations

from collections.abc import Iterator

from pcf.assessment import Scorecard
from pcf.assessment.answers import LEAST_FOR_AGREEMENT
from pcf.assessment.figures import Figures
from pcf.assessment.findings import OWN_PROCESSES_COUNTED
from pcf.report.view import has_figures


def limits(card: Scorecard, figures: Figures) -> list[str]:
    """Return the limits as sentences, the weightiest first."""
    return [*_of_round(card, figures), *_of_method(card, figures)]


def _of_round(card: Scorecard, figures: Figures) -> Iterator[str]:
    say, several = figures.say, len(card.round.copies) > 1
    if not several and not card.layers["agreed"]:
        yield say("One respondent answered: nobody else has confirmed these ratings.")
    proposed = card.layers["proposal"]
    if proposed:
        yield say("Nobody has agreed yet on the levels that are proposals: {count}.", count=figures.count(proposed))
    above = sum(one.is_unsupported for one in card.processes)
    if above:
        yield say("Processes rated above what the evidence supports: {count}.", count=figures.count(above))
    if card.score.applicable and card.score.coverage < 1:
        share = figures.share(1 - card.score.coverage)
        yield say("Not answered, of what applies by weight: {share}. The possible range shows how much.", share=share)
    yield from (one.message(say) for one in card.findings if one.kind == OWN_PROCESSES_COUNTED)
    few = sum(0 < one.answers.n < LEAST_FOR_AGREEMENT for one in card.processes)
    if several and few:
        yield say(
            "Processes that fewer than {least} respondents rated: {count}. How much these agree cannot be told.",
            least=figures.count(LEAST_FOR_AGREEMENT),
            count=figures.count(few),
        )
    if not has_figures(card):
        yield say("No figures were given: the ratings are not compared with results.")


def _of_method(card: Scorecard, figures: Figures) -> Iterator[str]:
    say = figures.say
    yield say("Levels are an order of steps: small differences between averages mean little.")
    yield say("Ratings are what people said; the supported level shows how far the evidence they named goes.")
    yield say("The possible range shows what is not known. It is not a confidence interval.")
    if len(card.round.copies) > 1:
        yield say("Respondents were chosen, not drawn by lot: their answers do not stand for everybody's.")
    if card.round.history:
        yield say(
            "A change since an earlier round may come from other respondents or other wording, not only from work done."
        )
    if card.round.shared.initiatives:
        yield say("The gain of an initiative supposes that it reaches its expected level and nothing else changes.")
    if card.round.is_nameless:
        yield say("Names were dropped, and roles of fewer than three respondents are not told apart.")
