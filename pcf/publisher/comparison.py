"""A comparison of two editions as APQC publishes it, checked against the model row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pcf.errors import InputFaultsError
from pcf.findings import Finding, has_errors
from pcf.ids import owner_of
from pcf.publisher import findings as kinds
from pcf.publisher.details import Details, parse_details, same_name
from pcf.publisher.expected import Children, Expectations, Expected
from pcf.publisher.listing import find_customer_service
from pcf.publisher.workbook import DETAILS, ID, INDEX, NAME, PLACE, PublisherBook, Row, read_publisher_book
from pcf.taxonomy import Element, Taxonomy


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that a workbook says otherwise than the model.

    Attributes:
        id, hierarchy_id: The element, and where the newer edition has it; blank where it has not.
        matter: What it is about.
        found, ours: What the file says, and what the model says.
        sheet, cell: Where; blank where the file has no row.
    """

    id: str
    hierarchy_id: str
    matter: kinds.Matter
    found: object
    ours: object
    sheet: str = ""
    cell: str = ""

    def finding(self, file: str) -> Finding:
        facts = {
            "element": f"{self.hierarchy_id or '–'} ({self.id})",
            "id": self.id,
            "what": kinds.MATTERS[self.matter],
            "found": self.found,
            "ours": self.ours,
        }
        return Finding(kinds.DIFFERS, file, self.sheet, self.cell, facts)

    def to_json(self) -> dict[str, str]:
        place = {"sheet": self.sheet, "cell": self.cell}
        said = {"what": self.matter, "found": str(self.found), "ours": str(self.ours)}
        return {"id": self.id, "hierarchy_id": self.hierarchy_id, **said, **place}


@dataclass(frozen=True, slots=True)
class ComparisonCheck:
    """How far a workbook and the model agree.

    Attributes:
        file: Name of the workbook.
        rows: How many elements of customer service it lists.
        differ: Every disagreement.
        findings: What else was noticed; no errors.
    """

    file: str
    rows: int
    differ: tuple[Disagreement, ...]
    findings: tuple[Finding, ...]

    @property
    def agree(self) -> int:
        """Rows of the file in which everything is as the model has it."""
        return self.rows - len({one.id for one in self.differ if one.cell})

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """What was noticed, then a warning for each disagreement."""
        return (*self.findings, *(one.finding(self.file) for one in self.differ))

    def to_json(self) -> dict[str, object]:
        """Return the promised keys."""
        differ = [one.to_json() for one in self.differ]
        return {"file": self.file, "rows": self.rows, "agree": self.agree, "differ": differ}


def check_comparison(path: Path, old: Taxonomy, new: Taxonomy) -> ComparisonCheck:
    """Check a workbook of APQC's that compares two editions.

    Args:
        path: The user's own file.
        old, new: The editions that it compares.

    Raises:
        InputFaultsError: It cannot be read, or rows of it are broken; holds every finding, disagreements too.
    """
    book = read_publisher_book(path)
    listing = find_customer_service(book, new.bundle)
    found = [*book.remarks, *_of_other_editions(book, old, new), *listing.findings]
    if listing.category and not any(DETAILS in row.columns for row in book.rows):
        headings = sorted({key for row in book.rows for key in row.columns})
        found.append(Finding(kinds.COLUMN_MISSING, book.file, book.rows[0].sheet, facts={"found": headings}))
    checker = _Checker(book.file, old, new)
    differ = list(checker.differ(listing.rows)) if listing.category else []
    check = ComparisonCheck(book.file, len(listing.rows), tuple(differ), (*found, *checker.unknown))
    if has_errors(found):
        errors = sum(has_errors([one]) for one in found)
        raise InputFaultsError(findings=check.all_findings, path=path.name, count=errors)
    return check


def _of_other_editions(book: PublisherBook, old: Taxonomy, new: Taxonomy) -> Iterator[Finding]:
    is_same = _same_version(book.version, new.edition) and _same_version(book.compared_to, old.edition)
    if not is_same:
        facts = {"found": book.version or "–", "before": book.compared_to or "–"}
        facts |= {"edition": new.edition, "earlier": old.edition}
        yield Finding(kinds.OTHER_EDITIONS, book.file, facts=facts)


def _same_version(said: str, edition: str) -> bool:
    """Whether a cover names an edition, or none: 7.4.0 is 7.4."""
    return not said or said.removesuffix(".0") == edition.removesuffix(".0")


class _Checker:
    def __init__(self, file: str, old: Taxonomy, new: Taxonomy) -> None:
        self._file, self._old, self._new = file, old, new
        self._expectations = Expectations(old, new)
        self._expected = {one.id: self._expectations.of(one) for one in new if owner_of(one.id) is None}
        self.unknown: list[Finding] = []

    def differ(self, rows: tuple[Row, ...]) -> Iterator[Disagreement]:
        """Yield every disagreement in the order of the file, then what the file does not have."""
        listed = {row.text(ID) for row in rows}
        for row in rows:
            if row.text(ID) not in self._expected:
                yield self._told(row, "extra", ID, kinds.PRESENT, kinds.ABSENT)
                continue
            element, expected = self._new[row.text(ID)], self._expected[row.text(ID)]
            yield from self._of_place(row, element)
            details = parse_details(row.text(DETAILS))
            self.unknown += [
                Finding(kinds.DETAIL_UNKNOWN, self._file, row.sheet, row.cell(DETAILS), {"found": part})
                for part in details.unknown
            ]
            if DETAILS in row.columns:
                yield from self._of_element(row, element, details, expected)
                yield from self._of_children(row, details, expected)
            yield from self._of_index(row, element)
        for element_id in self._expected:
            if element_id not in listed:
                where = self._new[element_id].hierarchy_id or ""
                yield Disagreement(element_id, where, "missing", kinds.ABSENT, kinds.PRESENT)

    def _told(self, row: Row, matter: kinds.Matter, key: str, found: object, ours: object) -> Disagreement:
        return Disagreement(row.text(ID), row.place, matter, found, ours, row.sheet, row.cell(key))

    def _of_place(self, row: Row, element: Element) -> Iterator[Disagreement]:
        if row.place != element.hierarchy_id:
            yield self._told(row, "hierarchy_id", PLACE, row.place, element.hierarchy_id)
        if not any(same_name(row.text(NAME), name) for name in element.names.to_json().values() if name):
            yield self._told(row, "name", NAME, row.text(NAME), element.names.en)

    def _of_element(self, row: Row, element: Element, said: Details, expected: Expected) -> Iterator[Disagreement]:
        if expected.is_new is not None and said.is_new != expected.is_new:
            told, ours = (kinds.IS_NEW if is_new else kinds.IS_KNOWN for is_new in (said.is_new, expected.is_new))
            yield self._told(row, "new", DETAILS, told, ours)
        if _is_renamed_otherwise(element.names.en, said, expected):
            yield self._told(row, "renamed", DETAILS, said.was or kinds.SAME_NAME, expected.was or kinds.SAME_NAME)

    def _of_children(self, row: Row, said: Details, expected: Expected) -> Iterator[Disagreement]:
        sides: tuple[tuple[kinds.Matter, frozenset[str], Children], ...] = (
            ("added", said.added, expected.added),
            ("dropped", said.dropped, expected.dropped),
            ("changed", said.changed, expected.changed),
        )
        for matter, told, ours in sides:
            if matter == "dropped" and not self._expectations.is_known_before(row.text(ID)):
                continue  # it stood in another category before, and what was below it there is not ours to know
            if not ours.agrees(told):
                should = ours.must | (told & ours.may)
                yield self._told(row, matter, DETAILS, sorted(told) or kinds.NOTHING, sorted(should) or kinds.NOTHING)

    def _of_index(self, row: Row, element: Element) -> Iterator[Disagreement]:
        """The index counts changes of an element and of all below it; how, is not published, but 0 is none."""
        said = row.text(INDEX)
        if not said:
            return
        below = [self._expected[one.id] for one in (element, *element.descendants) if one.id in self._expected]
        must, may = any(one.must_change for one in below), any(one.may_change for one in below)
        if not said.isascii() or not said.isdigit():
            yield self._told(row, "difference_index", INDEX, said, kinds.SOME_CHANGE if must else kinds.NO_CHANGE)
        elif not said.strip("0") and must:
            yield self._told(row, "difference_index", INDEX, said, kinds.SOME_CHANGE)
        elif said.strip("0") and not may and not row.text(DETAILS):
            yield self._told(row, "difference_index", INDEX, said, kinds.NO_CHANGE)


def _is_renamed_otherwise(name: str, said: Details, expected: Expected) -> bool:
    """A change of blanks alone is told by some files, and by others not; either agrees with the same name."""
    if expected.is_new is not False:
        return False
    was = None if said.was is None or same_name(said.was, name) else said.was
    if was is None or expected.was is None:
        return was is not expected.was
    return not same_name(was, expected.was)
