"""An Excel file as a log: dates, durations, hidden sheets, rows at the end, and which sheet."""

from __future__ import annotations

import csv
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from pcf.errors import LogError
from pcf.metrics import measure
from pcf.metrics.map_records import Source
from pcf.metrics.spreadsheet import as_csv, read_table


@pytest.fixture
def written(tmp_path):
    """Write rows as the first sheet and read them back as CSV: ``written(rows, footer_rows=1)``."""

    def run(rows, *, change=None, raw=False, **source):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        if change:
            change(book)
        book.save(tmp_path / "log.xlsx")
        fault = as_csv(tmp_path / "log.xlsx", tmp_path / "log.csv", Source.model_validate(source))
        if fault is not None:
            return fault
        with (tmp_path / "log.csv").open(encoding="utf-8", newline="") as file:
            return file.read() if raw else list(csv.reader(file))

    return run


def one(written, value, form=None, **options):
    """Write one value under a header and return how it comes back."""

    def change(book):
        cell = book.active.cell(2, 1, value)
        if form:
            cell.number_format = form

    return written([["a"], [None]], change=change, **options)[1][0]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (datetime(2026, 10, 31, 18), "2026-10-31 18:00:00"),  # noqa: DTZ001 - Excel has no zones
        (datetime(2026, 10, 31, 18, 0, 1), "2026-10-31 18:00:01"),  # noqa: DTZ001
        (datetime(2026, 10, 31, 23, 59, 59), "2026-10-31 23:59:59"),  # noqa: DTZ001
        (datetime(2026, 10, 31, 18, 0, 0, 250000), "2026-10-31 18:00:00.250"),  # noqa: DTZ001
        (date(2026, 10, 31), "2026-10-31 00:00:00"),
        (time(18, 0), "18:00:00"),
        (time(0, 0, 1), "00:00:01"),
        (True, "true"),
        (False, "false"),
        (3, "3"),
        (0.1, "0.1"),
        (12345678901, "12345678901"),
        (-2.5, "-2.5"),
        ("007", "007"),
        ("строка\nдве", "строка две"),
        ("a,b", "a,b"),
        ('say "x"', 'say "x"'),
    ],
)
def test_every_kind_of_cell_has_one_form(written, value, said):
    assert one(written, value) == said


def test_every_second_of_a_day_comes_back_as_it_was_shown(written):
    start = datetime(2026, 10, 31)  # noqa: DTZ001
    moments = [start + timedelta(seconds=number) for number in range(0, 86400, 97)]
    rows = written([["a"], *([moment] for moment in moments)])
    assert [row[0] for row in rows[1:]] == [str(moment) for moment in moments]


def test_dates_of_books_that_count_from_1904_are_the_same_days(written):
    def change(book):
        book.epoch = CALENDAR_MAC_1904

    rows = written([["a"], [datetime(2026, 10, 31, 18)], [3]], change=change)  # noqa: DTZ001
    assert [row[0] for row in rows] == ["a", "2026-10-31 18:00:00", "3"]


@pytest.mark.parametrize(
    ("value", "form", "said"),
    [
        (timedelta(seconds=205), "[h]:mm:ss", "0:03:25.000"),
        (timedelta(hours=25, minutes=10), "[h]:mm:ss", "25:10:00.000"),
        (time(0, 3, 25), "h:mm:ss", "0:03:25.000"),
        (0.5 / 86400, "[h]:mm:ss", "0:00:00.500"),
        (datetime(1900, 1, 1, 1, 10), "[h]:mm:ss", "25:10:00.000"),  # noqa: DTZ001
        (205, "General", "205"),
        ("0:03:25", "@", "0:03:25"),
    ],
)
def test_durations_that_excel_keeps_as_parts_of_a_day_are_clocks(written, value, form, said):
    assert one(written, value, form, durations={"a": "clock"}) == said


@pytest.mark.parametrize("how", ["clock", "days"])
def test_a_duration_becomes_seconds_however_the_cell_is_shown(tmp_path, how):
    book = openpyxl.Workbook()
    book.active.append(["id", "opened", "talk"])
    for number, seconds in enumerate((205, 90600, 1)):
        book.active.append([number, datetime(2026, 10, 1, 10), timedelta(seconds=seconds)])  # noqa: DTZ001
        book.active.cell(number + 2, 3).number_format = "[h]:mm:ss"
    book.save(tmp_path / "log.xlsx")
    columns = 'contact_id = "id"\nopened_at = "opened"\nanswered_at = "opened"\nhandle_seconds = "talk"\n'
    (tmp_path / "map.toml").write_text(
        f'log = "contacts"\n[source]\ndurations = {{talk = "{how}"}}\n[columns]\n{columns}', encoding="utf-8"
    )
    totals = measure(tmp_path / "log.xlsx", map=tmp_path / "map.toml", by=[]).totals
    assert totals.measures["seconds_handled"] == 205 + 90600 + 1


def test_numbers_of_rows_stay_though_rows_are_blank(written):
    assert written([["a"], [], ["x"], [], [], ["y"]], raw=True).splitlines() == ["a", "", "x", "", "", "y"]


def test_short_rows_are_filled_to_the_width_of_the_table(written):
    assert written([["a", "b", "c"], [1], [None, 2]]) == [["a", "b", "c"], ["1", "", ""], ["", "2", ""]]


@pytest.mark.parametrize(("rows", "kept"), [(0, ["a", "1", "2", "total", "note"]), (1, 4), (2, 3), (4, 1)])
def test_rows_at_the_end_that_are_no_data_are_cut_off(written, rows, kept):
    whole = ["a", "1", "2", "total", "note"]
    expected = kept if isinstance(kept, list) else whole[:kept]
    found = written([["a"], [1], [2], [], ["total"], [], ["note"]], footer_rows=rows)
    assert [row[0] for row in found if row] == expected


def test_more_rows_at_the_end_than_there_are_leave_none_of_the_data(tmp_path):
    # of a text file the same setting leaves nothing
    rows = [["id", "opened"], [1, datetime(2026, 10, 1)]]  # noqa: DTZ001
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "log.xlsx")
    (tmp_path / "log.csv").write_text("id,opened\n1,2026-10-01\n", encoding="utf-8")
    (tmp_path / "map.toml").write_text(
        'log = "contacts"\n[source]\nfooter_rows = 9\n[columns]\ncontact_id = "id"\nopened_at = "opened"\n',
        encoding="utf-8",
    )
    told = []
    for name in ("log.csv", "log.xlsx"):
        with pytest.raises(LogError) as caught:
            measure(tmp_path / name, map=tmp_path / "map.toml", by=[])
        told.append([finding.code for finding in caught.value.findings])
    assert told[0] == told[1]


def two_sheets(book):
    book.active.title = "Cover"
    book.create_sheet("Звонки").append(["b"])


def test_the_sheet_that_the_map_names_is_read(written):
    assert written([["a"]], change=two_sheets, sheet="Звонки") == [["b"]]
    assert written([["a"]], change=two_sheets) == [["a"]]


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(written):
    fault = written([["a"]], change=two_sheets, sheet="Calls")
    assert (fault.code, fault.cell, fault.found) == ("sheet-unknown", "[source] sheet", "Calls")
    assert "Cover" in fault.expected()
    assert "Звонки" in fault.expected()


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_the_first_sheet_that_people_see_is_read(written, state):
    def change(book):
        two_sheets(book)
        book["Cover"].sheet_state = state
        book.active = 1

    assert written([["a"]], change=change) == [["b"]]
    assert written([["a"]], change=change, sheet="Cover") == [["a"]]  # unless the map names it


def test_what_is_no_workbook_is_told(tmp_path):
    for content in (b"", b"PK\x03\x04", b"id,opened\n1,2\n", b"\xd0\xcf\x11\xe0" + b"\0" * 600):
        (tmp_path / "log.xlsx").write_bytes(content)
        fault = as_csv(tmp_path / "log.xlsx", tmp_path / "log.csv", Source())
        assert fault is not None
        assert fault.file == "log.xlsx"
        assert fault.message()


def test_a_small_table_is_read_from_the_first_sheet(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Skill", "Name"])
    book.active.append([1401, "Cards"])
    book.save(tmp_path / "names.xlsx")
    assert read_table(tmp_path / "names.xlsx") == [["Skill", "Name"], ["1401", "Cards"]]
    (tmp_path / "none.xlsx").write_bytes(b"no")
    assert not isinstance(read_table(tmp_path / "none.xlsx"), list)
