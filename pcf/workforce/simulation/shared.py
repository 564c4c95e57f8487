"""The fewest agents of one shared pool with whom every kind of customers is kept its own promise.

Erlang's formulas know one kind of customers and one queue. With priorities each kind waits differently, so the number
is looked for by simulation. Every number of agents meets the same customers (common random numbers), so that two
numbers differ by the agents alone and not by luck.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from pcf.workforce.simulation.checks import checked_setting
from pcf.workforce.simulation.records import Estimate, Kind, Promise
from pcf.workforce.simulation.replications import Simulated, replicate
from pcf.workforce.simulation.tally import Setting

Promised = Literal["service_level", "asa", "abandonment", "occupancy"]


@dataclass(frozen=True, slots=True)
class KeptPromise:
    """One promise to one kind, and what is kept of it.

    Attributes:
        kind: Name of the kind; blank for all, as the occupancy is of the whole pool.
        figure: Which figure was promised something.
        promised: The least service level, or the most of the others.
        found: What was simulated; without value where nothing was offered, or, for a mean wait, answered.
        is_kept: Whether the figure keeps the promise.
        is_sure: Whether its whole interval does: chance in the drawing cannot have made it so.
    """

    kind: str
    figure: Promised
    promised: float
    found: Estimate
    is_kept: bool
    is_sure: bool


@dataclass(frozen=True, slots=True)
class SharedPool:
    """The cheapest shared pool.

    Attributes:
        agents: In each interval: the fewest with whom every simulated figure keeps its promise.
        hours: Of agents on duty.
        cost: Of these hours; ``None`` where the cost of an hour was not said.
        simulated: What customers meet with them.
        promises: Each promise, and what is kept of it.
        sure: The fewest in each interval with whom the whole interval of every figure keeps its promise: what can be
            said at that confidence. More replications bring both numbers together.
        sure_hours, sure_cost: The same for these.
    """

    agents: tuple[int, ...]
    hours: float
    cost: float | None
    simulated: Simulated
    promises: tuple[KeptPromise, ...]
    sure: tuple[int, ...]
    sure_hours: float
    sure_cost: float | None


def cheapest_shared(
    kinds: Sequence[Kind],
    promises: Sequence[Promise],
    *,
    intervals: int,
    seed: int,
    interval: float = 1800,
    agents: int | Sequence[int] = 0,
    occupancy: float | None = None,
    minimum: int | Sequence[int] = 0,
    cost: float | None = None,
    replications: int = 20,
    warm_up: float = 0,
    short: float = 5,
    confidence: float = 0.95,
) -> SharedPool:
    """Find the fewest agents of one shared pool with whom every promise is kept over the whole time.

    ``agents`` gives the shape of the day. The search adds the same number to, or takes it from, every interval, never
    below ``minimum``: among pools of that shape the answer is the smallest whose next smaller one breaks a promise.
    Another shape may be cheaper. A promise holds over the whole time, not in every interval, and so does
    ``occupancy``: ``simulated.by_interval`` shows where it is thin. Where a kind comes without calls its promises are
    kept by themselves.

    For separate teams call it once for each kind, and compare the hours.

    Args:
        kinds: The customers, with their priorities.
        promises: What kinds are promised; ``within`` stands in the kind.
        intervals, seed, interval, replications, warm_up, short, confidence: As of ``simulate``.
        agents: From where the search starts: one number, or one for each interval, such as what formulas ask for.
        occupancy: Largest occupancy of the pool that is accepted, above 0.
        minimum: Fewest agents on duty, whatever is promised: one number, or one for each interval.
        cost: What an hour of an agent on duty costs; shrinkage is not in it.

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
        promises=promises,
        cost=cost,
        occupancy=occupancy,
        minimum=minimum,
    )
    asked = _Asked(tuple(promises), occupancy, tuple(np.broadcast_to(minimum, (intervals,)).tolist()))
    search = _Search(setting, asked, seed, replications, confidence)
    kept = search.least(lambda found: found.is_kept, start=0)
    sure = search.least(lambda found: found.is_sure, start=kept)
    hours, sure_hours = search.hours(kept), search.hours(sure)
    return SharedPool(
        agents=search.agents(kept),
        hours=hours,
        cost=None if cost is None else cost * hours,
        simulated=search.played(kept),
        promises=search.promises(kept),
        sure=search.agents(sure),
        sure_hours=sure_hours,
        sure_cost=None if cost is None else cost * sure_hours,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be kept: promises, occupancy of the pool, and the fewest agents of each interval."""

    promises: tuple[Promise, ...]
    occupancy: float | None
    minimum: tuple[int, ...]


class _Search:
    """Numbers of agents that were tried, each played once."""

    def __init__(self, setting: Setting, asked: _Asked, seed: int, replications: int, confidence: float) -> None:
        self._setting, self._asked = setting, asked
        self._seed, self._replications, self._confidence = seed, replications, confidence
        self._played: dict[tuple[int, ...], Simulated] = {}

    def least(self, good: Callable[[KeptPromise], bool], start: int) -> int:
        """Return the least addition that is good, the next smaller one not being so: doubling steps, then halving.

        It ends, since with as many agents as contacts everybody is answered at once.
        """
        lowest = -max(self._setting.agents)  # nobody above the minimum
        low, high, step = start, start, 1
        while not self._is_good(high, good):
            low, high, step = high, high + step, 2 * step
        step = 1
        while low == high and low > lowest:  # good from the start: go down until it is not
            low = max(low - step, lowest)
            if self._is_good(low, good):
                high, step = low, 2 * step
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._is_good(middle, good) else (middle, high)
        return high

    def agents(self, more: int) -> tuple[int, ...]:
        shaped = zip(self._setting.agents, self._asked.minimum, strict=True)
        return tuple(max(one + more, least) for one, least in shaped)

    def hours(self, more: int) -> float:
        return sum(self.agents(more)) * self._setting.interval / 3600

    def played(self, more: int) -> Simulated:
        agents = self.agents(more)
        if agents not in self._played:
            setting = replace(self._setting, agents=agents)
            self._played[agents] = replicate(
                setting, seed=self._seed, replications=self._replications, confidence=self._confidence
            )
        return self._played[agents]

    def promises(self, more: int) -> tuple[KeptPromise, ...]:
        return tuple(_judged(self._asked, self.played(more)))

    def _is_good(self, more: int, good: Callable[[KeptPromise], bool]) -> bool:
        return all(good(one) for one in self.promises(more))


def _judged(asked: _Asked, simulated: Simulated) -> Iterator[KeptPromise]:
    if asked.occupancy is not None:
        found = simulated.total.occupancy
        kept, sure = _kept("occupancy", asked.occupancy, found) if simulated.total.offered.value else (True, True)
        yield KeptPromise("", "occupancy", asked.occupancy, found, kept, sure)
    by_name = {figures.name: figures for figures in simulated.kinds}
    for promise in asked.promises:
        figures = by_name[promise.kind]
        said: tuple[tuple[Promised, float | None, Estimate], ...] = (
            ("service_level", promise.target, figures.service_level),
            ("asa", promise.asa, figures.asa),
            ("abandonment", promise.abandonment, figures.abandonment),
        )
        for figure, promised, found in said:
            if promised is not None:
                kept, sure = _kept(figure, promised, found) if figures.offered.value else (True, True)
                yield KeptPromise(promise.kind, figure, promised, found, kept, sure)


def _kept(figure: Promised, promised: float, found: Estimate) -> tuple[bool, bool]:
    """Return whether the figure, and whether its whole interval, is on the right side."""
    if found.value is None or found.low is None or found.high is None:  # customers came, and none was answered
        return False, False
    if figure == "service_level":
        return found.value >= promised, found.low >= promised
    return found.value <= promised, found.high <= promised
