"""What an element's record says of it in one edition: the words that hold there, and what stands above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pcf.exchange.skos.terms import TAGS, Iri, Literal, Object, concept, words
from pcf.ids import LANGUAGES, owner_of, parent_of
from pcf.model import EditionRecord, ElementRecord, Phrases, Place


class Concepts:
    """The concepts of all editions: every place under customer service."""

    def __init__(self, editions: Sequence[EditionRecord], elements: Iterable[ElementRecord]) -> None:
        self.order = {edition.id: position for position, edition in enumerate(editions)}
        self.category = {edition.id: edition.category for edition in editions}
        self.at: dict[tuple[str, str], Iri] = {}
        self.children: dict[Iri, list[Iri]] = {}
        placed = [(record, place) for record in elements for place in record.places if not place.outside]
        for record, place in placed:
            if place.hierarchy_id:
                self.at[place.edition, place.hierarchy_id] = concept(place.edition, record.id)
        for record, place in placed:
            above = self.above(place)
            if above is not None:
                self.children.setdefault(above, []).append(concept(place.edition, record.id))

    def above(self, place: Place) -> Iri | None:
        """Return what the place is part of."""
        return self.at.get((place.edition, parent_of(place.hierarchy_id or "") or ""))

    def is_top(self, place: Place) -> bool:
        return place.hierarchy_id == self.category.get(place.edition)


class Labels(NamedTuple):
    """The labels and notes of one concept; no text is two kinds of label in one language."""

    alternative: tuple[Object, ...]
    hidden: tuple[Object, ...]
    definition: tuple[Object, ...]
    example: tuple[Object, ...]


def labels_of(record: ElementRecord, place: Place, order: Mapping[str, int]) -> Labels:
    """Choose the words that hold for an element in an edition.

    Definition, synonyms, examples and own names speak of what the id means now: they do not hold for an edition before
    it was redefined, and another translator's name for one meaning does not hold for the other.
    """
    is_now = _means_now(record, place.edition, order)
    preferred: set[Object] = set(words(place.name))
    own = [one for name in record.own_names for one in words(name.name)]
    alternative = _without([*_phrases(record.synonyms), *own] if is_now else [], preferred)
    others = [
        Literal(one.name, TAGS[one.language])
        for one in record.alternatives
        if _means_now(record, one.edition, order) == is_now
    ]
    hidden = _without(others, {*preferred, *alternative})
    if not is_now:
        return Labels(alternative, hidden, (), ())
    return Labels(alternative, hidden, tuple(words(record.definition)), _without(_phrases(record.examples), set()))


def owner_iri(element_id: str) -> Iri | None:
    """Name the organisation whose own an element is."""
    owner = owner_of(element_id)
    return None if owner is None else Iri(f"organisation:{owner}")


def _means_now(record: ElementRecord, edition: str, order: Mapping[str, int]) -> bool:
    """Whether the id meant in an edition what it means in the newest."""
    if record.redefined is None:
        return True
    return order.get(edition, 0) >= order.get(record.redefined.edition, 0)


def _phrases(phrases: Phrases) -> list[Object]:
    return [Literal(said, TAGS[lang]) for lang in LANGUAGES for said in phrases.spoken(lang)]


def _without(labels: Iterable[Object], others: set[Object]) -> tuple[Object, ...]:
    return tuple(dict.fromkeys(label for label in labels if label not in others))
