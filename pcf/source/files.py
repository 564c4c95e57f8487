"""The editable sources, ``taxonomy/*.yaml`` and ``locales/*.po``, as one ``Bundle``.

Run time of an installed package never comes here: the wheel carries the compiled bundle.
All faults of all files are collected and raised together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from pcf.ids import LANGUAGES, Language
from pcf.model import Bundle, MeasureRecord, MetricRecord, ParameterRecord, UnitRecord
from pcf.model.rubric import RubricsBundle
from pcf.source.building import Builder
from pcf.source.catalogue import Entry, Texts
from pcf.source.reader import Data, Reader
from pcf.source.shapes import (
    EditionsFile,
    ElementEntry,
    ProfilesFile,
    RubricEntry,
    ScaleFile,
    TagsFile,
    VocabularyEntry,
)

_FAULTY = "taxonomy/ and locales/ have faults"
Whole = TypeVar("Whole", Bundle, RubricsBundle)


@dataclass(frozen=True, slots=True)
class Sources:
    """What a checkout says, as the bundles that a wheel carries."""

    model: Bundle
    rubrics: RubricsBundle


def read(root: Path) -> Sources:
    """Read ``taxonomy/`` and ``locales/`` below ``root``.

    Raises:
        ExceptionGroup: One ``DataError`` a fault, each with file, id, field and repair.
    """
    return _sources(Reader(root), Texts(root / "locales"))


def entries(root: Path) -> list[Entry]:
    """List every text of ``taxonomy/`` that has to be translated, each once."""
    texts = Texts(root / "locales")
    _sources(Reader(root), texts)
    return list(dict.fromkeys(texts.entries))


def _sources(reader: Reader, texts: Texts) -> Sources:
    build = Builder(texts)
    editions = reader.one("editions.yaml", EditionsFile)
    tags = reader.one("tags.yaml", TagsFile)
    scale = reader.one("maturity/scale.yaml", ScaleFile)
    profiles = reader.one("maturity/profiles.yaml", ProfilesFile)
    elements = _elements(reader, editions, tags)
    rubrics = reader.many("maturity/rubrics/*.yaml", RubricEntry, check=_misplaced_statements)
    data: Data = {
        "units": reader.many("units.yaml", UnitRecord, build.named("name", "sign")),
        "parameters": reader.many("parameters.yaml", ParameterRecord, build.named("name", "definition")),
        "measures": reader.many("measures/*.yaml", MeasureRecord, build.named("name", "definition")),
        "metrics": reader.many("metrics/*.yaml", MetricRecord, build.named("name", "definition")),
    }
    broken, written = bool(reader.faults), {entry.id for entry in elements}
    vocabulary = _vocabulary(reader)
    for name in vocabulary if not broken else ():
        if name not in written:
            reader.fault(f"taxonomy/vocabulary/ ({name})", "no such element", "mend the id")
    if reader.faults or editions is None or tags is None or scale is None or profiles is None:
        raise ExceptionGroup(_FAULTY, reader.faults)
    attested = {edition.id: edition.attested for edition in editions.editions}
    data |= {
        "editions": [build.edition(edition.model_dump()) for edition in editions.editions],
        "notices": [notice.model_dump() for notice in editions.notices],
        "sources": editions.sources,
        "elements": [build.element(entry, attested, vocabulary.get(entry.id, {})) for entry in elements],
        **build.tags(tags),
        "maturity": build.maturity(scale, profiles),
    }
    model = _whole(Bundle, data, reader)
    whole = _whole(RubricsBundle, {"rubrics": [build.rubric(entry) for entry in rubrics]}, reader)
    if model is None or whole is None:
        raise ExceptionGroup(_FAULTY, reader.faults)
    return Sources(model, whole)


def _whole(kind: type[Whole], data: Data, reader: Reader) -> Whole | None:
    """Make a bundle; what only shows here (a code that the scale does not know) is told like any other fault."""
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        for fault in error.errors():
            reader.fault("taxonomy/ " + ".".join(map(str, fault["loc"])), fault["msg"])
        return None


def _elements(reader: Reader, editions: EditionsFile | None, tags: TagsFile | None) -> list[ElementEntry]:
    known = {edition.id for edition in editions.editions} if editions else None

    def contradictions(entry: ElementEntry) -> Iterator[tuple[str, str]]:
        named = [*entry.places, *(one.edition for one in (entry.redefined, entry.remark) if one)]
        for name in named:
            if known and name not in known:
                yield f"places.{name}", "edition is not in editions.yaml"
        for kind in ("objects", "actions"):
            for code in getattr(entry, kind):
                if tags and code not in getattr(tags, kind):
                    yield f"{kind}.{code}", "word is not in tags.yaml"

    return reader.many("processes/*.yaml", ElementEntry, check=contradictions)


def _misplaced_statements(entry: RubricEntry) -> Iterator[tuple[str, str]]:
    for level, said in entry.levels.items():
        for code in said.statements:
            if not code.startswith(level):
                yield f"levels.{level}.statements.{code}", "code begins with another level"


def _vocabulary(reader: Reader) -> dict[str, dict[Language, VocabularyEntry]]:
    """Collect people's words by element; a vocabulary folder stands for one language."""
    collected: dict[str, dict[Language, VocabularyEntry]] = {}
    for lang in LANGUAGES:
        for entry in reader.many(f"vocabulary/{lang}/*.yaml", VocabularyEntry):
            collected.setdefault(entry.id, {})[lang] = entry
    return collected
