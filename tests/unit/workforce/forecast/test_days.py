"""Kinds of days, days that are not known, clocks that change."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.workforce.forecast.clock import occurrences
from pcf.workforce.forecast.daykinds import HOLIDAY, WORKED, kinds_of, known_days

from .conftest import MONDAY, codes, made, made_history


def known(history, marks=None):
    return known_days(history, kinds_of(history.first, history.days, marks or {}))


def test_days_are_of_their_weekday_unless_the_list_of_days_says_otherwise():
    days = [MONDAY + timedelta(days=place) for place in range(7)]
    assert kinds_of(MONDAY, 7, {}).tolist() == list(range(7))
    # a holiday on a Sunday stays a Sunday, a worked Monday a Monday
    assert kinds_of(MONDAY, 7, dict.fromkeys(days, False)).tolist() == [HOLIDAY] * 6 + [6]
    assert kinds_of(MONDAY, 7, dict.fromkeys(days, True)).tolist() == [0, 1, 2, 3, 4, WORKED, WORKED]


def test_a_weekday_that_is_mostly_empty_is_closed_and_any_other_empty_day_is_missing():
    counts = made(28)
    counts[6::7] = 0
    counts[9] = 0
    found = known(made_history(counts))
    assert np.flatnonzero(~found.is_known[0]).tolist() == [9]
    told = {one.code: one.facts["found"] for one in found.findings}
    assert told["forecast-days-missing"] == ["2026-03-11"]
    assert told["forecast-days-closed"] == ["2026-03-08", "2026-03-15", "2026-03-22", "2026-03-29"]


def test_an_empty_holiday_is_closed():
    counts = made(28)
    counts[9] = 0
    found = known(made_history(counts), {MONDAY + timedelta(days=9): False})
    assert found.is_known.all()
    assert codes(found.findings) == ["forecast-days-closed"]


def test_a_day_that_the_log_tells_of_without_contacts_is_known():
    counts = made(28)
    counts[9] = 0
    assert known(made_history(counts, is_logged=np.ones(28))).is_known.all()


def test_a_series_that_began_later_had_no_days_without_contacts_before():
    late = made(42)
    late[:20] = 0
    found = known(made_history(made(42), late))
    assert found.is_known[0].all()
    assert np.flatnonzero(~found.is_known[1]).tolist() == list(range(20))
    assert [(one.code, one.found) for one in found.findings] == [("forecast-series-began", "2026-03-22")]


def test_the_hour_that_is_skipped_comes_never_and_the_one_put_back_twice():
    spring = occurrences(date(2026, 3, 29), 1, 1800, "Europe/Berlin")[0]
    autumn = occurrences(date(2026, 10, 25), 1, 1800, "Europe/Berlin")[0]
    assert (np.flatnonzero(spring == 0).tolist(), spring.sum()) == ([4, 5], 46)
    assert (np.flatnonzero(autumn == 2).tolist(), autumn.sum()) == ([4, 5], 50)


def test_a_change_by_half_an_hour_takes_half_of_an_hour():
    times = occurrences(date(2026, 4, 5), 1, 3600, "Australia/Lord_Howe")[0]
    assert (times[1], times.sum()) == (1.5, 24.5)


@pytest.mark.parametrize("zone", [None, "Asia/Shanghai", "Europe/Moscow"])
def test_without_changes_every_interval_comes_once(zone):
    assert (occurrences(date(2026, 1, 1), 365, 900, zone) == 1).all()


@given(
    st.dates(date(1980, 1, 1), date(2035, 1, 1)),
    st.sampled_from(["Europe/Berlin", "America/Havana", "Asia/Beirut", "Africa/Cairo"]),
)
def test_a_year_has_as_many_seconds_by_the_wall_as_by_the_sun(first, zone):
    from datetime import datetime
    from zoneinfo import ZoneInfo

    ends = [
        datetime.combine(day, datetime.min.time(), ZoneInfo(zone)).timestamp()
        for day in (first, first + timedelta(days=365))
    ]
    assert occurrences(first, 365, 900, zone).sum() * 900 == pytest.approx(ends[1] - ends[0])
