"""How a received sheet is shown: what stays out of sight, how wide columns are, what spreads over several cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pcf.excel import layout
from pcf.excel.columns import Column, SheetLayout
from pcf.excel.curve import CURVE
from pcf.excel.layout import OWN
from pcf.excel.live_sheets import READ_SHEETS
from pcf.excel.loops import LOOP_SHEETS
from pcf.excel.reading.dates import from_serial
from pcf.excel.reading.tables import find_marker, key_cells, key_of
from pcf.excel.styles import digits
from pcf.excel.workbook.grid import NAME_WIDTH, NARROW
from pcf.excel.workbook.live import NOW_COLUMN
from pcf.ids import LANGUAGES, Language
from pcf.sheets.grid import Cell, Sheet, column_name

COPIED_CELLS = 50_000
_MERGED_CELLS = 100_000  # in all ranges of a sheet together
_WIDEST, _WIDEST_JOINED, _NARROWEST = 60.0, 100.0, 6.0
_SHEETS = (*layout.DATA_SHEETS, *READ_SHEETS, *LOOP_SHEETS, CURVE)
_LAYOUTS: Mapping[str, SheetLayout] = {sheet.key: sheet for sheet in _SHEETS}

Place = tuple[int, int]  # row and column, 1-based
Range = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass
class Shape:
    """A received sheet and the places on it that have findings.

    A sheet of ours keeps out of sight what was, unless something is to be shown there; a foreign one is shown whole.

    Attributes:
        marked: The places, 1-based.
        starts_1904: How the workbook counts days.
        texts: What our own references to texts say, for workbooks of programs that compute nothing.
    """

    sheet: Sheet
    marked: Collection[Place] = ()
    starts_1904: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _marker(self) -> tuple[str, int, Cell] | None:
        return find_marker(self.sheet)

    @property
    def key(self) -> str:
        """Which sheet of ours it is; blank for a foreign one."""
        return self._marker[0] if self._marker else ""

    @property
    def is_told(self) -> bool:
        """Whether people need to see the sheet: not what only formulas look at, unless something is wrong there."""
        return self.key not in layout.HIDDEN_SHEETS or bool(self.marked)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        return self.sheet.filled[:COPIED_CELLS]

    @cached_property
    def row_keys(self) -> Mapping[int, str]:
        """What the key column of a sheet of ours calls its rows."""
        column = self._marker[2].column if self._marker else 0
        return {cell.row: key_of(cell) for cell in self.cells if cell.column == column}

    @cached_property
    def head(self) -> int:
        """The row of the headings; 0 where there is none."""
        return next((row for row, key in self.row_keys.items() if key == f"{OWN}head"), 0)

    @cached_property
    def hidden_rows(self) -> frozenset[int]:
        rows = {cell.row for cell in self.cells} & self.sheet.hidden_rows if self.key else set()
        return frozenset(rows - {row for row, _ in self.marked})

    @cached_property
    def hidden_columns(self) -> tuple[tuple[int, int], ...]:
        """First and last column of what stays hidden."""
        shown = sorted({column for _, column in self.marked})
        return tuple(_without(self.sheet.hidden_columns, shown)) if self.key else ()

    def is_hidden(self, column: int) -> bool:
        return column in self._unseen

    @cached_property
    def _unseen(self) -> frozenset[int]:
        return frozenset(column for first, last in self.hidden_columns for column in range(first, last + 1))

    @cached_property
    def seen(self) -> tuple[Cell, ...]:
        """The cells that are not out of sight."""
        return tuple(
            cell for cell in self.cells if cell.row not in self.hidden_rows and not self.is_hidden(cell.column)
        )

    @cached_property
    def merges(self) -> Mapping[Place, Range]:
        """Joined cells by the first of them, without those that overlap or hold a finding."""
        kept: dict[Place, Range] = {}
        covered: set[Place] = set()
        filled = {(cell.row, cell.column) for cell in self.seen}
        looked_at = 0
        for top, left, bottom, right in self.sheet.merges:
            size = (bottom - top + 1) * (right - left + 1)
            if size < 2 or (top, left) not in filled or looked_at + size > _MERGED_CELLS:
                continue
            looked_at += size
            places = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
            if not places & covered and not places.intersection(self.marked):
                covered |= places
                kept[top, left] = (top, left, bottom, right)
        return kept

    @property
    def last(self) -> Place:
        """The last row and the last column in which something is seen; 0 where nothing is."""
        ends = [(cell.row, cell.column) for cell in self.seen]
        ends += [(bottom, right) for _, _, bottom, right in self.merges.values()]
        return max((row for row, _ in ends), default=0), max((column for _, column in ends), default=0)

    @cached_property
    def lone(self) -> frozenset[Place]:
        """Short texts that stand alone in their row, such as titles: they run on over the blank cells beside them."""
        by_row: dict[int, list[Cell]] = {}
        for cell in self.seen:
            by_row.setdefault(cell.row, []).append(cell)
        alone = [cells[0] for cells in by_row.values() if len(cells) == 1]
        taken = {*self.merges, *self.marked}
        return frozenset(
            (cell.row, cell.column)
            for cell in alone
            if (cell.row, cell.column) not in taken and "\n" not in cell.text and digits(self.shown(cell)) <= _WIDEST
        )

    @cached_property
    def widths(self) -> Mapping[int, float]:
        """The width of every column with something in it: as in a new workbook, else what the texts need."""
        widths = dict.fromkeys({cell.column for cell in self.seen}, _NARROWEST)
        for cell in self.seen:
            if (cell.row, cell.column) not in self.lone and (cell.row, cell.column) not in self.merges:
                longest = max(digits(line) for line in self.shown(cell).split("\n")) + 2.0
                widths[cell.column] = max(widths[cell.column], min(longest, _WIDEST))
        known = dict(self._known_widths())
        widths |= known
        for cell in self.seen:
            if (cell.row, cell.column) in self.merges:
                self._widen(widths, known, cell)
        return widths

    def _widen(self, widths: dict[int, float], known: Collection[int], cell: Cell) -> None:
        """Give joined columns what their text needs, as far as nothing else says how wide they are."""
        _, left, _, right = self.merges[cell.row, cell.column]
        free = [column for column in range(left, right + 1) if column not in known]
        longest = max(digits(line) for line in self.shown(cell).split("\n"))
        missing = min(longest, _WIDEST_JOINED) - self.width_at(cell, widths)
        for column in free if missing > 0 else ():
            widths[column] = widths.get(column, _NARROWEST) + missing / len(free)

    @cached_property
    def columns(self) -> Mapping[int, Column]:
        """The columns of a sheet of ours, wherever they were moved to."""
        keys = key_cells(self.sheet, self._marker[2]) if self._marker and self.key in _LAYOUTS else None
        known = {column.key: column for column in _LAYOUTS[self.key].columns} if keys else {}
        return {cell.column: known[key_of(cell)] for cell in (keys[1] if keys else ()) if key_of(cell) in known}

    def is_turned(self, cell: Cell) -> bool:
        """Whether a heading runs upwards."""
        return cell.row == self.head and cell.column in self.columns and self.columns[cell.column].is_turned

    def _known_widths(self) -> Iterator[tuple[int, float]]:
        """Yield the columns whose width is known."""
        for place, column in self.columns.items():
            if not column.is_hidden:
                yield place, column.width
        if self.key == "dashboard" and self._marker:
            names = self._marker[2].column + 2
            for place in range(names - 1, max(cell.column for cell in self.cells) + 1):
                yield place, NAME_WIDTH if place <= names else NARROW

    def width_at(self, cell: Cell, widths: Mapping[int, float]) -> float:
        """Return the room that a text has, in digits, in columns of some widths."""
        _, left, _, right = self.merges.get((cell.row, cell.column), (cell.row, cell.column, cell.row, cell.column))
        return sum(widths.get(column, _NARROWEST) for column in range(left, right + 1) if not self.is_hidden(column))

    def shown(self, cell: Cell) -> str:
        """Return what people saw in a cell: of a formula its last value, of a day its date."""
        if cell.formula is not None and not cell.has_value:
            return self.texts.get(cell.formula, "") if self.key else cell.shown
        number = cell.number
        if number is not None and cell.shown_as == "date":
            day = from_serial(number, starts_1904=self.starts_1904)
            return cell.text if day is None else day.isoformat()
        if number is not None and cell.formula is not None:
            number = round(number, 4)  # a computed number has as many digits as a computer gives it
        text = cell.text if number is None else f"{number:.15g}"
        return cell._replace(formula=None, text=text).shown


def texts_by_reference(sheets: Iterable[Sheet], lang: Language) -> dict[str, str]:
    """Return what each reference to the sheet of texts says in a language; nothing in a foreign workbook."""
    said: dict[str, str] = {}
    for sheet in sheets:
        marked = find_marker(sheet)
        if marked and marked[0] == "texts":
            column = marked[2].column + NOW_COLUMN + 1 + LANGUAGES.index(lang)
            place = column_name(marked[2].column + NOW_COLUMN)
            for cell in sheet.filled:
                if cell.column == column and cell.formula is None:
                    said[f"'{sheet.name}'!${place}${cell.row}"] = cell.text
    return said


def _without(ranges: Iterable[tuple[int, int]], shown: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield ranges without some numbers, which are in order.

    >>> list(_without([(1, 5), (8, 9)], [3, 9]))
    [(1, 2), (4, 5), (8, 8)]
    """
    for first, last in ranges:
        begin = first
        for one in shown[bisect_left(shown, first) : bisect_right(shown, last)]:
            if begin < one:
                yield begin, one - 1
            begin = one + 1
        if begin <= last:
            yield begin, last
