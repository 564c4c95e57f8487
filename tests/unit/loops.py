"""What an organisation may say of complaints, contact reasons and staffing, for the tests of whatever carries it about."""

from __future__ import annotations

from decimal import Decimal

from pcf.complaints.records import Assumption, BlockAnswer, CalendarDay, ComplaintInputs, Rule, StepAnswer
from pcf.reasons.records import Reason
from pcf.workforce.records import StaffingLine

BLOCKS = (
    BlockAnswer(block="terms", answer="3", evidence=("written", "shown"), evidence_note="Order 12", comment="c"),
    BlockAnswer(block="routing", answer="NA"),
)
STEPS = (StepAnswer(step="size", state="running", owner="Head of service", due="2026-12-01", note="n"),)
ASSUMPTIONS = (
    Assumption(segment="s1", assumption="margin", value=Decimal("120.50"), source="Ledger", date="2026-01-31"),
    Assumption(segment="s2", assumption="complaining_share", value=Decimal(40), low=Decimal(30), n=Decimal(200)),
)
RULES = (
    Rule(id="r1", limit=30, reference="Contract 4.2", checked_by="Legal", checked_on="2026-01-10"),
    Rule(id="r2", segment="s2", promise=5, promise_unit="working_days", calendar="plant", compensated_by="Team lead"),
)
DAYS = (CalendarDay(calendar="plant", day="sat", is_working=True),)
COMPLAINTS = ComplaintInputs(blocks=BLOCKS, steps=STEPS, assumptions=ASSUMPTIONS, rules=RULES, days=DAYS)
REASONS = (
    Reason(
        id="late", words="Where is it?", owner="logistics", person="Anna", causes=("10388", "20089"),
        handled_by=("10388",), target=Decimal("2.5"), outside_id="10736", outside_name="Deliver goods",
    ),
    Reason(id="other", words="Something else", owner="Reception", names=("misc", "n/a")),
)  # fmt: skip
STAFFING = (
    StaffingLine(
        id="peak", segment="s1", channel="phone", start="2026-11-02T09:00", calls=Decimal(360), aht=Decimal(240),
        target=Decimal(80), within=Decimal(20), shrinkage=Decimal(30), agents=Decimal(55), cost=Decimal("18.5"),
    ),
    StaffingLine(id="chat", channel="chat", calls=Decimal(80), aht=Decimal(600), concurrency=Decimal(3)),
    StaffingLine(id="w3", segment="s2", channel="phone", calls=Decimal(40), aht=Decimal(300), patience=Decimal(90)),
)  # fmt: skip
