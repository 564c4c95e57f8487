"""Days, weeks and months as the values of a group: 2026-10-31, 2026-W44, 2026-10."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta

from pcf.metrics.sql.compiler import Dimension
from pcf.metrics.sql.scans import Period


def said(name: Dimension, value: str | date | datetime | None) -> str | None:
    """Write a group's value; what is no day stays as it is."""
    if not isinstance(value, date):
        return value
    if name == "week":
        year, week, _ = value.isocalendar()
        return f"{year:04d}-W{week:02d}"
    return value.isoformat()[: 7 if name == "month" else 10]


def days_of(name: Dimension, value: str) -> tuple[date, date]:
    """Return the first and last day of a period; of the last that a calendar has, the last day that it has.

    Raises:
        ValueError: It is none.
    """
    if name == "week":
        year, _, week = value.partition("-W")
        monday = date.fromisocalendar(int(year), int(week), 1)
        return monday, date.fromordinal(min(monday.toordinal() + 6, date.max.toordinal()))
    if name == "month":
        start = date.fromisoformat(f"{value}-01")
        return start, start.replace(day=monthrange(start.year, start.month)[1])
    return date.fromisoformat(value), date.fromisoformat(value)


def following(name: Dimension, period: str) -> str:
    """Return the period that follows."""
    return str(said(name, days_of(name, period)[1] + timedelta(days=1)))


def coarser(value: str | None, period: Dimension | None) -> str | None:
    """Return the week or month of a day; other values as they are."""
    return value if value is None or period is None else said(period, date.fromisoformat(value))


def lies_within(day: str | None, period: Period) -> bool:
    """Whether a day lies within a period; an unknown one lies only within a period that is open at both ends."""
    if day is None:
        return period == Period()
    after = period.first is None or period.first.isoformat() <= day
    return after and (period.last is None or day <= period.last.isoformat())


def said_days(period: Period) -> str:
    """Say which days a period has; an end that is open as three points."""
    return f"{period.first or '…'} – {period.last or '…'}"
