"""The files of statements as rows of cells: text line by line, text in columns, sheets of a workbook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pcf.errors import N_, BadOptionError, Phrase
from pcf.findings import Finding
from pcf.mapping.statements import findings as kinds
from pcf.mapping.statements.headings import ROLES, plain
from pcf.sheets import Book, Cell, RefusedFileError, Sheet, read_book
from pcf.sheets.grid import column_name
from pcf.texts.delimited import read_lines
from pcf.texts.encodings import UndecodableError, decode
from pcf.texts.received import RefusedTextError, content_of

ROW_LIMIT = 100_000
CELLS = 2_000_000  # a hundred thousand rows of twenty columns
SUPPORTED = (".txt", ".md", ".csv", ".tsv", ".xlsx", ".xlsm")

_A_TEXT = Phrase(N_("a list of statements as text; a workbook says itself how it is encoded"))
_A_WORKBOOK = Phrase(N_("a list of statements as an Excel workbook; a text has no sheets"))
_SEPARATORS = (",", ";", "\t", "|")
_SAMPLE = 50
_EXAMPLES = 5
# What our own workbooks are known by; either may be lost on the way: a property of the file, a cell at a sheet's head.
_OWN_PROPERTY = "pcf_schema"
_OWN_MARKER = re.compile(r"pcf:[a-z]+:[0-9]{1,4}")
_OWN_HEAD = 60  # rows and columns in which the marker is looked for, as some may have been put in before it
_ALIKE = 0.8  # of the rows have the same width where a sign is the separator
_BEGINNINGS = ((b"%PDF", ".pdf"), (b"PK\x03\x04", ".zip"), (b"\xd0\xcf\x11\xe0", ".doc / .xls"), (b"{\\rtf", ".rtf"))

_BULLET = r"(?:[-–—*+](?=\s)|[•·●○◦▪■□►▶➢✓✔✗☐☑→‣⁃]|\[[ xX]?\](?=\s))"
_NUMBER = (
    r"(?:\(?\d{1,3}\)|\d{1,3}\.(?=\s)|(?:\d{1,3}\.){2,}\d{0,3}(?=\s)|[（(]?\d{1,3}[）、．]|[①-⑳]"
    r"|[（(]?[一二三四五六七八九十]{1,3}[）、])"
)
_MARK = re.compile(rf"\s*(?:{_BULLET}|{_NUMBER})\s*")
_CODE = re.compile(r"\s*\d{1,3}\.\d{1,3}\s+(?=\D)")  # 1.2 is a number of a list where most lines have one


@dataclass
class Table:
    """Rows of cells, each with its number: the line of a text, the row of a sheet.

    Attributes:
        rows: Blank ones too, as empty lists.
        sheet: Of a workbook.
        has_columns: False for text line by line.
        cells: Of a workbook, by row and column, 1-based: what is behind the texts.
        findings: What was noticed on the way.
    """

    file: str
    rows: list[tuple[int, list[str]]]
    sheet: str = ""
    has_columns: bool = True
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def place(self, row: int, column: int) -> str:
        """Name a cell: ``B12`` in a workbook, ``12:B`` in a text, ``12`` where there are no columns."""
        if self.sheet:
            return f"{column_name(column + 1)}{row}"
        return f"{row}:{column_name(column + 1)}" if self.has_columns else str(row)


class UnreadableError(Exception):
    """The file is no list of statements; never leaves the rooms that read lists."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__()
        self.findings = findings


def tables_of(path: Path, *, encoding: str | None, sheet: str | None) -> list[Table]:
    """Read a file as tables: one of a text, one for each sheet that may hold statements.

    Raises:
        UnreadableError: It is none, or of a kind that is not read; holds the findings.
        BadOptionError: There is no such encoding or sheet.
    """
    suffix = path.suffix.lower()
    if path.name.lower().endswith(".sssom.tsv"):
        raise UnreadableError(Finding(kinds.IS_MAPPING, path.name, facts={"found": path.name, "supported": SUPPORTED}))
    try:
        if suffix in {".xlsx", ".xlsm"} and path.exists():
            if encoding is not None:
                raise BadOptionError(option="--encoding", found=encoding, expected=_A_TEXT)
            return _sheets(path, sheet)
        content = content_of(path)
        other = next((name for start, name in _BEGINNINGS if content.startswith(start)), None)
        if other or suffix not in {"", *SUPPORTED}:
            facts = {"found": path.name, "format": suffix if suffix not in {"", *SUPPORTED} else other}
            raise UnreadableError(Finding(kinds.TYPE_UNSUPPORTED, path.name, facts=facts | {"supported": SUPPORTED}))
        text = decode(content, encoding=encoding).text.replace("\r\n", "\n").replace("\r", "\n")
    except (RefusedTextError, UndecodableError, RefusedFileError) as error:
        raise UnreadableError(error.finding(path.name)) from error
    if sheet is not None:
        raise BadOptionError(option="--sheet", found=sheet, expected=_A_WORKBOOK)
    return [_text_table(path.name, text, suffix)]


def _text_table(file: str, text: str, suffix: str) -> Table:
    if suffix in {".csv", ".tsv"}:
        separator = _separator(text, "\t" if suffix == ".tsv" else None)
    else:
        separator = "\t" if _share_alike(text, "\t")[0] >= _ALIKE else None
    if separator is None and suffix not in {".csv", ".tsv"}:
        lines = text.removesuffix("\n").split("\n")
        _check_size(file, len(lines))
        return Table(file, list(enumerate(_without_marks(lines), 1)), has_columns=False)
    found = list(islice(read_lines(text, 1, separator or "\0"), ROW_LIMIT + 2))
    _check_size(file, len(found))
    table = Table(file, [(line.number, [] if line.is_blank else line.cells) for line in found])
    for line in found:
        for position in line.unclosed:
            facts = {"found": line.cells[position][:80]}
            table.findings.append(Finding(kinds.QUOTES, file, cell=table.place(line.number, position), facts=facts))
    width = next((len(cells) for _, cells in table.rows if len(cells) > 1), 1)
    for number, cells in table.rows:
        if any(cell.strip() for cell in cells[width:]) and separator:
            facts_ = {"found": len(cells), "width": width}
            table.findings.append(Finding(kinds.ROW_TOO_WIDE, file, cell=str(number), facts=facts_))
    return table


def _check_size(file: str, rows: int) -> None:
    if rows > ROW_LIMIT + 1:  # and a line of headings
        raise UnreadableError(Finding(kinds.TOO_MANY, file, facts={"found": rows, "limit": ROW_LIMIT}))


def _separator(text: str, usual: str | None) -> str | None:
    """Choose the sign at which the first row splits into headings, or most rows into the same number of cells.

    Returns:
        The sign; ``None`` if there is one column.
    """
    signs = sorted(_SEPARATORS, key=lambda sign: sign != usual)
    shares = [(*_share_alike(text, sign), -number, sign) for number, sign in enumerate(signs)]
    first = next((line for line in text.split("\n") if line.strip()), "")
    headed = max(signs, key=lambda sign: (_headings_in(first, sign), sign == usual))
    if headed in first and _headings_in(first, headed):
        return headed
    share, width, _, sign = max(shares)
    return sign if width > 1 and share >= _ALIKE else None


def _headings_in(line: str, separator: str) -> int:
    return sum(plain(cell.strip('"')) in ROLES for cell in line.split(separator))


def _share_alike(text: str, separator: str) -> tuple[float, int]:
    """Return which share of the rows has the commonest width, and that width; 0 if it is one cell."""
    sample = islice((line for line in read_lines(text, 1, separator) if not line.is_blank), _SAMPLE)
    widths = Counter(len(line.cells) for line in sample)
    if not widths:
        return 0.0, 1
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return (count / widths.total(), width) if width > 1 else (0.0, 1)


def _without_marks(lines: Sequence[str]) -> list[list[str]]:
    """Strip bullets, dashes and numbers of a list off the lines."""
    filled = [line for line in lines if line.strip()]
    is_numbered = len(filled) > 1 and sum(_CODE.match(line) is not None for line in filled) * 2 >= len(filled)
    made = []
    for line in lines:
        stripped = line
        for _ in range(2):  # a bullet and a number
            match = _MARK.match(stripped) or (_CODE.match(stripped) if is_numbered else None)
            stripped = stripped[match.end() :] if match else stripped
        made.append([stripped] if stripped.strip() else [])
    return made


def _sheets(path: Path, name: str | None) -> list[Table]:
    book, findings = read_book(path, cells=CELLS)
    if _is_own(book):
        raise UnreadableError(Finding(kinds.IS_WORKBOOK, path.name, facts={"found": path.name, "supported": SUPPORTED}))
    visible = [one for one in book.sheets if not one.is_hidden]
    hidden = [one.name for one in book.sheets if one.is_hidden and one.filled]
    if name is not None:
        visible = [one for one in book.sheets if one.name.casefold() == name.strip().casefold()]
        hidden = []
        if not visible:
            raise BadOptionError(option="--sheet", found=name, expected=[one.name for one in book.sheets])
    tables = [_sheet_table(path.name, one) for one in visible if one.filled]
    if not tables:
        raise UnreadableError(Finding(kinds.NO_STATEMENTS, path.name, facts={"found": 0}))
    shared = list(findings)
    if hidden:
        shared.append(Finding(kinds.SHEETS_HIDDEN, path.name, facts={"found": hidden}))
    for table in tables:
        table.findings[:0] = shared
    return tables


def _is_own(book: Book) -> bool:
    """Whether pcf wrote the workbook: it holds practices with ids and decisions, which are read elsewhere."""
    return _OWN_PROPERTY in book.properties or any(
        _OWN_MARKER.fullmatch(cell.text)
        for sheet in book.sheets
        for cell in sheet.filled
        if cell.row <= _OWN_HEAD and cell.column <= _OWN_HEAD
    )


def _sheet_table(file: str, sheet: Sheet) -> Table:
    filled = sheet.filled
    last = max(cell.row for cell in filled)
    if len({cell.row for cell in filled}) > ROW_LIMIT + 1:
        facts = {"found": last, "limit": ROW_LIMIT}
        raise UnreadableError(Finding(kinds.TOO_MANY, file, sheet.name, facts=facts))
    by_row: dict[int, list[str]] = {}
    for cell in filled:
        row = by_row.setdefault(cell.row, [])
        row += [""] * (cell.column - len(row))
        row[cell.column - 1] = "" if cell.kind == "error" else cell.text
    first = min(by_row)
    rows = (
        [(number, by_row.get(number, [])) for number in range(first, last + 1)]
        if last < 2 * ROW_LIMIT
        else [(number, by_row[number]) for number in sorted(by_row)]
    )
    hidden = [cell.name for cell in filled if sheet.is_out_of_sight(cell)]
    cells = {(cell.row, cell.column): cell for cell in filled if cell.formula is not None or cell.kind != "text"}
    return Table(file, rows, sheet.name, cells=cells, hidden=hidden)


def formula_findings(table: Table, columns: Sequence[int]) -> list[Finding]:
    """Tell which cells of the columns that are read are formulas, and which of them have no value."""
    wanted = [
        cell for (_, column), cell in sorted(table.cells.items()) if column - 1 in columns and cell.formula is not None
    ]
    found = []
    for kind, cells in (
        (kinds.FORMULAS, [cell.name for cell in wanted if cell.has_value]),
        (kinds.UNCOMPUTED, [cell.name for cell in wanted if not cell.has_value]),
    ):
        if cells:
            facts = {"found": len(cells), "cells": cells[:_EXAMPLES]}
            found.append(Finding(kind, table.file, table.sheet, cells[0], facts))
    return found
