"""Which edition a listing is of: told by codes and names together, never by codes alone."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from pcf.ids import DEFAULT_EDITION, Language, sort_key
from pcf.outline.names import folded, likeness, names_of
from pcf.outline.records import Entry
from pcf.source import bundle
from pcf.taxonomy import Element, Taxonomy, load

_KNOWN = 0.5  # a code that exists says half of what a name that agrees says
_SAME = 1e-9
_LIKE = 0.5  # a name that is only alike says at most half of one that agrees
_TRUST = 4.0  # nats: of two editions the one that explains one pair more is fifty times as likely
# A name of the same sense is nearer to its own element than to nine tenths of all. Of other translators' names 97 in
# a hundred are, of names of another category that say "manage" and "plan" too, up to 43, by chance ten.
_NEAREST = 0.1
_OWN_FROM = 0.6
_SAMPLE = 60  # names compared with those of all elements; more would not change the share


class Places:
    """One edition, looked up by code, by PCF id and by name."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self.category = (taxonomy.root.hierarchy_id or "").partition(".")[0]
        self.by_code = {element.hierarchy_id or "": element for element in taxonomy}
        self.by_id = {element.id: code for code, element in self.by_code.items()}
        self.names: Mapping[str, tuple[str, ...]] = {
            code: names_of(element, taxonomy.edition) for code, element in self.by_code.items()
        }
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for code, names in self.names.items():
            for name in {folded(name) for name in names}:
                self._by_name[name].append(code)

    def named(self, name: str) -> Sequence[str]:
        """Return the codes of the elements that are called so."""
        return self._by_name.get(folded(name), ())

    def code_of(self, entry: Entry) -> str:
        """Return the code of an entry, or else that of its PCF id or of its name, if only one is called so."""
        if entry.code or entry.element_id:
            return entry.code or self.by_id.get(entry.element_id, "")
        codes = self.named(entry.name)
        return codes[0] if len(codes) == 1 else ""

    def closest(self, code: str, name: str) -> tuple[float, str]:
        """Return how like a name is to those of an element, and the name that is most like it."""
        return max((likeness(name, own), own) for own in self.names[code])

    def nearest(self, name: str) -> tuple[float, Element]:
        """Return the element whose name is most like a name, and how like it is."""
        found = max(self.names, key=lambda code: (self.closest(code, name)[0], [-part for part in sort_key(code)]))
        return self.closest(found, name)[0], self.by_code[found]

    def is_inside(self, code: str) -> bool:
        """Whether a code is of the category that holds customer service in this edition, known or not."""
        return code.partition(".")[0] == self.category


@cache
def places(edition: str, lang: Language = "en") -> Places:
    """Return the places of one edition; made once a process."""
    return Places(load(edition, lang))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well one edition agrees with a listing.

    Attributes:
        codes: How many codes the listing has in the category that holds customer service in this edition.
        codes_known: How many of them the edition has.
        names_agree: Under how many of these a name stands that the edition has there.
        weight: What all that adds up to, with names that are alike and PCF ids that agree.
    """

    id: str
    codes: int
    codes_known: int
    names_agree: int
    weight: float = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """The edition that agrees best; those that agree as well, if any; and 0 to 1 how sure it is to be one of these."""

    edition: str
    confidence: float
    tied: tuple[str, ...]


def agreements(entries: Sequence[Entry]) -> tuple[Agreement, ...]:
    """Compare a listing with every edition, in the order of the editions."""
    return tuple(_agreement(entries, places(edition.id)) for edition in bundle().editions)


def _agreement(entries: Sequence[Entry], edition: Places) -> Agreement:
    said: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        code = edition.code_of(entry)
        if edition.is_inside(code):
            said[code].append(entry)
    known = [code for code in said if code in edition.by_code]
    best = {code: _best(edition, code, said[code]) for code in known}
    ids = sum(any(edition.by_id.get(entry.element_id) == code for entry in said[code]) for code in known)
    weight = math.fsum(one if one == 1 else _LIKE * one for one in best.values()) + ids + _KNOWN * len(known)
    return Agreement(edition.taxonomy.edition, len(said), len(known), sum(one == 1 for one in best.values()), weight)


def _best(edition: Places, code: str, entries: Iterable[Entry]) -> float:
    return max((edition.closest(code, entry.name)[0] for entry in entries if entry.name), default=0.0)


def choose(found: Sequence[Agreement]) -> Choice | None:
    """Choose the edition that agrees best; of equals the default one, or else the latest.

    How sure that is: the share of the codes that the edition knows, times how likely it is among all editions,
    with those that cannot be told from it.
    """
    best = max(found, key=lambda one: one.weight)
    if best.codes_known == 0:
        return None
    tied = [one for one in found if best.weight - one.weight < _SAME]
    chosen = next((one for one in tied if one.id == DEFAULT_EDITION), tied[-1])
    odds = sum(math.exp(_TRUST * (one.weight - best.weight)) for one in found)
    confidence = chosen.codes_known / chosen.codes * len(tied) / odds
    return Choice(chosen.id, confidence, tuple(one.id for one in tied) if len(tied) > 1 else ())


def is_of_something_else(entries: Sequence[Entry], edition: Places) -> bool:
    """Whether the names are no more like those of their own codes than like any others.

    So it is with other categories of the same numbers, and with languages that the model does not speak.
    """
    named = [
        (code, entry.name) for entry in entries if (code := edition.code_of(entry)) in edition.names and entry.name
    ]
    some = named[:: max(1, len(named) // _SAMPLE)]
    own = sum(_is_nearest(edition, code, name) for code, name in some)
    return bool(some) and own < _OWN_FROM * len(some)


def _is_nearest(edition: Places, code: str, name: str) -> bool:
    own = edition.closest(code, name)[0]
    as_near = sum(edition.closest(other, name)[0] >= own for other in edition.names)
    return own > 0 and as_near <= max(1, _NEAREST * len(edition.names))
