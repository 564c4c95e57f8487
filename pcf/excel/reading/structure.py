"""Which sheets, columns and rows of a received workbook are which; what is missing, double or foreign."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pcf.excel import layout
from pcf.excel.columns import SheetLayout
from pcf.excel.layout import OWN
from pcf.excel.loops import LOOP_SHEETS, LOOP_TABS, loops_in
from pcf.excel.reading import findings as kinds
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.tables import Table, find_marker, key_cells, key_of
from pcf.excel.reading.values import bare
from pcf.excel.workshop import ELEMENTS, KEPT, VOICES, WORKSHOP, data_sheets
from pcf.i18n import Translator
from pcf.sheets.grid import Book, Cell, Sheet, column_name

_SLOT = re.compile(r'"(s[0-9]+)"')
_PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?")
_MOST_STRAYS = 100  # named one by one on a sheet; a pasted table is told as one finding
_MOST_NEAREST = 5  # suggestions a sheet; each looks through every key
_ANSWERED = frozenset(data.key for data in (*layout.DATA_SHEETS, WORKSHOP, *LOOP_SHEETS))
_KNOWN_SHEETS = frozenset(
    {*layout.TABS, *layout.HIDDEN_SHEETS, WORKSHOP.key, VOICES.key, KEPT.key, ELEMENTS.key, *LOOP_TABS}
)


@dataclass(frozen=True)
class Visible:
    """What the rows of a sheet show of their keys: sorting without the hidden key column gives itself away.

    Attributes:
        column: Key of the column that shows it.
        ids: What each key shows there; keys that show nothing are left out.
        names: What each key is called, for messages.
        is_text: Whether texts are shown, in any language: only the text of another key gives a row away, because
            a label may have been typed over.
        is_slot: Whether the column's formulas name the row of the sheet of segments: they move with their row.
    """

    column: str
    ids: Mapping[str, Collection[str]]
    names: Mapping[str, str] = field(default_factory=dict)
    is_text: bool = False
    is_slot: bool = False

    def other_than(self, table: Table, row: int, key: str) -> Cell | None:
        """Return the cell of a row that shows another key than its own; a blank shows none."""
        wanted, cell = self.ids.get(key), table.sheet.cells.get((row, table.columns.get(self.column, 0)))
        if self.is_slot and wanted is not None and cell is not None:
            named = set(_SLOT.findall(cell.formula or ""))
            return cell if named and not named & set(wanted) else None
        if wanted is None or cell is None or cell.is_blank or not cell.text or cell.shown_as == "date":
            return None
        if cell.kind == "text":
            text = cell.text if self.is_text else bare(cell.text)
            is_known = not self.is_text or text in self._texts
            return cell if is_known and text not in wanted else None
        if cell.kind != "number" or self.is_text:
            return None
        return cell if not any(_PLAIN.fullmatch(one) and cell.number == float(one) for one in wanted) else None

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(text for texts in self.ids.values() for text in texts)


def find_sheets(book: Book, ledger: Ledger) -> dict[str, list[tuple[Sheet, Cell]]]:
    """Return sheet key -> the sheets with that marker; foreign sheets are reported."""
    found: dict[str, list[tuple[Sheet, Cell]]] = {}
    for sheet in book.sheets:
        marked = find_marker(sheet)
        if marked and marked[0] in _KNOWN_SHEETS:
            key, version, cell = marked
            if version > layout.SHEET_SCHEMA:
                ledger.report(kinds.SHEET_NEWER, sheet.name, cell.name, found=cell.text, marker=layout.marker(key))
            is_copy = key in found and key not in _ANSWERED and key != "meta"
            if not is_copy:  # of what is only to be read, one is enough; answers that stand twice are a fault
                found.setdefault(key, []).append((sheet, cell))
                continue
        filled = len(sheet.filled)
        if filled:
            ledger.report(kinds.EXTRA_SHEET, sheet.name, found=filled)
            ledger.leave_out(filled)
    return found


def find_tables(
    found: Mapping[str, list[tuple[Sheet, Cell]]], ledger: Ledger, say: Translator, *, is_list: bool = False
) -> dict[str, Table]:
    """Return the data sheets by key, with the places of their columns; missing and double ones are reported."""
    tables = {}
    for data in data_sheets(is_workshop=WORKSHOP.key in found, is_list=is_list, loops=loops_in(found)):
        sheets = found.get(data.key, [])
        if not sheets:
            ledger.report(kinds.SHEET_MISSING, found=say(data.name), marker=layout.marker(data.key))
        elif len(sheets) > 1:
            names, (last, cell) = [sheet.name for sheet, _ in sheets], sheets[-1]
            ledger.report(kinds.SHEET_AMBIGUOUS, last.name, cell.name, found=names, marker=layout.marker(data.key))
            for sheet, marker in sheets:
                _refuse_inputs(data, sheet, marker, ledger)
        elif table := table_of(data, *sheets[0], ledger, say):
            tables[data.key] = table
    return tables


def _refuse_inputs(data: SheetLayout, sheet: Sheet, marker: Cell, ledger: Ledger) -> None:
    """Count the entries of a sheet that is one of two: nobody can say which is meant."""
    keys = key_cells(sheet, marker)
    if keys is None:
        return
    columns = {cell.column for cell in keys[1] if key_of(cell) in data.inputs}
    below = [cell for cell in sheet.filled if cell.row > keys[0]]
    rows = {cell.row for cell in below if cell.column == marker.column and not key_of(cell).startswith(OWN)}
    for cell in below:
        if cell.row in rows and cell.column in columns:
            ledger.count(sheet, cell, "refused")


def table_of(data: SheetLayout, sheet: Sheet, marker: Cell, ledger: Ledger, say: Translator) -> Table | None:
    """Return a sheet with the places of its columns; ``None`` if its keys are gone, which is reported."""
    keys = key_cells(sheet, marker)
    if keys is None:
        ledger.report(kinds.KEYS_MISSING, sheet.name, marker.name, found=say(data.name))
        return None
    table = Table(sheet, data, keys[0], marker.column)
    for cell in keys[1]:
        key = key_of(cell)
        if key in table.columns:
            other = f"{column_name(table.columns[key])}{table.key_row}"
            ledger.report(kinds.COLUMN_TWICE, sheet.name, cell.name, found=key, other=other)
        else:
            table.columns[key] = cell.column
    for column in data.columns:
        if column.is_input and column.key not in table.columns:
            heading = say(column.heading) if column.heading else column.key
            ledger.report(kinds.COLUMN_MISSING, sheet.name, found=column.key, heading=heading)
    for cell in sheet.twice:
        ledger.report(kinds.CELL_TWICE, sheet.name, cell.name, found=cell.shown)
    return table


def find_rows(
    table: Table,
    ledger: Ledger,
    known: Collection[str],
    needed: Mapping[str, str],
    *,
    is_open: bool = False,
    visible: Sequence[Visible] = (),
) -> None:
    """Place the rows of a table by their keys, and report what does not fit.

    Args:
        table: Gets its rows.
        ledger: Gets the findings.
        known: Every key that may stand here.
        needed: Those that must, with the name to show.
        is_open: Whether rows without a key are rows too (those pasted below a table of entries).
        visible: What the rows show of their keys, where they do.
    """
    for cell in table.sheet.filled:
        if cell.column == table.key_column and cell.row > table.key_row:
            _place_row(table, ledger, cell, known, visible)
    if is_open:
        keyed = {*table.rows.values(), *table.own_rows, *table.faulty_rows}
        columns = table.input_columns()
        for cell in table.sheet.filled:
            if cell.row > table.key_row and cell.row not in keyed and cell.column in columns:
                table.rows.setdefault(f"@{cell.row}", cell.row)
    for key, name in needed.items():
        if key not in table.rows and key not in table.mixed_rows:
            ledger.report(kinds.ROW_MISSING, table.sheet.name, found=key, name=name)
    _report_strays(table, ledger)
    _report_merges(table, ledger)


def _place_row(table: Table, ledger: Ledger, cell: Cell, known: Collection[str], visible: Sequence[Visible]) -> None:
    key = key_of(cell)
    if key.startswith(OWN):
        table.own_rows[cell.row] = key
    elif key not in known:
        is_early = len(table.faulty_rows) < _MOST_NEAREST
        nearest = difflib.get_close_matches(key[:80], list(known), n=1, cutoff=0.4) if is_early else []
        ledger.report(kinds.ROW_UNKNOWN, table.sheet.name, cell.name, found=key, nearest=nearest[0] if nearest else "–")
        table.faulty_rows.add(cell.row)
    elif key in table.rows or key in table.mixed_rows:
        other = f"{column_name(table.key_column)}{table.rows.get(key) or table.mixed_rows[key]}"
        ledger.report(kinds.ROW_TWICE, table.sheet.name, cell.name, found=key, other=other)
        table.faulty_rows.add(cell.row)
    elif shown := next((one for one in visible if one.other_than(table, cell.row, key)), None):
        seen = shown.other_than(table, cell.row, key)
        assert seen is not None
        wanted = "" if shown.is_text or shown.is_slot else next(iter(shown.ids[key]))
        element = " ".join(part for part in (wanted, shown.names.get(key, "")) if part)
        facts = {"element": element or key, "wanted": wanted or element or key}
        ledger.report(kinds.ROW_MIXED_UP, table.sheet.name, seen.name, found=seen.text or seen.shown, **facts)
        table.mixed_rows[key] = cell.row
        table.faulty_rows.add(cell.row)
    else:
        table.rows[key] = cell.row


def _report_strays(table: Table, ledger: Ledger) -> None:
    """Report every filled cell below the key row that no reader will look at and that is not ours."""
    known = {column.key for column in table.layout.columns}
    inputs, keyed = table.input_columns(), {place for key, place in table.columns.items() if key in known}
    rows = set(table.rows.values())
    strays = []
    for cell in table.sheet.filled:
        if cell.row <= table.key_row or cell.column == table.key_column:
            continue
        own = table.own_rows.get(cell.row)
        if cell.row in table.faulty_rows:
            if cell.column in inputs:
                ledger.count(table.sheet, cell, "refused")
        elif own is not None:
            if own.startswith(f"{OWN}group") and (cell.column in inputs or cell.column not in keyed):
                strays.append(cell)
        elif cell.row not in rows or cell.column not in keyed:
            strays.append(cell)
    report_strays(table.sheet, strays, ledger)


def report_typed_beside(sheets: Sequence[tuple[Sheet, Cell]], ledger: Ledger) -> None:
    """Report what was typed beside or below the table of a sheet that is only for reading."""
    for sheet, marker in sheets:
        keys = key_cells(sheet, marker)
        if keys is None:
            continue
        key_row, columns = keys[0], {marker.column, *(cell.column for cell in keys[1])}
        rows = {cell.row for cell in sheet.filled if cell.column == marker.column}
        strays = [
            cell
            for cell in sheet.filled
            if cell.row > key_row and not cell.is_blank and (cell.row not in rows or cell.column not in columns)
        ]
        report_strays(sheet, strays, ledger)


def report_strays(sheet: Sheet, strays: Sequence[Cell], ledger: Ledger) -> None:
    """Report cells that no reader looks at, one by one up to a limit."""
    for cell in strays:
        ledger.count(sheet, cell, "unplaced")
    for cell in strays[:_MOST_STRAYS]:
        ledger.report(kinds.STRAY, sheet.name, cell.name, found=cell.shown)
    if rest := strays[_MOST_STRAYS:]:
        ledger.report(kinds.STRAY, sheet.name, rest[0].name, found=f"{len(rest)} × …")


def _report_merges(table: Table, ledger: Ledger) -> None:
    rows, columns = sorted(table.rows.values()), sorted(table.input_columns())
    for top, left, bottom, right in table.sheet.merges:
        covered = _has_any(columns, left, right) and _has_any(rows, top, bottom)
        if covered and (top, left) != (bottom, right):
            first = f"{column_name(left)}{top}"
            found = f"{first}:{column_name(right)}{bottom}"
            ledger.report(kinds.MERGED, table.sheet.name, first, found=found)


def _has_any(places: Sequence[int], first: int, last: int) -> bool:
    """Whether one of some sorted numbers lies between two others."""
    return bisect_left(places, first) < bisect_right(places, last)
