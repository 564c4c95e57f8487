"""How far a concept of one edition means what it meant in another: read off what changed between the two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pcf.changes import ChangedElement, compare
from pcf.exchange.skos.terms import Iri, concept
from pcf.model import ElementRecord
from pcf.taxonomy import Taxonomy

EXACT, CLOSE, RELATED = "skos:exactMatch", "skos:closeMatch", "skos:relatedMatch"


class _Pair(NamedTuple):
    """An element in one edition, and in the next one that has it."""

    old: str
    new: str
    element: str


def matches_of(model: Taxonomy, records: Mapping[str, ElementRecord]) -> dict[Iri, dict[str, list[Iri]]]:
    """List the mapping properties of each concept, in both directions.

    An element that was kept or only moved is an exact match; under another name it is a close one. Where the id has
    come to mean something else the two are only related: an exact or close match would carry figures over that are
    not comparable. A successor under a new id is a close match if the name stayed, else a related one. Each concept is
    tied to the next edition that has it, never further: a longer tie follows from shorter ones, or does not hold.
    """
    found: dict[Iri, dict[str, list[Iri]]] = {}
    changes = _Changes(model)
    for record in records.values():
        for relation, one, other in _ties(record, records, changes):
            found.setdefault(one, {}).setdefault(relation, []).append(other)
            found.setdefault(other, {}).setdefault(relation, []).append(one)
    return found


class _Changes:
    """What changed between two editions, compared once."""

    def __init__(self, model: Taxonomy) -> None:
        self.order = tuple(edition.id for edition in model.bundle.editions if not edition.is_local)
        self._model = model
        self._between = cache(self._compare)

    def _compare(self, old: str, new: str) -> dict[str, ChangedElement]:
        first, second = (self._model.framework.taxonomy(edition, "en") for edition in (old, new))
        return {row.id: row for row in compare(first, second)}

    def row(self, pair: _Pair) -> ChangedElement:
        return self._between(pair.old, pair.new)[pair.element]


def _ties(
    record: ElementRecord, records: Mapping[str, ElementRecord], changes: _Changes
) -> Iterator[tuple[str, Iri, Iri]]:
    inside = _inside(record, changes)
    for old, new in pairwise(inside):
        row = changes.row(_Pair(old, new, record.id))
        yield _relation(row), concept(old, record.id), concept(new, record.id)
    follower = records.get(record.successor or "")
    if not inside or follower is None:
        return
    last = inside[-1]
    later = changes.order[changes.order.index(last) + 1 :]
    first = next((edition for edition in _inside(follower, changes) if edition in later), None)
    if first and changes.row(_Pair(last, first, record.id)).successor == follower.id:
        before, after = record.place(last), follower.place(first)
        is_same_name = before is not None and after is not None and before.name.en == after.name.en
        yield CLOSE if is_same_name else RELATED, concept(last, record.id), concept(first, follower.id)


def _inside(record: ElementRecord, changes: _Changes) -> list[str]:
    """List the editions in which the element is a concept, from the oldest."""
    return [edition for edition in changes.order if (place := record.place(edition)) and not place.outside]


def _relation(row: ChangedElement) -> str:
    holding = {row.change, *row.also}
    if "redefined" in holding:
        return RELATED
    return CLOSE if "renamed" in holding else EXACT
