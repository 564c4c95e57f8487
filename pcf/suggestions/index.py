"""An index of phrases: how like a statement is to each of them, and to everything that is said of one owner.

Every phrase is a unit of its own; an owner (an element, or another field) is as good as its best
units and as what they say together. Phrases are compared by the cosine of their terms' weights,
owners by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
2009, section 3.4). A word that no phrase holds stands for those that are spelt nearly like it.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest
from typing import NamedTuple

from pcf.search.terms import is_han, trigrams
from pcf.suggestions.phrases import KINDS, Kind, Phrase

_LENGTH = 0.5  # of BM25: the usual value, as is the saturation of ``SPARSE``
_SPREAD = 0.5  # phrases: what ``concentration`` takes for granted of a term
_FEWEST = 10  # owners: among two, no word would tell much of either
_LEAST_WEIGHT = 0.05  # a term that nearly every owner has tells nothing
_TELLING = 0.6  # phrases are compared by terms of at least this weight: common ones cost much and change little
_UNKNOWN = 0.5  # a term that stands nowhere weighs this much of one that a single owner has
_LIKE = 0.5  # of the runs of three signs that two spellings of one word share at least (Dice)
_SHORTEST_MISSPELT = 4
_COMMON_START = 2  # signs that spellings of one word share: those with the same start are compared
_MOST_SPELLINGS = 3
_BEST = 3  # phrases of an owner that are looked at
_OWNERS = 40  # whose phrases are looked at; the right one is never further down
# What people of the organisation confirmed, or say themselves, tells as much as three others.
_COUNTS = {KINDS.index(kind): 3 for kind in ("accepted", "own")}
_NAMING = {KINDS.index(kind) for kind in ("name", "alternative", "synonym", "own")}

Cut = Callable[[str], Iterable[str]]
Spellings = tuple[tuple[int, float], ...]  # places of terms, each with how like it is, the likest first


class Manner(NamedTuple):
    """How terms count.

    Attributes:
        saturation: The larger, the longer it matters how often an owner says a term (``k1`` of BM25).
        weigh: Gives a term its weight: from the numbers of phrases that hold it, one for each owner that has any,
            and from how many owners there are.
    """

    saturation: float
    weigh: Callable[[Collection[int], int], float]


def rarity(counts: Collection[int], every: int) -> float:
    """Weigh a term by how few owners have it (inverse document frequency)."""
    return math.log(1 + (every - len(counts) + 0.5) / (len(counts) + 0.5))


def concentration(counts: Collection[int], every: int) -> float:
    """Weigh a term by what it tells of the owner: how far its shares are from equal ones (Kullback-Leibler).

    A term that nearly every owner has, but one of them far more often, still tells much. Half a phrase more, spread
    over all owners, keeps a term that was met once from being certain. Where there are few owners, as many are thought
    beside them as make ``_FEWEST``.
    """
    every = max(every, _FEWEST)
    spread = _SPREAD / every
    total = sum(counts) + _SPREAD
    shares = ((count + spread) / total for count in counts)
    nothing = spread / total
    told = sum(share * math.log(share * every) for share in shares)
    return max(0.0, told + (every - len(counts)) * nothing * math.log(nothing * every))


SPARSE = Manner(1.2, rarity)  # many owners with few phrases each
DENSE = Manner(6.0, concentration)  # few owners with many phrases each, which share most of their words


class Arrays(NamedTuple):
    """An index as it is stored.

    Attributes:
        owners: Each once; ``owner_of`` and ``lengths`` count in this order.
        texts, owner_of, kind_of, norms: Of each phrase.
        terms, weights: Sorted by term; ``postings[first[i]:first[i + 1]]`` are the phrases that hold the i-th.
        lengths: How many terms all phrases of an owner have.
    """

    owners: tuple[str, ...]
    texts: tuple[str, ...]
    terms: tuple[str, ...]
    owner_of: array[int]
    kind_of: array[int]
    norms: array[float]
    weights: array[float]
    first: array[int]
    postings: array[int]
    lengths: array[int]


class Found(NamedTuple):
    """How like a statement one owner is.

    Attributes:
        together: All that is said of it: the share of the statement's weight that it explains, from 0.
        phrases: Its best phrases, the best first, each with its likeness, 0 to 1, and its number.
        name: The likeness of the best name or synonym among its best phrases.
    """

    together: float
    phrases: tuple[tuple[float, int], ...]
    name: float


class Reading(NamedTuple):
    """What a statement was compared with.

    Attributes:
        owners: All that shares a term with it.
        unknown: The share of its weight that stands in no phrase, 0 to 1.
        learned: The share of its weight that stands only in phrases that were added later, 0 to 1.
        length: How many different terms it has.
    """

    owners: dict[str, Found]
    unknown: float
    learned: float
    length: int


class Index:
    """Phrases by their terms."""

    def __init__(self, arrays: Arrays, learned: Container[str] = (), manner: Manner = SPARSE) -> None:
        """Index phrases; of terms that were ``learned`` later it is told how much of a statement they are."""
        self.arrays = arrays
        self._manner = manner
        self._learned = learned
        self._place = {term: number for number, term in enumerate(arrays.terms)}
        usual = sum(arrays.lengths) / max(1, len(arrays.lengths)) or 1.0
        saturation = self._manner.saturation
        self._damping = [saturation * (1 - _LENGTH + _LENGTH * length / usual) for length in arrays.lengths]
        self._strange = _UNKNOWN * self._manner.weigh((1,), len(arrays.owners))
        self._spellings = lru_cache(maxsize=50_000)(self._spelt_like)
        self._saturations = lru_cache(maxsize=50_000)(self._saturate)

    def with_phrases(self, phrases: Iterable[Phrase], cut: Cut) -> Index:
        """Return an index that holds more phrases; terms that it knows keep their weights."""
        joined = _join(self.arrays, phrases, cut, self._manner)
        return Index(joined, frozenset(joined.terms) - frozenset(self._place), self._manner)

    def kind(self, phrase: int) -> Kind:
        return KINDS[self.arrays.kind_of[phrase]]

    def text(self, phrase: int) -> str:
        return self.arrays.texts[phrase]

    def read(self, terms: Iterable[str]) -> Reading:
        """Compare a statement, cut into its terms, with every phrase."""
        arrays = self.arrays
        total = strange = learned = squares = 0.0
        by_phrase: defaultdict[int, float] = defaultdict(float)
        by_owner: defaultdict[int, float] = defaultdict(float)
        wanted = dict.fromkeys(terms)
        for term in wanted:
            spellings = self._spellings(term)
            weight = max((arrays.weights[place] * like for place, like in spellings), default=self._strange)
            total += weight
            squares += weight * weight
            if not spellings:
                strange += weight
            elif term in self._learned:
                learned += weight
            for place, like in spellings:
                share = like * arrays.weights[place] / len(spellings)
                for owner, saturation in self._saturations(place):
                    by_owner[owner] += share * saturation
            if weight >= _TELLING:
                for place, product in self._products(spellings, weight):
                    for phrase in self._holders(place):
                        by_phrase[phrase] += product
        likes = self._best_phrases(by_phrase, by_owner, math.sqrt(squares) or 1.0)
        found = {
            arrays.owners[owner]: Found(together / total, (best := likes.get(owner, ())), self._naming(best))
            for owner, together in by_owner.items()
        }
        return Reading(found, strange / total if total else 1.0, learned / total if total else 0.0, len(wanted))

    def _best_phrases(
        self, products: Mapping[int, float], together: Mapping[int, float], length: float
    ) -> dict[int, tuple[tuple[float, int], ...]]:
        """Return the best phrases of the owners that say most of it, each with its likeness, the best first."""
        owner_of, norms = self.arrays.owner_of, self.arrays.norms
        looked_at = frozenset(nlargest(_OWNERS, together, key=together.__getitem__))
        found: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
        for phrase, product in products.items():
            if (owner := owner_of[phrase]) in looked_at:
                found[owner].append((product / norms[phrase], -phrase))
        return {
            owner: tuple((min(1.0, like / length), -phrase) for like, phrase in nlargest(_BEST, likes))
            for owner, likes in found.items()
        }

    def _products(self, spellings: Spellings, weight: float) -> Iterator[tuple[int, float]]:
        """Yield the places of a term, or of its spellings, with what each adds to the phrases that hold it."""
        return ((place, weight * like * self.arrays.weights[place]) for place, like in spellings)

    def _holders(self, place: int) -> Sequence[int]:
        first = self.arrays.first
        return self.arrays.postings[first[place] : first[place + 1]]

    def _naming(self, likes: Iterable[tuple[float, int]]) -> float:
        return next((like for like, phrase in likes if self.arrays.kind_of[phrase] in _NAMING), 0.0)

    def _saturate(self, place: int) -> tuple[tuple[int, float], ...]:
        """Return the owners that say a term, each with how much its saying it often counts, 0 to 1."""
        arrays, counts = self.arrays, Counter[int]()
        for phrase in self._holders(place):
            counts[arrays.owner_of[phrase]] += _COUNTS.get(arrays.kind_of[phrase], 1)
        return tuple((owner, count / (count + self._damping[owner])) for owner, count in counts.items())

    def _spelt_like(self, term: str) -> Spellings:
        """Return the places of the terms that a term may stand for, each with how alike they are, up to 1."""
        if term in self._place:
            return ((self._place[term], 1.0),)
        if len(term) < _SHORTEST_MISSPELT or not term.isalpha() or is_han(term):
            return ()
        runs, found = trigrams(term), []
        for place in self._starting_with(term[:_COMMON_START]):
            other = self.arrays.terms[place]
            if abs(len(other) - len(term)) * 2 <= len(term):
                others = trigrams(other)
                like = 2 * len(runs & others) / (len(runs) + len(others))
                if like >= _LIKE:
                    found.append((place, like))
        return tuple(sorted(found, key=lambda one: (-one[1], one[0]))[:_MOST_SPELLINGS])

    def _starting_with(self, start: str) -> Iterator[int]:
        terms = self.arrays.terms
        place = bisect_left(terms, start)
        while place < len(terms) and terms[place].startswith(start):
            yield place
            place += 1


def build(phrases: Iterable[Phrase], cut: Cut, manner: Manner = SPARSE) -> Index:
    """Make an index; ``cut`` tells the terms of a text, ``manner`` how they count."""
    return Index(_join(_EMPTY, phrases, cut, manner), manner=manner)


_EMPTY = Arrays(
    (), (), (), array("H"), array("B"), array("f"), array("f"), array("I", [0]), array("I"), array("I")
)  # fmt: skip


def _join(base: Arrays, phrases: Iterable[Phrase], cut: Cut, manner: Manner) -> Arrays:
    said = [(phrase, dict.fromkeys(cut(phrase.text))) for phrase in phrases]
    owners = tuple(dict.fromkeys((*base.owners, *(phrase.owner for phrase, _ in said))))
    number = {owner: place for place, owner in enumerate(owners)}
    owner_of = base.owner_of + array("H", (number[phrase.owner] for phrase, _ in said))
    holders: defaultdict[str, list[int]] = defaultdict(list)
    lengths = [*base.lengths, *(0 for _ in owners[len(base.owners) :])]
    for place, (_, terms) in enumerate(said, start=len(base.texts)):
        lengths[owner_of[place]] += len(terms)
        for term in terms:
            holders[term].append(place)
    known = {term: place for place, term in enumerate(base.terms)}
    trust = _UNKNOWN if base.terms else 1.0  # a word that joined later is rare only as far as we know
    weights = {
        term: base.weights[known[term]]
        if term in known
        else trust * manner.weigh(Counter(owner_of[one] for one in places).values(), len(owners))
        for term, places in holders.items()
    }
    norms = [math.sqrt(sum(weights[term] ** 2 for term in terms)) or 1.0 for _, terms in said]
    every = sorted(known.keys() | {term for term, weight in weights.items() if weight >= _LEAST_WEIGHT})
    first, postings = array("I", [0]), array("I")
    for term in every:
        if term in known:
            postings.extend(base.postings[base.first[known[term]] : base.first[known[term] + 1]])
        postings.extend(holders.get(term, ()))
        first.append(len(postings))
    return Arrays(
        owners=owners,
        texts=(*base.texts, *(phrase.text for phrase, _ in said)),
        terms=tuple(every),
        owner_of=owner_of,
        kind_of=base.kind_of + array("B", (KINDS.index(phrase.kind) for phrase, _ in said)),
        norms=base.norms + array("f", norms),
        weights=array("f", (base.weights[known[term]] if term in known else weights[term] for term in every)),
        first=first,
        postings=postings,
        lengths=array("I", lengths),
    )
