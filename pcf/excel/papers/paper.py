"""One working paper under way: what it is for, and a table with cells to fill in by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pcf.errors import N_
from pcf.excel.results.table import Column, Pages, Table, Value
from pcf.excel.styles import row_height

_NOT_READ = N_("A working paper: write into the pale yellow cells. pcf reads nothing of it.")

_TITLE_ROW, _INTRO_ROW = 0, 1
_ROOM = 20.0  # points, the least height of a row to write into


class Paper:
    """A sheet with a title, some sentences and a table, of which some columns are to be filled in."""

    def __init__(self, pages: Pages, name: str, title: str, intro: Sequence[str], columns: Sequence[Column]) -> None:
        self.page, self.name = pages.sheet(name)
        self._input = pages.looks.input_text
        intro = (*intro, pages.say(_NOT_READ))
        self._table = Table(pages, self.page, columns, top=_INTRO_ROW + len(intro) + 1)
        self._table.size()
        widths = self._table.widths
        self.page.write_string(_TITLE_ROW, 0, title, pages.looks.title)
        self.page.set_row(_TITLE_ROW, 26)
        for row, text in enumerate(intro, start=_INTRO_ROW):
            self.page.merge_range(row, 0, row, len(widths) - 1, "", pages.looks.text)
            self.page.write_string(row, 0, text, pages.looks.text)
            self.page.set_row(row, row_height(pages.lang, [(text, sum(widths))]))
        self._count = len(widths)

    def row(self, *values: Value, filled: Sequence[int] = (), room: float = _ROOM) -> None:
        """Write one row; the columns after the values given, and those in ``filled``, are to be filled in.

        Args:
            values: Of the first columns.
            filled: Places of columns that hold a value and may still be changed.
            room: The least height, in points.
        """
        blank = range(len(values), self._count)
        looks: dict[int, Any] = dict.fromkeys((*filled, *blank), self._input)
        self._table.row([*values, *(None for _ in blank)], looks, least=room)

    def finish(self, *, frozen_columns: int = 0) -> None:
        self._table.finish(self.name, frozen_columns=frozen_columns)
