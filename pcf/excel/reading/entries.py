"""Sheets on which every row can be an entry with an id of its own: practices and registers."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from pcf.excel.reading import cell_findings as kinds
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.profile import word_id
from pcf.excel.reading.tables import Table
from pcf.excel.reading.values import Notes
from pcf.excel.registers import ROW_PREFIXES
from pcf.findings import FindingKind
from pcf.sheets.grid import BLANKS, Cell

T = TypeVar("T")
_PASTED = "@"  # begins what rows without a key are called


class Entries:
    """The rows of one sheet in order, and the id of each that is filled in.

    Attributes:
        ids: Row key -> the id that was typed, else that of the row, else the next free one.
            Rows that hold nothing, or a faulty id, have none.
    """

    def __init__(self, table: Table, ledger: Ledger, read_id: Callable[[Cell, Notes], str] = word_id) -> None:
        self._table, self._ledger = table, ledger
        self._rows = sorted(table.rows, key=lambda row: table.rows[row])
        self._typed = {row: ledger.take(table, row, "id", read_id) for row in self._rows}
        self.ids: Mapping[str, str] = self._given_ids()

    @property
    def is_whole(self) -> bool:
        """Whether every row was found: otherwise nobody can say which entries there are."""
        return not self._table.faulty_rows

    @property
    def name(self) -> str:
        """What the sheet is called."""
        return self._table.sheet.name

    def take(self, row: str, column: str, read: Callable[[Cell, Notes], T], allowed: str = "") -> T | None:
        """Read one cell; ``None`` if it is blank or faulty, which is then reported."""
        return self._ledger.take(self._table, row, column, read, allowed)

    def report(self, kind: FindingKind, row: str, column: str, **facts: object) -> None:
        """Note a finding at a cell of a row."""
        self._ledger.report(kind, self.name, self._table.place(row, column), **facts)

    def place(self, row: str, column: str) -> str:
        """Return the name of a cell, filled or not."""
        return self._table.place(row, column)

    def refuse(self, row: str, column: str) -> None:
        """Count a cell as refused, for a fault that is reported elsewhere."""
        cell = self._table.cell(row, column)
        if cell is not None and not cell.is_blank:
            self._ledger.count(self._table.sheet, cell, "refused")

    def is_filled(self, row: str, column: str) -> bool:
        """Whether something stands in a cell, faulty or not."""
        cell = self._table.cell(row, column)
        return cell is not None and bool(cell.text.strip(BLANKS))

    def read(
        self, title: str, textless: FindingKind, fields: Callable[[str], Mapping[str, object]]
    ) -> Iterator[dict[str, object]]:
        """Yield the entries as their fields, blank ones left out.

        Args:
            title: The column without which a row is no entry.
            textless: What is reported of such a row.
            fields: Reads the columns of a row, but for its id.
        """
        taken: dict[str, str] = {}
        for row in self._rows:
            values = _without_blanks(fields(row))
            if not self.is_filled(row, title):
                self._report_textless(row, title, textless)
            elif title in values:  # a faulty title is reported already
                yield from self._entry(row, title, values, taken)

    def read_all(self, fields: Callable[[str], Mapping[str, object]]) -> Iterator[dict[str, object]]:
        """Yield every row in which something stands as its fields, blank ones left out; no column must be filled.

        Args:
            fields: Reads the columns of a row, but for its id.
        """
        taken: dict[str, str] = {}
        for row in self._rows:
            values = _without_blanks(fields(row))
            filled = [column for column in self._table.layout.inputs if self.is_filled(row, column)]
            if filled:
                yield from self._entry(row, next((one for one in filled if one != "id"), "id"), values, taken)

    def _entry(
        self, row: str, told_at: str, values: Mapping[str, object], taken: dict[str, str]
    ) -> Iterator[dict[str, object]]:
        """Yield one entry with its id, unless that is faulty or taken; ``taken`` gets the id with its cell."""
        entry = self.ids.get(row)
        if entry is None:
            return  # a faulty id is reported already
        if entry in taken:
            self.report(kinds.ID_TWICE, row, "id", found=entry, other=taken[entry])
            return
        if not self._typed[row] and row != entry and not row.startswith(_PASTED):
            cell = self._table.cell(row, told_at)
            found = values.get(told_at, cell.shown if cell else "–")
            self.report(kinds.ID_ASSIGNED, row, told_at, found=found, value=entry)
        taken[entry] = self._table.place(row, "id")
        yield {"id": entry, **values}

    def _given_ids(self) -> dict[str, str]:
        prefix, inputs = ROW_PREFIXES[self._table.layout.key], self._table.layout.inputs
        typed = {row: entry for row, entry in self._typed.items() if entry}
        used = set(typed.values())
        nameless = [
            row
            for row in self._rows
            if not self.is_filled(row, "id") and any(self.is_filled(row, column) for column in inputs)
        ]
        own = {row: row for row in nameless if row not in used and not row.startswith(_PASTED)}
        free = (one for number in itertools.count(1) if (one := f"{prefix}{number}") not in used | own.keys())
        return {**typed, **own, **{row: next(free) for row in nameless if row not in own}}

    def _report_textless(self, row: str, title: str, textless: FindingKind) -> None:
        told = [column for column in self._table.layout.inputs if column != "id" or self._typed[row]]
        filled = next((column for column in told if self.is_filled(row, column)), None)
        if filled is None:
            return
        cell = self._table.cell(row, filled)
        assert cell is not None
        self.report(textless, row, filled, found=cell.shown, where=self._table.place(row, title))


def _without_blanks(fields: Mapping[str, object]) -> dict[str, object]:
    return {field: value for field, value in fields.items() if value not in (None, "", ())}
