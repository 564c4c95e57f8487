"""Write then read is identity, in every language and whatever people did to the layout."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pcf.assessment import Assessment
from pcf.excel import digest_of, inspect_workbook, write_workbook
from pcf.ids import LANGUAGES, Language

_SETTINGS = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])


@pytest.mark.parametrize("lang", LANGUAGES)
@_SETTINGS
@given(data=st.data())
def test_what_is_written_is_read(lang: Language, data, assessments, tmp_path_factory):
    assessment = data.draw(assessments).model_copy(update={"language": lang})
    path = tmp_path_factory.mktemp("trip") / "book.xlsx"
    write_workbook(path, assessment, lang=lang)
    reading = inspect_workbook(path, lang=lang)
    assert [finding.to_json() for finding in reading.findings] == []
    assert reading.assessment == assessment
    assert reading.cells.read == reading.cells.mapped
    assert reading.digest == digest_of(assessment)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_template_gives_nothing_to_complain_of(lang: Language, tmp_path: Path):
    path = tmp_path / "template.xlsx"
    write_workbook(path, Assessment(language=lang), lang=lang)
    reading = inspect_workbook(path, lang="en")
    assert reading.findings == ()
    assert reading.cells.read == 1  # the language in which it was made
    assert reading.assessment == Assessment(language=lang)


def test_the_same_assessment_gives_the_same_bytes(make_sample, tmp_path: Path):
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path in (first, second):
        write_workbook(path, make_sample(), lang="zh")
    assert first.read_bytes() == second.read_bytes()


def test_the_digest_does_not_know_the_language(make_sample, tmp_path: Path):
    digests = set()
    for lang in LANGUAGES:
        write_workbook(tmp_path / f"{lang}.xlsx", make_sample(), lang=lang)
        digests.add(inspect_workbook(tmp_path / f"{lang}.xlsx", lang="en").digest)
    assert len(digests) == 1


@pytest.mark.parametrize("edition", ["7.0", "7.2.1", "7.3.1", "8.0"])
def test_other_editions_have_workbooks_too(edition: str, tmp_path: Path):
    assessment = Assessment(edition=edition, language="ru")
    write_workbook(tmp_path / "book.xlsx", assessment, lang="ru")
    reading = inspect_workbook(tmp_path / "book.xlsx", lang="ru")
    assert (reading.findings, reading.assessment) == ((), assessment)


def _shuffled(path: Path, key: str) -> None:
    """Sort the keyed rows of a sheet the other way round and swap two of its input columns."""
    book = openpyxl.load_workbook(path)
    page = next(sheet for sheet in book if str(sheet["A1"].value).startswith(f"pcf:{key}:"))
    for merged in list(page.merged_cells.ranges):
        page.unmerge_cells(str(merged))
    rows = [row for row in range(6, page.max_row + 1) if page.cell(row, 1).value]
    values = [[cell.value for cell in page[row]] for row in rows]
    for row, content in zip(rows, reversed(values), strict=True):
        for column, value in enumerate(content, start=1):
            page.cell(row, column).value = value
    last = page.max_column
    for row in range(2, page.max_row + 1):
        left, right = page.cell(row, last - 1), page.cell(row, last)
        left.value, right.value = right.value, left.value
    page.title = f"Renamed {key}"
    book.move_sheet(page, offset=-3)
    book.save(path)


@pytest.mark.parametrize("key", ["scope", "ratings", "checklist", "figures"])
def test_sorted_rows_moved_columns_and_renamed_sheets_read_the_same(key: str, make_sample, tmp_path: Path):
    path = tmp_path / "book.xlsx"
    write_workbook(path, make_sample("ru"), lang="ru")
    _shuffled(path, key)
    reading = inspect_workbook(path, lang="ru")
    assert [finding.to_json() for finding in reading.findings] == []
    assert reading.assessment == make_sample("ru")


def test_an_inserted_row_above_the_table_changes_nothing(make_sample, tmp_path: Path):
    path = tmp_path / "book.xlsx"
    write_workbook(path, make_sample(), lang="en")
    book = openpyxl.load_workbook(path)
    page = next(sheet for sheet in book if sheet["A1"].value == "pcf:segments:1")
    page.insert_rows(1, amount=2)
    page.insert_cols(1)
    book.save(path)
    assert inspect_workbook(path, lang="en").assessment == make_sample()


def test_reading_changes_nothing(make_sample, tmp_path: Path):
    path = tmp_path / "book.xlsx"
    write_workbook(path, make_sample(), lang="en")
    before = path.read_bytes()
    inspect_workbook(path, lang="en")
    assert path.read_bytes() == before
