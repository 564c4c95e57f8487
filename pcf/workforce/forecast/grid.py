"""Counts of a log, row by row of the answer, put into the arrays of a history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from pcf.workforce.forecast.history import DAY_SECONDS, HOURS, Array, History, Series

# segment and channel as the log has them, local day, interval of the day; contacts offered, handled, seconds handled,
# seconds waited by those answered and by those who gave up, contacts given up
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Where each count belongs.

    Attributes:
        series: Segment id and channel.
        segment_ids: What each value of the log stands for.
        first, days: The first day, and how many.
        interval: In seconds.
    """

    series: tuple[Series, ...]
    segment_ids: Mapping[str | None, str | None]
    first: date
    days: int
    interval: int

    @property
    def last(self) -> date:
        """The last day."""
        return self.first + timedelta(days=self.days - 1)

    def counted(self, rows: Sequence[Row]) -> History:
        """Return the history of the days; what is of later days is left out, waits are not known yet."""
        shape = (len(self.series), self.days)
        offered = np.zeros((*shape, DAY_SECONDS // self.interval))
        handled, seconds = np.zeros((2, *shape, HOURS))
        is_logged = np.zeros(self.days, dtype=bool)
        places = self._places()
        for segment, channel, day, slot, contacts, answered, handle, *_ in rows:
            at, place, hour = (day - self.first).days, places[segment, channel], slot * self.interval // 3600
            if at < self.days:
                offered[place, at, slot] += contacts
                handled[place, at, hour] += answered
                seconds[place, at, hour] += handle
                is_logged[at] = True
        unknown = np.full(len(self.series), np.nan)
        return History(self.first, self.interval, self.series, offered, is_logged, handled, seconds, unknown, unknown)

    def waits(self, rows: Sequence[Row], first: date, last: date) -> tuple[Array, Array]:
        """Return the seconds waited and the contacts given up between two days, shape (series,)."""
        waited, abandoned = np.zeros((2, len(self.series)))
        places = self._places()
        for segment, channel, day, *_, answered, given_up, count in rows:
            if first <= day <= last:
                waited[places[segment, channel]] += answered + given_up
                abandoned[places[segment, channel]] += count
        return waited, abandoned

    def _places(self) -> dict[tuple[str | None, str], int]:
        numbers = {one: number for number, one in enumerate(self.series)}
        return {
            (value, channel): numbers[one, channel]
            for value, one in self.segment_ids.items()
            for channel in {channel for _, channel in self.series}
            if (one, channel) in numbers
        }
