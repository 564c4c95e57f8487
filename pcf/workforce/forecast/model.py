"""The model of all series at one moment, and what it expects of days to come."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pcf.workforce.forecast import levels, profile
from pcf.workforce.forecast.daykinds import HOLIDAY, WEEK, Flags, Places
from pcf.workforce.forecast.history import Array, History
from pcf.workforce.forecast.levels import Days

WEEKS_USED = 13  # profile and weekday factors are of the last quarter; level and holidays of the whole history


@dataclass(frozen=True, slots=True)
class Past:
    """What all models learn from.

    Attributes:
        history: The counts.
        kinds: Kind of each day, shape (days,).
        times: How often each interval came, shape (days, intervals).
        is_known: Which days can be learnt from, shape (series, days).
    """

    history: History
    kinds: Places
    times: Array
    is_known: Flags


@dataclass(frozen=True, slots=True)
class Model:
    """Contacts of interval k on a day of kind w: level * factor of w * share of k on such a day.

    Attributes:
        levels: Contacts of a mean day of the week, shape (series,).
        factors: Shape (series, kinds of day).
        shapes: Shares of the intervals of a day, shape (series, kinds of day, intervals).
        half_lives: Of the level, in weeks, shape (series,).
        contacts: What the profile was learnt from, shape (series,).
        past_holidays: How many were learnt from, shape (series,).
    """

    levels: Array
    factors: Array
    shapes: Array
    half_lives: Array
    contacts: Array
    past_holidays: NDArray[np.int64]

    def expected(self, kinds: Places, times: Array) -> Array:
        """Return the mean of contacts, shape (series, days, intervals).

        Args:
            kinds: Kind of each day, shape (days,).
            times: How often each interval comes, shape (days, intervals).
        """
        per_day = self.levels[:, None] * self.factors[:, kinds]
        return np.asarray(per_day[:, :, None] * self.shapes[:, kinds, :] * times)


def fitted(past: Past, before: int) -> Model:
    """Learn from the days before a place.

    Args:
        past: What is known.
        before: The place of the first day that is not looked at; at least 7.
    """
    recent = max(0, before - WEEK * WEEKS_USED)
    history, known = past.history, past.is_known[:, :before]
    counts, times, kinds = history.offered[:, :before], past.times[:before], past.kinds[:before]
    # few days are holidays: their shape is learnt from all of them
    is_used = known & ((np.arange(before) >= recent) | (kinds == HOLIDAY))
    shares, contacts = profile.shapes(counts, times, kinds, is_used, history.series)
    lengths = np.einsum("sdk,dk->sd", shares[:, kinds, :], times)
    silent = shares.sum(axis=2)[:, kinds] == 0
    lengths = np.where(silent, 1.0, lengths)
    totals = counts.sum(axis=2)
    pooled = None
    if len(totals) > 1:
        together = Days(totals.sum(axis=0), np.ones(before), kinds, np.asarray(known.any(axis=0)))
        pooled = levels.weekday_factors(together.part(recent))
    found: list[tuple[float, Array, float]] = []
    for number in range(len(totals)):
        days = Days(totals[number], lengths[number], kinds, known[number])
        factors = levels.all_factors(days, levels.weekday_factors(days.part(recent), pooled))
        half_life = levels.choose_half_life(days, factors)
        found.append((levels.smoothed(days, factors, half_life), factors, half_life))
    return Model(
        levels=np.array([level for level, _, _ in found]),
        factors=np.stack([factors for _, factors, _ in found]),
        shapes=shares,
        half_lives=np.array([half_life for _, _, half_life in found]),
        contacts=contacts,
        past_holidays=(known & (kinds == HOLIDAY)).sum(axis=1),
    )
