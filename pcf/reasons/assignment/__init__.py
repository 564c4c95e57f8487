"""Finding the reason of a contact by what the customer or the agent wrote; offline, in three languages."""

from pcf.reasons.assignment.assigner import LINE, Assignment, ReasonAssigner

__all__ = ["LINE", "Assignment", "ReasonAssigner"]
