"""The files of an extension's folder, read item by item; every fault is kept with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args

import yaml
from pydantic import ValidationError

from pcf.errors import N_, DataError, Phrase
from pcf.extensions import findings as kinds
from pcf.extensions.shapes import (
    NAME_RESERVED,
    STATEMENT_CODE,
    HeadEntry,
    OwnElementEntry,
    OwnLevelsEntry,
    OwnMeasureEntry,
    OwnMetricEntry,
    OwnNameEntry,
    OwnReasonEntry,
)
from pcf.findings import Finding, FindingKind
from pcf.ids import RESERVED_OWNERS, ElementId, MeasureId, MetricId, Owner, WordId, is_named_id, owner_of
from pcf.model import Record
from pcf.source import strict_yaml
from pcf.texts.received import FILE_EMPTY, FILE_TOO_LARGE, FILE_UNREADABLE, RefusedTextError, content_of

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
_BOUNDS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
_A_NUMBER, _A_MAPPING = Phrase(N_("a number")), Phrase(N_("a mapping of keys to values"))
_AN_ID = Phrase(N_("an id such as acme:desk"))
_SOMETHING_ELSE = Phrase(N_("a value of another kind"))
# What pydantic calls its faults, and what we say is wanted.
_WANTED: Mapping[str, Phrase] = {
    "string_type": Phrase(N_("a text")),
    "string_unicode": Phrase(N_("a text without control signs")),
    "string_too_short": Phrase(N_("a text that is not empty")),
    "string_too_long": Phrase(N_("a text of at most 4,000 signs")),
    "int_parsing": Phrase(N_("a whole number")),
    "int_parsing_size": Phrase(N_("a whole number")),
    "int_type": Phrase(N_("a whole number")),
    "bool_parsing": Phrase(N_("true or false")),
    "bool_type": Phrase(N_("true or false")),
    "tuple_type": Phrase(N_("a list")),
    "too_short": Phrase(N_("more entries")),
    "float_parsing": _A_NUMBER,
    "float_type": _A_NUMBER,
    "fraction_type": Phrase(N_("a number, or a fraction such as 1/3")),
    "dict_type": _A_MAPPING,
    "model_type": _A_MAPPING,
    "model_attributes_type": _A_MAPPING,
    "union_tag_not_found": Phrase(N_("a mapping with the key kind")),
}
# The forms that texts have to have, by the pattern that they miss.
_FORMS: Mapping[str, Phrase] = {
    get_args(ElementId)[1].pattern: Phrase(N_("an id such as 10388 or acme:desk")),
    get_args(MetricId)[1].pattern: _AN_ID,
    get_args(MeasureId)[1].pattern: _AN_ID,
    get_args(Owner)[1].pattern: Phrase(N_("two to twelve small Latin letters")),
    get_args(WordId)[1].pattern: Phrase(N_("an id of small Latin letters, digits and _")),
    STATEMENT_CODE: Phrase(N_("a level from 1 to 5 and a letter, such as 3a")),
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
    """An extension's folder as it was read; ``names`` is what lies in it, ``findings`` grows while it is checked.

    ``said`` holds the own ids in a file, those of unusable items too; ``None`` stands for one that is not legible.
    """

    path: Path
    names: tuple[str, ...] = ()
    head: HeadEntry | None = None
    items: dict[str, list[Item[Any]]] = field(default_factory=dict)
    said: dict[str, frozenset[str | None]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def of(self, file: str) -> list[Item[Any]]:
        return self.items.get(file, [])

    def ids_in(self, file: str) -> frozenset[str]:
        """Return the own ids that a file gives, as far as they are legible."""
        return frozenset(one for one in self.said.get(file, ()) if one is not None)

    def has_every_id(self, file: str) -> bool:
        """Whether all own ids that a file gives are known: of a file that cannot be read nobody knows them."""
        return file not in self.names or None not in self.said.get(file, {None})


def read_folder(path: Path) -> Folder:
    """Read every file of a folder; what cannot be read is among its findings."""
    folder = Folder(path)
    try:
        names = sorted(file.name for file in path.iterdir())
    except PermissionError as error:
        facts = {"found": path.name, "reason": error.strerror or str(error)}
        folder.findings.append(Finding(FILE_UNREADABLE, facts=facts))
        return folder
    except (OSError, ValueError):  # no folder, or no path at all
        names = []
    if HEAD not in names:
        folder.findings.append(Finding(kinds.EXTENSION_MISSING, facts={"found": str(path)}))
        return folder
    folder.names = tuple(names)
    folder.findings += _strangers(names)
    head = _content(path / HEAD, folder.findings)
    if head is not None:
        made = _items(HEAD, [head[0]], {(0, *at): line for at, line in head[1].items()}, HeadEntry, folder.findings)
        folder.head = made[0].entry if made else None
    for name, kind in LISTS.items():
        content = _content(path / name, folder.findings) if name in names else None
        if content is not None:
            folder.items[name] = _items(name, *content, kind, folder.findings)
            folder.said[name] = frozenset(_ids_said(content[0]))
    return folder


def _strangers(names: Sequence[str]) -> Iterator[Finding]:
    """A misspelt file would be left out in silence."""
    for name in names:
        if Path(name).suffix.lower() in _SUFFIXES and name not in {HEAD, *LISTS}:
            facts = {"found": name, "files": [HEAD, *LISTS]}
            yield Finding(kinds.EXTENSION_FILE_UNKNOWN, name, facts=facts)


class _UnreadableError(Exception):
    def __init__(self, reason: object, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line


def _content(path: Path, findings: list[Finding]) -> tuple[Any, dict[tuple[str | int, ...], int]] | None:
    """Return what a file says and in which lines; ``None`` where it cannot be read."""
    try:
        return _parsed(_text(path), path.name)
    except RefusedTextError as error:
        is_ours = error.kind in (FILE_TOO_LARGE, FILE_UNREADABLE)
        kind = error.kind if is_ours else replace(error.kind, expected=kinds.EXTENSION_UNREADABLE.expected)
        findings.append(Finding(kind, path.name, facts=error.facts))
        return None
    except _UnreadableError as error:
        place = str(error.line) if error.line else ""
        findings.append(Finding(kinds.EXTENSION_UNREADABLE, path.name, cell=place, facts={"found": error.reason}))
        return None


def _text(path: Path) -> str:
    try:
        return content_of(path, limit=_LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _UnreadableError(Phrase(N_("it is not in UTF-8"))) from error
    except RefusedTextError as error:
        if error.kind is FILE_EMPTY:  # a list without items
            return ""
        raise


def _parsed(text: str, name: str) -> tuple[Any, dict[tuple[str | int, ...], int]]:
    try:
        if line := _too_much(text):
            raise _UnreadableError(Phrase(N_("an alias, or more than forty levels of nesting")), line)
        return strict_yaml.parse(text, name), strict_yaml.lines(text)
    except DataError as error:
        _, _, at = str(error.facts["place"]).rpartition(":")
        raise _UnreadableError(error.facts["fault"], int(at) if at.isdigit() else None) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise _UnreadableError(error.problem or str(error), mark.line + 1 if mark else None) from error
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        raise _UnreadableError(str(error) or type(error).__name__) from error


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


def _ids_said(content: Any) -> Iterator[str | None]:
    for item in content if isinstance(content, list) else [{}]:
        said = item.get("id") if isinstance(item, dict) else None
        yield said if isinstance(said, str) and owner_of(said) and is_named_id(said) else None


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
        case reserved if reserved == NAME_RESERVED:
            return kinds.EXTENSION_NAME_RESERVED, {"found": fault["input"], "reserved": sorted(RESERVED_OWNERS)}
    found = repr(fault["input"])[:80]
    return kinds.EXTENSION_VALUE, {"item": item, "key": path or "–", "found": found, "wanted": _wanted(fault)}


def _wanted(fault: Any) -> object:
    """Say what a value has to be; pydantic's own sentence never, which is English in every language."""
    if fault["type"] in _WANTED:
        return _WANTED[fault["type"]]
    context = fault.get("ctx", {})
    if listed := _QUOTED.findall(str(context.get("expected") or context.get("expected_tags") or "")):
        return listed
    if bound := next((f"{sign} {context[name]}" for name, sign in _BOUNDS.items() if name in context), ""):
        return bound
    if "error" in context:  # raised by a validator of ours, in words of ours
        return Phrase(str(context["error"]))
    return _FORMS.get(context.get("pattern", ""), _SOMETHING_ELSE)


def ids_twice(items: Sequence[Item[Any]], key: str) -> Iterator[Finding]:
    """Yield the items whose id an earlier one has."""
    first: dict[str, int] = {}
    for item in items:
        some_id = getattr(item.entry, key)
        if some_id in first:
            yield item.finding(kinds.EXTENSION_ID_TWICE, found=some_id, line=first[some_id])
        first.setdefault(some_id, item.line)
