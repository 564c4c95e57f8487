"""Complaints as a closed loop: audit and plan, economics, the complaint log, response rules."""

from pcf.complaints.records import Assumption, BlockAnswer, CalendarDay, ComplaintInputs, Rule, StepAnswer

__all__ = ["Assumption", "BlockAnswer", "CalendarDay", "ComplaintInputs", "Rule", "StepAnswer"]
