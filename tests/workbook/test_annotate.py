"""The annotated copy shows every finding beside its cell and carries nothing dangerous over."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from pcf.errors import OutputIsInputError, OutputNotWritableError
from pcf.excel import annotate, inspect_workbook, write_workbook
from pcf.ids import LANGUAGES


@pytest.fixture
def faulty(make_sample, tmp_path: Path) -> Path:
    path = tmp_path / "faulty.xlsx"
    write_workbook(path, make_sample(), lang="en")
    book = openpyxl.load_workbook(path)
    page = next(sheet for sheet in book if sheet["A1"].value == "pcf:ratings:1")
    page["E7"], page["E8"] = 2.5, '=HYPERLINK("http://example.org","x")'
    page["O9"] = "=cmd|' /C calc'!A0"
    page["O10"] = "left\u202eright"
    page["O10"].hyperlink = "http://example.org"
    book.save(path)
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_is_listed_and_marked(lang, faulty: Path, tmp_path: Path):
    before = faulty.read_bytes()
    reading = inspect_workbook(faulty, lang=lang)
    out = tmp_path / "out.xlsx"
    annotate(faulty, out, reading.findings, lang)
    assert faulty.read_bytes() == before
    book = openpyxl.load_workbook(out)
    listed = [row[2].value for row in book.worksheets[0].iter_rows(min_row=3)]
    assert listed == [finding.code for finding in reading.findings]
    for finding in reading.findings:
        assert book[finding.sheet][finding.cell].comment is not None
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_nothing_of_the_received_file_but_text_is_carried_over(faulty: Path, tmp_path: Path):
    out = tmp_path / "out.xlsx"
    annotate(faulty, out, inspect_workbook(faulty, lang="en").findings, "en")
    with zipfile.ZipFile(out) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist() if "relationships" not in name)
        links = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".rels"))
    assert b"example.org" not in links
    assert b"<f>" not in everything
    assert "\u202e".encode() not in everything
    assert rb"left\u202eright" in everything


def test_a_file_that_cannot_be_read_gives_the_list(tmp_path: Path):
    path, out = tmp_path / "x.xlsx", tmp_path / "out.xlsx"
    path.write_bytes(b"<html>")
    annotate(path, out, inspect_workbook(path, lang="ru").findings, "ru")
    book = openpyxl.load_workbook(out)
    assert len(book.worksheets) == 1
    assert book.worksheets[0]["C3"].value == "file-is-markup"


def test_an_input_is_never_an_output(faulty: Path):
    with pytest.raises(OutputIsInputError):
        annotate(faulty, faulty, [], "en")


def test_outputs_appear_whole_or_not_at_all(make_sample, tmp_path: Path):
    with pytest.raises(OutputNotWritableError):
        write_workbook(tmp_path / "no such folder" / "book.xlsx", make_sample(), lang="en")
    assert list(tmp_path.iterdir()) == []
