"""The shape of the files in an extension's folder. A text is one string, or one string a language."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from pcf.errors import N_
from pcf.ids import ElementId, Language, MeasureId, MetricId, Owner, ReasonId, WordId, is_owner, owner_of
from pcf.model import Basis, Better, EvidenceKind, Formula, IntervalRecord, Per, Record, Role
from pcf.model.loop import Driver
from pcf.model.metric import Category
from pcf.source.shapes import CountedEntry
from pcf.texts.xml_signs import FORBIDDEN_IN_XML
from pcf.units import Unit

LAST_NUMBER, FIRST_NUMBER = 99, 90  # APQC's own numbers end far below

STATEMENT_CODE = r"^[1-5][a-z]$"
NAME_RESERVED = "name_reserved"  # the type of this fault among pydantic's


def _can_be_written(text: str) -> str:
    if FORBIDDEN_IN_XML.search(text):
        raise ValueError(N_("a text without control signs"))
    return text


Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000), AfterValidator(_can_be_written)
]
LevelKey = Literal["0", "1", "2", "3", "4", "5"]


class Spoken(Record):
    """A text in some of the three languages, or one ``plain`` text in the language of the extension."""

    en: Line | None = None
    ru: Line | None = None
    zh: Line | None = None
    plain: Line | None = None


def _spoken(said: object) -> object:
    return {"plain": said} if isinstance(said, str) else said


def _has_a_language(said: Spoken) -> Spoken:
    if not (said.en or said.ru or said.zh or said.plain):
        raise ValueError(N_("a text, or one of en, ru, zh"))
    return said


def _is_own(some_id: str) -> str:
    if owner_of(some_id) is None:
        raise ValueError(N_("an id that begins with the organisation's short name and a colon: acme:desk"))
    return some_id


def _is_free(owner: str) -> str:
    if not is_owner(owner):
        raise PydanticCustomError(NAME_RESERVED, "the model itself has this name")
    return owner


Said = Annotated[Spoken, BeforeValidator(_spoken), AfterValidator(_has_a_language)]
OwnElementId = Annotated[ElementId, AfterValidator(_is_own)]
OwnMeasureId = Annotated[MeasureId, AfterValidator(_is_own)]
OwnMetricId = Annotated[MetricId, AfterValidator(_is_own)]
OwnReasonId = Annotated[ReasonId, AfterValidator(_is_own)]
Words = dict[Language, tuple[Line, ...]]


class HeadEntry(Record):
    """``extension.yaml``: whose it is. ``language`` is that of texts which name none."""

    id: Annotated[Owner, AfterValidator(_is_free)]
    name: Said
    language: Language = "en"


class OwnElementEntry(Record):
    """An own element. ``number`` is its place under its parent in every edition that has the parent: 90 to 99."""

    id: OwnElementId
    parent: ElementId
    number: Annotated[int, Field(ge=FIRST_NUMBER, le=LAST_NUMBER)]
    name: Said
    definition: Said | None = None
    objects: tuple[WordId, ...] = ()
    actions: tuple[WordId, ...] = ()
    synonyms: Words = Field(default_factory=dict)
    examples: Words = Field(default_factory=dict)


class OwnNameEntry(Record):
    """What the organisation calls a shipped element."""

    element: ElementId
    name: Said


class OwnMeasureEntry(Record):
    """A measure of the organisation's, typed in or counted from a log like ours."""

    id: OwnMeasureId
    unit: Unit
    additive: bool = True
    counted: tuple[CountedEntry, ...] = ()
    name: Said
    definition: Said


class OwnMetricEntry(Record):
    """A metric of the organisation's, over its own measures and the shipped ones."""

    id: OwnMetricId
    element: ElementId
    name: Said
    definition: Said | None = None
    category: Category = "Process Efficiency"
    unit: Unit
    is_share: bool = False
    per: Per | None = None
    better: Better
    basis: Basis = "census"
    interval: IntervalRecord | None = None
    formula: Formula
    evidence_for: tuple[ElementId, ...] = ()
    same_as: tuple[MetricId, ...] = ()
    edge_cases: Said | None = None
    source: Line | None = None


class OwnLevelEntry(Record):
    """What one level looks like; statements are ticked, and only own processes have own ones."""

    descriptor: Said
    statements: dict[Annotated[str, StringConstraints(pattern=STATEMENT_CODE)], Said] = Field(default_factory=dict)


def _with_descriptor(said: object) -> object:
    """Read a level that is only a text, or a text by language, as one with a descriptor."""
    if isinstance(said, str) or (isinstance(said, dict) and said and said.keys() <= {"en", "ru", "zh"}):
        return {"descriptor": said}
    return said


class OwnEvidenceEntry(Record):
    """Something to ask for, and the kind of evidence that it gives."""

    kind: EvidenceKind
    ask: Said


class OwnQuestionEntry(Record):
    """One interview question and the roles it is put to."""

    roles: tuple[Role, ...] = Field(min_length=1)
    ask: Said


class OwnLevelsEntry(Record):
    """How an own process is rated, all six levels; or what the organisation says of some levels of a shipped one."""

    process: ElementId
    levels: dict[LevelKey, Annotated[OwnLevelEntry, BeforeValidator(_with_descriptor)]] = Field(min_length=1)
    applies: Said | None = None
    owner: Said | None = None
    evidence: tuple[OwnEvidenceEntry, ...] = ()
    questions: tuple[OwnQuestionEntry, ...] = ()
    overrating: tuple[Said, ...] = ()


class OwnReasonEntry(Record):
    """A contact reason that stands in the list beside the shipped ones."""

    id: OwnReasonId
    words: Said
    definition: Said
    owner: WordId
    causes: tuple[ElementId, ...] = ()
    handled_by: tuple[ElementId, ...] = Field(min_length=1)
    driver: Driver = "customers"
    labels: Words = Field(default_factory=dict)
    examples: Words = Field(default_factory=dict)
