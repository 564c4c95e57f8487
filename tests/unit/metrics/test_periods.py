"""Which months and weeks a log covers from beginning to end."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.metrics.periods import Covered, covered, days_in, first_day, last_day, month_of, months_between, summed
from pcf.metrics.sql.scans import Period

NOON, END = datetime(2026, 9, 30, 12), datetime(2026, 9, 30, 23, 59, 59, 999_999)  # noqa: DTZ001  local times


@pytest.mark.parametrize(
    ("first", "is_asked", "months"),
    [
        (date(2026, 7, 3), False, ("2026-07", "2026-08")),  # a month may begin with a holiday and a weekend
        (date(2026, 7, 4), False, ("2026-08",)),
        (date(2026, 2, 3), False, ("2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08")),
        (date(2026, 7, 2), True, ("2026-08",)),
        (date(2026, 9, 10), False, ()),
    ],
)
def test_a_first_row_may_come_a_little_late_and_a_day_asked_for_may_not(first, is_asked, months):
    assert Covered(first, date(2026, 9, 15), is_asked=is_asked).months() == months


def test_a_week_is_covered_from_its_first_day_or_not_at_all():
    monday, sunday = date(2026, 8, 3), date(2026, 8, 9)
    assert Covered(monday, sunday).holds(monday, sunday)
    assert not Covered(date(2026, 8, 4), sunday).holds(monday, sunday)
    assert not Covered(monday, date(2026, 8, 8)).holds(monday, sunday)


@pytest.mark.parametrize(
    ("asked", "now", "is_last_row", "expected"),
    [
        (Period(), NOON, True, Covered(date(2026, 7, 2), date(2026, 9, 30))),
        (Period(), NOON, False, Covered(date(2026, 7, 2), date(2026, 9, 29))),
        (Period(), END, False, Covered(date(2026, 7, 2), date(2026, 9, 30))),
        (
            Period(date(2026, 7, 1), date(2026, 8, 31)),
            END,
            False,
            Covered(date(2026, 7, 1), date(2026, 8, 31), is_asked=True),
        ),
        (Period(last=date(2026, 12, 31)), END, False, Covered(date(2026, 7, 2), date(2026, 9, 30))),
    ],
)
def test_a_log_tells_of_the_days_asked_for_until_it_was_read_out(asked, now, is_last_row, expected):
    assert covered(asked, date(2026, 7, 2), now, is_known_to_day_end=is_last_row) == expected


@given(st.dates(max_value=date(9990, 1, 1)) | st.just(date(9999, 12, 31)), st.integers(0, 3000))
def test_months_follow_one_another_without_a_gap(first, days):
    last = first + timedelta(days=min(days, (date.max - first).days))
    months = list(months_between(first, last))
    assert (months[0], months[-1]) == (month_of(first), month_of(last))
    assert sum(days_in(month) for month in months) == (last_day(months[-1]) - first_day(months[0])).days + 1


def test_figures_are_added_up_where_no_part_lacks_its_own():
    parts = [{"2026-07": Fraction(1), "2026-08": Fraction(2)}, {"2026-08": Fraction(3), "2026-09": Fraction(4)}]
    assert summed(parts) == {"2026-08": 5}
    assert summed([]) == {}
