"""The shape of the YAML files where it is shorter than the records made from them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from pcf.ids import ColumnId, Edition, ElementId, HierarchyId, LogId, MeasureId, MetricId, WordId
from pcf.model import Attested, EvidenceKind, Record, ReviewState, Role, SourceRecord
from pcf.model.component import Component
from pcf.model.log import CountingRecord
from pcf.model.loop import AssumptionKind, AssumptionUnit, Driver
from pcf.units import Unit


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
    """``name`` is the one of the default edition, or of the last edition that has the element.

    ``review`` is about the English definition; those of the translations stand in the catalogues.
    ``source`` is left out where it is APQC's list of that same edition.
    """

    id: ElementId
    name: str
    places: dict[Edition, PlaceEntry] = Field(min_length=1)
    definition: str | None = None
    objects: tuple[WordId, ...] = ()
    actions: tuple[WordId, ...] = ()
    review: ReviewState = "written"
    redefined: RemarkEntry | None = None
    successor: ElementId | None = None
    remark: RemarkEntry | None = None
    source: str | None = None


class AlternativeEntry(Record):
    name: str
    source: str
    edition: Edition


class VocabularyEntry(Record):
    """Words that people use for an element in the language of the folder."""

    id: ElementId
    review: ReviewState = "written"
    synonyms: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    alternatives: tuple[AlternativeEntry, ...] = ()


class CountedEntry(Record):
    """How a measure is counted from one log."""

    log: LogId
    component: Component
    optional: tuple[ColumnId, ...] = ()
    applied: tuple[WordId, ...] = ()


class MeasureEntry(Record):
    """A measure, and the logs that it can be counted from; none if it is typed in by hand."""

    id: MeasureId
    unit: Unit
    additive: bool = True
    counted: tuple[CountedEntry, ...] = ()
    name: str
    definition: str

    def countings(self) -> list[CountingRecord]:
        return [CountingRecord(measure=self.id, **dict(one)) for one in self.counted]


class TagsFile(Record):
    """Closed lists, code to English name: what an element works on, what it does to it; the fields beside ours."""

    objects: dict[WordId, str]
    actions: dict[WordId, str]
    fields: dict[WordId, str]


class LevelEntry(Record):
    """A statement's code is its level and a letter; a letter that was taken away is not given again."""

    descriptor: str
    statements: dict[Annotated[str, StringConstraints(pattern=r"^[1-5][a-z]$")], str] = Field(default_factory=dict)


class EvidenceEntry(Record):
    id: Annotated[str, StringConstraints(pattern=r"^e[0-9]+$")]
    kind: EvidenceKind
    ask: str


class QuestionEntry(Record):
    id: Annotated[str, StringConstraints(pattern=r"^q[0-9]+$")]
    roles: tuple[Role, ...] = Field(min_length=1)
    ask: str


class SignEntry(Record):
    id: Annotated[str, StringConstraints(pattern=r"^o[0-9]+$")]
    sign: str


class RubricEntry(Record):
    """How one process is rated; ``review`` is about the English."""

    process: ElementId
    review: ReviewState = "written"
    applies: str
    owner: str
    levels: dict[Literal["0", "1", "2", "3", "4", "5"], LevelEntry] = Field(min_length=6)
    evidence: tuple[EvidenceEntry, ...]
    questions: tuple[QuestionEntry, ...]
    overrating: tuple[SignEntry, ...]


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
    core_metrics: tuple[MetricId, ...]


class ReasonEntry(Record):
    processes: tuple[ElementId, ...] = Field(min_length=1)
    reason: str


class ProfilesFile(Record):
    profiles: tuple[ProfileEntry, ...]
    reasons: tuple[ReasonEntry, ...]


class PrincipleEntry(Record):
    id: WordId
    name: str


class BlockEntry(Record):
    """A building block; its descriptors stand under their levels."""

    id: WordId
    name: str
    definition: str
    ask: str
    supports: tuple[ElementId, ...] = Field(min_length=1)
    principles: tuple[WordId, ...] = Field(min_length=1)
    levels: dict[Literal["0", "1", "2", "3", "4", "5"], str] = Field(min_length=6)


class StepEntry(Record):
    id: WordId
    name: str
    definition: str
    done_when: str
    supports: tuple[ElementId, ...] = Field(min_length=1)


class AssumptionEntry(Record):
    id: WordId
    name: str
    definition: str
    unit: AssumptionUnit
    kind: AssumptionKind


class OwnerEntry(Record):
    id: WordId
    name: str
    definition: str


class ContactReasonEntry(Record):
    id: WordId
    words: str
    definition: str
    owner: WordId
    causes: tuple[ElementId, ...] = ()
    handled_by: tuple[ElementId, ...] = Field(min_length=1)
    driver: Driver


class ReasonPhrasesEntry(Record):
    """What people say for a reason in the language of the file."""

    id: WordId
    labels: tuple[str, ...] = Field(min_length=1)
    examples: tuple[str, ...] = Field(min_length=1)


class ConceptEntry(Record):
    """The words by which customers name one thing; a word of several things stands under each."""

    id: WordId
    en: tuple[str, ...] = Field(min_length=1)
    ru: tuple[str, ...] = Field(min_length=1)
    zh: tuple[str, ...] = Field(min_length=1)
