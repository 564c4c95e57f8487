"""The control chart of complaints: which months, or weeks, mark a real change. Fewer is not better by itself.

Source:
    Laney 2002, Quality Engineering 14: 531-537; Wheeler 1993, Understanding Variation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from fractions import Fraction

from pcf.complaints import findings as kinds
from pcf.complaints.counts import ChartMethod, ChartPoint
from pcf.findings import Finding
from pcf.metrics.control import FEWEST_PERIODS, Number, individuals, laney
from pcf.metrics.opened import OpenLog
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
class _Span:
    """One month or week.

    Attributes:
        name: ``2026-10`` or ``2026-W44``.
        first, last: Its first and last day.
        month: The month whose customers it is held against: of a week that of its Thursday.
        named: Gives the name of the month or week that a day lies in.
    """

    name: str
    first: date
    last: date
    month: str
    named: Callable[[date], str]


def chart(log: OpenLog, period: Period, customers: Mapping[str, Number] | None) -> Chart:
    """Chart the complaints received, by month; by week where fewer than eight whole months were asked for.

    Args:
        log: A complaint log.
        period: The local days of receipt that were asked for.
        customers: Month, ``2026-10``, to its active customers; ``None`` where nobody gave any.

    Raises:
        LogError: DuckDB could not finish it.
    """
    counted, now = _days(log, period), log.now_local
    if not counted or now is None:
        return Chart()
    first, last = min(counted), max(*counted, min(period.last or now.date(), now.date()))
    is_known = log.as_of is None or now.time() == time.max  # a log that ends on a day is taken to hold all of it
    known_to = now.date() if is_known else now.date() - timedelta(days=1)
    told, whole = _without_customers(counted, customers), 0
    for spans in (_months(first, last), _weeks(first, last)):
        judged = [_is_whole(one, period, known_to) for one in spans]
        whole = sum(judged)
        if whole >= FEWEST_PERIODS:
            drawn = _charted(spans, judged, counted, customers)
            return replace(drawn, findings=(*told, *drawn.findings))
    return Chart(findings=(*told, Finding(kinds.TOO_FEW_PERIODS, facts={"found": whole, "fewest": FEWEST_PERIODS})))


def _is_whole(span: _Span, asked: Period, known_to: date) -> bool:
    """Whether a month or week has ended and lies wholly within the days asked for."""
    is_asked = (asked.first is None or asked.first <= span.first) and (asked.last is None or span.last <= asked.last)
    return is_asked and span.last <= known_to


def _charted(
    spans: Sequence[_Span], judged: Sequence[bool], counted: Mapping[date, int], customers: Mapping[str, Number] | None
) -> Chart:
    counts = Counter[str]()
    name_of = spans[0].named
    for day, complaints in counted.items():
        counts[name_of(day)] += complaints
    bases = {one.name: Fraction((customers or {}).get(one.month, 0)) for one in spans}
    lacking = [one.name for one, is_judged in zip(spans, judged, strict=True) if is_judged and not bases[one.name]]
    if not lacking:  # an open period without customers yet cannot be drawn beside the others
        drawn = [(one, is_judged) for one, is_judged in zip(spans, judged, strict=True) if bases[one.name]]
        whole = [is_judged for _, is_judged in drawn]
        values = [counts[one.name] for one, _ in drawn]
        points = laney(values, [bases[one.name] / _PER for one, _ in drawn], judged=whole)
    else:
        drawn = list(zip(spans, judged, strict=True))
        points = individuals([counts[one.name] for one in spans], judged=judged)
    charted = tuple(
        ChartPoint(
            period=one.name,
            complaints=counts[one.name],
            base=None if lacking else float(bases[one.name]),
            value=float(point.value),
            centre=float(point.centre),
            low=point.low,
            high=point.high,
            is_signal=point.is_signal,
            is_open=not is_judged,
        )
        for (one, is_judged), point in zip(drawn, points, strict=True)
    )
    told = (Finding(kinds.CHART_WITHOUT_BASE, facts={"found": lacking}),) if lacking and customers is not None else ()
    return Chart(charted, "individuals" if lacking else "laney", told)


def _without_customers(counted: Mapping[date, int], customers: Mapping[str, Number] | None) -> tuple[Finding, ...]:
    lacking = sorted(
        {_month(day) for day in counted} - {month for month, number in (customers or {}).items() if number}
    )
    is_told = customers is not None and lacking
    return (Finding(kinds.PERIODS_WITHOUT_BASE, facts={"found": lacking}),) if is_told else ()


def _days(log: OpenLog, period: Period) -> dict[date, int]:
    """Count the complaints of each local day of receipt."""
    where = " AND ".join(part for part in ("received_at IS NOT NULL", period.condition("received_at_local")) if part)
    return dict(log.rows(f"SELECT CAST(received_at_local AS DATE), COUNT(*) FROM complaints WHERE {where} GROUP BY 1"))


def _months(first: date, last: date) -> list[_Span]:
    """List the months from one day to another, the latest if there are many."""
    spans: list[_Span] = []
    end = (last.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    while end >= first and len(spans) < MOST_PERIODS:
        start = end.replace(day=1)
        spans.append(_Span(_month(start), start, end, _month(start), _month))
        end = start - timedelta(days=1)
    return spans[::-1]


def _weeks(first: date, last: date) -> list[_Span]:
    """List the ISO weeks from one day to another, the latest if there are many."""
    spans: list[_Span] = []
    monday = last - timedelta(days=last.weekday())
    while monday + timedelta(days=6) >= first and len(spans) < MOST_PERIODS:
        month = _month(monday + timedelta(days=3))
        spans.append(_Span(_week(monday), monday, monday + timedelta(days=6), month, _week))
        monday -= timedelta(days=7)
    return spans[::-1]


def _month(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"
