"""A received workbook as plain cells: what stands where, nothing interpreted."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

Kind = Literal["number", "text", "boolean", "error", "date"]
Shown = Literal["number", "percent", "date"]

# Every kind of blank that people paste: spaces of many widths, zero-width signs.
BLANKS = " \t\r\n\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u200b\ufeff"

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

# Narrower than float(): that takes 1_0, full-width and Arabic-Indic digits, and "infinity".
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


def column_name(column: int) -> str:
    """Return the letters of a column, 1-based.

    >>> column_name(1), column_name(28)
    ('A', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def is_number(stored: str) -> bool:
    """Whether a file may store a number like this.

    >>> is_number("-1.5E-7"), is_number("1_0"), is_number("３"), is_number("NaN")
    (True, False, False, False)
    """
    return _NUMBER.fullmatch(stored) is not None


class Format(NamedTuple):
    """What the number format of a cell makes of a number.

    Attributes:
        shown: As what people see it.
        has_seconds: Whether they see seconds of a time: without them 4:00 may have been meant as four minutes.
    """

    shown: Shown = "number"
    has_seconds: bool = False


class Cell(NamedTuple):
    """One non-empty cell as the file stores it.

    Attributes:
        row, column: 1-based.
        kind: ``date`` is an ISO date stored as such; serial numbers are ``number``.
        text: The stored value, of a formula the cached one.
        formula: Without the leading ``=``; ``None`` for a constant.
        has_value: False for a formula that nobody has computed yet.
        shown_as: What the number format makes of a number.
        has_seconds: Whether the number format shows the seconds of a time.
    """

    row: int
    column: int
    kind: Kind
    text: str
    formula: str | None = None
    has_value: bool = True
    shown_as: Shown = "number"
    has_seconds: bool = False

    @property
    def name(self) -> str:
        return f"{column_name(self.column)}{self.row}"

    @property
    def is_blank(self) -> bool:
        """Whether people see nothing here though something is stored."""
        return self.formula is None and self.kind == "text" and not self.text.strip(BLANKS)

    @property
    def number(self) -> float | None:
        return float(self.text) if self.kind == "number" and is_number(self.text) else None

    @property
    def shown(self) -> str:
        """Write the cell as a message shows it."""
        if self.formula is not None:
            return f"={self.formula}"
        number = self.number
        if number is None:
            return self.text
        return f"{number * 100:.15g} %" if self.shown_as == "percent" else f"{number:.15g}"


@dataclass
class Sheet:
    """One sheet: its cells by ``(row, column)``, what is hidden, what is merged.

    Attributes:
        hidden_rows: Those that hold a cell.
        hidden_columns: First and last, in order; no two meet.
        twice: Cells whose place was taken already.
    """

    name: str
    is_hidden: bool = False
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    twice: list[Cell] = field(default_factory=list)

    def is_out_of_sight(self, cell: Cell) -> bool:
        if cell.row in self.hidden_rows:
            return True
        before = bisect_right(self.hidden_columns, (cell.column, LAST_COLUMN))
        return before > 0 and cell.column <= self.hidden_columns[before - 1][1]

    @cached_property
    def filled(self) -> tuple[Cell, ...]:
        """The cells in which people see something, row by row."""
        return tuple(cell for place in sorted(self.cells) if not (cell := self.cells[place]).is_blank)


@dataclass
class Book:
    """All sheets in tab order, and the file's custom properties."""

    sheets: list[Sheet]
    properties: dict[str, str]
    starts_1904: bool = False
