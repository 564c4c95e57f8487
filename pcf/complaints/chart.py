"""The control chart of complaints: which months, or weeks, mark a real change. Fewer is not better by itself.

Source:
    Laney 2002, Quality Engineering 14: 531-537; Wheeler 1993, Understanding Variation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from pcf.complaints import findings as kinds
from pcf.complaints.counts import ChartMethod, ChartPoint
from pcf.findings import Finding
from pcf.metrics.control import FEWEST_PERIODS, Point, individuals, laney
from pcf.metrics.opened import OpenLog
from pcf.metrics.periods import Covered, days_in, first_day, last_day, month_of, months_between
from pcf.metrics.sql.conditions import literal
from pcf.metrics.sql.scans import Period

MOST_PERIODS = 60  # the latest five years, should a log or a slip of the pen reach further back
_PER = 1000


@dataclass(frozen=True, slots=True)
class Chart:
    """The points, how their limits were found, and what must be said of them."""

    points: tuple[ChartPoint, ...] = ()
    method: ChartMethod | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Customers:
    """What a chart of rates is counted on.

    Attributes:
        monthly: Month, ``2026-10``, to active customers of all segments that have any.
        strange: Words of the complaint log for segments whose customers nobody gave: their complaints do not count.
    """

    monthly: Mapping[str, Fraction]
    strange: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class _Span:
    """One month or week.

    Attributes:
        name: ``2026-10`` or ``2026-W44``.
        first, last: Its first and last day.
        month: The month that most of its days lie in.
        named: Gives the name of the month or week that a day lies in.
        is_whole: Whether the log covers it from beginning to end.
        complaints: Received in it.
        customers: Of its month, or of the nearest; 0 where nobody gave any.
    """

    name: str
    first: date
    last: date
    month: str
    named: Callable[[date], str]
    is_whole: bool = False
    complaints: int = 0
    customers: Fraction = Fraction()


def chart(log: OpenLog, asked: Period, known: Covered, customers: Customers | None) -> Chart:
    """Chart the complaints received, by month; by week where the log covers fewer than eight whole months.

    Args:
        log: A complaint log.
        asked: The local days of receipt that were asked for.
        known: The days that the log covers.
        customers: ``None`` where nobody gave any.

    Raises:
        LogError: DuckDB could not finish it.
    """
    counted = _days(log, asked, customers.strange if customers else ())
    if not counted:
        return Chart()
    first, last, whole = min(counted), max(*counted, known.last), 0
    for spans in (_months(first, last), _weeks(first, last)):
        counts = Counter[str]()
        for day, complaints in counted.items():
            counts[spans[0].named(day)] += complaints
        filled = [replace(one, is_whole=known.holds(one.first, one.last), complaints=counts[one.name]) for one in spans]
        whole = sum(one.is_whole for one in filled)
        if whole >= FEWEST_PERIODS:
            return _charted(filled, max(known.first, first), last, customers)
    return Chart(findings=(Finding(kinds.TOO_FEW_PERIODS, facts={"found": whole, "fewest": FEWEST_PERIODS}),))


def _charted(spans: Sequence[_Span], first: date, last: date, customers: Customers | None) -> Chart:
    monthly = {month: number for month, number in customers.monthly.items() if number} if customers else {}
    based = [replace(one, customers=_customers_of(one, monthly)) for one in spans]
    drawn = [one for one in based if one.customers]
    lacking = [one.name for one in based if one.is_whole and not one.customers]
    judged = [one.is_whole for one in drawn]
    if sum(judged) >= FEWEST_PERIODS:
        points = laney([one.complaints for one in drawn], [one.customers / _PER for one in drawn], judged=judged)
        told = [Finding(kinds.CHART_PERIODS_LEFT_OUT, facts={"found": lacking})] if lacking else []
        if borrowed := [one.name for one in drawn if one.is_whole and one.month not in monthly]:
            told.append(Finding(kinds.CHART_BASE_OF_OTHER_MONTH, facts={"found": borrowed}))
        return Chart(_points(drawn, points, has_base=True), "laney", tuple(told))
    values = [_figure(one, first, last) for one in spans]
    points = individuals(values, judged=[one.is_whole for one in spans])
    without = () if customers is None else (Finding(kinds.CHART_WITHOUT_BASE, facts={"found": lacking}),)
    return Chart(_points(spans, points, has_base=False), "individuals", without)


def _customers_of(span: _Span, monthly: Mapping[str, Fraction]) -> Fraction:
    """Return what a period stands over: a week without customers of its own takes those of the nearest month."""
    if span.month in monthly or not monthly or span.name == span.month:
        return monthly.get(span.month, Fraction())
    middle = span.first + timedelta(days=3)

    def away(month: str) -> tuple[int, str]:
        return max((first_day(month) - middle).days, (middle - last_day(month)).days), month

    return monthly[min(monthly, key=away)]


def _figure(span: _Span, first: date, last: date) -> Fraction:
    """Return the complaints of a week; of a month, since months differ in length, those a day.

    Args:
        span: The period.
        first, last: The days that the log covers: a part of a month is divided by its own days.
    """
    if span.name != span.month:
        return Fraction(span.complaints)
    days = days_in(span.month) if span.is_whole else (min(span.last, last) - max(span.first, first)).days + 1
    return Fraction(span.complaints, max(days, 1))


def _points(spans: Sequence[_Span], points: Sequence[Point], *, has_base: bool) -> tuple[ChartPoint, ...]:
    return tuple(
        ChartPoint(
            period=one.name,
            complaints=one.complaints,
            base=float(one.customers) if has_base else None,
            value=float(point.value),
            centre=float(point.centre),
            low=point.low,
            high=point.high,
            is_signal=point.is_signal,
            is_open=not one.is_whole,
        )
        for one, point in zip(spans, points, strict=True)
    )


def _days(log: OpenLog, asked: Period, strange: Collection[str]) -> dict[date, int]:
    """Count the complaints of each local day of receipt, but for those of some segments."""
    left_out = f"(segment IS NULL OR segment NOT IN ({', '.join(map(literal, sorted(strange)))}))" if strange else ""
    parts = ("received_at IS NOT NULL", asked.condition("received_at_local"), left_out)
    where = " AND ".join(part for part in parts if part)
    return dict(log.rows(f"SELECT CAST(received_at_local AS DATE), COUNT(*) FROM complaints WHERE {where} GROUP BY 1"))


def _months(first: date, last: date) -> list[_Span]:
    """List the months from one day to another, the latest if there are many."""
    months = list(months_between(first, last))[-MOST_PERIODS:]
    return [_Span(month, first_day(month), last_day(month), month, month_of) for month in months]


def _weeks(first: date, last: date) -> list[_Span]:
    """List the ISO weeks from one day to another, the latest if there are many."""
    spans: list[_Span] = []
    monday = last - timedelta(days=last.weekday())
    while monday + timedelta(days=6) >= first and len(spans) < MOST_PERIODS:
        month = month_of(monday + timedelta(days=3))
        spans.append(_Span(_week(monday), monday, monday + timedelta(days=6), month, _week))
        monday -= timedelta(days=7)
    return spans[::-1]


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"
