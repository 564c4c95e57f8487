"""A mapping moved to another edition in its own words: only the edition and the names of elements in it change.

Where some rows cannot move, the edition stands in a column of its own, and the line of the metadata block that named
one edition for all rows waits as a comment until all rows are of one edition again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pcf.ids import DEFAULT_EDITION, LANGUAGES, sort_key
from pcf.mapping.sssom import moving_findings as kinds
from pcf.mapping.sssom.header import Header, quoted, read_header
from pcf.mapping.sssom.mapping_file import description_of
from pcf.mapping.sssom.slots import ELEMENTS
from pcf.mapping.sssom.table import split_header
from pcf.mapping.sssom.told import Told
from pcf.model import Bundle, ElementRecord
from pcf.texts.delimited import Line, read_lines, write_line

_EDITION, _LABEL, _OBJECT = "object_source_version", "object_label", "object_id"
_LINE = re.compile(rf"(?P<key>{_EDITION}\s*:\s*)(?P<open>[\"']?)[\w.]*(?P<close>[\"']?)(?P<rest>\s*)")
_WAITING = "#"  # a comment of YAML within the metadata block
_BOM = "\ufeff"


class Moved(NamedTuple):
    """A mapping on another edition.

    Attributes:
        text: The file.
        before: The edition that it was on.
        stayed: Element and edition of the rows that have no place in the other edition, and are as they were.
    """

    text: str
    before: str
    stayed: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Row:
    """A row, with the element that it is about and the edition in which it names it."""

    line: Line
    record: ElementRecord | None
    edition: str

    def has_place(self, edition: str) -> bool:
        return self.record is None or self.record.place(edition) is not None


def moved(text: str, edition: str, bundle: Bundle, told: Told) -> Moved:
    """Move a mapping to an edition; moved back, every cell and every value of the metadata block is as it was.

    Args:
        text: A mapping that the reader takes.
        edition: Where to.
        bundle: With the places of the elements.
        told: Gets what would not come back.
    """
    lines, table = split_header(text.removeprefix(_BOM))
    head = text[: len(text) - len(table)]
    header = read_header(lines, Told(told.file))
    listed = list(read_lines(table, len(lines) + 1))
    named = next((line for line in listed if not line.is_blank), None)
    columns = [name.strip() for name in named.cells] if named else []
    records = {record.id: record for record in bundle.elements}
    common = "" if any(_at(columns, _EDITION, one.cells) for one in listed if one is not named) else _common(header)
    rows = [
        _Row(line, _record(columns, line, header, records), _at(columns, _EDITION, line.cells) or common)
        for line in listed
        if line is not named and not line.is_blank
    ]
    before = _edition_of(rows, {one.id for one in bundle.editions})
    if before == edition:
        return Moved(text, before, ())
    targets: list[str] = []
    for row in rows:
        row.edition = row.edition or before
        _tell_lost(row, before, edition, told)
        targets.append(edition if _moves(row, before, edition) else row.edition)
        _rename(columns, row, targets[-1], told)
    head = _described(head, before, edition)
    if named and rows:
        head = _place_editions(head, header, named, [row.line for row in rows], targets)
    end = "\r\n" if table.partition("\n")[0].endswith("\r") else "\n"
    written = "".join(write_line(line.cells).removesuffix("\n") + end for line in listed)
    stayed = [(row.record.id, row.edition) for row in rows if row.record is not None and not row.has_place(edition)]
    return Moved(head + written, before, tuple(dict.fromkeys(stayed)))


def _at(columns: Sequence[str], slot: str, cells: Sequence[str]) -> str:
    position = columns.index(slot) if slot in columns else len(cells)
    return "".join(cells[position : position + 1]).strip()


def _common(header: Header) -> str:
    return header.common.get(_EDITION, "").strip()


def _record(
    columns: Sequence[str], line: Line, header: Header, records: dict[str, ElementRecord]
) -> ElementRecord | None:
    address = header.address(_at(columns, _OBJECT, line.cells)) or ""
    return records.get(address.removeprefix(ELEMENTS)) if address.startswith(ELEMENTS) else None


def _edition_of(rows: Sequence[_Row], held: set[str]) -> str:
    """Return the edition that a mapping is on: one that lacks what rows of others name, else that of most rows."""
    named = Counter(row.edition for row in rows if row.edition in held)
    ordered = sorted(named, key=lambda one: (named[one], sort_key(one)), reverse=True)
    whole = (one for one in ordered if all(row.edition in {one, ""} or not row.has_place(one) for row in rows))
    return next(whole, next(iter(ordered), DEFAULT_EDITION))


def _moves(row: _Row, before: str, edition: str) -> bool:
    """Whether a row goes along; one that names no element of ours does if it is of the edition that is left."""
    return row.has_place(edition) if row.record is not None else row.edition == before


def _tell_lost(row: _Row, before: str, edition: str, told: Told) -> None:
    """Tell what would not come back: an edition of its own that a row leaves."""
    comes_back = row.edition == before or (row.edition == edition and not (row.record and row.has_place(before)))
    if not comes_back and _moves(row, before, edition):
        told.tell(kinds.EDITION_LEFT, row.line.number, _EDITION, found=row.edition, edition=edition, old=before)


def _rename(columns: Sequence[str], row: _Row, edition: str, told: Told) -> None:
    """Call the element as the other edition does, in the language of the label; words of one's own stay."""
    if row.record is None or _LABEL not in columns:
        return
    old, new = row.record.place(row.edition), row.record.place(edition)
    label = row.line.cells[columns.index(_LABEL)]
    if old is None or new is None or old.edition == new.edition:
        return
    lang = next((one for one in LANGUAGES if old.name.spoken(one) == label), None)
    if lang is not None:
        row.line.cells[columns.index(_LABEL)] = new.name.spoken(lang)
    elif label in {new.name.spoken(one) for one in LANGUAGES}:
        told.tell(kinds.LABEL_OF_TARGET, row.line.number, _LABEL, found=label, edition=edition, old=row.edition)


def _described(head: str, before: str, edition: str) -> str:
    """Name the edition in the description that we write ourselves; another's stays."""
    old, new = (f"mapping_set_description: {quoted(description_of(one))}" for one in (before, edition))
    return head.replace(f"#{old}", f"#{new}", 1)


def _place_editions(head: str, header: Header, named: Line, lines: Sequence[Line], targets: Sequence[str]) -> str:
    """Write the editions of the rows: in their column if there is one, in the metadata block if it said one for all."""
    columns = [name.strip() for name in named.cells]
    one = targets[0] if len({*targets}) == 1 else None
    at, waiting = header.lines.get(_EDITION), _number_of(head, f"{_WAITING}{_EDITION}")
    if any(_at(columns, _EDITION, line.cells) for line in lines):
        if one and waiting and at is None and columns[-1] == _EDITION:
            for line in (named, *lines):
                del line.cells[len(columns) - 1 :]
            return _with_edition(head, waiting, one, mark="")
    elif one and at and _number_of(head, _EDITION) == at:
        return _with_edition(head, at, one, mark="")
    elif at and _number_of(head, _EDITION) == at:
        head = _with_edition(head, at, _common(header), mark=_WAITING)
    _fill_column(named, lines, targets)
    return head


def _fill_column(named: Line, lines: Sequence[Line], targets: Sequence[str]) -> None:
    columns = [name.strip() for name in named.cells]
    if _EDITION not in columns:
        named.cells.append(_EDITION)
    position = columns.index(_EDITION) if _EDITION in columns else len(columns)
    for line, edition in zip(lines, targets, strict=True):
        line.cells[:] = [*line.cells, *[""] * (position + 1 - len(line.cells))]
        line.cells[position] = edition


def _number_of(head: str, key: str) -> int | None:
    """Return the number of the line that names the edition of all rows, if it is of a form that can be rewritten."""
    mark = key.removesuffix(_EDITION)
    texts = [line.removeprefix("#") for line in head.removeprefix(_BOM).split("\n")]
    found = (at for at, one in enumerate(texts, 1) if one.startswith(key) and _LINE.fullmatch(one.removeprefix(mark)))
    return next(found, None)


def _with_edition(head: str, number: int, edition: str, *, mark: str) -> str:
    """Put an edition into its line, in the quotation marks that it stands in; marked, the line is a comment."""
    lines = head.split("\n")
    start = len(lines[number - 1]) - len(lines[number - 1].removeprefix(_BOM).lstrip("#"))
    text = lines[number - 1][start:]
    lines[number - 1] = f"{_BOM * head.startswith(_BOM) if number == 1 else ''}#{mark}" + _LINE.sub(
        lambda found: f"{found['key']}{found['open']}{edition}{found['close']}{found['rest']}", text
    )
    return "\n".join(lines)
