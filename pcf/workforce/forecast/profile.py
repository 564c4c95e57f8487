"""How the contacts of a day are spread over its intervals, by kind of day, shrunk where contacts are few.

The share of interval k on days of kind w is the mean of a Dirichlet distribution that begins at the pooled share q:

    p_wk = (n_wk + M q_k) / (sum over k of n_wk + M),   M = 5 contacts for each interval of the day

so few contacts leave the pooled shape as it was, and many put their own in its place. A weekday is shrunk towards the
shape of its series, a series towards that of its channel, a channel towards that of all contacts; a holiday towards
Sunday. An interval that had no contact, though more than 3 were to be expected by the pooled shape (chance leaves
none in one of twenty such), is closed: its share is 0.

Source of the rule: Gelman et al., Bayesian Data Analysis, 3rd edition, section 3.4 (multinomial with Dirichlet prior).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pcf.workforce.forecast.daykinds import HOLIDAY, KINDS, SATURDAY, SUNDAY, WEEK, WORKED, Flags, Places
from pcf.workforce.forecast.history import Array, Series

PRIOR = 5.0  # contacts for each interval of the day
CLOSED_FROM = 3.0  # expected contacts: exp(-3) is 5 %


def shapes(
    counts: Array, times: Array, day_kinds: Places, is_known: Flags, series: Sequence[Series]
) -> tuple[Array, Array]:
    """Return the share of each interval, shape (series, 9 kinds of day, intervals), and the contacts of each series.

    Shares add up to 1 over the intervals of a day, or are all 0 in a series without a contact.

    Args:
        counts: Contacts, shape (series, days, intervals).
        times: How often each interval came, shape (days, intervals).
        day_kinds: Shape (days,).
        is_known: Shape (series, days).
        series: Segment and channel of each.
    """
    ordinary = is_known & (day_kinds < WEEK)
    own = np.stack([_per_day(one, times, days) for one, days in zip(counts, ordinary, strict=True)])
    whole = _shape(own.sum(axis=0), np.zeros(own.shape[1]))
    channels = [channel for _, channel in series]
    pooled = {
        channel: _shape(own[[number for number, one in enumerate(channels) if one == channel]].sum(axis=0), whole)
        for channel in channels
    }
    found = np.empty((len(own), KINDS, own.shape[1]))
    for number, channel in enumerate(channels):
        of_series = _shape(own[number], pooled[channel])
        known = is_known[number]
        for weekday in range(WEEK):
            of_days = _per_day(counts[number], times, known & (day_kinds == weekday))
            found[number, weekday] = _shape(of_days, of_series)
        holidays = _per_day(counts[number], times, known & (day_kinds == HOLIDAY))
        found[number, HOLIDAY] = _shape(holidays, found[number, SUNDAY])
        worked = _per_day(counts[number], times, known & (day_kinds < SATURDAY))
        found[number, WORKED] = _shape(worked, of_series)
    return found, own.sum(axis=1)


def prior_contacts(intervals: int) -> float:
    """Return M, what the pooled shape weighs, in contacts."""
    return PRIOR * intervals


def _per_day(counts: Array, times: Array, days: Flags) -> Array:
    """Return the contacts of the days chosen by interval, as if every interval had come once on each."""
    came = times[days].sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(came > 0, counts[days].sum(axis=0) * days.sum() / came, 0.0)


def _shape(counts: Array, prior: Array) -> Array:
    """Return the shares of intervals, shrunk towards the prior; its own where the prior is all zero."""
    total = counts.sum()
    open_prior = np.where((counts == 0) & (total * prior > CLOSED_FROM), 0.0, prior)
    if open_prior.sum() > 0:
        open_prior = open_prior / open_prior.sum()
        weight = prior_contacts(len(counts))
        return np.asarray((counts + weight * open_prior) / (total + weight))
    return counts / total if total > 0 else prior
