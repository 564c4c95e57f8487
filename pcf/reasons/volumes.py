"""Contacts per 100 units of business: of what period volumes are known, and what the rate is there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pcf.metrics.periods import summed
from pcf.model.loop import DRIVERS, Driver
from pcf.reasons.counts import ReasonRow, VolumeRow

_PER = 100


@dataclass(frozen=True, slots=True)
class Rate:
    """Contacts per 100 units of business, over the whole months whose volume is known.

    Attributes:
        driver: The unit of business.
        contacts: Contacts of these months.
        volume: Units of these months together; customers are summed over months.
        months: The months, ``2026-10``.
    """

    driver: Driver
    contacts: int
    volume: Fraction
    months: tuple[str, ...]

    @property
    def per_100(self) -> Fraction | None:
        """The rate; ``None`` where there was no business at all."""
        return _PER * self.contacts / self.volume if self.volume else None


class Volumes:
    """Units of business by driver, segment and month.

    A month counts for the whole organisation when every segment that has a figure in any month has one in it: else
    contacts of all segments would be set against a part of the business.
    """

    def __init__(self, rows: Iterable[VolumeRow]) -> None:
        self._known: dict[Driver, dict[str | None, dict[str, Fraction]]] = {driver: {} for driver in DRIVERS}
        for row in rows:
            for driver, by_segment in self._known.items():
                value = getattr(row, driver)
                if value is not None:
                    months = by_segment.setdefault(row.segment, {})
                    months[row.month] = months.get(row.month, Fraction(0)) + Fraction(value)

    def shared(self, driver: Driver, rows: Iterable[ReasonRow]) -> frozenset[str | None] | None:
        """Return the segments that have a volume, whose contacts alone are set against it; none where no contact is.

        ``None`` where contacts or volumes are not told by segment: then all are set against all. A segment with a
        volume and without contacts had none: the log is of the whole organisation.

        Args:
            driver: The unit of business.
            rows: All contacts of the log, of whatever reason.
        """
        there, known = {row.segment for row in rows}, set(self._known[driver])
        return None if there <= {None} or known <= {None} else frozenset(known if there & known else ())

    def overall(self, driver: Driver, segments: Collection[str | None] | None = None) -> Mapping[str, Fraction]:
        """Return the volume of every month that is complete, of all segments or of some."""
        known = self._known[driver].items()
        by_segment = [months for segment, months in known if segments is None or segment in segments]
        return summed(by_segment)

    def of_segment(self, driver: Driver, segment: str | None) -> Mapping[str, Fraction]:
        """Return the volume of one segment by month."""
        return self._known[driver].get(segment, {})

    def segments(self, driver: Driver) -> tuple[str | None, ...]:
        """Return the segments that have a volume."""
        return tuple(self._known[driver])


def rate(
    driver: Driver, rows: Iterable[ReasonRow], volume: Mapping[str, Fraction], among: Collection[str]
) -> Rate | None:
    """Return the rate over the months that have a volume; ``None`` where none has.

    Args:
        driver: The unit of business.
        rows: The contacts.
        volume: Month to units.
        among: The months that the log covers from beginning to end: a part of a month has no volume.
    """
    months = tuple(month for month in sorted(volume) if month in among)
    if not months:
        return None
    contacts = sum(row.contacts for row in rows if row.month in months)
    return Rate(driver, contacts, sum((volume[month] for month in months), Fraction(0)), months)


def monthly(
    driver: Driver, rows: Sequence[ReasonRow], volume: Mapping[str, Fraction], among: Sequence[str]
) -> tuple[Rate, ...]:
    """Return the rate of each month that has a volume."""
    rates = (rate(driver, rows, volume, [month]) for month in among)
    return tuple(one for one in rates if one is not None)
