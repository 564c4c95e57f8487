"""The empty workbook as a file, and the one that the browser fills in: the template, and where its input cells are.

It is the file that ``pcf template`` writes. What formulas had come to without an answer is taken out, so that every
program that opens the filled file computes them; labels keep their texts for programs that only show a file.
"""

from __future__ import annotations

import re
import zipfile
from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from pcf.assessment.template import empty
from pcf.excel import layout, write_workbook
from pcf.excel.columns import SheetLayout
from pcf.excel.reading.tables import find_marker, key_cells, key_of
from pcf.sheets.grid import Book, Cell, Sheet, column_name
from pcf.sheets.package import read_book
from pcf.site.site_model import SiteModel

PROPERTIES = "docProps/custom.xml"
_ID = "0" * 32  # stands where the browser writes an id that no other copy has
_ASKED: tuple[SheetLayout, ...] = (
    layout.ORGANISATION,
    layout.SCOPE,
    layout.RATINGS,
    layout.CHECKLIST,
    layout.TARGETS,
)
_NOT_ASKED = ("language", *layout.LINE_ROWS)  # rows of the first sheet
_META = "meta"
_OWN_FACTS = ("workbook_id", "profile")  # of the hidden sheet that tells which file this is
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date of a zip archive

_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?(?: t="\w+")?>(<f>[^<]*</f>)<v>[^<]*</v></c>')
_LABEL = re.compile(r"<f>'_texts'!\$[A-Z]+\$[0-9]+</f>")
_BLANK = re.compile(r'<c r="([A-Z]+[0-9]+)"(?: s="[0-9]+")?/>')


@dataclass(frozen=True, slots=True)
class Place:
    """Where the input cells of a sheet are: its part of the file, letters of columns and numbers of rows by key."""

    part: str
    columns: dict[str, str]
    rows: dict[str, int]

    @property
    def cells(self) -> set[str]:
        return {f"{column}{row}" for column in self.columns.values() for row in self.rows.values()}


@dataclass(frozen=True, slots=True)
class _Template:
    """What ``pcf template`` writes: the parts of the file, and how the package reads it."""

    profile: str
    parts: Mapping[str, bytes]
    book: Book


def empty_workbook(model: SiteModel) -> bytes:
    """Return the workbook to fill in without a browser: what ``pcf template`` writes, the same bytes on every day."""
    return _packed(_template(model).parts)


def workbook_data(model: SiteModel) -> dict[str, object]:
    """Return ``pcf.data.workbook``.

    ``template`` is the file in base64; ``properties`` the part that tells id and profile a second time, with the
    texts that stand there; ``sheets`` says of each sheet the name of its part, the letter of each column and the
    number of each row, both by key; ``ticks``, ``ticked`` and ``no`` are the codes of the workbook.

    Raises:
        ValueError: A cell to be filled in is not blank in the template.
    """
    made = _template(model)
    places = dict(_places(made.book))
    meta = places[_META]
    fresh = {name: _prepared(name, text, meta.cells if name == meta.part else ()) for name, text in made.parts.items()}
    for place in places.values():
        _check_blank(place, fresh[place.part].decode())
    return {
        "template": b64encode(_packed(fresh)).decode("ascii"),
        "properties": {"part": PROPERTIES, "workbook_id": _ID, "profile": made.profile},
        "sheets": {key: asdict(place) for key, place in places.items()},
        "ticks": {state: code for code, state in layout.TICK_CODES.items()},
        "ticked": layout.TICKED,
        "no": layout.NO,
    }


@cache
def _template(model: SiteModel) -> _Template:
    form = empty(model.taxonomy).model_copy(update={"workbook_id": _ID})
    with TemporaryDirectory() as folder:
        path = Path(folder, "template.xlsx")
        write_workbook(path, form, lang=model.lang)
        return _Template(form.profile, _parts(path), read_book(path)[0])


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the archive, the same bytes on every day."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED, 9)
    return file.getvalue()


def _prepared(name: str, content: bytes, emptied: Collection[str]) -> bytes:
    """Take out of a sheet what formulas had come to, and what stands in some of its cells."""
    if not name.startswith("xl/worksheets/sheet"):
        return content

    def without_value(found: re.Match[str]) -> str:
        place, style, formula = found[1], found[2] or "", found[3]
        return found[0] if _LABEL.fullmatch(formula) else f'<c r="{place}"{style}>{formula}</c>'

    text = content.decode()
    for place in emptied:
        text = re.sub(rf'<c r="{place}" t="s"><v>[0-9]+</v></c>', f'<c r="{place}"/>', text)
    return _FORMULA.sub(without_value, text).encode()


def _places(book: Book) -> Iterator[tuple[str, Place]]:
    """Yield the key of each sheet that is filled in, with where its input cells are."""
    wanted = {asked.key: asked for asked in _ASKED}
    for number, sheet in enumerate(book.sheets, start=1):
        part = f"xl/worksheets/sheet{number}.xml"
        marked = find_marker(sheet)
        if marked and marked[0] in wanted:
            yield marked[0], _place(part, sheet, marked[2], wanted[marked[0]])
        elif marked and marked[0] == _META:
            rows = {cell.text: cell.row for cell in sheet.filled if cell.text in _OWN_FACTS}
            yield _META, Place(part, {"value": column_name(marked[2].column + 1)}, rows)


def _place(part: str, sheet: Sheet, marker: Cell, asked: SheetLayout) -> Place:
    keys = key_cells(sheet, marker)
    assert keys is not None, "a sheet of the template has its keys"
    columns = {key_of(cell): column_name(cell.column) for cell in keys[1] if key_of(cell) in asked.inputs}
    named = [cell for cell in sheet.filled if cell.column == marker.column and cell.row > keys[0]]
    rows = {key_of(cell): cell.row for cell in named if not key_of(cell).startswith(layout.OWN)}
    return Place(part, columns, {key: row for key, row in rows.items() if key not in _NOT_ASKED})


def _check_blank(place: Place, content: str) -> None:
    blank = set(_BLANK.findall(content))
    if filled := place.cells - blank:
        raise ValueError(f"{place.part}: {sorted(filled)} are not blank in the template")
