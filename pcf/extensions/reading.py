"""The files of an extension's folder, read item by item; every fault is kept with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml
from pydantic import ValidationError

from pcf.errors import N_, DataError, Phrase
from pcf.extensions import findings as kinds
from pcf.extensions.shapes import (
    HeadEntry,
    OwnElementEntry,
    OwnLevelsEntry,
    OwnMeasureEntry,
    OwnMetricEntry,
    OwnNameEntry,
    OwnReasonEntry,
)
from pcf.findings import Finding, FindingKind
from pcf.model import Record
from pcf.source import strict_yaml

Entry = TypeVar("Entry", bound=Record)

HEAD = "extension.yaml"
EDITIONS = "editions"  # the folder of the user's own copies of APQC's workbooks
LISTS: Mapping[str, type[Record]] = {
    "elements.yaml": OwnElementEntry,
    "names.yaml": OwnNameEntry,
    "measures.yaml": OwnMeasureEntry,
    "metrics.yaml": OwnMetricEntry,
    "levels.yaml": OwnLevelsEntry,
    "reasons.yaml": OwnReasonEntry,
}
_SUFFIXES = frozenset({".yaml", ".yml"})
_LARGEST = 5_000_000  # bytes; the whole of what ships is smaller
_DEEPEST = 40  # nested lists and mappings; ours have some ten
_QUOTED = re.compile(r"'([^']+)'")
_KEYS = ("id", "element", "process")  # what an item is known by
_WANTED: Mapping[str, Phrase] = {
    "string_type": Phrase(N_("a text")),
    "string_too_short": Phrase(N_("a text that is not empty")),
    "string_too_long": Phrase(N_("a text of at most 4,000 signs")),
    "int_parsing": Phrase(N_("a whole number")),
    "int_type": Phrase(N_("a whole number")),
    "bool_parsing": Phrase(N_("true or false")),
    "bool_type": Phrase(N_("true or false")),
    "tuple_type": Phrase(N_("a list")),
    "dict_type": Phrase(N_("a mapping of keys to values")),
    "model_type": Phrase(N_("a mapping of keys to values")),
}


@dataclass(frozen=True, slots=True)
class Item(Generic[Entry]):
    """One item of a file, and where it stands."""

    file: str
    line: int
    entry: Entry

    def finding(self, kind: FindingKind, **facts: object) -> Finding:
        """Tell a fault of this item."""
        return Finding(kind, self.file, cell=str(self.line), facts=facts)


@dataclass(slots=True)
class Folder:
    """An extension's folder as it was read; ``findings`` grows while it is read and checked."""

    path: Path
    head: HeadEntry | None = None
    items: dict[str, list[Item[Any]]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def of(self, file: str) -> list[Item[Any]]:
        return self.items.get(file, [])

    def is_sound(self, file: str) -> bool:
        """Whether all of a file could be read: of one that could not, nobody knows which ids it has."""
        return not any(finding.file == file for finding in self.findings)


def read_folder(path: Path) -> Folder:
    """Read every file of a folder; what cannot be read is among its findings."""
    folder = Folder(path)
    if not (path / HEAD).is_file():
        folder.findings.append(Finding(kinds.EXTENSION_MISSING, facts={"found": str(path)}))
        return folder
    folder.findings += _strangers(path)
    head = _content(path / HEAD, folder.findings)
    if head is not None:
        made = _items(HEAD, [head[0]], {(0, *at): line for at, line in head[1].items()}, HeadEntry, folder.findings)
        folder.head = made[0].entry if made else None
    for name, kind in LISTS.items():
        content = _content(path / name, folder.findings) if (path / name).exists() else None
        if content is not None:
            folder.items[name] = _items(name, *content, kind, folder.findings)
    return folder


def _strangers(path: Path) -> Iterator[Finding]:
    """A misspelt file would be left out in silence."""
    for file in sorted(path.iterdir()):
        if file.suffix.lower() in _SUFFIXES and file.name not in {HEAD, *LISTS}:
            facts = {"found": file.name, "files": [HEAD, *LISTS]}
            yield Finding(kinds.EXTENSION_FILE_UNKNOWN, file.name, facts=facts)


class _UnreadableError(Exception):
    def __init__(self, reason: object, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line


def _content(path: Path, findings: list[Finding]) -> tuple[Any, dict[tuple[str | int, ...], int]] | None:
    """Return what a file says and in which lines; ``None`` where it cannot be read."""
    try:
        return _parsed(path)
    except _UnreadableError as error:
        place = str(error.line) if error.line else ""
        findings.append(Finding(kinds.EXTENSION_UNREADABLE, path.name, cell=place, facts={"found": error.reason}))
        return None


def _parsed(path: Path) -> tuple[Any, dict[tuple[str | int, ...], int]]:
    try:
        if path.stat().st_size > _LARGEST:
            raise _UnreadableError(Phrase(N_("it is larger than 5 MB")))
        text = path.read_text(encoding="utf-8-sig")
        if line := _too_much(text):
            raise _UnreadableError(Phrase(N_("an alias, or more than forty levels of nesting")), line)
        return strict_yaml.read(path), strict_yaml.lines(text)
    except DataError as error:
        _, _, at = str(error.facts["place"]).rpartition(":")
        raise _UnreadableError(error.facts["fault"], int(at) if at.isdigit() else None) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise _UnreadableError(error.problem or str(error), mark.line + 1 if mark else None) from error
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as error:
        raise _UnreadableError(getattr(error, "strerror", None) or str(error) or type(error).__name__) from error


def _too_much(text: str) -> int:
    """Return the line of an alias, or of a nesting too deep to be meant; 0 where there is none."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or depth > _DEEPEST:
            return event.start_mark.line + 1 if event.start_mark else 1
    return 0


def _items(
    name: str, content: Any, lines: Mapping[tuple[str | int, ...], int], kind: type[Entry], findings: list[Finding]
) -> list[Item[Entry]]:
    if not isinstance(content, list):
        facts = {"item": name, "key": "–", "found": Phrase(N_("what stands here")), "wanted": _WANTED["tuple_type"]}
        findings.append(Finding(kinds.EXTENSION_VALUE, name, cell="1", facts=facts))
        return []
    made = []
    for place, said in enumerate(content):
        line = lines.get((place,), 1)
        try:
            made.append(Item(name, line, kind.model_validate(said)))
        except ValidationError as error:
            for fault in error.errors():
                at, path = _where(lines, (place, *fault["loc"]))
                told, about = _told(_called(said, place), path, fault, kind)
                findings.append(Finding(told, name, cell=str(at or line), facts=about))
    return made


def _where(lines: Mapping[tuple[str | int, ...], int], loc: Sequence[str | int]) -> tuple[int | None, str]:
    """Return the line of a fault, and the keys that lead to it.

    pydantic names the member of a union in between, which stands in no file.
    """
    at: tuple[str | int, ...] = ()
    for step in loc:
        at = next((way for way in ((*at, step), (*at, str(step))) if way in lines), at)
    path = at[1:] if len(loc) == len(at) or at[-1:] == (str(loc[-1]),) else (*at[1:], loc[-1])
    return lines.get(at), ".".join(map(str, path))


def _called(said: object, place: int) -> str:
    found = next((said[key] for key in _KEYS if key in said), None) if isinstance(said, dict) else None
    return str(found)[:60] if found is not None else f"#{place + 1}"


def _told(item: str, path: str, fault: Any, kind: type[Record]) -> tuple[FindingKind, dict[str, object]]:
    """Tell one of pydantic's faults in our words."""
    facts: dict[str, object] = {"item": item, "found": path}
    match fault["type"]:
        case "missing":
            return kinds.EXTENSION_KEY_MISSING, facts
        case "extra_forbidden":
            known = sorted(kind.model_fields) if len(fault["loc"]) == 1 else [Phrase(N_("the keys of such an entry"))]
            return kinds.EXTENSION_KEY_UNKNOWN, facts | {"known": known}
    found = repr(fault["input"])[:80]
    return kinds.EXTENSION_VALUE, {"item": item, "key": path or "–", "found": found, "wanted": _wanted(fault)}


def _wanted(fault: Any) -> object:
    if fault["type"] in _WANTED:
        return _WANTED[fault["type"]]
    context = fault.get("ctx", {})
    if listed := _QUOTED.findall(str(context.get("expected") or context.get("expected_tags") or "")):
        return listed
    return str(fault["msg"]).removeprefix("Value error, ")


def ids_twice(items: Sequence[Item[Any]], key: str) -> Iterator[Finding]:
    """Yield the items whose id an earlier one has."""
    first: dict[str, int] = {}
    for item in items:
        some_id = getattr(item.entry, key)
        if some_id in first:
            yield item.finding(kinds.EXTENSION_ID_TWICE, found=some_id, line=first[some_id])
        first.setdefault(some_id, item.line)
