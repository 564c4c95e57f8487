"""Ratings, evidence and figures to scores; knows no files and no organisations."""

from pcf.maturity.attainment import Verdict, attainment, is_breached, verdict
from pcf.maturity.consolidation import CONSOLIDATIONS, Consolidation, propose
from pcf.maturity.evidence import supported_level
from pcf.maturity.scores import (
    HIGHEST,
    POLICIES,
    PROVISIONAL_FROM,
    SCORED_FROM,
    Policy,
    Score,
    Status,
    policy_of_groups,
    rated,
    roll_up,
)

__all__ = [
    "CONSOLIDATIONS",
    "HIGHEST",
    "POLICIES",
    "PROVISIONAL_FROM",
    "SCORED_FROM",
    "Consolidation",
    "Policy",
    "Score",
    "Status",
    "Verdict",
    "attainment",
    "is_breached",
    "policy_of_groups",
    "propose",
    "rated",
    "roll_up",
    "supported_level",
    "verdict",
]
