"""A good workbook, ways to spoil it, and what a case of the collection is."""

from __future__ import annotations

import functools
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from pcf.excel import layout
from pcf.taxonomy import load

MEGABYTE = 2**20
CONTENT_TYPES, ROOT_RELS = "[Content_Types].xml", "_rels/.rels"
BOOK, BOOK_RELS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS, STYLES, CUSTOM = "xl/sharedStrings.xml", "xl/styles.xml", "docProps/custom.xml"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
KINDS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAIN_TYPE = KINDS + b"officeDocument"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

Parts = dict[str, bytes]
Expected = list[tuple[str, str, str]]  # code; key of a sheet or a title; name in Good.cells or of a cell


@dataclass(frozen=True)
class Good:
    """A filled workbook: its bytes, its parts, and where its things are."""

    content: bytes
    parts: Parts
    titles: dict[str, str]
    cells: dict[str, str]
    sheet: str  # name of the part with the ratings

    @property
    def xml(self) -> bytes:
        return self.parts[self.sheet]

    @classmethod
    def of(cls, path: Path) -> Good:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        book = openpyxl.load_workbook(path)
        keys = [re.fullmatch(r"pcf:([a-z_]+):\d+", str(page["A1"].value)) for page in book.worksheets]
        titles = {key[1]: page.title for key, page in zip(keys, book.worksheets, strict=True) if key}
        number, page = next((n, page) for n, page in enumerate(book, 1) if page.title == titles["ratings"])
        rows = {str(cells[0].value): cells[0].row for cells in page.iter_rows(max_col=1)}
        columns = {str(cell.value): cell.column_letter for cell in page[rows[layout.KEY]]}
        row = rows[load().by_hierarchy("6.1.1").id]
        cells = {"answer": f"{columns['answer']}{row}", "comment": f"{columns['comment']}{row}"}
        return cls(path.read_bytes(), parts, titles, cells, f"xl/worksheets/sheet{number}.xml")

    def with_cell(self, name: str, cell: bytes) -> bytes:
        """Return the file with another cell in the place of one; ``%s`` becomes its reference and style."""
        place = self.cells[name].encode()
        pattern = re.compile(rb'<c r="%s"( s="\d+")?[^>]*?(?:/>|>.*?</c>)' % place)
        made, count = pattern.subn(lambda match: cell.replace(b"%s", b'r="%s"%s' % (place, match[1] or b"")), self.xml)
        assert count == 1
        return self.but({self.sheet: made})

    def but(self, changes: Parts) -> bytes:
        return packed(self.parts | changes)

    def replaced(self, part: str, old: bytes, new: bytes) -> bytes:
        assert old in self.parts[part], (part, old)
        return self.but({part: self.parts[part].replace(old, new, 1)})


@dataclass(frozen=True)
class Case:
    """One file: how it is made, what is found in it, and whether the answers come out unharmed."""

    make: Callable[[Good], bytes]
    expected: Expected
    is_same: bool = True  # only asked of files without errors


def packed(parts: Parts, level: int = 1) -> bytes:
    """Write an archive by hand: what two hundred files share is packed once."""
    out, listed = bytearray(), bytearray()
    for name, content in parts.items():
        raw, small = name.encode(), _deflated(content, level)
        flags = 0 if name.isascii() else 0x800
        head = struct.pack("<4H3I2H", flags, 8, 0, 0x21, zlib.crc32(content), len(small), len(content), len(raw), 0)
        listed += b"PK\x01\x02" + struct.pack("<2H", 20, 20) + head + struct.pack("<3H2I", 0, 0, 0, 0, len(out)) + raw
        out += b"PK\x03\x04" + struct.pack("<H", 20) + head + raw + small
    ends = struct.pack("<4H2IH", 0, 0, len(parts), len(parts), len(listed), len(out), 0)
    return bytes(out + listed + b"PK\x05\x06" + ends)


def _deflated(content: bytes, level: int) -> bytes:
    return _remembered(content, level) if len(content) < MEGABYTE else _deflate(content, level)


def _deflate(content: bytes, level: int) -> bytes:
    packer = zlib.compressobj(level, wbits=-15)
    return packer.compress(content) + packer.flush()


_remembered = functools.lru_cache(maxsize=100)(_deflate)


def plain(content: bytes, code: str) -> Case:
    return Case(lambda good: content, [(code, "", "")])


def refused(make: Callable[[Good], bytes], code: str, sheet: str = "", cell: str = "") -> Case:
    return Case(make, [(code, sheet, cell)])


def read(make: Callable[[Good], bytes], *expected: tuple[str, str, str], is_same: bool = True) -> Case:
    return Case(make, list(expected), is_same)


NOISE = random.Random(6).randbytes(60_000).hex().encode()  # longer than what deflate looks back on


def noise(size: int) -> bytes:
    """Return letters that do not compress below a half, whatever is made of them."""
    return (NOISE * (size // len(NOISE) + 1))[:size]


def tight(size: int) -> bytes:
    """Return letters that compress a hundredfold: below what is refused at a glance."""
    block = b"".join(NOISE[n * 80 : n * 80 + 80] + b"a" * 12_000 for n in range(20))
    return (block * (size // len(block) + 1))[:size]


def sheet(inside: bytes) -> bytes:
    return b"<worksheet " + MAIN + b">" + inside + b"</worksheet>"


def before_end(xml: bytes, more: bytes) -> bytes:
    place = xml.rindex(b"</")
    return xml[:place] + more + xml[place:]


def swollen(part: str, more: Callable[[], bytes]) -> Callable[[Good], bytes]:
    """Return a maker that puts something before the end of a part."""
    return lambda good: good.but({part: before_end(good.parts[part], more())})


def with_sheet(xml: Callable[[], bytes]) -> Callable[[Good], bytes]:
    """Return a maker that adds a sheet."""
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    relation = b'<Relationship Id="rIdX" Type="%s" Target="worksheets/foreign.xml"/>' % kind
    listed = b'<sheet name="Foreign" sheetId="99" r:id="rIdX"/></sheets>'
    return lambda good: good.but(
        {
            BOOK: good.parts[BOOK].replace(b"</sheets>", listed),
            BOOK_RELS: before_end(good.parts[BOOK_RELS], relation),
            "xl/worksheets/foreign.xml": sheet(xml()),
        }
    )


def in_utf16(xml: bytes) -> bytes:
    return xml.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")


def nested(depth: int) -> bytes:
    content = b"\x00" * 100_000
    for level in range(depth):
        content = packed({f"{level}-{n}.zip": content for n in range(8)}, level=9)
    return content


def sheet_with(old: bytes, new: bytes) -> Callable[[Good], bytes]:
    """Return a maker that changes the sheet with the ratings."""
    return lambda good: good.replaced(good.sheet, old, new)
