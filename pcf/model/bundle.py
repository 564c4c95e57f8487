"""Everything in ``taxonomy/`` and ``locales/`` as one record: what the wheel carries as JSON."""

from __future__ import annotations

from pcf.ids import Owner
from pcf.model.element import EditionRecord, ElementRecord, NoticeRecord, Place, SourceRecord, TagRecord
from pcf.model.maturity import MaturityRecord
from pcf.model.metric import MeasureRecord, MetricRecord, OddityRecord
from pcf.model.text import Record, Text
from pcf.units import Unit


class UnitRecord(Record):
    """How a unit is written: its full name and the short sign beside a number."""

    id: Unit
    name: Text
    sign: Text


class OrganisationRecord(Record):
    """The organisation whose own elements, metrics and names stand beside what ships; ``name`` is what it is called."""

    id: Owner
    name: Text


class Bundle(Record):
    """The model, all editions and languages; rubrics and logs are bundles of their own, read when first asked for."""

    editions: tuple[EditionRecord, ...]
    notices: tuple[NoticeRecord, ...]
    sources: tuple[SourceRecord, ...]
    elements: tuple[ElementRecord, ...]
    objects: tuple[TagRecord, ...]
    actions: tuple[TagRecord, ...]
    fields: tuple[TagRecord, ...]
    units: tuple[UnitRecord, ...]
    measures: tuple[MeasureRecord, ...]
    metrics: tuple[MetricRecord, ...]
    oddities: tuple[OddityRecord, ...]
    maturity: MaturityRecord
    organisations: tuple[OrganisationRecord, ...] = ()

    def local_editions(self) -> frozenset[str]:
        """Return the ids of editions that are the user's own copies."""
        return frozenset(edition.id for edition in self.editions if edition.is_local)

    def last_place(self, record: ElementRecord) -> Place:
        """Return where an element stood last in the editions that ship, or where it stands if none of them has it.

        What a local edition calls an element must not get into what is handed on of the others.
        """
        local = self.local_editions()
        return next((place for place in reversed(record.places) if place.edition not in local), record.places[-1])


Bundle.model_rebuild()  # whoever imports it is about to read one; so an import is paid for when it is made
