"""The editable sources, ``taxonomy/*.yaml`` and ``locales/*.po``, as one ``Bundle``.

Run time of an installed package never comes here: the wheel carries the compiled bundle.
All faults of all files are collected and raised together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pcf.ids import LANGUAGES, Language
from pcf.model import Bundle, MetricRecord, OddityRecord, UnitRecord
from pcf.model.log import LogRecord, LogsBundle, ParameterRecord
from pcf.model.loop import LoopsBundle
from pcf.model.rubric import RubricsBundle
from pcf.source import checks, loop_files
from pcf.source.building import Builder
from pcf.source.catalogue import Entry, Texts
from pcf.source.reader import Check, Data, Reader, no_faults
from pcf.source.shapes import (
    EditionsFile,
    ElementEntry,
    MeasureEntry,
    ProfilesFile,
    RubricEntry,
    ScaleFile,
    TagsFile,
    VocabularyEntry,
)

_FAULTY = "taxonomy/ and locales/ have faults"
Named = TypeVar("Named", ElementEntry, MeasureEntry, MetricRecord, OddityRecord)


@dataclass(frozen=True, slots=True)
class Sources:
    """What a checkout says, as the bundles that a wheel carries."""

    model: Bundle
    rubrics: RubricsBundle
    logs: LogsBundle
    loops: LoopsBundle


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
    elements, ids = _known(reader, "processes/*.yaml", ElementEntry, check=checks.elements(editions, tags))
    data: Data = {
        "units": reader.many("units.yaml", UnitRecord, build.named("name", "sign")),
    }
    logs = reader.many("logs/*.yaml", LogRecord, build.log, checks.log)
    parameters = reader.many("parameters.yaml", ParameterRecord, build.parameter)
    measures, measure_ids = _known(reader, "measures/*.yaml", MeasureEntry, check=checks.measures(logs, parameters))
    oddities, oddity_ids = _known(reader, "oddities.yaml", OddityRecord, build.named("name", "treatment"))
    metric_check = checks.metrics(ids, measure_ids, oddity_ids)
    metrics, metric_ids = _known(reader, "metrics/*.yaml", MetricRecord, build.metric, metric_check)
    if metric_ids is not None:
        reader.faults += checks.relations(metrics)
    profiles = reader.one("maturity/profiles.yaml", ProfilesFile, checks.profiles(ids, metric_ids))
    rubrics = reader.many("maturity/rubrics/*.yaml", RubricEntry, check=checks.rubrics(ids))
    vocabulary = _vocabulary(reader, checks.vocabulary(ids))
    both = loop_files.read(reader, texts, ids)
    if reader.faults or editions is None or tags is None or scale is None or profiles is None:
        raise ExceptionGroup(_FAULTY, reader.faults)
    attested = {edition.id: edition.attested for edition in editions.editions}
    data |= {
        "measures": [build.measure(entry) for entry in measures],
        "metrics": metrics,
        "oddities": oddities,
        "editions": [build.edition(edition.model_dump()) for edition in editions.editions],
        "notices": [notice.model_dump() for notice in editions.notices],
        "sources": editions.sources,
        "elements": [build.element(entry, attested, vocabulary.get(entry.id, {})) for entry in elements],
        **build.tags(tags),
        "maturity": build.maturity(scale, profiles),
    }
    model = reader.whole(Bundle, data)
    whole = reader.whole(RubricsBundle, {"rubrics": [build.rubric(entry) for entry in rubrics]})
    countings = [counting for entry in measures for counting in entry.countings()]
    counted = reader.whole(LogsBundle, {"logs": logs, "countings": countings, "parameters": parameters})
    closed = reader.whole(LoopsBundle, both)
    if model is None or whole is None or counted is None or closed is None:
        raise ExceptionGroup(_FAULTY, reader.faults)
    return Sources(model, whole, counted, closed)


def _known(
    reader: Reader,
    pattern: str,
    kind: type[Named],
    prepare: Callable[[Data], Data] = dict,
    check: Check[Named] = no_faults,
) -> tuple[list[Named], set[str] | None]:
    """Read records and the ids that others may name; ``None`` for these if some could not be read."""
    before = len(reader.faults)
    made = reader.many(pattern, kind, prepare, check)
    return made, None if len(reader.faults) > before else {record.id for record in made}


def _vocabulary(reader: Reader, check: Check[VocabularyEntry]) -> dict[str, dict[Language, VocabularyEntry]]:
    """Collect people's words by element; a vocabulary folder stands for one language."""
    collected: dict[str, dict[Language, VocabularyEntry]] = {}
    for lang in LANGUAGES:
        for entry in reader.many(f"vocabulary/{lang}/*.yaml", VocabularyEntry, check=check):
            collected.setdefault(entry.id, {})[lang] = entry
    return collected
