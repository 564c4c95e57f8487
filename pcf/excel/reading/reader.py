"""A received workbook as an assessment, with every fault it has, all in one run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pcf.assessment import Assessment
from pcf.errors import WorkbookError
from pcf.excel import layout
from pcf.excel.reading import findings as kinds
from pcf.excel.reading.answers import read_practices, read_responses, read_ticks
from pcf.excel.reading.figures import read_figures
from pcf.excel.reading.identity import Identity, read_identity
from pcf.excel.reading.ledger import CellCounts, Ledger
from pcf.excel.reading.profile import read_organisation, read_segments
from pcf.excel.reading.structure import (
    Visible,
    find_rows,
    find_sheets,
    find_tables,
    report_overwritten,
    report_typed_beside,
)
from pcf.excel.reading.tables import Table
from pcf.excel.reading.values import shown
from pcf.findings import Finding, has_errors
from pcf.i18n import Translator
from pcf.ids import Language
from pcf.sheets.grid import Book
from pcf.sheets.guard import RefusedFileError
from pcf.sheets.package import read_book
from pcf.source import rubrics
from pcf.taxonomy import Taxonomy, load

_ORGANISATION_ROWS = ("name", "currency", "date", "round", "respondent", "role")
_MOST_SLOTS = 1_000
_LIKELY_SLOTS = 100  # where the sheet that names them is gone


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
    """Return the SHA-256 of what an assessment says, whatever language it says it in."""
    content = assessment.model_dump(mode="python", exclude={"language"})
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_canonical)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _canonical(value: object) -> str:
    return shown(value.normalize()) if isinstance(value, Decimal) else str(value)


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
    tables = find_tables(found, ledger, Translator(lang))
    _find_all_rows(tables, ledger, taxonomy)
    report_typed_beside(found.get("levels", []), ledger)
    if "ratings" in tables:
        report_overwritten(tables["ratings"], "descriptor", _descriptors(), ledger)
    return _assessment(book, tables, ledger, identity, taxonomy)


def _descriptors() -> frozenset[str]:
    """Return every descriptor in every language: what the formula beside an answer may have left as a value."""
    texts = (text.to_json() for record in rubrics().rubrics for text in record.descriptors)
    return frozenset(said for spoken in texts for said in spoken.values() if said)


def _find_all_rows(tables: Mapping[str, Table], ledger: Ledger, taxonomy: Taxonomy) -> None:
    """Place the rows of every sheet; which keys may and must stand there depends on the edition."""
    slots = [f"s{number}" for number in range(1, _MOST_SLOTS)]
    processes = {element.id: element.name for element in taxonomy.processes}
    activities = {element.id: element.name for element in taxonomy if element.level == 4}
    fields = dict.fromkeys(_ORGANISATION_ROWS, "")
    named: dict[str, tuple[Collection[str], Mapping[str, str]]] = {
        "organisation": (fields, fields),
        "segments": (slots, {}),
        "scope": (processes, processes),
        "ratings": (processes, processes),
        "checklist": (activities, activities),
        "practices": ([f"p{number}" for number in range(1, 20 * _MOST_SLOTS)], {}),
    }
    numbers = {element.id: str(element.hierarchy_id) for element in taxonomy}
    visible = {
        "segments": Visible("slot", {slot: slot for slot in slots}),
        "scope": Visible("hierarchy_id", numbers, processes),
        "ratings": Visible("hierarchy_id", numbers, processes),
        "checklist": Visible("hierarchy_id", numbers, activities),
    }
    for key, (known, needed) in named.items():
        if key in tables:
            is_open = key == "practices"
            find_rows(tables[key], ledger, frozenset(known), needed, is_open=is_open, visible=visible.get(key))
    if "figures" in tables:
        segments = tables.get("segments")
        used = [*segments.rows, *segments.mixed_rows] if segments else slots[:_LIKELY_SLOTS]
        keys = frozenset(f"{slot}:{metric.id}" for slot in used for metric in taxonomy.metrics)
        find_rows(tables["figures"], ledger, keys, {})


def _assessment(
    book: Book, tables: Mapping[str, Table], ledger: Ledger, identity: Identity, taxonomy: Taxonomy
) -> Assessment:
    organisation, respondent, in_round = read_organisation(
        tables.get("organisation"), ledger, lang=taxonomy.lang, starts_1904=book.starts_1904
    )
    profile = tables.get("segments")
    segments = read_segments(profile, ledger)
    lost = profile.mixed_rows if profile else None
    activities = [element for element in taxonomy if element.level == 4]
    return Assessment(
        edition=identity.edition,
        language=identity.language,
        workbook_id=identity.workbook_id,
        profile=identity.profile,
        round=in_round,
        respondent=respondent,
        organisation=organisation,
        segments=tuple(segments.values()),
        responses=read_responses(tables.get("scope"), tables.get("ratings"), ledger, taxonomy.processes),
        ticks=read_ticks(tables.get("checklist"), ledger, activities),
        practices=read_practices(tables.get("practices"), ledger, taxonomy),
        figures=read_figures(tables.get("figures"), ledger, taxonomy, segments, lost),
    )
