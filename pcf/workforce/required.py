"""The fewest agents that keep every limit, for many intervals at once.

Here nothing is checked, and NaN stands for what was not said: the callers of this module check and convert.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from pcf.workforce.climbing import can_climb, climb
from pcf.workforce.erlang import ErlangA, impatient, waiting
from pcf.workforce.integrals import Array
from pcf.workforce.square_root import likely_slots

Counts = NDArray[np.int64]
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cases:
    """Intervals and their limits, each field an array of one dimension and the same length.

    Attributes:
        load: Offered, in erlang.
        aht, patience, within, short: In seconds; without patience nobody gives up.
        concurrency: Contacts that an agent handles at once, so many slots an agent has.
        target, abandonment, occupancy: Limits as shares on 0 to 1.
        asa: Limit of the mean wait of answered contacts, in seconds.
        minimum: Fewest agents.
    """

    load: Array
    aht: Array
    patience: Array
    within: Array
    short: Array
    concurrency: Array
    target: Array
    asa: Array
    abandonment: Array
    occupancy: Array
    minimum: Array

    def at(self, places: NDArray[np.intp] | Marks) -> Cases:
        """Return the intervals of some places."""
        return Cases(*(getattr(self, field.name)[places] for field in fields(self)))

    def with_target_alone(self, target: Array) -> Cases:
        """Return the same intervals under one promise alone; a wait that was not promised is none."""
        unsaid = np.full_like(target, np.nan)
        return replace(
            self, target=target, within=np.nan_to_num(self.within), asa=unsaid, abandonment=unsaid, occupancy=unsaid
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """What callers and agents meet: the fields of ``Performance``, as arrays."""

    service_level: Array
    service_level_metric: Array
    asa: Array
    wait: Array
    abandonment: Array
    occupancy: Array
    p_wait: Array
    given_up_within: Array


def keeps(cases: Cases, agents: Array) -> Kept:
    """Compute what so many agents keep: by Erlang A where patience is known, else by Erlang C.

    Where nothing is offered, callers meet nothing: NaN.
    """
    endless = np.isnan(cases.patience)
    if endless.all():
        found = _without_abandonment(cases, agents)
    elif not endless.any():
        found = _with_abandonment(cases, agents)
    else:
        found = np.empty((len(fields(Kept)), len(endless)))
        found[:, endless] = _without_abandonment(cases.at(endless), agents[endless])
        found[:, ~endless] = _with_abandonment(cases.at(~endless), agents[~endless])
    found[:, cases.load == 0] = np.nan
    slots = agents * cases.concurrency
    found[_OCCUPANCY, (cases.load == 0) & (slots > 0)] = 0.0
    return Kept(*found)


_OCCUPANCY = [field.name for field in fields(Kept)].index("occupancy")


def _without_abandonment(cases: Cases, agents: Array) -> Array:
    """Erlang C: SL = 1 - C exp(-(N - A) T / AHT); wait = C AHT / (N - A); occupancy = A / N."""
    slots = agents * cases.concurrency
    p_wait, free = waiting(cases.load, slots), slots - cases.load
    with np.errstate(all="ignore"):
        wait = np.where(free > 0, p_wait * cases.aht / free, np.inf)
        in_time = np.where(free > 0, 1 - p_wait * np.exp(-free * cases.within / cases.aht), 0.0)
        in_time = np.where(np.isnan(cases.within), np.nan, in_time)
        busy = np.where(slots > 0, np.minimum(cases.load / slots, 1.0), np.nan)
    nobody = np.zeros_like(wait)
    return np.stack([in_time, in_time, wait, wait, nobody, busy, p_wait, nobody])


def _with_abandonment(cases: Cases, agents: Array) -> Array:
    slots, within = agents * cases.concurrency, np.nan_to_num(cases.within)
    found = ErlangA(*impatient(cases.load, slots, cases.aht, cases.patience, within, short=cases.short))
    with np.errstate(all="ignore"):
        in_time = np.where(np.isnan(cases.within), np.nan, found.service_level)
        # where nearly all are short abandons, rounding leaves fewer counted than are in time
        by_metric = np.minimum(in_time / (1 - found.given_up_within), 1.0)
    waits = (found.wait_answered, found.wait)
    met = (in_time, by_metric, *waits, found.p_abandon, found.occupancy, found.p_wait, found.given_up_within)
    return np.stack([np.asarray(one, dtype=np.float64) for one in met])


def broken(cases: Cases, agents: Array, kept: Kept) -> dict[str, Marks]:
    """Return by limit, in the order of ``DECIDING``, where so many agents break it."""
    offered = cases.load > 0
    promised = offered & ~np.isnan(cases.target) & ~np.isnan(cases.within)
    with np.errstate(invalid="ignore"):
        return {
            "load": offered & np.isnan(cases.patience) & (agents * cases.concurrency <= cases.load),
            "service_level": promised & ~(kept.service_level >= cases.target),
            "asa": offered & ~(kept.asa <= cases.asa) & ~np.isnan(cases.asa),
            "abandonment": offered & ~(kept.abandonment <= cases.abandonment) & ~np.isnan(cases.abandonment),
            "occupancy": offered & ~(kept.occupancy <= cases.occupancy) & ~np.isnan(cases.occupancy),
            "minimum": agents < cases.minimum,
        }


def breaks(cases: Cases, agents: Array, kept: Kept) -> Marks:
    """Return where so many agents break a limit."""
    found: Marks = np.logical_or.reduce(list(broken(cases, agents, kept).values()))
    return found


def fewest(cases: Cases) -> Counts:
    """Return the least whole numbers of agents that keep every limit."""
    found = np.full(len(cases.load), np.nan)
    is_small = can_climb(cases)
    found[is_small] = climb(cases.at(is_small))
    is_open = np.isnan(found)
    found[is_open] = search(cases.at(is_open))
    return found.astype(np.int64)


def search(cases: Cases) -> Counts:
    """Find them by the integrals, from where they are likely to be."""

    def is_enough(places: NDArray[np.intp], agents: Array) -> Marks:
        some = cases.at(places)
        return ~breaks(some, agents, keeps(some, agents))

    return _least(is_enough, np.ceil(np.maximum(likely_slots(cases) / cases.concurrency, cases.minimum)))


def _least(is_enough: Callable[[NDArray[np.intp], Array], Marks], start: Array) -> Counts:
    """Find where a condition that stays true turns true: in doubling steps from a guess, then by halves.

    Numbers are whole, but kept as floats, which hold them exactly.
    """
    low, high = np.full_like(start, -1.0), np.full_like(start, np.inf)
    probe, step = start.copy(), 1.0
    places = np.arange(len(start))
    while len(places):
        enough = is_enough(places, probe[places])
        high[places[enough]] = probe[places[enough]]
        low[places[~enough]] = probe[places[~enough]]
        places = places[high[places] - low[places] > 1]
        middle = np.floor((low[places] + high[places]) / 2)
        up = probe[places] == low[places]
        probe[places] = np.where(up, np.minimum(low[places] + step, middle), np.maximum(high[places] - step, middle))
        step *= 2
    return high.astype(np.int64)


def limiting(cases: Cases, agents: Counts) -> NDArray[np.str_]:
    """Return which limit needs the last agent: the first that one agent fewer breaks."""
    fewer = np.maximum(agents - 1.0, 0.0)
    found = np.full(len(agents), "calls", dtype="<U16")
    for limit, marks in reversed(broken(cases, fewer, keeps(cases, fewer)).items()):
        found[marks & (agents > 0)] = limit
    return found


def scheduled(agents: Counts, shrinkage: Array) -> Counts:
    """Return how many must be scheduled so that so many are on duty: N / (1 - shrinkage), rounded up.

    The subtracted trifle keeps what is whole but for rounding, such as 70 / (1 - 0.3), from becoming one more.
    """
    return np.ceil(agents / (1 - shrinkage) - 1e-9).astype(np.int64)
