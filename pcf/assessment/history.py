"""What a finished round leaves behind for the next one to be compared with."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from pcf.assessment.consolidation import Copy, gather
from pcf.assessment.records import Assessment, PastRound
from pcf.assessment.scorecard import score_round
from pcf.taxonomy import load

_PLACES = Decimal("1e-10")  # what a spreadsheet keeps of a number of this size


def past_round(form: Assessment, next_round: str) -> Iterator[PastRound]:
    """Yield the round that a form stands for; nothing if the next round is the same, or nothing was scored.

    Args:
        form: The filled form of the earlier round.
        next_round: The name of the round that begins.
    """
    if not next_round or form.round in {"", next_round}:
        return
    card = score_round(load(form.edition), gather([Copy("", form)]))
    scores = {score.id: score.score for score in (card.score, *card.groups)}
    scores |= {process.element.id: process.score.score for process in card.processes}
    indexes = {segment.segment.id: segment.index.score for segment in card.segments}
    made = PastRound(round=form.round, edition=form.edition, scores=_kept(scores), indexes=_kept(indexes))
    if made.scores or made.indexes:
        yield made


def _kept(scores: dict[str, Fraction | None]) -> dict[str, Decimal]:
    return {
        one: (Decimal(score.numerator) / score.denominator).quantize(_PLACES).normalize()
        for one, score in scores.items()
        if score is not None
    }
