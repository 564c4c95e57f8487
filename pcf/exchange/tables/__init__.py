"""The model as CSV tables with a descriptor, in a folder or a .zip: a fact a row, ids as text, a blank cell is missing.

The order of rows counts where lists have an order: editions by publication, elements and metrics as printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pcf import _resources
from pcf.errors import ModelFileError
from pcf.exchange import findings as kinds
from pcf.exchange.document import fault_of_head
from pcf.exchange.plain_json import UnreadableError, json_path, parse
from pcf.exchange.references import faults_of_ids
from pcf.exchange.shapes import checked
from pcf.exchange.shared import shared_bundle
from pcf.exchange.tables.assembly import Assembly, shown_cell
from pcf.exchange.tables.cells import Tables, text_of
from pcf.exchange.tables.declared import ALL_TABLES, DERIVED_COLUMNS, DERIVED_TABLES, TABLES, columns_of
from pcf.exchange.tables.derived import Derivation
from pcf.exchange.tables.files import Received, write_files
from pcf.exchange.tables.layout import Table
from pcf.exchange.tables.package import DESCRIPTOR, FORMAT, FORMAT_VERSION, NOTICE, descriptor
from pcf.exchange.tables.rows import ReadTable, read_table
from pcf.findings import Finding
from pcf.model import Bundle

if TYPE_CHECKING:
    from pcf.taxonomy import Taxonomy

__all__ = ["read_csv", "write"]


def write(out: Path, model: Taxonomy) -> None:
    """Write all tables, their descriptor and the notice; the same bytes for the same model.

    Raises:
        LocalEditionError: The edition is the user's own copy.
        OutputNotWritableError: The folder is missing or closed to us, or the disk is full.
    """
    tables = Tables(shared_bundle(model))
    described = json.dumps(descriptor(model.edition), ensure_ascii=False, indent=2) + "\n"
    files = {DESCRIPTOR: described, NOTICE: _resources.notice()}
    for table in ALL_TABLES:
        files[table.file] = text_of([column.name for column in columns_of(table)], tables.rows(table))
    write_files(out, files)


def read_csv(path: str | Path) -> Bundle:
    """Read back the tables that ``write`` wrote.

    Args:
        path: The folder, or the .zip; other files in it are left alone.

    Raises:
        ModelFileError: A table is missing or has faults, or what follows from the others does not;
            ``findings`` hold every fault, with its file and cell.
    """
    path = Path(path)
    try:
        received = Received(path)
    except UnreadableError as error:
        raise _refusal(path, [Finding(error.kind, path.name, facts=error.facts)]) from error
    if foreign := [*_faults_of_descriptor(received)]:
        raise _refusal(path, foreign)
    tables: dict[str, ReadTable] = {}
    missing: list[Finding] = []
    for table in ALL_TABLES:
        content = received.content(table.file)
        if isinstance(content, Finding):
            missing.append(content)
            tables[table.name] = ReadTable(table, is_whole=False)
        else:
            tables[table.name] = read_table(table, content)
    bundle = _bundle(tables)
    found = [*missing, *(finding for read in tables.values() for finding in read.findings)]
    if bundle is None or found:
        raise _refusal(path, found)
    return bundle


def _bundle(tables: Mapping[str, ReadTable]) -> Bundle | None:
    """Return the model that the tables hold; faults go to the findings of the tables."""
    assembly = Assembly(tables)
    bundle, faults = checked(Bundle, assembly.tree)
    broken = [*(fault.path for fault in faults), *assembly.unread]
    for fault in (*faults, *faults_of_ids(assembly.tree, broken)):
        assembly.tell(fault)
    if bundle is None or any(read.findings or not read.is_whole for read in tables.values()):
        return None
    _compare_derived(Derivation(bundle), tables)
    return bundle


def _compare_derived(derivation: Derivation, tables: Mapping[str, ReadTable]) -> None:
    """Tell every cell and row that does not say what follows from the other tables."""
    for table in TABLES:
        if table.name not in DERIVED_COLUMNS:
            continue
        read = tables[table.name]
        for line, row in read.rows.items():
            _compare(read, line, row, derivation.cells(table.name, row), _key(table, row))
    for table in DERIVED_TABLES:
        read = tables[table.name]
        wanted = {_key(table, row): row for row in derivation.rows(table)}
        for line, row in read.rows.items():
            key = _key(table, row)
            follows = wanted.pop(key, None)
            if follows is None:
                read.tell(kinds.ROW_EXTRA, line, found=shown_cell(key))
            else:
                _compare(read, line, row, follows, key)
        for key in wanted:
            read.tell(kinds.ROW_LOST, 1, found=shown_cell(key))


def _compare(read: ReadTable, line: int, row: Mapping[str, str], follows: Mapping[str, str], owner: str) -> None:
    for heading, given in follows.items():
        if row[heading] != given:
            facts = {"path": heading, "found": shown_cell(row[heading]), "given": shown_cell(given)}
            read.tell(kinds.DIFFERS, line, heading, **facts, owner=shown_cell(owner))


def _key(table: Table, row: Mapping[str, str]) -> str:
    return ", ".join(row[name] for name in table.row_key)


def _faults_of_descriptor(received: Received) -> Iterator[Finding]:
    content = received.content(DESCRIPTOR)
    if isinstance(content, Finding):
        yield content
        return
    try:
        head = parse(content)
    except UnreadableError as error:
        yield Finding(error.kind, DESCRIPTOR, cell=error.cell, facts=error.facts)
        return
    for fault in fault_of_head(head, FORMAT, FORMAT_VERSION):
        yield Finding(fault.kind, DESCRIPTOR, cell=json_path(fault.path), facts=fault.facts)


def _refusal(path: Path, findings: Sequence[Finding]) -> ModelFileError:
    return ModelFileError(findings=findings, path=path.name or str(path), count=len(findings))
