"""Figures of a log as a plain table in a workbook of its own: one line a figure, ready to filter."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def write_figures_table(path: Path, lines: Sequence[Sequence[object]], sheet_name: str) -> None:
    """Write a table with its header; numbers stay numbers, everything else is text and never a formula.

    Args:
        path: Where to write.
        lines: The header and the lines.
        sheet_name: Of the only sheet.
    """
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(sheet_name)
        bold = book.add_format({"bold": True})
        for row, line in enumerate(lines):
            for column, value in enumerate(line):
                if isinstance(value, int | float):
                    sheet.write_number(row, column, value)
                elif value is not None:
                    sheet.write_string(row, column, str(value), bold if row == 0 else None)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(lines) - 1, 0), max(len(lines[0]) - 1, 0) if lines else 0)
        sheet.autofit()
