"""The loop of contact reasons as a report: what each costs, who owns it, whether it changed, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pcf.findings import Finding
from pcf.ids import Language
from pcf.reasons.counts import ReasonCounts
from pcf.reasons.cuts import Cut, Repeats
from pcf.reasons.matrix import Action, Quadrant
from pcf.reasons.records import Reason
from pcf.reasons.targets import TargetState
from pcf.reasons.trend import Trend
from pcf.reasons.volumes import Rate


@dataclass(frozen=True, slots=True)
class ReasonState:
    """One reason as it stands; what the log or the inputs do not tell is ``None``.

    Attributes:
        reason: What the organisation says of it.
        contacts: How many.
        share: Of all contacts, 0 to 1.
        handled, handle_seconds: Contacts whose handle time is known, and its sum.
        rate: Contacts per 100 units of its driver, over the whole months whose volume is known; where both
            are told by segment, without contacts of segments that have no volume.
        rates_by_segment: The same of each segment whose volume is known.
        rates_by_month: The same of each of these months.
        cost: Contacts times what one costs.
        repeats: How many came back.
        trend: Whether it changed.
        quadrant, action: Where it stands in the value-irritant matrix, and what to do.
        age: Days since the owner's last explanation.
        target: What became of the target; ``None`` where none is set.
        saving: What self-service would save; negative where it costs more.
    """

    reason: Reason
    contacts: int | None
    share: Fraction | None
    handled: int | None
    handle_seconds: Decimal | None
    rate: Rate | None
    rates_by_segment: tuple[tuple[str | None, Rate], ...]
    rates_by_month: tuple[Rate, ...]
    cost: Decimal | None
    repeats: Repeats | None
    trend: Trend | None
    quadrant: Quadrant | None
    action: Action | None
    age: int | None
    target: TargetState | None
    saving: Decimal | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares of all contacts whose reason has an owner function and a named person; ``None`` without a log."""

    owner: Fraction | None
    person: Fraction | None


@dataclass(frozen=True, slots=True)
class ReasonLoop:
    """All reasons of an organisation; ``pcf.reasons.judging.reason_loop`` makes it.

    Attributes:
        as_of: The day of the report.
        counts: What the log says; ``None`` without one.
        states: One a reason, in the order of the list.
        total: All contacts, those without a reason among them.
        unplaced: The contacts without a reason; ``None`` without a log.
        by_channel, by_segment: The same contacts and costs, cut.
        by_owner, by_action: The same by owner function and by what to do; contacts without a reason are left out.
        coverage: How much of the contacts is owned.
        candidates: Ids of the reasons that self-service would take a share of, the largest saving first.
        saving: What it would save together; ``None`` where no saving is known.
        vital_few: The fewest reasons that hold 80 per cent of the contacts with a reason, the most contacts first.
        findings: What is wrong with the list, and what the log tells against it.
    """

    as_of: date
    counts: ReasonCounts | None
    states: tuple[ReasonState, ...]
    total: Cut
    unplaced: int | None
    by_channel: tuple[Cut, ...]
    by_segment: tuple[Cut, ...]
    by_owner: tuple[Cut, ...]
    by_action: tuple[Cut, ...]
    coverage: Coverage
    candidates: tuple[str, ...]
    saving: Decimal | None
    vital_few: tuple[str, ...]
    findings: tuple[Finding, ...]

    def state(self, reason_id: str) -> ReasonState:
        """Return a reason.

        Raises:
            KeyError: The list has no such reason.
        """
        return {one.reason.id: one for one in self.states}[reason_id]

    def to_json(self, lang: Language = "en") -> dict[str, Any]:
        """Return everything with stable keys; shares are on 0 to 100, nothing is rounded.

        Args:
            lang: The language of the findings' sentences.
        """
        from pcf.reasons.report_json import loop_to_json

        return loop_to_json(self, lang)
