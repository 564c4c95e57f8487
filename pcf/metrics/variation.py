"""Whether a figure changed between two months, or only moved as it moves from day to day.

With thousands of cases a month a binomial interval is so narrow that every month differs from the
one before, because cases of one day have things in common. So the yardstick is what days of the
same months do: for shares Laney's p' chart, for other figures the chart of individual values.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from pcf.formula import ratio_of
from pcf.metrics.control import LIMIT, moving_sigma
from pcf.metrics.measurement import Measurement, Row
from pcf.model import MetricRecord, Ratio

Judgement = Literal["changed", "usual", "too_few_days"]
Method = Literal["laney", "individuals"]

FEWEST_DAYS = 12  # below this many days in two months the moving range says little


@dataclass(frozen=True, slots=True)
class Change:
    """One metric of one group from one month to the next.

    Attributes:
        metric: Its id.
        by: The group, the month left out.
        first, second: The months, ``2026-10``.
        difference: Second less first, in the metric's unit.
        limit: How far two such months may lie apart by day-to-day variation alone.
        days: Days with a figure in both months together.
        method: ``laney`` for shares, ``individuals`` for other figures.
        judgement: ``changed`` beyond the limit, ``usual`` within, ``too_few_days`` to tell.
    """

    metric: str
    by: Mapping[str, str | None]
    first: str
    second: str
    difference: float
    limit: float | None
    days: int
    method: Method
    judgement: Judgement

    def to_json(self) -> dict[str, Any]:
        return {
            "metric": self.metric,
            "by": dict(self.by),
            "from": self.first,
            "to": self.second,
            "difference": self.difference,
            "limit": self.limit,
            "days": self.days,
            "method": self.method,
            "judgement": self.judgement,
        }


def changes(measurement: Measurement, metrics: Mapping[str, MetricRecord]) -> Iterator[Change]:
    """Judge every rate and every quantile from each month to the next that the log has.

    Counts, open cases and longest waits are left out: a month's is not what its days are.

    Args:
        measurement: Measured by day; other dimensions may stand beside it.
        metrics: Metric id to its declaration.

    Raises:
        BadOptionError: The measurement is not by day.

    Source:
        Laney 2002, Quality Engineering 14: 531-537; Wheeler 1993, Understanding Variation.
    """
    others = [name for name in measurement.totals_by if name != "day"]
    months = _grouped(measurement.cut(["month", *others]).rows, "month")
    days = _grouped(measurement.cut(["day", *others]).rows, "day")
    for group, monthly in months.items():
        daily = days.get(group, [])
        for first, second in pairwise(monthly):
            if not _is_next(str(first.by["month"]), str(second.by["month"])):
                continue
            own = [row for row in daily if str(row.by["day"])[:7] in {first.by["month"], second.by["month"]}]
            for metric_id in first.results:
                change = _change(metrics[metric_id], first, second, own)
                if change is not None:
                    yield change


def _grouped(rows: Sequence[Row], period: str) -> dict[tuple[tuple[str, str | None], ...], list[Row]]:
    """Sort rows into their groups, each in the order of time."""
    groups: dict[tuple[tuple[str, str | None], ...], list[Row]] = {}
    for row in sorted(rows, key=lambda row: row.by[period] or ""):
        if row.by[period] is not None:
            groups.setdefault(tuple((name, value) for name, value in row.by.items() if name != period), []).append(row)
    return groups


def _is_next(first: str, second: str) -> bool:
    year, month = map(int, first.split("-"))
    return second == (f"{year}-{month + 1:02d}" if month < 12 else f"{year + 1}-01")


def _change(metric: MetricRecord, first: Row, second: Row, daily: Sequence[Row]) -> Change | None:
    before, after = first.results[metric.id], second.results[metric.id]
    is_rate = ratio_of(metric.formula) is not None or (metric.interval is not None and metric.interval.kind == "order")
    if not is_rate or before.value is None or after.value is None:
        return None
    is_share = metric.is_share and isinstance(metric.formula, Ratio) and bool(before.n and after.n)
    results = [row.results[metric.id] for row in daily]
    values = [(one.value, one.n or 0.0) for one in results if one.value is not None]
    limit: float | None = None
    if len(values) >= FEWEST_DAYS:
        if is_share and before.n and after.n:
            limit = _laney([(value / 100, n) for value, n in values if n], before.n, after.n) * 100
        else:
            counts = [sum(1 for row in daily if row.by["day"] and str(row.by["day"]).startswith(month)
                          and row.results[metric.id].value is not None)
                      for month in (str(first.by["month"]), str(second.by["month"]))]  # fmt: skip
            limit = _individuals([value for value, _ in values], *counts) if all(counts) else None
    difference = after.value - before.value
    judgement: Judgement = "too_few_days"
    if limit is not None:
        judgement = "changed" if abs(difference) > limit else "usual"
    return Change(
        metric=metric.id,
        by={name: value for name, value in first.by.items() if name != "month"},
        first=str(first.by["month"]),
        second=str(second.by["month"]),
        difference=difference,
        limit=limit,
        days=len(values),
        method="laney" if is_share else "individuals",
        judgement=judgement,
    )


def _laney(days: Sequence[tuple[float, float]], n_first: float, n_second: float) -> float:
    """Return how far the shares of two months may lie apart.

    Args:
        days: Share, 0 to 1, and cases of each day in order.
        n_first, n_second: Cases of the two months.
    """
    cases = math.fsum(n for _, n in days)
    mean = math.fsum(share * n for share, n in days) / cases
    spread = mean * (1 - mean)
    if spread <= 0:
        return 0.0
    scores = [(share - mean) / math.sqrt(spread / n) for share, n in days]
    return LIMIT * moving_sigma(scores) * math.sqrt(spread * (1 / n_first + 1 / n_second))


def _individuals(days: Sequence[float], first: int, second: int) -> float:
    """Return how far the means of two months may lie apart.

    Args:
        days: The figure of each day in order.
        first, second: Days with a figure in the two months.
    """
    return LIMIT * moving_sigma(days) * math.sqrt(1 / first + 1 / second)
