"""What a finished round leaves behind for the next one to be compared with."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from pcf.assessment.consolidation import gather
from pcf.assessment.records import Assessment, Copy, PastRound
from pcf.assessment.scorecard import Scorecard, score_round

_PLACES = Decimal("1e-10")  # what a spreadsheet keeps of a number of this size


def scored_alone(form: Assessment) -> Scorecard:
    """Score one form by itself, where nothing is known of the round's other forms or its log."""
    return score_round(form.taxonomy("en"), gather([Copy("", form)]))


def past_round(card: Scorecard) -> Iterator[PastRound]:
    """Yield what a scorecard leaves to be compared with; nothing if its round has no name or nothing was scored."""
    scores = {score.id: score.score for score in (card.score, *card.groups)}
    scores |= {process.element.id: process.score.score for process in card.processes}
    indexes = {segment.segment.id: segment.index.score for segment in card.segments}
    made = PastRound(round=card.round.name, edition=card.taxonomy.edition, scores=_kept(scores), indexes=_kept(indexes))
    if made.round and (made.scores or made.indexes):
        yield made


def in_time(round_name: str) -> tuple[int, int]:
    """Return when a round ended, year and month, to sort rounds by.

    >>> [in_time(one) for one in ("2026-Q1", "2026-H1", "2026-10", "2026")]
    [(2026, 3), (2026, 6), (2026, 10), (2026, 12)]
    """
    year, _, part = round_name.partition("-")
    months = {"Q": 3, "H": 6}.get(part[:1], 0)
    return int(year or 0), months * int(part[1:]) if months else int(part or 12)


def _kept(scores: dict[str, Fraction | None]) -> dict[str, Decimal]:
    return {
        one: (Decimal(score.numerator) / score.denominator).quantize(_PLACES).normalize()
        for one, score in scores.items()
        if score is not None
    }
