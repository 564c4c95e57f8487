"""Reads the YAML files below ``taxonomy/`` into shapes, item by item; keeps every fault with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from pcf.errors import DataError
from pcf.model import Record
from pcf.source import strict_yaml

Data = dict[str, Any]
Shape = TypeVar("Shape", bound=Record)
_KEYS = ("id", "process")  # what an item of a list is known by
_SCHEMA = "compare with the schema in taxonomy/schema/"


class Fault(NamedTuple):
    """What a sound record says that contradicts other files or itself."""

    field: str
    fault: str
    repair: str


Check = Callable[[Shape], Iterable[Fault]]


def no_faults(_: Record) -> Iterable[Fault]:
    return ()


@dataclass(slots=True)
class Reader:
    """``root`` holds ``taxonomy/``; ``faults`` grows while reading."""

    root: Path
    faults: list[DataError] = field(default_factory=list)

    def one(self, name: str, kind: type[Shape], check: Check[Shape] = no_faults) -> Shape | None:
        """Read a file that is one record; ``None`` if it cannot be read."""
        if not (self.root / "taxonomy" / name).is_file():
            self.fault(f"taxonomy/{name}", "the file is missing", "restore it")
        found = [self._record(where, content, kind, dict, check) for where, content in self._files(name)]
        return found[0] if found else None

    def many(
        self,
        pattern: str,
        kind: type[Shape],
        prepare: Callable[[Data], Data] = dict,
        check: Check[Shape] = no_faults,
    ) -> list[Shape]:
        """Read the items of all files; an id that comes twice is a fault.

        Args:
            pattern: Files below ``taxonomy/``; each holds a list.
            kind: The shape of an item.
            prepare: Changes an item before it is read.
            check: Yields what is wrong with an item that has the right shape.
        """
        made: list[Shape] = []
        first: dict[str, str] = {}
        for where, items in self._files(pattern):
            for item in items if isinstance(items, list) else [items]:
                name = next((str(item[key]) for key in _KEYS if key in item), "?") if isinstance(item, dict) else "?"
                place = f"{where} ({name})"
                if name in first:
                    self.fault(place, f"stands in {first[name]} already", "join the two or take one away")
                elif name != "?":
                    first[name] = where
                record = self._record(place, item, kind, prepare, check)
                if record is not None:
                    made.append(record)
        return made

    def fault(self, place: str, fault: str, repair: str) -> None:
        self.faults.append(DataError(place=place, fault=fault, repair=repair))

    def whole(self, kind: type[Shape], data: Data) -> Shape | None:
        """Make a record of what was read; what only shows here is told like any other fault."""
        try:
            return kind.model_validate(data)
        except ValidationError as error:
            for fault in error.errors():
                self.fault("taxonomy/ " + ".".join(map(str, fault["loc"])), fault["msg"], _SCHEMA)
            return None

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

    def _record(
        self, place: str, item: Any, kind: type[Shape], prepare: Callable[[Data], Data], check: Check[Shape]
    ) -> Shape | None:
        if not isinstance(item, dict):
            self.fault(place, f"{item!r} is not a record", _SCHEMA)
            return None
        try:
            record = kind.model_validate(prepare(item))
        except ValidationError as error:
            for wrong in error.errors():
                self.fault(f"{place} {'.'.join(map(str, wrong['loc']))}", wrong["msg"], _SCHEMA)
            return None
        for name, fault, repair in check(record):
            self.fault(f"{place} {name}", fault, repair)
        return record
