"""A forecast: contacts expected by series and interval, their ranges, handle times, and how far it erred."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from pcf.errors import BadOptionError
from pcf.findings import Finding
from pcf.formula import json_number
from pcf.i18n import Translator
from pcf.ids import Language
from pcf.workforce.forecast.clock import written
from pcf.workforce.records import StaffingLine

if TYPE_CHECKING:
    from pcf.workforce.forecast.history import Array, Series

_FIGURES = (
    "weeks", "days", "contacts", "open_intervals", "wape", "wape_day", "bias", "naive_wape", "naive_wape_day",
    "naive_bias",
)  # fmt: skip
_NEARER = 0.1  # points of an error below which two forecasts are alike: less is not even shown
_PLACES = 4  # of decimals in a line: a ten-thousandth of a contact moves no agent


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How far the forecast erred in the weeks held back, beside the naive one; percentages on 0 to 100.

    All are made of sums; ``None`` where no contact came.

    Attributes:
        weeks, days, contacts: What it was judged by; days of all series added up.
        open_intervals: Those in which a contact came or was expected.
        wape: Absolute errors of intervals over contacts.
        wape_day: Absolute errors of daily totals over contacts.
        bias: Forecast less actual over contacts: below zero, too little was forecast. Of intervals and of days alike.
        naive_wape, naive_wape_day, naive_bias: The same of the naive forecast.
        coverage: Level of a range to the share of intervals whose count lay in it; intervals that are closed and had
            none do not count.
    """

    weeks: int
    days: int
    contacts: float
    open_intervals: int
    wape: float | None
    wape_day: float | None
    bias: float | None
    naive_wape: float | None
    naive_wape_day: float | None
    naive_bias: float | None
    coverage: Mapping[float, float | None]

    @property
    def is_naive_nearer(self) -> bool:
        """Whether the naive forecast erred less by intervals, by a tenth of a point or more."""
        return _is_nearer(self.naive_wape, self.wape)

    @property
    def is_naive_nearer_by_day(self) -> bool:
        """Whether the naive forecast erred less by days, by a tenth of a point or more."""
        return _is_nearer(self.naive_wape_day, self.wape_day)

    @property
    def is_naive_better(self) -> bool:
        """Whether the naive forecast should rather be taken: by days, or by intervals that are not mostly without any.

        Of counts mostly 0 the nearest by absolute errors is 0, not the mean that agents are computed from.
        """
        return self.is_naive_nearer_by_day or (self.is_naive_nearer and self.contacts >= self.open_intervals)

    def to_json(self) -> dict[str, Any]:
        """Return it with stable keys."""
        return {
            **{name: json_number(getattr(self, name)) for name in _FIGURES},
            "coverage": {f"{level:g}": json_number(share) for level, share in self.coverage.items()},
        }


@dataclass(frozen=True, slots=True, eq=False)
class SeriesForecast:
    """What is expected of one segment on one channel; arrays go by the starts of the forecast.

    Attributes:
        segment, channel: Of whom; ``None`` and blank where the log does not tell.
        calls: Mean of contacts offered, shape (intervals,); 0 where it is closed.
        ranges: Level in per cent to the low and the high end of the range of the count.
        aht: Mean handle time in seconds, shape (intervals,); NaN where not known.
        patience: Mean patience in seconds; ``None`` where nobody gave up.
        accuracy: In the weeks held back.
        half_life: Of the level, in weeks.
        is_pooled: Whether its profile is mostly that of the channel, or of all.
    """

    segment: str | None
    channel: str
    calls: Array
    ranges: Mapping[float, tuple[Array, Array]]
    aht: Array
    patience: float | None
    accuracy: Accuracy
    half_life: float
    is_pooled: bool


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """Contacts expected of all series, by interval.

    Attributes:
        interval: In seconds.
        starts: When each interval begins, local time. One that comes twice, since the clocks are put back, stands
            twice, the second time with ``fold=1``; one that is skipped does not stand at all.
        levels: Of the ranges, in per cent.
        series: In the order of the history.
        accuracy: Of all series together, errors and contacts added up.
        history_first, history_last: The days that it was learnt from.
        timezone: Of the local times; ``None`` where the log does not say.
        segments: Segment id to name.
        findings: What a reader must know, that of the history included.
    """

    interval: int
    starts: tuple[datetime, ...]
    levels: tuple[float, ...]
    series: tuple[SeriesForecast, ...]
    accuracy: Accuracy
    history_first: date
    history_last: date
    timezone: str | None
    segments: Mapping[str, str]
    findings: tuple[Finding, ...]

    def lines(
        self, promises: StaffingLine | Mapping[Series, StaffingLine] | None = None, *, upper: float | None = None
    ) -> tuple[StaffingLine, ...]:
        """Return a line for each series and interval in which a contact is expected; closed ones have none.

        Its start has its offset from UTC where it comes twice, and only there.

        Args:
            promises: What is promised and what agents are like: one line for all, or by segment and channel. A series
                without a line of its own takes that of its segment (channel blank), of its channel (segment ``None``),
                or of everybody. What the line says of handle time and patience counts before the log.
            upper: Level of a range in per cent, such as 80: contacts are those at its upper end, for which a plan is
                safe, but no fewer than the mean. The mean unless given.

        Raises:
            BadOptionError: There is no range of this level.
        """
        if upper is not None and upper not in self.levels:
            raise BadOptionError(option="upper", found=f"{upper:g}", expected=[f"{one:g}" for one in self.levels])
        return tuple(line for one in self.series for line in self._lines(one, _promise(promises, one), upper))

    def _lines(self, one: SeriesForecast, base: StaffingLine, upper: float | None) -> Iterator[StaffingLine]:
        counts = one.calls if upper is None else np.where(one.calls > 0, np.maximum(one.ranges[upper][1], one.calls), 0)
        of_series = {
            "segment": one.segment,
            "channel": one.channel,
            "interval": Decimal(self.interval),
            "patience": base.patience if base.patience is not None else _decimal(one.patience),
        }
        place = self.series.index(one) + 1
        rows = zip(self._written, counts.tolist(), one.aht.tolist(), strict=True)
        for number, (start, calls, aht) in enumerate(rows, 1):
            expected = _decimal(calls)
            if expected:
                known = None if aht != aht else _decimal(aht)  # noqa: PLR0124  NaN is not equal to itself
                of_interval = {
                    "id": f"f{place}_{number}",
                    "start": start,
                    "calls": expected,
                    "aht": base.aht if base.aht is not None else known,
                }
                yield base.model_copy(update={**of_series, **of_interval})

    def to_json(self, lang: Language = "en") -> dict[str, Any]:
        """Return it with stable keys; ranges as [low, high], percentages on 0 to 100, times in seconds."""
        return {
            "interval": self.interval,
            "timezone": self.timezone,
            "history": {"first": self.history_first.isoformat(), "last": self.history_last.isoformat()},
            "levels": [json_number(level) for level in self.levels],
            "accuracy": self.accuracy.to_json(),
            "series": [self._series_json(one) for one in self.series],
            "findings": [finding.to_json(Translator(lang)) for finding in self.findings],
        }

    @property
    def _written(self) -> tuple[str, ...]:
        return written(self.starts, self.interval, self.timezone)

    def _series_json(self, one: SeriesForecast) -> dict[str, Any]:
        aht = [None if value != value else value for value in one.aht.tolist()]  # noqa: PLR0124  NaN
        ends = {f"{level:g}": (low.tolist(), high.tolist()) for level, (low, high) in one.ranges.items()}
        return {
            "segment": one.segment,
            "name": self.segments.get(one.segment, one.segment) if one.segment is not None else None,
            "channel": one.channel,
            "patience": json_number(one.patience),
            "half_life": json_number(one.half_life),
            "is_pooled": one.is_pooled,
            "accuracy": one.accuracy.to_json(),
            "intervals": [
                {
                    "start": start,
                    "calls": json_number(calls),
                    "aht": json_number(aht[place]),
                    "ranges": {
                        level: [json_number(low[place]), json_number(high[place])]
                        for level, (low, high) in ends.items()
                    },
                }
                for place, (start, calls) in enumerate(zip(self._written, one.calls.tolist(), strict=True))
            ],
        }


def _is_nearer(naive: float | None, ours: float | None) -> bool:
    return naive is not None and ours is not None and ours - naive >= _NEARER


def _promise(promises: StaffingLine | Mapping[Series, StaffingLine] | None, one: SeriesForecast) -> StaffingLine:
    if promises is None:
        return StaffingLine(id="forecast")
    if isinstance(promises, StaffingLine):
        return promises
    for key in ((one.segment, one.channel), (one.segment, ""), (None, one.channel), (None, "")):
        if key in promises:
            return promises[key]
    return StaffingLine(id="forecast")


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else round(Decimal(value), _PLACES).normalize() + 0
