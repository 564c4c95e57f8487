"""The rubric of one process, speaking one language: what each level looks like and how to find out."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.errors import N_
from pcf.ids import Language
from pcf.model import EvidenceKind, Role
from pcf.model.rubric import RubricRecord

NOT_DESCRIBED = N_("The levels of this process are not described for this edition.")  # said in place of a rubric


@dataclass(frozen=True, slots=True)
class Statement:
    """One tickable line under a level; ``id`` is ``10389.3b``."""

    id: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class EvidenceRequest:
    """Something to ask for, and the kind of evidence that it gives."""

    id: str
    kind: EvidenceKind
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One interview question and the roles it is put to."""

    id: str
    roles: tuple[Role, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Rubric:
    """What a process is rated by. Made by ``Element.rubric``, never by hand.

    Attributes:
        process: Element id of the process.
        applies: Which organisations have it.
        owner: Who usually owns it.
        descriptors: What the levels 0 to 5 look like, in order.
        statements: What can be ticked under the levels 1 to 5, in order.
        evidence: What to ask for.
        questions: What to ask people.
        overrating: Signs that an organisation rates itself too high.
        record: The same in all three languages, with how far it was reviewed.
    """

    process: str
    applies: str
    owner: str
    descriptors: tuple[str, ...]
    statements: tuple[Statement, ...]
    evidence: tuple[EvidenceRequest, ...]
    questions: tuple[Question, ...]
    overrating: tuple[str, ...]
    record: RubricRecord

    def statements_of(self, level: int) -> tuple[Statement, ...]:
        return tuple(statement for statement in self.statements if statement.level == level)

    def questions_for(self, role: Role) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if role in question.roles)


def speak(record: RubricRecord, lang: Language) -> Rubric:
    """Make a record speak one language."""
    return Rubric(
        record.process,
        record.applies.spoken(lang),
        record.owner.spoken(lang),
        tuple(text.spoken(lang) for text in record.descriptors),
        tuple(Statement(one.id, one.level, one.text.spoken(lang)) for one in record.statements),
        tuple(EvidenceRequest(one.id, one.kind, one.text.spoken(lang)) for one in record.evidence),
        tuple(Question(one.id, one.roles, one.text.spoken(lang)) for one in record.questions),
        tuple(one.text.spoken(lang) for one in record.overrating),
        record,
    )
