"""The cells of one received sheet, streamed."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence

from pcf.errors import Phrase
from pcf.sheets import findings as kinds
from pcf.sheets import limits
from pcf.sheets.budget import Budget, too_big
from pcf.sheets.grid import LAST_COLUMN, LAST_ROW, Cell, Format, Kind, Sheet, column_name
from pcf.sheets.guard import RefusedFileError
from pcf.sheets.xml_parts import Attributes, Begin, End, Part, unescaped, unreadable

_REFERENCE = re.compile(r"\$?([A-Z]{1,4})\$?([0-9]{1,10})")
_SHORT = 32  # texts up to here are counted with their cells
_TRUE = frozenset({"1", "true"})
_KINDS: Mapping[str, Kind] = {
    "n": "number",
    "s": "text",
    "str": "text",
    "inlineStr": "text",
    "b": "boolean",
    "e": "error",
    "d": "date",
}


class Cells(Part):
    """The cells of one sheet, its hidden rows and columns and its merged ranges."""

    root = "worksheet"

    def __init__(
        self, name: str, sheet: Sheet, strings: Sequence[str], formats: Sequence[Format], budget: Budget
    ) -> None:
        super().__init__(name, budget)
        self.sheet = sheet
        self._strings, self._formats = strings, formats
        self._row = self._column = self._rules = self._length = 0
        self._row_name = ""
        self._is_hidden = self._in_reading = False
        self._columns: dict[str, int] = {}
        self._shown: dict[str, Format] = {}
        self._cell: Attributes = {}
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._inline: list[str] | None = None
        self._into: list[str] | None = None

    @property
    def place(self) -> str:
        return self.sheet.name

    def begins(self) -> Mapping[str, Begin]:
        return {
            "c": self._begin_cell,
            "v": self._begin_value,
            "f": self._begin_formula,
            "t": self._begin_inline,
            "rPh": self._begin_reading,
            "row": self._begin_row,
            "col": self._take_columns,
            "mergeCell": self._merge,
        }

    def ends(self) -> Mapping[str, End]:
        return {
            "c": self._end_cell,
            "v": self._end_text,
            "f": self._end_text,
            "t": self._end_text,
            "rPh": self._end_reading,
            "cols": self._end_columns,
        }

    def data(self, text: str) -> None:
        if self._into is not None:
            self._length += len(text)
            if self._length > limits.TEXT_LIMIT:
                raise too_big(kinds.TOO_MUCH_TEXT, f"{self.sheet.name}!{self._cell.get('r', '')}")
            self._into.append(text)

    def _begin_row(self, attributes: Attributes) -> None:
        number = attributes.get("r")
        self._row = self._row + 1 if number is None else _whole(number)
        self._row_name = str(self._row)
        self._column = 0
        if not 1 <= self._row <= LAST_ROW:
            shown = self._row if number is None else number[:40]
            raise RefusedFileError(kinds.BAD_REFERENCE, sheet=self.sheet.name, found=shown)
        self._is_hidden = attributes.get("hidden") in _TRUE

    def _begin_cell(self, attributes: Attributes) -> None:
        self.budget.cells_met += 1
        self._cell, self._length = attributes, 0
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
            if self._row < 1 or self._column > LAST_COLUMN:
                raise RefusedFileError(kinds.BAD_REFERENCE, sheet=self.sheet.name, found=f"{self._row}:{self._column}")
            return
        # Nearly every cell stands in the row that holds it, in a column met before.
        letters = reference.removesuffix(self._row_name)
        column = self._columns.get(letters)
        if column is not None and len(letters) < len(reference):
            self._column = column
        else:
            self._row, self._column = place_of(reference, self.sheet.name)
            self._row_name = str(self._row)
            self._columns[reference.removesuffix(self._row_name)] = self._column

    def _begin_value(self, _: Attributes) -> None:
        if self._value is not None:
            raise self._faulty(kinds.VALUES_TWO)
        self._value = self._into = []

    def _begin_formula(self, _: Attributes) -> None:
        self._formula = self._into = []

    def _begin_inline(self, _: Attributes) -> None:
        if not self._in_reading:
            if self._inline is None:
                self._inline = []
            self._into = self._inline

    def _begin_reading(self, _: Attributes) -> None:
        self._in_reading = True

    def _end_reading(self) -> None:
        self._in_reading = False

    def _end_text(self) -> None:
        self._into = None

    def _end_cell(self) -> None:
        if self._value is None and self._formula is None and self._inline is None:
            return
        cell = self._made()
        self._value = self._formula = self._inline = None
        place = (cell.row, cell.column)
        if place in self.sheet.cells:
            self.sheet.twice.append(cell)
            if len(self.sheet.twice) > limits.TWICE_LIMIT:
                raise self._faulty(kinds.TOO_MANY_TWICE)
            return
        self.sheet.cells[place] = cell
        if self._is_hidden:
            self.sheet.hidden_rows.add(cell.row)

    def _made(self) -> Cell:
        stored = self._cell.get("t", "n")
        kind = _KINDS.get(stored)
        if kind is None:
            raise self._faulty(kinds.CELL_TYPE_UNKNOWN)
        value = "".join(self._value) if self._value is not None else ""
        formula = None if self._formula is None else "".join(self._formula)
        shown = Format()
        if kind == "text":
            value = self._text_of(stored, value)
        elif not value and self._inline is not None:
            kind, value = "text", unescaped("".join(self._inline))
        elif kind == "number":
            value = value.strip()
            kind = "number" if value or formula is not None else "text"
            shown = self._shown_by(self._cell.get("s", ""))
        if self._length > _SHORT:
            self.budget.texts += self._length + sys.getsizeof(value)
        has_value = self._value is not None and (bool(value) or stored == "str")
        return Cell(self._row, self._column, kind, value, formula, has_value, *shown)

    def _shown_by(self, style: str) -> Format:
        if style in self._shown:
            return self._shown[style]
        place = _whole(style)
        if place >= len(self._formats):
            return Format()
        return self._shown.setdefault(style, self._formats[place])

    def _text_of(self, stored: str, value: str) -> str:
        """Return a text, wherever the cell stores it: nothing that is stored may be overlooked."""
        if not value and self._inline is not None:
            return unescaped("".join(self._inline))
        if stored == "s":
            return self._shared(value) if value else ""
        return unescaped(value)

    def _shared(self, value: str) -> str:
        place = value.strip()
        if not (place.isascii() and place.isdigit() and len(place) < 12 and int(place) < len(self._strings)):
            raise self._faulty(kinds.STRING_MISSING)
        return self._strings[int(place)]

    def _faulty(self, reason: Phrase) -> RefusedFileError:
        cell = f"{column_name(self._column)}{self._row}"
        return unreadable(reason, f"{self.sheet.name}!{cell}", sheet=self.sheet.name, cell=cell)

    def _take_columns(self, attributes: Attributes) -> None:
        self._rules += 1
        if self._rules > limits.COLUMN_LIMIT:
            raise self.unsafe(kinds.TOO_LONG_A_LIST)
        if attributes.get("hidden") in _TRUE:
            self.sheet.hidden_columns.append((_whole(attributes.get("min")), _whole(attributes.get("max"))))

    def _end_columns(self) -> None:
        self.sheet.hidden_columns[:] = disjoint(self.sheet.hidden_columns)

    def _merge(self, attributes: Attributes) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        top, left = place_of(first, self.sheet.name)
        bottom, right = place_of(last or first, self.sheet.name)
        self.sheet.merges.append((top, left, bottom, right))
        if len(self.sheet.merges) > limits.MERGE_LIMIT:
            found = f"> {limits.MERGE_LIMIT}"
            raise unreadable(kinds.TOO_MANY_MERGES, found, sheet=self.sheet.name)


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
        raise RefusedFileError(kinds.BAD_REFERENCE, sheet=sheet, found=reference[:40])
    return row, column


def disjoint(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the same numbers as ranges in order that do not meet.

    >>> disjoint([(5, 9), (1, 2), (8, 12)])
    [(1, 2), (5, 12)]
    """
    merged: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 0
