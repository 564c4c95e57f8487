"""Whether a reason's contacts changed from month to month, or only moved as they always do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pcf.metrics.control import individuals
from pcf.metrics.periods import days_in
from pcf.model.loop import Driver
from pcf.reasons.counts import ReasonRow

Basis = Driver | Literal["days"]
Judgement = Literal["higher", "lower", "usual", "too_few_months"]


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """One whole month: contacts, and the figure that months are compared by."""

    month: str
    contacts: int
    value: Fraction


@dataclass(frozen=True, slots=True)
class Trend:
    """How a reason's contacts went.

    Attributes:
        basis: What the figures are per 100 of; ``days`` where the volume of a month is not known: then they are
            contacts a day, since months differ in length.
        months: The whole months in order.
        judgement: ``higher`` or ``lower`` where the last month is part of a signal of the control chart of single
            values, ``usual`` where it is of none, ``too_few_months`` to tell.
        difference: The last month less the one before; ``None`` for fewer than two.
        centre, low, high: Of the control chart; ``None`` for too few months.
    """

    basis: Basis
    months: tuple[MonthFigure, ...]
    judgement: Judgement
    difference: Fraction | None
    centre: float | None = None
    low: float | None = None
    high: float | None = None


def trend(
    rows: Sequence[ReasonRow],
    whole: Sequence[str],
    driver: Driver | None,
    volume: Mapping[str, Fraction],
    covered: Sequence[ReasonRow] | None = None,
) -> Trend:
    """Judge the last whole month of a reason.

    Args:
        rows: Its contacts.
        whole: The months that the log covers from beginning to end, in order.
        driver: The unit of business that it grows with.
        volume: Units of it by month.
        covered: The contacts that these units are of; all of them unless given.
    """
    by_driver = driver if driver is not None and whole and all(volume.get(month) for month in whole) else None
    contacts = dict.fromkeys(whole, 0)
    for row in rows if by_driver is None or covered is None else covered:
        if row.month in contacts:
            contacts[row.month] += row.contacts
    months = tuple(
        MonthFigure(month, count, Fraction(count, days_in(month)) if by_driver is None else 100 * count / volume[month])
        for month, count in contacts.items()
    )
    difference = months[-1].value - months[-2].value if len(months) > 1 else None
    points = individuals([one.value for one in months])
    if not points:
        return Trend(by_driver or "days", months, "too_few_months", difference)
    last = points[-1]
    judgement: Judgement = "usual"
    if last.is_signal:
        judgement = "higher" if last.value > last.centre else "lower"
    return Trend(by_driver or "days", months, judgement, difference, float(last.centre), last.low, last.high)
