"""A workbook of APQC's as rows: which sheets list elements, under which headings, and what each row says.

Source:
    The layout is that of APQC's Excel versions since 6.1: a cover that names the version (and, in a comparison,
    the version compared to), a sheet "Combined" and one sheet a category, with the columns PCF ID, Hierarchy ID, Name,
    Difference Index, Change details, Metrics available?.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pcf.errors import InputFaultsError
from pcf.findings import Finding
from pcf.publisher import findings as kinds
from pcf.sheets import Cell, RefusedFileError, Sheet, read_book
from pcf.sheets.grid import column_name

ID, PLACE, NAME, INDEX, DETAILS = "id", "hierarchy_id", "name", "index", "details"
_KEYS = (ID, PLACE, NAME)
_HEADINGS: Mapping[str, frozenset[str]] = {
    ID: frozenset({"pcf id", "pcf element id", "element id"}),
    PLACE: frozenset({"hierarchy id", "hierarchyid", "hierarchy", "hierarchy number"}),
    NAME: frozenset({"name", "element name", "process name", "process element", "process element name"}),
    INDEX: frozenset({"difference index", "diff index"}),
    DETAILS: frozenset({"change details", "change detail"}),
}
# A sheet with such a column lists metrics, each with the element that it belongs to, and not elements.
_OF_METRICS = frozenset({"formula", "units", "unit", "metric id", "metric name", "metric category"})
_HEADING_ROWS = 40  # a title, a logo or a notice may stand above
_WIDEST = 40
_COVER_CELLS = 400
_COVER_LENGTH = 100_000
_NUMBER = r"([0-9]{1,4}(?:\.[0-9]{1,4}){1,2}(?![0-9]))"
_VERSION = re.compile(rf"\bversion(?:\s+number)?[\s:]+{_NUMBER}", re.IGNORECASE)
_THEN = r"\b.{0,300}?\b"  # a sentence; without a bound, a cover full of beginnings would be searched for minutes
_COMPARED = re.compile(rf"\bcompared\s+to{_THEN}version(?:\s+number)?[\s:]+{_NUMBER}", re.IGNORECASE | re.DOTALL)
_GENERATED = re.compile(r"\bgenerated\s+on\s+([0-9]{1,2})/[0-9]{1,2}/([0-9]{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One element as a workbook lists it; texts as they are shown, blank where the cell is.

    Attributes:
        sheet: Its name.
        number: Row of the sheet, from 1.
        columns: What stands in which column, from 1: ``id``, ``hierarchy_id``, ``name``, ``index``, ``details``.
        texts: The same keys to what the cells say.
        dates: Keys of the cells that the spreadsheet has made dates of.
    """

    sheet: str
    number: int
    columns: Mapping[str, int]
    texts: Mapping[str, str]
    dates: frozenset[str]

    def text(self, key: str) -> str:
        return self.texts.get(key, "")

    def cell(self, key: str) -> str:
        """Return the name of a cell, such as ``B12``; of the row's first where there is no such column."""
        return f"{column_name(self.columns.get(key, 1))}{self.number}"

    @property
    def place(self) -> str:
        """Hierarchy id; a category that stands there as a bare number is written as one: 6 is 6.0."""
        said = self.text(PLACE)
        return f"{said}.0" if said.isascii() and said.isdigit() else said


@dataclass(frozen=True, slots=True)
class PublisherBook:
    """What a workbook of APQC's lists.

    Attributes:
        file: Its name.
        rows: Of the sheet that lists all, else of all sheets that list elements.
        version: What the cover says of itself, blank where it does not.
        compared_to: The version that the cover names to compare with.
        generated: Year and month, ``2018-10``.
        remarks: What is odd but harmless about the file.
    """

    file: str
    rows: tuple[Row, ...]
    version: str = ""
    compared_to: str = ""
    generated: str = ""
    remarks: tuple[Finding, ...] = ()


def read_publisher_book(path: Path) -> PublisherBook:
    """Read a workbook of APQC's.

    Raises:
        InputFaultsError: It is no workbook, or none of its sheets lists elements.
    """
    try:
        book, remarks = read_book(path)
    except RefusedFileError as refused:
        raise _fault(path, refused.finding(path.name)) from refused
    listings = [rows for sheet in book.sheets if (rows := _rows_of(sheet))]
    if not listings:
        facts = {"found": [sheet.name for sheet in book.sheets] or ["–"]}
        raise _fault(path, Finding(kinds.LISTING_MISSING, path.name, facts=facts))
    cover = "\n".join(_cover_of(book.sheets))[:_COVER_LENGTH]
    compared, generated = _COMPARED.search(cover), _GENERATED.search(cover)
    own = _VERSION.search(cover.replace(compared[0], "") if compared else cover)
    return PublisherBook(
        file=path.name,
        rows=_whole(listings),
        version=own[1] if own else "",
        compared_to=compared[1] if compared else "",
        generated=f"{generated[2]}-{int(generated[1]):02}" if generated else "",
        remarks=tuple(remarks),
    )


def _fault(path: Path, finding: Finding) -> InputFaultsError:
    return InputFaultsError(findings=[finding], path=path.name, count=1)


def _whole(listings: Sequence[Sequence[Row]]) -> tuple[Row, ...]:
    """Return the rows of the sheet that has all categories, "Combined"; without such a sheet, those of all."""
    largest = max(listings, key=len)
    named = {_category(row) for rows in listings for row in rows}
    if named <= {_category(row) for row in largest}:
        return tuple(largest)
    return tuple(row for rows in listings for row in rows)


def _category(row: Row) -> str:
    return row.place.partition(".")[0]


def _cover_of(sheets: Sequence[Sheet]) -> list[str]:
    return [cell.text for sheet in sheets for cell in sheet.filled[:_COVER_CELLS] if cell.kind == "text"]


def _rows_of(sheet: Sheet) -> list[Row]:
    """Return the rows below the headings; a row counts if two of id, hierarchy id and name are filled."""
    lines = {
        number: {cell.column: cell for cell in cells if cell.column <= _WIDEST}
        for number, cells in groupby(sheet.filled, key=lambda cell: cell.row)
    }
    headed = next(((number, found) for number in [*lines][:_HEADING_ROWS] if (found := _headings(lines[number]))), None)
    if headed is None:
        return []
    first, columns = headed
    rows = [_row(sheet.name, number, cells, columns) for number, cells in lines.items() if number > first]
    return [row for row in rows if sum(bool(row.text(key)) for key in _KEYS) > 1]


def _headings(cells: Mapping[int, Cell]) -> dict[str, int]:
    """Return the columns of a row of headings; nothing if it is none, or of a list of metrics."""
    said = {column: " ".join(re.findall(r"[a-z]+", cell.text.casefold())) for column, cell in cells.items()}
    if _OF_METRICS & set(said.values()):
        return {}
    found: dict[str, int] = {}
    for key, known in _HEADINGS.items():
        for column, heading in said.items():
            if heading in known:
                found.setdefault(key, column)
    return found if found.keys() >= {*_KEYS} else {}


def _row(sheet: str, number: int, cells: Mapping[int, Cell], columns: Mapping[str, int]) -> Row:
    there = {key: cells[column] for key, column in columns.items() if column in cells}
    return Row(
        sheet=sheet,
        number=number,
        columns=columns,
        texts={key: _text(cell) for key, cell in there.items()},
        dates=frozenset(key for key, cell in there.items() if cell.kind == "date" or cell.shown_as == "date"),
    )


def _text(cell: Cell) -> str:
    number = cell.number
    return " ".join(cell.text.split()) if number is None else f"{number:.15g}"
