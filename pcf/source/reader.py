"""Reads the YAML files below ``taxonomy/`` into shapes, item by item; keeps every fault with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pcf.errors import DataError
from pcf.source import strict_yaml

Data = dict[str, Any]
REPAIR = "compare with the schema in taxonomy/schema/"
_KEYS = ("id", "process")  # what an item of a list is known by


@dataclass(slots=True)
class Reader:
    """``root`` holds ``taxonomy/``; ``faults`` grows while reading."""

    root: Path
    faults: list[DataError] = field(default_factory=list)

    def one(self, name: str, kind: Any) -> Any:
        """Read a file that is one record; ``None`` if it cannot be read."""
        if not (self.root / "taxonomy" / name).is_file():
            self.fault(f"taxonomy/{name}", "the file is missing", "restore it")
        found = [self._record(where, content, kind, "") for where, content in self._files(name)]
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
        for where, items in self._files(pattern):
            for item in items if isinstance(items, list) else [items]:
                name = next((str(item[key]) for key in _KEYS if key in item), "?") if isinstance(item, dict) else "?"
                record = self._record(where, item, kind, name, prepare)
                made.append(record)
                for field_name, fault in check(record) if record is not None else ():
                    self.fault(f"{where} ({name}) {field_name}", fault)
        return [record for record in made if record is not None]

    def fault(self, place: str, fault: str, repair: str = REPAIR) -> None:
        self.faults.append(DataError(place=place, fault=fault, repair=repair))

    def _files(self, pattern: str) -> Iterator[tuple[str, Any]]:
        """Yield ``(path as people write it, content)`` of each file that can be read."""
        for path in sorted((self.root / "taxonomy").glob(pattern)):
            place = path.relative_to(self.root).as_posix()
            try:
                content = strict_yaml.read(path, place)
            except DataError as error:
                self.faults.append(error)
            else:
                yield place, content

    def _record(self, where: str, item: Any, kind: Any, name: str, prepare: Callable[[Data], Data] = dict) -> Any:
        place = f"{where} ({name})" if name else where
        if not isinstance(item, dict):
            self.fault(place, f"{item!r} is not a record")
            return None
        try:
            return TypeAdapter(kind).validate_python(prepare(item))
        except ValidationError as error:
            for fault in error.errors():
                field_name = ".".join(str(part) for part in fault["loc"])
                self.fault(f"{place} {field_name}", fault["msg"])
        return None
