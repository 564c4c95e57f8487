"""The statements that suggestions are compared with: ``taxonomy/statements`` and ``taxonomy/words``.

Run time of an installed package never comes here: the wheel carries an index made of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from pcf.ids import LANGUAGES, Language
from pcf.model import Bundle
from pcf.model.statement import (
    ElsewhereRecord,
    PlacedRecord,
    SpokenStatements,
    StatementsBundle,
    WeightsRecord,
    WordsRecord,
)
from pcf.source.reader import Check, Fault, Reader

_FAULTY = "taxonomy/statements and taxonomy/words have faults"


def read(root: Path, model: Bundle) -> StatementsBundle:
    """Read the statements below ``root``, whose elements, fields and tags ``model`` knows.

    Raises:
        ExceptionGroup: One ``DataError`` a fault, each with file, id, field and repair.
    """
    reader = Reader(root)
    spoken = {lang: _spoken(reader, lang, model) for lang in LANGUAGES}
    said = {lang: one for lang, one in spoken.items() if one is not None}
    weights = reader.one("statements/weights.yaml", WeightsRecord)
    if reader.faults or weights is None or len(said) < len(LANGUAGES):
        raise ExceptionGroup(_FAULTY, reader.faults)
    return StatementsBundle(by_language=said, weights=weights)


def _spoken(reader: Reader, lang: Language, model: Bundle) -> SpokenStatements | None:
    elements = {element.id for element in model.elements}
    fields = {field.code for field in model.fields}
    placed = reader.many(f"statements/{lang}/6.*.yaml", PlacedRecord, check=_said("id", elements))
    elsewhere = reader.many(f"statements/{lang}/elsewhere.yaml", ElsewhereRecord, check=_said("field", fields))
    words = reader.one(f"words/{lang}.yaml", WordsRecord, _tags(model))
    if words is None:
        return None
    return SpokenStatements(placed=tuple(placed), elsewhere=tuple(elsewhere), words=words)


def _said(key: str, known: Collection[str]) -> Check[PlacedRecord | ElsewhereRecord]:
    def check(entry: PlacedRecord | ElsewhereRecord) -> Iterator[Fault]:
        name = getattr(entry, key)
        if name not in known:
            yield Fault(key, f"{name} is unknown", "name one that there is")
        seen: set[str] = set()
        for text in entry.statements:
            if text.casefold() in seen:
                yield Fault("statements", f"{text!r} stands here twice", "take one away")
            seen.add(text.casefold())

    return check


def _tags(model: Bundle) -> Check[WordsRecord]:
    known = {"objects": {tag.code for tag in model.objects}, "actions": {tag.code for tag in model.actions}}

    def check(entry: WordsRecord) -> Iterator[Fault]:
        for name, codes in known.items():
            said: Mapping[str, tuple[str, ...]] = getattr(entry, name)
            for code in sorted(said.keys() - codes):
                yield Fault(f"{name}.{code}", "no such tag", "name one of tags.yaml")
            for code in sorted(codes - said.keys()):
                yield Fault(name, f"{code} has no words", "give it some")

    return check
