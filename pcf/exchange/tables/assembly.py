"""From rows of cells to the tree of a model, with the cell that each value came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pcf.errors import N_, Phrase
from pcf.exchange import findings as kinds
from pcf.exchange.plain_json import Fault, Path, UnreadableError, json_path, parse_text, told
from pcf.exchange.shapes import below
from pcf.exchange.tables.declared import TABLES
from pcf.exchange.tables.layout import LANGUAGE, Column, Steps, Table
from pcf.exchange.tables.rows import ReadTable
from pcf.findings import Finding

Cell = tuple[ReadTable, int, str]  # table, line, heading
_LEFT_OUT = object()  # the value of a blank cell in which something has to stand
# One row of a table that others stand in.
_ROWS_OF = {
    "absence_reasons": N_("number of a reason"),
    "elements": N_("element"),
    "metrics": N_("metric"),
    "places": N_("place in this edition"),
    "profiles": N_("profile"),
}


class Assembly:
    """A model put together from tables, parents first.

    What is missing only because a table could not be read is not told again.

    Attributes:
        tree: The bundle as plain values; of which shape, whoever makes records of it tells.
        unread: The places of the lists of which rows are missing.
    """

    def __init__(self, tables: Mapping[str, ReadTable]) -> None:
        self.tree: dict[str, Any] = {}
        self.unread = [_path(table) for table in TABLES if not tables[table.name].is_whole]
        self._tables = tables
        self._rows: dict[str, dict[Steps, dict[str, Any]]] = {}  # table to key to record
        self._cells: dict[tuple[int, str | int], Cell] = {}  # a list or an object, and the place in it
        self._told: set[tuple[str, str]] = set()
        for table in TABLES:
            self._rows[table.name] = {}
            self._add(table, tables[table.name])

    def tell(self, fault: Fault) -> None:
        """Add a fault of the tree to the findings of the table that it came from, unless its cell is told already."""
        node: Any = self.tree
        cell, rest = (self._tables[TABLES[0].name], 1, ""), fault.path
        for number, step in enumerate(fault.path):
            if (id(node), step) in self._cells:
                cell, rest = self._cells[id(node), step], fault.path[number + 1 :]
            node = below(node, step)
        if not (self.unread and rest and fault.kind is kinds.KEY_MISSING):  # it may stand in the table that is missing
            self._tell_cell(cell, fault, rest)

    def _tell_cell(self, cell: Cell, fault: Fault, rest: Path = ()) -> None:
        table, line, heading = cell
        place = table.place(line, heading)
        if (table.file, place) in self._told and rest == ():
            return
        self._told.add((table.file, place))
        path = f"{heading}{json_path(rest)[1:]}".removeprefix(".")
        found = {"found": path} if fault.kind is kinds.KEY_MISSING else {}
        facts = {**fault.facts, "path": path, "owner": table.owner(line), **found}
        table.findings.append(Finding(fault.kind, table.file, cell=place, facts=facts))

    def _add(self, table: Table, read: ReadTable) -> None:
        if not table.parent:
            self._holder(self.tree, table)
        for node in self._rows[table.parent].values() if table.parent else ():
            self._holder(node, table)
        for line, row in read.rows.items():
            key = tuple(row[name] for name in table.holders)
            holder = self._rows[table.parent].get(key) if table.parent else self.tree
            if holder is None and not self._is_whole(table.parent):
                continue
            if holder is None:
                facts = {"found": ", ".join(key), "what": Phrase(_ROWS_OF[table.parent])}
                self._tell_cell((read, line, table.holders[-1]), Fault(kinds.LOST, (), facts))
            else:
                self._add_row(table, (read, line, ""), row, holder)

    def _is_whole(self, name: str) -> bool:
        """Whether a table and those around it were read to the last row."""
        around = next(table.parent for table in TABLES if table.name == name)
        return self._tables[name].is_whole and (not around or self._is_whole(around))

    def _holder(self, node: dict[str, Any], table: Table) -> Any:
        """Return the list, or the object of languages, that a table's rows go to; made where it is missing."""
        *above, last = table.steps
        for step in above:
            node = node.setdefault(step, {})
        return node.setdefault(last, {} if table.shape in ("text", "phrases") else [])

    def _add_row(self, table: Table, cell: Cell, row: Mapping[str, str], holder: dict[str, Any]) -> None:
        read, line, _ = cell
        into = self._holder(holder, table)
        if table.shape == "records":
            record = self._record(table, cell, row)
            self._cells[id(into), len(into)] = cell
            into.append(record)
            self._rows[table.name].setdefault(tuple(row[name] for name in table.row_key), record)
            return
        value = row[table.value]
        if table.shape == "text":
            lang = row[LANGUAGE.name]
            if lang in into:
                what = {"found": lang, "what": Phrase(N_("language"))}
                self._tell_cell((read, line, LANGUAGE.name), Fault(kinds.ID_TWICE, (), what))
            self._cells[id(into), lang] = (read, line, table.value)
            into[lang] = value
            return
        if table.shape == "phrases":
            self._cells[id(into), row[LANGUAGE.name]] = (read, line, LANGUAGE.name)
            into = into.setdefault(row[LANGUAGE.name], [])
        self._cells[id(into), len(into)] = (read, line, table.value)
        into.append(value)

    def _record(self, table: Table, cell: Cell, row: Mapping[str, str]) -> dict[str, Any]:
        read, line, _ = cell
        record: dict[str, Any] = {}
        missing = {
            column.group
            for column in table.columns
            if column.group and not any(row[one.name] for one in table.columns if one.group == column.group)
        }
        for column in table.columns:
            if not column.path:
                continue
            if column.group in missing:
                _set(record, column.group, None)
                continue
            *above, last = column.path
            node = record
            for step in above:
                self._cells[id(node), step] = (read, line, column.name)
                node = node.setdefault(step, {})
            self._cells[id(node), last] = (read, line, column.name)
            value = self._value((read, line, column.name), column, row[column.name])
            if value is not _LEFT_OUT:
                node[last] = value
        return record

    def _value(self, cell: Cell, column: Column, text: str) -> object:
        """Return what a cell says; ``_LEFT_OUT`` where it leaves out what has to be there."""
        if not text:
            return None if column.is_nullable else _LEFT_OUT if column.is_required or column.group else ""
        if column.type == "boolean":
            return {"true": True, "false": False}.get(text.casefold(), text)  # Excel writes TRUE
        if column.type == "object":
            try:
                return parse_text(text)
            except UnreadableError as error:
                self._tell_cell(cell, Fault(error.kind, (), error.facts))
        return text


def _set(record: dict[str, Any], steps: Steps, value: object) -> None:
    *above, last = steps
    for step in above:
        record = record.setdefault(step, {})
    record[last] = value


def _path(table: Table) -> Path:
    """Return where a table's list stands; of a list in each record of another one, where it stands in the first."""
    parent = next((one for one in TABLES if one.name == table.parent), None)
    return table.steps if parent is None else (*_path(parent), 0, *table.steps)


def shown_cell(text: str) -> object:
    """Return a cell as a message shows it; a blank one is a dash."""
    return told(text) if text else "–"
