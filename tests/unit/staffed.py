"""Staffing filled, for the tests of what is delivered: pools that keep and miss their promise, one that lacks figures."""

from __future__ import annotations

from decimal import Decimal

from pcf.assessment import Scorecard, score_round
from pcf.ids import Language
from pcf.taxonomy import load
from pcf.workforce.records import StaffingLine

from .engagement import HOSTILE, workshop

SHORT = StaffingLine(
    id="l1", segment="s1", channel="phone", calls=360, aht=240, patience=120, target=80, within=20, agents=47,
    shrinkage=30, cost="18.50",
)  # fmt: skip
KEPT = StaffingLine(
    id="l2", segment="s2", channel="phone", calls=90, aht=300, target=90, within=10, agents=22, shrinkage=30,
    cost="18.50",
)  # fmt: skip
CHAT = StaffingLine(id="l3", channel=HOSTILE, calls=120, aht=600, target=80, within=60, concurrency=3, cost=16)
LACKING = StaffingLine(id="l4", channel="email", calls=40)
ENDLESS = StaffingLine(id="l5", channel="callback", calls=40, aht=100, target=80, within=60, agents=2)
POOLS = (SHORT, KEPT, CHAT, LACKING, ENDLESS)


def day_lines(agents: int | None = 12) -> tuple[StaffingLine, ...]:
    """Return two days of eight half hours of one pool; the second is busier, and its morning closed."""
    return tuple(
        SHORT.model_copy(
            update={
                "id": f"d{day}-{slot}",
                "start": f"2026-01-0{day}T{8 + slot // 2:02}:{30 * (slot % 2):02}",
                "calls": Decimal(0 if slot == 0 else 20 * day + 8 * slot),
                "agents": None if agents is None else Decimal(agents),
            }
        )
        for day in (1, 2)
        for slot in range(8)
    )


def staffed(lang: Language = "en", lines: tuple[StaffingLine, ...] | None = POOLS, **said: object) -> Scorecard:
    """Return the engagement with lines for staffing."""
    return score_round(load(lang=lang), workshop(staffing=lines, **said))
