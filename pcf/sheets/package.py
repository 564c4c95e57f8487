"""From a guarded archive to a ``Book``: which parts to read, and in which order."""

from __future__ import annotations

import posixpath
from pathlib import Path

from pcf.findings import Finding
from pcf.sheets import findings as kinds
from pcf.sheets.grid import Book, Sheet
from pcf.sheets.guard import Package, RefusedFileError, open_package
from pcf.sheets.xml_cells import CELL_LIMIT, Cells
from pcf.sheets.xml_parts import Elements, Formats, Properties, Shown, Strings

STYLES_LIMIT = 8 * 2**20  # programs blow styles up; number formats are not worth more


def read_book(path: Path, *, cells: int = CELL_LIMIT) -> tuple[Book, list[Finding]]:
    """Read all cells of a received workbook, and what is odd but harmless about the file.

    Args:
        path: The file.
        cells: How many cells it may have at most.

    Raises:
        RefusedFileError: It is not a workbook, is damaged, or is dangerous.
    """
    package = open_package(path)
    return _Opened(package, cells).book(), package.findings


class _Opened:
    def __init__(self, package: Package, limit: int) -> None:
        self.package = package
        self.limit = limit
        self.names = set(package.names)
        self.cells = 0

    def book(self) -> Book:
        main = self._main_part()
        listed = Elements(main, "sheet", "workbookPr")
        listed.parse(self.package.read(main))
        targets = self._relations(main)
        strings, formats = self._strings(targets), self._formats(targets)
        sheets = []
        starts_1904 = False
        for tag, attributes in listed.found:
            if tag == "workbookPr":
                starts_1904 = attributes.get("date1904") in {"1", "true"}
                continue
            kind, part = targets.get(attributes.get("id", ""), ("", ""))
            if kind != "worksheet":
                continue
            sheet = Sheet(attributes.get("name", ""), attributes.get("state", "visible") != "visible")
            Cells(part, sheet, strings, formats, self._count_cell).parse(self.package.read(part))
            sheets.append(sheet)
        return Book(sheets, self._properties(), starts_1904)

    def _count_cell(self) -> None:
        self.cells += 1
        if self.cells > self.limit:
            raise RefusedFileError(kinds.TOO_MANY_CELLS, found=self.limit, limit=self.limit)

    def _main_part(self) -> str:
        for kind, target in self._relations("").values():
            if kind == "officeDocument":
                return target
        raise RefusedFileError(kinds.FILE_DAMAGED, found="officeDocument")

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return id -> (last word of the type, full name of the target) of a part's inner relations."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self.names:
            raise RefusedFileError(kinds.FILE_DAMAGED, found=name)
        read = Elements(name, "Relationship")
        read.parse(self.package.read(name))
        relations = {}
        for _, one in read.found:
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
                relations[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], target)
        return relations

    def _strings(self, targets: dict[str, tuple[str, str]]) -> list[str]:
        for kind, part in targets.values():
            if kind == "sharedStrings":
                strings = Strings(part)
                strings.parse(self.package.read(part))
                return strings.texts
        return []

    def _formats(self, targets: dict[str, tuple[str, str]]) -> list[Shown]:
        for kind, part in targets.values():
            if kind == "styles" and part in self.names:
                if self.package.archive.getinfo(part).file_size > STYLES_LIMIT:
                    return []
                formats = Formats(part)
                formats.parse(self.package.read(part))
                return formats.shown
        return []

    def _properties(self) -> dict[str, str]:
        part = "docProps/custom.xml"
        if part not in self.names:
            return {}
        properties = Properties(part)
        properties.parse(self.package.read(part))
        return properties.values
