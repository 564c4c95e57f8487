"""What records of the right shape may still have wrong: names that nothing has, things that come twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from pcf.errors import DataError
from pcf.formula import measures_of
from pcf.model import MetricRecord
from pcf.model.log import ColumnType, LogRecord, ParameterRecord
from pcf.source.reader import Check, Fault
from pcf.source.shapes import (
    EditionsFile,
    ElementEntry,
    MeasureEntry,
    ProfilesFile,
    RubricEntry,
    TagsFile,
    VocabularyEntry,
)

Known = Collection[str] | None  # ``None`` where the names themselves could not be read: then nothing is unknown


def elements(editions: EditionsFile | None, tags: TagsFile | None) -> Check[ElementEntry]:
    """Return the check of elements: editions, objects and actions that there are, each once."""
    known = {edition.id for edition in editions.editions} if editions else None

    def check(entry: ElementEntry) -> Iterator[Fault]:
        named = [*entry.places, *(one.edition for one in (entry.redefined, entry.remark) if one)]
        yield from _unknown("places", named, known, "editions.yaml")
        for field in ("objects", "actions"):
            codes = getattr(entry, field)
            yield from _unknown(field, codes, getattr(tags, field) if tags else None, "tags.yaml")
            yield from _twice(field, codes)

    return check


def vocabulary(known: Known) -> Check[VocabularyEntry]:
    """Return the check of a vocabulary: elements that there are, phrases that come once."""

    def check(entry: VocabularyEntry) -> Iterator[Fault]:
        yield from _unknown("id", [entry.id], known, "processes/")
        yield from _twice("synonyms", entry.synonyms)
        yield from _twice("examples", entry.examples)

    return check


def rubrics(known: Known) -> Check[RubricEntry]:
    """Return the check of rubrics: processes that there are, statements under their level, ids that come once."""

    def check(entry: RubricEntry) -> Iterator[Fault]:
        yield from _unknown("process", [entry.process], known, "processes/")
        for level, said in entry.levels.items():
            for code in said.statements:
                if not code.startswith(level):
                    repair = f"move it, or give it a free letter of level {level}"
                    yield Fault(f"levels.{level}.statements.{code}", "the code begins with another level", repair)
        for field in ("evidence", "questions", "overrating"):
            yield from _twice(field, [one.id for one in getattr(entry, field)])

    return check


# which type a column must have where a record names it; no entry: any
_COLUMN_TYPES: dict[str, tuple[ColumnType, ...]] = {
    **dict.fromkeys(("start", "end", "ends", "limit", "at", "since", "earlier", "later", "time"), ("time",)),
    "closed": ("time",),
    **dict.fromkeys(("part", "whole"), ("number",)),
}
_COLUMN_TYPES_BY_KIND: dict[tuple[str, str], tuple[ColumnType, ...]] = {
    ("is_true", "column"): ("flag",),
    ("is_false", "column"): ("flag",),
    ("one_of", "column"): ("text",),
    ("at_least", "column"): ("number", "mark"),
    ("at_most", "column"): ("number", "mark"),
    ("not_after", "column"): ("time",),
    ("due", "column"): ("time",),
    ("column", "column"): ("number", "mark"),
    ("gap", "first"): ("number",),
    ("gap", "second"): ("number",),
}
_COLUMN_FIELDS = ("column", "start", "end", "ends", "limit", "closed", "at", "since", "first", "second", "earlier",
                  "later", "part", "whole")  # fmt: skip


def log(entry: LogRecord) -> Iterator[Fault]:
    """Check a log: columns that come once, and that its key, time and rules name."""
    yield from _twice("columns", [column.id for column in entry.columns])
    yield from _columns(entry, "time", {"kind": "", "earlier": entry.time})
    if entry.key is not None:
        yield from _columns(entry, "key", {"kind": "", "column": entry.key})
    for rule in entry.rules:
        yield from _columns(entry, "rules", rule.model_dump())


def measures(logs: Sequence[LogRecord], parameters: Sequence[ParameterRecord]) -> Check[MeasureEntry]:
    """Return the check of measures: logs, columns and parameters that there are, of a fitting type."""
    log_by_id = {entry.id: entry for entry in logs}
    choices = {parameter.id: parameter.choices for parameter in parameters}

    def check(entry: MeasureEntry) -> Iterator[Fault]:
        yield from _twice("counted", [one.log for one in entry.counted])
        for one in entry.counted:
            place = f"counted.{one.log}"
            if one.log not in log_by_id:
                yield from _unknown(place, [one.log], log_by_id, "logs/")
                continue
            component = one.component.model_dump()
            yield from _unknown(f"{place}.optional", one.optional, set(_named(component)), "the component")
            yield from _columns(log_by_id[one.log], place, component)
            yield from _unknown(place, [*_parameters(component), *one.applied], choices, "parameters.yaml")
            if component["kind"] == "followed" and not choices.get(component["key"]):
                yield Fault(f"{place}.key", "is no parameter with choices", "name one of parameters.yaml that has them")

    return check


def metrics(elements: Known, measure_ids: Known, oddities: Known) -> Check[MetricRecord]:
    """Return the check of metrics: elements, measures and oddities that there are."""

    def check(entry: MetricRecord) -> Iterator[Fault]:
        yield from _unknown("element", [entry.element], elements, "processes/")
        yield from _unknown("evidence_for", entry.evidence_for, elements, "processes/")
        yield from _unknown("formula", measures_of(entry.formula), measure_ids, "measures/")
        yield from _unknown("oddities", entry.oddities, oddities, "oddities.yaml")
        for field in ("evidence_for", "same_as", "oddities"):
            yield from _twice(field, getattr(entry, field))
        if entry.interval is not None and entry.interval.population is not None:
            yield from _unknown("interval.population", [entry.interval.population], measure_ids, "measures/")

    return check


def relations(all_metrics: Sequence[MetricRecord]) -> Iterator[DataError]:
    """Find metrics that name others which do not exist, or themselves."""
    known = {metric.id for metric in all_metrics}
    for metric in all_metrics:
        for other in (*metric.same_as, *([metric.variant_of] if metric.variant_of else [])):
            if other not in known or other == metric.id:
                place = f"taxonomy/metrics/ ({metric.id}) same_as or variant_of"
                yield DataError(place=place, fault=f"{other} is no other metric", repair="mend the id")


def _columns(log_record: LogRecord, place: str, named: Any) -> Iterator[Fault]:
    """Find the columns that a component, condition, value or rule names and the log has not, or of a wrong type."""
    types = {column.id: column.type for column in log_record.columns}
    if isinstance(named, list | tuple):
        for one in named:
            yield from _columns(log_record, place, one)
    if not isinstance(named, dict):
        return
    for field, value in named.items():
        if isinstance(value, dict | list | tuple) and field != "ends":
            yield from _columns(log_record, place, value)
        if field not in _COLUMN_FIELDS or value is None or isinstance(value, dict):
            continue
        for column in value if isinstance(value, list | tuple) else [value]:
            wanted = _COLUMN_TYPES_BY_KIND.get((named.get("kind", ""), field)) or _COLUMN_TYPES.get(field)
            if column not in types:
                yield from _unknown(f"{place}.{field}", [column], types, f"logs/ ({log_record.id})")
            elif wanted and types[column] not in wanted:
                yield Fault(f"{place}.{field}.{column}", f"is {types[column]}", f"name a column of type {wanted[0]}")
    if named.get("kind") == "one_of" and named["column"] in types:
        codes = log_record.column(named["column"]).codes
        yield from _unknown(f"{place}.codes", named["codes"], codes, f"the codes of {named['column']}")


def _named(part: Any) -> Iterator[str]:
    """List the columns that a component names."""
    if isinstance(part, list | tuple):
        for one in part:
            yield from _named(one)
    elif isinstance(part, dict):
        for field, value in part.items():
            if field in _COLUMN_FIELDS and value is not None and not isinstance(value, dict):
                yield from [value] if isinstance(value, str) else value
            yield from _named(value)


def _parameters(named: Any) -> Iterator[str]:
    """List the parameters that a component names."""
    if isinstance(named, list | tuple):
        for one in named:
            yield from _parameters(one)
    elif isinstance(named, dict):
        yield from (named[field] for field in ("parameter", "window") if named.get(field))
        if named.get("kind") == "followed":
            yield named["key"]
        for value in named.values():
            yield from _parameters(value)


def profiles(processes: Known, metrics: Known) -> Check[ProfilesFile]:
    """Return the check of industry profiles: processes and metrics that there are, each once."""

    def check(file: ProfilesFile) -> Iterator[Fault]:
        for profile in file.profiles:
            for field, known, home in (
                ("not_applicable", processes, "processes/"),
                ("core_metrics", metrics, "metrics/"),
            ):
                ids = getattr(profile, field)
                yield from _unknown(f"{profile.id}.{field}", ids, known, home)
                yield from _twice(f"{profile.id}.{field}", ids)
        for reason in file.reasons:
            yield from _unknown("reasons.processes", reason.processes, processes, "processes/")

    return check


def _unknown(field: str, names: Iterable[str], known: Known, home: str) -> Iterator[Fault]:
    for name in names:
        if known is not None and name not in known:
            yield Fault(f"{field}.{name}", f"is not in {home}", f"mend the name, or add it to taxonomy/{home}")


def _twice(field: str, names: Iterable[str]) -> Iterator[Fault]:
    for name, count in Counter(names).items():
        if count > 1:
            yield Fault(f"{field}.{name}", f"comes {count} times", "take the others away")
