"""The cells of one received sheet, streamed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from pcf.sheets import findings as kinds
from pcf.sheets.grid import LAST_COLUMN, LAST_ROW, Cell, Sheet
from pcf.sheets.guard import RefusedFileError
from pcf.sheets.xml_parts import Attributes, Part, Shown, unescaped

CELL_LIMIT = 500_000
MERGE_LIMIT = 10_000
_REFERENCE = re.compile(r"\$?([A-Z]{1,4})\$?([0-9]{1,10})")


class Cells(Part):
    """The cells of one sheet, its hidden rows and columns and its merged ranges."""

    def __init__(
        self, name: str, sheet: Sheet, strings: list[str], formats: list[Shown], budget: Callable[[], None]
    ) -> None:
        super().__init__(name)
        self.sheet = sheet
        self._strings, self._formats, self._budget = strings, formats, budget
        self._row = self._column = 0
        self._cell: Attributes = {}
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._inline: list[str] = []
        self._into: list[str] | None = None
        self._in_reading = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            self._begin_cell(attributes)
        elif tag == "v":
            self._value = self._into = []
        elif tag == "f":
            self._formula = self._into = []
        elif tag == "t" and not self._in_reading:
            self._into = self._inline
        elif tag == "rPh":
            self._in_reading = True
        elif tag == "row":
            self._begin_row(attributes)
        elif tag == "col" and attributes.get("hidden") in {"1", "true"}:
            self.sheet.hidden_columns.append((_whole(attributes.get("min")), _whole(attributes.get("max"))))
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, tag: str) -> None:
        if tag == "c":
            self._end_cell()
        elif tag in {"v", "f", "t"}:
            self._into = None
        elif tag == "rPh":
            self._in_reading = False

    def data(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def _begin_row(self, attributes: Attributes) -> None:
        self._row = _whole(attributes.get("r")) or self._row + 1
        self._column = 0
        if not 1 <= self._row <= LAST_ROW:
            raise RefusedFileError(kinds.BAD_REFERENCE, found=f"{self.sheet.name}: {self._row}")
        if attributes.get("hidden") in {"1", "true"}:
            self.sheet.hidden_rows.add(self._row)

    def _begin_cell(self, attributes: Attributes) -> None:
        self._budget()
        self._cell, self._value, self._formula, self._inline = attributes, None, None, []
        if reference := attributes.get("r"):
            self._row, self._column = place_of(reference, self.sheet.name)
        else:
            self._column += 1

    def _end_cell(self) -> None:
        if self._value is None and self._formula is None and not self._inline:
            return
        cell = self._made("".join(self._value or ()))
        place = (cell.row, cell.column)
        if place in self.sheet.cells:
            self.sheet.twice.append(cell)
        else:
            self.sheet.cells[place] = cell

    def _made(self, value: str) -> Cell:
        stored = self._cell.get("t", "n")
        formula = None if self._formula is None else "".join(self._formula)
        kind: Literal["number", "text", "boolean", "error", "date"] = "text"
        if stored == "s":
            value = self._shared(value)
        elif stored == "inlineStr":
            value = unescaped("".join(self._inline))
        elif stored == "str":
            value = unescaped(value)
        elif stored == "n":
            kind = "number"
        elif stored in {"b", "e", "d"}:
            kind = {"b": "boolean", "e": "error", "d": "date"}[stored]  # type: ignore[assignment]
        style = _whole(self._cell.get("s"))
        shown = self._formats[style] if kind == "number" and style < len(self._formats) else "number"
        has_value = self._value is not None and (bool(value) or stored == "str")
        return Cell(self._row, self._column, kind, value, formula, has_value, shown)

    def _shared(self, value: str) -> str:
        try:
            return self._strings[int(value)]
        except (ValueError, IndexError) as error:
            place = f"{self.sheet.name}!{self._cell.get('r', '')}: {value}"
            raise RefusedFileError(kinds.UNREADABLE, found=place) from error

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = place_of(first, self.sheet.name)
        bottom, right = place_of(last or first, self.sheet.name)
        self.sheet.merges.append((top, left, bottom, right))
        if len(self.sheet.merges) > MERGE_LIMIT:
            raise RefusedFileError(kinds.UNREADABLE, found=f"{self.sheet.name}: more than {MERGE_LIMIT} merged ranges")


def place_of(reference: str, sheet: str) -> tuple[int, int]:
    """Return row and column, 1-based, of a reference such as ``D12``.

    Raises:
        RefusedFileError: No such cell can be.
    """
    match = _REFERENCE.fullmatch(reference)
    column = row = 0
    if match:
        for letter in match[1]:
            column = column * 26 + ord(letter) - 64
        row = int(match[2])
    if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
        raise RefusedFileError(kinds.BAD_REFERENCE, found=f"{sheet}!{reference[:40]}")
    return row, column


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 0
