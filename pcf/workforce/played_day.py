"""The intervals of one pool put one after another, as a simulation plays them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from math import ceil, isinf
from typing import TYPE_CHECKING, NamedTuple

from pcf.errors import Phrase
from pcf.workforce.moments import is_skipped, moments
from pcf.workforce.planned import DEFAULTS
from pcf.workforce.plans import findings as kinds
from pcf.workforce.simulation.settling import settling_time

if TYPE_CHECKING:
    from pcf.workforce.planned import PlannedLine
    from pcf.workforce.records import StaffingLine
    from pcf.workforce.simulation import Kind

_SETTLING = (
    4  # intervals, at least, played and not counted before a typical one: a queue that begins empty is too short
)
_COUNTED = 8  # intervals, at least, of a typical one that are counted in each replication
_MOST_SETTLING = 2_000  # intervals, and
_MOST_CONTACTS = 50_000  # contacts that are played for that in each replication: some tenths of a second
_BLANK = datetime.fromisoformat("0001-01-01")  # of an interval that does not say when it begins


class PlayedInterval(NamedTuple):
    """One interval; ``slots`` and ``least`` are contacts that agents, and the fewest agents, handle at once."""

    calls: float
    aht: float
    patience: float | None
    slots: int
    least: int


_NOBODY = PlayedInterval(calls=0.0, aht=1.0, patience=None, slots=0, least=0)


@dataclass(frozen=True, slots=True)
class PlayedDay:
    """The intervals of one pool in order.

    Attributes:
        intervals: By the moment when they begin.
        interval, within, short: In seconds; ``within`` is ``None`` where no wait is promised.
        concurrency: Contacts that an agent handles at once.
        promise: What is promised over the whole day: the strictest of its intervals, in the units of a line.
        is_typical: Whether it is one interval that stands for many.
        has_parts: Whether agents have parts of slots, which are left out.
    """

    intervals: Mapping[datetime, PlayedInterval]
    interval: float
    within: float | None
    short: float
    concurrency: Decimal
    promise: Mapping[str, float | None]
    is_typical: bool
    has_parts: bool

    def at(self, played: Played) -> list[PlayedInterval]:
        """Return what meets the pool in each interval that is played; in a break nobody comes, and agents stay."""
        found = [_NOBODY]
        for moment in played.moments:
            is_break = moment is None
            found.append(found[-1]._replace(calls=0.0) if is_break else self.intervals.get(moment, _NOBODY))  # type: ignore[arg-type]
        return found[1:]

    def kind(self, name: str, played: Played, priority: int = 0) -> Kind:
        """Return its customers."""
        from pcf.workforce.simulation import Kind

        at = self.at(played)
        return Kind(
            name=name,
            calls=[one.calls for one in at],
            aht=[one.aht for one in at],
            patience=[one.patience for one in at],
            within=self.within,
            priority=priority,
        )

    def slots(self, played: Played) -> list[int]:
        """Return what its agents handle at once."""
        return [one.slots for one in self.at(played)]


@dataclass(frozen=True, slots=True)
class Played:
    """Which intervals are played.

    Attributes:
        moments: When each begins; ``None`` for a break, in which one interval without arrivals empties the queue.
        before: How many of them are played and not counted.
        is_typical: Whether all are the same interval.
    """

    moments: tuple[datetime | None, ...]
    before: int
    is_typical: bool

    def hours(self, day: PlayedDay, slots: Sequence[int]) -> float:
        """Return the hours of agents with so many slots in each interval, without what is played around the plan."""
        own = [one for one, moment in zip(slots, self.moments, strict=True) if moment is not None]
        agents = sum(ceil(one / day.concurrency) for one in (own[:1] if self.is_typical else own))
        return agents * day.interval / 3600


def day_of(lines: Sequence[PlannedLine]) -> PlayedDay | Phrase:
    """Put the lines of a pool one after another; or say why they cannot be played."""
    if any(one.needed is None for one in lines):
        return kinds.NOTHING_NEEDED
    if any(len({_said(one.line, name) for one in lines}) > 1 for name in ("within", "short", "concurrency")):
        return kinds.WAITS_DIFFER
    first = lines[0].line
    interval = float(first.interval or DEFAULTS["interval"])
    starts = [one.line.start for one in lines]
    begun = (_BLANK,) if starts == [""] else moments(starts)
    if len({_said(one.line, "interval") for one in lines}) > 1 or begun is None or _overlap(begun, interval):
        return kinds.LENGTHS_DIFFER
    if not any(one.line.calls for one in lines):
        return kinds.NOBODY_COMES
    concurrency = _said(first, "concurrency") or Decimal(1)
    ordered = sorted(zip(begun, lines, strict=True), key=lambda one: one[0])
    return PlayedDay(
        intervals={moment: _interval(one, concurrency) for moment, one in ordered},
        interval=interval,
        within=None if first.within is None else float(first.within),
        short=float(_said(first, "short") or 0),
        concurrency=concurrency,
        promise=_promise(lines),
        is_typical=len(lines) == 1,
        has_parts=any((one.needed.agents * concurrency) % 1 for one in lines if one.needed),
    )


def played(days: Sequence[PlayedDay], before: int = 0) -> Played | None:
    """Return what is played for pools that work together: all intervals of any of them, and the breaks.

    Args:
        days: One or several of one length of intervals, all typical or none.
        before: How many intervals are played before a typical one is counted.

    Returns:
        ``None`` where intervals of one pool begin within those of another.
    """
    begun = sorted({moment for one in days for moment in one.intervals})
    if days[0].is_typical:
        counted = max(_COUNTED, before // 4)  # the slower a queue changes, the more of it must be seen
        return Played((*begun,) * (before + counted), before, is_typical=True)
    if _overlap(begun, days[0].interval):
        return None
    return Played(tuple(_with_breaks(begun, timedelta(seconds=days[0].interval))), 0, is_typical=False)


def together(days: Sequence[PlayedDay]) -> list[PlayedDay]:
    """Return pools as one team can play them: typical only if all are and none begins at another time.

    A pool that has a single interval, and at another time than others have theirs, is a part of their day.
    """
    begun = {tuple(one.intervals) for one in days}
    if len(begun) == 1 or any(_BLANK in own for own in begun):
        return list(days)
    return [replace(one, is_typical=False) for one in days]


def settling(days: Sequence[PlayedDay], slots: int) -> tuple[int, float]:
    """Return how many intervals are played before a typical one is counted, and how many it would take.

    Args:
        days: Pools of one typical interval that work together; of a day nothing needs to settle: it begins empty.
        slots: Contacts that all their agents handle at once.
    """
    if not days[0].is_typical:
        return 0, 0.0
    own = [next(iter(one.intervals.values())) for one in days]
    calls, seconds = sum(one.calls for one in own), sum(one.calls * one.aht for one in own)
    waits = [one.patience for one in own if one.calls]
    patient = None if None in waits else max(one for one in waits if one is not None)
    load = seconds / days[0].interval
    takes = settling_time(load, slots, aht=seconds / calls, patience=patient) / days[0].interval
    most = max(min(_MOST_SETTLING, int(_MOST_CONTACTS / calls)), _SETTLING)
    wanted = takes if isinf(takes) else max(ceil(takes), _SETTLING)
    return int(min(wanted, most)), wanted


def _interval(one: PlannedLine, concurrency: Decimal) -> PlayedInterval:
    agents = one.needed.agents if one.needed else 0
    return PlayedInterval(
        calls=float(one.line.calls or 0),
        aht=float(one.line.aht or 1),
        patience=None if one.line.patience is None else float(one.line.patience),
        slots=int(agents * concurrency),
        least=int(ceil(_said(one.line, "minimum") or 0) * concurrency),
    )


def _said(line: StaffingLine, name: str) -> Decimal | None:
    """Return what a line says, or what holds where it does not."""
    value: Decimal | None = getattr(line, name)
    return Decimal(DEFAULTS[name]) if value is None and name in DEFAULTS else value


def _promise(lines: Sequence[PlannedLine]) -> dict[str, float | None]:
    """Return the strictest promises and limits of all lines."""
    said = {
        name: [float(value) for one in lines if (value := getattr(one.line, name)) is not None]
        for name in ("target", "asa", "abandonment", "occupancy")
    }
    return {name: (max if name == "target" else min)(values, default=None) for name, values in said.items()}


def _overlap(begun: Sequence[datetime], interval: float) -> bool:
    length = timedelta(seconds=interval)
    return any(after - before < length for before, after in pairwise(sorted(begun)))


def _with_breaks(begun: Sequence[datetime], interval: timedelta) -> Iterator[datetime | None]:
    known = frozenset(begun)
    yield begun[0]
    for before, after in pairwise(begun):
        end = before + interval
        if after > end and not is_skipped(end, after, known, interval):
            yield None
        yield after
