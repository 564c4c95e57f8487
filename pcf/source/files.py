"""The editable sources, ``taxonomy/*.yaml`` and ``locales/*.po``, as one ``Bundle``.

Run time of an installed package never comes here: the wheel carries the compiled bundle.
All faults of all files are collected and raised together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pcf.errors import DataError
from pcf.ids import DEFAULT_EDITION, LANGUAGES
from pcf.model import Bundle, ElementRecord, MeasureRecord, MetricRecord, ParameterRecord, UnitRecord
from pcf.source import strict_yaml
from pcf.source.catalogue import Entry, Texts

Data = dict[str, Any]


@dataclass(slots=True)
class _Reader:
    root: Path
    texts: Texts
    faults: list[DataError] = field(default_factory=list)
    attested: dict[str, str] = field(default_factory=dict)
    vocabulary: dict[str, Data] = field(default_factory=dict)

    def files(self, pattern: str) -> Iterator[tuple[str, Any]]:
        """Yield ``(path as people write it, content)`` of each file that can be read."""
        for path in sorted((self.root / "taxonomy").glob(pattern)):
            try:
                yield path.relative_to(self.root).as_posix(), strict_yaml.read(path)
            except DataError as error:
                self.faults.append(error)

    def records(self, pattern: str, build: Callable[[Data], Data], kind: Any, key: str = "id") -> list[Any]:
        """Read every item of the matching files as records of one kind."""
        made = []
        for where, items in self.files(pattern):
            if not isinstance(items, list):
                self.fault(where, "a list of records was expected", "begin each record with '- id:'")
                continue
            made += [self.record(where, item, build, kind, key) for item in items]
        return [record for record in made if record is not None]

    def record(self, where: str, item: Any, build: Callable[[Data], Data], kind: Any, key: str = "id") -> Any:
        name = item.get(key, "?") if isinstance(item, dict) else "?"
        try:
            return TypeAdapter(kind).validate_python(build(dict(item)))
        except ValidationError as error:
            for fault in error.errors():
                place = ".".join(str(part) for part in fault["loc"])
                self.fault(f"{where} ({name}) {place}", fault["msg"], "see the schema beside the file")
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            self.fault(f"{where} ({name})", f"{type(error).__name__}: {error}", "see the schema beside the file")
        return None

    def fault(self, place: str, fault: str, repair: str) -> None:
        self.faults.append(DataError(place=place, fault=fault, repair=repair))

    # One builder a kind of file: replace English strings by texts, and the short forms that
    # keep the YAML readable by what the records say in full.

    def translate(self, item: Data, domain: str, owner: str, *fields: str) -> Data:
        """Replace the named English fields of one item by texts in three languages."""
        texts = {name: self.texts.text(domain, f"{owner}.{name}", item[name]) for name in fields if item.get(name)}
        return item | texts

    def term(self, prefix: str) -> Callable[[Data], Data]:
        return lambda item: self.translate(item, "maturity", f"{prefix}_{item['code']}", "name", "meaning")

    def edition(self, item: Data) -> Data:
        return self.translate(item, "processes", f"edition_{item['id']}", "note")

    def unit(self, item: Data) -> Data:
        return self.translate(item, "metrics", item["id"], "name", "sign")

    def parameter(self, item: Data) -> Data:
        return {"unit": None} | self.translate(item, "metrics", item["id"], "name", "definition")

    def named(self, item: Data) -> Data:
        return self.translate(item, "metrics", item["id"], "name", "definition")

    def profile(self, item: Data) -> Data:
        return self.translate(item, "maturity", f"profile_{item['id']}", "name")

    def reason(self, item: Data) -> Data:
        return self.translate(item, "maturity", f"reason_{item['processes'][0]}", "reason")

    def element(self, item: Data) -> Data:
        element_id, current = item["id"], item.pop("name")
        seen = {current: f"{element_id}.name"}
        places = []
        for edition, place in item.pop("places").items():
            name = place.get("name", current)
            context = seen.setdefault(name, f"{element_id}.name.{edition}")
            places.append(
                {
                    "edition": edition,
                    "hierarchy_id": place.get("at"),
                    "name": self.texts.text("processes", context, name),
                    "attested": place.get("attested") or self.attested[edition],
                    "outside": place.get("outside", "false"),
                }
                | {key: value for key, value in place.items() if key not in {"at", "name", "attested", "outside"}}
            )
        if redefined := item.get("redefined"):
            item["redefined"] = self.translate(redefined, "processes", f"{element_id}.redefined", "note")
        item = self.translate(item, "processes", element_id, "definition", "note")
        own = self.vocabulary.get(element_id, {})
        return {"source": f"APQC PCF Cross-Industry {DEFAULT_EDITION}"} | item | own | {"places": places}

    def read_vocabulary(self) -> None:
        """Collect other people's names by element; a vocabulary file stands for one language."""
        for lang in LANGUAGES:
            for _, items in self.files(f"vocabulary/{lang}/*.yaml"):
                for item in items:
                    own = self.vocabulary.setdefault(item["id"], {"alternatives": []})
                    own["alternatives"] += [{"language": lang} | other for other in item.get("alternatives", ())]

    def maturity(self) -> Data:
        content: Data = {}
        for _, part in self.files("maturity/*.yaml"):
            content |= part
        builders = {
            "levels": self.term("level"),
            "ticks": self.term("tick"),
            "evidence": self.term("evidence"),
            "roles": self.term("role"),
            "profiles": self.profile,
            "reasons": self.reason,
        }
        return {name: [build(dict(item)) for item in content.get(name, [])] for name, build in builders.items()}

    def bundle(self) -> Bundle:
        _, editions = next(self.files("editions.yaml"))
        self.attested = {item["id"]: item["attested"] for item in editions["editions"]}
        self.read_vocabulary()
        model = {
            "editions": [self.edition(dict(item)) for item in editions["editions"]],
            "notices": editions["notices"],
            "sources": editions["sources"],
            "elements": self.records("processes/*.yaml", self.element, ElementRecord),
            "units": self.records("units.yaml", self.unit, UnitRecord),
            "parameters": self.records("measures/parameters.yaml", self.parameter, ParameterRecord),
            "measures": self.records("measures/contacts.yaml", self.named, MeasureRecord),
            "metrics": self.records("metrics/*.yaml", self.named, MetricRecord),
            "maturity": self.maturity(),
        }
        made = self.record("taxonomy", model, dict, Bundle)
        if self.faults:
            raise ExceptionGroup("taxonomy/ and locales/ have faults", self.faults)
        assert isinstance(made, Bundle)
        return made


def read(root: Path) -> Bundle:
    """Read ``taxonomy/`` and ``locales/`` below ``root``.

    Raises:
        ExceptionGroup: One ``DataError`` a fault, each with file, id, field and repair.
    """
    return _Reader(root, Texts(root / "locales")).bundle()


def entries(root: Path) -> list[Entry]:
    """List every text of ``taxonomy/`` that has to be translated, in the order of the files."""
    reader = _Reader(root, Texts(root / "locales"))
    reader.bundle()
    return list(dict.fromkeys(reader.texts.entries))
