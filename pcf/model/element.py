"""Editions of the PCF, and its elements over all of them."""

from __future__ import annotations

from typing import Literal

from pcf.ids import Edition, ElementId, HierarchyId, Language, Owner, WordId
from pcf.model.text import Phrases, Record, Reviews, Text

Attested = Literal["publisher", "two_sources", "one_source", "organisation"]  # the last: of its own elements


class SourceRecord(Record):
    """A text that facts or alternative names were taken from."""

    id: str
    title: str
    language: Language
    note: str = ""


class NoticeRecord(Record):
    """The publisher's attribution, word for word; it travels with every copy of the data."""

    id: str
    text: str


class EditionRecord(Record):
    """One edition of the cross-industry PCF and where category 6 stands in it.

    ``is_local``: read from the user's own copy of APQC's workbook; it is used here and never handed on.
    """

    id: Edition
    published: str
    category: HierarchyId
    attested: Attested
    note: Text
    notice: str  # id of a NoticeRecord
    is_local: bool = False


class Place(Record):
    """Where an element stands in one edition and what it is called there.

    ``outside`` is true where the element stands in the edition, but not under customer
    service; its hierarchy id is then ``None`` if no source tells it.
    """

    edition: Edition
    hierarchy_id: HierarchyId | None
    name: Text
    attested: Attested
    outside: bool = False


class Remark(Record):
    """What happened to an element in an edition, in a sentence."""

    edition: Edition
    note: Text


class Alternative(Record):
    """Another translator's name for the element, with its source."""

    language: Language
    name: str
    source: str
    edition: Edition


class OwnName(Record):
    """What an organisation calls an element; beside the shipped name, never instead of it."""

    owner: Owner
    name: Text


class TagRecord(Record):
    """One word of the closed lists of objects (what is worked on) and actions (what is done to it)."""

    code: WordId
    name: Text


class ElementRecord(Record):
    """One element of the PCF at any level, over all editions and languages.

    ``reviews`` is ``None`` where there are no words to review.
    ``redefined``: from that edition on the id means something else. ``remark``: where it came from or went.
    """

    id: ElementId
    places: tuple[Place, ...]
    definition: Text | None = None
    redefined: Remark | None = None
    successor: ElementId | None = None
    remark: Remark | None = None
    objects: tuple[WordId, ...] = ()
    actions: tuple[WordId, ...] = ()
    synonyms: Phrases = Phrases()
    examples: Phrases = Phrases()
    alternatives: tuple[Alternative, ...] = ()
    own_names: tuple[OwnName, ...] = ()
    source: str
    reviews: Reviews | None = None

    def without_words(self) -> ElementRecord:
        """Return the record as it was before the words applied: with none."""
        return self.model_copy(update={"synonyms": Phrases(), "examples": Phrases(), "objects": (), "actions": ()})

    def place(self, edition: str) -> Place | None:
        """Return the place in an edition, ``None`` where it has none."""
        return next((place for place in self.places if place.edition == edition), None)
