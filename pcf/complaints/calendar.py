"""Working-day calendars, and until when a limit runs.

The day of the start is not counted. A limit in days is kept until the end of its last day. Hours run by the clock.
No holiday of any country is built in: what is worked, the organisation says.
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pcf.complaints.records import WEEKDAYS, CalendarDay, LimitUnit
from pcf.metrics.moments import day_of


class Calendar:
    """Which days are worked.

    Attributes:
        weekdays: The places in the week, Monday 0, that are worked.
        days: Days that overrule their weekday.
    """

    __slots__ = ("_worked", "days", "weekdays")

    def __init__(self, lines: Iterable[CalendarDay] = ()) -> None:
        """Make one of its lines. Of two lines for one day the later holds; what is no day is left out."""
        weekdays = dict.fromkeys(range(len(WEEKDAYS)), False) | dict.fromkeys(range(5), True)
        self.days: dict[date, bool] = {}
        for line in lines:
            word = line.day.strip().lower()
            if word in WEEKDAYS:
                weekdays[WEEKDAYS.index(word)] = line.is_working
            elif (day := day_of(word)) is not None:
                self.days[day] = line.is_working
        self.weekdays = frozenset(place for place, is_worked in weekdays.items() if is_worked)
        self._worked: dict[int, list[date]] = {}

    @property
    def is_all_week(self) -> bool:
        """Whether every day of the week is worked, so that no holidays need to be told."""
        return len(self.weekdays) == len(WEEKDAYS)

    @property
    def years(self) -> frozenset[int]:
        """The years of which single days are told."""
        return frozenset(day.year for day in self.days)

    def is_working(self, day: date) -> bool:
        """Whether a day is worked."""
        return self.days.get(day, day.weekday() in self.weekdays)

    def working_day(self, start: date, number: int) -> date | None:
        """Return the working day that is so many after a day; ``None`` if there are not so many.

        Args:
            start: Not counted itself.
            number: 1 or more.
        """
        last_year = date.max.year if self.weekdays else max(self.years, default=start.year)
        worked = self._of_year(start.year)
        before = bisect_right(worked, start)
        for year in range(start.year, last_year + 1):
            worked = self._of_year(year)
            if before + number <= len(worked):
                return worked[before + number - 1]
            number -= len(worked) - before
            before = 0
        return None

    def on_or_after(self, day: date) -> date | None:
        """Return the day itself if it is worked, else the next one that is; ``None`` if none is."""
        return day if self.is_working(day) else self.working_day(day, 1)

    def _of_year(self, year: int) -> list[date]:
        """Return the worked days of a year in order; each year is gone through once."""
        if year not in self._worked:
            first = date(year, 1, 1).toordinal()
            days = (date.fromordinal(first + place) for place in range(366 if isleap(year) else 365))
            self._worked[year] = [day for day in days if self.is_working(day)]
        return self._worked[year]


def calendars(lines: Iterable[CalendarDay]) -> dict[str, Calendar]:
    """Return the calendars by id."""
    by_id: dict[str, list[CalendarDay]] = {}
    for line in lines:
        by_id.setdefault(line.calendar, []).append(line)
    return {calendar: Calendar(own) for calendar, own in by_id.items()}


@dataclass(frozen=True, slots=True)
class Span:
    """How long a clock may run.

    Attributes:
        amount, unit: The limit.
        calendar: By which working days are counted; needed for these, and where the end rolls.
        rolls: Whether a last day that is no working day moves to the next one.
    """

    amount: int
    unit: LimitUnit
    calendar: Calendar | None = None
    rolls: bool = False

    def last_day(self, start: date) -> date | None:
        """Return the last day of a limit in days that runs from a day; ``None`` if it never comes.

        Raises:
            ValueError: The limit is in hours, or lacks the calendar that it needs.
        """
        if self.unit == "hours" or (self.calendar is None and (self.rolls or self.unit == "working_days")):
            raise ValueError(self.unit)
        if self.unit == "working_days" and self.calendar is not None:
            last = self.calendar.working_day(start, self.amount) if self.amount else start
        else:
            last = _later(start, self.amount)
        if self.rolls and last is not None and self.calendar is not None:
            return self.calendar.on_or_after(last)
        return last

    def deadline(self, start: datetime, stopped: int = 0) -> datetime | None:
        """Return the last moment of a limit; ``None`` if it never comes.

        Args:
            start: When the clock started.
            stopped: Full days that it stood still: counting begins so many days later.

        Raises:
            ValueError: It lacks the calendar that it needs.
        """
        day = _later(start.date(), stopped)
        if day is None:
            return None
        if self.unit != "hours":
            last = self.last_day(day)
            return None if last is None else datetime.combine(last, time.max)
        try:
            return datetime.combine(day, start.time()) + timedelta(hours=self.amount)
        except OverflowError:
            return None


def _later(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
