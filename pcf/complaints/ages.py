"""How old open complaints are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from pcf.complaints.counts import AgeBand
from pcf.metrics.opened import OpenLog
from pcf.metrics.sql.conditions import MICROSECONDS, moment_literal

BANDS: tuple[tuple[int, int | None], ...] = ((0, 2), (3, 7), (8, 14), (15, 30), (31, 60), (61, None))
_DAY = 86_400 * MICROSECONDS


def age_bands(log: OpenLog, segment_of: Callable[[str], str]) -> tuple[AgeBand, ...]:
    """Count the open complaints of each age, over all and then by segment; none where no moment was given.

    Args:
        log: A complaint log.
        segment_of: Gives a segment's id for the log's word.

    Raises:
        LogError: DuckDB could not finish it.
    """
    if log.as_of is None or "closed_at" not in log.columns:
        return ()
    now, knows_limit = moment_literal(log.as_of), "answer_by" in log.columns
    segment = "segment" if "segment" in log.columns else "CAST(NULL AS VARCHAR)"
    age = f"DATE_DIFF('microsecond', received_at, {now}) // {_DAY}"
    band = " ".join(f"WHEN age <= {last} THEN {place}" for place, (_, last) in enumerate(BANDS) if last is not None)
    late = f"answer_by < {now}" if knows_limit else "FALSE"
    rows = log.rows(
        f"SELECT segment, CASE {band} ELSE {len(BANDS) - 1} END AS band, COUNT(*), COUNT(CASE WHEN is_late THEN 1 END) "
        f"FROM (SELECT {segment} AS segment, {age} AS age, {late} AS is_late FROM complaints WHERE closed_at IS NULL) "
        "GROUP BY 1, 2"
    )
    open_cases: Counter[tuple[str | None, int]] = Counter()
    overdue: Counter[tuple[str | None, int]] = Counter()
    for value, place, cases, late_cases in rows:
        known = None if value is None else segment_of(value)
        for group in {None, known}:
            open_cases[group, place] += cases
            overdue[group, place] += late_cases
    named = sorted({group for group, _ in open_cases if group is not None})
    return tuple(
        AgeBand(
            segment=group,
            first=first,
            last=last,
            complaints=open_cases[group, place],
            overdue=overdue[group, place] if knows_limit else None,
        )
        for group in (None, *named)
        for place, (first, last) in enumerate(BANDS)
    )
