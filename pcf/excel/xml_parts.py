"""The few XML parts that we read, streamed: no document tree, no entities, no surprises.

A reader of our own and not openpyxl, because a formula's text, its cached value and whether
there is one are all needed, in one pass, from files whose styles and drawings may be broken.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal
from xml.parsers import expat

from pcf.excel import findings as kinds
from pcf.excel.grid import LAST_COLUMN, LAST_ROW, Cell, Sheet
from pcf.excel.guard import RefusedFileError

DEPTH_LIMIT = 64
CELL_LIMIT = 500_000
MERGE_LIMIT = 10_000

_Attributes = dict[str, str]
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Z]{1,4})\$?([0-9]{1,10})")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
Shown = Literal["number", "percent", "date"]


class Part:
    """Reads one part; subclasses say what begins, ends and stands between."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._depth = 0

    def parse(self, content: bytes) -> None:
        """Run through the part.

        Raises:
            RefusedFileError: It is not well-formed, has a document type, or is nested too deep.
        """
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.data
        try:
            parser.Parse(content, True)  # noqa: FBT003 - expat takes no names
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise RefusedFileError(kinds.UNREADABLE, found=f"{self.name}: {error}") from error

    def _refuse_doctype(self, *_: object) -> None:
        raise RefusedFileError(kinds.DOCTYPE, found=self.name)

    def _start(self, name: str, attributes: _Attributes) -> None:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise RefusedFileError(kinds.UNREADABLE, found=f"{self.name}: more than {DEPTH_LIMIT} levels")
        self.start(name.rpartition("}")[2], attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.end(name.rpartition("}")[2])

    def start(self, tag: str, attributes: _Attributes) -> None: ...

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...


class Elements(Part):
    """Collects the attributes of named elements, for the small parts."""

    def __init__(self, name: str, *tags: str) -> None:
        super().__init__(name)
        self.found: list[tuple[str, _Attributes]] = []
        self._tags = frozenset(tags)

    def start(self, tag: str, attributes: _Attributes) -> None:
        if tag in self._tags:
            self.found.append((tag, {key.rpartition("}")[2]: value for key, value in attributes.items()}))


class Properties(Part):
    """Custom properties: name to text."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.values: dict[str, str] = {}
        self._current = ""

    def start(self, tag: str, attributes: _Attributes) -> None:
        if tag == "property":
            self._current = attributes.get("name", "")
            self.values[self._current] = ""

    def data(self, text: str) -> None:
        if self._current:
            self.values[self._current] += text.strip("\n")

    def end(self, tag: str) -> None:
        if tag == "property":
            self._current = ""


class Strings(Part):
    """Shared strings, without the readings above Chinese and Japanese signs."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._in_text = self._in_reading = False

    def start(self, tag: str, attributes: _Attributes) -> None:
        del attributes
        if tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._in_reading = True
        elif tag == "t":
            self._in_text = not self._in_reading

    def data(self, text: str) -> None:
        if self._in_text:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        if tag == "t":
            self._in_text = False
        elif tag == "rPh":
            self._in_reading = False
        elif tag == "si":
            self.texts.append(unescaped("".join(self._pieces)))


class Formats(Part):
    """Which cell styles show a number as a percentage or a date."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.shown: list[Shown] = []
        self._codes: dict[str, str] = {}
        self._in_cells = False

    def start(self, tag: str, attributes: _Attributes) -> None:
        if tag == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._in_cells = True
        elif tag == "xf" and self._in_cells:
            self.shown.append(self._kind(attributes.get("numFmtId", "0")))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._in_cells = False

    def _kind(self, number: str) -> Shown:
        code = _QUOTED.sub("", self._codes.get(number, ""))
        if number in {"9", "10"} or "%" in code:
            return "percent"
        is_date = number.isascii() and number.isdigit() and int(number) in _DATE_FORMATS
        return (
            "date"
            if is_date or any(sign in "dmyhs年月日" for sign in code.lower().replace("general", ""))
            else "number"
        )


class Cells(Part):
    """The cells of one sheet, its hidden rows and columns and its merged ranges."""

    def __init__(
        self, name: str, sheet: Sheet, strings: list[str], formats: list[Shown], budget: Callable[[], None]
    ) -> None:
        super().__init__(name)
        self.sheet = sheet
        self._strings, self._formats, self._budget = strings, formats, budget
        self._row = self._column = 0
        self._cell: _Attributes = {}
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._inline: list[str] = []
        self._into: list[str] | None = None
        self._in_reading = False

    def start(self, tag: str, attributes: _Attributes) -> None:
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

    def _begin_row(self, attributes: _Attributes) -> None:
        self._row = _whole(attributes.get("r")) or self._row + 1
        self._column = 0
        if not 1 <= self._row <= LAST_ROW:
            raise RefusedFileError(kinds.BAD_REFERENCE, found=f"{self.sheet.name}: {self._row}")
        if attributes.get("hidden") in {"1", "true"}:
            self.sheet.hidden_rows.add(self._row)

    def _begin_cell(self, attributes: _Attributes) -> None:
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


def unescaped(text: str) -> str:
    """Undo the file format's ``_x000D_`` for signs that XML cannot hold."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 0
