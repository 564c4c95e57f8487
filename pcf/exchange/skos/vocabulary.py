"""What SKOS carries of a model: its editions, its elements over all of them, and the closed lists they speak by."""

from __future__ import annotations

from pcf.model import Bundle, EditionRecord, ElementRecord, NoticeRecord, OrganisationRecord, SourceRecord, TagRecord
from pcf.model.text import Record


class Vocabulary(Record):
    """The part of a ``Bundle`` that a vocabulary is; metrics, measures and the scale are no concepts and stay out."""

    editions: tuple[EditionRecord, ...]
    notices: tuple[NoticeRecord, ...]
    sources: tuple[SourceRecord, ...]
    elements: tuple[ElementRecord, ...]
    objects: tuple[TagRecord, ...]
    actions: tuple[TagRecord, ...]
    fields: tuple[TagRecord, ...]
    organisations: tuple[OrganisationRecord, ...] = ()

    @classmethod
    def of(cls, bundle: Bundle) -> Vocabulary:
        """Take a bundle's part, its records as they are."""
        return cls.model_construct(**{name: getattr(bundle, name) for name in cls.model_fields})
