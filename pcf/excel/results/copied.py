"""A received sheet shown again: its texts, in the looks of ours, with each finding in a comment at its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pcf.charts import BOLDER
from pcf.excel.columns import LONGEST_TEXT
from pcf.excel.layout import OWN
from pcf.excel.results.shape import Place, Shape
from pcf.excel.styles import FAULT_FILL, TALLEST_ROW, Styles, lines_needed, row_height, turned_height
from pcf.excel.workbook.sheet import clipped, set_up_page
from pcf.findings import Finding
from pcf.i18n import Translator
from pcf.sheets.grid import Cell

_COMMENT_LIMIT = 2_000
_COMMENT_WIDTH, _COMMENT_LINE = 48.0, 16.0  # digits, pixels
_WIDE, _TALL = 2.6, 74.0  # of a comment: times the usual width, usual height in pixels
_WIDEST_PAGE = 400.0  # digits: beyond it a page as wide as the paper could not be read
_LEAST_ROW = 16.0
_BIDI = {code: f"\\u{code:04x}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def harmless(text: str) -> str:
    """Make control signs and signs that turn the writing direction visible, and cut what a cell cannot hold."""
    return clipped(_CONTROL.sub("\ufffd", text).translate(_BIDI), LONGEST_TEXT)


class SheetCopy:
    """Writes one received sheet on a page of its own."""

    def __init__(self, page: Any, shape: Shape, styles: Styles, say: Translator) -> None:
        self.page, self.shape, self.styles, self.say = page, shape, styles, say

    def write(self, name: str, findings: Mapping[Place, Sequence[Finding]]) -> None:
        """Write the cells, then mark those with findings.

        Args:
            name: On the tab, for the foot of printed pages.
            findings: By the place of their cell.
        """
        self._rule()
        for cell in self.shape.cells:
            self._write_cell(cell)
        self._size()
        for place, told in findings.items():
            self._mark(place, told)
        self._set_up(name)

    def _rule(self) -> None:
        """Draw the cells of the table that nobody has filled."""
        shape = self.shape
        for row, key in shape.row_keys.items() if shape.head else ():
            look = self.styles.group if key.startswith(f"{OWN}group") else self.styles.cell
            for column in shape.columns if row > shape.head else ():
                if not shape.is_hidden(column):
                    self.page.write_blank(row - 1, column - 1, None, look)

    def _write_cell(self, cell: Cell) -> None:
        place = (cell.row, cell.column)
        look = self._look_of(cell)
        if place in self.shape.merges:
            top, left, bottom, right = self.shape.merges[place]
            self.page.merge_range(top - 1, left - 1, bottom - 1, right - 1, "", look)
        self.page.write_string(cell.row - 1, cell.column - 1, harmless(self.shape.shown(cell)), look)

    def _look_of(self, cell: Cell) -> Any:
        styles, key = self.styles, self.shape.row_keys.get(cell.row, "")
        if self.shape.is_turned(cell):
            return styles.head_turned
        if key == f"{OWN}head":
            return styles.head
        if key == f"{OWN}title":
            return styles.title
        if (cell.row, cell.column) in self.shape.lone:
            return styles.heading_line if key.startswith(f"{OWN}group") else styles.line
        return styles.group if key.startswith(f"{OWN}group") else styles.cell

    def _size(self) -> None:
        """Give columns their widths and rows the heights at which their texts are seen; hide what was hidden."""
        shape = self.shape
        for column, width in shape.widths.items():
            self.page.set_column(column - 1, column - 1, width)
        for first, last in shape.hidden_columns:
            self.page.set_column(first - 1, last - 1, None, None, {"hidden": True})
        heights: dict[int, float] = {}
        for cell in shape.seen:
            heights[cell.row] = max(heights.get(cell.row, _LEAST_ROW), self._height_of(cell))
        for row, height in heights.items():
            self.page.set_row(row - 1, min(height, TALLEST_ROW))
        for row in sorted(shape.hidden_rows):
            self.page.set_row(row - 1, None, None, {"hidden": True})

    def _height_of(self, cell: Cell) -> float:
        shape, text = self.shape, self.shape.shown(cell)
        top, _, bottom, _ = shape.merges.get((cell.row, cell.column), (cell.row, 0, cell.row, 0))
        if top != bottom:
            return _LEAST_ROW  # rows that are joined share the text
        if shape.is_turned(cell):
            return turned_height(text)
        if (cell.row, cell.column) in shape.lone:
            return 26.0 if shape.row_keys.get(cell.row) == f"{OWN}title" else _LEAST_ROW
        is_bold = cell.row == shape.head or (cell.row, cell.column) in shape.marked
        return row_height(self.styles.lang, [(text, shape.width_at(cell, shape.widths) / (BOLDER if is_bold else 1.0))])

    def _mark(self, place: Place, findings: Sequence[Finding]) -> None:
        row, column = place[0] - 1, place[1] - 1
        cell = self.shape.sheet.cells.get(place)
        text = harmless(self._with_formula(cell)) if cell else ""
        if text:
            self.page.write_string(row, column, text, self.styles.fault)
        else:
            self.page.write_blank(row, column, None, self.styles.fault)
        told = clipped(harmless("\n\n".join(self._told(finding) for finding in findings)), _COMMENT_LIMIT)
        lines = lines_needed(told, _COMMENT_WIDTH) + 1
        scale = {"x_scale": _WIDE, "y_scale": max(1.0, lines * _COMMENT_LINE / _TALL)}
        self.page.write_comment(row, column, told, scale | {"color": FAULT_FILL, "author": "pcf"})

    def _with_formula(self, cell: Cell) -> str:
        """Return what a person saw in a cell with a finding, and a formula as text, so that nothing computes."""
        shown = self.shape.shown(cell)
        return shown if cell.formula is None or not cell.has_value else f"{shown}  [={cell.formula}]"

    def _told(self, finding: Finding) -> str:
        say = self.say
        parts = [finding.message(say)]
        if expected := finding.expected(say):
            parts.append(say("Expected: {text}", text=expected))
        if suggestion := finding.suggestion(say):
            parts.append(say("What to do: {text}", text=suggestion))
        return "\n".join(parts)

    def _set_up(self, name: str) -> None:
        """Keep the headings in sight, and print as wide as the paper what can be read so."""
        shape = self.shape
        if shape.head:
            self.page.freeze_panes(shape.head, 0)
            self.page.repeat_rows(shape.head - 1)
        last_row, last_column = shape.last
        if last_row:
            set_up_page(self.page, name, last_column - 1, last_row - 1)
            if sum(shape.widths.values()) > _WIDEST_PAGE:
                self.page.fit_to_pages(0, 0)
