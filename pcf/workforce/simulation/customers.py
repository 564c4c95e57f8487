"""Everything that chance decides in one replication, drawn before it is played.

Each kind has its own streams for arrivals, handle times and patience, so that the same customers come whatever the
number of agents: figures of two numbers of agents differ by the agents alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pcf.workforce.integrals import Array
from pcf.workforce.simulation.records import Kind

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Customers:
    """All contacts of one replication in order of arrival; every array has the shape ``(contacts,)``.

    Attributes:
        kind: Its place among the kinds.
        arrival: When it comes, in seconds from the start.
        service: How long it will be handled.
        patience: How long it will wait; infinite where nobody gives up.
    """

    kind: Numbers
    arrival: Array
    service: Array
    patience: Array


def streams(seed: int, replications: int) -> list[np.random.SeedSequence]:
    """Return one stream for each replication; more replications leave the first ones as they are."""
    return np.random.SeedSequence(seed).spawn(replications)


def draw(kinds: Sequence[Kind], intervals: int, interval: float, stream: np.random.SeedSequence) -> Customers:
    """Draw the customers of one replication; a stream that is new draws the same every time."""
    drawn = []
    for place, (kind, own) in enumerate(zip(kinds, stream.spawn(len(kinds)), strict=True)):
        coming, handling, waiting = (np.random.default_rng(one) for one in own.spawn(3))
        arrival = _arrivals(kind, intervals, interval, coming)
        places = places_of(arrival, intervals, interval)
        patience = _patience(kind, intervals, places, waiting)
        drawn.append((np.full(len(arrival), place), arrival, _services(kind, intervals, places, handling), patience))
    together = [np.concatenate(parts) for parts in zip(*drawn, strict=True)]
    order = np.argsort(together[1], kind="stable")
    return Customers(*(values[order] for values in together))


def places_of(arrival: Array, intervals: int, interval: float) -> Numbers:
    """Return in which interval each contact arrives, from 0."""
    return np.minimum((arrival / interval).astype(np.int64), intervals - 1)


def _arrivals(kind: Kind, intervals: int, interval: float, rng: np.random.Generator) -> Array:
    if kind.arrivals is not None:
        return np.sort(np.asarray(kind.arrivals, dtype=np.float64))
    expected = np.broadcast_to(np.asarray(kind.calls, dtype=np.float64), (intervals,))
    counts = rng.poisson(expected)
    # given their number, arrivals of a Poisson process are spread evenly and independently over the interval
    return np.sort((np.repeat(np.arange(intervals), counts) + rng.random(counts.sum())) * interval)


def _patience(kind: Kind, intervals: int, places: Numbers, rng: np.random.Generator) -> Array:
    typed = kind.patience if isinstance(kind.patience, Sequence | np.ndarray) else [kind.patience]
    means = np.array([np.inf if one is None else one for one in typed], dtype=np.float64)
    means = np.broadcast_to(means, (intervals,))[places]
    drawn = rng.standard_exponential(len(places))
    return np.where(np.isinf(means), np.inf, drawn * np.where(np.isinf(means), 1.0, means))


def _services(kind: Kind, intervals: int, places: Numbers, rng: np.random.Generator) -> Array:
    count = len(places)
    if kind.services is not None:
        return rng.choice(np.asarray(kind.services, dtype=np.float64), count)
    if kind.aht is None:
        raise TypeError("a kind without handle time is refused before it is drawn")
    means = np.broadcast_to(np.asarray(kind.aht, dtype=np.float64), (intervals,))[places]
    if kind.variation is None:
        return rng.standard_exponential(count) * means
    spread = math.log1p(kind.variation**2)  # the variance of the logarithm; its mean then keeps the mean
    return rng.lognormal(np.log(means) - spread / 2, math.sqrt(spread))
