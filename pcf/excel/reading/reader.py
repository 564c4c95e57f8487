"""A received workbook as an assessment, with every fault it has, all in one run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pcf.assessment import Assessment
from pcf.assessment.consolidation import in_order
from pcf.assessment.template import ticked_items
from pcf.errors import WorkbookError
from pcf.excel import layout
from pcf.excel.reading import findings as kinds
from pcf.excel.reading.answers import (
    AnswerSheets,
    read_group_weights,
    read_practices,
    read_responses,
    read_ticks,
)
from pcf.excel.reading.figures import read_figures
from pcf.excel.reading.formulas import (
    fingerprint_of,
    group_lost,
    keyed_rows,
    report_overwritten,
    report_stale,
    report_typed_on_pages,
    texts_of,
)
from pcf.excel.reading.history import read_history
from pcf.excel.reading.identity import Identity, read_identity
from pcf.excel.reading.ledger import CellCounts, Ledger
from pcf.excel.reading.profile import check_language, read_organisation, read_policy, read_segments
from pcf.excel.reading.structure import (
    Visible,
    find_rows,
    find_sheets,
    find_tables,
    report_strays,
    report_typed_beside,
    table_of,
)
from pcf.excel.reading.tables import Table
from pcf.excel.reading.values import shown
from pcf.findings import Finding, has_errors
from pcf.i18n import Translator
from pcf.ids import LANGUAGES, Language
from pcf.sheets.grid import Book, Cell, Sheet
from pcf.sheets.guard import RefusedFileError
from pcf.sheets.package import read_book
from pcf.taxonomy import Taxonomy, load

_ORGANISATION_ROWS = ("language", "name", "currency", "date", "round", "respondent", "role", "policy")
_NOTHING_LOST_ON = ("levels", "results", "gaps", "comparison")  # sheets to read only, with keys
_MOST_SLOTS = 1_000
_LIKELY_SLOTS = 100  # where the sheet that names them is gone


Found = Sequence[tuple[Sheet, Cell]]  # the sheets with one marker


@dataclass(frozen=True)
class Reading:
    """What was read.

    Attributes:
        assessment: What could be understood, faulty cells left blank; ``None`` if the file as a
            whole cannot be read.
        findings: In the order in which a person walks through the workbook.
        cells: What became of the filled input cells.
        digest: SHA-256 of the content without the language; blank without an assessment.
    """

    assessment: Assessment | None
    findings: tuple[Finding, ...]
    cells: CellCounts
    digest: str

    @property
    def is_faulty(self) -> bool:
        """Whether there are errors, so that the assessment must not be used as if it were whole."""
        return self.assessment is None or has_errors(self.findings)


def inspect_workbook(path: Path, *, lang: Language) -> Reading:
    """Read a filled workbook; never raises for what is in the file, and never changes it.

    Args:
        path: The file.
        lang: Language of names in the findings' facts; what is read does not depend on it.
    """
    ledger = Ledger(path.name)
    try:
        book, remarks = read_book(path)
    except RefusedFileError as refused:
        return Reading(None, (refused.finding(path.name),), CellCounts(), "")
    ledger.findings += remarks
    ledger.starts_1904 = book.starts_1904
    assessment = _read(book, ledger, lang)
    found = ledger.sorted_findings(book.sheets)
    return Reading(assessment, found, ledger.counts(), digest_of(assessment) if assessment else "")


def read_workbook(path: Path | str, lang: Language = "en") -> Assessment:
    """Read a filled workbook that has no errors.

    Raises:
        WorkbookError: There are errors; ``findings`` hold every one of them, warnings and notes too.
    """
    reading = inspect_workbook(Path(path), lang=lang)
    if reading.assessment is None or reading.is_faulty:
        count = sum(has_errors([finding]) for finding in reading.findings)
        raise WorkbookError(findings=reading.findings, path=str(path), count=count)
    return reading.assessment


def digest_of(assessment: Assessment) -> str:
    """Return the SHA-256 of what an assessment says, whatever its language and however its rows were sorted."""
    content = in_order(assessment).model_dump(mode="python", exclude={"language"})
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_canonical)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _canonical(value: object) -> str:
    return shown(value.normalize()) if isinstance(value, Decimal) else str(value)


@dataclass(frozen=True, slots=True)
class _Received:
    """A workbook with its sheets found: by marker, and those that are tables of ours by key."""

    book: Book
    found: Mapping[str, Found]
    tables: Mapping[str, Table]


def _read(book: Book, ledger: Ledger, lang: Language) -> Assessment | None:
    found = find_sheets(book, ledger)
    if not any(data.key in found for data in layout.DATA_SHEETS):
        ledger.findings.clear()
        ledger.report(kinds.NOT_OURS, found=[sheet.name for sheet in book.sheets])
        return None
    identity = read_identity(book, found.get("meta", []), ledger)
    if identity is None:
        return None
    taxonomy = load(identity.edition, lang)
    say = Translator(lang)
    tables = find_tables(found, ledger, say)
    _find_all_rows(tables, ledger, taxonomy)
    for key in _NOTHING_LOST_ON:
        report_typed_beside(found.get(key, []), ledger)
    received = _Received(book, found, tables)
    form, slots = _assessment(received, ledger, identity, taxonomy)
    _check_formulas(received, form, slots, taxonomy, ledger)
    _check_what_is_hidden(received, form, identity, taxonomy, ledger)
    return form


def _check_what_is_hidden(
    received: _Received, form: Assessment, identity: Identity, taxonomy: Taxonomy, ledger: Ledger
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
            wanted = {"at_level": statement.level, "process": int(process.id), "level": statement.level}
            cells = [(checklist.cell(statement.id, column), number) for column, number in wanted.items()]
            changed = [cell for cell, number in cells if cell is not None and cell.number != number]
            report_strays(checklist.sheet, changed, ledger)


def _check_formulas(
    received: _Received, form: Assessment, slots: Mapping[str, str], taxonomy: Taxonomy, ledger: Ledger
) -> None:
    """Say which of our formulas are gone, and whether the results were computed from these answers."""
    found = received.found
    named = {said for segment in form.segments for said in (segment.id, segment.name)}
    known = texts_of(found.get("texts", [])) | named | {form.organisation.currency or ""}
    for table in received.tables.values():
        report_overwritten(table, known, ledger)
    numbers = {str(element.hierarchy_id) for element in taxonomy}
    report_typed_on_pages(found.get("dashboard", []), known | numbers, ledger)
    for key in ("howto", "notice"):
        report_typed_on_pages(found.get(key, []), known | _codes(taxonomy), ledger)
    for read_only in (layout.LEVELS, layout.RESULTS, layout.GAPS, layout.COMPARISON):
        for sheet, marker in found.get(read_only.key, [])[:1]:
            results = table_of(read_only, sheet, marker, ledger, Translator(taxonomy.lang))
            if results is not None:
                keyed_rows(results)
                report_overwritten(results, known, ledger)
                if read_only is layout.RESULTS and not has_errors(ledger.findings):
                    report_stale(results, form, taxonomy, slots, ledger)
    group_lost(ledger)


def _codes(taxonomy: Taxonomy) -> set[str]:
    """Return what stands on the sheets to read and is the same in every language."""
    maturity = taxonomy.bundle.maturity
    codes = {one.code for terms in (maturity.levels, maturity.roles) for one in terms}
    tabs = {layout.tab(key) for key in layout.TABS}
    return {*codes, *tabs, *layout.TICK_CODES, layout.TICKED, *(one.text for one in taxonomy.bundle.notices)}


def _find_all_rows(tables: Mapping[str, Table], ledger: Ledger, taxonomy: Taxonomy) -> None:
    """Place the rows of every sheet; which keys may and must stand there depends on the edition."""
    slots = [f"s{number}" for number in range(1, _MOST_SLOTS)]
    processes = {element.id: element.name for element in taxonomy.processes}
    groups = {group.id: group.name for group in taxonomy.root.children}
    items = _names_of_items(taxonomy)
    fields = dict.fromkeys(_ORGANISATION_ROWS, "")
    named: dict[str, tuple[Collection[str], Mapping[str, str]]] = {
        "organisation": (fields, fields),
        "segments": (slots, {}),
        "scope": (processes, processes),
        "ratings": (processes, processes),
        "targets": ({**groups, **processes}, {**groups, **processes}),
        "checklist": (items, items),
        "practices": ([f"p{number}" for number in range(1, 20 * _MOST_SLOTS)], {}),
    }
    visible = _what_rows_show(taxonomy, slots)
    for key, (known, needed) in named.items():
        if key in tables:
            is_open = key == "practices"
            find_rows(tables[key], ledger, frozenset(known), needed, is_open=is_open, visible=visible.get(key, ()))
    if "figures" in tables:
        segments = tables.get("segments")
        used = [*segments.rows, *segments.mixed_rows] if segments else slots[:_LIKELY_SLOTS]
        keys = frozenset(f"{slot}:{metric.id}" for slot in used for metric in taxonomy.metrics)
        find_rows(tables["figures"], ledger, keys, {}, visible=_what_figures_show(taxonomy, keys))


def _what_figures_show(taxonomy: Taxonomy, keys: Collection[str]) -> tuple[Visible, ...]:
    """Return what the rows of service levels show of theirs: the metric by name, the segment by its row."""
    names = {metric.id: metric.record.name for metric in taxonomy.metrics}
    parts = {key: key.partition(":") for key in keys}
    said = {key: tuple(names[metric].spoken(lang) for lang in LANGUAGES) for key, (_, _, metric) in parts.items()}
    by_slot = Visible("segment", {key: (slot,) for key, (slot, _, _) in parts.items()}, is_slot=True)
    return Visible("name", said, is_text=True), by_slot


def _names_of_items(taxonomy: Taxonomy) -> dict[str, str]:
    """Return what the lines of the checklist say, by id."""
    statements = [one for process in taxonomy.processes if process.rubric for one in process.rubric.statements]
    names = {element.id: element.name for element in taxonomy} | {one.id: one.text for one in statements}
    return {item: names[item] for item in ticked_items(taxonomy)}


def _what_rows_show(taxonomy: Taxonomy, slots: Collection[str]) -> dict[str, tuple[Visible, ...]]:
    """Return by sheet what its rows show of their keys."""
    processes = {element.id: element.name for element in taxonomy.processes}
    numbers = {element.id: (str(element.hierarchy_id),) for element in taxonomy}
    items = _names_of_items(taxonomy)
    statements = {
        one.id: tuple(one.text.spoken(lang) for lang in LANGUAGES)
        for process in taxonomy.processes
        for one in (process.rubric.record.statements if process.rubric else ())
    }
    by_number = Visible("hierarchy_id", numbers, processes)
    return {
        "segments": (Visible("slot", {slot: (slot,) for slot in slots}),),
        "scope": (by_number,),
        "ratings": (by_number,),
        "targets": (by_number,),
        "checklist": (
            Visible("hierarchy_id", numbers, items),
            Visible("name", statements, items, is_text=True),
        ),
    }


def _assessment(
    received: _Received, ledger: Ledger, identity: Identity, taxonomy: Taxonomy
) -> tuple[Assessment, dict[str, str]]:
    """Return what the workbook says, and which row of the sheet of segments is which segment's."""
    tables = received.tables
    first, targets = tables.get("organisation"), tables.get("targets")
    organisation, respondent, in_round = read_organisation(
        first, ledger, lang=taxonomy.lang, starts_1904=received.book.starts_1904
    )
    check_language(first, ledger)
    profile = tables.get("segments")
    segments = read_segments(profile, ledger)
    lost = profile.mixed_rows if profile else None
    elements = {record.id for record in taxonomy.bundle.elements}
    sheets = AnswerSheets(tables.get("scope"), tables.get("ratings"), targets)
    form = Assessment(
        edition=identity.edition,
        language=identity.language,
        workbook_id=identity.workbook_id,
        profile=identity.profile,
        round=in_round,
        respondent=respondent,
        organisation=organisation,
        segments=tuple(segments.values()),
        responses=read_responses(sheets, ledger, taxonomy.processes),
        ticks=read_ticks(tables.get("checklist"), ledger, ticked_items(taxonomy)),
        practices=read_practices(tables.get("practices"), ledger, taxonomy),
        figures=read_figures(tables.get("figures"), ledger, taxonomy, segments, lost),
        policy=read_policy(first, ledger),
        group_weights=read_group_weights(targets, ledger, taxonomy.root.children),
        history=read_history(received.found.get("history", []), ledger, elements),
    )
    return form, {slot: segment.id for slot, segment in segments.items()}
