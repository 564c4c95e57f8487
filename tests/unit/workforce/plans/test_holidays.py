"""Lists of days that are worked or not: what is understood and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from pcf.workforce.plans.holidays import DayListError, read_days


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-31,N\n2027-01-09,Y\n",
        "date;worked\n31.12.2026;нет\n09.01.2027;да\n",
        "calendar\tday\tworked\tnote\nkz\t2026-12-31\tN\tNew Year\nkz\t2027-01-09\tY\t\n",
        "日期,上班\n2026-12-31,否\n2027-01-09,是\n",
    ],
)
def test_days_are_read_however_the_list_is_written(tmp_path, text):
    (tmp_path / "days.csv").write_text(text, encoding="utf-8")
    assert read_days(tmp_path / "days.csv") == {date(2026, 12, 31): False, date(2027, 1, 9): True}


def test_every_fault_is_told_with_its_line(tmp_path):
    (tmp_path / "days.csv").write_text("2026-12-31,N\nmon,N\n2026-02-30,Y\n2026-12-31,Y\n", encoding="utf-8")
    with pytest.raises(DayListError) as caught:
        read_days(tmp_path / "days.csv")
    assert [(one.code, one.cell) for one in caught.value.findings] == [
        ("days-line", "2"),
        ("days-line", "3"),
        ("days-twice", "4"),
    ]


@pytest.mark.parametrize(("text", "code"), [("date,worked\n", "days-none"), ("", "file-empty")])
def test_a_list_without_days_is_refused(tmp_path, text, code):
    (tmp_path / "days.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DayListError) as caught:
        read_days(tmp_path / "days.csv")
    assert [one.code for one in caught.value.findings] == [code]
