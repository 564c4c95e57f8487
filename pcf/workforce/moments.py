"""When intervals of a plan begin, as hours pass and not as clocks show them."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date, datetime, timedelta

_A_DAY = timedelta(days=1)
_MOST_SKIPPED = timedelta(hours=1)  # by which clocks are put forward


def moments(starts: Sequence[str]) -> tuple[datetime, ...] | None:
    """Return when each interval begins, so that what follows comes later; ``None`` where a start is blank.

    A start with an offset from UTC is one of an hour that comes twice (``StaffingLine.start``): what comes after its
    first passing is an hour later than the clock says. Where all starts have an offset they are taken by UTC.

    Args:
        starts: ISO 8601; times without a day are those of one typical day.
    """
    if not all(starts):
        return None
    read = [datetime.fromisoformat(one if "T" in one else f"2001-01-01T{one}") for one in starts]
    if all(one.tzinfo for one in read):
        return tuple(one.replace(tzinfo=None) - (one.utcoffset() or timedelta()) for one in read)
    changes = _changes(read)
    return tuple(one.replace(tzinfo=None) + _passed(one, changes) for one in read)


def _changes(read: Sequence[datetime]) -> Mapping[date, list[datetime]]:
    """Return the starts with an offset of each day on which an hour comes twice."""
    found: dict[date, list[datetime]] = {}
    for one in read:
        if one.tzinfo:
            found.setdefault(one.date(), []).append(one)
    return {day: some for day, some in found.items() if len({one.utcoffset() for one in some}) > 1}


def _passed(one: datetime, changes: Mapping[date, list[datetime]]) -> timedelta:
    """Return by how much clocks were put back before a start."""
    total = timedelta()
    for day, some in changes.items():
        offsets = [other.utcoffset() or timedelta() for other in some]
        last = max(other.replace(tzinfo=None) for other in some)
        again = one.tzinfo is not None and one.date() == day and one.utcoffset() == min(offsets)
        if again or one.replace(tzinfo=None) > last:
            total += max(offsets) - min(offsets)
    return total


def is_skipped(end: datetime, start: datetime, begun: Container[datetime], interval: timedelta) -> bool:
    """Whether the time between two intervals is an hour that clocks skip, and no break.

    A plan does not say in which country it is. An hour at most that is missing on this day alone is taken for skipped.

    Args:
        end: Of the one before.
        start: Of the next.
        begun: When all intervals of the pool begin.
        interval: Their length.
    """
    missing = [end + number * interval for number in range(int((start - end) / interval))]
    return start - end <= _MOST_SKIPPED and any(all(one + day in begun for one in missing) for day in (-_A_DAY, _A_DAY))
