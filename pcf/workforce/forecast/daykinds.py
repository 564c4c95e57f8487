"""What a day is like: one of the weekdays, a holiday, or a day off that is worked; and which days are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from pcf.findings import Finding, FindingKind
from pcf.workforce.forecast import findings as kinds
from pcf.workforce.forecast.history import Array, History

WEEK = 7
SATURDAY, SUNDAY = 5, 6
HOLIDAY, WORKED = 7, 8  # after the weekdays, Monday 0
KINDS = 9
_LATE_START = 14  # days without a contact at the beginning of a series, from which on it is taken to have begun later
_MOST_NAMED = 20

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]


def kinds_of(first: date, days: int, marks: Mapping[date, bool]) -> Places:
    """Return the kind of each day, shape (days,): a weekday from 0, ``HOLIDAY`` or ``WORKED``.

    A holiday on a Sunday stays a Sunday, a worked day from Monday to Friday its weekday. A worked Saturday or Sunday
    has a kind of its own, since for which weekday it stands in the list of days does not say.

    Args:
        first: The first day.
        days: How many.
        marks: Days that are not as their weekday: ``True`` worked, ``False`` holiday.
    """
    found = np.empty(days, dtype=np.int64)
    for place in range(days):
        day = first + timedelta(days=place)
        weekday, mark = day.weekday(), marks.get(day)
        if mark is False and weekday != SUNDAY:
            found[place] = HOLIDAY
        elif mark is True and weekday >= SATURDAY:
            found[place] = WORKED
        else:
            found[place] = weekday
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """Which days of a history can be learnt from.

    Attributes:
        is_known: Shape (series, days).
        findings: Days that are missing or closed, series that began later.
    """

    is_known: Flags
    findings: tuple[Finding, ...]


def known_days(history: History, day_kinds: Places) -> Known:
    """Tell the days that are known from those that the log lacks.

    A day of which the log has nothing is closed, and so a day with zero contacts, where it is a holiday or where most
    days of its weekday have nothing either; else it is missing. A series without a contact in its first 14 days or
    more began with its first contact.
    """
    empty = ~history.is_logged
    closed = empty & (day_kinds == HOLIDAY)
    for weekday in range(WEEK):
        same = day_kinds == weekday
        if same.any() and 2 * (empty & same).sum() > same.sum():
            closed |= empty & same
    missing = empty & ~closed
    is_known = np.repeat(~missing[None, :], len(history.series), axis=0)
    told = [*_days(kinds.DAYS_MISSING, history, missing), *_days(kinds.DAYS_CLOSED, history, closed)]
    totals: Array = history.offered.sum(axis=2)
    for number, total in enumerate(totals):
        begun = int(np.argmax(total > 0))
        if begun >= _LATE_START:
            is_known[number, :begun] = False
            facts = {"series": series_name(history, number), "found": history.day(begun).isoformat()}
            told.append(Finding(kinds.SERIES_BEGAN, facts=facts))
    return Known(is_known, tuple(told))


def series_name(history: History, number: int) -> str:
    """Return what a series is called: its segment's name and its channel; a dash where it has neither."""
    segment, channel = history.series[number]
    said = "" if segment is None else history.segments.get(segment, segment)
    return " · ".join(part for part in (said, channel) if part) or "–"


def _days(kind: FindingKind, history: History, chosen: Flags) -> Iterator[Finding]:
    if chosen.any():
        days = [history.day(place).isoformat() for place in np.flatnonzero(chosen).tolist()]
        named = [*days[:_MOST_NAMED], *(["…"] if len(days) > _MOST_NAMED else [])]
        yield Finding(kind, facts={"found": named, "count": len(days)})
