"""The shape of the YAML files where it is shorter than the records made from them."""

from __future__ import annotations

from pydantic import Field

from pcf.ids import Edition, ElementId, HierarchyId, WordId
from pcf.model import Attested, Record, SourceRecord


class PlaceEntry(Record):
    """``at`` is missing where no source tells the position; ``name`` where it is the element's own."""

    at: HierarchyId | None = None
    name: str | None = None
    outside: bool = False
    attested: Attested | None = None


class RemarkEntry(Record):
    edition: Edition
    note: str


class ElementEntry(Record):
    """``name`` is the one of the default edition, or of the last edition that has the element."""

    id: ElementId
    name: str
    places: dict[Edition, PlaceEntry] = Field(min_length=1)
    definition: str | None = None
    redefined: RemarkEntry | None = None
    successor: ElementId | None = None
    remark: RemarkEntry | None = None
    source: str = "APQC PCF Cross-Industry 7.4"


class AlternativeEntry(Record):
    name: str
    source: str
    edition: Edition


class VocabularyEntry(Record):
    """Words that people use for an element in the language of the folder."""

    id: ElementId
    alternatives: tuple[AlternativeEntry, ...] = ()


class NoticeEntry(Record):
    id: WordId
    text: str


class EditionEntry(Record):
    id: Edition
    published: str
    category: HierarchyId
    attested: Attested
    note: str
    notice: WordId


class EditionsFile(Record):
    notices: tuple[NoticeEntry, ...]
    editions: tuple[EditionEntry, ...]
    sources: tuple[SourceRecord, ...]


class TermEntry(Record):
    code: str
    name: str
    meaning: str


class ScaleFile(Record):
    levels: tuple[TermEntry, ...]
    ticks: tuple[TermEntry, ...]
    evidence: tuple[TermEntry, ...]
    roles: tuple[TermEntry, ...]


class ProfileEntry(Record):
    id: WordId
    name: str
    not_applicable: tuple[ElementId, ...]


class ReasonEntry(Record):
    processes: tuple[ElementId, ...] = Field(min_length=1)
    reason: str


class ProfilesFile(Record):
    profiles: tuple[ProfileEntry, ...]
    reasons: tuple[ReasonEntry, ...]
