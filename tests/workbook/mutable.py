"""A workbook to spoil: cells by their keys, changed in the file itself.

Quicker than openpyxl by a factor of ten, because sheets that a test does not touch stay the bytes they
were; and truer, because formulas keep their values, as they do when a person changes one cell.
"""

from __future__ import annotations

import copy
import datetime
import io
import re
import zipfile
from dataclasses import dataclass, field, replace
from html import escape, unescape
from pathlib import Path

from pcf.excel import layout
from pcf.sheets.grid import column_name
from pcf.sheets.xml_cells import place_of

_ROW = re.compile(r'<row r="([0-9]+)"([^>]*?)(?:/>|>(.*?)</row>)', re.DOTALL)
_CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"(?: s="([0-9]+)")?([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_HIDDEN_COLUMN = re.compile(r'<col min="([0-9]+)" max="([0-9]+)"[^>]* hidden="1"')
_SHEET = re.compile(r'<sheet name="([^"]*)" sheetId="[0-9]+"(?: state="([A-Za-z]+)")? r:id="rId([0-9]+)"/>')
_PROPERTY = re.compile(r'<property [^>]*name="([^"]*)"><vt:lpwstr>(.*?)</vt:lpwstr></property>')
_ERRORS = {"#N/A", "#DIV/0!", "#REF!", "#NAME?", "#VALUE!"}
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
FORMATS = (
    "General", "0%", "0.00%", "yyyy-mm-dd", "dd.mm.yyyy", "yyyy年m月d日", '# ##0.00 "₽"', "h:mm",
)  # fmt: skip

Place = tuple[int, int]
BESIDE = ">"  # the first column to the right of the table
_SEARCHED = 60  # rows and columns in which markers and keys stand, wherever they were moved
BELOW = "v"  # five rows below it


@dataclass(frozen=True)
class Stored:
    """One cell as the file stores it: number of its style, the other attributes, what is inside."""

    style: str = ""
    attributes: str = ""
    inner: str = ""


@dataclass
class Page:
    """One sheet. Rows and columns are 1-based; a page that was only looked at is saved as it was."""

    name: str
    state: str
    book: Book
    original: str = ""
    cells: dict[Place, Stored] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[Place, Place]] = field(default_factory=list)
    is_changed: bool = False
    doubles: list[tuple[Place, Stored]] = field(default_factory=list)

    def parse(self) -> Page:
        """Take the cells from the XML as XlsxWriter writes it."""
        for row in _ROW.finditer(self.original):
            if 'hidden="1"' in row[2]:
                self.hidden_rows.add(int(row[1]))
            for cell in _CELL.finditer(row[3] or ""):
                self.cells[place_of(cell[1], "")] = Stored(cell[2] or "", cell[3], cell[4] or "")
        for first, last in _HIDDEN_COLUMN.findall(self.original):
            self.hidden_columns.update(range(int(first), int(last) + 1))
        return self

    def copy(self, book: Book, name: str = "") -> Page:
        """Return a page that can be changed without this one."""
        own = {"cells": dict(self.cells), "hidden_rows": set(self.hidden_rows), "merges": list(self.merges)}
        hidden = set(self.hidden_columns)
        return replace(self, book=book, name=name or self.name, hidden_columns=hidden, doubles=[], **own)

    def text(self, place: Place) -> str:
        """Return what a cell holds: a formula with its sign of equality; blank for nothing."""
        cell = self.cells.get(place)
        if cell is None or not cell.inner:
            return ""
        if "<f" in cell.inner:
            return "=" + "".join(re.findall(r"<f[^>]*>(.*?)</f>", cell.inner))
        value = re.search(r"<v>(.*?)</v>", cell.inner, re.DOTALL)
        if 't="s"' in cell.attributes and value:
            return self.book.strings[int(value[1])]
        if "inlineStr" in cell.attributes:
            return unescape("".join(re.findall(r"<t[^>]*>(.*?)</t>", cell.inner, re.DOTALL)))
        return unescape(value[1]) if value else ""

    def put(self, place: Place, value: object, number_format: str = "") -> None:
        """Write a value as a program stores it; ``None`` clears the cell but for its style."""
        self.is_changed = True
        if isinstance(value, datetime.date | datetime.time) and not number_format:
            number_format = "h:mm" if isinstance(value, datetime.time) else "yyyy-mm-dd"
        style = self.book.style_of(number_format) if number_format else self.cells.get(place, Stored()).style
        attributes, inner = self.book.encoded(value)
        self.cells[place] = Stored(style, attributes, inner)

    def put_xml(self, place: Place, xml: str) -> None:
        """Write what no program of ours can write; ``{at}`` stands for place and style, a second cell for a double."""
        self.is_changed = True
        style = self.cells.get(place, Stored()).style
        made = [Stored(style, cell[1], cell[2] or "") for cell in re.finditer(r"<c \{at\}([^>]*)>(.*?)</c>", xml)]
        assert made, xml
        self.cells[place] = made[0]
        self.doubles += [(place, cell) for cell in made[1:]]

    @property
    def marker(self) -> str:
        places = sorted(place for place in self.cells if max(place) < _SEARCHED)
        return next((text for place in places if layout.MARKER.fullmatch(text := self.text(place))), "")

    @property
    def key(self) -> str:
        """The sheet's key, blank for a foreign one."""
        return self.marker.removeprefix("pcf:").partition(":")[0]

    def keys(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return row keys and column keys with their places; ``key`` is the row and the column of the keys."""
        heads = [place for place in sorted(self.cells) if max(place) < _SEARCHED and self.text(place) == layout.KEY]
        if not heads:
            return {}, {}
        key_row, key_column = heads[0]
        rows: dict[str, int] = {}
        columns: dict[str, int] = {}
        for row, column in sorted(self.cells):
            if column == key_column and row >= key_row and (text := self.text((row, column)).strip()):
                rows.setdefault(text, row)
            if row == key_row and (text := self.text((row, column)).strip()):
                columns.setdefault(text, column)
        return rows, columns

    def data_rows(self) -> list[int]:
        return [number for key, number in self.keys()[0].items() if key != "key" and not key.startswith(layout.OWN)]

    def place(self, row: str, column: str) -> Place:
        rows, columns = self.keys()
        return (
            max(rows.values()) + 5 if row == BELOW else rows[row],
            max(columns.values()) + 1 if column == BESIDE else columns[column],
        )

    def moved(self, *, rows: dict[int, int] | None = None, columns: dict[int, int] | None = None) -> None:
        """Give rows or columns new places, all at once; 0 deletes one."""
        self.is_changed = True
        rows, columns = rows or {}, columns or {}
        places = {place: (rows.get(place[0], place[0]), columns.get(place[1], place[1])) for place in self.cells}
        self.cells = {places[place]: cell for place, cell in self.cells.items() if all(places[place])}
        self.hidden_rows = {rows.get(row, row) for row in self.hidden_rows} - {0}
        self.hidden_columns = {columns.get(column, column) for column in self.hidden_columns} - {0}

    @property
    def last_row(self) -> int:
        return max(row for row, _ in self.cells)

    @property
    def last_column(self) -> int:
        return max(column for _, column in self.cells)

    def xml(self) -> str:
        if self.original and not self.is_changed:
            return self.original
        rows: dict[int, list[str]] = {row: [] for row in self.hidden_rows}
        for (row, column), cell in [*sorted(self.cells.items(), key=lambda item: item[0]), *self.doubles]:
            style = f' s="{cell.style}"' if cell.style else ""
            rows.setdefault(row, []).append(
                f'<c r="{column_name(column)}{row}"{style}{cell.attributes}>{cell.inner}</c>'
            )
        body = "".join(
            f'<row r="{row}" hidden="{int(row in self.hidden_rows)}">{"".join(cells)}</row>'
            for row, cells in sorted(rows.items())
        )
        columns = "".join(f'<col min="{n}" max="{n}" width="9" hidden="1"/>' for n in sorted(self.hidden_columns))
        merges = "".join(f'<mergeCell ref="{name_of(first)}:{name_of(last)}"/>' for first, last in self.merges)
        before = f"<cols>{columns}</cols>" if columns else ""
        after = f"<mergeCells>{merges}</mergeCells>" if merges else ""
        return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{body}</sheetData>{after}</worksheet>'


class Book:
    """All sheets of a workbook in tab order, and what its file says of itself."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self._parts = {name: archive.read(name) for name in archive.namelist()}
        self.strings = [
            unescape("".join(re.findall(r"<t[^>]*>(.*?)</t>", one, re.DOTALL)))
            for one in re.findall(r"<si>(.*?)</si>", self._parts["xl/sharedStrings.xml"].decode(), re.DOTALL)
        ]
        self.starts_1904 = False
        self.properties = dict(_PROPERTY.findall(self._parts["docProps/custom.xml"].decode()))
        self._styles, self._first_style = _with_formats(self._parts["xl/styles.xml"].decode())
        self.pages = [
            Page(unescape(name), state, self, self._parts[f"xl/worksheets/sheet{number}.xml"].decode()).parse()
            for name, state, number in _SHEET.findall(self._parts["xl/workbook.xml"].decode())
        ]

    def copy(self) -> Book:
        """Return a workbook that can be changed without this one."""
        made = copy.copy(self)
        made.properties = dict(self.properties)
        made.pages = [page.copy(made) for page in self.pages]
        return made

    def style_of(self, number_format: str) -> str:
        return str(self._first_style + FORMATS.index(number_format))

    def encoded(self, value: object) -> tuple[str, str]:
        """Return attributes and content of a cell that holds a value."""
        if value is None:
            return "", ""
        if isinstance(value, bool):
            return ' t="b"', f"<v>{int(value)}</v>"
        if isinstance(value, datetime.date):
            first = datetime.date(1904, 1, 1) if self.starts_1904 else datetime.date(1899, 12, 30)
            return "", f"<v>{(value - first).days}</v>"
        if isinstance(value, datetime.time):
            return "", f"<v>{(value.hour * 3600 + value.minute * 60 + value.second) / 86_400!r}</v>"
        if isinstance(value, int | float):
            return "", f"<v>{value!r}</v>"
        text = str(value)
        if text in _ERRORS:
            return ' t="e"', f"<v>{text}</v>"
        if text.startswith("="):
            return "", f"<f>{escape(text[1:], quote=False)}</f>"
        return ' t="inlineStr"', f'<is><t xml:space="preserve">{escape(text, quote=False)}</t></is>'

    def page(self, key: str) -> Page:
        """Return a sheet by the key in its marker."""
        return next(page for page in self.pages if page.key == key)

    def add(self, name: str, *, like: Page | None = None) -> Page:
        """Put a new sheet at the end, blank or as a copy of another."""
        made = like.copy(self, name) if like else Page(name, "", self)
        self.pages.append(made)
        return made

    def without_values(self, key: str) -> None:
        """Take the last values from the formulas of a sheet, as programs do that cannot compute."""
        page = self.page(key)
        page.is_changed = True
        for place, cell in page.cells.items():
            if "<f" in cell.inner:
                page.cells[place] = Stored(cell.style, "", re.sub(r"<v>.*?</v>|<v/>", "", cell.inner, flags=re.DOTALL))

    def content(self) -> bytes:
        parts = {name: part for name, part in self._parts.items() if not name.startswith("xl/worksheets/")}
        listed, relations = [], []
        for number, page in enumerate(self.pages, start=1):
            parts[f"xl/worksheets/sheet{number}.xml"] = page.xml().encode()
            state = f' state="{page.state}"' if page.state else ""
            listed.append(f'<sheet name="{escape(page.name)}" sheetId="{number}"{state} r:id="rId{number}"/>')
            relations.append(_relation(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml"))
        relations += [
            _relation("rIdS", "sharedStrings", "sharedStrings.xml"),
            _relation("rIdF", "styles", "styles.xml"),
        ]
        epoch = '<workbookPr date1904="1"/>' if self.starts_1904 else ""
        parts["xl/workbook.xml"] = (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">{epoch}<sheets>{"".join(listed)}</sheets></workbook>'
        ).encode()
        parts["xl/_rels/workbook.xml.rels"] = (
            f'<Relationships xmlns="{_PACKAGE}">{"".join(relations)}</Relationships>'.encode()
        )
        parts["xl/styles.xml"] = self._styles.encode()
        told = "".join(
            f'<property name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
            for name, value in self.properties.items()
        )
        parts["docProps/custom.xml"] = f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_TYPES}">{told}</Properties>'.encode()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        return out.getvalue()

    def save(self, path: Path) -> None:
        path.write_bytes(self.content())


def _relation(number: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'


def _with_formats(styles: str) -> tuple[str, int]:
    """Add a style for each of ``FORMATS``; return the part and the number of the first."""
    codes = "".join(
        f'<numFmt numFmtId="{900 + number}" formatCode="{escape(code)}"/>' for number, code in enumerate(FORMATS)
    )
    listed = re.search(r"<numFmts[^>]*>", styles)
    if listed:
        styles = styles.replace(listed[0], listed[0] + codes, 1)
    else:
        styles = styles.replace("<fonts", f"<numFmts>{codes}</numFmts><fonts", 1)
    inside = re.search(r"<cellXfs[^>]*>(.*?)</cellXfs>", styles, re.DOTALL)
    assert inside
    made = "".join(
        f'<xf numFmtId="{900 + number if number else 0}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for number in range(len(FORMATS))
    )
    return styles.replace("</cellXfs>", f"{made}</cellXfs>", 1), len(re.findall(r"<xf ", inside[1]))


def name_of(place: Place) -> str:
    return f"{column_name(place[1])}{place[0]}"
