"""What became of all that is ours in a received workbook: formulas, texts, earlier rounds, what nobody sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pcf.assessment import Assessment
from pcf.excel import layout
from pcf.excel.curve import CURVE
from pcf.excel.live_sheets import READ_SHEETS, RESULTS
from pcf.excel.loops import LOOPS
from pcf.excel.reading import findings as kinds
from pcf.excel.reading.complaints_stale import report_stale_complaints
from pcf.excel.reading.curve import report_typed_over_curve
from pcf.excel.reading.formulas import (
    fingerprint_of,
    keyed_rows,
    report_overwritten,
    report_stale,
    report_typed_on_pages,
    report_values_only,
    texts_of,
)
from pcf.excel.reading.identity import Identity
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.own_rows import OwnRows
from pcf.excel.reading.structure import report_strays, table_of
from pcf.excel.reading.tables import Table
from pcf.excel.workshop import tabs
from pcf.findings import has_errors
from pcf.i18n import Translator
from pcf.sheets.grid import Book, Cell, Sheet
from pcf.taxonomy import Taxonomy

Found = Sequence[tuple[Sheet, Cell]]  # the sheets with one marker


@dataclass(frozen=True, slots=True)
class Received:
    """A workbook with its sheets found: by marker, and those that are tables of ours by key; its own elements."""

    book: Book
    found: Mapping[str, Found]
    tables: Mapping[str, Table]
    own: OwnRows


def check_what_is_hidden(
    received: Received, form: Assessment, identity: Identity, taxonomy: Taxonomy, ledger: Ledger
) -> None:
    """Say which of the things nobody sees were changed: texts, earlier rounds, the levels of statements."""
    texts = fingerprint_of(received.found.get("texts", []))
    if identity.texts and texts != identity.texts:
        ledger.report(kinds.TEXTS_CHANGED, found="_texts")
    if identity.past_rounds is not None and len(form.history) < identity.past_rounds:
        ledger.report(kinds.HISTORY_INCOMPLETE, found=len(form.history), wanted=identity.past_rounds)
    checklist = received.tables.get("checklist")
    if checklist is None:
        return
    for process in taxonomy.processes:
        for statement in process.rubric.statements if process.rubric else ():
            mark = layout.process_mark(process.id)
            wanted = {"at_level": statement.level, "process": mark, "level": statement.level}
            cells = [(checklist.cell(statement.id, column), said) for column, said in wanted.items()]
            changed = [cell for cell, said in cells if cell is not None and said not in {cell.number, cell.text}]
            report_strays(checklist.sheet, changed, ledger)


def check_formulas(
    received: Received, form: Assessment, slots: Mapping[str, str], taxonomy: Taxonomy, ledger: Ledger
) -> None:
    """Say which of our formulas are gone, and whether the results were computed from these answers."""
    found = received.found
    if report_values_only(received.tables.values(), found.get(RESULTS.key, []), ledger):
        return
    named = {said for segment in form.segments for said in (segment.id, segment.name)}
    known = texts_of(found.get("texts", [])) | named | {form.organisation.currency or ""}
    for table in received.tables.values():
        report_overwritten(table, known, ledger)
    numbers = {str(element.hierarchy_id) for element in taxonomy}
    report_typed_on_pages(found.get("dashboard", []), known | numbers, ledger)
    for key in ("howto", "notice"):
        report_typed_on_pages(found.get(key, []), known | _codes(taxonomy), ledger)
    report_typed_over_curve(found.get(CURVE.key, []), known, ledger, Translator(taxonomy.lang))
    if form.complaints is not None and not has_errors(ledger.findings):
        report_stale_complaints(received.tables, form.complaints, slots, ledger)
    # Where own processes came or moved since, the results shown are those of the folder as it was.
    is_comparable = received.own.is_as_loaded(taxonomy) and not has_errors(ledger.findings)
    for read_only in READ_SHEETS:
        for sheet, marker in found.get(read_only.key, [])[:1]:
            results = table_of(read_only, sheet, marker, ledger, Translator(taxonomy.lang))
            if results is not None:
                keyed_rows(results)
                report_overwritten(results, known, ledger)
                if read_only is RESULTS and is_comparable:
                    report_stale(results, form, taxonomy, slots, ledger)


def _codes(taxonomy: Taxonomy) -> set[str]:
    """Return what stands on the sheets to read and is the same in every language."""
    maturity = taxonomy.bundle.maturity
    codes = {one.code for terms in (maturity.levels, maturity.roles) for one in terms}
    names = {name for both in (False, True) for name in tabs(is_workshop=both, has_kept=True, loops=LOOPS).values()}
    return {*codes, *names, *layout.TICK_CODES, layout.TICKED, *(one.text for one in taxonomy.bundle.notices)}
