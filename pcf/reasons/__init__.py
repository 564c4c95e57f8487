"""Contact reasons as a closed loop: why customers make contact, who owns the cause, what became of it."""

from pcf.reasons.counts import ReasonCounts
from pcf.reasons.records import Reason

__all__ = ["Reason", "ReasonCounts"]
