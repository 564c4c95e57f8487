"""Workbooks in the layout of APQC's, made for the tests: no original is among the fixtures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

import pcf

HEADINGS = ("PCF ID", "Hierarchy ID", "Name", "Difference Index", "Change details", "Metrics available?")
COVER = "CROSS INDUSTRY PROCESS CLASSIFICATION FRAMEWORK\nVERSION NUMBER 9.0\nGENERATED ON 2/14/2028"
Row = Sequence[object]


def rows_of(edition: str) -> list[list[object]]:
    """Return the elements of an edition as APQC lists them: ids as numbers, hierarchy ids as text."""
    return [[int(element.id), element.hierarchy_id, element.names.en] for element in pcf.load(edition)]


def write_book(
    path: Path,
    rows: Sequence[Row],
    *,
    cover: str = COVER,
    headings: Sequence[str] = HEADINGS,
    sheets: Sequence[tuple[str, Sequence[str], Sequence[Row]]] = (),
    above: int = 0,
) -> Path:
    """Write a workbook.

    Args:
        path: Its name.
        rows: Of the sheet "Combined".
        cover: Text of the first sheet.
        headings: Of "Combined".
        sheets: More sheets, each with its headings and rows.
        above: How many rows stand above the headings.
    """
    path.parent.mkdir(exist_ok=True)
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        book.add_worksheet("Introduction").write_string(0, 0, cover)
        for name, heads, listed in (("Combined", headings, rows), *sheets):
            page = book.add_worksheet(name)
            for line, cells in enumerate((heads, *listed), above):
                for column, value in enumerate(cells):
                    if isinstance(value, datetime):
                        page.write_datetime(line, column, value)
                    elif isinstance(value, str):
                        page.write_string(line, column, value)
                    elif value is not None:
                        page.write_number(line, column, value)
    return path
