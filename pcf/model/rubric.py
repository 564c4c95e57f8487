"""What a process looks like at each level, and how to find out: descriptors, statements, evidence, questions."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pcf.ids import ElementId, Owner, StatementId
from pcf.model.maturity import EvidenceKind, Role
from pcf.model.text import Record, Reviews, Text


class StatementRecord(Record):
    """One tickable line under a level: ``10389.3b``, a fact that a document, a record or a look can confirm."""

    id: StatementId
    level: Annotated[int, Field(ge=1, le=5)]
    text: Text


class EvidenceRequestRecord(Record):
    """Something to ask for, and the kind of evidence that it gives."""

    id: str
    kind: EvidenceKind
    text: Text


class QuestionRecord(Record):
    """One interview question and the roles it is put to."""

    id: str
    roles: tuple[Role, ...] = Field(min_length=1)
    text: Text


class SignRecord(Record):
    """A typical sign that an organisation rates itself too high."""

    id: str
    text: Text


class OwnDescriptor(Record):
    """What an organisation says of a level of a shipped process; beside the shipped descriptor, never instead of it."""

    owner: Owner
    level: Annotated[int, Field(ge=0, le=5)]
    text: Text


class RubricRecord(Record):
    """One process and how it is rated.

    ``applies`` says which organisations have it; ``descriptors`` are those of the levels 0 to 5, in order.
    """

    process: ElementId
    applies: Text
    owner: Text
    descriptors: tuple[Text, Text, Text, Text, Text, Text]
    statements: tuple[StatementRecord, ...]
    evidence: tuple[EvidenceRequestRecord, ...]
    questions: tuple[QuestionRecord, ...]
    overrating: tuple[SignRecord, ...]
    own_descriptors: tuple[OwnDescriptor, ...] = ()
    reviews: Reviews


class RubricsBundle(Record):
    """The rubrics of all processes."""

    rubrics: tuple[RubricRecord, ...]
