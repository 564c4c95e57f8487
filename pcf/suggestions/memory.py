"""What people of the organisation decided about statements before: it helps the next one, and rejections last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pcf.mapping import Placement, Practice
from pcf.suggestions.confidence import MOST
from pcf.suggestions.phrases import FIELD, Phrase
from pcf.suggestions.terms import terms_of

ELSEWHERE = "own"  # the field of what people placed outside category 6
_Key = frozenset[str]


@dataclass
class Decided:
    """What was decided about one statement, and all that say the same in the same words.

    Attributes:
        accepted: Ids of elements where it belongs.
        rejected: Ids of elements where it does not; never one that was accepted.
        is_elsewhere: Whether it was decided that nothing in category 6 fits.
        placements: All of this as people decided it, by element; the last decision on each.
    """

    accepted: set[str] = field(default_factory=set)
    rejected: set[str] = field(default_factory=set)
    is_elsewhere: bool = False
    placements: dict[str | None, Placement] = field(default_factory=dict)

    def weigh(self, elements: Sequence[str], confidences: Sequence[float], none: float) -> tuple[list[float], float]:
        """Return the confidences with what was decided put first; what is left is shared as before."""
        if not self.accepted and not self.is_elsewhere:
            return list(confidences), none
        fixed = [element in self.accepted for element in elements]
        rest = sum(one for one, is_fixed in zip(confidences, fixed, strict=True) if not is_fixed)
        rest += 0 if self.is_elsewhere else none
        share = (1 - MOST) / rest if rest else 0.0
        weighed = [MOST if is_fixed else one * share for one, is_fixed in zip(confidences, fixed, strict=True)]
        return weighed, MOST if self.is_elsewhere else none * share


@dataclass(frozen=True)
class Memory:
    """Everything that was decided.

    Attributes:
        phrases: The accepted statements, as phrases of their elements.
    """

    phrases: tuple[Phrase, ...]
    _decided: Mapping[_Key, Decided]

    def of(self, text: str) -> Decided:
        """Return what was decided about a statement, or about another that says the same in the same words."""
        return self._decided.get(_key(text), _NOTHING)


def remembered(practices: Iterable[Practice]) -> Memory:
    """Collect what people accepted and rejected; what is only suggested counts for nothing."""
    phrases: list[Phrase] = []
    decided: defaultdict[_Key, Decided] = defaultdict(Decided)
    for practice in practices:
        key = _key(practice.text)
        if not key:  # without a word, all such texts would be one
            continue
        about = decided[key]
        for one in practice.placements:
            if one.decision is None:
                continue
            about.placements[one.element] = one
            if one.decision == "rejected":
                about.rejected |= {one.element} if one.element else set()
                continue
            phrases.append(Phrase(one.element or f"{FIELD}{ELSEWHERE}", "accepted", practice.text))
            about.is_elsewhere |= one.element is None
            about.accepted |= {one.element} if one.element else set()
    for about in decided.values():
        about.rejected -= about.accepted
    return Memory(tuple(dict.fromkeys(phrases)), dict(decided))


def _key(text: str) -> _Key:
    return frozenset(terms_of(text))


_NOTHING = Decided()
