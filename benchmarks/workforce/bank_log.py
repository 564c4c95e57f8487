"""What a call centre's log says of one day: its calls, its types of customers, and who was on duty.

Times of day stand in the log without a date; 0:00:00 means that there was none.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

NEVER = "0:00:00"
DAY = 86_400


@dataclass(frozen=True)
class Call:
    """A call that was offered to agents; all times in seconds from midnight."""

    type: str
    arrival: int
    wait: int
    answered: bool
    service: int | None  # None where it was not recorded
    server: str
    begun: int
    ended: int


@dataclass(frozen=True)
class Log:
    calls: tuple[Call, ...]
    phantoms: int
    left_in_menu: int


@dataclass(frozen=True)
class Fit:
    """What is known of one type of customers."""

    type: str
    offered: int
    services: tuple[int, ...]
    abandoned: int
    patience: float | None  # None where nobody gave up

    @property
    def aht(self) -> float:
        return float(np.mean(self.services))

    @property
    def variation(self) -> float:
        return float(np.std(self.services) / self.aht)


def seconds(time: str) -> int:
    hours, minutes, rest = time.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(rest)


def read(path: Path) -> Log:
    """Read the log: phantoms and those who left in the voice menu were never offered to anybody."""
    calls, phantoms, left_in_menu = [], 0, 0
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            queued, answered = row["q_start"] != NEVER, row["outcome"] == "AGENT"
            if row["outcome"] == "PHANTOM":
                phantoms += 1
            elif not (queued or answered):
                left_in_menu += 1
            else:
                timed = answered and row["ser_start"] != NEVER
                calls.append(
                    Call(
                        type=row["type"],
                        arrival=seconds(row["q_start"] if queued else row["vru_exit"]),
                        wait=int(row["q_time"]),
                        answered=answered,
                        service=int(row["ser_time"]) if timed else None,
                        server=row["server"] if timed else "",
                        begun=seconds(row["ser_start"]),
                        ended=seconds(row["ser_exit"]),
                    )
                )
    return Log(tuple(sorted(calls, key=lambda call: call.arrival)), phantoms, left_in_menu)


def fit(calls: Sequence[Call]) -> list[Fit]:
    """Fit every type: patience is exponential, its mean all the time waited over the number who gave up.

    That is the estimate of greatest likelihood where whoever was answered would have waited longer (censored).
    """
    found = []
    for name in sorted({call.type for call in calls}):
        own = [call for call in calls if call.type == name]
        abandoned = sum(not call.answered for call in own)
        waited = sum(call.wait for call in own)
        services = tuple(call.service for call in own if call.service is not None)
        found.append(Fit(name, len(own), services, abandoned, waited / abandoned if abandoned else None))
    return found


def spells(calls: Iterable[Call], longest_gap: int) -> list[tuple[int, int]]:
    """Return from when to when each agent was on duty: from the first to the last call without a longer gap."""
    by_server: dict[str, list[Call]] = {}
    for call in calls:
        if call.server:
            by_server.setdefault(call.server, []).append(call)
    found = []
    for own in by_server.values():
        own.sort(key=lambda call: call.begun)
        begun, ended = own[0].begun, own[0].ended
        for call in own[1:]:
            if call.begun - ended > longest_gap:
                found.append((begun, ended))
                begun = call.begun
            ended = max(ended, call.ended)
        found.append((begun, ended))
    return found


def on_duty(found: Sequence[tuple[int, int]], interval: int) -> np.ndarray:
    """Return the mean number of agents on duty in every interval of the day."""
    edges = np.arange(0, DAY + 1, interval)
    begun, ended = np.array(found).T
    passed = [np.clip(edges[:, None] - moments, 0, None).sum(axis=1) for moments in (begun, ended)]
    return np.diff(passed[0] - passed[1]) / interval


def talking_share(calls: Sequence[Call], on_duty_from_to: Sequence[tuple[int, int]]) -> float:
    """Return of what part of their time on duty agents talk while somebody waits.

    An agent who could take a call would then take one. What lacks to 1 is work after the call and short breaks, which
    the log does not show, and agents who do not serve those who wait.
    """
    waiting = _level((call.arrival, call.arrival + call.wait) for call in calls) > 0
    talking = _level((call.begun, call.ended) for call in calls if call.server)
    present = _level(on_duty_from_to)
    return float(talking[waiting].sum() / present[waiting].sum()) if present[waiting].any() else 1.0


def _level(stretches: Iterable[tuple[int, int]]) -> np.ndarray:
    """Return how many stretches cover each second of the day."""
    changes = np.zeros(DAY + 1)
    for begun, ended in stretches:
        changes[min(begun, DAY)] += 1
        changes[min(ended, DAY)] -= 1
    return np.cumsum(changes)[:DAY]
