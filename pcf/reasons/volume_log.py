"""Business volumes by segment and month: what the rate of contacts is counted on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from pcf.errors import LogError
from pcf.findings import Finding
from pcf.metrics.logfiles import name_of
from pcf.metrics.opened import OpenLog
from pcf.metrics.segments import Segments
from pcf.metrics.sql.scans import Period
from pcf.model.loop import Driver
from pcf.reasons import findings as kinds
from pcf.reasons.answers import plain_decimal
from pcf.reasons.counts import VolumeRow

_VOLUMES = "volumes"
COLUMNS: Mapping[Driver, str] = {"orders": "orders", "customers": "customers", "bills": "bills", "units": "units_sold"}


def read_volumes(
    log: OpenLog, segments: Segments, period: Period
) -> tuple[tuple[VolumeRow, ...], Counter[str], tuple[Finding, ...]]:
    """Read a table of volumes.

    Returns:
        The rows, sums over channels, reasons and products; the segments that are none of the organisation's, with
        how many rows they have; and what else a reader must know.

    Raises:
        LogError: This is a log of another kind.
    """
    place = name_of(log.log_map.path)
    if log.log_map.log.id != _VOLUMES:
        facts = {"found": log.log_map.log.id, "wanted": _VOLUMES}
        raise LogError(
            findings=(Finding(kinds.LOG_OF_OTHER_KIND, place, cell="log", facts=facts),), path=place, count=1
        )
    there = {driver: column for driver, column in COLUMNS.items() if column in log.columns}
    if not there:
        lost = Finding(kinds.NO_UNITS, place, cell="[columns]", facts={"found": list(COLUMNS.values())})
        return (), Counter(), (*log.findings, lost)
    segment = "segment" if "segment" in log.columns else "CAST(NULL AS VARCHAR)"
    sums = ", ".join(f"SUM({column})" for column in there.values())
    found = log.rows(
        f"SELECT {segment}, STRFTIME(period_start_local, '%Y-%m'), COUNT(*), {sums} FROM volumes "
        f"WHERE {period.condition('period_start_local') or 'TRUE'} GROUP BY 1, 2 ORDER BY 2, 1 NULLS LAST"
    )
    strange: Counter[str] = Counter()
    rows: dict[tuple[str | None, str], dict[Driver, Decimal]] = {}
    for value, month, lines, *amounts in found:
        own = segments.of(value)
        if value is not None and own is None:
            strange[value] += lines
        sums_of = rows.setdefault((own, month), {})
        for driver, amount in zip(there, amounts, strict=True):
            if amount is not None:
                sums_of[driver] = sums_of.get(driver, Decimal(0)) + plain_decimal(Decimal(amount))
    made = tuple(VolumeRow(segment=own, month=month, **sums_of) for (own, month), sums_of in rows.items())
    return made, strange, log.findings
