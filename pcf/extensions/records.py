"""An extension that was read and found sound."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.ids import ElementId, Owner
from pcf.model import EditionRecord, ElementRecord, MeasureRecord, MetricRecord, OrganisationRecord, OwnName, Record
from pcf.model.element import Place
from pcf.model.log import CountingRecord
from pcf.model.loop import ContactReasonRecord
from pcf.model.rubric import OwnDescriptor, RubricRecord


class LocalEdition(Record):
    """An edition from the user's own copy of APQC's workbook.

    Attributes:
        record: The edition; ``is_local``.
        places: Element id to its place; an id that no shipped edition has is a new element.
    """

    record: EditionRecord
    places: Mapping[ElementId, Place]


class Extension(Record):
    """What an organisation has beside what ships; ready to be put beside it, element by element.

    Attributes:
        organisation: Whose it is.
        elements: Own elements, with a place in every shipped edition that has their parent.
        parents: Own element id to the id of its parent, and its number there: for editions that are read later.
        names: Shipped element id to what the organisation calls it.
        measures, metrics, countings: Own measures and metrics, and how measures are counted from logs.
        rubrics: What own processes are rated by.
        descriptors: Shipped process id to what the organisation says of its levels.
        reasons: Own contact reasons.
        editions: Local editions.
    """

    organisation: OrganisationRecord
    elements: tuple[ElementRecord, ...] = ()
    parents: Mapping[ElementId, tuple[ElementId, int]] = {}
    names: Mapping[ElementId, OwnName] = {}
    measures: tuple[MeasureRecord, ...] = ()
    metrics: tuple[MetricRecord, ...] = ()
    countings: tuple[CountingRecord, ...] = ()
    rubrics: tuple[RubricRecord, ...] = ()
    descriptors: Mapping[ElementId, tuple[OwnDescriptor, ...]] = {}
    reasons: tuple[ContactReasonRecord, ...] = ()
    editions: tuple[LocalEdition, ...] = ()

    @property
    def id(self) -> Owner:
        """The organisation's short name."""
        return self.organisation.id
