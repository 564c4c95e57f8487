"""The months that a log covers."""

from __future__ import annotations

from datetime import datetime

from pcf.metrics.moments import day_of
from pcf.metrics.periods import Covered
from pcf.reasons.counts import ReasonCounts


def whole_months(counts: ReasonCounts) -> tuple[str, ...]:
    """Return the months that the log covers from beginning to end: only these are compared with one another."""
    first, last = day_of(counts.first), day_of(counts.last)
    if first is None or last is None:
        return ()
    now = datetime.fromisoformat(counts.as_of) if counts.as_of else None
    until = min(last, now.date()) if now else last
    return Covered(first, until, is_asked=counts.is_first_asked).months()
