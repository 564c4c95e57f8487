"""How many rows a log has on each day: what of it has changed since a cube was counted can be told by that.

A cube of some days depends on others as well: a contact that was opened before them may be closed in them.
"""

from __future__ import annotations

from collections.abc import Mapping

from pcf.metrics.counted import LogCounter, compiler_of
from pcf.metrics.opened import OpenLog
from pcf.metrics.period_names import lies_within
from pcf.metrics.sql.compiler import ROW_DAY, ROWS
from pcf.metrics.sql.scans import Period


def rows_by_day(log: OpenLog) -> dict[str, int]:
    """Count the rows of a whole log by the day of the time that it goes by.

    Raises:
        LogError: It could not be counted.
    """
    found = LogCounter(log, compiler_of(log, Period()), (ROW_DAY,)).count([])
    return {str(group[0]): int(tally.numbers[ROWS]) for group, tally in found.groups.items()}


def outside(period: Period, rows: Mapping[str, int]) -> dict[str, int]:
    """Leave out the days of a period."""
    return {day: count for day, count in rows.items() if not lies_within(day, period)}
