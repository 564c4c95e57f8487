"""Cells of a workbook by their keys, in the XML of the file: a program that loads and saves drops what formulas show."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from pcf.excel import layout
from pcf.sheets.grid import Cell, Sheet, column_name
from pcf.sheets.package import read_book

Spot = tuple[str, str, str]  # sheet, row, column: keys


class Places:
    """Where the keys of a workbook are, and what stands there."""

    def __init__(self, path: Path) -> None:
        book, _ = read_book(path)
        self._sheets = {sheet.cells[1, 1].text.split(":")[1]: sheet for sheet in book.sheets}
        self._parts = {sheet.name: f"xl/worksheets/sheet{n}.xml" for n, sheet in enumerate(book.sheets, start=1)}

    def sheet(self, key: str) -> Sheet:
        return self._sheets[key]

    def part(self, key: str) -> str:
        """Return the part of the archive that holds a sheet."""
        return self._parts[self.sheet(key).name]

    def at(self, spot: Spot) -> tuple[str, str]:
        """Return sheet and cell as a finding names them."""
        key, row, column = spot
        return self.sheet(key).name, f"{column_name(self._column(key, column))}{self._row(key, row)}"

    def cell(self, spot: Spot) -> Cell | None:
        key, row, column = spot
        return self.sheet(key).cells.get((self._row(key, row), self._column(key, column)))

    def filled(self, key: str, column: str) -> list[str]:
        """Return the keys of the rows in which a column shows something below its heading."""
        place = self._column(key, column)
        rows = {
            cell.row: cell.text for cell in self.sheet(key).filled if cell.column == 1 and cell.row > self._head(key)
        }
        shown = {cell.row for cell in self.sheet(key).filled if cell.column == place and cell.text}
        return [name for row, name in rows.items() if row in shown]

    def _row(self, key: str, row: str) -> int:
        return next(cell.row for cell in self.sheet(key).filled if cell.column == 1 and cell.text == row)

    def _head(self, key: str) -> int:
        return self._row(key, f"{layout.OWN}head")

    def _column(self, key: str, column: str) -> int:
        heads = self._row(key, layout.KEY)
        return next(cell.column for cell in self.sheet(key).filled if cell.row == heads and cell.text == column)


def type_over(path: Path, typed: Mapping[Spot, str | float | None]) -> None:
    """Put constants in the place of whatever stands in cells; all other cells keep what they show."""

    def constant(found: re.Match[str], value: str | float | None) -> str:
        cell = re.sub(r' t="\w+"', "", found["head"])
        if value is None:
            return f"{cell}/>"
        if isinstance(value, str):
            return f'{cell} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        return f"{cell}><v>{value}</v></c>"

    _edit(path, {spot: lambda found, value=value: constant(found, value) for spot, value in typed.items()})


def show_instead(path: Path, shown: Mapping[Spot, float | str | None]) -> None:
    """Change what formulas show, as if another program had computed them; ``None``: nobody has."""

    def cached(found: re.Match[str], value: float | str | None) -> str:
        formula = re.search(r"<f>.*?</f>", found[0])
        assert formula, found[0]
        kind = ' t="str"' if isinstance(value, str) else ""
        head = re.sub(r' t="\w+"', "", found["head"]) + kind
        return f"{head}>{formula[0]}{'' if value is None else f'<v>{value}</v>'}</c>"

    _edit(path, {spot: lambda found, value=value: cached(found, value) for spot, value in shown.items()})


def type_beside(path: Path, key: str, cell: str, text: str) -> None:
    """Type a text into a cell that the file does not hold, below its last row."""
    number = re.sub("[A-Z]", "", cell)
    row = f'<row r="{number}"><c r="{cell}" t="inlineStr"><is><t>{escape(text)}</t></is></c></row></sheetData>'
    _rewrite(path, {Places(path).part(key): lambda xml: xml.replace("</sheetData>", row)})


def _edit(path: Path, edits: Mapping[Spot, Callable[[re.Match[str]], str]]) -> None:
    places = Places(path)
    by_part: dict[str, dict[str, Callable[[re.Match[str]], str]]] = {}
    for spot, edit in edits.items():
        by_part.setdefault(places.part(spot[0]), {})[places.at(spot)[1]] = edit

    def edited(xml: str, cells: Mapping[str, Callable[[re.Match[str]], str]]) -> str:
        for name, edit in cells.items():
            xml, times = re.subn(rf'(?P<head><c r="{name}"[^>]*?)(/>|>.*?</c>)', edit, xml, count=1, flags=re.DOTALL)
            assert times == 1, name
        return xml

    _rewrite(path, {part: lambda xml, cells=cells: edited(xml, cells) for part, cells in by_part.items()})


def _rewrite(path: Path, edits: Mapping[str, Callable[[str], str]]) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, edit in edits.items():
        parts[name] = edit(parts[name].decode("utf-8")).encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
