"""Files and paths that are no workbooks, whatever their names say."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

from .base import CONTENT_TYPES, HEAD, MAIN_TYPE, MEGABYTE, OLE2, ROOT_RELS, Case, Good, nested, packed, plain, refused

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
PLAIN: dict[str, Case] = {
    "empty": plain(b"", "file-empty"),
    "a CSV": plain(b"id;level\n10388;3\n", "file-is-text"),
    "a CSV in UTF-16": plain("id\tlevel".encode("utf-16"), "file-is-text"),
    "a CSV in Windows-1251": plain("Процесс;Уровень\n".encode("cp1251"), "file-is-text"),
    "a web page": plain(b"<html><body><table></table></body></html>", "file-is-markup"),
    "a web page with a mark and a doctype": plain(b"\xef\xbb\xbf  <!DOCTYPE html>", "file-is-markup"),
    "XML of Excel 2003": plain(b"<?xml version='1.0'?><Workbook/>", "file-is-markup"),
    "a flat document of LibreOffice": plain(HEAD + b"<office:document/>", "file-is-markup"),
    "old Excel": plain(OLE2 + b"\x00" * 600, "file-is-xls"),
    "a workbook with a password": plain(OLE2 + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
    "a picture": plain(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR", "file-unknown"),
    "a PDF": plain(PDF + b"%\xe2\xe3\xcf\xd3\x00", "file-is-other"),
    "a PDF of text only": plain(PDF, "file-is-other"),
    "a file of gzip": plain(gzip.compress(b"x" * 100), "file-unknown"),
    "only the first bytes of an archive": plain(b"PK\x03\x04", "file-damaged"),
    "an archive without entries": plain(packed({}), "file-unknown"),
}  # fmt: skip


def _document(main: str, content: bytes) -> bytes:
    rels = b'<Relationships><Relationship Id="r1" Type="%s" Target="%s"/></Relationships>' % (MAIN_TYPE, main.encode())
    return packed({CONTENT_TYPES: b"<Types/>", ROOT_RELS: rels, main: content})


OTHERS: dict[str, Case] = {
    "a table of OpenDocument": plain(packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "file-is-ods"),
    "a table of Numbers": plain(packed({"Index/Document.iwa": b"\x00", "Metadata/Properties.plist": b"x"}), "file-is-other"),
    "a document of Word": plain(_document("word/document.xml", b"<document/>"), "file-is-other"),
    "slides of PowerPoint": plain(_document("ppt/presentation.xml", b"<presentation/>"), "file-is-other"),
    "a binary workbook": plain(_document("xl/workbook.bin", b"\x83\x01\x00"), "file-is-other"),
    "a document of Word without relations": plain(packed({CONTENT_TYPES: b"<Types/>", "word/document.xml": b"<w/>"}), "file-damaged"),
    "some archive": plain(packed({"readme.txt": b"hello"}), "file-unknown"),
    "archives in archives in archives": plain(nested(5), "file-unknown"),
    "a picture before the workbook": refused(lambda good: b"GIF89a\x01\x00\x01\x00" + good.content, "file-unknown"),
    "a program before the workbook": refused(lambda good: b"MZ\x90\x00" + b"\x00" * 500 + good.content, "file-unknown"),
    "a script before the workbook": refused(lambda good: b"#!/bin/sh\n" + b"# \n" * 2000 + good.content, "file-is-text"),
    "a web page before the workbook": refused(lambda good: b"<html>" + good.content, "file-is-markup"),
    "a PDF before the workbook": refused(lambda good: PDF + good.content, "file-is-other"),
    "an archive before the workbook": refused(lambda good: packed({"a": b"b"}) + good.content, "archive-unsafe"),
    "two letters before the workbook": refused(lambda good: b"PK" + good.content, "archive-unsafe"),
}  # fmt: skip


def paths(folder: Path, good: Good) -> dict[str, tuple[Path, str]]:
    """Make what a path may lead to other than a file; return each with what is found."""
    (folder / "~$book.xlsx").write_bytes(b"x")
    (folder / ".~lock.book.xlsx#").write_bytes(b"x")
    with (folder / "big.xlsx").open("wb") as file:
        file.truncate(21 * MEGABYTE)
    made = {
        "nothing": (folder / "none.xlsx", "file-missing"),
        "a path with a NUL": (folder / "a\x00b.xlsx", "file-missing"),
        "a file inside a file": (folder / "big.xlsx" / "book.xlsx", "file-missing"),
        "a folder": (folder, "file-is-folder"),
        "a lock of Excel": (folder / "~$book.xlsx", "file-is-lock"),
        "a lock of LibreOffice": (folder / ".~lock.book.xlsx#", "file-is-lock"),
        "a file that is too large": (folder / "big.xlsx", "file-too-large"),
    }
    if os.name == "posix":
        (folder / "target.xlsx").write_bytes(good.content)
        for name, target in (("link", "target.xlsx"), ("dead", "none.xlsx"), ("loop", "loop.xlsx")):
            (folder / f"{name}.xlsx").symlink_to(folder / target)
        os.mkfifo(folder / "pipe.xlsx")
        made |= {
            "a link to a workbook": (folder / "link.xlsx", ""),
            "a link to nothing": (folder / "dead.xlsx", "file-missing"),
            "a link to itself": (folder / "loop.xlsx", "file-unreadable"),
            "a pipe that nobody writes": (folder / "pipe.xlsx", "file-is-device"),
            "a device without an end": (Path("/dev/zero"), "file-is-device"),
        }
    return made
