"""Reading what a workshop agreed on, and whether the answers shown beside it are still the respondents'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pcf.assessment import Agreement, Assessment, Copy, gather
from pcf.assessment.answers import answers_about
from pcf.assessment.voices import said_by_role
from pcf.excel import layout
from pcf.excel.reading import cell_findings, codes
from pcf.excel.reading import findings as kinds
from pcf.excel.reading.dates import date_of
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.tables import Table
from pcf.excel.reading.values import text_of
from pcf.excel.workshop import ROLE_COLUMNS, column_of
from pcf.taxonomy import Element

_ANSWERS = ", ".join(codes.ANSWERS)


def read_agreements(
    table: Table | None, scope: Table | None, ledger: Ledger, processes: Iterable[Element]
) -> tuple[Agreement, ...]:
    """Return what was agreed, or left open, in printed order.

    A level agreed on a process that the scope calls not applicable is a contradiction, and left out.
    """
    made = (_agreement(table, scope, ledger, process) for process in processes)
    return tuple(one for one in made if one != Agreement(element=one.element))


def _agreement(table: Table | None, scope: Table | None, ledger: Ledger, process: Element) -> Agreement:
    def text(column: str) -> str:
        return ledger.take(table, process.id, column, text_of) or ""

    answer = ledger.take(table, process.id, "agreed", codes.answer, _ANSWERS)
    reason = text("reason")
    name = f"{process.hierarchy_id} {process.shown_name}"
    place = table.place(process.id, "agreed") if table else ""
    is_out = scope is not None and (cell := scope.cell(process.id, "applicable")) is not None and cell.text == layout.NO
    if table is not None and answer == "NA" and not reason and not is_out:
        where = table.full_place(process.id, "reason")
        ledger.report(cell_findings.NA_WITHOUT_REASON, table.sheet.name, place, element=name, found=answer, where=where)
    if table is not None and scope is not None and is_out and answer not in (None, "NA"):
        other = scope.full_place(process.id, "applicable")
        ledger.report(cell_findings.SCOPE_CONFLICT, table.sheet.name, place, element=name, found=answer, other=other)
        answer = None
    return Agreement(
        element=process.id,
        answer=answer,
        reason=reason,
        evidence=text("evidence"),
        agreed_by=text("agreed_by"),
        date=ledger.take(
            table, process.id, "date", lambda cell, notes: date_of(cell, notes, starts_1904=ledger.starts_1904)
        )
        or "",
        open_question=text("open_question"),
    )


def check_voices(table: Table | None, respondents: Sequence[Assessment], ledger: Ledger) -> None:
    """Report answers of respondents that somebody typed over: they are shown there, and kept elsewhere."""
    if table is None or not respondents:
        return
    gathered = gather([Copy("", form) for form in respondents])
    changed = []
    for process in table.rows:
        answers, _ = answers_about(process, gathered, "median")
        shown = {column_of(role): text for role, text in said_by_role(answers).items()}
        for column in ROLE_COLUMNS:
            cell = table.cell(process, column)
            if cell is not None and " ".join(cell.shown.split()) != " ".join(shown.get(column, "").split()):
                changed.append(cell)
    for cell in changed:
        ledger.count(table.sheet, cell, "unplaced")
        ledger.report(kinds.VOICE_CHANGED, table.sheet.name, cell.name, found=cell.shown)
