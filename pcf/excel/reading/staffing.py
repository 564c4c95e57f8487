"""Reading the sheet of staffing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from pcf.errors import Phrase
from pcf.excel.loops import loops_in
from pcf.excel.reading import cell_findings
from pcf.excel.reading import staffing_findings as kinds
from pcf.excel.reading.answers import weight_of
from pcf.excel.reading.entries import Entries
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.registers import Known, take_segment
from pcf.excel.reading.staffing_values import (
    Reader,
    above_zero,
    agents_of,
    concurrency_of,
    percent_below_hundred,
    percent_of,
    seconds_of,
    start_of,
)
from pcf.excel.reading.tables import Table
from pcf.excel.reading.values import name_of, text_of
from pcf.excel.staffing import STAFFING
from pcf.workforce.records import StaffingLine

_NUMBER = Phrase(cell_findings.A_NUMBER)
# How each column of numbers is read; the bounds are those of ``StaffingLine``.
READERS: Mapping[str, Reader] = {
    "interval": above_zero(seconds_of),
    "calls": weight_of,
    "aht": above_zero(seconds_of),
    "patience": above_zero(seconds_of),
    "target": percent_below_hundred,
    "within": seconds_of,
    "asa": above_zero(seconds_of),
    "abandonment": percent_of,
    "occupancy": above_zero(percent_of),
    "short": seconds_of,
    "shrinkage": percent_below_hundred,
    "concurrency": concurrency_of,
    "minimum": agents_of,
    "agents": agents_of,
    "cost": weight_of,
}


def read_staffing(
    found: Collection[str], tables: Mapping[str, Table], ledger: Ledger, known: Known
) -> tuple[StaffingLine, ...] | None:
    """Return the lines of staffing in the order of their rows; ``None`` where the workbook does not ask.

    Args:
        found: Keys of the sheets that are there, readable or not.
        tables: The data sheets by key.
        ledger: Gets the findings.
        known: Which segments may be named.
    """
    if "staffing" not in loops_in(found):
        return None
    table = tables.get(STAFFING.key)
    if table is None:
        return ()
    entries = Entries(table, ledger)
    read = entries.read_all(partial(_line, entries, known=known))
    lines = tuple(StaffingLine.model_validate(one) for one in read)
    _report_twice(entries, lines)
    return lines


def _line(entries: Entries, row: str, *, known: Known) -> Mapping[str, object]:
    read_start = partial(start_of, starts_1904=known.starts_1904)
    return {
        "segment": take_segment(entries, row, known),
        "channel": entries.take(row, "channel", name_of),
        "start": entries.take(row, "start", read_start),
        **{column: entries.take(row, column, read, _NUMBER) for column, read in READERS.items()},
        "note": entries.take(row, "note", text_of),
    }


def _report_twice(entries: Entries, lines: Sequence[StaffingLine]) -> None:
    """Report intervals that stand twice; of typical ones, without a start, there may be several."""
    rows = {line_id: row for row, line_id in entries.ids.items()}
    seen: dict[tuple[str | None, str, str], str] = {}
    for line in lines:
        key = (line.segment, line.channel, line.start)
        if line.start and key in seen:
            other = entries.place(rows[seen[key]], "start")
            entries.report(kinds.INTERVAL_TWICE, rows[line.id], "start", found=line.start, other=other)
        seen.setdefault(key, line.id)
