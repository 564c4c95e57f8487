"""Contacts of the weeks to come, from those of the past (6.2.1.1).

A plain multiplicative model, by segment and channel: level of the day (``levels``), factor of the kind of day, and
share of the interval (``profile``). Its errors and the width of its ranges are those of weeks held back
(``held_back``, ``spread``), each forecast a week ahead: for later weeks the ranges are too narrow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from math import ceil

import numpy as np

from pcf.errors import N_, BadOptionError, Phrase
from pcf.findings import Finding
from pcf.workforce.forecast import findings as kinds
from pcf.workforce.forecast.clock import occurrences
from pcf.workforce.forecast.daykinds import HOLIDAY, WEEK, Places, kinds_of, known_days, series_name
from pcf.workforce.forecast.handling import handle_times, patience
from pcf.workforce.forecast.held_back import MOST_WEEKS, HeldBack, bounds, hold_back
from pcf.workforce.forecast.history import Array, ForecastError, History
from pcf.workforce.forecast.model import Model, Past, fitted
from pcf.workforce.forecast.profile import prior_contacts
from pcf.workforce.forecast.records import Accuracy, Forecast, SeriesForecast

LEVELS = (80.0, 95.0)
FEWEST_DAYS = 14
MOST_FORECAST_WEEKS = 53


def forecast(
    history: History,
    *,
    first: date | None = None,
    weeks: int = 1,
    days: Mapping[date, bool] | None = None,
    level: Sequence[float] = LEVELS,
) -> Forecast:
    """Forecast whole weeks by series and interval.

    Args:
        history: At least two whole weeks.
        first: The first day of the forecast, after the history; the first Monday after it unless given.
        weeks: How many weeks, 1 to 53.
        days: Days, past or to come, that are not as their weekday: ``True`` for one that is worked, such as a Saturday
            that makes up for a holiday, ``False`` for a holiday. None of any country is built in.
        level: Of the ranges, in per cent, each above 0 and below 100.

    Raises:
        BadOptionError: Day, weeks or level that cannot be.
        ForecastError: The history is too short.
    """
    start = _checked(history, first, weeks, level)
    if history.days < FEWEST_DAYS:
        facts = {"found": history.days, "first": history.first.isoformat(), "last": history.last.isoformat()}
        raise ForecastError.of([Finding(kinds.SHORT_HISTORY, facts=facts)])
    marks = days or {}
    day_kinds = kinds_of(history.first, history.days, marks)
    known = known_days(history, day_kinds)
    times = occurrences(history.first, history.days, history.interval, history.timezone)
    past = Past(history, day_kinds, times, known.is_known)
    held = hold_back(past)
    model = fitted(past, history.days)
    coming = kinds_of(start, WEEK * weeks, marks)
    comes = occurrences(start, WEEK * weeks, history.interval, history.timezone)
    expected = model.expected(coming, np.ones_like(comes))
    places, starts = _starts(start, comes, history.interval)
    parts = np.array([share for _, _, share in places])
    rows, slots = (np.array([one[at] for one in places], dtype=np.int64) for at in (0, 1))
    levels = tuple(float(one) for one in level)
    of_series, of_all = held.accuracy(levels)
    aht, handle_told = handle_times(history)
    waits, patience_told = patience(history)
    pooled = _is_pooled(history, model)
    calls = expected[:, rows, slots] * parts
    spreads = held.spreads()[:, None]
    ranges = {one: bounds(calls, spreads, one) for one in levels}
    hours = slots * history.interval // 3600
    return Forecast(
        interval=history.interval,
        starts=starts,
        levels=levels,
        series=tuple(
            SeriesForecast(
                segment=segment,
                channel=channel,
                calls=calls[number],
                ranges={one: (low[number], high[number]) for one, (low, high) in ranges.items()},
                aht=aht[number, hours],
                patience=waits[number],
                accuracy=of_series[number],
                half_life=float(model.half_lives[number]),
                is_pooled=pooled[number],
            )
            for number, (segment, channel) in enumerate(history.series)
        ),
        accuracy=of_all,
        history_first=history.first,
        history_last=history.last,
        timezone=history.timezone,
        segments=history.segments,
        findings=(
            *history.findings,
            *known.findings,
            *_about_model(history, model, pooled),
            *_about_days(model, start, coming, comes),
            *_about_errors(history, held, of_series, of_all),
            *handle_told,
            *patience_told,
        ),
    )


def _checked(history: History, first: date | None, weeks: int, level: Sequence[float]) -> date:
    """Return the first day of the forecast.

    Raises:
        BadOptionError: Day, weeks or level that cannot be.
    """
    if not 1 <= weeks <= MOST_FORECAST_WEEKS:
        raise BadOptionError(option="weeks", found=str(weeks), expected=[f"1–{MOST_FORECAST_WEEKS}"])
    for one in level:
        if not 0 < one < 100:
            raise BadOptionError(option="level", found=str(one), expected=["> 0", "< 100"])
    after = history.last + timedelta(days=1)
    if first is not None and first < after:
        raise BadOptionError(option="first", found=first.isoformat(), expected=[f"≥ {after.isoformat()}"])
    return first or after + timedelta(days=-after.weekday() % WEEK)


def _starts(first: date, comes: Array, interval: int) -> tuple[list[tuple[int, int, float]], tuple[datetime, ...]]:
    """Return day, interval of the day and part of it for each interval that comes; and when each begins."""
    places: list[tuple[int, int, float]] = []
    starts: list[datetime] = []
    for day, times in enumerate(comes):
        midnight = datetime.combine(first + timedelta(days=day), time())
        of_day = [
            (fold, slot, count / ceil(count))
            for slot, count in enumerate(times.tolist())
            for fold in range(ceil(count))
        ]
        # all of the hour that comes twice comes once before any of it comes again
        ordered = sorted(of_day, key=lambda one: _moment(one[0], one[1], times, interval))
        for fold, slot, part in ordered:
            places.append((day, slot, part))
            starts.append((midnight + timedelta(seconds=slot * interval)).replace(fold=fold))
    return places, tuple(starts)


def _moment(fold: int, slot: int, times: Array, interval: int) -> float:
    """Return when an interval comes, as seconds of the day by the sun."""
    twice = np.flatnonzero(times > 1)
    is_after = bool(twice.size) and slot > twice[-1]
    shift = twice.size * interval if fold or is_after else 0
    return slot * interval + shift


def _is_pooled(history: History, model: Model) -> list[bool]:
    few = model.contacts < prior_contacts(history.offered.shape[2])
    return [bool(one) and len(history.series) > 1 for one in few]


def _about_model(history: History, model: Model, pooled: Sequence[bool]) -> Iterator[Finding]:
    for number, is_pooled in enumerate(pooled):
        if is_pooled:
            facts = {"series": series_name(history, number), "found": round(float(model.contacts[number]))}
            yield Finding(kinds.PROFILE_POOLED, facts=facts)


def _about_days(model: Model, start: date, coming: Places, comes: Array) -> Iterator[Finding]:
    holidays = [(start + timedelta(days=int(place))).isoformat() for place in np.flatnonzero(coming == HOLIDAY)]
    if holidays and not model.past_holidays.any():
        yield Finding(kinds.HOLIDAY_AS_SUNDAY, facts={"found": holidays})
    changes = [int(place) for place in np.flatnonzero((comes != 1).any(axis=1))]
    if changes:
        days = [(start + timedelta(days=place)).isoformat() for place in changes]
        yield Finding(kinds.CLOCK_CHANGE, facts={"found": days})


def _about_errors(
    history: History, held: HeldBack, of_series: Sequence[Accuracy], of_all: Accuracy
) -> Iterator[Finding]:
    if held.weeks < MOST_WEEKS:
        yield Finding(kinds.FEW_HELD_BACK, facts={"found": held.weeks, "wanted": MOST_WEEKS})
    named: list[tuple[str, Accuracy]] = [(series_name(history, number), one) for number, one in enumerate(of_series)]
    if len(named) > 1:
        named.append((Phrase(N_("All together")), of_all))
    for name, one in named:
        if one.is_naive_better:
            facts = {
                "series": name,
                "by": _nearer(one),
                "found": _said(one.wape),
                "naive": _said(one.naive_wape),
                "day": _said(one.wape_day),
                "naive_day": _said(one.naive_wape_day),
            }
            yield Finding(kinds.NAIVE_BETTER, facts=facts)
    if nearer := [name for name, one in named if one.is_naive_nearer and not one.is_naive_better]:
        yield Finding(kinds.NAIVE_NEARER, facts={"found": nearer})


def _nearer(one: Accuracy) -> Phrase:
    if one.is_naive_nearer and one.is_naive_nearer_by_day:
        return kinds.BY_BOTH
    return kinds.BY_INTERVAL if one.is_naive_nearer else kinds.BY_DAY


def _said(percent: float | None) -> float | None:
    return None if percent is None else round(percent, 1)
