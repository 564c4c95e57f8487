"""A listing as a table: columns found by their headings, or by what stands in the cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pcf.findings import Finding
from pcf.outline import findings as kinds
from pcf.outline.codes import code_of_cell, element_id, is_bare, is_date
from pcf.outline.records import Entry, IgnoredLine, Listing, Row
from pcf.outline.text import LONGEST, cleaned
from pcf.search.terms import fold

DELIMITERS = ("\t", ";", ",", "|")

_HEADER_ROWS = 30
_MOST = 0.5  # share of rows that have a code of their own cell, for a table without headings
_EXAMPLES = 10
_WORD = re.compile(r"[^\W_]+")
_KEY = frozenset(["id", "ид", "code", "код", "no", "n", "number", "номер", "hierarchy", "идентификатор", "шифр"])
_NAME = frozenset(["name", "title", "название", "наименование"])
_NAME_TOO = frozenset(["process", "element", "activity", "процесс", "элемент", "действие"])
_COUNT = frozenset(["metrics", "metric", "метрики", "показатели"])
_OTHER = frozenset(
    ["description", "definition", "details", "описание", "определение", "index", "category", "категория"]
)
_KEY_ZH, _NAME_ZH = ("编号", "编码", "代码", "序号", "层级"), ("名称",)
_NAME_TOO_ZH, _COUNT_ZH, _OTHER_ZH = ("流程", "要素", "活动"), ("指标",), ("说明", "定义", "描述", "类别")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Numbers of columns, from 0; ``None`` where a table has no headings."""

    keys: tuple[int, ...]
    name: int
    count: int | None


def split_lines(lines: Sequence[str]) -> list[Row] | None:
    """Cut the lines of a CSV or TSV file into cells; nothing if no separator makes a listing of them."""
    best: list[Row] = []
    for sign in DELIMITERS:
        try:
            rows = _split(lines, sign)
        except csv.Error:  # an endless field, a control sign: no table of this separator
            continue
        if _header(rows) is not None:
            return rows
        if _is_keyed(rows) and len(rows) > len(best):
            best = rows
    return best or None


def _split(lines: Sequence[str], sign: str) -> list[Row]:
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=sign)
    rows: list[Row] = []
    start = 1
    for cells in reader:
        rows.append((start, [cell.strip() for cell in cells]))
        start = reader.line_num + 1
    return rows


def read_table(rows: Sequence[Row], file: str = "", sheet: str = "") -> Listing | None:
    """Read rows of cells; nothing if they have neither headings nor cells that are codes or PCF ids."""
    header = _header(rows)
    if header is None and not _is_keyed(rows):
        return None
    place, columns = header if header is not None else (0, None)
    listing = Listing()
    dates: list[str] = []
    filled = [(number, cells) for number, cells in rows if any(cells)]
    categories = {code.partition(".")[0] for _, cells in filled for code in _dotted(cells, columns)}
    for number, cells in filled:
        if number <= place:
            listing.ignored.append(IgnoredLine(number, _joined(cells), "heading" if number == place else "title"))
            continue
        entry = _entry(number, cells, columns, categories)
        if not entry.code and (lost := [cell for cell in _keys(cells, columns) if is_date(cell)]):
            dates.append(f"{number}: {lost[0]}")
        if entry.code or entry.element_id or entry.name:
            listing.entries.append(entry)
            _count(entry.code, cells, columns, listing)
        else:
            listing.ignored.append(IgnoredLine(number, _joined(cells), "no_code"))
    if dates:
        facts = {"found": dates[:_EXAMPLES]}
        listing.findings.append(Finding(kinds.CODE_IS_DATE, file, sheet, _row(dates[0]), facts))
    return listing


def _row(said: str) -> str:
    return said.partition(":")[0]


def _joined(cells: Sequence[str]) -> str:
    return " | ".join(cell for cell in cells if cell)[:LONGEST]


def _header(rows: Sequence[Row]) -> tuple[int, _Columns] | None:
    """Find the row that has a heading for a code or an id, and one for a name."""
    for number, cells in rows[:_HEADER_ROWS]:
        said = [_meaning(cell) for cell in cells]
        names = [said.index(kind) for kind in ("name", "name_too") if kind in said]
        keys = tuple(column for column, kind in enumerate(said) if kind == "key")
        if keys and names:
            return number, _Columns(keys, names[0], said.index("count") if "count" in said else None)
    return None


def _meaning(heading: str) -> str:
    """Tell what a heading of up to six words stands over."""
    words = set(_WORD.findall(fold(heading[:100])))
    text = fold(heading[:100])
    if not words or len(words) > 6 or any(word.isdigit() for word in words):
        return ""
    for kind, known, signs in (
        ("", _OTHER, _OTHER_ZH),
        ("key", _KEY, _KEY_ZH),
        ("name", _NAME, _NAME_ZH),
        ("count", _COUNT, _COUNT_ZH),
        ("name_too", _NAME_TOO, _NAME_TOO_ZH),
    ):
        if words & known or any(sign in text for sign in signs):
            return kind
    return ""


def _is_keyed(rows: Sequence[Row]) -> bool:
    """Whether in most rows one cell is a code or a PCF id and another has words."""
    filled = [cells for _, cells in rows if any(cells)]
    keyed = [cells for cells in filled if _words(cells) and (any(map(element_id, cells)) or _dotted(cells, None))]
    return len(keyed) > len(filled) * _MOST


def _keys(cells: Sequence[str], columns: _Columns | None) -> list[str]:
    return list(cells) if columns is None else [cells[column] for column in columns.keys if column < len(cells)]


def _dotted(cells: Sequence[str], columns: _Columns | None) -> list[str]:
    return [code for cell in _keys(cells, columns) if not is_bare(cell) and (code := code_of_cell(cell))]


def _words(cells: Sequence[str]) -> str:
    """Return the first cell that reads like a name."""
    for cell in cells:
        if sum(map(str.isalpha, cell[:LONGEST])) > 1 and not is_date(cell):
            return cell
    return ""


def _entry(number: int, cells: Sequence[str], columns: _Columns | None, categories: set[str]) -> Entry:
    keys = _keys(cells, columns)
    codes = _dotted(cells, columns)
    codes += [code for cell in keys if is_bare(cell) and (code := code_of_cell(cell)).partition(".")[0] in categories]
    ids = [found for cell in keys if (found := element_id(cell))]
    name = _words(cells) if columns is None else cells[columns.name] if columns.name < len(cells) else ""
    return Entry(codes[0] if codes else "", cleaned(name), number, ids[0] if ids else "")


def _count(code: str, cells: Sequence[str], columns: _Columns | None, listing: Listing) -> None:
    """Keep a count of metrics; APQC's own column says only Y or N, which is none."""
    if code and columns is not None and columns.count is not None and columns.count < len(cells):
        said = cells[columns.count].removesuffix(".0")
        if said.isascii() and said.isdigit() and len(said) <= 4:
            listing.metric_counts[code] = int(said)
