"""How often each interval of a day comes: twice or not at all where the clocks change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from pcf.workforce.forecast.history import DAY_SECONDS, Array

_STEP = 900  # seconds; clocks change by whole quarters of an hour


def occurrences(first: date, days: int, interval: int, timezone: str | None) -> Array:
    """Return how often each local interval comes on each day, shape (days, intervals of a day).

    1 but where the clocks change: 0 for an hour that is skipped, 2 for one that comes twice, parts of these where the
    change is not by whole intervals.

    Args:
        first: The first day.
        days: How many.
        interval: In seconds, 900 or a multiple that divides a day.
        timezone: As the tz database names it; without one no clock changes.
    """
    times = np.ones((days, DAY_SECONDS // interval))
    if timezone is None:
        return times
    zone = ZoneInfo(timezone)
    midnights = [_midnight(first + timedelta(days=place), zone) for place in range(days + 1)]
    for place in np.flatnonzero(np.diff(midnights) != DAY_SECONDS):
        times[place] = 0
        for moment in range(midnights[place], midnights[place + 1], _STEP):
            local = datetime.fromtimestamp(moment, zone)
            times[place, (local.hour * 3600 + local.minute * 60) // interval] += _STEP / interval
    return times


def written(starts: Sequence[datetime], interval: int, timezone: str | None) -> tuple[str, ...]:
    """Write when intervals begin, ISO 8601: with the offset from UTC where one comes twice, and only there.

    Args:
        starts: Local times; the second passing of one that comes twice has ``fold=1``.
        interval: In seconds.
        timezone: As the tz database names it.
    """
    if timezone is None:
        return tuple(one.isoformat(timespec="minutes") for one in starts)
    zone = ZoneInfo(timezone)
    twice = {one.replace(fold=0) for one in starts if one.fold}
    # of an interval that comes twice in part, that part is its last
    to_last = timedelta(seconds=interval - _STEP)
    return tuple(
        one.replace(tzinfo=None).isoformat(timespec="minutes")
        + (_offset((one + to_last).replace(fold=one.fold, tzinfo=zone)) if one.replace(fold=0) in twice else "")
        for one in starts
    )


def _offset(moment: datetime) -> str:
    signed = moment.strftime("%z")
    return f"{signed[:3]}:{signed[3:5]}"


def _midnight(day: date, zone: ZoneInfo) -> int:
    return round(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())
