"""What an organisation may say of complaints and contact reasons, for the tests of whatever carries it about."""

from __future__ import annotations

from decimal import Decimal

from pcf.complaints.records import Assumption, BlockAnswer, CalendarDay, ComplaintInputs, Rule, StepAnswer
from pcf.reasons.records import Reason

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
