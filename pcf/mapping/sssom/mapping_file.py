"""Practices and where they belong as SSSOM TSV: written so that they read back equal, read strictly.

One row is one placement. A practice without any stands in the metadata block (``ext_unplaced``): a row would claim
something of it. Nothing is written that this reader would refuse.
"""

from __future__ import annotations

import difflib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pcf.errors import MappingError
from pcf.findings import Finding, has_errors
from pcf.mapping.records import Practice
from pcf.mapping.sssom import claim_findings, file_findings
from pcf.mapping.sssom.checks import Claim, Elements, Row, check_claims, check_values, shortened
from pcf.mapping.sssom.header import Header, read_header, write_header
from pcf.mapping.sssom.rows import cells_of, placement_of
from pcf.mapping.sssom.slots import (
    BUILT_IN,
    EXTENSIONS,
    NOTHING,
    OURS,
    REQUIRED,
    SLOTS,
    SSSOM,
    UNPLACED,
)
from pcf.mapping.sssom.subjects import ids_of, practices_of, subject_of, with_unplaced, write_unplaced
from pcf.mapping.sssom.table import split_header
from pcf.mapping.sssom.told import Told
from pcf.mapping.tool import tool_name
from pcf.outputs import write_whole
from pcf.taxonomy import Taxonomy
from pcf.texts.delimited import read_lines, write_line
from pcf.texts.encodings import UndecodableError, decode
from pcf.texts.received import RefusedTextError, content_of

_BOM = b"\xef\xbb\xbf"
_SAME_FOR_ALL = ("object_source", "object_source_version")
_NO_LICENSE = f"{SSSOM}license/unspecified"  # what an organisation says of itself only it can license
_SETS = uuid.UUID("5a5f9bb0-2f0e-5c6d-9d1b-6f7a4f0c7e11")  # so that the same rows make the same set


class Mappings(NamedTuple):
    """What a mapping says, and what is odd but harmless about the file."""

    practices: tuple[Practice, ...]
    findings: tuple[Finding, ...]


def write_mappings(path: Path, practices: Iterable[Practice], *, taxonomy: Taxonomy, tool: str = "") -> None:
    """Write practices and their placements; the file appears whole or not at all.

    Args:
        path: Where to.
        practices: Each id once.
        taxonomy: In whose edition the elements are read, and in whose language they are named.
        tool: Who wrote the file; this version of pcf unless it is said.

    Raises:
        MappingError: It could not be read back: an id twice, contradicting decisions, an element that is none.
        OutputNotWritableError: The folder is missing or closed to us.
    """
    write_whole(path, written(tuple(practices), taxonomy, tool=tool, file=path.name))


def written(practices: Sequence[Practice], taxonomy: Taxonomy, *, tool: str = "", file: str = "") -> str:
    """Write practices as the text of a mapping; as ``write_mappings``.

    Raises:
        MappingError: It could not be read back.
    """
    told, elements = Told(file), Elements(taxonomy)
    _check_writable(practices, elements, told)
    _refuse(told)
    rows = [
        cells_of(practice, one, *_named(one.element, elements)) for practice in practices for one in practice.placements
    ]
    common = {slot: rows[0][slot] for slot in _SAME_FOR_ALL if len({row[slot] for row in rows}) == 1}
    used = {slot for row in rows for slot, cell in row.items() if cell} - common.keys() | {*REQUIRED}
    columns = [slot for slot in (*SLOTS, *EXTENSIONS) if slot in used]
    table = write_line(columns) + "".join(write_line(row.get(slot, "") for slot in columns) for row in rows)
    unplaced = write_unplaced(practices)
    slots = [slot for slot in EXTENSIONS if slot in used or (slot == UNPLACED and unplaced)]
    notices = "\n\n".join(notice.text for notice in taxonomy.bundle.notices)
    header = write_header(
        {
            "sssom_version": "1.1",
            "curie_map": _prefixes(with_slots=bool(slots)),
            "mapping_set_id": f"urn:uuid:{uuid.uuid5(_SETS, table + unplaced)}",
            "mapping_set_title": "Practices of an organisation and where they belong in the PCF",
            "mapping_set_description": description_of(taxonomy.edition),
            "creator_label": [tool or tool_name()],
            "license": _NO_LICENSE,
            **common,
            "comment": notices,
            **({"extension_definitions": [_definition(slot) for slot in slots]} if slots else {}),
            **({UNPLACED: unplaced} if unplaced else {}),
        }
    )
    return header + table


def description_of(edition: str) -> str:
    """Say what a mapping that we write is, in the metadata block."""
    return (
        f"Each row places a practice at an element of category 6, Manage Customer Service, "
        f"of the APQC Process Classification Framework, edition {edition}."
    )


def _prefixes(*, with_slots: bool) -> dict[str, str]:
    named = {"pcf", "practice", "semapv", "skos", "sssom"} | ({"pcf_slot", "xsd"} if with_slots else set())
    return {prefix: uri for prefix, uri in sorted((BUILT_IN | OURS).items()) if prefix in named}


def _definition(slot: str) -> dict[str, str]:
    return {"slot_name": slot, "property": f"pcf_slot:{slot.removeprefix('ext_')}", "type_hint": "xsd:string"}


def _named(element: str | None, elements: Elements) -> tuple[str, str]:
    """Return the name of an element, and the edition in which it is called so: the last, if it left."""
    edition = elements.taxonomy.edition
    if element is None:
        return "", edition
    record = elements.records[element]
    place = record.place(edition) or elements.taxonomy.bundle.last_place(record)
    return place.name.spoken(elements.taxonomy.lang), place.edition


def _check_writable(practices: Sequence[Practice], elements: Elements, told: Told) -> None:
    seen: set[str] = set()
    for one in practices:
        if one.id in seen:
            told.tell(claim_findings.PRACTICE_TWICE, one.id, found=one.id)
        seen.add(one.id)
        for text in _texts(one):
            if not _is_whole(text):
                shown = shortened(text).encode("utf-8", "replace").decode()
                told.tell(claim_findings.TEXT_UNWRITABLE, one.id, subject=one.id, found=shown)
        for placement in one.placements:
            if placement.element is not None and placement.element not in elements.records:
                closest = difflib.get_close_matches(placement.element, elements.records, n=3, cutoff=0.7) or ["–"]
                told.tell(claim_findings.ELEMENT_UNKNOWN, one.id, "element", found=placement.element, closest=closest)
    check_claims([Claim(one.id, one.id, placement) for one in practices for placement in one.placements], told)


def _texts(practice: Practice) -> Iterator[str]:
    yield from (practice.text, practice.owner, practice.unit)
    for one in practice.placements:
        yield from (one.tool, one.why, one.reviewer, one.date, one.reason)


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def read_mappings(path: Path, taxonomy: Taxonomy) -> Mappings:
    """Read a mapping, ours or another's that places something at elements of the PCF.

    Args:
        path: SSSOM TSV with its metadata block.
        taxonomy: In whose edition it is read.

    Raises:
        MappingError: It has faults; ``findings`` hold every one with its line and column.
        NotInstalledError: PyYAML is missing.
    """
    told = Told(path.name)
    practices: list[Practice] = []
    try:
        text = _text(content_of(path), told)
    except (RefusedTextError, UndecodableError) as error:
        told.findings.append(error.finding(path.name))
    else:
        practices = _read(text, taxonomy, told) if text is not None else []
    _refuse(told)
    return Mappings(tuple(practices), told.in_order())


def _refuse(told: Told) -> None:
    if has_errors(told.findings):
        raise MappingError(findings=told.in_order(), path=told.file, count=len(told.findings))


def _text(content: bytes, told: Told) -> str | None:
    if content.startswith(_BOM):
        told.tell(file_findings.BYTE_ORDER_MARK, 1, found="U+FEFF")
        content = content.removeprefix(_BOM)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        told.tell(
            file_findings.NOT_UTF8, found=decode(content).encoding
        )  # or it is no text at all, and refused as such
        return None


def _read(text: str, taxonomy: Taxonomy, told: Told) -> list[Practice]:
    lines, table = split_header(text)
    if not lines:
        told.tell(file_findings.NO_HEADER, 1, found=shortened(text.partition("\n")[0]))
    header = read_header(lines, told)
    rows = list(_rows(table, len(lines) + 1, header, told))
    elements = Elements(taxonomy)
    kept: list[tuple[Row, str, str | None]] = []
    for row in rows:
        if not check_values(row, header, told):
            continue
        if header.address(row["subject_id"].strip()) == f"{SSSOM}{NOTHING}":
            told.tell(claim_findings.SUBJECT_NOTHING, row.line, "subject_id", found=shortened(row["object_id"]))
            continue
        is_nothing = header.address(row["object_id"].strip()) == f"{SSSOM}{NOTHING}"
        element = None if is_nothing else elements.check(row, header, told)
        if is_nothing or element is not None:
            kept.append((row, subject_of(row, header), element))
    ids = ids_of((subject for _, subject, _ in kept), told)
    claims = [
        (row, Claim(row.line, ids[subject], placement_of(row, element, header))) for row, subject, element in kept
    ]
    check_claims((claim for _, claim in claims), told)
    return with_unplaced(practices_of(claims, told), header, told)


def _rows(table: str, first: int, header: Header, told: Told) -> Iterator[Row]:
    """Yield the rows that split into the columns, each with what the metadata block says of all."""
    if "\r\n" in table:
        told.tell(file_findings.WINDOWS_LINES, first, found=table.count("\r\n"))
    lines = list(read_lines(table, first))
    named = next((line for line in lines if not line.is_blank), None)
    if named is None:
        told.tell(file_findings.NO_TABLE, first, found=first - 1)
        return
    columns = _columns(named.cells, named.number, header, told)
    if columns is None:
        return
    rows = []
    for line in lines:
        if line.is_blank:
            told.tell(file_findings.ROW_BLANK, line.number, found=line.number)
        elif line is not named:
            rows.append(line)
    common = _propagated(columns, [line.cells for line in rows], header, told)
    for line in rows:
        for position in line.unclosed:
            column = columns[position] if position < len(columns) else str(position + 1)
            told.tell(file_findings.QUOTES, line.number, column, found=shortened(line.cells[position]))
        if any(line.cells[len(columns) :]) or len(line.cells) < len(columns):
            told.tell(file_findings.ROW_RAGGED, line.number, found=len(line.cells), width=len(columns))
        elif not line.unclosed:
            cells = dict(zip(columns, line.cells, strict=False))
            yield Row(line.number, common | {slot: cell for slot, cell in cells.items() if slot})


def _columns(names: Sequence[str], line: int, header: Header, told: Told) -> list[str] | None:
    """Check the names of the columns; those that are skipped are blank. ``None`` if there is no use in going on."""
    columns = [name.strip() for name in names]
    while columns and not columns[-1]:
        columns.pop()  # a spreadsheet fills lines up with tabs
    if len(columns) == 1 and any(sign in columns[0] for sign in ",;|"):
        told.tell(file_findings.NOT_TABS, line, found=shortened(columns[0]))
        return None
    known = {*SLOTS, *header.extensions}
    for slot in REQUIRED:
        if slot not in columns and not (slot == "subject_id" and "subject_type" in {*columns, *header.common}):
            told.tell(file_findings.COLUMN_MISSING, line, slot, found=slot)
    for position, name in enumerate(columns):
        if name in columns[:position] and name in known:
            told.tell(file_findings.COLUMN_TWICE, line, name, found=name)
        elif name not in known:
            closest = difflib.get_close_matches(name, known, n=3) or ["–"]
            told.tell(file_findings.COLUMN_UNKNOWN, line, name, found=name or str(position + 1), closest=closest)
    usable = {*REQUIRED} <= {*columns} or ("subject_label" in columns and {*REQUIRED[1:]} <= {*columns})
    return [name if name in known else "" for name in columns] if usable else None


def _propagated(columns: Sequence[str], rows: Sequence[Sequence[str]], header: Header, told: Told) -> dict[str, str]:
    """Return what the metadata block says of all rows; a slot in which a row has a value is the rows' alone."""
    common: dict[str, str] = {}
    for slot, value in header.common.items():
        places = [position for position, column in enumerate(columns) if column == slot]
        if any(row[position : position + 1] not in ([], [""]) for row in rows for position in places):
            told.tell(file_findings.HEADER_OVERRULED, header.lines[slot], slot, found=shortened(value))
        else:
            common[slot] = value
    return common
