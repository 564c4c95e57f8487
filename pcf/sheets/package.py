"""From a guarded archive to a ``Book``: which parts to read, and in which order."""

from __future__ import annotations

import gc
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pcf.errors import Phrase
from pcf.findings import Finding, FindingKind
from pcf.sheets import findings as kinds
from pcf.sheets import limits
from pcf.sheets.archive import CONTENT_TYPES, Package, open_package
from pcf.sheets.budget import Budget
from pcf.sheets.grid import Book, Format, Sheet
from pcf.sheets.guard import RefusedFileError
from pcf.sheets.xml_cells import Cells
from pcf.sheets.xml_parts import Attributes, Elements, Properties, Strings, unreadable
from pcf.sheets.xml_styles import Formats

_MACRO_TYPES = ("macroenabled", "vbaproject", "macrosheet")
_LINK_KINDS = frozenset({"externalLink", "connections"})
_CUSTOM_PROPERTIES = "docProps/custom.xml"


class Relation(NamedTuple):
    """What a part points to: the last word of the type, and the full name of the target."""

    kind: str
    target: str
    is_external: bool


def read_book(path: Path, *, cells: int = limits.CELL_LIMIT) -> tuple[Book, list[Finding]]:
    """Read all cells of a received workbook, and what is odd but harmless about the file.

    Args:
        path: The file.
        cells: How many cells it may have at most.

    Raises:
        RefusedFileError: It is not a workbook, is damaged, or is dangerous.
    """
    package = open_package(path, Budget(cells))
    with _collector_resting():
        return _Opened(package).book(), package.findings


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Keep Python from walking through all the cells again and again: none of them is ever rubbish."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Opened:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.budget = package.budget

    def book(self) -> Book:
        top = self._relations("")
        main = self._main_part(top)
        wanted = {"sheet": ("name", "state", "id"), "workbookPr": ("date1904",)}
        listed = self._elements(main, "workbook", wanted)
        relations = self._relations(main)
        self._report_companions(relations.values())
        strings, formats = self._strings(relations.values()), self._formats(relations.values())
        sheets = []
        for sheet, part in _listed_sheets(listed, relations):
            Cells(part, sheet, strings, formats, self.budget).parse(self.package.read(part))
            sheets.append(sheet)
        starts_1904 = any(one.get("date1904") in {"1", "true"} for _, one in listed)
        return Book(sheets, self._properties(top.values()), starts_1904)

    def _main_part(self, relations: dict[str, Relation]) -> str:
        main = {one.target for one in relations.values() if one.kind == "officeDocument" and not one.is_external}
        if len(main) != 1:
            found = ", ".join(sorted(main)) or "officeDocument"
            raise RefusedFileError(kinds.FILE_DAMAGED, reason=kinds.MAIN_PART_UNNAMED, found=found)
        (part,) = main
        for folder, suffix in (("word/", ".docx"), ("ppt/", ".pptx"), ("visio/", ".vsdx")):
            if part.startswith(folder):
                raise RefusedFileError(kinds.FILE_IS_OTHER, found=self.package.file, format=suffix)
        if part.endswith(".bin"):
            raise RefusedFileError(kinds.FILE_IS_OTHER, found=self.package.file, format=".xlsb")
        return part

    def _elements(self, part: str, root: str, wanted: Mapping[str, Sequence[str]]) -> list[tuple[str, Attributes]]:
        read = Elements(part, self.budget, root, wanted)
        read.parse(self.package.read(part))
        return read.found

    def _relations(self, part: str) -> dict[str, Relation]:
        """Return id -> relation of a part; nothing outside the archive can be a target."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        wanted = ("Id", "Type", "Target", "TargetMode")
        relations: dict[str, Relation] = {}
        for _, one in self._elements(name, "Relationships", {"Relationship": wanted}):
            target, is_external = one.get("Target", ""), one.get("TargetMode") == "External"
            if not is_external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if one.get("Id", "") in relations:
                raise unreadable(kinds.RELATION_TWICE, f"{name}: {one.get('Id', '')[:40]}")
            relations[one.get("Id", "")] = Relation(one.get("Type", "").rpartition("/")[2], target, is_external)
        return relations

    def _report_companions(self, relations: Iterable[Relation]) -> None:
        """Report what comes with the workbook and is never opened: macros, and links to other files."""
        kept = list(relations)
        macros = {name for name in self.package.names if _is_macro(name)} | self._macro_parts()
        macros |= {one.target for one in kept if any(word in one.kind.lower() for word in _MACRO_TYPES)}
        self._report(kinds.MACROS, macros)
        links = {name for name in self.package.names if name.lower().startswith("xl/externallinks/")}
        links = {name for name in links if name.lower().endswith(".xml")}
        links |= {one.target for one in kept if one.kind in _LINK_KINDS or one.is_external}
        self._report(kinds.EXTERNAL_LINKS, links)

    def _report(self, kind: FindingKind, names: set[str]) -> None:
        if names:
            facts = {"found": sorted(name[:200] for name in names)[:20]}
            self.package.findings.append(Finding(kind, self.package.file, facts=facts))

    def _macro_parts(self) -> set[str]:
        """Return the parts that the list of contents calls macros, whatever their names say."""
        wanted = {"Override": ("PartName", "ContentType"), "Default": ("Extension", "ContentType")}
        found = set()
        for tag, one in self._elements(CONTENT_TYPES, "Types", wanted):
            if not any(word in one.get("ContentType", "").lower() for word in _MACRO_TYPES):
                continue
            if tag == "Override":
                found.add(one.get("PartName", "").lstrip("/"))
            else:
                suffix = f".{one.get('Extension', '')}".lower()
                found |= {name for name in self.package.names if name.lower().endswith(suffix)}
        return found

    def _strings(self, relations: Iterable[Relation]) -> list[str]:
        for one in relations:
            if one.kind == "sharedStrings":
                strings = Strings(one.target, self.budget)
                strings.parse(self.package.read(one.target))
                return strings.texts
        return []

    def _formats(self, relations: Iterable[Relation]) -> list[Format]:
        part = next((one.target for one in relations if one.kind == "styles"), None)
        if part is None:
            return []
        if part not in self.package:
            return self._without_formats(kinds.STYLES_BROKEN, part)
        if self.package.size(part) > limits.STYLES_LIMIT or self.package.is_bomb(part):
            return self._without_formats(kinds.STYLES_TOO_LARGE, part)
        formats = Formats(part, self.budget)
        try:
            formats.parse(self.package.read(part))
        except RefusedFileError as refused:
            if refused.kind not in {kinds.UNREADABLE, kinds.ARCHIVE_UNSAFE}:
                raise
            return self._without_formats(kinds.STYLES_BROKEN, part)
        return formats.formats

    def _without_formats(self, reason: Phrase, part: str) -> list[Format]:
        """Go on without the formats of numbers, and say so: styles must not keep answers from being read."""
        facts = {"reason": reason, "found": part, "limit": f"{limits.STYLES_LIMIT // limits.MEGABYTE} MB"}
        self.package.findings.append(Finding(kinds.STYLES_SKIPPED, self.package.file, facts=facts))
        return []

    def _properties(self, relations: Iterable[Relation]) -> dict[str, str]:
        named = (one.target for one in relations if one.kind in {"custom-properties", "customProperties"})
        part = next(named, _CUSTOM_PROPERTIES)
        if part not in self.package:
            return {}
        properties = Properties(part, self.budget)
        properties.parse(self.package.read(part))
        return properties.values


def _is_macro(name: str) -> bool:
    return name.lower().endswith("vbaproject.bin") or "/macrosheets/" in name.lower()


def _listed_sheets(
    listed: Sequence[tuple[str, Attributes]], relations: Mapping[str, Relation]
) -> Iterator[tuple[Sheet, str]]:
    """Yield every sheet of cells, still empty, with the name of its part, in the order of the tabs.

    Raises:
        RefusedFileError: A sheet is nowhere, or two sheets are the same.
    """
    names: set[str] = set()
    parts: set[str] = set()
    for tag, one in listed:
        if tag != "sheet":
            continue
        name = one.get("name", "")
        relation = relations.get(one.get("id", ""))
        if relation is None or relation.is_external:
            raise RefusedFileError(kinds.FILE_DAMAGED, sheet=name, reason=kinds.SHEET_WITHOUT_PART, found=name)
        if name.casefold() in names:
            raise unreadable(kinds.SHEET_NAME_TWICE, name, sheet=name)
        if relation.target.casefold() in parts:
            raise unreadable(kinds.PART_SHARED, relation.target, sheet=name)
        names.add(name.casefold())
        parts.add(relation.target.casefold())
        if relation.kind == "worksheet":
            yield Sheet(name, one.get("state", "visible") != "visible"), relation.target
