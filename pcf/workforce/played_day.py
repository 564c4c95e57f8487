"""The intervals of one pool put one after another, as a simulation plays them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil, fsum
from typing import TYPE_CHECKING

from pcf.errors import Phrase
from pcf.workforce.planned import DEFAULTS
from pcf.workforce.plans import findings as kinds
from pcf.workforce.pools import Pool

if TYPE_CHECKING:
    from pcf.workforce.planned import PlannedLine
    from pcf.workforce.simulation import Kind

_SETTLING = 4  # intervals played and not counted before a typical one: a queue that begins empty is too short
_COUNTED = 8  # intervals of a typical one that are counted in each replication


@dataclass(frozen=True, slots=True)
class PlayedDay:
    """The intervals of one pool, made to follow one another.

    Attributes:
        starts: Blank where the plan has one typical interval.
        calls, slots: By interval; an agent has as many slots as contacts at once.
        interval, aht, patience, within, short: In seconds; handle time and patience are means over all contacts.
        warm_up: Seconds that are played and not counted.
        concurrency: Contacts that an agent handles at once.
        promise: What is promised over the whole day: the strictest of its intervals.
    """

    starts: tuple[str, ...]
    calls: tuple[float, ...]
    slots: tuple[int, ...]
    interval: float
    aht: float
    patience: float | None
    within: float
    short: float
    warm_up: float
    concurrency: float
    promise: Mapping[str, float | None]

    def hours(self, slots: Sequence[int]) -> float:
        """Return the hours of agents with so many slots in each interval, without what is played around the plan."""
        own = slots[:1] if self.warm_up else [one for one, start in zip(slots, self.starts, strict=True) if start]
        return sum(ceil(one / self.concurrency) for one in own) * self.interval / 3600

    def kind(self, pool: Pool, priority: int) -> Kind:
        from pcf.workforce.simulation import Kind

        return Kind(
            name=pool[0] or pool[1] or "all",
            calls=self.calls,
            aht=self.aht,
            patience=self.patience,
            within=self.within,
            priority=priority,
        )


def day_of(lines: Sequence[PlannedLine]) -> PlayedDay | Phrase:
    """Put the lines of a pool one after another; or say why they cannot be played."""
    if any(one.needed is None for one in lines):
        return kinds.NOTHING_NEEDED
    alike = {(one.line.within, one.line.short, one.line.concurrency) for one in lines}
    if len(alike) > 1:
        return kinds.WAITS_DIFFER
    if len({one.line.interval for one in lines}) > 1 or (len(lines) > 1 and not _follow(lines)):
        return kinds.LENGTHS_DIFFER
    first = lines[0].line
    interval = float(first.interval or DEFAULTS["interval"])
    ordered = sorted(lines, key=lambda one: one.line.start)
    rows = list(_filled_gaps(ordered, interval))
    warm_up = 0.0
    if len(lines) == 1:
        rows, warm_up = rows * (_SETTLING + _COUNTED), interval * _SETTLING
    contacts = fsum(float(one.line.calls or 0) for one in lines)
    if not contacts:
        return kinds.NOBODY_COMES
    aht = fsum(float(one.line.calls or 0) * float(one.line.aht or 0) for one in lines) / contacts
    slots = float(first.concurrency or DEFAULTS["concurrency"])
    return PlayedDay(
        starts=tuple(start for start, _, _ in rows),
        calls=tuple(calls for _, calls, _ in rows),
        slots=tuple(int(agents * slots) for _, _, agents in rows),
        interval=interval,
        aht=aht,
        patience=_patience(lines, contacts),
        within=float(first.within or 0),
        short=float(DEFAULTS["short"] if first.short is None else first.short),
        warm_up=warm_up,
        concurrency=slots,
        promise=_promise(lines),
    )


def _promise(lines: Sequence[PlannedLine]) -> dict[str, float | None]:
    """Return the strictest promises of all lines, in the units of a line."""
    targets, waits, shares = (
        [float(value) for one in lines if (value := getattr(one.line, name)) is not None]
        for name in ("target", "asa", "abandonment")
    )
    return {
        "target": max(targets, default=None),
        "asa": min(waits, default=None),
        "abandonment": min(shares, default=None),
    }


def _patience(lines: Sequence[PlannedLine], contacts: float) -> float | None:
    """Return the mean patience: rates of giving up add, weighted by contacts; ``None`` if nobody gives up."""
    rates = fsum(float(one.line.calls or 0) / float(one.line.patience) for one in lines if one.line.patience)
    return contacts / rates if rates else None


def _follow(lines: Sequence[PlannedLine]) -> bool:
    """Whether every line says when it begins, and no two overlap."""
    starts = sorted(moment for one in lines if (moment := _moment(one.line.start)))
    length = timedelta(seconds=float(lines[0].line.interval or DEFAULTS["interval"]))
    return len(starts) == len(lines) and all(after - before >= length for before, after in pairwise(starts))


def _moment(start: str) -> datetime | None:
    if not start:
        return None
    return datetime.fromisoformat(start if "T" in start else f"2001-01-01T{start}")


def _filled_gaps(ordered: Sequence[PlannedLine], interval: float) -> Iterator[tuple[str, float, int]]:
    """Yield start, contacts and agents; where the plan has a gap, one interval without arrivals empties the queue."""
    before: datetime | None = None
    agents = 0
    for one in ordered:
        start = _moment(one.line.start)
        if before and start and (start - before).total_seconds() > interval:
            yield "", 0.0, agents
        agents = one.needed.agents if one.needed else 0
        yield one.line.start, float(one.line.calls or 0), agents
        before = start
