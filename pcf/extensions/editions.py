"""Editions from the user's own copies of APQC's workbooks: read here, used here, never handed on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pcf.errors import N_, InputFaultsError
from pcf.extensions.reading import EDITIONS, Folder
from pcf.extensions.records import LocalEdition
from pcf.findings import Finding
from pcf.framework import Framework
from pcf.i18n import Translator
from pcf.ids import edition_number, is_hierarchy_id
from pcf.model import EditionRecord, ElementRecord, Place, Text
from pcf.publisher import findings as kinds
from pcf.publisher.details import same_name
from pcf.publisher.listing import Listing, find_customer_service
from pcf.publisher.workbook import ID, NAME, PLACE, PublisherBook, Row, read_publisher_book
from pcf.sheets.findings import FILE_UNREADABLE

# What a spreadsheet is saved as; the guard says of all but the first two what to do. Notes and PDFs may lie beside.
_TABLES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"})
_LOCKS = ("~$", ".")
_EDITION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){1,2}", re.ASCII)
_NOTE = N_("Read from your own copy of APQC's workbook, {file}; it is used on this machine and never handed on.")


def read_editions(folder: Folder, base: Framework) -> list[LocalEdition]:
    """Read the workbooks in the folder ``editions`` of an extension; faults go to the folder's findings.

    Args:
        folder: The extension's.
        base: What ships.
    """
    first: dict[tuple[int, ...], str] = {}
    made = []
    for path in _files_in(folder):
        try:
            book = read_publisher_book(path)
        except InputFaultsError as error:
            folder.findings += error.findings
            continue
        listing = find_customer_service(book, base.bundle)
        edition = _edition_of(path, book)
        faults = [*_faults_of_name(path, book, edition, base), *listing.findings]
        before = first.setdefault(edition_number(edition), path.name) if edition else path.name
        if before != path.name:
            faults.append(Finding(kinds.EDITION_TWICE, path.name, facts={"found": edition, "first": before}))
        folder.findings += faults
        if not faults:
            made.append(_local_edition(edition, book, listing, base))
    return made


def _files_in(folder: Folder) -> list[Path]:
    path = folder.path / EDITIONS
    if EDITIONS not in folder.names:
        return []
    try:
        files = sorted(path.iterdir())
    except OSError as error:
        facts = {"found": str(path), "reason": error.strerror or str(error)}
        folder.findings.append(Finding(FILE_UNREADABLE, EDITIONS, facts=facts))
        return []
    return [one for one in files if one.suffix.lower() in _TABLES and not one.name.startswith(_LOCKS)]


def _edition_of(path: Path, book: PublisherBook) -> str:
    """Return what the file is called after, else what its cover says; blank for neither."""
    named = path.stem.strip().removeprefix("v")
    return named if _EDITION.fullmatch(named) else book.version


def _faults_of_name(path: Path, book: PublisherBook, edition: str, base: Framework) -> Iterator[Finding]:
    shipped = [record.id for record in base.bundle.editions]
    same = next((one for one in shipped if edition_number(one) == edition_number(edition)), None)
    if not edition:
        yield Finding(kinds.EDITION_UNNAMED, path.name, facts={"found": path.name})
    elif same is not None:
        yield Finding(kinds.EDITION_SHIPS, path.name, facts={"found": same, "editions": shipped})
    elif book.version and edition_number(book.version) != edition_number(edition):
        facts = {"found": path.name, "version": book.version}
        yield Finding(kinds.EDITION_NAMED_TWO_WAYS, path.name, facts=facts)


def _local_edition(edition: str, book: PublisherBook, listing: Listing, base: Framework) -> LocalEdition:
    records = {record.id: record for record in base.bundle.elements}
    said = {lang: Translator(lang)(_NOTE, file=book.file) for lang in ("en", "ru", "zh")}
    inside = {row.text(ID): _place(edition, row, records.get(row.text(ID))) for row in listing.rows}
    outside = {
        row.text(ID): _place(edition, row, records[row.text(ID)], is_outside=True)
        for row in listing.elsewhere
        if row.text(ID) in records and row.text(ID) not in inside and _is_placed(row)
    }
    record = EditionRecord(
        id=edition,
        published=book.generated or "–",
        category=listing.category,
        attested="publisher",
        note=Text(en=said["en"], ru=said["ru"], zh=said["zh"]),
        notice=base.bundle.editions[-1].notice,
        is_local=True,
    )
    return LocalEdition(record=record, places=inside | outside)


def _is_placed(row: Row) -> bool:
    return PLACE not in row.dates and is_hierarchy_id(row.place) and bool(row.text(NAME))


def _place(edition: str, row: Row, record: ElementRecord | None, *, is_outside: bool = False) -> Place:
    """Return the place of a row, in Russian and Chinese called as in the last edition of the same English name."""
    name = row.text(NAME)
    same = [place.name for place in record.places if same_name(place.name.en, name)] if record else []
    return Place(
        edition=edition,
        hierarchy_id=row.place,
        name=Text(en=name, ru=same[-1].ru, zh=same[-1].zh) if same else Text(en=name),
        attested="publisher",
        outside=is_outside,
    )
