"""Days and moments that a person asks by: ends of days, zones, and what is no moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.errors import BadOptionError
from pcf.metrics.moments import day, day_of, local, moment

ZONES = ["Europe/Moscow", "Asia/Shanghai", "America/New_York", "Europe/London", "Asia/Kathmandu"]


def test_a_day_means_its_last_microsecond():
    last = datetime(2026, 10, 31, 23, 59, 59, 999999)  # noqa: DTZ001 - local times
    for given_day in ("2026-10-31", " 2026-10-31 ", date(2026, 10, 31)):
        assert moment("--as-of", given_day, None) == last


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_the_end_of_a_day_is_of_that_day_and_the_next_microsecond_is_not(one):
    end = moment("--as-of", one, None)
    assert (end.date(), (end + timedelta(microseconds=1)).date()) == (one, one + timedelta(days=1))


@pytest.mark.parametrize("written", ["2026-10-31 18:00", "2026-10-31T18:00", "2026-10-31 18:00:00"])
def test_a_time_of_day_is_taken_as_it_stands(written):
    assert moment("--as-of", written, None) == datetime(2026, 10, 31, 18)  # noqa: DTZ001
    assert moment("--as-of", datetime.fromisoformat(written), None) == datetime(2026, 10, 31, 18)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("zone", "utc"),
    [
        ("Europe/Moscow", "2026-10-31 15:00"),
        ("Asia/Kathmandu", "2026-10-31 12:15"),
        ("America/New_York", "2026-10-31 22:00"),
    ],
)
def test_local_times_are_kept_as_utc_where_the_log_has_a_zone(zone, utc):
    assert moment("--as-of", "2026-10-31 18:00", zone) == datetime.fromisoformat(utc)


def test_a_day_ends_at_local_midnight_also_when_the_clock_changes():
    # London went back from 02:00 to 01:00 on 25 October 2026: that day has 25 hours
    start = moment("--as-of", "2026-10-24", "Europe/London")
    end = moment("--as-of", "2026-10-25", "Europe/London")
    assert end - start == timedelta(hours=25)
    assert moment("--as-of", "2026-03-29", "Europe/London") - moment(
        "--as-of", "2026-03-28", "Europe/London"
    ) == timedelta(hours=23)


def test_a_moment_with_its_own_offset_needs_no_zone_to_be_understood():
    assert moment("--as-of", "2026-10-31 18:00+03:00", "America/New_York") == datetime(2026, 10, 31, 15)  # noqa: DTZ001
    assert moment("--as-of", datetime(2026, 10, 31, 15, tzinfo=UTC), "Asia/Shanghai") == datetime(2026, 10, 31, 15)  # noqa: DTZ001


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001
    st.sampled_from(ZONES),
)
def test_what_is_kept_reads_back_as_the_local_time(one, zone):
    kept = moment("--as-of", one, zone)
    exists = one.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == one
    assert local(kept, zone) == one or not exists  # an hour that the clock skipped never was


def test_nothing_asked_for_is_nothing():
    assert moment("--as-of", None, "Europe/Moscow") is None
    assert day("--from", None) is None
    assert local(datetime(2026, 1, 1), None) == datetime(2026, 1, 1)  # noqa: DTZ001


def test_days_are_read_from_text_and_from_dates():
    assert day("--from", "2026-10-31") == date(2026, 10, 31)
    assert day("--from", date(2026, 10, 31)) == date(2026, 10, 31)
    assert day("--from", datetime(2026, 10, 31, 18)) == date(2026, 10, 31)  # noqa: DTZ001


@pytest.mark.parametrize(
    "written", ["yesterday", "", "31.10.2026", "2026-02-30", "2026-10-31 25:00", "2026-13-01", "1"]
)
def test_what_is_no_moment_is_refused_with_an_example(written):
    with pytest.raises(BadOptionError, match="--as-of") as caught:
        moment("--as-of", written, "Europe/Moscow")
    assert caught.value.facts["expected"] == ["2026-10-31", "2026-10-31 18:00"]
    with pytest.raises(BadOptionError, match="--from"):
        day("--from", written)


@pytest.mark.parametrize(
    "written",
    ["2026-W43", "2026-W43-1", "20261031", "2026W431", "2026-10-31_18:00", "2026-10-31 18", "2026-10-31T1800"],
)
def test_a_week_or_another_form_is_no_day_and_no_moment(written):
    with pytest.raises(BadOptionError, match="--as-of"):
        moment("--as-of", written, "Europe/Moscow")
    with pytest.raises(BadOptionError, match="--from"):
        day("--from", written)


def test_a_day_takes_no_time():
    with pytest.raises(BadOptionError, match="--to"):
        day("--to", "2026-10-31 18:00")


@pytest.mark.parametrize("zone", [None, "Asia/Shanghai", "America/New_York"])
@pytest.mark.parametrize("written", ["9999-12-31", "0001-01-01", "0001-01-01 00:00", "9999-12-31 23:59"])
def test_the_first_and_the_last_day_of_the_calendar_are_moments_or_refused(written, zone):
    try:
        moment("--as-of", written, zone)
    except BadOptionError as refusal:
        assert "--as-of" in str(refusal)


@pytest.mark.parametrize(
    ("text", "read"),
    [(" 2026-02-28 ", date(2026, 2, 28)), ("", None), ("2026-02-29", None), ("1.3.2026", None), ("soon", None),
     ("20261005", None), ("2026-W10-1", None), ("٢٠٢٦-٠٢-٢٨", None), ("2026-02-28T10:00", None)],
)  # fmt: skip
def test_a_typed_day_has_one_form(text, read):
    assert day_of(text) == read
