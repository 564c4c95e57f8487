"""The months that a log covers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from pcf.reasons.counts import ReasonCounts

_FREE_DAYS = 3  # a month that begins with a holiday and a weekend has its first contact so late


def day_of(text: str) -> date | None:
    """Read an ISO 8601 day; ``None`` for a blank and for what is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def whole_months(counts: ReasonCounts) -> tuple[str, ...]:
    """Return the months that the log covers from beginning to end: only these are compared with one another."""
    first, last = day_of(counts.first), day_of(counts.last)
    if first is None or last is None:
        return ()
    now = datetime.fromisoformat(counts.as_of) if counts.as_of else None
    until = min(last, now.date()) if now else last
    return tuple(
        month
        for month in _months(first, last)
        if first < _start(month) + timedelta(days=_FREE_DAYS) and last_day(month) <= until
    )


def last_day(month: str) -> date:
    """Return the last day of a month."""
    return (_start(month) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def days_in(month: str) -> int:
    """Return how many days a month has."""
    return last_day(month).day


def _start(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _months(first: date, last: date) -> Iterator[str]:
    month = first.replace(day=1)
    while month <= last:
        yield f"{month:%Y-%m}"
        month = (month + timedelta(days=31)).replace(day=1)
