"""The rows of customer service in a workbook of APQC's, and every fault in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pcf.findings import Finding, FindingKind
from pcf.ids import is_element_id, is_hierarchy_id, owner_of, parent_of
from pcf.model import Bundle
from pcf.publisher import findings as kinds
from pcf.publisher.workbook import ID, NAME, PLACE, PublisherBook, Row

ROOT = "20085"  # Manage Customer Service, since 7.0
_FEWEST = 5  # elements that a category has to share with ours to be customer service without its own id
_ELEMENT_ID = re.compile(r"[0-9]{5}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a workbook lists of customer service.

    Attributes:
        category: Hierarchy id of the category, ``6.0``; blank where there is none.
        rows: Its rows, the faulty ones left out.
        elsewhere: Rows of other categories.
        findings: Every fault; ``file`` names the workbook.
    """

    category: str
    rows: tuple[Row, ...]
    elsewhere: tuple[Row, ...]
    findings: tuple[Finding, ...]


def find_customer_service(book: PublisherBook, bundle: Bundle) -> Listing:
    """Find the category and check its rows.

    What is wrong in other categories does not matter here and is not told.

    Args:
        book: As it was read.
        bundle: What ships; a category without the element 20085 is known by what it shares with it.
    """
    apqcs = [row for row in book.rows if not _is_own(row)]
    category = _category_of(apqcs, bundle)
    if not category:
        found = sorted({row.place for row in book.rows if row.place.endswith(".0")}) or ["–"]
        return Listing("", (), (), (Finding(kinds.CATEGORY_MISSING, book.file, facts={"found": found}),))
    ours, others = _parted(apqcs, category.partition(".")[0])
    faults = list(_faults(book.file, ours))
    faulty = {(row.sheet, row.number) for row, _ in faults}
    sound = tuple(row for row in ours if (row.sheet, row.number) not in faulty)
    return Listing(category, sound, tuple(others), tuple(finding for _, finding in faults))


def _is_own(row: Row) -> bool:
    """Whether an organisation's own element was written into the listing, as our exports do."""
    return is_element_id(row.text(ID)) and owner_of(row.text(ID)) is not None


def _category_of(rows: Sequence[Row], bundle: Bundle) -> str:
    placed = [row for row in rows if PLACE not in row.dates and is_hierarchy_id(row.place)]
    root = next((row.place for row in placed if row.text(ID) == ROOT and row.place.endswith(".0")), "")
    if root:
        return root
    known = {record.id for record in bundle.elements if any(not place.outside for place in record.places)}
    shared = Counter(f"{row.place.partition('.')[0]}.0" for row in placed if row.text(ID) in known)
    best = max(shared, key=lambda place: shared[place], default="")
    return best if shared[best] >= _FEWEST else ""


def _parted(rows: Sequence[Row], number: str) -> tuple[list[Row], list[Row]]:
    """Part the rows of a category from the others; one whose hierarchy id is broken belongs to the row above."""
    parted: tuple[list[Row], list[Row]] = [], []
    is_ours, sheet = False, ""
    for row in rows:
        if row.sheet != sheet:
            is_ours, sheet = False, row.sheet
        if PLACE not in row.dates and is_hierarchy_id(row.place):
            is_ours = row.place.partition(".")[0] == number
        parted[not is_ours].append(row)
    return parted


def _faults(file: str, rows: Sequence[Row]) -> Iterator[tuple[Row, Finding]]:
    def fault(kind: FindingKind, row: Row, key: str, found: str, **facts: object) -> tuple[Row, Finding]:
        return row, Finding(kind, file, row.sheet, row.cell(key), {"found": found or "–", **facts})

    ids: dict[str, Row] = {}
    places: dict[str, Row] = {}
    for row in rows:
        if not _ELEMENT_ID.fullmatch(row.text(ID)):
            yield fault(kinds.ID_BROKEN, row, ID, row.text(ID))
        elif row.text(ID) in ids:
            yield fault(kinds.ID_TWICE, row, ID, row.text(ID), first=_at(ids[row.text(ID)], ID))
        if PLACE in row.dates or not is_hierarchy_id(row.place):
            yield fault(kinds.PLACE_BROKEN, row, PLACE, row.text(PLACE))
        elif row.place in places:
            yield fault(kinds.PLACE_TWICE, row, PLACE, row.place, first=_at(places[row.place], PLACE))
        if not row.text(NAME):
            yield fault(kinds.NAME_MISSING, row, NAME, row.text(ID))
        ids.setdefault(row.text(ID), row)
        places.setdefault(row.place, row)
    for row in rows:
        above = parent_of(row.place) if PLACE not in row.dates and is_hierarchy_id(row.place) else None
        if above is not None and above not in places:
            yield fault(kinds.PARENT_MISSING, row, PLACE, row.place, parent=above)


def _at(row: Row, key: str) -> str:
    return f"{row.sheet}!{row.cell(key)}"
