"""How many contacts a day has: level, factors of the days of the week, factor of holidays.

With y_d the contacts of day d, e_d its length (1 but where the clocks change: the share of its profile that it has)
and w(d) its weekday:

- Level around a day:  L_d = sum of y / sum of f e  over the known ordinary days from d-3 to d+3.
- Factor of a weekday: f_w = sum of y / sum of L e  over its days, scaled to a mean of 1 over the week. L and f are
  computed in turns until they agree: classical decomposition with a centred week, as ratios of sums. Where there are
  several series, as if 20 contacts more had come on each weekday in the proportion of all contacts together; a weekday
  without any contact, though by that proportion more than 3 were to be expected, is closed.
- Level at the end:    L = sum of b^(T-d) y_d / sum of b^(T-d) f e  over all known ordinary days d before T, with
  b = 2^(-1 / (7 h)). This is simple exponential smoothing of deseasonalised totals, written as a ratio so that closed
  days and missing days do no harm; h is the half-life in weeks.
- The half-life is chosen by series among 26, 8, 4, 2, 1 and 1/2 weeks: the one whose absolute errors of daily totals,
  each week forecast from what came before it, are least in the last 8 weeks of the same history; 4 where fewer than 3
  weeks can be forecast so. Weeks that are held back to measure the error take no part in the choice.
- Holidays:            H = (sum of y + m f_Sunday) / (sum of L e + m)  over past holidays, m the mean of their L: as if
  one holiday more had been like a Sunday. Without a past holiday it is a Sunday. A trend is followed, not prolonged.

Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, sections 3.4 and 8.1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pcf.workforce.forecast.daykinds import HOLIDAY, KINDS, SATURDAY, SUNDAY, WEEK, WORKED, Flags, Places
from pcf.workforce.forecast.history import Array
from pcf.workforce.forecast.profile import CLOSED_FROM

HALF_LIVES = (26.0, 8.0, 4.0, 2.0, 1.0, 0.5)  # weeks, the steadiest first: of equal ones it is taken
USUAL_HALF_LIFE = 4.0
PRIOR = 20.0  # contacts for each weekday
_CHOSEN_BY = 8  # weeks
_FEWEST_WEEKS = 3
_TURNS = 50


@dataclass(frozen=True, slots=True)
class Days:
    """Contacts of one series by day; all arrays of shape (days,).

    Attributes:
        totals: Contacts.
        lengths: 1, or the part of its profile that the day has.
        kinds: The kind of each day.
        is_known: Whether it can be learnt from.
    """

    totals: Array
    lengths: Array
    kinds: Places
    is_known: Flags

    @property
    def is_ordinary(self) -> Flags:
        """Whether a day is known and no special one."""
        return self.is_known & (self.kinds < WEEK)

    def part(self, first: int, end: int | None = None) -> Days:
        """Return the days from one place to before another."""
        chosen = slice(first, end)
        return Days(self.totals[chosen], self.lengths[chosen], self.kinds[chosen], self.is_known[chosen])


def weekday_factors(days: Days, prior: Array | None = None) -> Array:
    """Return f of the 7 weekdays.

    Args:
        days: Of one series, at least a week.
        prior: The factors towards which few contacts are drawn; none for a series alone.
    """
    start = np.ones(WEEK) if prior is None else prior
    factors = start
    ordinary = days.is_ordinary
    of_weekday = [ordinary & (days.kinds == weekday) for weekday in range(WEEK)]
    for _ in range(_TURNS):
        level = centred(days, factors)
        found = np.empty(WEEK)
        for weekday, chosen in enumerate(of_weekday):
            contacts, expected = days.totals[chosen].sum(), (level * days.lengths)[chosen].sum()
            is_closed = contacts == 0 and prior is not None and expected * prior[weekday] > CLOSED_FROM
            if prior is not None and not is_closed:
                contacts, expected = contacts + PRIOR * prior[weekday], expected + PRIOR
            found[weekday] = contacts / expected if expected > 0 else start[weekday]
        if found.sum() > 0:
            found *= WEEK / found.sum()
        if np.allclose(found, factors, rtol=1e-12, atol=0):
            break
        factors = found
    return factors


def centred(days: Days, factors: Array) -> Array:
    """Return the level around each day; between days around which nothing is known, drawn straight."""
    ordinary = days.is_ordinary
    weights = np.where(ordinary, factors[days.kinds % WEEK] * days.lengths, 0.0)
    window = np.ones(WEEK)
    contacts = np.convolve(np.where(ordinary, days.totals, 0.0), window, mode="full")[3:-3]
    expected = np.convolve(weights, window, mode="full")[3:-3]
    there = np.flatnonzero(expected > 1e-9)
    if not there.size:
        return np.zeros_like(days.totals)
    return np.asarray(np.interp(np.arange(days.totals.size), there, contacts[there] / expected[there]))


def all_factors(days: Days, of_week: Array) -> Array:
    """Return f of the 9 kinds of day: weekdays, holiday, worked day off (the mean from Monday to Friday)."""
    factors = np.empty(KINDS)
    factors[:WEEK] = of_week
    factors[WORKED] = of_week[:SATURDAY].mean()
    past = days.is_known & (days.kinds == HOLIDAY)
    factors[HOLIDAY] = of_week[SUNDAY]
    if past.any():
        level = (centred(days, of_week) * days.lengths)[past]
        one = level.mean()
        if one > 0:
            factors[HOLIDAY] = (days.totals[past].sum() + one * of_week[SUNDAY]) / (level.sum() + one)
    return factors


def smoothed(days: Days, factors: Array, half_life: float) -> float:
    """Return the level at the end of the days, with a half-life in weeks."""
    age = np.arange(days.totals.size - 1, -1, -1)
    weights = np.where(days.is_ordinary, 2.0 ** (-age / (WEEK * half_life)), 0.0)
    expected = (weights * factors[days.kinds] * days.lengths).sum()
    return float((weights * days.totals).sum() / expected) if expected > 0 else 0.0


def choose_half_life(days: Days, factors: Array) -> float:
    """Return the half-life, in weeks, that would have forecast the last weeks best."""
    size = days.totals.size
    weeks = min(_CHOSEN_BY, size // WEEK - 2)
    if weeks < _FEWEST_WEEKS:
        return USUAL_HALF_LIFE
    errors = []
    for half_life in HALF_LIVES:
        error = 0.0
        for week in range(1, weeks + 1):
            origin = size - WEEK * week
            before, after = days.part(0, origin), days.part(origin, origin + WEEK)
            expected = smoothed(before, factors, half_life) * factors[after.kinds] * after.lengths
            error += float(np.abs(after.totals - expected)[after.is_ordinary].sum())
        errors.append(error)
    return HALF_LIVES[int(np.argmin(errors))]
