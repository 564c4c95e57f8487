"""The sheet of what a promise costs: nothing on it is read, but what was typed over its formulas is told."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pcf.excel.curve import CHOICE_KEY, CURVE, is_live
from pcf.excel.reading.formulas import keyed_rows, report_overwritten
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.structure import table_of
from pcf.i18n import Translator
from pcf.sheets.grid import Cell, Sheet


def report_typed_over_curve(
    sheets: Sequence[tuple[Sheet, Cell]], known: Collection[str], ledger: Ledger, say: Translator
) -> None:
    """Report what stands where formulas of ours were; the cell to choose a line in is anybody's.

    Args:
        sheets: The sheets with the marker; of what is only to be read, the first is looked at.
        known: The texts that formulas of the workbook show.
        ledger: Gets the findings.
        say: Names the sheet if its keys are gone.
    """
    for sheet, marker in sheets[:1]:
        table = table_of(CURVE, sheet, marker, ledger, say)
        if table is not None:
            keyed_rows(table)
            table.rows = {key: row for key, row in table.rows.items() if is_live(key) and key != CHOICE_KEY}
            report_overwritten(table, known, ledger)
