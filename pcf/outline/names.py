"""When two names are the same, and how like they are where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pcf.ids import LANGUAGES
from pcf.search.terms import fold, is_han, terms_of, trigrams
from pcf.taxonomy import Element


def folded(name: str) -> str:
    """Fold a name to what must agree: letters and digits, without case, width, ё, blanks and punctuation.

    >>> folded("Приём  запросов/требований ") == folded("прием запросов / ТРЕБОВАНИЙ")
    True
    """
    return "".join(sign for sign in fold(name) if sign.isalnum())


def likeness(one: str, other: str) -> float:
    """Tell how much of their words two names share: 0 nothing, 1 all; endings and order tell little.

    Runs of three signs of each word, or pairs of Chinese characters, compared by Dice's coefficient.
    """
    if folded(one) == folded(other):
        return 1.0
    a, b = _features(one), _features(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


@lru_cache(maxsize=4096)
def _features(name: str) -> frozenset[str]:
    features: set[str] = set()
    for term in terms_of(name):
        features |= {term} if is_han(term) else trigrams(term)
    return frozenset(features)


def names_of(element: Element, edition: str) -> tuple[str, ...]:
    """Return what an element is called in an edition, in all languages.

    Another translator's name counts where the English one is what that translator saw: an element that was
    renamed since is not called so any more.
    """
    return tuple(dict.fromkeys(_names(element, edition)))


def _names(element: Element, edition: str) -> Iterator[str]:
    place = element.editions[edition]
    yield from (name for lang in LANGUAGES if (name := getattr(place.name, lang)))
    for other in element.record.alternatives:
        seen = element.editions.get(other.edition)
        if other.edition == edition or (seen and folded(seen.name.en) == folded(place.name.en)):
            yield other.name
