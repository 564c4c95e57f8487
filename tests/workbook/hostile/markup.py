"""XML that is hostile to whoever parses it."""

from __future__ import annotations

from collections.abc import Callable

from .base import (
    BOOK,
    BOOK_RELS,
    CONTENT_TYPES,
    CUSTOM,
    MEGABYTE,
    ROOT_RELS,
    STRINGS,
    STYLES,
    Case,
    Good,
    before_end,
    in_utf16,
    packed,
    read,
    refused,
    sheet_with,
    tight,
)  # fmt: skip

LAUGHS = b"<!DOCTYPE x [" + b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha" * 10) for n in range(10)
) + b"]>"  # fmt: skip
DECLARED = {
    "billions of laughs": LAUGHS,
    "a file of the machine": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "an entity of parameters": b'<!DOCTYPE x [<!ENTITY % a SYSTEM "http://example.org/a.dtd"> %a;]>',
    "a definition from the net": b'<!DOCTYPE x SYSTEM "http://example.org/a.dtd">',
    "nothing but its name": b"<!DOCTYPE x>",
}


def _after_head(xml: bytes, more: bytes) -> bytes:
    place = xml.index(b"?>") + 2
    return xml[:place] + more + xml[place:]


def _doctypes() -> dict[str, Case]:
    """Return a document type in every part that is parsed, each of another kind."""
    parts = {
        "the contents": CONTENT_TYPES, "the first relations": ROOT_RELS, "the workbook": BOOK, "its relations": BOOK_RELS,
        "the strings": STRINGS, "the styles": STYLES, "a sheet": "", "the properties": CUSTOM,
    }  # fmt: skip
    kinds = list(DECLARED.items())

    def case(part: str, declared: bytes, encode: Callable[[bytes], bytes] = bytes) -> Case:
        return refused(
            lambda good: good.but({part or good.sheet: encode(_after_head(good.parts[part or good.sheet], declared))}),
            "xml-doctype",
        )

    made = {
        f"{kinds[n % 5][0]} in {where}": case(part, kinds[n % 5][1]) for n, (where, part) in enumerate(parts.items())
    }
    made |= {
        f"billions of laughs in UTF-16 in {where}": case(parts[where], LAUGHS, in_utf16)
        for where in ("a sheet", "the strings")
    }
    made["a doctype in a part that nobody reads"] = read(
        lambda good: good.but({"xl/theme/theme1.xml": _after_head(good.parts["xl/theme/theme1.xml"], LAUGHS)})
    )
    return made


def _with_extension(inside: Callable[[], bytes]) -> Callable[[Good], bytes]:
    """Return a maker that puts something into the list of extensions of a sheet, where nothing is read."""
    return lambda good: good.but({good.sheet: before_end(good.xml, b"<extLst>" + inside() + b"</extLst>")})


XML: dict[str, Case] = {
    "nested a hundred deep": refused(_with_extension(lambda: b"<a>" * 100 + b"</a>" * 100), "archive-unsafe"),
    "nested a hundred thousand deep": refused(_with_extension(lambda: b"<a>" * 100_000 + b"</a>" * 100_000), "archive-unsafe"),
    "a million attributes": refused(_with_extension(lambda: b"<a %s/>" % b" ".join(b'a%d=""' % n for n in range(10**6))), "archive-unsafe"),
    "an attribute of four megabytes": refused(_with_extension(lambda: b'<a b="%s"/>' % tight(4 * MEGABYTE)), "archive-unsafe"),
    "a remark of four megabytes": refused(_with_extension(lambda: b"<!-- %s -->" % tight(4 * MEGABYTE)), "archive-unsafe"),
    "a tag without an end": refused(_with_extension(lambda: b"<a" + tight(4 * MEGABYTE)), "archive-unsafe"),
    "a hundred thousand names": refused(_with_extension(lambda: b"".join(b"<a%d/>" % n for n in range(10**5))), "archive-unsafe"),
    "a thousand namespaces": refused(_with_extension(lambda: b"".join(b'<n%d:a xmlns:n%d="u"/>' % (n, n) for n in range(1_000))), "archive-unsafe"),
    "a namespace as long as a book": refused(_with_extension(lambda: b'<a xmlns="%s"><b/><b/></a>' % tight(500_000)), "archive-unsafe"),
    "a hundred thousand ranges in an attribute": read(_with_extension(lambda: b'<a sqref="%s"/>' % (b"A1:B2 " * 100_000))),
    "cut off in a sheet": refused(lambda good: good.but({good.sheet: good.xml[:3000]}), "workbook-unreadable"),
    "an unknown encoding": refused(sheet_with(b'encoding="UTF-8"', b'encoding="x-none"'), "workbook-unreadable"),
    "an encoding that is no encoding of texts": refused(sheet_with(b'encoding="UTF-8"', b'encoding="zlib"'), "workbook-unreadable"),
    "bytes that are no UTF-8": refused(sheet_with(b"<sheetData>", b"<sheetData>\xff\xfe"), "workbook-unreadable"),
    "an entity that nobody declared": refused(sheet_with(b"<sheetData>", b"<sheetData>&lol;"), "workbook-unreadable"),
    "a sign that XML forbids": refused(sheet_with(b"<sheetData>", b"<sheetData>&#0;"), "workbook-unreadable"),
    "a web page for a sheet": refused(lambda good: good.but({good.sheet: b"<html><body/></html>"}), "workbook-unreadable"),
    "zeros for a sheet": refused(lambda good: good.but({good.sheet: bytes(1000)}), "workbook-unreadable"),
    "nothing for a sheet": refused(lambda good: good.but({good.sheet: b""}), "workbook-unreadable"),
    "a style sheet from the net": read(sheet_with(b"?>", b'?><?xml-stylesheet href="http://example.org/x.xsl"?>')),
    "an inclusion of a file": read(
        _with_extension(lambda: b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>')
    ),
    "cells and merges of another namespace": read(
        _with_extension(lambda: b'<x:row xmlns:x="urn:x" r="0"><x:c r="ZZZZ1"><x:v>5</x:v></x:c></x:row><x:mergeCell xmlns:x="urn:x" ref="-"/>')
    ),
    "styles that are no XML": read(lambda good: good.but({STYLES: b"<<<"}), ("styles-skipped", "", ""), is_same=False),
    "styles that are gone": read(
        lambda good: packed({name: part for name, part in good.parts.items() if name != STYLES}), ("styles-skipped", "", ""), is_same=False
    ),
}  # fmt: skip

DOCTYPES: dict[str, Case] = _doctypes()
