"""Months and weeks, and which of them a log covers from beginning to end: only these are compared with one another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from pcf.metrics.sql.scans import Period

_FREE = 10  # one part of so many: a month that begins with a holiday and a weekend has its first row so late
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Covered:
    """The days that a log tells of.

    Attributes:
        first, last: Local days, both inclusive.
        is_asked: Whether somebody asked from the first day on. Else it is the day of the first row, and the log may
            well have begun before: a period whose first tenth it lies in counts as whole.
    """

    first: date
    last: date
    is_asked: bool = False

    def holds(self, first: date, last: date) -> bool:
        """Whether the period between two days, both inclusive, lies within."""
        late = 0 if self.is_asked else max(round(((last - first).days + 1) / _FREE) - 1, 0)
        return self.first <= first + timedelta(days=late) and last <= self.last

    def months(self) -> tuple[str, ...]:
        """Return the months that lie within, in order."""
        found = months_between(self.first, self.last)
        return tuple(month for month in found if self.holds(first_day(month), last_day(month)))


def covered(asked: Period, earliest: date, now: datetime, *, is_known_to_day_end: bool) -> Covered:
    """Return the days that a log tells of, of those asked for.

    Args:
        asked: The days asked for.
        earliest: The day of the first row.
        now: The local moment as of which the log was read out.
        is_known_to_day_end: Whether the day of that moment is taken to be there whole: so it is where the moment is
            that of the log's last row.
    """
    is_whole = is_known_to_day_end or now.time() == time.max
    known_to = now.date() if is_whole else now.date() - timedelta(days=1)
    last = known_to if asked.last is None else min(asked.last, known_to)
    return Covered(earliest if asked.first is None else asked.first, last, is_asked=asked.first is not None)


def month_of(day: date) -> str:
    """Return the month of a day, ``2026-10``."""
    return f"{day.year:04d}-{day.month:02d}"


def first_day(month: str) -> date:
    """Return the first day of a month."""
    return date.fromisoformat(f"{month}-01")


def last_day(month: str) -> date:
    """Return the last day of a month."""
    first = first_day(month)
    if first.month == _MONTHS:
        return first.replace(day=31)  # the last year that Python knows has no January after it
    return first.replace(month=first.month + 1) - timedelta(days=1)


def days_in(month: str) -> int:
    """Return how many days a month has."""
    return last_day(month).day


def months_between(first: date, last: date) -> Iterator[str]:
    """Yield the months from that of one day to that of another."""
    for number in range(first.year * _MONTHS + first.month - 1, last.year * _MONTHS + last.month):
        yield month_of(date(number // _MONTHS, number % _MONTHS + 1, 1))


def summed(parts: Collection[Mapping[str, Fraction]]) -> dict[str, Fraction]:
    """Add figures up by month, over the months in which no part lacks its own.

    Args:
        parts: Month to figure, of each segment that has any.
    """
    months = set.intersection(*(set(part) for part in parts)) if parts else set()
    return {month: sum((part[month] for part in parts), Fraction()) for month in sorted(months)}
