"""The two closed loops as data: how an organisation answers complaints, and why customers make contact."""

from __future__ import annotations

from typing import Literal, get_args

from pcf.ids import ElementId, ReasonId, WordId
from pcf.model.text import Phrases, Record, Text

AssumptionUnit = Literal["count", "percent", "currency", "ratio"]
AssumptionKind = Literal["today", "target"]
Driver = Literal["orders", "customers", "bills", "units"]
DRIVERS: tuple[Driver, ...] = get_args(Driver)
OTHER = "other"  # the reason of whatever belongs to no other one


class PrincipleRecord(Record):
    """One principle of ISO 10002, by its name only."""

    id: WordId
    name: Text


class BlockRecord(Record):
    """One of the nine building blocks of a complaint-response system.

    Attributes:
        ask: What evidence to ask for.
        supports: The elements whose work stands on it.
        principles: The principles of ISO 10002 that it serves.
        descriptors: What one sees at the levels 0 to 5, in order.
    """

    id: WordId
    name: Text
    definition: Text
    ask: Text
    supports: tuple[ElementId, ...]
    principles: tuple[WordId, ...]
    descriptors: tuple[Text, Text, Text, Text, Text, Text]


class StepRecord(Record):
    """One of the six steps by which a complaint-response system is improved; ``done_when`` says how one sees it."""

    id: WordId
    name: Text
    definition: Text
    done_when: Text
    supports: tuple[ElementId, ...]


class AssumptionRecord(Record):
    """One input of the economics of complaints, given per segment: the state of today, or under better answers."""

    id: WordId
    name: Text
    definition: Text
    unit: AssumptionUnit
    kind: AssumptionKind


class ComplaintsRecord(Record):
    """Everything that the complaint loop takes from the model, each list in its printed order."""

    principles: tuple[PrincipleRecord, ...]
    blocks: tuple[BlockRecord, ...]
    steps: tuple[StepRecord, ...]
    assumptions: tuple[AssumptionRecord, ...]


class OwnerRecord(Record):
    """A function that can own the cause of contacts."""

    id: WordId
    name: Text
    definition: Text


class ContactReasonRecord(Record):
    """Why customers make contact, in their own words; one of the default classification.

    Attributes:
        words: What the customer says.
        owner: The function that usually owns the cause.
        causes: The elements that cause it; most causes lie outside customer service.
        handled_by: The elements that handle it.
        driver: The unit of business that it grows with.
        labels: What agents and systems call it, per language; not translations of one another.
        examples: What customers write, per language; not translations of one another.
    """

    id: ReasonId
    words: Text
    definition: Text
    owner: WordId
    causes: tuple[ElementId, ...]
    handled_by: tuple[ElementId, ...]
    driver: Driver
    labels: Phrases
    examples: Phrases


class ConceptRecord(Record):
    """One thing that customers speak of, and the words by which they do, per language."""

    id: WordId
    words: Phrases


class ReasonWeightsRecord(Record):
    """How much each signal counts for a reason, and for none of the list; fitted by ``make calibrate``."""

    reason: dict[WordId, float]
    none: dict[WordId, float]


class ReasonsRecord(Record):
    """Everything that the loop of contact reasons takes from the model.

    Attributes:
        concepts, weights: By which a reason is found for a text.
    """

    owners: tuple[OwnerRecord, ...]
    reasons: tuple[ContactReasonRecord, ...]
    concepts: tuple[ConceptRecord, ...]
    weights: ReasonWeightsRecord


class LoopsBundle(Record):
    """Both loops; read when first asked for."""

    complaints: ComplaintsRecord
    reasons: ReasonsRecord
