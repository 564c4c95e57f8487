"""What speaks for each reason that a message could have, and for none of the list."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from pcf.suggestions.index import Found, Reading

_NOTHING = Found(0.0, (), 0.0)


class ReasonSignals(NamedTuple):
    """What speaks for one reason.

    Attributes:
        explained: How much of the message all that is said of the reason explains; it grows with the root of the
            message's length, as the same share of a longer message is better evidence.
        best, second, third: The likeness of its best phrases; ``name`` that of the best name or label among them.
    """

    explained: float
    best: float
    second: float
    third: float
    name: float


class NoneSignals(NamedTuple):
    """What speaks for no reason of the list.

    Attributes:
        always: 1: how often messages have none before anything is known of them.
        unknown: What share of the message's weight stands nowhere.
        explained: The highest that any reason has.
    """

    always: float
    unknown: float
    explained: float


class Signals(NamedTuple):
    """Everything that is known of a message: what speaks for each reason, in the order asked for, and for none."""

    reasons: tuple[ReasonSignals, ...]
    none: NoneSignals


def signals_of(reading: Reading, reasons: Sequence[str]) -> Signals:
    """Return what a reading says of reasons; one that shares no word with the message has nothing for it."""
    evidence = math.sqrt(reading.length)
    every = tuple(_of_reason(reading.owners.get(one, _NOTHING), evidence) for one in reasons)
    none = NoneSignals(
        always=1.0,
        unknown=reading.unknown,
        explained=max((one.explained for one in every), default=0.0),
    )
    return Signals(every, none)


def _of_reason(found: Found, evidence: float) -> ReasonSignals:
    best, second, third = (*(like for like, _ in found.phrases), 0.0, 0.0, 0.0)[:3]
    return ReasonSignals(found.together * evidence, best, second, third, found.name)
