"""Complaints as a closed loop: audit and plan, economics, the complaint log, response rules."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pcf.complaints.counts import ComplaintCounts
    from pcf.complaints.log import count_complaints
    from pcf.complaints.loop import ComplaintLoop, complaint_loop
    from pcf.complaints.records import Assumption, BlockAnswer, CalendarDay, ComplaintInputs, Rule, StepAnswer
    from pcf.complaints.rule_checks import check_rules

__all__ = [
    "Assumption",
    "BlockAnswer",
    "CalendarDay",
    "ComplaintCounts",
    "ComplaintInputs",
    "ComplaintLoop",
    "Rule",
    "StepAnswer",
    "check_rules",
    "complaint_loop",
    "count_complaints",
]

# An assessment needs the records alone, so names resolve when they are first used.
_HOME = {
    **dict.fromkeys(
        ("Assumption", "BlockAnswer", "CalendarDay", "ComplaintInputs", "Rule", "StepAnswer"), "pcf.complaints.records"
    ),
    "ComplaintCounts": "pcf.complaints.counts",
    "ComplaintLoop": "pcf.complaints.loop",
    "check_rules": "pcf.complaints.rule_checks",
    "complaint_loop": "pcf.complaints.loop",
    "count_complaints": "pcf.complaints.log",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'pcf.complaints' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value
