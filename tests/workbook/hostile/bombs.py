"""Files that are small until somebody unpacks or parses them."""

from __future__ import annotations

from .base import (
    BOOK,
    BOOK_RELS,
    CONTENT_TYPES,
    CUSTOM,
    MEGABYTE,
    NOISE,
    STRINGS,
    STYLES,
    Case,
    noise,
    read,
    refused,
    swollen,
    tight,
    with_sheet,
)  # fmt: skip


def _spaces() -> bytes:
    return b" " * (20 * MEGABYTE)


def _numbers(count: int) -> bytes:
    rows = []
    for row in range(1, count // 25 + 1):
        start = row * 7919 % 90_000
        cells = b"".join(
            b'<c r="%c%d"><v>%s</v></c>' % (65 + n, row, NOISE[start + n : start + n + 6]) for n in range(25)
        )
        rows.append(b'<row r="%d">%s</row>' % (row, cells))
    return b"<sheetData>" + b"".join(rows) + b"</sheetData>"


def _hollow() -> bytes:
    row = b"<row>" + b"".join(b'<c s="%d"/>' % (n * 2654435761 % 2**32) for n in range(16_000)) + b"</row>"
    return b"<sheetData>" + row * 16 + b"</sheetData>"


def _texts(count: int, sign: str) -> bytes:
    return b"".join(b"<si><t>" + sign.encode() + tight(900_000) + b"</t></si>" for _ in range(count))


def _tags() -> bytes:
    return b"<a/>".join(NOISE[n : n + 3] for n in range(0, 30_000, 3)) * 200


def _attributes() -> bytes:
    tags = [
        b"<a %s/>" % b" ".join(b'a%d="%s"' % (n, NOISE[n + new : n + new + 2]) for n in range(2_000))
        for new in range(0, 40_000, 400)
    ]
    return b"".join(tag * 20 for tag in tags)


BOMBS: dict[str, Case] = {
    "spaces in the contents": refused(swollen(CONTENT_TYPES, _spaces), "archive-too-big"),
    "spaces in the relations": refused(swollen(BOOK_RELS, _spaces), "archive-too-big"),
    "spaces in the workbook": refused(swollen(BOOK, _spaces), "archive-too-big"),
    "spaces in the strings": refused(lambda good: good.but({STRINGS: b"<sst>" + _spaces() + b"</sst>"}), "archive-too-big"),
    "spaces in a sheet": refused(with_sheet(_spaces), "archive-too-big"),
    "spaces in the properties": refused(swollen(CUSTOM, _spaces), "archive-too-big"),
    "many small bombs": refused(lambda good: good.but({f"xl/media/{n}.bin": bytes(50 * MEGABYTE) for n in range(3)}), "archive-too-big"),
    "one part of 65 MB": refused(lambda good: good.but({"xl/media/big.bin": bytes(65 * MEGABYTE)}), "archive-too-big"),
    "a picture that nobody unpacks": read(lambda good: good.but({"xl/media/big.bin": bytes(30 * MEGABYTE)})),
    "remarks that nobody unpacks": read(lambda good: good.but({"xl/comments1.xml": b"<a>" + bytes(30 * MEGABYTE)})),
    "custom XML that nobody unpacks": read(lambda good: good.but({"customXml/item1.xml": b"<!DOCTYPE x>" + bytes(30 * MEGABYTE)})),
    "styles that are too large": read(swollen(STYLES, lambda: tight(9 * MEGABYTE)), ("styles-skipped", "", ""), is_same=False),
    "styles that are a bomb": read(swollen(STYLES, lambda: b" " * (5 * MEGABYTE)), ("styles-skipped", "", ""), is_same=False),
    "seventy thousand styles": read(
        lambda good: good.replaced(STYLES, b"</cellXfs>", b"".join(b'<xf numFmtId="%d"/>' % (n * 7919 % 1000) for n in range(70_000)) + b"</cellXfs>"),
        ("styles-skipped", "", ""),
        is_same=False,
    ),
    "a format of number of brackets": read(
        lambda good: good.replaced(STYLES, b"<cellXfs", b'<numFmts><numFmt numFmtId="0" formatCode="%s"/></numFmts><cellXfs' % (b"[" * 60_000))
    ),
    "names of ranges by the million": read(
        swollen(BOOK, lambda: b"<definedNames>" + b'<definedName name="n">A1</definedName>%s' % tight(50_000) * 800 + b"</definedNames>")
    ),
    "too many cells": refused(with_sheet(lambda: _numbers(251_000)), "too-many-cells", "Foreign"),
    "too many cells without anything in them": refused(with_sheet(_hollow), "too-many-cells", "Foreign"),
    "as many cells as may be": read(with_sheet(lambda: _numbers(220_000)), ("extra-sheet", "Foreign", "")),
    "too many tags": refused(with_sheet(_tags), "archive-too-big"),
    "too many attributes": refused(with_sheet(_attributes), "archive-too-big"),
    "too much text": refused(swollen(STRINGS, lambda: _texts(60, "")), "archive-too-big"),
    "too much text, each with a sign that makes it four times as large": refused(swollen(STRINGS, lambda: _texts(60, "\U0001f4a3")), "archive-too-big"),
    "a text of ten million signs": refused(swollen(STRINGS, lambda: b"<si><t>" + noise(10**7) + b"</t></si>"), "archive-too-big"),
    "a text of ten million signs in pieces": refused(
        swollen(STRINGS, lambda: b"<si>" + b"<r><t>%s</t></r>" % noise(10**5) * 100 + b"</si>"), "archive-too-big"
    ),
    "a text of ten million signs in its cell": refused(
        lambda good: good.with_cell("comment", b'<c %s t="inlineStr"><is><t>' + noise(10**7) + b"</t></is></c>"), "archive-too-big"
    ),
    "text of sixty megabytes that nobody keeps": read(with_sheet(lambda: b"<headerFooter>" + tight(60 * MEGABYTE) + b"</headerFooter>")),
}  # fmt: skip
