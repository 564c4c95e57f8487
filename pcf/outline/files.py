"""From a file to what it lists: text in some encoding, CSV or TSV, or a workbook behind the guard."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

from pcf.errors import InputFaultsError
from pcf.findings import Finding, FindingKind
from pcf.outline import findings as kinds
from pcf.outline.records import Listing, Row
from pcf.outline.tables import read_table, split_lines
from pcf.outline.text import read_text
from pcf.sheets import Book, Cell, RefusedFileError, Sheet, read_book
from pcf.sheets.limits import FILE_LIMIT as BOOK_LIMIT
from pcf.texts.encodings import UndecodableError, decode
from pcf.texts.received import FILE_EMPTY, FILE_TOO_LARGE, RefusedTextError, content_of

TEXT_LIMIT = 5 * 2**20  # the whole PCF as text in three languages takes half a megabyte
LINE_LIMIT = 10_000
COLUMN_LIMIT = 100  # what stands further to the right is no listing

_BINARY = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF")  # the guard reads the first and names the others
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001  serial 0 of Excel, in local time
_TWO_PARTS = re.compile(r"\d{1,2}\.\d{1,2}", re.ASCII)
_OURS = ("5", "6")  # where customer service stands, in one edition or another
_EXAMPLES = 10


def read_listing(path: Path, encoding: str | None = None) -> Listing:
    """Read a listing of the PCF.

    Args:
        path: Text, CSV, TSV or xlsx; which of them is told by what is in it.
        encoding: Of a text, where a person names it.

    Raises:
        InputFaultsError: It cannot be read; ``findings`` say why.
        BadOptionError: ``encoding`` is the name of none.
    """
    try:
        content = content_of(path, limit=BOOK_LIMIT)
        if content.startswith(_BINARY):
            return _read_workbook(path)
        if len(content) > TEXT_LIMIT:
            raise RefusedTextError(FILE_TOO_LARGE, found=len(content), limit=TEXT_LIMIT)
        text, encoding = decode(content, encoding=encoding)
    except (RefusedTextError, RefusedFileError, UndecodableError) as error:
        raise _fault(path, error.finding(path.name)) from error
    lines = re.split(r"\r\n|\r|\n", text)
    if len(lines) > LINE_LIMIT:
        raise _refusal(path, kinds.TOO_MANY_LINES, found=len(lines), limit=LINE_LIMIT)
    if not text.strip():
        raise _refusal(path, FILE_EMPTY, found=path.name)
    rows = split_lines(lines)
    listing = (read_table(rows, path.name) if rows else None) or read_text(enumerate(lines, 1))
    listing.file, listing.encoding = path.name, encoding
    return listing


def _refusal(path: Path, kind: FindingKind, **facts: object) -> InputFaultsError:
    return _fault(path, Finding(kind, path.name, facts=facts))


def _fault(path: Path, finding: Finding) -> InputFaultsError:
    return InputFaultsError(findings=[finding], path=path.name, count=1)


def _read_workbook(path: Path) -> Listing:
    """Read the sheet that lists most of customer service; of equals, the one with least beside it.

    Raises:
        RefusedFileError: It is no workbook.
        InputFaultsError: No sheet holds a listing.
    """
    book, odd = read_book(path)
    shown = [sheet for sheet in book.sheets if not sheet.is_hidden] or book.sheets
    listings = [listing for sheet in shown if (listing := _read_sheet(book, sheet, path.name)).entries]
    if not listings:
        raise _refusal(path, kinds.NOTHING_RECOGNISED, found=path.name)
    best = max(listings, key=lambda one: (_own(one), -len(one.entries)))
    others = [one.sheet for one in listings if one is not best and _own(one)]
    if others:
        facts = {"found": others[:_EXAMPLES], "sheet": best.sheet}
        best.findings.append(Finding(kinds.SHEETS_LEFT_OUT, path.name, facts=facts))
    best.findings[:0] = odd
    return best


def _own(listing: Listing) -> int:
    """Count the different elements that may be of customer service: a list of metrics names some of them many times."""
    own = (entry for entry in listing.entries if entry.code.partition(".")[0] in _OURS or entry.element_id)
    return len({entry.element_id or entry.code for entry in own})


def _read_sheet(book: Book, sheet: Sheet, file: str) -> Listing:
    cells = {
        (cell.row, cell.column): _text(cell, starts_1904=book.starts_1904)
        for cell in sheet.filled
        if cell.column <= COLUMN_LIMIT
    }
    width: dict[int, int] = {}
    for row, column in cells:
        width[row] = max(width.get(row, 0), column)
    rows: list[Row] = [
        (row, [cells.get((row, column), "") for column in range(1, last + 1)]) for row, last in sorted(width.items())
    ]
    joined = ((row, "\t".join(cell for cell in filled if cell)) for row, filled in rows)
    listing = read_table(rows, file, sheet.name) or read_text(joined)
    listing.file, listing.sheet = file, sheet.name
    listing.findings += _stored_oddly(sheet, listing, file)
    return listing


def _stored_oddly(sheet: Sheet, listing: Listing, file: str) -> list[Finding]:
    """Report codes that are numbers, and formulas without a value."""
    codes = {entry.line: entry.code for entry in listing.entries if entry.code}
    numbers = [
        cell.name
        for cell in sheet.filled
        if (number := cell.number) is not None
        and _TWO_PARTS.fullmatch(said := f"{number:.15g}")
        and codes.get(cell.row) == said
    ]
    uncomputed = [cell.name for cell in sheet.filled if cell.formula is not None and not cell.has_value]
    return [
        Finding(kind, file, sheet.name, names[0], {"found": names[:_EXAMPLES]})
        for kind, names in ((kinds.CODES_ARE_NUMBERS, numbers), (kinds.FORMULA_UNCOMPUTED, uncomputed))
        if names
    ]


def _text(cell: Cell, *, starts_1904: bool) -> str:
    """Write a cell as text: a date as 2001-01-06, a number as short as it is."""
    number = cell.number
    if number is not None and cell.shown_as == "date":
        try:
            return f"{(_EPOCH_1904 if starts_1904 else _EPOCH) + timedelta(days=number):%Y-%m-%d}"
        except OverflowError:
            return cell.text
    if number is not None:
        return f"{number:.15g}"
    return " ".join(cell.text.removesuffix("T00:00:00").split()) if cell.kind == "date" else cell.text.strip()
