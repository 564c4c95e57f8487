"""APQC's comparison of two editions, read from the user's own file, is checked against the model."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import pytest

import pcf
from pcf.errors import InputFaultsError
from pcf.exchange import spreadsheet
from pcf.findings import Severity
from pcf.publisher.comparison import ComparisonCheck, check_comparison
from pcf.publisher.workbook import read_publisher_book

from ..publisher_books import HEADINGS, rows_of, write_book

COVER = "VERSION NUMBER 8.0\nCOMPARED TO CROSS INDUSTRY PROCESS CLASSIFICATION FRAMEWORK VERSION 7.4.0"
WERE = {
    "10387": "Plan and manage customer service work force",
    "10391": "Schedule customer service work force",
    "10392": "Track work force utilization",
    "11239": "Solicit post-sale customer feedback on ad effectiveness",
}
CHILDREN = {
    "10378": "+21707, -20089, -20092",
    "10379": "c10387",
    "10387": "c10391, c10392, RENAME, WAS:",
    "10403": "c11239",
    "21707": "NEW",
}
CHANGED = {"20085", "20595", "10378", "10379", "10387", "10391", "10392", "10403", "11239", "21707"}


def told() -> list[list[object]]:
    """Return the rows of 8.0 with what APQC would say changed since 7.4."""
    rows = rows_of("8.0")
    for row in rows:
        element = str(row[0])
        details = CHILDREN.get(element, "")
        if element in WERE:
            details = f"{details or 'RENAME, WAS:'}{WERE[element]}"
        row += [int(element in CHANGED), details, "N"]
    return rows


def check(path: Path, old: str = "7.4", new: str = "8.0") -> ComparisonCheck:
    return check_comparison(path, pcf.load(old), pcf.load(new))


def differences(path: Path) -> list[tuple[str, str, str]]:
    return [(one.id, one.matter, one.cell) for one in check(path).differ]


def row_of(rows: list[list[object]], element: int) -> list[object]:
    return next(row for row in rows if row[0] == element)


def test_a_file_that_says_what_the_model_says_agrees_wholly(tmp_path: Path) -> None:
    found = check(write_book(tmp_path / "a.xlsx", told(), cover=COVER))
    assert (found.rows, found.agree, found.differ, found.findings) == (98, 98, (), ())


@pytest.mark.parametrize(
    ("old", "new"), [("6.1.1", "7.0"), ("7.0", "7.2.1"), ("7.2.1", "7.3.1"), ("7.3.1", "7.4"), ("7.4", "8.0")]
)
def test_our_own_export_is_read_as_one_and_agrees_wholly(tmp_path: Path, old: str, new: str) -> None:
    spreadsheet.write(tmp_path / "a.xlsx", pcf.load(new, "ru"))
    found = check(tmp_path / "a.xlsx", old, new)
    assert (found.agree, found.all_findings) == (found.rows, ())
    assert found.rows == len(pcf.load(new))


def test_each_thing_said_otherwise_is_told_with_its_cell(tmp_path: Path) -> None:
    rows = told()
    row_of(rows, 10388)[2] = "Manage something else"
    row_of(rows, 10400)[1] = "6.2.3.9"
    row_of(rows, 20094)[4] = "NEW"
    row_of(rows, 10391)[4] = "RENAME, WAS:Another name"
    row_of(rows, 10378)[4] = "-20089, +10397"
    row_of(rows, 21707)[4] = ""
    row_of(rows, 12840)[3] = 4
    row_of(rows, 10379)[3] = 0
    row_of(rows, 10402)[3] = "x"
    rows = [row for row in rows if row[0] != 20605]
    rows.append([29999, "6.2.6", "Wholly new", 1, "NEW", "N"])
    row_of(rows, 10401)[4] = "c10402"
    path = write_book(tmp_path / "a.xlsx", rows, cover=COVER)
    kept = {(element, matter) for element, matter, _ in differences(path)}
    assert kept == {
        ("10388", "name"),
        ("10400", "hierarchy_id"),
        ("20094", "new"),
        ("10391", "renamed"),
        ("10378", "added"),
        ("21707", "new"),
        ("12840", "difference_index"),
        ("10379", "difference_index"),
        ("10402", "difference_index"),
        ("20605", "missing"),
        ("29999", "extra"),
        ("10401", "changed"),
    }
    found = check(path)
    assert found.agree == found.rows - len(kept) + 1  # what is missing has no row
    sentence = next(one for one in found.all_findings if "10388" in one.message())
    assert sentence.message() == (
        "6.2.2 (10388), name: the file says Manage something else, the model says Manage customer service problems, "
        "requests, and inquiries."
    )
    assert (sentence.severity, sentence.sheet, sentence.file) == (Severity.WARNING, "Combined", "a.xlsx")
    assert sentence.cell == f"C{[row[0] for row in rows].index(10388) + 2}"


def test_parts_that_nobody_understands_are_told_and_the_rest_is_checked(tmp_path: Path) -> None:
    rows = told()
    row_of(rows, 10378)[4] = "+21707, SPLIT"
    found = check(write_book(tmp_path / "a.xlsx", rows, cover=COVER))
    assert [(one.code, one.found) for one in found.all_findings] == [("comparison-detail-unknown", "SPLIT")]


def test_a_file_of_other_editions_is_told_first(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", told(), cover=COVER)
    found = check(path, "7.0", "7.4")
    assert found.findings[0].code == "comparison-other-editions"
    assert (found.findings[0].facts["found"], found.findings[0].facts["before"]) == ("8.0", "7.4.0")


def test_a_listing_without_changes_is_no_comparison(tmp_path: Path) -> None:
    path = write_book(tmp_path / "a.xlsx", rows_of("8.0"), headings=HEADINGS[:3])
    with pytest.raises(InputFaultsError) as caught:
        check(path)
    assert [one.code for one in caught.value.findings if one.severity is Severity.ERROR] == [
        "comparison-column-missing"
    ]


def test_broken_rows_are_errors_and_all_is_told_in_one_run(tmp_path: Path) -> None:
    rows = told()
    row_of(rows, 10388)[0] = "1O388"
    row_of(rows, 10389)[1] = datetime(2006, 2, 3)  # noqa: DTZ001
    row_of(rows, 20094)[2] = "Another name"
    with pytest.raises(InputFaultsError) as caught:
        check(write_book(tmp_path / "a.xlsx", rows, cover=COVER))
    codes = [one.code for one in caught.value.findings]
    assert {"edition-id", "edition-hierarchy-id", "edition-parent-missing", "comparison-differs"} <= {*codes}
    assert caught.value.facts["count"] == sum(one.severity is Severity.ERROR for one in caught.value.findings)


@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 50, b"PCF ID,Hierarchy ID,Name\n", b"PK\x03\x04broken", None])
def test_what_is_no_workbook_ends_in_a_finding(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.xlsx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputFaultsError) as caught:
        check(path)
    assert len(caught.value.findings) == 1


def test_numbers_longer_than_any_are_told_like_other_differences(tmp_path: Path) -> None:
    rows = told()
    row_of(rows, 10387)[3] = "0" * 5000  # it is changed
    for row in rows:
        row[3] = "9" * 5000 if row[3] == 0 else row[3]
    found = differences(write_book(tmp_path / "a.xlsx", rows, cover=COVER))
    assert len(found) > 1
    assert {what for _, what, _ in found} == {"difference_index"}
    assert "10387" in {one for one, _, _ in found}


@pytest.mark.parametrize(
    "cover",
    [f"Version {'9' * 5000}.1", "compared to " * 2_700, "compared to version " * 1_600, "version" + " " * 30_000],
)
def test_a_cover_of_any_length_is_read_at_once(tmp_path: Path, cover: str) -> None:
    path = write_book(tmp_path / "a.xlsx", told(), cover=cover)
    began = time.process_time()
    book = read_publisher_book(path)
    assert (book.version, book.compared_to) == ("", "")
    assert time.process_time() - began < 5
