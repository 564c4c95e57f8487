"""Reading the sheets of complaints: audit of the building blocks, plan, and with them all that stands beside."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from pcf.assessment import Segment
from pcf.assessment.words import INITIATIVE_STATE
from pcf.complaints.records import BlockAnswer, ComplaintInputs, StepAnswer
from pcf.excel import layout
from pcf.excel.complaints import ASSUMPTIONS, BLOCKS, CALENDAR, RULES, STEPS
from pcf.excel.loops import loops_in
from pcf.excel.reading import codes
from pcf.excel.reading.complaints_rules import day_needed, read_calendar, read_rules
from pcf.excel.reading.complaints_values import read_assumptions
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.registers import Known
from pcf.excel.reading.tables import Table
from pcf.excel.reading.values import text_of
from pcf.source import loops

_ANSWERS = ", ".join(codes.ANSWERS)


def read_complaints(
    found: Collection[str],
    tables: Mapping[str, Table],
    ledger: Ledger,
    known: Known,
    rows: Mapping[str, Segment],
    *,
    lost: Collection[str] | None,
) -> ComplaintInputs | None:
    """Return what the sheets of complaints say; ``None`` where the workbook has none of them.

    Args:
        found: Keys of the sheets that are there, readable or not.
        tables: The data sheets by key.
        ledger: Gets the findings.
        known: What may be named.
        rows: Row key of the sheet of segments -> segment.
        lost: Row keys whose segments cannot be known, which is reported already; ``None`` for all.
    """
    if "complaints" not in loops_in(found):
        return None
    days, calendars = read_calendar(tables.get(CALENDAR.key), ledger)
    return ComplaintInputs(
        blocks=_blocks(tables.get(BLOCKS.key), ledger),
        steps=_steps(tables.get(STEPS.key), ledger),
        assumptions=read_assumptions(tables.get(ASSUMPTIONS.key), ledger, known.taxonomy, rows, lost),
        rules=read_rules(tables.get(RULES.key), ledger, known, calendars),
        days=days,
    )


def _blocks(table: Table | None, ledger: Ledger) -> tuple[BlockAnswer, ...]:
    def text(block: str, column: str) -> str:
        return ledger.take(table, block, column, text_of) or ""

    made = (
        BlockAnswer(
            block=block.id,
            answer=ledger.take(table, block.id, "answer", codes.answer, _ANSWERS),
            evidence=tuple(
                kind for kind in layout.EVIDENCE if ledger.take(table, block.id, f"evidence_{kind}", codes.tick)
            ),
            evidence_note=text(block.id, "evidence_note"),
            comment=text(block.id, "comment"),
        )
        for block in loops().complaints.blocks
    )
    return tuple(one for one in made if one.is_filled)


def _steps(table: Table | None, ledger: Ledger) -> tuple[StepAnswer, ...]:
    read_day, states = partial(day_needed, starts_1904=ledger.starts_1904), ", ".join(INITIATIVE_STATE)
    made = (
        StepAnswer(
            step=step.id,
            state=ledger.take(table, step.id, "state", codes.initiative_state, states),
            owner=ledger.take(table, step.id, "owner", text_of) or "",
            due=ledger.take(table, step.id, "due", read_day) or "",
            note=ledger.take(table, step.id, "note", text_of) or "",
        )
        for step in loops().complaints.steps
    )
    return tuple(one for one in made if one.is_filled)
