"""An Excel file as a log: its sheet written out as CSV that DuckDB reads without an extension."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from pcf.findings import Finding
from pcf.metrics import file_findings as kinds
from pcf.metrics.map_records import Source
from pcf.sheets import Book, Cell, RefusedFileError, Sheet, read_book

CELLS = 2_000_000  # some 100,000 rows of 20 columns; a larger log belongs into CSV or parquet

_EXAMPLES = 5
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  serial 0 of Excel, in local time
_1904 = timedelta(days=1462)
_MILLISECOND = timedelta(milliseconds=1)


def as_csv(path: Path, target: Path, source: Source) -> Finding | None:
    """Write one sheet as CSV, every row on the line that has its number.

    Args:
        path: The Excel file.
        target: Where to write.
        source: The sheet, and how many rows at its end are no data.

    Returns:
        Why it cannot be read.
    """
    try:
        book, _ = read_book(path, cells=CELLS)
    except RefusedFileError as error:
        return error.finding(path.name)
    sheet = _sheet(book, source.sheet)
    if sheet is None:
        names = [one.name for one in book.sheets]
        facts = {"found": source.sheet or "–", "known": names}
        return Finding(kinds.SHEET_UNKNOWN, file=path.name, cell="[source] sheet", facts=facts)
    uncomputed = [cell for cell in sheet.filled if cell.formula is not None and not cell.has_value]
    if uncomputed:
        found = {"found": len(uncomputed), "cells": [cell.name for cell in uncomputed[:_EXAMPLES]]}
        return Finding(kinds.FORMULAS_UNCOMPUTED, file=path.name, cell=uncomputed[0].name, facts=found)
    rows = _rows(sheet, as_numbers=source.durations, starts_1904=book.starts_1904, header_row=source.header_row)
    filled = [place for place, row in enumerate(rows) if any(row)]
    first = filled[-source.footer_rows] if 0 < source.footer_rows <= len(filled) else 0
    kept = rows[:first] if source.footer_rows else rows
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(kept)
    return None


def read_table(path: Path) -> list[list[str]] | Finding:
    """Read the first sheet of a small file, a lookup for example, as rows of text."""
    try:
        book, _ = read_book(path, cells=CELLS)
    except RefusedFileError as error:
        return error.finding(path.name)
    return _rows(book.sheets[0], as_numbers={}, starts_1904=book.starts_1904, header_row=1) if book.sheets else []


def _sheet(book: Book, name: str | None) -> Sheet | None:
    visible = [sheet for sheet in book.sheets if not sheet.is_hidden]
    if name is None:
        return next(iter(visible or book.sheets), None)
    return next((sheet for sheet in book.sheets if sheet.name == name), None)


def _rows(sheet: Sheet, as_numbers: Mapping[str, str], *, starts_1904: bool, header_row: int) -> list[list[str]]:
    """List the rows from the first; blank ones are empty lists, so that numbers of rows stay."""
    filled = sheet.filled
    last_row = max((cell.row for cell in filled), default=0)
    width = max((cell.column for cell in filled), default=0)
    header = {cell.column: cell.text.strip() for cell in filled if cell.row == header_row}
    plain = {column for column, name in header.items() if name in as_numbers}
    table: list[list[str]] = [[] for _ in range(last_row)]
    for cell in filled:
        row = table[cell.row - 1]
        if not row:
            row.extend([""] * width)
        row[cell.column - 1] = _text(cell, is_plain=cell.column in plain, starts_1904=starts_1904)
    return table


def _text(cell: Cell, *, is_plain: bool, starts_1904: bool) -> str:
    """Write a cell: dates as 2026-10-31 18:00:00, times of day as 18:00:00, line breaks as blanks."""
    number = cell.number
    if number is not None and cell.shown_as == "date":
        return _clock(number) if is_plain else _moment(number, starts_1904=starts_1904)
    if number is not None:
        return f"{number:.15g}"
    if cell.kind == "boolean":
        return "true" if cell.text == "1" else "false"
    if cell.kind == "date":
        return cell.text.replace("T", " ").removesuffix("Z")
    return " ".join(cell.text.splitlines())


def _clock(days: float) -> str:
    """Write a duration that Excel keeps as a part of a day and shows as a time: 25:10:00."""
    milliseconds = round(abs(days) * 86_400_000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{'-' if days < 0 else ''}{hours}:{minutes:02d}:{rest / 1000:06.3f}"


def _moment(serial: float, *, starts_1904: bool) -> str:
    try:
        exact = _EPOCH + timedelta(days=serial) + (_1904 if starts_1904 else timedelta())
    except OverflowError:
        return f"{serial:.15g}"
    # a serial holds a time to some microseconds only
    rounded = exact + _MILLISECOND / 2
    rounded -= timedelta(microseconds=rounded.microsecond % 1000)
    said = rounded.isoformat(sep=" ", timespec="milliseconds" if rounded.microsecond else "seconds")
    return said.partition(" ")[2] if 0 <= serial < 1 else said
