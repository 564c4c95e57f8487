"""What a complaint log says, as it is saved with an assessment: counts and results, no row of the log."""

from __future__ import annotations

from typing import Literal

from pcf.complaints.records import ClockEnd
from pcf.formula import Result
from pcf.ids import MetricId, WordId
from pcf.model import Record

Cut = Literal["segment", "reason", "channel"]
ChartMethod = Literal["laney", "individuals"]


class CutRow(Record):
    """The complaints of one segment, reason or channel; ``value`` is ``None`` where the log has none."""

    value: str | None
    complaints: int
    open: int | None = None
    results: dict[MetricId, Result]


class AgeBand(Record):
    """Open complaints of one age: ``first`` to ``last`` full days since receipt, ``None`` for no upper end.

    ``overdue`` counts those past the day by which the log says that they had to be answered; ``None`` where it
    does not say.
    """

    segment: str | None
    first: int
    last: int | None
    complaints: int
    overdue: int | None = None


class ChartPoint(Record):
    """One period of the control chart: figure, limits, and whether it marks a real change.

    ``value`` is complaints per 1,000 of ``base`` where the base is known, then without those of segments that have
    none; else complaints a day for a month, since months differ in length, and complaints for a week. An open period
    is not covered whole by the log or by the days asked for; it is shown beside the limits and not judged.
    """

    period: str
    complaints: int
    base: float | None
    value: float
    centre: float
    low: float
    high: float
    is_signal: bool
    is_open: bool = False


class RuleCount(Record):
    """One response rule against the log, for the cases of one segment.

    A case has one clock for each end that the rules name (confirmed, decided, answered, paid, repaired); of the rules
    with the same end the most specific one governs it, so it is counted once for each end.

    Attributes:
        rule: Its id; ``None`` for cases that no rule governs.
        end: Where ``rule`` is ``None``: the end of the clock that rules of their matter name, but none for them; with
            ``None`` too there is no rule of their matter at all.
        segment: The segment's id, or the log's own word for it; ``None`` for cases without one.
        cases: Cases whose clock had started.
        kept, late: Ended cases, within the legal limit and after it; ``None`` where the rule has no such limit, or it
            cannot be reckoned.
        running, overdue: Cases not ended, the limit not yet and already passed; ``None`` also where no moment was
            given.
        promise_kept, promise_late, promise_running, promise_overdue: The same by the organisation's own promise.
        stated_later: Cases whose deadline in the log lies after the one that the rule gives, its extension included;
            ``None`` where the log states none for this end.
    """

    rule: WordId | None
    end: ClockEnd | None = None
    segment: str | None = None
    cases: int
    kept: int | None = None
    late: int | None = None
    running: int | None = None
    overdue: int | None = None
    promise_kept: int | None = None
    promise_late: int | None = None
    promise_running: int | None = None
    promise_overdue: int | None = None
    stated_later: int | None = None


class ComplaintCounts(Record):
    """One complaint log.

    Attributes:
        as_of: The moment as of which cases are open, as a local ISO 8601 time; blank if none was given: then nothing
            is said of what is open.
        first, last: First and last local day of receipt.
        complaints, open: Cases received, and those not closed.
        totals: Metric id to result over all cases.
        cuts: By segment, by reason and by channel, the most complaints first.
        ages: Open cases by age, over all (``segment`` ``None``) and per segment.
        chart, method: The control chart by month or week, and how its limits were found; empty for too few periods.
        rules: What became of the response rules.
    """

    as_of: str = ""
    first: str = ""
    last: str = ""
    complaints: int
    open: int | None = None
    totals: dict[MetricId, Result]
    cuts: dict[Cut, tuple[CutRow, ...]]
    ages: tuple[AgeBand, ...] = ()
    chart: tuple[ChartPoint, ...] = ()
    method: ChartMethod | None = None
    rules: tuple[RuleCount, ...] = ()
