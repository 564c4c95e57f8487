"""The tables of what a promise costs: what they are computed for, what is written, and what is said without them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pcf.assessment import Assessment, Organisation
from pcf.excel import inspect_workbook, write_workbook
from pcf.excel.curve import CURVE, FIGURES, MOST_LINES, POINT, is_live
from pcf.excel.workbook.curve_tables import ENDLESS, NOTHING, CurveTable, value_of, values_of
from pcf.workforce.installed import COMMAND
from pcf.workforce.records import StaffingLine
from pcf.workforce.whatif import MOST_POINTS, curve

LINE = StaffingLine(id="a", calls=Decimal(100), aht=Decimal(180), target=Decimal(80), within=Decimal(20))
SHEET = "29 CURVE"


def table_of(line: StaffingLine) -> CurveTable:
    found = curve(line)
    assert found is not None
    return CurveTable(found, line, "w1", "")


def written(path: Path, *lines: StaffingLine) -> openpyxl.worksheet.worksheet.Worksheet:
    form = Assessment(organisation=Organisation(date="2026-10-26"), staffing=lines)
    write_workbook(path, form, lang="en")
    return openpyxl.load_workbook(path, data_only=True)[SHEET]


def words(page: openpyxl.worksheet.worksheet.Worksheet) -> str:
    return "\n".join(str(cell.value) for cells in page.iter_rows() for cell in cells if cell.value is not None)


def keys(page: openpyxl.worksheet.worksheet.Worksheet) -> list[str]:
    return [str(cells[0].value) for cells in page.iter_rows(max_col=1) if cells[0].value]


# What a table is computed for


def test_the_figures_are_those_typed_with_the_defaults_where_nothing_is():
    figures = table_of(LINE).figures
    assert tuple(figures) == FIGURES
    assert figures == {
        "calls": 100, "aht": 180, "interval": 1800, "patience": ENDLESS, "within": 20, "short": 5, "shrinkage": 0,
        "concurrency": 1, "cost": NOTHING,
    }  # fmt: skip


def test_a_blank_stands_for_what_it_stood_for_when_the_table_was_computed():
    table = table_of(LINE.model_copy(update={"interval": Decimal(900), "patience": Decimal(60)}))
    assert table.figures["interval"] == 900
    assert table.if_blank["interval"] == 1800  # as it would be computed with the cell emptied
    assert table.if_blank["patience"] == ENDLESS
    assert table.if_blank["shrinkage"] == table.figures["shrinkage"] == 0
    assert table.if_blank["calls"] == NOTHING


def test_a_wait_without_end_and_a_cost_that_nobody_knows_are_no_numbers():
    table = table_of(LINE.model_copy(update={"agents": Decimal(10)}))
    crowded = next(point for point in table.points if point.is_overloaded)
    assert (value_of(crowded, "asa"), value_of(crowded, "wait"), value_of(crowded, "cost")) == (
        ENDLESS,
        ENDLESS,
        NOTHING,
    )
    assert value_of(crowded, "service_level") == 0
    assert tuple(values_of(crowded)) == POINT


def test_values_are_rounded_where_processors_differ():
    for point in table_of(LINE).points:
        for column in POINT:
            value = value_of(point, column)
            assert isinstance(value, str) or value == round(value, 9)


# What is written


def test_the_same_form_gives_the_same_bytes(tmp_path: Path):
    for name in ("one", "two"):
        written(tmp_path / f"{name}.xlsx", LINE)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_the_sheet_says_who_computed_it_and_for_when(tmp_path: Path):
    said = words(written(tmp_path / "book.xlsx", LINE))
    assert "Computed by pcf" in said
    assert "2026-10-26" in said
    assert "Excel does not recompute" in said


def test_lines_without_figures_have_no_table_and_are_counted(tmp_path: Path):
    page = written(
        tmp_path / "book.xlsx", StaffingLine(id="b", note="later"), LINE, StaffingLine(id="c", calls=Decimal(9))
    )
    assert [key for key in keys(page) if key.startswith("#line:")] == ["#line:a"]
    assert "Lines with a table: 1 of 3" in words(page)


def test_no_more_lines_and_points_are_written_than_a_file_should_hold(tmp_path: Path):
    lines = [LINE.model_copy(update={"id": f"a{n}", "calls": Decimal(2000 + n)}) for n in range(MOST_LINES + 3)]
    page = written(tmp_path / "book.xlsx", *lines)
    rows = keys(page)
    assert len([key for key in rows if key.startswith("#line:")]) == MOST_LINES
    assert 0 < len([key for key in rows if key.startswith("#point:")]) <= MOST_LINES * MOST_POINTS
    assert inspect_workbook(tmp_path / "book.xlsx", lang="en").assessment.staffing == tuple(lines)


def test_a_promise_without_its_seconds_has_a_table_and_no_answer(tmp_path: Path):
    page = written(tmp_path / "book.xlsx", LINE.model_copy(update={"within": None, "target": Decimal(90)}))
    assert "A target needs the seconds" in words(page)


@pytest.mark.parametrize("lines", [(), (StaffingLine(id="b", note="later"),)], ids=["no line", "no figures"])
def test_without_figures_the_sheet_says_what_to_do(lines, tmp_path: Path):
    page = written(tmp_path / "book.xlsx", *lines)
    said = words(page)
    assert "28 STAFFING" in said
    assert "pcf template --from" in said
    assert not [key for key in keys(page) if not is_live(key)]
    assert not [cell for cells in page.iter_rows() for cell in cells if cell.data_type == "e"]
    assert inspect_workbook(tmp_path / "book.xlsx", lang="en").findings == ()


@pytest.mark.usefixtures("without_numpy")
def test_without_numpy_the_workbook_is_written_and_says_what_to_install(tmp_path: Path):
    page = written(tmp_path / "book.xlsx", LINE)
    assert COMMAND in words(page)
    assert "pcf template --from" in words(page)
    assert not [key for key in keys(page) if not is_live(key)]
    reading = inspect_workbook(tmp_path / "book.xlsx", lang="en")
    assert reading.assessment is not None
    assert reading.assessment.staffing == (LINE,)


def test_every_column_that_is_seen_has_a_heading_and_no_other():
    assert all(bool(column.heading) is not column.is_hidden for column in CURVE.columns)
