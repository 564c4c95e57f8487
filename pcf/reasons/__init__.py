"""Contact reasons as a closed loop: why customers make contact, who owns the cause, what became of it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pcf.reasons.counts import ReasonCounts
    from pcf.reasons.defaults import default_reasons
    from pcf.reasons.judging import reason_loop
    from pcf.reasons.log import count_reasons
    from pcf.reasons.records import Reason
    from pcf.reasons.report import ReasonLoop

__all__ = ["Reason", "ReasonCounts", "ReasonLoop", "count_reasons", "default_reasons", "reason_loop"]

# An assessment needs the records alone, so names resolve when they are first used.
_HOME = {
    "Reason": "pcf.reasons.records",
    "ReasonCounts": "pcf.reasons.counts",
    "ReasonLoop": "pcf.reasons.report",
    "count_reasons": "pcf.reasons.log",
    "default_reasons": "pcf.reasons.defaults",
    "reason_loop": "pcf.reasons.judging",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'pcf.reasons' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value
