"""Mapping an organisation's own practices to the elements of the model."""

from pcf.mapping.records import DECISIONS, RELATIONS, Decision, Placement, Practice, Relation

__all__ = ["DECISIONS", "RELATIONS", "Decision", "Placement", "Practice", "Relation"]
