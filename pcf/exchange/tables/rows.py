"""From the text of a table to its rows: headings, quotation marks and numbers of cells checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pcf.exchange import findings as kinds
from pcf.exchange.plain_json import told
from pcf.exchange.tables.declared import columns_of
from pcf.exchange.tables.layout import Table
from pcf.findings import Finding, FindingKind
from pcf.texts.delimited import Line, read_lines

_WIDTH_LIMIT = 200  # columns; the widest of ours has some 30
_ROW_LIMIT = 50_000  # the longest of ours has some 3,000


@dataclass(slots=True)
class ReadTable:
    """A table as it was read.

    Attributes:
        table: Which one it is.
        rows: The line that a row begins on to its cells by heading.
        is_whole: All rows of it were there and could be read.
        positions: Heading to the number of its column, from 0.
    """

    table: Table
    rows: dict[int, dict[str, str]] = field(default_factory=dict)
    is_whole: bool = True
    positions: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def file(self) -> str:
        return self.table.file

    def owner(self, line: int) -> str:
        """Return what a row is known by, a dash where it is none."""
        row = self.rows.get(line)
        return ", ".join(row[name] for name in self.table.row_key) if row else "–"

    def place(self, line: int, heading: str = "") -> str:
        """Write a place as spreadsheets do: ``C7``, or ``7`` for a whole row."""
        return f"{_letters(self.positions[heading])}{line}" if heading in self.positions else str(line)

    def tell(self, kind: FindingKind, line: int, heading: str = "", /, **facts: object) -> None:
        self.findings.append(Finding(kind, self.file, cell=self.place(line, heading), facts=facts))


def read_table(kind: Table, content: bytes) -> ReadTable:
    """Read a table; what cannot be read is told in its ``findings``.

    Args:
        kind: Which one; its columns may stand in any order.
        content: The bytes, in UTF-8 with or without a byte order mark.
    """
    table = ReadTable(kind)
    _read(table, content)
    table.is_whole = not table.findings
    return table


def _read(table: ReadTable, content: bytes) -> None:
    try:
        lines = read_lines(content.decode("utf-8-sig"), separator=",")
    except UnicodeDecodeError as error:
        table.findings.append(Finding(kinds.NOT_UTF8, table.file, facts={"found": error.start + 1}))
        return
    found = _headings(table, next(lines, Line(1, [], [])), [column.name for column in columns_of(table.table)])
    if table.findings:
        return
    for number, line in enumerate(lines):
        if number >= _ROW_LIMIT:
            table.tell(kinds.TOO_MANY_ROWS, line.number, found=_ROW_LIMIT)
            break
        if not line.is_blank:
            _read_row(table, line, found)


def _headings(table: ReadTable, line: Line, wanted: Sequence[str]) -> list[str]:
    """Return the headings of a table, and tell what is wrong with them."""
    if len(line.cells) > _WIDTH_LIMIT:
        table.tell(kinds.ROW_RAGGED, line.number, found=len(line.cells), width=len(wanted))
        return []
    columns: dict[str, object] = {"columns": [*wanted]}
    for number, heading in enumerate(line.cells):
        kind = kinds.COLUMN_TWICE if heading in table.positions else None if heading in wanted else kinds.COLUMN_UNKNOWN
        if kind is not None:
            cell = f"{_letters(number)}{line.number}"
            table.findings.append(Finding(kind, table.file, cell=cell, facts={"found": told(heading)} | columns))
        table.positions.setdefault(heading, number)
    for heading in wanted:
        if heading not in table.positions:
            table.tell(kinds.COLUMN_MISSING, line.number, found=heading, **columns)
    return line.cells


def _read_row(table: ReadTable, line: Line, headings: Sequence[str]) -> None:
    if line.unclosed:  # the first makes the others
        number = line.unclosed[0]
        heading = headings[number] if number < len(headings) else ""
        table.tell(kinds.QUOTES, line.number, heading, path=heading or "–", found=told(line.cells[number]))
        return
    if len(line.cells) != len(headings):
        table.tell(kinds.ROW_RAGGED, line.number, found=len(line.cells), width=len(headings))
        return
    table.rows[line.number] = dict(zip(headings, line.cells, strict=True))


def _letters(number: int) -> str:
    """Write the number of a column, from 0, as spreadsheets do.

    >>> _letters(0), _letters(27)
    ('A', 'AB')
    """
    return "".join(_reversed_letters(number))[::-1]


def _reversed_letters(number: int) -> Iterator[str]:
    while number >= 0:
        yield chr(ord("A") + number % 26)
        number = number // 26 - 1
