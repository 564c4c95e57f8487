"""Search over everything the model says, in three languages at once.

Words are compared folded (case, full-width forms, ё and е) and by their beginnings, so that
Russian endings and English plurals do not hide a hit; Chinese is compared by pairs of
characters. A hit is as good as its best phrase.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pcf.taxonomy import Taxonomy, load

_TOKEN = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+(?:\.[0-9]+)*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SHORTEST_STEM = 4
_INFLECTED = 0.99
_UNKNOWN = 1.0  # weight of a word that stands nowhere; a word of one phrase in a hundred weighs 4.6
_ENOUGH = 0.35  # below this share of the query's weight a phrase is no hit


@dataclass(frozen=True, slots=True)
class Hit:
    """One element or metric that answers a query; ``score`` is 0 to 1, ``matched`` the phrase that answered."""

    id: str
    kind: Literal["element", "metric"]
    hierarchy_id: str
    name: str
    score: float
    matched: str


@dataclass(frozen=True, slots=True)
class _Phrase:
    kind: Literal["element", "metric"]
    id: str
    text: str
    terms: frozenset[str]


def fold(text: str) -> str:
    """Fold what must not matter: case, full-width forms, ё and е.

    >>> fold("Приём ＡＨＴ")
    'прием aht'
    """
    return unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")


def terms_of(text: str) -> list[str]:
    """Cut a text into the terms that are compared: words, ids, pairs of Chinese characters."""
    terms: list[str] = []
    for token in _TOKEN.findall(fold(text)):
        if _HAN.match(token) and len(token) > 1:
            terms += [token[i : i + 2] for i in range(len(token) - 1)]
        else:
            terms.append(token)
    return terms


def find(taxonomy: Taxonomy, text: str, limit: int = 10) -> list[Hit]:
    """Return the best hits, best first; names in the taxonomy's language.

    Args:
        taxonomy: The edition to search, and the language of the names.
        text: Words of any of the three languages, an element id, a hierarchy id or a metric id.
        limit: How many hits at most.
    """
    index = _index(taxonomy.edition)
    wanted = list(dict.fromkeys(terms_of(text)))
    weights = {term: index.weight(term) for term in wanted}
    total = sum(weights.values())
    best: dict[tuple[str, str], tuple[float, str]] = {}
    for phrase in index.phrases:
        score = _match(weights, phrase) / total if total else 0.0
        # Of two phrases that hold all that was asked, the shorter one says less besides.
        score *= 1 - 0.15 * (1 - min(1.0, len(wanted) / max(1, len(phrase.terms))))
        key = (phrase.kind, phrase.id)
        if score >= _ENOUGH and score > best.get(key, (0.0, ""))[0]:
            best[key] = (score, phrase.text)
    order = {element.id: position for position, element in enumerate(taxonomy)}
    # Scores that differ by an ending only are equal to a reader: then the printed order decides.
    ranked = sorted(
        best.items(), key=lambda item: (-round(item[1][0] * 50), item[0][0], order.get(item[0][1], 0), item[0][1])
    )
    return [_hit(taxonomy, kind, found, score, said) for (kind, found), (score, said) in ranked[:limit]]  # type: ignore[arg-type]


def _hit(taxonomy: Taxonomy, kind: Literal["element", "metric"], found: str, score: float, said: str) -> Hit:
    if kind == "element":
        element = taxonomy[found]
        return Hit(found, kind, element.hierarchy_id or "", element.name, score, said)
    metric = taxonomy.metric(found)
    return Hit(found, kind, taxonomy[metric.element].hierarchy_id or "", metric.name, score, said)


def _match(weights: dict[str, float], phrase: _Phrase) -> float:
    """Sum the weight of the wanted terms that the phrase holds, in full or by a common beginning."""
    return sum(weight * _closeness(term, phrase.terms) for term, weight in weights.items())


def _closeness(term: str, terms: frozenset[str]) -> float:
    if term in terms:
        return 1.0
    if len(term) == 1 and _HAN.match(term):
        return _INFLECTED if any(term in other and _HAN.match(other) for other in terms) else 0.0
    if len(term) < _SHORTEST_STEM or not term.isalpha() or _HAN.match(term):
        return 0.0
    return max((_common_beginning(term, other) for other in terms), default=0.0)


def _common_beginning(one: str, other: str) -> float:
    """Tell inflections of one word by what they share from the start; 0 for different words."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    longer, shorter = max(len(one), len(other)), min(len(one), len(other))
    if shared < _SHORTEST_STEM or shared < shorter - 3 or shared < longer * 0.6:
        return 0.0
    return _INFLECTED


class _Index:
    def __init__(self, phrases: tuple[_Phrase, ...]) -> None:
        self.phrases = phrases
        self._frequency = Counter(term for phrase in phrases for term in phrase.terms)

    def weight(self, term: str) -> float:
        """Give rare terms more weight (inverse document frequency), and unknown ones little.

        A word that the model does not know (a product, a system) must not hide the word beside it.
        """
        if any(_closeness(term, frozenset({known})) for known in self._frequency):
            return math.log(1 + len(self.phrases) / (1 + self._frequency[term]))
        return _UNKNOWN


@cache
def _index(edition: str) -> _Index:
    return _Index(tuple(_phrases(load(edition))))


def _phrases(taxonomy: Taxonomy) -> Iterator[_Phrase]:
    def phrase(kind: Literal["element", "metric"], owner: str, text: str | None) -> Iterator[_Phrase]:
        if text:
            yield _Phrase(kind, owner, text, frozenset(terms_of(text)))

    for element in taxonomy:
        record = element.record
        said = [element.id, element.hierarchy_id, *element.names.to_json().values()]
        said += record.definition.to_json().values() if record.definition else ()
        said += [text for _, text in (*record.synonyms, *record.examples)]
        said += [other.name for other in record.alternatives]
        for text in dict.fromkeys(said):
            yield from phrase("element", element.id, text)
    for metric in taxonomy.metrics:
        said = [metric.id, *metric.record.name.to_json().values()]
        said += metric.record.definition.to_json().values() if metric.record.definition else ()
        for text in dict.fromkeys(said):
            yield from phrase("metric", metric.id, text)
