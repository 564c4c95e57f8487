"""Working days, and until when a limit runs."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pcf.complaints.calendar import Calendar, Span, calendars
from pcf.complaints.records import WEEKDAYS, CalendarDay

END = time.max
DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))


def lines(**days: bool) -> list[CalendarDay]:
    """Write lines of one calendar: ``lines(sat=True, d2026_01_01=False)``."""
    return [
        CalendarDay(calendar="c", day=day.removeprefix("d").replace("_", "-"), is_working=worked)
        if day.startswith("d2")
        else CalendarDay(calendar="c", day=day, is_working=worked)
        for day, worked in days.items()
    ]


@st.composite
def drawn_calendars(draw: st.DrawFn) -> Calendar:
    weekdays = draw(st.dictionaries(st.sampled_from(WEEKDAYS), st.booleans()))
    days = draw(st.dictionaries(DAYS, st.booleans(), max_size=30))
    written = {**weekdays, **{day.isoformat(): worked for day, worked in days.items()}}
    return Calendar([CalendarDay(calendar="c", day=word, is_working=worked) for word, worked in written.items()])


def at(written: str) -> datetime:
    return datetime.fromisoformat(written)


def slowly(calendar: Calendar, start: date, number: int) -> date | None:
    """Count working days one by one, as one does on a wall calendar."""
    day = start
    for _ in range(20_000):
        day += timedelta(days=1)
        number -= calendar.is_working(day)
        if not number:
            return day
    return None


def test_without_lines_monday_to_friday_are_worked():
    assert [Calendar().is_working(date(2026, 11, 2) + timedelta(days=n)) for n in range(7)] == [True] * 5 + [False] * 2


def test_a_day_overrules_its_weekday_and_a_weekday_the_usual_week():
    calendar = Calendar(lines(sat=True, d2026_11_07=False, d2026_11_08=True))
    assert calendar.is_working(date(2026, 11, 14))
    assert not calendar.is_working(date(2026, 11, 7))
    assert calendar.is_working(date(2026, 11, 8))
    assert calendar.is_working(date(2026, 11, 9))


def test_the_day_of_the_start_is_not_counted_and_the_last_day_is_kept_to_its_end():
    friday = at("2026-11-06 09:30")
    assert Span(1, "calendar_days").deadline(friday) == datetime.combine(date(2026, 11, 7), END)
    assert Span(1, "working_days", Calendar()).deadline(friday) == datetime.combine(date(2026, 11, 9), END)
    assert Span(0, "calendar_days").deadline(friday) == datetime.combine(date(2026, 11, 6), END)
    assert Span(0, "working_days", Calendar()).deadline(friday) == datetime.combine(date(2026, 11, 6), END)


def test_hours_run_by_the_clock_over_nights_and_holidays():
    assert Span(72, "hours", Calendar()).deadline(at("2026-11-06 09:30")) == at("2026-11-09 09:30")


def test_a_last_day_that_is_not_worked_moves_where_the_rule_says_so():
    thursday = at("2026-11-05 12:00")
    assert Span(2, "calendar_days", Calendar(), rolls=True).deadline(thursday) == datetime.combine(
        date(2026, 11, 9), END
    )
    assert Span(2, "calendar_days").deadline(thursday) == datetime.combine(date(2026, 11, 7), END)
    holiday = Calendar(lines(d2026_11_09=False))
    assert Span(2, "calendar_days", holiday, rolls=True).last_day(thursday.date()) == date(2026, 11, 10)


def test_a_limit_of_nothing_on_a_day_off_may_roll_too():
    saturday = date(2026, 11, 7)
    assert Span(0, "working_days", Calendar()).last_day(saturday) == saturday
    assert Span(0, "working_days", Calendar(), rolls=True).last_day(saturday) == date(2026, 11, 9)


def test_days_on_which_the_clock_stood_still_move_the_beginning():
    monday = at("2026-11-02 08:00")
    assert Span(5, "calendar_days").deadline(monday, 3) == datetime.combine(date(2026, 11, 10), END)
    assert Span(5, "working_days", Calendar()).deadline(monday, 2) == datetime.combine(date(2026, 11, 11), END)
    assert Span(5, "hours").deadline(monday, 1) == at("2026-11-03 13:00")


def test_a_leap_day_is_a_day():
    assert Span(1, "calendar_days").last_day(date(2028, 2, 28)) == date(2028, 2, 29)
    assert Span(2, "working_days", Calendar()).last_day(date(2028, 2, 28)) == date(2028, 3, 1)
    assert not Calendar(lines(d2028_02_29=False)).is_working(date(2028, 2, 29))


def test_by_a_calendar_that_works_every_day_working_days_are_calendar_days():
    always = Calendar(lines(sat=True, sun=True))
    assert always.is_all_week
    assert Span(30, "working_days", always).last_day(date(2026, 1, 31)) == date(2026, 3, 2)


def test_a_calendar_that_never_works_gives_no_deadline():
    never = Calendar(lines(mon=False, tue=False, wed=False, thu=False, fri=False))
    assert Span(1, "working_days", never).deadline(at("2026-01-01")) is None
    once = Calendar([*lines(mon=False, tue=False, wed=False, thu=False, fri=False), *lines(d2027_05_05=True)])
    assert once.working_day(date(2026, 1, 1), 1) == date(2027, 5, 5)
    assert once.working_day(date(2026, 1, 1), 2) is None
    assert once.on_or_after(date(2027, 5, 6)) is None


@pytest.mark.parametrize("unit", ["calendar_days", "working_days", "hours"])
def test_a_limit_beyond_the_last_day_that_python_knows_never_ends(unit):
    assert Span(100_000, unit, Calendar()).deadline(at("9999-12-01")) is None
    assert Span(1, unit, Calendar()).deadline(at("9999-12-01"), 100) is None


def test_a_limit_without_the_calendar_that_it_needs_is_refused():
    with pytest.raises(ValueError, match="working_days"):
        Span(1, "working_days").deadline(at("2026-01-01"))
    with pytest.raises(ValueError, match="calendar_days"):
        Span(1, "calendar_days", rolls=True).last_day(date(2026, 1, 1))


def test_lines_are_sorted_into_their_calendars_and_what_is_no_day_is_left_out():
    given = [
        CalendarDay(calendar="a", day=" Sat ", is_working=True),
        CalendarDay(calendar="b", day="soon", is_working=True),
    ]
    by_id = calendars(given)
    assert by_id["a"].is_working(date(2026, 11, 7))
    assert not by_id["b"].is_working(date(2026, 11, 7))


def test_of_two_lines_for_one_day_the_later_holds():
    assert Calendar([*lines(d2026_11_07=False), *lines(d2026_11_07=True)]).is_working(date(2026, 11, 7))


@given(drawn_calendars(), DAYS, st.integers(1, 60))
def test_counting_in_leaps_is_counting_day_by_day(calendar, start, number):
    assume(calendar.weekdays)
    assert calendar.working_day(start, number) == slowly(calendar, start, number)


@given(drawn_calendars(), DAYS, st.integers(0, 40), st.integers(0, 20), st.booleans())
def test_a_longer_limit_and_a_longer_stop_never_end_earlier(calendar, start, amount, stopped, rolls):
    moment = datetime.combine(start, time(15))
    for unit in ("calendar_days", "working_days", "hours"):
        end = Span(amount, unit, calendar, rolls=rolls and unit != "hours").deadline(moment, stopped)
        longer = Span(amount + 1, unit, calendar, rolls=rolls and unit != "hours").deadline(moment, stopped)
        stopped_longer = Span(amount, unit, calendar, rolls=rolls and unit != "hours").deadline(moment, stopped + 1)
        for later in (longer, stopped_longer):
            assert later is None or (end is not None and end <= later)


@given(drawn_calendars(), DAYS, st.integers(1, 40))
def test_a_limit_in_working_days_ends_on_one_and_holds_as_many(calendar, start, number):
    last = Span(number, "working_days", calendar).last_day(start)
    if last is not None:
        worked = [
            day for n in range(1, (last - start).days + 1) if calendar.is_working(day := start + timedelta(days=n))
        ]
        assert worked[-1] == last
        assert len(worked) == number
