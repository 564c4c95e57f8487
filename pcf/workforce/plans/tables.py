"""The file of a plan as rows of cells: text between separators, or the first filled sheet of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path

from pcf.findings import Finding
from pcf.sheets import Book, Cell, RefusedFileError, Sheet, read_book
from pcf.sheets.grid import column_name
from pcf.texts import RefusedTextError, UndecodableError, content_of, decode, read_lines
from pcf.workforce.plans import findings as kinds
from pcf.workforce.plans.columns import is_head, known_heads
from pcf.workforce.plans.values import Sign, bare, decimal_sign

SUPPORTED = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
ROW_LIMIT = 1_000_000
CELLS = 5_000_000
HEAD = 30  # rows among which the headings are looked for

_SEPARATORS = (",", ";", "\t", "|")
_START = 1 << 16  # bytes among which the headings are looked for
_EXAMPLES = 5
_SAMPLE = 20_000  # cells that tell which sign stands before decimals
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  serial 0 of Excel, in local time
_1904 = timedelta(days=1462)

Row = tuple[int, list[str | Decimal]]


@dataclass
class PlanTable:
    """Rows of cells, each with its number: the line of a text, the row of a sheet.

    Attributes:
        heading: The row of headings, as typed; blank if no row has those that are needed.
        rows: Those below it that are not blank; a number where the file itself stores one.
        above: Rows with something in them above the headings.
        first: The cells met at the head of the file, for what is said of a file without headings.
        decimal: The sign before decimals in texts, where they agree on one.
        told: Cells of which a finding says already that they cannot be read, by row and column.
    """

    file: str
    heading: list[str]
    rows: list[Row]
    above: int = 0
    first: list[str] = field(default_factory=list)
    sheet: str = ""
    decimal: Sign | None = None
    findings: list[Finding] = field(default_factory=list)
    told: set[tuple[int, int]] = field(default_factory=set)

    def place(self, row: int, column: int) -> str:
        """Name a cell: ``B12`` in a workbook, ``12:B`` in a text."""
        name = column_name(column + 1)
        return f"{name}{row}" if self.sheet else f"{row}:{name}"


class UnreadablePlanError(Exception):
    """The file is no table; never leaves the room."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__()
        self.findings = findings


def read_plan_table(path: Path) -> PlanTable:
    """Read a file as one table.

    Raises:
        UnreadablePlanError: It is none, or of a kind that is not read; holds the findings.
    """
    suffix = path.suffix.lower()
    try:
        if suffix in {".xlsx", ".xlsm"} and path.exists():
            return _of_book(path, *read_book(path, cells=CELLS))
        content = content_of(path)
        if suffix not in SUPPORTED or content.startswith(b"PK\x03\x04"):
            facts = {"found": path.name, "supported": SUPPORTED}
            raise UnreadablePlanError(Finding(kinds.TYPE_UNSUPPORTED, path.name, facts=facts))
        return _of_text(path.name, decode(content).text)
    except (RefusedTextError, UndecodableError, RefusedFileError) as error:
        raise UnreadablePlanError(error.finding(path.name)) from error


def has_plan_head(path: Path) -> bool:
    """Whether a file has the headings of a plan near its head; False for one that cannot be read."""
    suffix = path.suffix.lower()
    try:
        if suffix in {".xlsx", ".xlsm"}:
            return bool(_of_book(path, *read_book(path, cells=CELLS)).heading)
        if suffix not in SUPPORTED:
            return False
        with path.open("rb") as file:
            start = file.read(_START)
        text = decode(start[: start.rfind(b"\n") + 1] or start).text
    except (UndecodableError, RefusedFileError, UnreadablePlanError, OSError):
        return False
    lines = islice(read_lines(text, 1, _separator(text)), HEAD)
    return any(is_head([cell.strip() for cell in line.cells]) for line in lines)


def _of_text(file: str, text: str) -> PlanTable:
    separator = _separator(text)
    rows: list[Row] = []
    findings: list[Finding] = []
    told: set[tuple[int, int]] = set()
    for line in islice(read_lines(text, 1, separator), ROW_LIMIT + HEAD):
        if line.is_blank:
            continue
        rows.append((line.number, list(line.cells)))
        for place in line.unclosed:
            facts = {"found": line.cells[place][: kinds.SHOWN_LIMIT]}
            findings.append(Finding(kinds.QUOTES, file, cell=f"{line.number}:{column_name(place + 1)}", facts=facts))
            told.add((line.number, place))
    _check_size(file, "", len(rows))
    table = _headed(file, "", rows)
    table.findings, table.told = findings, told
    texts = (bare(str(cell)) for _, cells in table.rows for cell in cells)
    table.decimal = decimal_sign(islice(texts, _SAMPLE))
    for number, cells in table.rows if table.heading else ():
        if len(cells) > len(table.heading) and any(str(cell).strip() for cell in cells[len(table.heading) :]):
            width = {"found": len(cells), "width": len(table.heading)}
            table.findings.append(Finding(kinds.ROW_TOO_WIDE, file, cell=str(number), facts=width))
    return table


def _separator(text: str) -> str:
    """Choose the sign at which a row near the head splits into most headings that plans have."""

    def headings(sign: str) -> int:
        lines = islice(read_lines(text, 1, sign), HEAD)
        return max((known_heads(line.cells) for line in lines), default=0)

    return max(_SEPARATORS, key=headings)


def _headed(file: str, sheet: str, rows: list[Row]) -> PlanTable:
    for place, (_, cells) in enumerate(rows[:HEAD]):
        heading = [str(cell).strip() for cell in cells]
        if is_head(heading):
            return PlanTable(file, heading, rows[place + 1 :], above=place, sheet=sheet)
    met = max(rows[:HEAD], key=lambda row: known_heads([str(cell) for cell in row[1]]), default=(0, []))
    return PlanTable(file, [], [], first=[str(cell) for cell in met[1] if str(cell).strip()], sheet=sheet)


def _check_size(file: str, sheet: str, rows: int) -> None:
    if rows > ROW_LIMIT:
        raise UnreadablePlanError(Finding(kinds.TOO_MANY, file, sheet, facts={"found": rows, "limit": ROW_LIMIT}))


def _of_book(path: Path, book: Book, findings: list[Finding]) -> PlanTable:
    """Return the first sheet that has the headings of a plan; if none has, the first that is filled."""
    filled = [sheet for sheet in book.sheets if sheet.filled]
    tables = [_headed(path.name, sheet.name, list(_rows(sheet, book))) for sheet in filled]
    chosen = next((place for place, table in enumerate(tables) if table.heading), 0)
    if not tables:
        raise UnreadablePlanError(Finding(kinds.NO_LINES, path.name, facts={"found": 0}))
    table, sheet = tables[chosen], filled[chosen]
    _check_size(path.name, sheet.name, len(table.rows))
    table.findings = list(findings)
    if table.heading:
        others = [one.name for one in filled if one is not sheet]
        if others:
            facts = {"found": sheet.name, "others": others}
            table.findings.append(Finding(kinds.SHEET_CHOSEN, path.name, sheet.name, facts=facts))
        table.findings += _oddities(table, sheet)
    return table


def _rows(sheet: Sheet, book: Book) -> Iterator[Row]:
    number, cells = 0, list[str | Decimal]()
    for cell in sheet.filled:
        if cell.row != number:
            if cells:
                yield number, cells
            number, cells = cell.row, []
        cells += [""] * (cell.column - len(cells) - 1)
        cells.append(_value(cell, starts_1904=book.starts_1904))
    if cells:
        yield number, cells


def _value(cell: Cell, *, starts_1904: bool) -> str | Decimal:
    """Return a number as such, percentages with their sign, dates and times as people write them."""
    number = cell.number
    if number is None:
        return "" if cell.kind == "error" else cell.text
    if cell.shown_as == "percent":
        return f"{Decimal(f'{number * 100:.13g}'):f}%"
    if cell.shown_as == "date":
        return _moment(number, has_seconds=cell.has_seconds, starts_1904=starts_1904)
    return Decimal(f"{number:.15g}")


def _moment(serial: float, *, has_seconds: bool, starts_1904: bool) -> str:
    """Write a stored moment as it is seen: a time with its seconds, if they are shown or not 0."""
    seconds = round(serial * 86_400, 3)  # a serial holds a time to some microseconds only
    if not 0 <= serial < 1:
        try:
            moment = _EPOCH + timedelta(seconds=round(seconds)) + (_1904 if starts_1904 else timedelta())
        except OverflowError:
            return f"{serial:.15g}"
        return moment.isoformat(sep=" ", timespec="seconds")
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    clock = f"{hours}:{minutes:02d}"
    return f"{clock}:{rest:06.3f}".removesuffix(".000") if rest or has_seconds else clock


def _oddities(table: PlanTable, sheet: Sheet) -> Iterator[Finding]:
    """Tell what a workbook hides or lacks: formulas, errors, merged cells and hidden rows, below the headings."""
    if not table.rows:
        return
    first = table.rows[0][0]
    own = [cell for cell in sheet.filled if cell.row >= first and cell.column <= len(table.heading)]
    formulas = [cell for cell in own if cell.formula is not None]
    rows = {cell.row: cell.name for cell in own if cell.row in sheet.hidden_rows}
    merged = [one for one in sheet.merges if one[2] >= first and one[1] <= len(table.heading)]
    for kind, names in (
        (kinds.UNCOMPUTED, [cell.name for cell in formulas if not cell.has_value]),
        (kinds.FORMULAS, [cell.name for cell in formulas if cell.has_value]),
        (kinds.ROWS_HIDDEN, list(rows.values())),
    ):
        if names:
            facts = {"found": len(names), "cells": names[:_EXAMPLES]}
            yield Finding(kind, table.file, sheet.name, names[0], facts)
    if merged:
        names = [f"{column_name(left)}{top}:{column_name(right)}{bottom}" for top, left, bottom, right in merged]
        yield Finding(kinds.MERGED, table.file, sheet.name, names[0].partition(":")[0], {"found": names[:_EXAMPLES]})
    for cell in own:
        if cell.kind == "error":
            yield Finding(kinds.CELL_ERROR, table.file, sheet.name, cell.name, {"found": cell.text})
    table.told |= {(cell.row, cell.column - 1) for cell in own if cell.kind == "error" or not cell.has_value}
