"""One pool of agents at work: the events of one replication, in order of time.

Arrivals are known beforehand and stand in a list; only ends of handling need a heap. Giving up changes nothing for
anybody else, so it is no event: who has given up is passed over when an agent looks for the next.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from heapq import heappop, heappush, heapreplace, nsmallest

import numpy as np

from pcf.workforce.integrals import Array
from pcf.workforce.simulation.customers import Customers


class Pool:
    """Agents who serve the waiting by priority, and in order of arrival where it is equal.

    An agent who is to leave finishes the contact first. After the last interval nobody arrives any more, and the agents
    of the last interval stay until nobody waits.

    Attributes:
        start: When each contact began to be handled; NaN where it was not.
        overtime: Seconds that agents who were to leave stayed on, for each interval; from ``warm_up`` on.
    """

    def __init__(self, customers: Customers, priorities: Sequence[int]) -> None:
        self._arrival = customers.arrival.tolist()
        self._service = customers.service.tolist()
        self._until = (customers.arrival + customers.patience).tolist()
        levels = {priority: deque[int]() for priority in sorted(priorities)}
        self._queues = list(levels.values())
        by_kind = [levels[priority] for priority in priorities]
        self._queue_of = [by_kind[kind] for kind in customers.kind.tolist()]
        self._ends: list[float] = []  # of the contacts that are being handled: a heap
        self._slots = 0
        self._start = [float("nan")] * len(self._arrival)
        self.overtime: list[float] = []

    @property
    def start(self) -> Array:
        return np.array(self._start, dtype=np.float64)

    def play(self, agents: Sequence[int], interval: float, warm_up: float = 0) -> None:
        """Play the whole time through, until nobody waits.

        Args:
            agents: On duty in each interval.
            interval: Its length in seconds.
            warm_up: From when on overtime counts.
        """
        bounds = np.searchsorted(self._arrival, np.arange(len(agents) + 1) * interval).tolist()
        bounds[-1] = len(self._arrival)
        for number, slots in enumerate(agents):
            self._change(number * interval, slots)
            self._note_overtime(max(number * interval, warm_up), (number + 1) * interval)
            self._admit(bounds[number], bounds[number + 1])
        while self._ends:
            self._finish(self._ends[0])

    def _admit(self, first: int, after: int) -> None:
        """Let contacts arrive; everything that ends before each of them is done first."""
        ends, slots, start, queue_of, service = self._ends, self._slots, self._start, self._queue_of, self._service
        for one in range(first, after):
            now = self._arrival[one]
            while ends and ends[0] <= now:
                self._finish(ends[0])
            if len(ends) < slots:  # with an agent free, whoever still stands in a queue has given up
                start[one] = now
                heappush(ends, now + service[one])
            else:
                queue_of[one].append(one)

    def _finish(self, now: float) -> None:
        """Let the agent who is done take the next, or rest, or leave."""
        following = self._next(now) if len(self._ends) <= self._slots else None
        if following is None:
            heappop(self._ends)
        else:
            self._start[following] = now
            heapreplace(self._ends, now + self._service[following])

    def _next(self, now: float) -> int | None:
        until = self._until
        for queue in self._queues:
            while queue:
                following = queue.popleft()
                if until[following] >= now:
                    return following
        return None

    def _change(self, now: float, slots: int) -> None:
        """Let agents come or go; who finishes at this very moment may go."""
        while self._ends and self._ends[0] < now:
            self._finish(self._ends[0])
        self._slots = slots
        while self._ends and self._ends[0] <= now:
            self._finish(self._ends[0])
        while len(self._ends) < slots and (following := self._next(now)) is not None:
            self._start[following] = now
            heappush(self._ends, now + self._service[following])

    def _note_overtime(self, now: float, end: float) -> None:
        """Sum how long those stay on who are above the number on duty: the first to finish are the first to go."""
        above = max(len(self._ends) - self._slots, 0)
        self.overtime.append(sum(max(min(done, end) - now, 0) for done in nsmallest(above, self._ends)))
