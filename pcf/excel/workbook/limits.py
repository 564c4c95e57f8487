"""What no workbook of ours may become: one that could not be read back. All that is too much is told at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pcf.errors import N_, Phrase, WorkbookError
from pcf.excel.columns import LONGEST_TEXT
from pcf.excel.practices import LONGEST_KEPT, MOST_LISTED, PRACTICES, text_to_keep
from pcf.findings import Finding, FindingKind, Severity
from pcf.mapping import Practice
from pcf.sheets.archive import open_package
from pcf.sheets.budget import Budget
from pcf.sheets.findings import PART_TOO_TIGHT
from pcf.sheets.guard import RefusedFileError
from pcf.sheets.limits import CELL_LIMIT, LONG_LIST_CELLS, MEGABYTE
from pcf.sheets.package import read_book

_TYPED = ("text", "owner", "unit")
_READ_FROM = 32 * MEGABYTE  # unpacked; what is smaller keeps every other limit
_SPLIT = N_("Split the list, or write a mapping (.sssom.tsv): it has no such limit.")
_TOO_MANY_CELLS = Phrase(N_("too many cells"))
_FILE_TOO_LARGE = Phrase(N_("the file is too large, in bytes"))

LIST_TOO_LONG = FindingKind(
    "practice-list-too-long",
    Severity.ERROR,
    N_("The list would be too long to be read back. Practices: {found}."),
    N_("At most {limit} practices in a workbook."),
    _SPLIT,
)
TEXT_TOO_LONG = FindingKind(
    "practice-text-too-long",
    Severity.ERROR,
    N_("Practice {practice} has {found} signs in: {column}."),
    N_("At most {limit} signs, as many as a cell holds."),
    N_("Shorten the text, or make several practices of it."),
)
PLACEMENTS_TOO_LONG = FindingKind(
    "practice-placements-too-long",
    Severity.ERROR,
    N_("What is said of where practice {practice} belongs takes {found} signs."),
    N_("At most {limit} signs: reasons, names and what suggestions rest on, all together."),
    N_("Shorten the longest of them, or write a mapping (.sssom.tsv): it has no such limit."),
)
TOO_MUCH = FindingKind(
    "workbook-too-large",
    Severity.ERROR,
    N_("The workbook would be too large to be read back: {reason} ({found})."),
    N_("At most {limit} cells, and no more when unpacked than pcf reads."),
    _SPLIT,
)


def refuse_unwritable(practices: Sequence[Practice], path: Path, *, is_list: bool) -> None:
    """Refuse practices of which a workbook would lose something, before any work is done for it.

    Raises:
        WorkbookError: ``findings`` name every practice that no row can hold.
    """
    found = [Finding(kind, path.name, cell=place, facts=facts) for kind, place, facts in _faults(practices)]
    if is_list and len(practices) > MOST_LISTED:
        found.insert(0, Finding(LIST_TOO_LONG, path.name, facts={"found": len(practices), "limit": MOST_LISTED}))
    _refuse(found, path)


def _faults(practices: Sequence[Practice]) -> Iterator[tuple[FindingKind, str, dict[str, object]]]:
    headings = {column.key: Phrase(column.heading) for column in PRACTICES.columns}
    for one in practices:
        about: dict[str, object] = {"practice": one.id}
        for column in _TYPED:
            if (found := len(getattr(one, column))) > LONGEST_TEXT:
                facts = {"column": headings[column], "found": found, "limit": LONGEST_TEXT}
                yield TEXT_TOO_LONG, f"{one.id}:{column}", about | facts
        if (found := len(text_to_keep(one.placements))) > LONGEST_KEPT:
            yield PLACEMENTS_TOO_LONG, f"{one.id}:placements", about | {"found": found, "limit": LONGEST_KEPT}


def refuse_unreadable(book: Any, written: Path, path: Path, *, is_list: bool) -> None:
    """Refuse a workbook just written that our own reader would not let in.

    Args:
        book: As XlsxWriter made it.
        written: Where it stands for now.
        path: What it is to be called.
        is_list: Whether it will be read as a list of practices.

    Raises:
        WorkbookError: It has too many cells, or takes too much room.
    """
    limit = LONG_LIST_CELLS if is_list else CELL_LIMIT
    cells = sum(len(row) for page in book.worksheets() for row in page.table.values())
    facts = {"reason": _TOO_MANY_CELLS, "found": cells} if cells > limit else _refusal(written, limit)
    if facts:
        _refuse([Finding(TOO_MUCH, path.name, facts={**facts, "limit": limit})], path)


def _refusal(written: Path, limit: int) -> dict[str, object]:
    """Return why the reader refuses a file; nothing if it does not."""
    try:
        package = open_package(written, Budget(limit))
        if tight := [name for name in package.names if package.is_bomb(name)]:
            return {"reason": PART_TOO_TIGHT, "found": tight}
        if sum(package.size(name) for name in package.names) > _READ_FROM:
            read_book(written, cells=limit)
    except RefusedFileError as refused:
        return {"reason": refused.facts.get("reason", _FILE_TOO_LARGE), "found": refused.facts["found"]}
    return {}


def _refuse(found: Sequence[Finding], path: Path) -> None:
    if found:
        raise WorkbookError(findings=found, path=path.name, count=len(found))
