"""What people of the organisation decided about statements before: it helps the next one, and rejections last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pcf.mapping import Placement, Practice
from pcf.mapping.records import MOST
from pcf.suggestions.phrases import FIELD, Phrase
from pcf.suggestions.terms import tokens_of

ELSEWHERE = "own"  # the field of what people placed outside category 6
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided about one statement; of several decisions about an element the last one holds."""

    placements: Mapping[str | None, Placement] = field(default_factory=dict)

    @property
    def accepted(self) -> frozenset[str | None]:
        """The elements where it belongs; ``None`` among them if nothing in category 6 fits."""
        return frozenset(element for element, one in self.placements.items() if one.decision == "accepted")

    @property
    def rejected(self) -> frozenset[str]:
        """The elements where it does not belong."""
        return frozenset(element for element, one in self.placements.items() if element and one.decision == "rejected")

    def weigh(self, elements: Sequence[str], confidences: Sequence[float], none: float) -> tuple[list[float], float]:
        """Return the confidences with what was accepted put first; what is left is shared as before.

        What was accepted shares ``MOST`` evenly. An element that is no candidate, as it has no place in the edition,
        changes nothing.
        """
        fixed = [element in self.accepted for element in elements]
        is_elsewhere = None in self.accepted
        count = sum(fixed) + is_elsewhere
        if not count:
            return list(confidences), none
        rest = sum(one for one, is_fixed in zip(confidences, fixed, strict=True) if not is_fixed)
        rest += 0.0 if is_elsewhere else none
        share = (1 - MOST) / rest if rest else 0.0
        weighed = [MOST / count if is_fixed else one * share for one, is_fixed in zip(confidences, fixed, strict=True)]
        return weighed, MOST / count if is_elsewhere else none * share


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything that was decided.

    Attributes:
        phrases: The accepted statements, as phrases of their elements.
    """

    phrases: tuple[Phrase, ...]
    _decided: Mapping[_Key, Decided]

    def of(self, text: str) -> Decided:
        """Return what was decided about a statement: word for word, whatever its case, blanks and punctuation."""
        return self._decided.get(key_of(text), _NOTHING)


def remembered(practices: Iterable[Practice]) -> Memory:
    """Collect what people accepted and rejected; what is only suggested counts for nothing."""
    said: defaultdict[_Key, dict[str | None, Placement]] = defaultdict(dict)
    texts: dict[_Key, str] = {}
    for practice in practices:
        if key := key_of(practice.text):  # without a word, all such texts would be one
            texts[key] = practice.text
            for one in practice.placements:
                if one.decision:
                    said[key].pop(one.element, None)  # the last decision stands last
                    said[key][one.element] = one
    decided = {key: Decided(placements) for key, placements in said.items() if placements}
    phrases = [
        Phrase(element or f"{FIELD}{ELSEWHERE}", "accepted", texts[key])
        for key, about in decided.items()
        for element in about.placements
        if element in about.accepted
    ]
    return Memory(tuple(phrases), decided)


def key_of(text: str) -> tuple[str, ...]:
    """Return what two texts that say the same in the same words have in common; empty for one without a word."""
    return tuple(tokens_of(text))


_NOTHING = Decided()
