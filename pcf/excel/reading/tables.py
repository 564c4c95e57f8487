"""Where things are on a received sheet: found by marker and keys, wherever they were moved to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from pcf.excel import layout
from pcf.excel.columns import SheetLayout
from pcf.excel.reading.values import bare
from pcf.sheets.grid import Cell, Sheet, column_name

_SEARCHED_ROWS = 20


@dataclass
class Table:
    """One data sheet of ours, with the places of its columns and rows."""

    sheet: Sheet
    layout: SheetLayout
    key_row: int
    key_column: int
    columns: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    own_rows: dict[int, str] = field(default_factory=dict)
    faulty_rows: set[int] = field(default_factory=set)
    mixed_rows: dict[str, int] = field(default_factory=dict)

    def cell(self, row: str, column: str) -> Cell | None:
        """Return a cell by its keys; ``None`` if row or column is missing or the cell empty."""
        place = (self.rows.get(row, 0), self.columns.get(column, 0))
        return self.sheet.cells.get(place)

    def own_cell(self, row: str, column: str) -> Cell | None:
        """Return a cell of a row of ours, by the keys; of a key that stands twice the first row's."""
        places = (number for number, key in self.own_rows.items() if key == row)
        return self.sheet.cells.get((next(places, 0), self.columns.get(column, 0)))

    def place(self, row: str, column: str) -> str:
        """Return the name of a cell by its keys, filled or not; blank if it is nowhere."""
        if row not in self.rows or column not in self.columns:
            return ""
        return f"{column_name(self.columns[column])}{self.rows[row]}"

    def full_place(self, row: str, column: str) -> str:
        place = self.place(row, column)
        return f"{self.sheet.name}!{place}" if place else self.sheet.name

    def input_columns(self) -> set[int]:
        return {self.columns[key] for key in self.layout.inputs if key in self.columns}

    @cached_property
    def merged(self) -> frozenset[tuple[int, int]]:
        """The input cells that lie in merged ranges; asked for once the rows are known."""
        rows, columns = sorted(set(self.rows.values())), sorted(self.input_columns())
        covered: set[tuple[int, int]] = set()
        rest = len(rows) * len(columns)
        for top, left, bottom, right in self.sheet.merges:
            if (top, left) == (bottom, right):
                continue
            within = columns[bisect_left(columns, left) : bisect_right(columns, right)]
            some = [
                (row, column) for row in rows[bisect_left(rows, top) : bisect_right(rows, bottom)] for column in within
            ]
            covered.update(some)
            rest -= len(some)
            if rest < 0:  # ranges that overlap: no program writes them, and each would cost as much again
                break
        return frozenset(covered)

    def inputs(self) -> Iterator[Cell]:
        """Yield the filled input cells of known rows."""
        rows, columns = set(self.rows.values()), self.input_columns()
        return (cell for cell in self.sheet.filled if cell.row in rows and cell.column in columns)


def find_marker(sheet: Sheet) -> tuple[str, int, Cell] | None:
    """Return sheet key, version and cell of the marker, ``None`` on a foreign sheet."""
    for cell in sheet.filled:
        if cell.row > _SEARCHED_ROWS:
            return None
        match = layout.MARKER.fullmatch(cell.text) if cell.kind == "text" else None
        if match:
            return match[1], int(match[2]), cell
    return None


def key_cells(sheet: Sheet, marker: Cell) -> tuple[int, list[Cell]] | None:
    """Return the number of the key row and the cells of its column keys."""
    heads = [
        cell
        for cell in sheet.filled
        if cell.column == marker.column and cell.row > marker.row and cell.text == layout.KEY
    ]
    if not heads:
        return None
    row = heads[0].row
    return row, [cell for cell in sheet.filled if cell.row == row and cell.column != marker.column]


def key_of(cell: Cell) -> str:
    """Return a key as text, though a program may have made a number or a formula of it, or full-width signs.

    >>> key_of(Cell(7, 1, "number", "10388", shown_as="date")), key_of(Cell(7, 1, "text", "１０３８８\u00a0"))
    ('10388', '10388')
    """
    number = cell.number
    return bare(cell.text if number is None else f"{number:.15g}")
