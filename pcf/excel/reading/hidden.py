"""Entries that nobody sees: told where a person hid them, not where the short form does."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.excel.reading import findings as kinds
from pcf.excel.reading.answers import was_asked
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.tables import Table
from pcf.excel.short_form import ShortForm, short_form
from pcf.excel.workshop import WORKSHOP
from pcf.taxonomy import Taxonomy


def report_hidden(tables: Mapping[str, Table], ledger: Ledger, taxonomy: Taxonomy, *, is_list: bool = False) -> None:
    """Report entries in hidden rows, columns and sheets; needs the rows.

    What a short form hides from a person holds what was proposed or carried over: that is no fault of theirs.
    """
    form = ShortForm() if is_list or WORKSHOP.key in tables else _form_of(tables.get("ratings"), taxonomy)
    for key, table in tables.items():
        if table.sheet.is_hidden:
            if not form.hides_sheet(key) and any(True for _ in table.inputs()):
                ledger.report(kinds.HIDDEN_ANSWERS, table.sheet.name, found=table.sheet.name)
            continue
        left_out = {row for name, row in table.rows.items() if form.hides_row(key, name)}
        out_of_sight = [cell for cell in table.inputs() if table.sheet.is_out_of_sight(cell)]
        if hidden := [cell.name for cell in out_of_sight if cell.row not in left_out]:
            ledger.report(kinds.HIDDEN_ANSWERS, table.sheet.name, hidden[0], found=hidden)


def _form_of(ratings: Table | None, taxonomy: Taxonomy) -> ShortForm:
    """Return what a form hides by itself, told by the column that says which processes are asked.

    Without that sheet, which is a fault of its own, nobody can say which rows these are.
    """
    processes = [process.id for process in taxonomy.processes]
    if ratings is None:
        return short_form(taxonomy, processes)
    return short_form(taxonomy, [one for one in processes if not was_asked(ratings, one)])
