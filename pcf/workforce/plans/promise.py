"""The promise that is taken where nobody gave one: an example from telephony, told wherever it is used."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pcf.findings import Finding
from pcf.workforce.planned import LIMITS
from pcf.workforce.plans import findings as kinds
from pcf.workforce.records import StaffingLine

TARGET, WITHIN = Decimal(80), Decimal(20)  # per cent, seconds


def with_promise(lines: Sequence[StaffingLine]) -> tuple[tuple[StaffingLine, ...], list[Finding]]:
    """Return the lines, each with a promise if none of them has any limit; and what was taken."""
    lines, findings = tuple(lines), []
    if not any(getattr(line, name) is not None for line in lines for name in LIMITS):
        lines = tuple(line.model_copy(update={"target": TARGET, "within": line.within or WITHIN}) for line in lines)
        facts = {"found": int(TARGET), "within": int(lines[0].within or WITHIN)}
        findings.append(Finding(kinds.PROMISE_ASSUMED, facts=facts))
    without = {line.id for line in lines if line.target is not None and line.within is None}
    if without:
        lines = tuple(line.model_copy(update={"within": WITHIN}) if line.id in without else line for line in lines)
        facts = {"found": len(without), "within": int(WITHIN)}
        findings.append(Finding(kinds.WITHIN_ASSUMED, facts=facts))
    return lines, findings
