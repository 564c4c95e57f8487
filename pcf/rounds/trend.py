"""The rounds of an engagement in the order of time: headline, groups, segments, respondents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pcf.assessment.scorecard import Scorecard
from pcf.findings import Finding
from pcf.formula import json_number
from pcf.ids import Language
from pcf.maturity import Score
from pcf.rounds.findings import ROUNDS_OF_SEVERAL
from pcf.rounds.history import in_time
from pcf.rounds.pairing import taken_over
from pcf.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class TrendLine:
    """One score over all rounds; ``None`` where a round has none. Levels 0 to 5, of a segment its index 0 to 100."""

    kind: Literal["category", "group", "segment"]
    id: str
    name: str
    scores: tuple[Score | None, ...]

    @property
    def values(self) -> tuple[Fraction | None, ...]:
        return tuple(score.score if score else None for score in self.scores)


@dataclass(frozen=True, slots=True)
class Trend:
    """Scored rounds, the oldest first; of one edition or of several."""

    cards: tuple[Scorecard, ...]

    @property
    def lines(self) -> tuple[TrendLine, ...]:
        """The headline, the groups and the segments of the last round, then those that only earlier ones have."""
        by_element = [_by_id(card, self.cards[-1].taxonomy) for card in self.cards]
        by_segment = [{one.segment.id: one for one in card.segments} for card in self.cards]
        lines = []
        for one in _newest_first(by_element):
            scores = tuple(known.get(one) for known in by_element)
            name = next(_name(card, one) for card in reversed(self.cards) if one in _by_id(card, card.taxonomy))
            kind: Literal["category", "group"] = "category" if one == self.cards[-1].score.id else "group"
            lines.append(TrendLine(kind, one, name, scores))
        for segment in _newest_first(by_segment):
            indexes = tuple(known[segment].index if segment in known else None for known in by_segment)
            name = next(known[segment].segment.name for known in reversed(by_segment) if segment in known)
            lines.append(TrendLine("segment", segment, name, indexes))
        return tuple(lines)

    @property
    def has_several_policies(self) -> bool:
        """Whether processes combine otherwise in some rounds, so that scores moved by that too."""
        return len({card.policy for card in self.cards}) > 1

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What makes the rounds hard to compare: scores of several organisations."""
        names = sorted({card.round.organisation.name for card in self.cards} - {""})
        return (Finding(ROUNDS_OF_SEVERAL, facts={"found": names}),) if len(names) > 1 else ()

    def to_json(self, lang: Language) -> dict[str, object]:
        """Return the promised keys; names in ``lang``, each round's elements as its own edition has them."""
        return {"rounds": [_round(card, card.taxonomy.in_language(lang)) for card in self.cards]}


def trend_of(cards: Iterable[Scorecard]) -> Trend:
    """Put scored rounds in the order of time.

    Args:
        cards: At least one, each of a round with a name of its own.
    """
    return Trend(tuple(sorted(cards, key=lambda card: in_time(card.round.name))))


def _by_id(card: Scorecard, last: Taxonomy) -> dict[str, Score]:
    """Return the headline and the groups by the ids that they have in the last edition, where it has them."""
    now = {old: new for new, old in taken_over(card.taxonomy, last).items()}
    return {now.get(score.id, score.id): score for score in (card.score, *card.groups)}


def _newest_first(rounds: Iterable[Iterable[str]]) -> list[str]:
    """Return ids, each once: those of the last round first."""
    return list(dict.fromkeys(one for known in reversed(list(rounds)) for one in known))


def _name(card: Scorecard, element: str) -> str:
    found = card.taxonomy[element]
    return f"{found.hierarchy_id} {found.shown_name}"


def _round(card: Scorecard, taxonomy: Taxonomy) -> dict[str, object]:
    return {
        "round": card.round.name,
        "edition": taxonomy.edition,
        "score": json_number(card.score.score),
        "status": card.score.status,
        "coverage": json_number(card.score.coverage),
        "respondents": len(card.round.copies),
        "policy": card.policy,
        "groups": [
            {
                "id": group.id,
                "hierarchy_id": taxonomy[group.id].hierarchy_id,
                "name": taxonomy[group.id].name,
                "score": json_number(group.score),
                "status": group.status,
            }
            for group in card.groups
        ],
        "segments": [
            {
                "id": one.segment.id,
                "name": one.segment.name,
                "index": json_number(one.index.score),
                "status": one.index.status,
            }
            for one in card.segments
        ],
    }
