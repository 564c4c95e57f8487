"""Which days at the ends of a log it holds whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np

from pcf.findings import Finding
from pcf.workforce.forecast import findings as kinds
from pcf.workforce.forecast.history import Array, History

# contacts that come on other days by the time of the first one: exp(-3), one day in twenty, is chance
_SILENT_TO = 3.0
_WEEK = 7


def whole_days(history: History, *, is_first_sure: bool, is_last_sure: bool) -> tuple[History, tuple[Finding, ...]]:
    """Leave out the first and the last day where the log begins or ends in the midst of them.

    A day at an end is not whole where more than 3 contacts come on like days in the time that has none there: before
    the first contact of the first day, after the last one of the last. Like days are those of the same weekday, all
    others where there are none.

    Args:
        history: As it was counted.
        is_first_sure, is_last_sure: Whether it is known that the day is whole.
    """
    totals: Array = history.offered.sum(axis=0)
    first, last = 0, history.days - 1
    if not is_first_sure and _is_cut(totals, first, from_end=False):
        first += 1
    if not is_last_sure and last > first and _is_cut(totals, last, from_end=True):
        last -= 1
    dropped = [place for place in (0, history.days - 1) if not first <= place <= last]
    if not dropped:
        return history, ()
    kept = slice(first, last + 1)
    days = [history.day(place).isoformat() for place in dropped]
    whole = replace(
        history,
        first=history.first + timedelta(days=first),
        offered=history.offered[:, kept],
        is_logged=history.is_logged[kept],
        handled=history.handled[:, kept],
        handle_seconds=history.handle_seconds[:, kept],
    )
    return whole, (Finding(kinds.PARTIAL_DAYS, facts={"found": days}),)


def _is_cut(totals: Array, place: int, *, from_end: bool) -> bool:
    days = np.arange(len(totals))
    like = (days % _WEEK == place % _WEEK) & (days != place)
    if not like.any():
        like = days != place
    counts = totals[:, ::-1] if from_end else totals
    there = np.flatnonzero(counts[place])
    if not there.size or not like.any():
        return False
    return bool(counts[like].mean(axis=0)[: there[0]].sum() > _SILENT_TO)
