"""Files: encodings, workbooks, and whatever else is handed in."""

from __future__ import annotations

import os
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pcf.errors import InputFaultsError
from pcf.outline import recognise
from pcf.outline.files import LINE_LIMIT, TEXT_LIMIT, read_listing
from pcf.sheets.limits import FILE_LIMIT as BOOK_LIMIT
from pcf.taxonomy import load

RU = "\n".join(f"{one.hierarchy_id} {one.name}" for one in load("7.4", "ru"))
ZH = "\n".join(f"{one.hierarchy_id} {one.name}" for one in load("7.4", "zh"))


def _codes(path, **how) -> list[str]:
    with pytest.raises(InputFaultsError) as caught:
        recognise(path, **how)
    for finding in caught.value.findings:
        assert finding.message()
        assert finding.expected()
        assert finding.suggestion()
    return [finding.code for finding in caught.value.findings]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_russian_listing_is_read_in_its_encodings(tmp_path, encoding):
    path = tmp_path / "list.txt"
    path.write_bytes(RU.encode(encoding))
    assert recognise(path).matched == 104


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_chinese_listing_is_read_in_its_encodings(tmp_path, encoding):
    path = tmp_path / "list.txt"
    path.write_bytes(ZH.encode(encoding))
    assert recognise(path).matched == 104


def test_an_encoding_that_is_refused_is_read_when_it_is_named(tmp_path):
    path = tmp_path / "list.txt"
    path.write_bytes(RU.encode("koi8-r"))
    assert _codes(path) == ["encoding-not-read"]
    assert recognise(path, encoding="koi8-r").matched == 104


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_lines_are_numbered_as_an_editor_does(tmp_path, ends):
    path = tmp_path / "list.txt"
    path.write_bytes(ends.join(["List", "", "6.2.3 Manage customer\x0b complaints", "6.2 x"]).encode())
    assert [line.lines for line in recognise(path, edition="7.4").lines] == [(4,), (3,)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file-empty"),
        (b" \n\t\r\n", "file-empty"),
        (b"\xef\xbb\xbf", "file-empty"),
        (b"%PDF-1.7 6.1 Strategy", "file-is-other"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file-is-xls"),
        (b"PK\x03\x04 cut off", "file-damaged"),
        (b"\x00\x01\x02" * 50, "not-a-text"),
        (RU.encode("cp866"), "encoding-not-read"),
        (b"6.1 a\n" * (LINE_LIMIT + 1), "too-many-lines"),
        (b"x" * (TEXT_LIMIT + 1), "file-too-large"),
        (b"x" * (BOOK_LIMIT + 1), "file-too-large"),
    ],
)
def test_what_is_no_listing_is_refused_with_the_reason(tmp_path, content, code):
    path = tmp_path / "list.txt"
    path.write_bytes(content)
    assert _codes(path) == [code]


def test_what_is_no_file_is_refused(tmp_path):
    assert _codes(tmp_path) == ["file-is-folder"]
    assert _codes(tmp_path / "none.txt") == ["file-missing"]
    assert _codes(tmp_path / "a\x00b") == ["file-missing"]
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert _codes(pipe) == ["file-is-device"]


def test_nobody_waits_for_a_pipe_put_in_the_place_of_the_file(tmp_path, monkeypatch):
    """Why there is one door for texts: it looks again at what it has opened."""
    path = tmp_path / "list.txt"
    path.write_text("6.2.3 Manage customer complaints", encoding="utf-8")
    usual = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda *_, **__: usual)
    assert _codes(path) == ["file-is-device"]


def test_a_workbook_may_be_larger_than_a_text(tmp_path):
    path = _book(tmp_path / "a.xlsx", [["6.2.3", "Manage customer complaints"]])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image1.png", os.urandom(TEXT_LIMIT))
    assert recognise(path).codes == 1


def test_an_encoding_that_does_not_fit_is_told_with_the_one_that_does(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text(RU, encoding="utf-8")
    assert _codes(path, encoding="utf-7") == ["encoding-misfit"]


def test_a_bomb_is_not_unpacked(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b" " * (100 * 2**20))
    assert _codes(path) == ["archive-too-big"]


def test_endless_lines_and_control_signs_do_no_harm(tmp_path):
    path = tmp_path / "list.txt"
    odd = "6.2.3 Manage\x1b customer\u202e complaints" + " " * 100_000 + "\n6.2 " + "x" * 100_000 + "\n" + "(" * 100_000
    path.write_text(odd, encoding="utf-8")
    (first, second) = sorted(recognise(path, edition="7.4").lines, key=lambda line: line.lines)
    assert (first.agrees, first.name) == (True, "Manage customer complaints")
    assert len(second.name) < 1_000


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=300).map(str.encode))
def test_any_file_is_read_or_refused_with_a_finding(tmp_path, content):
    path = tmp_path / "any"
    path.write_bytes(content)
    try:
        recognise(path)
    except InputFaultsError as refused:
        assert refused.findings


def _book(path, rows, **sheets):
    with xlsxwriter.Workbook(path) as book:
        date = book.add_format({"num_format": "dd.mm.yyyy"})
        for name, own in ({"List": rows} | sheets).items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(own):
                for column, value in enumerate(cells):
                    if isinstance(value, datetime):
                        sheet.write_datetime(number, column, value, date)
                    elif isinstance(value, str):
                        sheet.write_string(number, column, value)
                    else:
                        sheet.write(number, column, value)
    return path


def test_a_column_of_lines_is_read_like_a_text(tmp_path):
    rows = [["Our list"], ["6.2 Plan and manage customer service contacts"], [], ["6.2.3 Manage customer complaints"]]
    outline = recognise(_book(tmp_path / "a.xlsx", rows))
    assert [(one.code, one.lines) for one in outline.lines] == [("6.2", (2,)), ("6.2.3", (4,))]


def test_a_code_that_excel_made_a_date_counts_by_its_name(tmp_path):
    rows = [
        ["Code", "Name"],
        ["6.2", "Plan and manage customer service contacts"],
        [datetime(2003, 2, 6), "Manage customer complaints"],  # noqa: DTZ001
    ]
    outline = recognise(_book(tmp_path / "a.xlsx", rows))
    assert [line.code for line in outline.lines] == ["6.2", "6.2.3"]
    finding = next(one for one in outline.findings if one.code == "code-is-date")
    assert (finding.sheet, finding.found) == ("List", "3: 2003-02-06")


def test_numbers_that_lost_a_digit_are_told(tmp_path):
    rows = [
        ["ID", "Code", "Name"],
        [10378.0, 6.1, "Develop customer service strategy"],
        [20085, 6, "Manage Customer Service"],
    ]
    outline = recognise(_book(tmp_path / "a.xlsx", rows))
    assert [(line.code, line.element_id) for line in outline.lines] == [("6.0", "20085"), ("6.1", "10378")]
    assert next(one for one in outline.findings if one.code == "codes-are-numbers").found == "B2"


def test_the_sheet_with_most_of_customer_service_is_read_and_the_others_named(tmp_path):
    other = [["1.1", "Vision"], ["1.2", "Goals"]]
    some = [["6.2", "Contacts"]]
    rows = [["6.0", "Manage Customer Service"], ["6.2", "Plan and manage customer service contacts"]]
    listing = read_listing(_book(tmp_path / "a.xlsx", rows, Other=other, Some=some))
    assert (listing.sheet, len(listing.entries)) == ("List", 2)
    assert [(one.code, one.found) for one in listing.findings] == [("sheets-left-out", "Some")]


def test_an_empty_workbook_is_no_listing(tmp_path):
    assert _codes(_book(tmp_path / "a.xlsx", [])) == ["nothing-recognised"]


def test_a_cell_far_to_the_right_costs_nothing(tmp_path):
    rows = [["6.2", "Plan and manage customer service contacts", *[None] * 16_000, "x"]] * 3
    assert recognise(_book(tmp_path / "a.xlsx", rows)).codes == 1


def test_a_listing_is_never_changed(listings):
    before = {path: path.read_bytes() for path in listings.iterdir() if path.suffix in {".txt", ".xlsx", ".csv"}}
    assert before
    for path in before:
        recognise(path)
    assert {path: path.read_bytes() for path in before} == before
