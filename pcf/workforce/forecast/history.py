"""Contacts of the past by series, day and interval: what a forecast is made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from pcf.errors import N_, BadOptionError, InputFaultsError
from pcf.findings import Finding
from pcf.workforce.forecast import findings as kinds

Array = NDArray[np.float64]
Series = tuple[str | None, str]  # segment and channel

INTERVALS = (900, 1800, 3600)  # seconds
DAY_SECONDS = 86_400
HOURS = 24


class ForecastError(InputFaultsError):
    """A history cannot be forecast from; ``findings`` hold every fault."""

    code = "forecast-faults"
    template = N_("The history cannot be forecast from. Faults: {count}.")

    @classmethod
    def of(cls, faults: Sequence[Finding]) -> ForecastError:
        """Make it of its faults."""
        return cls(findings=faults, count=len(faults))


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """Contacts offered, by series, local day and local interval.

    A series is one segment on one channel. Days follow one another without gaps. Where the clocks change, an interval
    that comes twice on a day holds the contacts of both, and one that is skipped holds none.

    Attributes:
        first: The first day.
        interval: How long an interval lasts, in seconds: 900, 1800 or 3600.
        series: Segment and channel of each series.
        offered: Contacts offered, shape (series, days, intervals of a day).
        is_logged: Whether the log has anything of a day at all, shape (days,).
        handled: Answered contacts with a known handle time by local hour, shape (series, days, 24).
        handle_seconds: Their handle time, likewise.
        waited: Seconds that all contacts of the last 13 weeks waited together, shape (series,); NaN where not known.
        abandoned: Contacts given up after a known wait in these weeks, shape (series,); NaN where not known.
        timezone: Whose clock changes count; ``None`` where the log does not say.
        segments: Segment id to name.
        findings: What a reader must know.
    """

    first: date
    interval: int
    series: tuple[Series, ...]
    offered: Array
    is_logged: NDArray[np.bool_]
    handled: Array
    handle_seconds: Array
    waited: Array
    abandoned: Array
    timezone: str | None = None
    segments: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def days(self) -> int:
        """How many days it has."""
        return int(self.offered.shape[1])

    @property
    def last(self) -> date:
        """The last day."""
        return self.first + timedelta(days=self.days - 1)

    def day(self, place: int) -> date:
        """Return the day at a place, the first at 0."""
        return self.first + timedelta(days=int(place))


def history_from(
    offered: object,
    *,
    first: date,
    interval: int = 1800,
    series: Sequence[Series] | None = None,
    is_logged: object = None,
    handled: object = None,
    handle_seconds: object = None,
    waited: object = None,
    abandoned: object = None,
    timezone: str | None = None,
    segments: Mapping[str, str] | None = None,
) -> History:
    """Make a history of plain arrays, for those who have counted already.

    Args:
        offered: Contacts, shape (series, days, intervals of a day).
        first: The first day.
        interval: In seconds: 900, 1800 or 3600.
        series: Segment and channel of each; without them one of everybody on any channel, or as many as there are.
        is_logged: Shape (days,); days on which some contact came, unless given.
        handled, handle_seconds: Shape (series, days, 24); none unless given.
        waited, abandoned: Shape (series,); not known unless given.
        timezone, segments: As the attributes of ``History``.

    Raises:
        BadOptionError: The interval is none of the three.
        ForecastError: An array has another shape or holds what is no count; names each.
    """
    if interval not in INTERVALS:
        raise BadOptionError(option="interval", found=str(interval), expected=[str(one) for one in INTERVALS])
    counts = np.array(offered, dtype=np.float64)
    places = DAY_SECONDS // interval
    size = counts.shape[:2] if counts.ndim == 3 else (1, 1)
    of_series = size[:1]
    shapes = {
        "offered": (*size, places),
        "is_logged": size[1:],
        "handled": (*size, HOURS),
        "handle_seconds": (*size, HOURS),
        "waited": of_series,
        "abandoned": of_series,
    }
    given = {
        "offered": counts,
        "is_logged": counts.any(axis=(0, 2)) if is_logged is None and counts.ndim == 3 else is_logged,
        "handled": handled,
        "handle_seconds": handle_seconds,
        "waited": waited,
        "abandoned": abandoned,
    }
    empty = {"waited": np.nan, "abandoned": np.nan}
    arrays = {
        name: np.full(shapes[name], empty.get(name, 0.0)) if value is None else np.array(value, dtype=np.float64)
        for name, value in given.items()
    }
    faults = list(_faults(arrays, shapes))
    named = tuple(series) if series is not None else tuple((None, "" if not n else str(n)) for n in range(size[0]))
    if len(named) != size[0] or len(set(named)) != len(named):
        facts = {"argument": "series", "found": len(named), "shape": of_series}
        faults.append(Finding(kinds.NOT_COUNTS, cell="series", facts=facts))
    if faults:
        raise ForecastError.of(faults)
    return History(
        first=first,
        interval=interval,
        series=named,
        offered=arrays["offered"],
        is_logged=arrays["is_logged"].astype(bool),
        handled=arrays["handled"],
        handle_seconds=arrays["handle_seconds"],
        waited=arrays["waited"],
        abandoned=arrays["abandoned"],
        timezone=timezone,
        segments=dict(segments or {}),
    )


def _faults(arrays: Mapping[str, Array], shapes: Mapping[str, tuple[int, ...]]) -> Iterator[Finding]:
    for name, values in arrays.items():
        may_lack = name in {"waited", "abandoned"}
        wrong = (values < 0) | ~(np.isfinite(values) | (may_lack & np.isnan(values)))
        if values.shape != shapes[name]:
            found = f"({', '.join(map(str, values.shape))})"
        elif wrong.any():
            found = str(values[wrong][0])
        else:
            continue
        facts = {"argument": name, "found": found, "shape": shapes[name]}
        yield Finding(kinds.NOT_COUNTS, cell=name, facts=facts)
