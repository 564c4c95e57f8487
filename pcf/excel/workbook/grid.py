"""The grid that pages to show are laid out on: narrow columns of one width, joined where more room is needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pcf.excel.styles import Styles
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.sheet import write_text

Part = tuple[int, int]  # the first and the last column of a piece
_PIECES = 24  # narrow columns right of the names: two a segment, three for the tile of a process
NARROW, NAME_WIDTH = 5.0, 17.0
# A4 landscape within the margins of ``set_up_page``, in inches, less what programs round off.
_PAPER_WIDTH, _PAPER_HEIGHT = 10.89, 6.9


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, and the value that Python computed for it."""

    text: str
    known: object = ""


Content = str | Live | float | Formula | None


class Grid:
    """Where things are on a page.

    Attributes:
        first: The first column that is seen; two for names, then narrow ones.
        last: The last column that is seen.
        hidden: The first of the columns with what charts and colours are computed from.
    """

    def __init__(self, page: Any, styles: Styles, *, first: int = 0, narrow: int = _PIECES) -> None:
        self.page, self.styles, self.first = page, styles, first
        self.heights: dict[int, float] = {}
        narrow = max(_PIECES, narrow)
        self.last = self.first + 1 + narrow
        self.hidden = self.last + 2
        page.set_column(self.first, self.first + 1, NAME_WIDTH)
        page.set_column(self.first + 2, self.last, NARROW)
        page.set_column(self.hidden, self.hidden + narrow, 8, None, {"hidden": True})

    @property
    def names(self) -> Part:
        return self.first, self.first + 1

    @property
    def whole(self) -> Part:
        return self.first, self.last

    @property
    def quarters(self) -> tuple[Part, Part, Part, Part]:
        """Four tiles side by side with a gap between them."""
        left = self.first + 2
        return (self.first, left + 4), (left + 6, left + 11), (left + 13, left + 17), (left + 19, left + 23)

    def pairs(self, first: int, count: int) -> list[Part]:
        """Return pieces of two columns each, side by side from a column on."""
        return [(first + 2 * place, first + 2 * place + 1) for place in range(count)]

    def pieces(self, count: int) -> list[Part]:
        """Share the columns right of the names among equal pieces."""
        left, wide = self.first + 2, max(1, (self.last - self.first - 1) // count)
        return [(left + wide * place, left + wide * place + wide - 1) for place in range(count)]

    def cell(self, row: int, part: Part) -> str:
        """Return the cell that holds what is written over a piece of a row."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        return str(xl_rowcol_to_cell(row, part[0], row_abs=True, col_abs=True))

    def width_of(self, part: Part) -> float:
        """Return the width of a piece, in digits: between columns there is room for most of one."""
        columns = range(part[0], part[1] + 1)
        return sum(NAME_WIDTH if column in self.names else NARROW for column in columns) + 0.7 * (len(columns) - 1)

    def pixels_of(self, part: Part) -> int:
        """Return the width of a piece in pixels."""
        columns = range(part[0], part[1] + 1)
        return round(sum(7 * (NAME_WIDTH if column in self.names else NARROW) + 5 for column in columns))

    @property
    def page_height(self) -> int:
        """Return the height in pixels that a page of paper takes where the grid is as wide as the paper."""
        return round(_PAPER_HEIGHT / _PAPER_WIDTH * self.pixels_of(self.whole))

    def height_of(self, first: int, last: int) -> int:
        """Return the height of rows in pixels, from the first to the one before the last."""
        return round(sum(self.heights.get(row, 15.0) for row in range(first, last)) * 4 / 3)

    def set_row(self, row: int, height: float) -> None:
        """Set the height of a row, in points."""
        self.heights[row] = height
        self.page.set_row(row, height)

    def write(self, row: int, part: Part, content: Content, fmt: Any) -> None:
        """Write over a piece of a row: a text as a text, whatever it looks like, a number as a number."""
        if part[1] > part[0]:
            self.page.merge_range(row, part[0], row, part[1], "", fmt)
        if isinstance(content, Formula):
            value = "" if content.known is None else content.known
            value = str(value) if isinstance(value, Live) else value
            self.page.write_formula(row, part[0], content.text, fmt, value)
        elif content is None or isinstance(content, str | Live):
            write_text(self.page, row, part[0], content or "", fmt)
        else:
            self.page.write_number(row, part[0], content, fmt)
