"""A consultant's list of statements as practices, each with its place in the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pcf.errors import BadOptionError, StatementsError
from pcf.findings import Finding, FindingKind, has_errors
from pcf.ids import is_word_id
from pcf.mapping.records import Practice
from pcf.mapping.statements import findings as kinds
from pcf.mapping.statements.columns import Columns, columns_of, weight_of
from pcf.mapping.statements.tables import Table, UnreadableError, formula_findings, tables_of
from pcf.search.terms import fold

COMPARED = 5_000  # characters that suggestions look at; nobody describes one practice in more
TEXT_LIMIT = 100_000  # characters; nobody means a single practice by more

_SHOWN = 60
_EXAMPLES = 5
_BLANKS = re.compile(r"[^\S\n]+")
_KNOWN_SCRIPTS = re.compile(r"[A-Za-z\u00c0-\u024f\u0400-\u04ff\u3400-\u9fff\uff21-\uff5a\U00020000-\U0003ffff]")


class Statements(NamedTuple):
    """What a list holds.

    Attributes:
        practices: In the order of the list, none placed yet.
        findings: What is odd about it.
        places: Practice id to where it stands: a line, or sheet and cell.
    """

    practices: tuple[Practice, ...]
    findings: tuple[Finding, ...]
    places: Mapping[str, str]


def read_statements(
    path: Path, *, column: str | None = None, sheet: str | None = None, encoding: str | None = None
) -> Statements:
    """Read a list of statements: text line by line, CSV or TSV, an Excel workbook.

    Args:
        path: The file.
        column: Heading or letter of the column with the statements; else it is found.
        sheet: Of a workbook; else it is found among those that are not hidden.
        encoding: Of a text; else it is told by its letters.

    Raises:
        StatementsError: It cannot be read, or has faults; ``findings`` hold every one.
        BadOptionError: There is no such column, sheet or encoding; names what there is.
    """
    try:
        tables = tables_of(path, encoding=encoding, sheet=sheet)
    except UnreadableError as error:
        findings = error.findings
        raise StatementsError(findings=findings, path=_named(path), count=len(findings)) from error
    table, columns = _chosen(tables, column)
    reader = _Reader(table, columns)
    reader.read()
    if has_errors(reader.findings):
        raise StatementsError(findings=reader.findings, path=_named(path), count=len(reader.findings))
    return Statements(tuple(reader.practices), tuple(reader.findings), reader.places)


def holds_decisions(error: StatementsError) -> bool:
    """Whether a file was refused only since it is a mapping or a workbook of ours, which other readers read."""
    return any(one.kind in (kinds.IS_MAPPING, kinds.IS_WORKBOOK) for one in error.findings)


def _named(path: Path) -> str:
    return path.name or str(path)  # "." has no name


def _chosen(tables: list[Table], column: str | None) -> tuple[Table, Columns]:
    """Choose the sheet with headings and most statements; a named column must be in one of them."""
    found: list[tuple[Table, Columns]] = []
    refused: BadOptionError | None = None
    for table in tables:
        try:
            found.append((table, columns_of(table, column)))
        except BadOptionError as error:
            refused = refused or error
    if refused and not found:
        raise refused
    table, columns = max(found, key=lambda pair: weight_of(*pair))
    others = [one.sheet for one in tables if one is not table]
    if others:
        table.findings.append(Finding(kinds.SHEET_CHOSEN, table.file, facts={"found": table.sheet, "others": others}))
    return table, columns


class _Reader:
    def __init__(self, table: Table, columns: Columns) -> None:
        self.table, self.columns = table, columns
        self.findings = list(table.findings)
        self.practices: list[Practice] = []
        self.places: dict[str, str] = {}
        self._first: dict[str, str] = {}  # folded text to its place
        self._minted: list[str] = []
        self._next = 1
        self._blank = 0
        rows = table.rows[columns.first :]
        self._own = {self._id(cells).lower() for _, cells in rows} if columns.id is not None else set()

    def read(self) -> None:
        table, columns = self.table, self.columns
        self.findings += formula_findings(table, columns.read)
        above = [number for number, cells in table.rows[: max(0, columns.first - 1)] if cells]
        if above:
            self._tell(kinds.ROWS_ABOVE, str(above[0]), found=above)
        for number, cells in table.rows[columns.first :]:
            self._read_row(number, cells)
        if columns.is_guessed:
            letter = table.place(1, columns.text).replace("1:", "").rstrip("1")
            self._tell(kinds.COLUMN_CHOSEN, letter, found=letter)
        if self._blank:
            self._tell(kinds.BLANK_ROWS, "", found=self._blank)
        if self._minted:
            self._tell(kinds.IDS_MINTED, "", found=len(self._minted), ids=self._minted[:_EXAMPLES])
        read = set(self.places.values())
        if hidden := [name for name in table.hidden if f"{table.sheet}!{name}" in read]:
            self._tell(kinds.ROWS_HIDDEN, hidden[0], found=hidden[:_EXAMPLES])
        if not self.practices and not has_errors(self.findings):
            self._tell(kinds.NO_STATEMENTS, "", found=len(table.rows))

    def _tell(self, kind: FindingKind, cell: str, **facts: object) -> None:
        self.findings.append(Finding(kind, self.table.file, self.table.sheet, cell, facts))

    def _read_row(self, number: int, cells: list[str]) -> None:
        place = self.table.place(number, self.columns.text)
        stored = self.table.cells.get((number, self.columns.text + 1))
        if stored is not None and stored.kind == "error":
            self._tell(kinds.CELL_ERROR, place, found=stored.text)
            return
        raw = cells[self.columns.text] if self.columns.text < len(cells) else ""
        text, removed = cleaned(raw)
        if not text:
            self._blank += stored is None  # a formula without a value is told by itself
            return
        if removed:
            self._tell(kinds.CONTROLS, place, found=removed)
        if not any(sign.isalpha() for sign in text):
            self._tell(kinds.NOT_A_STATEMENT, place, found=text[:_SHOWN])
            return
        if len(text) > TEXT_LIMIT:
            self._tell(kinds.TEXT_TOO_LONG, place, found=len(text), limit=TEXT_LIMIT)
            return
        if len(text) > COMPARED:
            self._tell(kinds.TEXT_LONG, place, found=len(text), limit=COMPARED)
        if not _KNOWN_SCRIPTS.search(text):
            self._tell(kinds.OTHER_SCRIPT, place, found=text[:_SHOWN])
        key = " ".join(fold(text).split())
        if key in self._first:
            self._tell(kinds.SAME, place, first=self._first[key], found=text[:_SHOWN])
        self._first.setdefault(key, place)
        self._keep(text, cells, place)

    def _keep(self, text: str, cells: list[str], place: str) -> None:
        wanted = self._id(cells)
        kept = wanted.lower() if is_word_id(wanted.lower()) else ""
        made = kept if kept and kept not in self.places else self._free()
        if kept and made != kept:
            self._tell(kinds.ID_TWICE, place, found=wanted, first=self.places[kept], id=made)
        elif wanted and not kept:
            self._minted.append(f"{wanted[:_SHOWN]} → {made}")
        self.practices.append(
            Practice(
                id=made,
                text=text,
                owner=self._said(cells, self.columns.owner),
                unit=self._said(cells, self.columns.unit),
            )
        )
        self.places[made] = f"{self.table.sheet}!{place}" if self.table.sheet else place

    def _id(self, cells: list[str]) -> str:
        return self._said(cells, self.columns.id)

    def _said(self, cells: list[str], column: int | None) -> str:
        return cleaned(cells[column])[0] if column is not None and column < len(cells) else ""

    def _free(self) -> str:
        """Make the next of p1, p2, … that no row of the list has as its own."""
        while (made := f"p{self._next}") in self.places or made in self._own:
            self._next += 1
        return made


def cleaned(text: str) -> tuple[str, int]:
    r"""Return a text without blanks around it and without control signs, and how many of these there were.

    Signs that join emoji and letters stay; a line break stays too.

    >>> cleaned(" We\u00a0answer\x07 \ufeff")
    ('We answer', 2)
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if plain.isascii() and plain.isprintable():
        return plain.strip(), 0
    kept = [sign for sign in plain if sign.isspace() or sign in _JOINERS or unicodedata.category(sign) not in _UNSEEN]
    lines = [_BLANKS.sub(" ", line).strip() for line in "".join(kept).split("\n")]
    return "\n".join(lines).strip(), len(plain) - len(kept)


_JOINERS = "\u200c\u200d"
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
