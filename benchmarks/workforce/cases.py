"""The same intervals for everybody; needs nothing that has to be installed."""

from __future__ import annotations

import random

INTERVALS = 100_000
SAMPLE = 5_000  # a peer that takes one interval at a time is timed on the first of them
AHT = 240
TARGET = 0.8
WITHIN = 20
LENGTH = 1800  # seconds of an interval
LOADS = {"up to 53": (0.1, 53.0), "7 to 504": (7.0, 504.0)}  # erlang
CALLERS = ((48, 50, 60, 120), (30, 25, 180, 60), (480, 490, 60, 120), (4900, 4900, 240, 100))


def loads(name: str) -> list[float]:
    """Return the loads of all intervals, in erlang."""
    low, high = LOADS[name]
    drawn = random.Random(6)
    return [drawn.uniform(low, high) for _ in range(INTERVALS)]
