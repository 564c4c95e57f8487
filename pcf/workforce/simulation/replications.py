"""Many replications of the same days, and what they say together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pcf.workforce.integrals import Array
from pcf.workforce.simulation.checks import checked_setting
from pcf.workforce.simulation.customers import streams
from pcf.workforce.simulation.estimates import mean, ratio
from pcf.workforce.simulation.records import Estimate, Figures, Kind
from pcf.workforce.simulation.tally import COUNTED, Setting, play

# figure: its sum, what that is divided by, and the most it can be
_RATES = {
    "service_level": ("in_time", "offered", 1.0),
    "service_level_metric": ("in_time", "countable", 1.0),
    "asa": ("seconds_answered", "answered", np.inf),
    "wait": ("seconds_waited", "offered", np.inf),
    "abandonment": ("abandoned", "offered", 1.0),
    "p_wait": ("waiting", "offered", 1.0),
    "occupancy": ("seconds_handled", "seconds_on_duty", 1.0),
}
_COUNTS = ("offered", "answered", "in_time", "abandoned", "short_abandoned", "unanswered")


@dataclass(frozen=True, slots=True)
class Simulated:
    """What all replications together say.

    Attributes:
        kinds: By kind, in the order given.
        total: Of all kinds; made of sums, as every rate is.
        intervals: How many were simulated.
        replications: How many were played.
        confidence: Of the intervals.
        seed: With which the same comes out again.
    """

    kinds: tuple[Figures, ...]
    total: Figures
    intervals: int
    replications: int
    confidence: float
    seed: int
    _by_interval: Array = field(repr=False, compare=False)

    def between(self, first: int, after: int) -> Figures:
        """Return what customers met who arrived in some of the intervals, all kinds together.

        Args:
            first: The first of them, from 0.
            after: The first one that is no longer among them.
        """
        return _figures("", self._by_interval[:, first:after].sum(axis=1), self.confidence)

    @property
    def by_interval(self) -> tuple[Figures, ...]:
        """Each interval for itself."""
        return tuple(self.between(number, number + 1) for number in range(self.intervals))

    def to_json(self) -> dict[str, object]:
        """Give the figures by kind and in total; shares on 0 to 100, as a plan does."""
        return {
            "replications": self.replications,
            "confidence": self.confidence * 100,
            "seed": self.seed,
            "kinds": [one.to_json() for one in self.kinds],
            "total": self.total.to_json(),
        }


def simulate(
    kinds: Sequence[Kind],
    agents: int | Sequence[int],
    *,
    intervals: int,
    seed: int,
    interval: float = 1800,
    replications: int = 20,
    warm_up: float = 0,
    short: float = 5,
    confidence: float = 0.95,
) -> Simulated:
    """Let customers come to one pool of agents, again and again, and count what they meet.

    Agents serve the waiting by priority and then in order of arrival, and interrupt nobody. Whoever is to leave at the
    end of an interval finishes the contact first. After the last interval nobody arrives; the agents of that interval
    stay until nobody waits, so that every contact has an outcome. Only if there are none of them may contacts without
    patience stay unanswered. Work, unlike contacts, is counted to the end of the last interval.

    Args:
        kinds: The customers.
        agents: On duty: one number, or one for each interval.
        intervals: How many.
        seed: Whole, 0 or more. The same seed gives the same result; more replications keep the first ones, and other
            numbers of agents meet the same customers.
        interval: Their length in seconds.
        replications: How often the whole is played, 2 to 10,000.
        warm_up: Seconds from the start in which nothing is counted yet: for the steady state of a pool that would
            else begin empty. A day begins empty; leave it 0.
        short: Who gives up within so many seconds is a short abandon.
        confidence: Of the intervals.

    Raises:
        StaffingError: Something cannot be simulated; names every argument, kind and interval.
    """
    setting = checked_setting(
        kinds,
        agents,
        intervals=intervals,
        seed=seed,
        interval=interval,
        replications=replications,
        warm_up=warm_up,
        short=short,
        confidence=confidence,
    )
    return replicate(setting, seed=seed, replications=replications, confidence=confidence)


def replicate(setting: Setting, *, seed: int, replications: int, confidence: float) -> Simulated:
    """Play a checked setting."""
    by_kind = np.empty((replications, len(setting.kinds), len(COUNTED)))
    by_interval = np.empty((replications, len(setting.agents), len(COUNTED)))
    for number, stream in enumerate(streams(seed, replications)):
        by_kind[number], by_interval[number] = play(setting, stream)
    return Simulated(
        kinds=tuple(_figures(kind.name, by_kind[:, place], confidence) for place, kind in enumerate(setting.kinds)),
        total=_figures("", by_interval.sum(axis=1), confidence),
        intervals=len(setting.agents),
        replications=replications,
        confidence=confidence,
        seed=seed,
        _by_interval=by_interval,
    )


def _figures(name: str, counted: Array, confidence: float) -> Figures:
    """Make the figures of sums, shape ``(replications, sums)``."""
    sums: Mapping[str, Array] = dict(zip(COUNTED, counted.T, strict=True))
    sums = {**sums, "countable": sums["offered"] - sums["short_abandoned"]}
    found = {one: mean(sums[one], confidence) for one in _COUNTS}
    for rate, (above, below, most) in _RATES.items():
        found[rate] = ratio(sums[above], sums[below], confidence, most=most)
    if sums["unanswered"].any():  # these waits have no end
        found["wait"] = Estimate(None, None, None)
    return Figures(name, **found)
