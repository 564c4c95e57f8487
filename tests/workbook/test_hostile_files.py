"""Wrong, damaged and hostile files end in one clear refusal, before anything is unpacked."""

from __future__ import annotations

import io
import re
import resource
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pcf.errors import WorkbookError
from pcf.excel import inspect_workbook, read_workbook, write_workbook

Parts = dict[str, bytes]

CONTENT_TYPES = "[Content_Types].xml"
SHEET = "xl/worksheets/sheet5.xml"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def good(make_sample, tmp_path: Path) -> Path:
    path = tmp_path / "good.xlsx"
    write_workbook(path, make_sample(), lang="en")
    return path


def parts_of(path: Path) -> Parts:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def codes(path: Path) -> list[str]:
    """Return the codes of all findings; a refusal must be quick."""
    started = time.process_time()
    reading = inspect_workbook(path, lang="en")
    assert time.process_time() - started < 10  # a bomb would take minutes
    for finding in reading.findings:
        assert finding.message()
        assert "{" not in finding.message() + finding.expected() + finding.suggestion()
    return [finding.code for finding in reading.findings]


PLAIN: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "file-empty"),
    "text": (b"id;level\n10388;3\n", "file-is-text"),
    "text in UTF-16": ("id\tlevel".encode("utf-16"), "file-is-text"),
    "text in Windows-1251": ("Процесс;Уровень\n".encode("cp1251"), "file-is-text"),
    "web page": (b"<html><body><table></table></body></html>", "file-is-markup"),
    "web page with a mark": (b"\xef\xbb\xbf  <!DOCTYPE html>", "file-is-markup"),
    "flat XML": (b"<?xml version='1.0'?><Workbook/>", "file-is-markup"),
    "old Excel": (OLE2 + b"\x00" * 600, "file-is-xls"),
    "password": (OLE2 + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR", "file-unknown"),
    "only the first bytes of an archive": (b"PK\x03\x04", "file-damaged"),
    "open document": (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "file-is-ods"),
    "some archive": (packed({"readme.txt": b"hello"}), "file-unknown"),
    "a document of Word": (
        packed({CONTENT_TYPES: b"<Types/>", "word/document.xml": b"<w/>"}),
        "file-damaged",
    ),
}


@pytest.mark.parametrize("name", PLAIN)
def test_what_is_no_workbook_is_named(name: str, tmp_path: Path):
    content, code = PLAIN[name]
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    assert codes(path) == [code]
    assert path.read_bytes() == content


def _replaced(part: str, old: bytes, new: bytes) -> Callable[[Parts], Parts]:
    def change(parts: Parts) -> Parts:
        assert old in parts[part]
        return parts | {part: parts[part].replace(old, new, 1)}

    return change


def _added(name: str, content: bytes) -> Callable[[Parts], Parts]:
    return lambda parts: parts | {name: content}


def _without(name: str) -> Callable[[Parts], Parts]:
    return lambda parts: {key: value for key, value in parts.items() if key != name}


DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
XXE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
CHANGED: dict[str, tuple[Callable[[Parts], Parts], list[str]]] = {
    "entities in a sheet": (lambda p: p | {SHEET: p[SHEET].replace(b"?>", b"?>" + DOCTYPE, 1)}, ["xml-doctype"]),
    "foreign entity in the strings": (
        lambda p: p | {"xl/sharedStrings.xml": p["xl/sharedStrings.xml"].replace(b"?>", b"?>" + XXE, 1)},
        ["xml-doctype"],
    ),
    "doctype in the styles": (lambda p: p | {"xl/styles.xml": p["xl/styles.xml"].replace(b"?>", b"?>" + XXE, 1)}, ["xml-doctype"]),
    "doctype in the properties": (lambda p: p | {"docProps/custom.xml": HEAD + XXE + b"<x/>"}, ["xml-doctype"]),
    "a bomb of zeros": (_added(SHEET, b"<worksheet>" + b" " * (30 * 2**20)), ["archive-too-big"]),
    "a bomb nobody unpacks": (_added("xl/media/big.bin", b"\x00" * (30 * 2**20)), []),
    "many small bombs": (
        lambda p: p | {f"xl/media/{n}.bin": b"\x00" * (50 * 2**20) for n in range(3)},
        ["archive-too-big"],
    ),
    "thousands of entries": (lambda p: p | {f"x/{n}": b"" for n in range(2100)}, ["archive-unsafe"]),
    "a way out of the folder": (_added("xl/../../etc/cron", b"x"), ["archive-unsafe"]),
    "an absolute name": (_added("/etc/cron", b"x"), ["archive-unsafe"]),
    "a name in two cases": (_added("XL/workbook.xml", b"x"), ["archive-unsafe"]),
    "nested too deep": (lambda p: p | {SHEET: b"<a>" * 100 + b"</a>" * 100}, ["workbook-unreadable"]),
    "not well-formed": (lambda p: p | {SHEET: p[SHEET][:3000]}, ["workbook-unreadable"]),
    "an unknown encoding": (
        lambda p: p | {SHEET: p[SHEET].replace(b'encoding="UTF-8"', b'encoding="x-none"')},
        ["workbook-unreadable"],
    ),
    "a cell beyond the sheet": (_replaced(SHEET, b'r="A1"', b'r="AAAA1"'), ["bad-reference"]),
    "a row beyond the sheet": (_replaced(SHEET, b'<row r="1"', b'<row r="99999999"'), ["bad-reference"]),
    "a reference that is none": (_replaced(SHEET, b'r="A1"', b'r="1A"'), ["bad-reference"]),
    "a string that is not there": (_replaced(SHEET, b"<v>", b"<v>9999999"), ["workbook-unreadable"]),
    "an endless merge": (
        lambda p: p | {SHEET: p[SHEET].replace(b'<mergeCell ref="', b'<mergeCell ref="A7:XFD1048576"/><mergeCell ref="', 1)},
        ["merged-inputs"],
    ),
    "a cell twice": (
        lambda p: p | {SHEET: p[SHEET].replace(b"</row></sheetData>", b'<c r="E7"><v>5</v></c></row></sheetData>')},
        ["cell-twice"],
    ),
    "a sheet that is gone": (_without(SHEET), ["file-damaged"]),
    "no relations": (_without("_rels/.rels"), ["file-damaged"]),
    "macros": (_added("xl/vbaProject.bin", b"\xd0\xcf"), ["macros"]),
    "a link to another file": (_added("xl/externalLinks/externalLink1.xml", b"<x/>"), ["external-links"]),
    "broken drawings and names": (_added("xl/drawings/drawing1.xml", b"<<<"), []),
    "half a million cells": (
        lambda p: p | {SHEET: b"<worksheet><sheetData><row>" + b"<c/>" * 500_001 + b"</row></sheetData></worksheet>"},
        ["archive-too-big"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGED)
def test_a_workbook_that_nobody_would_build(name: str, good: Path):
    change, expected = CHANGED[name]
    content = packed(change(parts_of(good)))
    good.write_bytes(content)
    assert codes(good) == expected
    assert good.read_bytes() == content


def test_too_many_cells_that_do_not_compress(good: Path):
    cells = b"".join(b'<c s="%d"/>' % ((n * 2654435761) % 2**32) for n in range(500_001))
    sheet = b"<worksheet><sheetData><row>" + cells + b"</row></sheetData></worksheet>"
    good.write_bytes(packed(parts_of(good) | {SHEET: sheet}))
    assert codes(good) == ["too-many-cells"]


def test_headers_that_lie_about_sizes(good: Path):
    """A part that unpacks to more than its header says is damaged, not trusted."""
    content = bytearray(good.read_bytes())
    with zipfile.ZipFile(good) as archive:
        place = archive.getinfo(SHEET)
    directory = content.rfind(SHEET.encode()) - 46
    assert content[directory : directory + 4] == b"PK\x01\x02"
    struct.pack_into("<I", content, directory + 24, place.file_size // 2)
    good.write_bytes(bytes(content))
    assert codes(good) == ["file-damaged"]


@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_file_cut_off(share: float, good: Path):
    content = good.read_bytes()
    good.write_bytes(content[: int(len(content) * share)])
    assert codes(good) == ["file-damaged"]


def test_encrypted_entries(good: Path):
    content = bytearray(good.read_bytes())
    directory = content.rfind(SHEET.encode()) - 46
    content[directory + 8] |= 1
    good.write_bytes(bytes(content))
    assert codes(good) == ["file-encrypted"]


def test_a_file_that_is_too_large(tmp_path: Path):
    path = tmp_path / "big.xlsx"
    with path.open("wb") as file:
        file.truncate(21 * 2**20)
    assert codes(path) == ["file-too-large"]


def test_no_file_a_folder_and_a_lock_file(tmp_path: Path):
    (tmp_path / "~$book.xlsx").write_bytes(b"x")
    assert codes(tmp_path / "none.xlsx") == ["file-missing"]
    assert codes(tmp_path) == ["file-is-folder"]
    assert codes(tmp_path / "~$book.xlsx") == ["file-is-lock"]


@pytest.mark.parametrize("call", ["is_dir", "read_bytes"])
def test_a_file_that_may_not_be_read_is_there(call: str, good: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, call, refuse)
    assert codes(good) == ["file-unreadable"]


def test_another_workbook_is_told_by_its_sheets(tmp_path: Path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Budget"
    book.active["A1"] = "Total"
    book.save(tmp_path / "budget.xlsx")
    reading = inspect_workbook(tmp_path / "budget.xlsx", lang="en")
    assert [(one.code, one.found) for one in reading.findings] == [("not-an-assessment", "Budget")]
    assert reading.assessment is None


def test_read_workbook_raises_with_every_finding(good: Path, make_sample):
    assert read_workbook(good) == make_sample()
    good.write_bytes(b"")
    with pytest.raises(WorkbookError) as caught:
        read_workbook(good)
    assert [finding.code for finding in caught.value.findings] == ["file-empty"]
    assert caught.value.facts["count"] == 1


def test_memory_stays_small(good: Path):
    good.write_bytes(packed(CHANGED["many small bombs"][0](parts_of(good))))
    inspect_workbook(good, lang="en")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2 * 2**20  # the test itself made the bombs


XML_VARIANTS: dict[str, Callable[[bytes], bytes]] = {
    "with a prefix": lambda xml: re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", xml).replace(b" xmlns=", b" xmlns:x="),
    "strict namespace": lambda xml: xml.replace(
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    "UTF-16": lambda xml: xml.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"),
    "a lying dimension": lambda xml: xml.replace(b"<dimension ref=", b'<dimension ref="A1:XFD1048576" x='),
}


@pytest.mark.parametrize("name", XML_VARIANTS)
def test_other_programs_ways_of_writing_read_the_same(name: str, good: Path, make_sample):
    parts = parts_of(good)
    parts = {key: XML_VARIANTS[name](part) if "/sheet" in key else part for key, part in parts.items()}
    good.write_bytes(packed(parts))
    reading = inspect_workbook(good, lang="en")
    assert (reading.findings, reading.assessment) == ((), make_sample())
