"""Who a received workbook is: schema, edition, language and copy, told twice and compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from pcf.assessment import OLDEST_WORKBOOK, SCHEMA_VERSION
from pcf.assessment.findings import EXTENSION_NOT_LOADED
from pcf.excel import layout
from pcf.excel.reading import findings as kinds
from pcf.excel.reading.ledger import Ledger
from pcf.extensions import not_loaded
from pcf.ids import Language, is_word_id
from pcf.sheets.grid import Book, Cell, Sheet
from pcf.taxonomy import load_with

_COMPARED = ("schema", "form", "edition", "extensions", "workbook_id", "profile")


@dataclass(frozen=True, slots=True)
class Identity:
    """What the hidden sheet and the properties agree on. ``is_list``: a list of practices, no assessment."""

    edition: str
    extensions: tuple[str, ...]
    language: Language
    workbook_id: str
    profile: str
    past_rounds: int | None = None
    texts: str = ""
    forms: str = ""
    is_list: bool = False


def read_identity(book: Book, marked: list[tuple[Sheet, Cell]], ledger: Ledger) -> Identity | None:
    """Read the identity; ``None``, with findings, if there is none that this version understands.

    Either the hidden sheet or the file's properties is enough: Google Sheets drops the one,
    WPS may drop the other.
    """
    if len(marked) > 1:
        names = [one.name for one, _ in marked]
        ledger.report(kinds.SHEET_AMBIGUOUS, names[-1], marked[-1][1].name, found=names, marker=layout.marker("meta"))
        return None
    told = _Told(*marked[0]) if marked else _Told()
    kept = {
        field: _as_written(field, book.properties[f"{layout.META_PREFIX}{field}"])
        for field in layout.META_FIELDS
        if f"{layout.META_PREFIX}{field}" in book.properties
    }
    if not told.facts and not kept:
        ledger.report(kinds.IDENTITY_MISSING, found="_meta")
        return None
    both = [field for field in _COMPARED if field in told.facts and field in kept]
    conflicts = [field for field in both if told.facts[field] != kept[field]]
    for field in conflicts:
        found = [told.facts[field] or "–", kept[field] or "–"]
        ledger.report(kinds.IDENTITY_CONFLICT, *told.place(field), field=field, found=found)
    facts = kept | told.facts
    if conflicts or not _is_understood(facts, told, ledger):
        return None
    language = facts.get("language", "en")
    profile = facts.get("profile", "all")
    carried = facts.get("past_rounds", "")
    return Identity(
        edition=facts["edition"],
        extensions=_extensions_in(facts),
        language=language if language in get_args(Language) else "en",  # type: ignore[arg-type]
        workbook_id=facts.get("workbook_id", ""),
        profile=profile if is_word_id(profile) else "all",
        past_rounds=int(carried) if carried.isascii() and carried.isdigit() else None,
        texts=facts.get("texts", ""),
        forms=facts.get("forms", ""),
        is_list=facts.get("form") == layout.PRACTICE_LIST,
    )


class _Told:
    """What the hidden sheet says, and in which cells: names stand below its marker, values to the right."""

    def __init__(self, sheet: Sheet | None = None, marker: Cell | None = None) -> None:
        self.sheet = sheet
        self.facts: dict[str, str] = {}
        self._cells: dict[str, Cell] = {}
        names = {}
        for cell in sheet.filled if sheet and marker else ():
            if marker and cell.column == marker.column and cell.text in layout.META_FIELDS:
                names[cell.row] = cell.text
                self._put(cell.text, cell, "")
            elif cell.row in names and not self.facts[names[cell.row]]:
                self._put(names[cell.row], cell, cell.shown)

    def _put(self, field: str, cell: Cell, value: str) -> None:
        self.facts[field], self._cells[field] = _as_written(field, value), cell

    def place(self, field: str) -> tuple[str, str]:
        """Return sheet and cell of a field; blank where only the file's properties hold it."""
        cell = self._cells.get(field)
        return (self.sheet.name, cell.name) if self.sheet and cell else ("", "")


def _as_written(field: str, value: str) -> str:
    """Return a value as it was written, though a program may have made the number 8 of edition 8.0."""
    value = value.strip()
    return f"{value}.0" if field == "edition" and value.isascii() and value.isdigit() else value


def _extensions_in(facts: dict[str, str]) -> tuple[str, ...]:
    """Return whose own elements a workbook asks about; one made before organisations could have any names none."""
    return tuple(sorted({name for name in facts.get("extensions", "").split(",") if name}))


def _is_understood(facts: dict[str, str], told: _Told, ledger: Ledger) -> bool:
    schema, edition = facts.get("schema", ""), facts.get("edition", "")
    if not (schema.isascii() and schema.isdigit() and len(schema) < 9) or int(schema) == 0:
        ledger.report(kinds.SCHEMA_UNKNOWN, *told.place("schema"), found=schema or "–", supported=SCHEMA_VERSION)
        return False
    if int(schema) > SCHEMA_VERSION:
        ledger.report(kinds.SCHEMA_NEWER, *told.place("schema"), found=schema, supported=SCHEMA_VERSION)
        return False
    if int(schema) < OLDEST_WORKBOOK:
        ledger.report(kinds.SCHEMA_OLDER, *told.place("schema"), found=schema, supported=SCHEMA_VERSION)
        return False
    extensions = _extensions_in(facts)
    if missing := not_loaded(extensions):
        ledger.report(EXTENSION_NOT_LOADED, *told.place("extensions"), found=missing)
        return False
    editions = [record.id for record in load_with(extensions, also=[edition]).bundle.editions]
    if edition not in editions:
        ledger.report(kinds.EDITION_UNKNOWN, *told.place("edition"), found=edition or "–", editions=editions)
        return False
    return True
