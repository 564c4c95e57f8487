"""Who a received workbook is: schema, edition, language and copy, told twice and compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from pcf.assessment import SCHEMA_VERSION
from pcf.excel import layout
from pcf.excel.reading import findings as kinds
from pcf.excel.reading.ledger import Ledger
from pcf.ids import Language, is_word_id
from pcf.sheets.grid import Book, Cell, Sheet
from pcf.source import bundle

_COMPARED = ("schema", "edition", "workbook_id", "profile")


@dataclass(frozen=True, slots=True)
class Identity:
    """What the hidden sheet and the properties agree on."""

    edition: str
    language: Language
    workbook_id: str
    profile: str


def read_identity(book: Book, marked: list[tuple[Sheet, Cell]], ledger: Ledger) -> Identity | None:
    """Read the identity; ``None``, with findings, if there is none that this version understands.

    Either the hidden sheet or the file's properties is enough: Google Sheets drops the one,
    WPS may drop the other.
    """
    sheet = marked[0][0] if len(marked) == 1 else None
    told = _of_sheet(sheet) if sheet else {}
    name = sheet.name if sheet else ""
    if len(marked) > 1:
        names = [one.name for one, _ in marked]
        ledger.report(kinds.SHEET_AMBIGUOUS, names[-1], marked[-1][1].name, found=names, marker=layout.marker("meta"))
        return None
    kept = {
        field: book.properties[f"{layout.META_PREFIX}{field}"]
        for field in layout.META_FIELDS
        if f"{layout.META_PREFIX}{field}" in book.properties
    }
    if not told and not kept:
        ledger.report(kinds.IDENTITY_MISSING, found="_meta")
        return None
    conflicts = [field for field in _COMPARED if told and kept and told.get(field, "") != kept.get(field, "")]
    for field in conflicts:
        found = [told.get(field, ""), kept.get(field, "")]
        ledger.report(kinds.IDENTITY_CONFLICT, name, field=field, found=found)
    facts = kept | told
    if conflicts or not _is_understood(facts, name, ledger):
        return None
    language = facts.get("language", "en")
    profile = facts.get("profile", "all")
    return Identity(
        edition=facts["edition"],
        language=language if language in get_args(Language) else "en",  # type: ignore[arg-type]
        workbook_id=facts.get("workbook_id", ""),
        profile=profile if is_word_id(profile) else "all",
    )


def _of_sheet(sheet: Sheet) -> dict[str, str]:
    names = {cell.row: cell.text for cell in sheet.filled if cell.text in layout.META_FIELDS}
    values = {cell.row: cell.shown for cell in sheet.filled if cell.row in names and cell.text != names[cell.row]}
    return {name: values.get(row, "") for row, name in names.items()}


def _is_understood(facts: dict[str, str], sheet: str, ledger: Ledger) -> bool:
    schema, edition = facts.get("schema", ""), facts.get("edition", "")
    editions = [record.id for record in bundle().editions]
    if not (schema.isascii() and schema.isdigit() and len(schema) < 9) or int(schema) == 0:
        ledger.report(kinds.SCHEMA_UNKNOWN, sheet, found=schema or "–", supported=SCHEMA_VERSION)
        return False
    if int(schema) > SCHEMA_VERSION:
        ledger.report(kinds.SCHEMA_NEWER, sheet, found=schema, supported=SCHEMA_VERSION)
        return False
    if edition not in editions:
        ledger.report(kinds.EDITION_UNKNOWN, sheet, found=edition or "–", editions=editions)
        return False
    return True
