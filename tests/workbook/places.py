"""Cells of a workbook by their keys, and changes to them in the XML of the file.

A program that loads and saves a workbook drops what its formulas show, so the file itself is edited.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from pcf.excel import layout
from pcf.sheets.grid import Cell, Sheet, column_name
from pcf.sheets.package import read_book

Spot = tuple[str, str, str]  # sheet, row, column: keys
_Edit = Callable[[re.Match[str]], str]
_KIND = re.compile(r' t="\w+"')


class Places:
    """Where the keys of a workbook are, and what stands there; holds for its copies too."""

    def __init__(self, path: Path) -> None:
        book, _ = read_book(path)
        self._sheets = {sheet.cells[1, 1].text.split(":")[1]: sheet for sheet in book.sheets}
        self._parts = {sheet.name: f"xl/worksheets/sheet{n}.xml" for n, sheet in enumerate(book.sheets, start=1)}

    def sheet(self, key: str) -> Sheet:
        return self._sheets[key]

    def at(self, spot: Spot) -> tuple[str, str]:
        """Return sheet and cell as a finding names them."""
        key, row, column = spot
        return self.sheet(key).name, f"{column_name(self._column(key, column))}{self._row(key, row)}"

    def cell(self, spot: Spot) -> Cell:
        key, row, column = spot
        return self.sheet(key).cells[self._row(key, row), self._column(key, column)]

    def filled(self, key: str, column: str) -> list[Spot]:
        """Return the rows in which a column shows something, from its heading on."""
        place, head = self._column(key, column), self._row(key, f"{layout.OWN}head")
        shown = {cell.row for cell in self.sheet(key).filled if cell.column == place and cell.text}
        rows = [cell for cell in self.sheet(key).filled if cell.column == 1 and cell.row >= head]
        return [(key, cell.text, column) for cell in rows if cell.row in shown]

    def type_over(self, path: Path, typed: Mapping[Spot, str | float | None]) -> None:
        """Put constants in the place of whatever stands in cells; all other cells keep what they show."""
        self._edit(path, {spot: _constant(value) for spot, value in typed.items()})

    def show_instead(self, path: Path, shown: Mapping[Spot, str | float | None]) -> None:
        """Change what formulas show, as if another program had computed them; ``None``: nobody has."""
        self._edit(path, {spot: _computed(value) for spot, value in shown.items()})

    def type_beside(self, path: Path, cells: Iterable[tuple[str, str]], text: str) -> None:
        """Type a text into cells of sheets, named by letters and number, below everything that the file holds."""
        for key, cell in cells:
            number = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            row = f'<row r="{number}"><c r="{cell}" t="inlineStr"><is><t>{escape(text)}</t></is></c></row></sheetData>'
            _rewrite(path, self._part(key), lambda xml, row=row: xml.replace("</sheetData>", row))

    def _edit(self, path: Path, edits: Mapping[Spot, _Edit]) -> None:
        for key in dict.fromkeys(key for key, *_ in edits):
            cells = {self.at(spot)[1]: edit for spot, edit in edits.items() if spot[0] == key}
            _rewrite(path, self._part(key), lambda xml, cells=cells: _edited(xml, cells))

    def _part(self, key: str) -> str:
        return self._parts[self.sheet(key).name]

    def _row(self, key: str, row: str) -> int:
        return next(cell.row for cell in self.sheet(key).filled if cell.column == 1 and cell.text == row)

    def _column(self, key: str, column: str) -> int:
        heads = self._row(key, layout.KEY)
        return next(cell.column for cell in self.sheet(key).filled if cell.row == heads and cell.text == column)


def _constant(value: str | float | None) -> _Edit:
    def edit(found: re.Match[str]) -> str:
        head = _KIND.sub("", found["head"])
        if value is None:
            return f"{head}/>"
        if isinstance(value, str):
            return f'{head} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        return f"{head}><v>{value}</v></c>"

    return edit


def _computed(value: str | float | None) -> _Edit:
    def edit(found: re.Match[str]) -> str:
        formula = re.search(r"<f>.*?</f>", found[0])
        assert formula, found[0]
        kind = ' t="str"' if isinstance(value, str) else ""
        shown = "" if value is None else f"<v>{escape(str(value))}</v>"
        return f"{_KIND.sub('', found['head'])}{kind}>{formula[0]}{shown}</c>"

    return edit


def _edited(xml: str, cells: Mapping[str, _Edit]) -> str:
    """Return a sheet in which every named cell was edited; all of them are there."""
    missing = set(cells)

    def edit(found: re.Match[str]) -> str:
        if found["name"] not in cells:
            return found[0]
        missing.discard(found["name"])
        return cells[found["name"]](found)

    edited = re.sub(r'(?P<head><c r="(?P<name>[A-Z]+[0-9]+)"[^>/]*)(?:/>|>.*?</c>)', edit, xml, flags=re.DOTALL)
    assert not missing
    return edited


def _rewrite(path: Path, part: str, edit: Callable[[str], str]) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = edit(parts[part].decode("utf-8")).encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
