"""What an organisation says of its complaint-response system: audit, plan, assumptions, response rules, calendars."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, get_args

from pydantic import Field

from pcf.ids import WordId
from pcf.model import AnswerCode, EvidenceKind, Record

StepState = Literal["planned", "running", "done", "dropped"]
Matter = Literal["complaint", "refund", "repair", "exchange", "data_request", "regulator"]
MATTERS: tuple[Matter, ...] = get_args(Matter)
ClockStart = Literal["received", "registered", "goods_received", "information_complete"]
CLOCK_STARTS: tuple[ClockStart, ...] = get_args(ClockStart)
ClockEnd = Literal["acknowledged", "decided", "answered", "paid", "repaired"]
CLOCK_ENDS: tuple[ClockEnd, ...] = get_args(ClockEnd)
LimitUnit = Literal["calendar_days", "working_days", "hours"]
LIMIT_UNITS: tuple[LimitUnit, ...] = get_args(LimitUnit)
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)

Amount = Annotated[Decimal, Field(ge=0)]
Limit = Annotated[int, Field(ge=0, le=100_000)]


class BlockAnswer(Record):
    """One building block as it was audited: level, what backs it, remarks. ``answer`` is ``None`` for a blank."""

    block: WordId
    answer: AnswerCode | None = None
    evidence: tuple[EvidenceKind, ...] = ()
    evidence_note: str = ""
    comment: str = ""

    @property
    def level(self) -> int | None:
        """The level 0 to 5; ``None`` for NA, DK and blank."""
        return int(self.answer) if self.answer not in (None, "NA", "DK") else None

    @property
    def is_filled(self) -> bool:
        return self != BlockAnswer(block=self.block)


class StepAnswer(Record):
    """How far one step of the plan is, who answers for it, and by when it is due (ISO 8601 day)."""

    step: WordId
    state: StepState | None = None
    owner: str = ""
    due: str = ""
    note: str = ""

    @property
    def is_filled(self) -> bool:
        return self != StepAnswer(step=self.step)


class Assumption(Record):
    """One input of the economics of one segment.

    ``value`` is in the unit that the model declares: a count, per cent on 0 to 100, an amount in the organisation's
    currency, or a plain ratio. ``low`` and ``high`` bound what is thought possible (read as 95 per cent); of a share
    for which ``n`` people were asked they follow from ``n`` where blank. ``source`` says where it comes from,
    ``date`` when it was found.
    """

    segment: WordId
    assumption: WordId
    value: Amount | None = None
    low: Amount | None = None
    high: Amount | None = None
    n: Annotated[Decimal, Field(ge=1)] | None = None
    source: str = ""
    date: str = ""

    @property
    def is_filled(self) -> bool:
        return self != Assumption(segment=self.segment, assumption=self.assumption)


class Rule(Record):
    """One response rule: until when something has to happen to a case, by law and by the organisation's own promise.

    Attributes:
        id: Its key, the same in every round.
        matter: What the case is about.
        jurisdiction: Where it holds, in the organisation's own words; everywhere if blank.
        segment, channel: Whom and what it holds for; all if blank.
        clock_start, clock_end: What starts and what ends the clock.
        stops: When the clock stands still, in words.
        limit, unit: The legal limit; ``None`` where no law sets one.
        calendar: The working-day calendar that working days are counted by.
        rolls: Whether a last day of the legal limit that is no working day moves to the next one.
        extension: By how much the limit may be extended, in its unit.
        extension_condition: On what condition, and with what notice.
        promise, promise_unit: The organisation's own limit beside the legal one.
        compensated_by: Who may compensate.
        compensation: Up to what amount, in the organisation's currency.
        reference: The text of law, contract or policy.
        valid_from, valid_to: First and last day of its validity (ISO 8601); open where blank.
        checked_by, checked_on: Who last compared it with its source, and when.
        note: Anything else.
    """

    id: WordId
    matter: Matter = "complaint"
    jurisdiction: str = ""
    segment: WordId | None = None
    channel: str = ""
    clock_start: ClockStart = "received"
    clock_end: ClockEnd = "answered"
    stops: str = ""
    limit: Limit | None = None
    unit: LimitUnit = "calendar_days"
    calendar: WordId | None = None
    rolls: bool | None = None
    extension: Limit | None = None
    extension_condition: str = ""
    promise: Limit | None = None
    promise_unit: LimitUnit = "calendar_days"
    compensated_by: str = ""
    compensation: Amount | None = None
    reference: str = ""
    valid_from: str = ""
    valid_to: str = ""
    checked_by: str = ""
    checked_on: str = ""
    note: str = ""


class CalendarDay(Record):
    """One line of a working-day calendar: a day (ISO 8601) or a weekday (``sat``) that is or is not worked.

    A calendar without a line for a weekday has Monday to Friday worked; a day overrules its weekday.
    """

    calendar: WordId
    day: str
    is_working: bool
    note: str = ""


class ComplaintInputs(Record):
    """Everything that a workbook says of complaints."""

    blocks: tuple[BlockAnswer, ...] = ()
    steps: tuple[StepAnswer, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    rules: tuple[Rule, ...] = ()
    days: tuple[CalendarDay, ...] = ()
