"""The rows of a small table as text, from CSV or from Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from pcf.errors import N_, Phrase
from pcf.excel.papers.findings import PEOPLE_UNREADABLE
from pcf.findings import Finding
from pcf.metrics.encoding import DELIMITERS, encoding_of
from pcf.metrics.spreadsheet import read_table

_TEXT = frozenset({".csv", ".tsv", ".txt"})
_EXCEL = frozenset({".xlsx", ".xlsm"})
_LARGEST = 1_000_000  # bytes; no list of people comes near

Rows = list[tuple[int, list[str]]]


def read_rows(path: Path, known: Callable[[str], bool]) -> Rows | Finding:
    """Return the rows that hold something, each with its number from 1; of a workbook those of its first sheet.

    Args:
        path: CSV in any usual encoding, separated by commas, semicolons or tabs; or an Excel workbook.
        known: Whether a word is one that stands in the first row: tells encodings and separators apart.

    Returns:
        The rows, or why there are none to read.
    """
    if path.suffix.lower() in _EXCEL:
        table = read_table(path)
        if isinstance(table, Finding):
            return table if table.file else Finding(table.kind, path.name, table.sheet, table.cell, table.facts)
        return [(number, row) for number, row in enumerate(table, 1) if any(row)]
    text = _text(path, known)
    rows = text if isinstance(text, Phrase) else _split(text, known)
    if isinstance(rows, Phrase):
        return Finding(PEOPLE_UNREADABLE, path.name, facts={"found": path.name or "–", "reason": rows})
    return rows


def _text(path: Path, known: Callable[[str], bool]) -> str | Phrase:
    if path.suffix.lower() not in _TEXT:
        return Phrase(N_("its name ends neither in .csv nor in .xlsx"))
    try:
        if not path.is_file():
            return Phrase(N_("there is no such file"))
        if path.stat().st_size > _LARGEST:
            return Phrase(N_("it is too large for such a list"))
        return path.read_text(encoding=encoding_of(path, known))
    except (OSError, ValueError) as error:  # a name with a zero byte is a ValueError, and so is text that is none
        return Phrase(N_("it is not text") if isinstance(error, UnicodeError) else N_("it cannot be opened"))


def _split(text: str, known: Callable[[str], bool]) -> Rows | Phrase:
    head = next((line for line in text.splitlines() if line.strip()), "")

    def names(sign: str) -> tuple[int, int]:
        return sum(known(word.strip('" ')) for word in head.split(sign)), head.count(sign)

    delimiter = max(DELIMITERS, key=names)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    rows: Rows = []
    first = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((first, row))
            first = reader.line_num + 1
    except csv.Error:
        return Phrase(N_("it is not a CSV table"))
    return rows
