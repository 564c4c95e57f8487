"""The editable sources, ``taxonomy/*.yaml`` and ``locales/*.po``, as one ``Bundle``.

Run time of an installed package never comes here: the wheel carries the compiled bundle.
All faults of all files are collected and raised together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pcf.errors import DataError
from pcf.ids import LANGUAGES
from pcf.model import Alternative, Bundle, MeasureRecord, MetricRecord, ParameterRecord, UnitRecord
from pcf.source import strict_yaml
from pcf.source.catalogue import Entry, Texts
from pcf.source.shapes import EditionsFile, ElementEntry, ProfilesFile, ScaleFile, VocabularyEntry

Data = dict[str, Any]
REPAIR = "compare with the schema in taxonomy/schema/"


@dataclass(slots=True)
class _Reader:
    root: Path
    texts: Texts
    faults: list[DataError] = field(default_factory=list)

    def bundle(self) -> Bundle:
        editions = self.one("editions.yaml", EditionsFile)
        scale = self.one("maturity/scale.yaml", ScaleFile)
        profiles = self.one("maturity/profiles.yaml", ProfilesFile)
        alternatives = self.alternatives()
        known = {edition.id for edition in editions.editions} if editions else None

        def unknown_editions(entry: ElementEntry) -> Iterator[tuple[str, str]]:
            named = [*entry.places, *(one.edition for one in (entry.redefined, entry.remark) if one)]
            return (
                (f"places.{name}", "edition is not in editions.yaml") for name in named if known and name not in known
            )

        entries = self.many("processes/*.yaml", ElementEntry, check=unknown_editions)
        data = {
            "units": self.many("units.yaml", UnitRecord, self.named("name", "sign")),
            "parameters": self.many("parameters.yaml", ParameterRecord, self.named("name", "definition")),
            "measures": self.many("measures/*.yaml", MeasureRecord, self.named("name", "definition")),
            "metrics": self.many("metrics/*.yaml", MetricRecord, self.named("name", "definition")),
        }
        broken, written = bool(self.faults), {entry.id for entry in entries}
        self.faults += [
            DataError(place=f"taxonomy/vocabulary/ ({name})", fault="no such element", repair="mend the id")
            for name in alternatives
            if not broken and name not in written
        ]
        if self.faults or editions is None or scale is None or profiles is None:
            raise ExceptionGroup("taxonomy/ and locales/ have faults", self.faults)
        attested = {edition.id: edition.attested for edition in editions.editions}
        return self.whole(
            data
            | {
                "editions": [self.edition(edition.model_dump()) for edition in editions.editions],
                "notices": [notice.model_dump() for notice in editions.notices],
                "sources": editions.sources,
                "elements": [self.element(entry, attested, alternatives.get(entry.id, [])) for entry in entries],
                "maturity": self.maturity(scale, profiles),
            }
        )

    def whole(self, data: Data) -> Bundle:
        """Make the bundle; what only shows here (a code that the scale does not know) is told like any other fault."""
        try:
            return Bundle.model_validate(data)
        except ValidationError as error:
            faults = [
                DataError(place="taxonomy/ " + ".".join(map(str, fault["loc"])), fault=fault["msg"], repair=REPAIR)
                for fault in error.errors()
            ]
            raise ExceptionGroup("taxonomy/ and locales/ have faults", faults) from error

    # Reading: one file or one item at a time, every fault kept with its place.

    def files(self, pattern: str) -> Iterator[tuple[str, Any]]:
        """Yield ``(path as people write it, content)`` of each file that can be read."""
        for path in sorted((self.root / "taxonomy").glob(pattern)):
            place = path.relative_to(self.root).as_posix()
            try:
                content = strict_yaml.read(path, place)
            except DataError as error:
                self.faults.append(error)
            else:
                yield place, content

    def one(self, name: str, kind: Any) -> Any:
        if not (self.root / "taxonomy" / name).is_file():
            self.faults.append(DataError(place=f"taxonomy/{name}", fault="the file is missing", repair="restore it"))
        found = [self.record(where, content, kind, "") for where, content in self.files(name)]
        return found[0] if found else None

    def many(
        self,
        pattern: str,
        kind: Any,
        prepare: Callable[[Data], Data] = dict,
        check: Callable[[Any], Iterable[tuple[str, str]]] = lambda _: (),
    ) -> list[Any]:
        """Read the items of all files; ``check`` yields fields of a sound record that contradict other files."""
        made = []
        for where, items in self.files(pattern):
            for item in items if isinstance(items, list) else [items]:
                name = str(item.get("id", "?")) if isinstance(item, dict) else "?"
                record = self.record(where, item, kind, name, prepare)
                made.append(record)
                for field_name, fault in check(record) if record is not None else ():
                    self.faults.append(DataError(place=f"{where} ({name}) {field_name}", fault=fault, repair=REPAIR))
        return [record for record in made if record is not None]

    def record(self, where: str, item: Any, kind: Any, name: str, prepare: Callable[[Data], Data] = dict) -> Any:
        place = f"{where} ({name})" if name else where
        if not isinstance(item, dict):
            self.faults.append(DataError(place=place, fault=f"{item!r} is not a record", repair=REPAIR))
            return None
        try:
            return TypeAdapter(kind).validate_python(prepare(item))
        except ValidationError as error:
            for fault in error.errors():
                field_name = ".".join(str(part) for part in fault["loc"])
                self.faults.append(DataError(place=f"{place} {field_name}", fault=fault["msg"], repair=REPAIR))
        return None

    # Building: English strings become texts in three languages.

    def translate(self, item: Mapping[str, Any], domain: str, owner: str, *fields: str) -> Data:
        """Replace the named English fields of one item; a field that is no string is left to the records."""
        texts: Data = {
            name: self.texts.text(domain, f"{owner}.{name}", item[name])
            for name in fields
            if isinstance(item.get(name), str)
        }
        return dict(item) | texts

    def named(self, *fields: str) -> Callable[[Data], Data]:
        return lambda item: self.translate(item, "metrics", str(item.get("id", "?")), *fields)

    def edition(self, item: Data) -> Data:
        return self.translate(item, "processes", f"edition_{item['id']}", "note")

    def alternatives(self) -> dict[str, list[Alternative]]:
        """Collect other people's names by element; a vocabulary folder stands for one language."""
        collected: dict[str, list[Alternative]] = {}
        for lang in LANGUAGES:
            for entry in self.many(f"vocabulary/{lang}/*.yaml", VocabularyEntry):
                own = collected.setdefault(entry.id, [])
                own += [Alternative(language=lang, **other.model_dump()) for other in entry.alternatives]
        return collected

    def element(self, entry: ElementEntry, attested: Mapping[str, str], alternatives: list[Alternative]) -> Data:
        contexts = {entry.name: f"{entry.id}.name"}
        places = []
        for edition, place in entry.places.items():
            name = place.name or entry.name
            context = contexts.setdefault(name, f"{entry.id}.name.{edition}")
            places.append(
                {
                    "edition": edition,
                    "hierarchy_id": place.at,
                    "name": self.texts.text("processes", context, name),
                    "attested": place.attested or attested[edition],
                    "outside": place.outside,
                }
            )
        item = self.translate(entry.model_dump(exclude={"name", "places"}), "processes", entry.id, "definition")
        if entry.remark:
            item["remark"] = self.translate(entry.remark.model_dump(), "processes", entry.id, "note")
        if entry.redefined:
            owner = f"{entry.id}.redefined"
            item["redefined"] = self.translate(entry.redefined.model_dump(), "processes", owner, "note")
        return item | {"places": places, "alternatives": alternatives}

    def maturity(self, scale: ScaleFile, profiles: ProfilesFile) -> Data:
        def terms(kind: str, prefix: str) -> list[Data]:
            entries = getattr(scale, kind)
            return [
                self.translate(e.model_dump(), "maturity", f"{prefix}_{e.code}", "name", "meaning") for e in entries
            ]

        return {
            "levels": terms("levels", "level"),
            "ticks": terms("ticks", "tick"),
            "evidence": terms("evidence", "evidence"),
            "roles": terms("roles", "role"),
            "profiles": [
                self.translate(entry.model_dump(), "maturity", f"profile_{entry.id}", "name")
                for entry in profiles.profiles
            ],
            "reasons": [
                self.translate(entry.model_dump(), "maturity", f"reason_{entry.processes[0]}", "reason")
                for entry in profiles.reasons
            ],
        }


def read(root: Path) -> Bundle:
    """Read ``taxonomy/`` and ``locales/`` below ``root``.

    Raises:
        ExceptionGroup: One ``DataError`` a fault, each with file, id, field and repair.
    """
    return _Reader(root, Texts(root / "locales")).bundle()


def entries(root: Path) -> list[Entry]:
    """List every text of ``taxonomy/`` that has to be translated, each once."""
    reader = _Reader(root, Texts(root / "locales"))
    reader.bundle()
    return list(dict.fromkeys(reader.texts.entries))
