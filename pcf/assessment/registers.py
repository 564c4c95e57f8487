"""The registers of an engagement: evidence, findings and initiatives, each entry with a key that carries over."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from pcf.ids import ElementId, MetricId, WordId
from pcf.model import EvidenceKind, Record

ObservationKind = Literal["strength", "gap"]
InitiativeState = Literal["planned", "running", "done", "dropped"]
WAVES = 9  # most that a roadmap can have


class EvidenceItem(Record):
    """A document, record or figure that was seen, and the processes that it speaks for.

    ``kind`` is what it amounts to; with it the item counts in the supported level of its processes.
    ``shows`` says in words what it proves.
    """

    id: WordId
    title: str
    version: str = ""
    date: str = ""
    owner: str = ""
    kind: EvidenceKind | None = None
    processes: tuple[ElementId, ...] = ()
    shows: str = ""


class Observation(Record):
    """What the assessors found: a strength or a gap, what follows from it and what they recommend.

    On sheets and in reports it is called a finding; in code a finding is a fault of an input.
    ``evidence`` names entries of the register of evidence.
    """

    id: WordId
    text: str
    kind: ObservationKind | None = None
    processes: tuple[ElementId, ...] = ()
    segment: WordId | None = None
    evidence: tuple[WordId, ...] = ()
    consequence: str = ""
    recommendation: str = ""


class Initiative(Record):
    """Something to be done, and what it is expected to change.

    Attributes:
        id: Its key, the same in every round.
        title: What is done.
        owner: Who answers for it.
        cost: In the organisation's currency.
        effort: In person-days.
        wave: When: 1 is first; proposed from the dependencies where blank.
        depends_on: Ids of initiatives that must come before.
        processes: The processes that it lifts.
        expected_level: The level that these are then expected to reach.
        metric: A metric that it moves.
        segment: The segment whose metric it moves; all if blank.
        expected_value: What the metric is then expected to be, in its unit.
        state: How far it has come.
        note: Anything else.
    """

    id: WordId
    title: str
    owner: str = ""
    cost: Annotated[Decimal, Field(ge=0)] | None = None
    effort: Annotated[Decimal, Field(ge=0)] | None = None
    wave: Annotated[int, Field(ge=1, le=WAVES)] | None = None
    depends_on: tuple[WordId, ...] = ()
    processes: tuple[ElementId, ...] = ()
    expected_level: Annotated[int, Field(ge=0, le=5)] | None = None
    metric: MetricId | None = None
    segment: WordId | None = None
    expected_value: Decimal | None = None
    state: InitiativeState | None = None
    note: str = ""
