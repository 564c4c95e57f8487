"""What the workbook lists and what comes with it; and how other programs write the same."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from .base import (
    BOOK,
    BOOK_RELS,
    CONTENT_TYPES,
    CUSTOM,
    KINDS,
    MAIN_TYPE,
    OLE2,
    ROOT_RELS,
    Case,
    Good,
    before_end,
    in_utf16,
    packed,
    read,
    refused,
    sheet,
    swollen,
)  # fmt: skip


def _relations_with(old: bytes, new: bytes) -> Callable[[Good], bytes]:
    return lambda good: good.replaced(BOOK_RELS, old, new)


def _aimed_at(target: bytes, mode: bytes = b"") -> Callable[[Good], bytes]:
    """Return a maker that lets the relation of the ratings point elsewhere."""

    def make(good: Good) -> bytes:
        name = good.sheet.removeprefix("xl/").encode()
        return good.replaced(BOOK_RELS, b'Target="%s"' % name, b'Target="%s"%s' % (target, mode))

    return make


def _unrelated(good: Good) -> bytes:
    """Give the relation of the ratings an id that the list of sheets does not know."""
    target = good.sheet.removeprefix("xl/").encode()
    made, count = re.subn(rb'Id="\w+"([^>]*Target="%s")' % target, rb'Id="lost"\1', good.parts[BOOK_RELS])
    assert count == 1
    return good.but({BOOK_RELS: made})


def _sheets(count: int) -> Callable[[Good], bytes]:
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"

    def make(good: Good) -> bytes:
        listed = b"".join(b'<sheet name="x%d" sheetId="%d" r:id="x%d"/>' % (n, n + 99, n) for n in range(count))
        named = b"".join(
            b'<Relationship Id="x%d" Type="%s" Target="worksheets/x%d.xml"/>' % (n, kind, n) for n in range(count)
        )
        return good.but(
            {
                BOOK: good.parts[BOOK].replace(b"</sheets>", listed + b"</sheets>"),
                BOOK_RELS: before_end(good.parts[BOOK_RELS], named),
            }
            | {f"xl/worksheets/x{n}.xml": sheet(b"<sheetData/>") for n in range(count)}
        )

    return make


def _renamed(good: Good, name: str, other: str) -> bytes:
    return good.replaced(BOOK, b'name="%s"' % good.titles[name].encode(), b'name="%s"' % other.encode())


BOOKS: dict[str, Case] = {
    "a sheet that is gone": refused(
        lambda good: packed({name: part for name, part in good.parts.items() if name != good.sheet}), "file-damaged"
    ),
    "a sheet without a relation": refused(_unrelated, "file-damaged", "ratings"),
    "a sheet out in the net": refused(_aimed_at(b"http://example.org/x.xml", b' TargetMode="External"'), "file-damaged", "ratings"),
    "a sheet out in the net that claims to be inside": refused(_aimed_at(b"http://example.org/x.xml"), "file-damaged"),
    "a sheet outside the archive": refused(_aimed_at(b"../../../../etc/passwd"), "file-damaged"),
    "a sheet at the root of the machine": refused(_aimed_at(b"/etc/passwd"), "file-damaged"),
    "a sheet that is the workbook": refused(_aimed_at(b"workbook.xml"), "workbook-unreadable"),
    "a sheet that is its relations": refused(_aimed_at(b"_rels/workbook.xml.rels"), "workbook-unreadable"),
    "two sheets in one part": refused(_aimed_at(b"worksheets/sheet1.xml"), "workbook-unreadable", "ratings"),
    "two sheets in one part of two cases": refused(_aimed_at(b"worksheets/SHEET1.xml"), "workbook-unreadable", "ratings"),
    "two sheets of one name": refused(lambda good: _renamed(good, "howto", "_META"), "workbook-unreadable", "meta"),
    "a relation twice": refused(_relations_with(b'Id="rId2"', b'Id="rId1"'), "workbook-unreadable"),
    "no relations": refused(lambda good: packed({name: part for name, part in good.parts.items() if name != ROOT_RELS}), "file-damaged"),
    "no workbook": refused(lambda good: good.replaced(ROOT_RELS, b"relationships/officeDocument", b"relationships/other"), "file-damaged"),
    "two workbooks": refused(
        lambda good: good.but({ROOT_RELS: before_end(good.parts[ROOT_RELS], b'<Relationship Id="x" Type="%s" Target="x.xml"/>' % MAIN_TYPE)}),
        "file-damaged",
    ),
    "nineteen hundred sheets": read(_sheets(1_900)),
    "two thousand sheets": refused(_sheets(2_000), "archive-unsafe"),
    "twenty thousand sheets in a list": refused(
        lambda good: good.but({BOOK: good.parts[BOOK].replace(b"</sheets>", b'<sheet name="x" sheetId="9" r:id="rId1"/>' * 20_000 + b"</sheets>")}),
        "archive-unsafe",
    ),
    "twenty thousand properties": refused(
        swollen(CUSTOM, lambda: b"".join(b'<property name="p%d"/>' % n for n in range(20_000))), "archive-unsafe"
    ),
}  # fmt: skip

_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def _related(kind: bytes, target: bytes, content: bytes) -> Callable[[Good], bytes]:
    relation = b'<Relationship Id="x" Type="%s" Target="%s"/>' % (KINDS + kind, target)
    return lambda good: good.but(
        {BOOK_RELS: before_end(good.parts[BOOK_RELS], relation), f"xl/{target.decode()}": content}
    )


COMPANIONS: dict[str, Case] = {
    "macros": read(lambda good: good.but({"xl/vbaProject.bin": OLE2}), ("macros", "", "")),
    "macros under a harmless name": read(
        lambda good: good.but(
            {
                CONTENT_TYPES: before_end(
                    good.parts[CONTENT_TYPES], b'<Override PartName="/xl/a.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
                ),
                "xl/a.bin": OLE2,
            }
        ),
        ("macros", "", ""),
    ),
    "a workbook for macros, renamed": read(
        lambda good: good.replaced(CONTENT_TYPES, b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", _MACROS),
        ("macros", "", ""),
    ),
    "a sheet of macros of Excel 4": read(_related(b"xlMacrosheet", b"macros1.xml", b"<macrosheet/>"), ("macros", "", "")),
    "a link to another file": read(_related(b"externalLink", b"externalLinks/externalLink1.xml", b"<x/>"), ("external-links", "", "")),
    "a link of DDE under a harmless name": read(_related(b"externalLink", b"notes.xml", b"<ddeLink/>"), ("external-links", "", "")),
    "a connection to a database": read(_related(b"connections", b"connections.xml", b"<connections/>"), ("external-links", "", "")),
    "drawings that are broken": read(lambda good: good.but({"xl/drawings/drawing1.xml": b"<<<"})),
}  # fmt: skip


def _everywhere(change: Callable[[bytes], bytes]) -> Case:
    """Write every sheet as other programs do; nothing may read differently."""
    return read(
        lambda good: good.but(
            {name: change(part) for name, part in good.parts.items() if name.startswith("xl/worksheets/sheet")}
        )
    )


_STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def _strictly(good: Good) -> bytes:
    changed = {}
    for name, part in good.parts.items():
        changed[name] = functools.reduce(lambda xml, words: xml.replace(*words), _STRICT.items(), part)
    return packed(changed)


VARIANTS: dict[str, Case] = {
    "with a prefix": _everywhere(
        lambda xml: re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", xml).replace(b" xmlns=", b" xmlns:x=")
    ),
    "in UTF-16": _everywhere(in_utf16),
    "in the strict form of the standard": read(_strictly),
    "targets from the root": read(
        lambda good: good.but({BOOK_RELS: good.parts[BOOK_RELS].replace(b'Target="', b'Target="/xl/')})
    ),
    "targets in another case": read(
        lambda good: good.but({BOOK_RELS: good.parts[BOOK_RELS].replace(b'"worksheets/sheet', b'"Worksheets/Sheet')})
    ),
    "numbers with blanks around": _everywhere(lambda xml: re.sub(rb"<v>(\d+)</v>", rb"<v> \1\n</v>", xml)),
    "remarks between everything": _everywhere(
        lambda xml: xml.replace(b"<row ", b"<!-- row --><row ").replace(b"<v>", b"<!-- value --><v>")
    ),
}
