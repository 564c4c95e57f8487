"""A received workbook as plain cells: what stands where, nothing interpreted."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

# Every kind of blank that people paste: spaces of many widths, zero-width signs.
BLANKS = " \t\r\n\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u200b\ufeff"

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


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


@dataclass(frozen=True, slots=True)
class Cell:
    """One non-empty cell as the file stores it.

    Attributes:
        row, column: 1-based.
        kind: ``date`` is an ISO date stored as such; serial numbers are ``number``.
        text: The stored value, of a formula the cached one.
        formula: Without the leading ``=``; ``None`` for a constant.
        has_value: False for a formula that nobody has computed yet.
        shown_as: What the number format makes of a number.
    """

    row: int
    column: int
    kind: Literal["number", "text", "boolean", "error", "date"]
    text: str
    formula: str | None = None
    has_value: bool = True
    shown_as: Literal["number", "percent", "date"] = "number"

    @property
    def name(self) -> str:
        return f"{column_name(self.column)}{self.row}"

    @property
    def is_blank(self) -> bool:
        """Whether people see nothing here though something is stored."""
        return self.formula is None and self.kind == "text" and not self.text.strip(BLANKS)

    @property
    def number(self) -> float | None:
        try:
            return float(self.text) if self.kind == "number" else None
        except ValueError:
            return None

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
    """One sheet: its cells by ``(row, column)``, what is hidden, what is merged."""

    name: str
    is_hidden: bool = False
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    twice: list[Cell] = field(default_factory=list)

    def is_out_of_sight(self, cell: Cell) -> bool:
        return cell.row in self.hidden_rows or any(first <= cell.column <= last for first, last in self.hidden_columns)

    @cached_property
    def filled(self) -> tuple[Cell, ...]:
        """The cells in which people see something, row by row."""
        return tuple(cell for _, cell in sorted(self.cells.items()) if not cell.is_blank)


@dataclass
class Book:
    """All sheets in tab order, and the file's custom properties."""

    sheets: list[Sheet]
    properties: dict[str, str]
    starts_1904: bool = False
