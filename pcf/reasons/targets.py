"""What became of a target, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from pcf.metrics.moments import day_of
from pcf.reasons.records import Reason
from pcf.reasons.volumes import Rate

State = Literal["met", "missed", "due_later", "unknown"]


@dataclass(frozen=True, slots=True)
class TargetState:
    """A target against the figures.

    Attributes:
        state: ``met`` or ``missed`` once it is due; ``due_later`` before; ``unknown`` without a day, or without a rate
            of the month that holds this day, or a later one.
        target: Contacts per 100 units of the driver.
        due: By when; ``None`` where it is not said.
        rate: What it is judged by: the last month whose volume is known, a whole one.
        is_reached: Whether that rate is at the target or below, whenever it is due; ``None`` without a rate.
        consequence: What follows, in the organisation's words; blank while nothing does.
    """

    state: State
    target: Decimal
    due: date | None
    rate: Rate | None
    is_reached: bool | None
    consequence: str


def target_state(reason: Reason, whole: Sequence[Rate], as_of: date) -> TargetState | None:
    """Judge the target of a reason; ``None`` where none is set.

    Args:
        reason: The reason.
        whole: Its rates of the whole months, in order.
        as_of: The day of the report. A target is due at the end of its day.
    """
    if reason.target is None:
        return None
    due = day_of(reason.target_by)
    rate = next((one for one in reversed(whole) if one.per_100 is not None), None)
    reached = rate.per_100 <= Fraction(reason.target) if rate is not None and rate.per_100 is not None else None
    state: State = "unknown"
    if due is not None and due > as_of:
        state = "due_later"
    elif due is not None and rate is not None and rate.months[-1] >= due.isoformat()[:7]:
        state = "met" if reached else "missed"
    consequence = {"met": reason.if_met, "missed": reason.if_missed}.get(state, "")
    return TargetState(state, reason.target, due, rate, reached, consequence)
