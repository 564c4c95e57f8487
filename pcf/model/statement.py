"""What statements of organisations are compared with, beside the vocabulary; only suggestions need it."""

from __future__ import annotations

from pcf.ids import ElementId, Language, WordId
from pcf.model.text import Record


class PlacedRecord(Record):
    """Statements, in one language, of organisations that do what an element describes."""

    id: ElementId
    statements: tuple[str, ...]


class ElsewhereRecord(Record):
    """Statements, in one language, of a field that is not customer service."""

    field: WordId
    statements: tuple[str, ...]


class WordsRecord(Record):
    """The words, in one language, by which a statement tells what it works on and what it does to it."""

    objects: dict[WordId, tuple[str, ...]]
    actions: dict[WordId, tuple[str, ...]]


class SpokenStatements(Record):
    """All of one language."""

    placed: tuple[PlacedRecord, ...]
    elsewhere: tuple[ElsewhereRecord, ...]
    words: WordsRecord


class WeightsRecord(Record):
    """How much each signal counts for an element, and for none; fitted by ``make calibrate``."""

    element: dict[WordId, float]
    none: dict[WordId, float]


class StatementsBundle(Record):
    """All of all languages."""

    by_language: dict[Language, SpokenStatements]
    weights: WeightsRecord
