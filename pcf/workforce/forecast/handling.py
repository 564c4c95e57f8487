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
ENOUGH_GIVEN_UP = 20  # the same of contacts given up


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

    Seconds and contacts are those of the last 13 weeks, as of handle times: of the series where 20 or more gave up,
    else of its channel, else of all. Its standard error is one over the root of their number, 22 % with 20. Where
    nobody gave up on the whole channel none is taken from other channels: who writes an e-mail is no caller.
    """
    gave_up, seconds = (np.nan_to_num(one) for one in (history.abandoned, history.waited))
    channels = np.array([channel for _, channel in history.series])
    found: list[float | None] = []
    told: list[Finding] = []
    for number, own in enumerate(gave_up):
        on_channel = channels == channels[number]
        pools = (np.arange(len(channels)) == number, on_channel, np.ones_like(on_channel))
        pool = next((one for one in pools if gave_up[one].sum() >= ENOUGH_GIVEN_UP), pools[-1])
        count, waited = gave_up[pool].sum(), seconds[pool].sum()
        is_known = gave_up[on_channel].sum() > 0 and waited > 0
        found.append(float(waited / count) if is_known else None)
        if is_known and own < ENOUGH_GIVEN_UP:
            facts = {"series": series_name(history, number), "found": int(own), "count": int(count)}
            told.append(Finding(kinds.PATIENCE_POOLED, facts=facts))
    unknown = [series_name(history, number) for number, one in enumerate(found) if one is None]
    if unknown:
        told.append(Finding(kinds.NO_PATIENCE, facts={"found": unknown}))
    return tuple(found), tuple(told)


def _over(part: float, whole: float) -> float:
    return float(part / whole) if whole > 0 else float("nan")
