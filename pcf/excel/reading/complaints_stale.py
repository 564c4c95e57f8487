"""Whether what the sheets of complaints show was computed from what stands on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pcf.complaints.audit import audit
from pcf.complaints.records import ComplaintInputs
from pcf.excel.complaint_results import results_of
from pcf.excel.complaints import ANSWERED_KEY, ASSUMPTIONS, BLOCKS, LADDER_KEY, result_key
from pcf.excel.reading.formulas import Shown, report_differing
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.tables import Table
from pcf.source import loops


def report_stale_complaints(
    tables: Mapping[str, Table], said: ComplaintInputs, slots: Mapping[str, str], ledger: Ledger
) -> None:
    """Compare the results that these sheets show with those of what was read.

    Args:
        tables: The data sheets by key.
        said: What was read.
        slots: Row key of a segment -> segment id.
        ledger: Gets the findings, one a sheet.
    """
    if blocks := tables.get(BLOCKS.key):
        report_differing(blocks, _of_blocks(blocks, said), ledger)
    if assumptions := tables.get(ASSUMPTIONS.key):
        report_differing(assumptions, _of_segments(assumptions, said, slots), ledger)


def _of_blocks(table: Table, said: ComplaintInputs) -> Iterator[Shown]:
    found = audit(said, loops().complaints)
    yield table.own_cell(ANSWERED_KEY, "answer"), sum(one.answer.answer is not None for one in found.blocks)
    yield table.own_cell(LADDER_KEY, "answer"), found.ladder
    for one in found.blocks:
        yield table.cell(one.block.id, "supported"), one.supported


def _of_segments(table: Table, said: ComplaintInputs, slots: Mapping[str, str]) -> Iterator[Shown]:
    for slot, segment in slots.items():
        for what, value in results_of(said, segment).items():
            yield table.own_cell(result_key(slot, what), "value"), value
