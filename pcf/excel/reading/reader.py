"""A received workbook as an assessment, with every fault it has, all in one run."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from pcf.assessment import Assessment
from pcf.assessment.consolidation import in_order
from pcf.assessment.template import ticked_items
from pcf.errors import WorkbookError
from pcf.excel import layout
from pcf.excel.live_sheets import RESULTS
from pcf.excel.reading import findings as kinds
from pcf.excel.reading.answers import (
    AnswerSheets,
    read_group_weights,
    read_responses,
    read_ticks,
)
from pcf.excel.reading.complaints import read_complaints
from pcf.excel.reading.figures import read_figures
from pcf.excel.reading.forms import read_forms
from pcf.excel.reading.history import read_history
from pcf.excel.reading.identity import Identity, read_identity
from pcf.excel.reading.ledger import CellCounts, Ledger
from pcf.excel.reading.ours import Received, check_formulas, check_what_is_hidden
from pcf.excel.reading.own_rows import own_rows
from pcf.excel.reading.practices import Deciding, read_line, read_rows
from pcf.excel.reading.profile import check_language, read_organisation, read_policy, read_segments
from pcf.excel.reading.reasons import read_reasons
from pcf.excel.reading.registers import Known, read_registers
from pcf.excel.reading.rows import find_all_rows
from pcf.excel.reading.staffing import read_staffing
from pcf.excel.reading.structure import find_sheets, find_tables, report_typed_beside
from pcf.excel.reading.values import shown
from pcf.excel.reading.workshop import check_voices, read_agreements
from pcf.excel.workshop import WORKSHOP
from pcf.findings import Finding, has_errors
from pcf.i18n import Translator
from pcf.ids import Language
from pcf.mapping import Practice
from pcf.sheets.grid import Book
from pcf.sheets.guard import RefusedFileError
from pcf.sheets.limits import CELL_LIMIT, LONG_LIST_CELLS
from pcf.sheets.package import read_book
from pcf.taxonomy import Taxonomy, load_with

_NOTHING_LOST_ON = (
    "levels",
    "results",
    "gaps",
    "comparison",
    "voices",
    "kept",
    "elements",
    "curve",
)  # sheets to read only, with keys


@dataclass(frozen=True)
class Reading:
    """What was read.

    Attributes:
        assessment: What could be understood, faulty cells left blank; ``None`` if the file as a
            whole cannot be read.
        findings: In the order in which a person walks through the workbook.
        cells: What became of the filled input cells.
        digest: SHA-256 of the content without the language; blank without an assessment.
        is_list: Whether the workbook is a list of practices; the assessment then holds nothing else.
    """

    assessment: Assessment | None
    findings: tuple[Finding, ...]
    cells: CellCounts
    digest: str
    is_list: bool = False

    @property
    def is_faulty(self) -> bool:
        """Whether there are errors, so that the assessment must not be used as if it were whole."""
        return self.assessment is None or has_errors(self.findings)


def inspect_workbook(path: Path, *, lang: Language) -> Reading:
    """Read a filled workbook; never raises for what is in the file, and never changes it.

    A list of practices is refused: it is no assessment.

    Args:
        path: The file.
        lang: Language of names in the findings' facts; what is read does not depend on it.
    """
    reading = _inspect(path, lang, CELL_LIMIT)
    if not reading.is_list or reading.assessment is None:
        return reading
    facts = {"found": len(reading.assessment.practices), "file": path.name}
    return Reading(None, (Finding(kinds.LIST_NOT_ASSESSMENT, path.name, facts=facts),), CellCounts(), "", is_list=True)


def inspect_practices(path: Path, *, lang: Language) -> Reading:
    """Read a list of practices, or an assessment, which holds practices too; as ``inspect_workbook`` does.

    A note says that it is a list, and how far it is decided. The file may have more cells than an assessment alone.
    """
    return _inspect(path, lang, LONG_LIST_CELLS)


def _inspect(path: Path, lang: Language, cells: int) -> Reading:
    ledger = Ledger(path.name)
    try:
        book, remarks = read_book(path, cells=cells)
    except RefusedFileError as refused:
        return Reading(None, (refused.finding(path.name),), CellCounts(), "")
    ledger.findings += remarks
    ledger.starts_1904 = book.starts_1904
    assessment, is_list = _read(book, ledger, lang)
    if assessment is not None and is_list:
        said = assessment.practices
        ledger.report(kinds.PRACTICE_LIST, found=len(said), decided=sum(one.is_decided for one in said))
    found = ledger.sorted_findings(book.sheets)
    return Reading(assessment, found, ledger.counts(), digest_of(assessment) if assessment else "", is_list)


def read_workbook(path: Path | str, lang: Language = "en") -> Assessment:
    """Read a filled workbook that has no errors.

    Raises:
        WorkbookError: There are errors; ``findings`` hold every one of them, warnings and notes too.
    """
    return _faultless(inspect_workbook(Path(path), lang=lang), path)


class Practices(NamedTuple):
    """What a list, or an assessment workbook, says of practices, with the warnings and notes of reading it."""

    practices: tuple[Practice, ...]
    findings: tuple[Finding, ...]


def read_practices(path: Path | str, lang: Language = "en") -> Practices:
    """Read the practices of a list, or of an assessment workbook, that has no errors.

    Raises:
        WorkbookError: There are errors; ``findings`` hold every one of them, warnings and notes too.
    """
    reading = inspect_practices(Path(path), lang=lang)
    return Practices(_faultless(reading, path).practices, reading.findings)


def _faultless(reading: Reading, path: Path | str) -> Assessment:
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


def _read(book: Book, ledger: Ledger, lang: Language) -> tuple[Assessment | None, bool]:
    """Return what the workbook says, and whether it is a list of practices."""
    found = find_sheets(book, ledger)
    if not any(data.key in found for data in (*layout.DATA_SHEETS, WORKSHOP)):
        ledger.findings.clear()
        ledger.report(kinds.NOT_OURS, found=[sheet.name for sheet in book.sheets])
        return None, False
    identity = read_identity(book, found.get("meta", []), ledger)
    if identity is None:
        return None, False
    taxonomy = load_with(identity.extensions, identity.edition, lang)
    say = Translator(lang)
    tables = find_tables(found, ledger, say, is_list=identity.is_list)
    own = own_rows(tables, found.get(RESULTS.key, []), taxonomy)
    find_all_rows(tables, ledger, taxonomy, own, is_list=identity.is_list)
    for key in _NOTHING_LOST_ON:
        report_typed_beside(found.get(key, []), ledger)
    received = Received(book, found, tables, own)
    form, slots = _assessment(received, ledger, identity, taxonomy)
    check_formulas(received, form, slots, taxonomy, ledger)
    check_what_is_hidden(received, form, identity, taxonomy, ledger)
    return form, identity.is_list


def _assessment(
    received: Received, ledger: Ledger, identity: Identity, taxonomy: Taxonomy
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
    is_whole = profile is not None and not profile.faulty_rows
    starts_1904, own = received.book.starts_1904, received.own.results
    known = Known(taxonomy, tuple(segments.values()) if is_whole else None, starts_1904, own)
    registers = read_registers(tables, ledger, known)
    carried = read_forms(received.found.get("forms", []), ledger, identity, taxonomy)
    workshop = tables.get(WORKSHOP.key)
    line = read_line(first, ledger, respondent.name)
    decided = Deciding(taxonomy, respondent.name, line, starts_1904, own)
    sheets = AnswerSheets(tables.get("scope"), tables.get("ratings"), targets, workshop)
    check_voices(workshop, carried.respondents, ledger)
    form = Assessment(
        edition=identity.edition,
        extensions=identity.extensions,
        language=identity.language,
        workbook_id=identity.workbook_id,
        profile=identity.profile,
        round=in_round,
        respondent=respondent,
        organisation=organisation,
        segments=tuple(segments.values()),
        responses=read_responses(sheets, ledger, taxonomy.processes),
        ticks=read_ticks(tables.get("checklist"), ledger, ticked_items(taxonomy)),
        practices=read_rows(tables.get("practices"), ledger, decided),
        figures=read_figures(tables.get("figures"), ledger, taxonomy, segments, lost),
        policy=read_policy(first, ledger),
        group_weights=read_group_weights(targets, ledger, taxonomy.root.children),
        history=read_history(received.found.get("history", []), ledger, taxonomy),
        evidence=registers.evidence,
        observations=registers.observations,
        initiatives=registers.initiatives,
        agreed=read_agreements(workshop, tables.get("scope"), ledger, taxonomy.processes),
        respondents=carried.respondents,
        unplaced=carried.unplaced,
        wording=carried.wording,
        complaints=read_complaints(received.found, tables, ledger, known, segments, lost=lost),
        reasons=read_reasons(received.found, tables, ledger, known),
        staffing=read_staffing(received.found, tables, ledger, known),
    )
    return form, {slot: segment.id for slot, segment in segments.items()}
