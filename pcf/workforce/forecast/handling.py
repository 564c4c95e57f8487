"""How long a contact takes, by hour of the day, and how long callers wait before they give up."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pcf.findings import Finding
from pcf.workforce.forecast import findings as kinds
from pcf.workforce.forecast.daykinds import WEEK, series_name
from pcf.workforce.forecast.history import Array, History
from pcf.workforce.forecast.model import WEEKS_USED

ENOUGH = 50  # handle times from which on a mean stands by itself


def handle_times(history: History) -> tuple[Array, tuple[Finding, ...]]:
    """Return the mean handle time by series and hour of day, in seconds, shape (series, 24); NaN where not known.

    Seconds over contacts of the last 13 weeks: of the hour where it has 50 handle times or more, else of the series,
    else of its channel, else of all.
    """
    days = slice(-WEEK * WEEKS_USED, None)
    contacts, seconds = (one[:, days].sum(axis=1) for one in (history.handled, history.handle_seconds))
    channels = np.array([channel for _, channel in history.series])
    of_series = contacts.sum(axis=1)
    of_channel = np.array([of_series[channels == channel].sum() for channel in channels])
    means = np.array([_over(seconds[number].sum(), of_series[number]) for number in range(len(channels))])
    pooled = np.array([_over(seconds[channels == one].sum(), contacts[channels == one].sum()) for one in channels])
    whole = _over(seconds.sum(), contacts.sum())
    broad = np.where(of_series >= ENOUGH, means, np.where(of_channel >= ENOUGH, pooled, whole))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.where(contacts >= ENOUGH, seconds / contacts, broad[:, None])
    # a mean of zero seconds is a log that does not fill its column
    found = np.where(found > 0, found, np.nan)
    return found, tuple(_told(history, of_series, found))


def _told(history: History, contacts: Array, found: Array) -> Iterator[Finding]:
    unknown = np.asarray(np.isnan(found).all(axis=1))
    for number, count in enumerate(contacts):
        if count < ENOUGH and not unknown[number] and len(contacts) > 1:
            facts = {"series": series_name(history, number), "found": int(count)}
            yield Finding(kinds.HANDLE_TIME_POOLED, facts=facts)
    if unknown.any():
        names = [series_name(history, int(number)) for number in np.flatnonzero(unknown)]
        yield Finding(kinds.NO_HANDLE_TIME, facts={"found": names})


def patience(history: History) -> tuple[tuple[float | None, ...], tuple[Finding, ...]]:
    """Return the mean patience of each series in seconds; ``None`` where nobody gave up or waits are not known.

    The maximum-likelihood mean of an exponential time that is censored by the answer: all seconds waited, by whoever
    was answered and whoever gave up, over the number who gave up.

    Source: Mandelbaum and Zeltyn, "Service Engineering in Action: The Palm/Erlang-A Queue", 2007, section on
    estimating patience; Lawless, Statistical Models and Methods for Lifetime Data, 2nd edition, section 4.1.
    """
    found = tuple(
        waited / abandoned if abandoned > 0 and waited > 0 else None
        for waited, abandoned in zip(history.waited.tolist(), history.abandoned.tolist(), strict=True)
    )
    unknown = [series_name(history, number) for number, one in enumerate(found) if one is None]
    return found, (Finding(kinds.NO_PATIENCE, facts={"found": unknown}),) if unknown else ()


def _over(part: float, whole: float) -> float:
    return float(part / whole) if whole > 0 else float("nan")
