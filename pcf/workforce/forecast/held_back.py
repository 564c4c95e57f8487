"""Weeks held back: each forecast from the days before it alone, beside the naive forecast, and what came.

The naive forecast of an interval is what came in the same interval one week before. Both are scored on the same days:
those that are known, and known a week before. Errors are sums: WAPE is the sum of absolute errors over the sum of
contacts, bias the sum of errors (forecast less actual) over the same; over several series errors and contacts are
added up first.

Source: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, sections 5.8 and 5.10.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pcf.workforce.forecast.daykinds import WEEK, Flags
from pcf.workforce.forecast.history import Array
from pcf.workforce.forecast.model import Past, fitted
from pcf.workforce.forecast.records import Accuracy
from pcf.workforce.forecast.spread import quantiles, spread

MOST_WEEKS = 4
_OWN_SPREAD_FROM = 100  # contacts held back, below which a series takes the spread of all


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Weeks held back; all arrays of shape (series, weeks, 7, intervals), the oldest week first.

    Attributes:
        actual: What came.
        ours: What the model expected that had been made on the days before the week.
        naive: What came one week before.
        is_scored: Which days count, shape (series, weeks, 7).
    """

    actual: Array
    ours: Array
    naive: Array
    is_scored: Flags

    @property
    def weeks(self) -> int:
        """How many weeks were held back."""
        return int(self.actual.shape[1])

    def spreads(self, without: int | None = None) -> Array:
        """Return v of each series, shape (series,); of all together for one with few contacts.

        Args:
            without: A week that is left out, unless it is the only one.
        """
        weeks = np.arange(self.weeks) != (-1 if self.weeks == 1 or without is None else without)
        actual, ours, scored = self.actual[:, weeks], self.ours[:, weeks], self.is_scored[:, weeks]
        pooled = spread(actual[scored], ours[scored])
        own = [
            spread(one[days], expected[days]) if one[days].sum() >= _OWN_SPREAD_FROM else pooled
            for one, expected, days in zip(actual, ours, scored, strict=True)
        ]
        return np.array(own)

    def is_within(self, levels: Sequence[float]) -> NDArray[np.bool_]:
        """Whether each count lies in its range, shape (levels, *shape of the counts).

        The spread of a week's ranges comes from the other weeks.
        """
        found = np.empty((len(levels), *self.actual.shape), dtype=bool)
        for week in range(self.weeks):
            v = self.spreads(without=week)[:, None, None]
            for number, level in enumerate(levels):
                low, high = bounds(self.ours[:, week], v, level)
                found[number, :, week] = (low <= self.actual[:, week]) & (self.actual[:, week] <= high)
        return found

    def accuracy(self, levels: Sequence[float]) -> tuple[tuple[Accuracy, ...], Accuracy]:
        """Return the accuracy of each series, and of all from the sums."""
        within = self.is_within(levels)
        every = range(self.actual.shape[0])
        return (
            tuple(self._accuracy([number], levels, within) for number in every),
            self._accuracy(list(every), levels, within),
        )

    def _accuracy(self, series: Sequence[int], levels: Sequence[float], within: NDArray[np.bool_]) -> Accuracy:
        chosen = list(series)
        scored = self.is_scored[chosen]
        actual, ours, naive = (one[chosen][scored] for one in (self.actual, self.ours, self.naive))
        # an interval that is closed lies in its range from 0 to 0 without saying anything
        tells = (actual > 0) | (ours > 0)
        contacts = float(actual.sum())

        def percent(amount: Array) -> float | None:
            return 100 * float(amount.sum()) / contacts if contacts > 0 else None

        def of_days(error: Array) -> Array:
            return np.asarray(np.abs(error.sum(axis=-1)))

        return Accuracy(
            weeks=self.weeks,
            days=int(scored.sum()),
            contacts=contacts,
            open_intervals=int(tells.sum()),
            wape=percent(np.abs(ours - actual)),
            wape_day=percent(of_days(ours - actual)),
            bias=percent(ours - actual),
            naive_wape=percent(np.abs(naive - actual)),
            naive_wape_day=percent(of_days(naive - actual)),
            naive_bias=percent(naive - actual),
            coverage={
                level: 100 * float(within[number][chosen][scored][tells].mean()) if tells.any() else None
                for number, level in enumerate(levels)
            },
        )


def bounds(expected: Array, v: Array, level: float) -> tuple[Array, Array]:
    """Return the low and the high end of the range that holds a count with a probability of ``level`` per cent."""
    tail = (1 - level / 100) / 2
    return quantiles(expected, v, tail), quantiles(expected, v, 1 - tail)


def hold_back(past: Past) -> HeldBack:
    """Forecast the last weeks as if they had not come: four, or as many as leave a week before them.

    Args:
        past: At least two weeks.
    """
    days = past.history.days
    weeks = min(MOST_WEEKS, days // WEEK - 1)
    origins = [days - WEEK * week for week in range(weeks, 0, -1)]
    ours = [fitted(past, one).expected(past.kinds[one : one + WEEK], past.times[one : one + WEEK]) for one in origins]
    offered, known = past.history.offered, past.is_known
    naive = [_naive(past, one) for one in origins]
    return HeldBack(
        actual=np.stack([offered[:, one : one + WEEK] for one in origins], axis=1),
        ours=np.stack(ours, axis=1),
        naive=np.stack(naive, axis=1),
        is_scored=np.stack([known[:, one : one + WEEK] & known[:, one - WEEK : one] for one in origins], axis=1),
    )


def _naive(past: Past, origin: int) -> Array:
    """Return what came a week before, as many times as the interval comes now."""
    came, comes = past.times[origin - WEEK : origin], past.times[origin : origin + WEEK]
    with np.errstate(divide="ignore", invalid="ignore"):
        again = np.where(came > 0, comes / came, 0.0)
    return np.asarray(past.history.offered[:, origin - WEEK : origin] * again)
