"""Ratings, evidence and figures to scores; knows no files and no organisations."""

from pcf.maturity.attainment import AT_STRETCH, AT_TARGET, Verdict, attainment, is_breached, verdict
from pcf.maturity.consolidation import CONSOLIDATIONS, Consolidation, propose
from pcf.maturity.evidence import in_kind_order, supported_level
from pcf.maturity.scores import (
    HIGHEST,
    POLICIES,
    PROVISIONAL_FROM,
    SCORED_FROM,
    STAGED_SHARE,
    Policy,
    Score,
    Status,
    policy_of_groups,
    rated,
    roll_up,
)
from pcf.maturity.suggestion import Suggestion, suggestion, tally

__all__ = [
    "AT_STRETCH",
    "AT_TARGET",
    "CONSOLIDATIONS",
    "HIGHEST",
    "POLICIES",
    "PROVISIONAL_FROM",
    "SCORED_FROM",
    "STAGED_SHARE",
    "Consolidation",
    "Policy",
    "Score",
    "Status",
    "Suggestion",
    "Verdict",
    "attainment",
    "in_kind_order",
    "is_breached",
    "policy_of_groups",
    "propose",
    "rated",
    "roll_up",
    "suggestion",
    "supported_level",
    "tally",
    "verdict",
]
