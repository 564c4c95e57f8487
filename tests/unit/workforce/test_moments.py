"""Starts of intervals as hours pass: where clocks are put back, put forward, or stand still."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from pcf.workforce.moments import is_skipped, moments

HALF = timedelta(minutes=30)


def steps(*starts):
    return [(after - before) / HALF for before, after in pairwise(moments(starts))]


def test_an_hour_that_comes_twice_passes_twice_and_what_follows_is_an_hour_later():
    day = "2026-10-25T"
    twice = [f"{day}02:00+02:00", f"{day}02:30+02:00", f"{day}02:00+01:00", f"{day}02:30+01:00"]
    assert steps(f"{day}01:30", *twice, f"{day}03:00", f"{day}03:30") == [1] * 6


def test_days_after_the_change_stay_in_step_with_one_another():
    twice = ["2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00"]
    found = moments([*twice, "2026-10-26T02:00", "2026-10-27T02:00"])
    assert found[3] - found[2] == timedelta(days=1)
    assert found[2] - found[1] == timedelta(days=1)


def test_starts_that_all_have_an_offset_go_by_utc():
    assert steps("2026-03-29T01:30+01:00", "2026-03-29T03:00+02:00") == [1]
    assert steps("2026-03-29T01:30+03:00", "2026-03-29T02:00+03:00") == [1]


def test_one_offset_alone_moves_nothing():
    assert steps("2026-10-25T01:30", "2026-10-25T02:00+01:00", "2026-10-25T02:30") == [1, 1]


def test_times_without_a_day_are_of_one_day_and_a_blank_start_has_no_moment():
    assert steps("08:00", "09:00") == [2]
    assert moments(["08:00", ""]) is None


@pytest.mark.parametrize("missing_elsewhere", [True, False])
def test_an_hour_is_skipped_by_the_clock_only_where_other_days_have_it(missing_elsewhere):
    night = datetime.fromisoformat("2026-03-29T02:00")
    day_before = set() if missing_elsewhere else {night - timedelta(days=1), night - timedelta(days=1) + HALF}
    begun = day_before | {night - HALF, night + 2 * HALF}
    assert is_skipped(night, night + 2 * HALF, begun, HALF) is not missing_elsewhere


def test_a_longer_break_is_none_that_clocks_make():
    night = datetime.fromisoformat("2026-03-29T02:00")
    begun = {night - timedelta(days=1) + number * HALF for number in range(8)}
    assert not is_skipped(night, night + 3 * HALF, begun, HALF)
