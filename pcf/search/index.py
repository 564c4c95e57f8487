"""An index of everything the model says: which element or metric a query is about.

Every element and metric is a document made of its phrases: names, alternatives, definition,
synonyms, example statements. A short query is answered by the phrase that is most like it, a
whole statement by the document that explains most of it; both count.

Documents are scored by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework:
BM25 and Beyond", 2009, section 3.4), phrases by the weight that they share with the query.
Words may differ by an ending or a slip: forms of one word are told by their common beginning,
other words are as alike as their runs of three signs (Dice's coefficient).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pcf.framework import Framework
from pcf.ids import LANGUAGES
from pcf.model import Text
from pcf.search.terms import is_han, is_inflected, is_inflection, terms_of, trigrams
from pcf.taxonomy import Taxonomy

Kind = Literal["element", "metric"]
Key = tuple[Kind, str]

# BM25: how soon repetition stops to count, and how much a long document is held back. The usual
# values; what search is measured on (tests/cases/suggest/) is not sensitive to either.
_SATURATION = 1.2
_LENGTH = 0.5
_NAME = 2.0  # a name says more than a phrase …
_NOT_AN_ELEMENT = 0.8  # who searches looks for a process; a metric comes first when it is named
_NOT_A_NAME = 0.85  # … and of two phrases as like the query, the name comes first
_INFLECTED = 0.99  # two forms of one word
_LIKE = 0.5  # words less alike than this are different words
_UNKNOWN = 1.0  # weight of a term that stands nowhere; a term of one document in a hundred weighs 4.6


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing that is said of a document."""

    owner: Key
    text: str
    terms: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Match:
    """How well a document answers a query, 0 to 1, and the phrase that answers best."""

    owner: Key
    score: float
    phrase: str


class Index:
    """All phrases of one edition, in three languages."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = phrases
        self._said: dict[str, list[int]] = defaultdict(list)  # term -> numbers of the phrases that hold it
        self._runs: dict[str, list[tuple[str, int]]] = defaultdict(list)  # run of signs -> words, how many runs each
        self._pairs: dict[str, list[str]] = defaultdict(list)  # Chinese character -> pairs that hold it
        lengths: dict[Key, float] = defaultdict(float)
        for number, phrase in enumerate(phrases):
            lengths[phrase.owner] += phrase.weight * len(phrase.terms)
            for term in phrase.terms:
                self._said[term].append(number)
        self._documents = _elements(lengths)
        usual = [length for (kind, _), length in lengths.items() if kind == "element"] or [*lengths.values()]
        mean = sum(usual) / max(1, len(usual))
        self._damping = {key: _SATURATION * (1 - _LENGTH + _LENGTH * length / mean) for key, length in lengths.items()}
        for word in self._said:
            for sign in set(word) if is_han(word) else ():
                self._pairs[sign].append(word)
        for word in filter(is_inflected, self._said):
            runs = trigrams(word)
            for run in runs:
                self._runs[run].append((word, len(runs)))
        self._weights = {
            term: self._weight(_elements({phrases[number].owner for number in numbers}))
            for term, numbers in self._said.items()
        }
        self._phrase_weights = [sum(self._weights[term] for term in phrase.terms) for phrase in phrases]

    def matches(self, text: str) -> list[Match]:
        """Return every document that shares a term with a query."""
        total = 0.0
        by_document: dict[Key, float] = defaultdict(float)
        by_phrase: dict[int, float] = defaultdict(float)
        wanted = frozenset(terms_of(text))
        for term in sorted(wanted):
            alike = self._alike(term)
            often, said = self._occurrences(alike)
            weight = self._weight(_elements(often))
            total += weight
            for key, count in often.items():
                by_document[key] += weight * count / (count + self._damping[key])
            for number, closeness in said.items():
                by_phrase[number] += weight * closeness
        best: dict[Key, tuple[float, int]] = {}
        for number, explained in by_phrase.items():
            phrase = self._phrases[number]
            likeness = min(1.0, explained / math.sqrt(total * self._phrase_weights[number]))
            if phrase.weight < _NAME:
                likeness *= _NOT_A_NAME
            score = 1.0 if phrase.terms == wanted else (likeness + by_document[phrase.owner] / total) / 2
            if phrase.owner[0] == "metric" and phrase.terms != wanted:
                score *= _NOT_AN_ELEMENT
            best[phrase.owner] = max(best.get(phrase.owner, (0.0, 0)), (score, -number))
        return [Match(owner, score, self._phrases[-number].text) for owner, (score, number) in best.items()]

    def _occurrences(self, alike: Mapping[str, float]) -> tuple[Mapping[Key, float], Mapping[int, float]]:
        """Count how often each document says one of these words, and how close each phrase comes to it."""
        often: dict[Key, float] = defaultdict(float)
        said: dict[int, float] = {}
        for word, closeness in alike.items():
            for number in self._said[word]:
                phrase = self._phrases[number]
                often[phrase.owner] += phrase.weight * closeness**2
                said[number] = max(closeness, said.get(number, 0.0))
        return often, said

    def _alike(self, term: str) -> Mapping[str, float]:
        """Return the known words that a term may stand for, each with how alike they are, up to 1."""
        if is_han(term) and len(term) == 1:
            return dict.fromkeys(self._pairs.get(term, ()), 1.0)
        known = {term: 1.0} if term in self._said else {}
        if not is_inflected(term):
            return known
        runs = trigrams(term)
        shared = Counter(found for run in runs for found in self._runs.get(run, ()))
        for (word, count), common in shared.items():
            alike = _INFLECTED if is_inflection(term, word) else 2 * common / (len(runs) + count)
            if alike >= _LIKE and word != term:
                known[word] = alike
        return known

    def _weight(self, documents: int) -> float:
        """Give rare terms more weight (inverse document frequency).

        A word that the model does not know (a product, a system) must not hide the word beside it.
        """
        every = self._documents
        return math.log(1 + (every - documents + 0.5) / (documents + 0.5)) if documents else _UNKNOWN


def _elements(keys: Collection[Key]) -> int:
    """Count documents as words are weighed by: by the elements, or a word of many metrics would tell little of any.

    A word that only metrics say is weighed by these.
    """
    return sum(kind == "element" for kind, _ in keys) or len(keys)


@cache
def index_of(framework: Framework, edition: str) -> Index:
    """Return the index of one edition; built once a process."""
    said = _said(framework.taxonomy(edition, "en"))
    phrases = (Phrase(key, text, frozenset(terms_of(text)), weight) for key, text, weight in said)
    return Index([phrase for phrase in phrases if phrase.terms])


def _said(taxonomy: Taxonomy) -> Iterator[tuple[Key, str, float]]:
    for element in taxonomy:
        key: Key = ("element", element.id)
        record, words = element.record, element.words
        own = [text for one in record.own_names for text in _texts(one.name)]
        for text in dict.fromkeys((element.id, element.hierarchy_id or "", *_texts(element.names), *own)):
            yield key, text, _NAME
        others = [other.name for other in record.alternatives]
        phrases = [
            text for said in (words.synonyms, words.examples) for lang in LANGUAGES for text in said.spoken(lang)
        ]
        for text in dict.fromkeys((*_texts(record.definition), *phrases, *others)):
            yield key, text, 1.0
    for metric in taxonomy.metrics:
        key = ("metric", metric.id)
        for text in dict.fromkeys((metric.id, *_texts(metric.record.name))):
            yield key, text, _NAME
        for text in _texts(metric.record.definition):
            yield key, text, 1.0


def _texts(text: Text | None) -> list[str]:
    return [said for said in text.to_json().values() if said] if text else []
