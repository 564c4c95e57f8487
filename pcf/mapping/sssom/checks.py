"""What is checked in each row of a mapping, and what claims may not say together."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pcf.findings import FindingKind
from pcf.ids import LANGUAGES, sort_key
from pcf.mapping.records import Placement
from pcf.mapping.sssom import cell_findings, claim_findings
from pcf.mapping.sssom.header import Header
from pcf.mapping.sssom.slots import (
    CHOICES,
    DATES,
    ELEMENTS,
    ENTITIES,
    JUSTIFICATIONS,
    LISTS,
    LITERAL,
    NOTHING,
    NUMBERS,
    PREDICATES,
    RELATION_OF,
    REQUIRED,
    SEMAPV,
    SSSOM,
)
from pcf.mapping.sssom.table import read_list
from pcf.mapping.sssom.told import Told
from pcf.model import ElementRecord
from pcf.taxonomy import Taxonomy

_CURIE = re.compile(r"[^\W\d][\w.-]*:(?!//)\S*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[+-]?([0-9]{1,60}\.?[0-9]{0,1000}|\.[0-9]{1,1000})([eE][+-]?[0-9]{1,4})?")
_SHOWN = 80  # characters of a cell that a message shows


@dataclass(frozen=True, slots=True)
class Row:
    """One mapping as it stands in the file: slot to text, with what the metadata block says of all rows."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, slot: str) -> str:
        return self.cells.get(slot, "")

    @property
    def is_literal(self) -> bool:
        return self["subject_type"] == LITERAL


class Claim(NamedTuple):
    """A placement of a practice, and where it was said: a line, or the practice's own id."""

    place: int | str
    subject: str
    placement: Placement


def shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def as_date(text: str) -> date | None:
    """Read a day, ``None`` if the text is none."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def as_number(text: str) -> Decimal | None:
    """Read a number with a decimal point, ``None`` if the text is none."""
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def check_values(row: Row, header: Header, told: Told) -> bool:
    """Check every cell for itself; return whether all of them can be used."""
    before = len(told.findings)
    for slot in REQUIRED:
        if not row[slot].strip() and not (slot == "subject_id" and row.is_literal):
            told.tell(cell_findings.VALUE_MISSING, row.line, slot, found="")
    if row.is_literal and not row["subject_label"]:
        told.tell(cell_findings.VALUE_MISSING, row.line, "subject_label", found="")
    for slot, cell in row.cells.items():
        if cell.strip():
            _check_cell(row.line, slot, cell, header, told)
    if row["review_date"] and not (row["reviewer_label"] or row["reviewer_id"]):
        told.tell(cell_findings.REVIEWER_MISSING, row.line, "review_date", found=row["review_date"])
    is_usable = len(told.findings) == before
    if row["mapping_tool_version"] and not (row["mapping_tool"] or row["mapping_tool_id"]):
        told.tell(cell_findings.TOOL_MISSING, row.line, "mapping_tool_version", found=row["mapping_tool_version"])
    return is_usable


def _check_cell(line: int, slot: str, cell: str, header: Header, told: Told) -> None:
    if slot in ENTITIES:
        for value in read_list(cell) if slot in LISTS else [cell]:
            _check_entity(line, slot, value.strip(), header, told)
    elif slot in DATES:
        if as_date(cell) is None:
            told.tell(cell_findings.DATE_UNUSABLE, line, slot, found=shortened(cell))
    elif slot in NUMBERS:
        low, high = NUMBERS[slot]
        number = as_number(cell)
        if number is None or not low <= number <= high:
            told.tell(cell_findings.NUMBER_UNUSABLE, line, slot, found=shortened(cell), low=low, high=high)
    elif slot in CHOICES and cell not in CHOICES[slot]:
        told.tell(cell_findings.CHOICE_UNKNOWN, line, slot, found=shortened(cell), known=CHOICES[slot])


def _check_entity(line: int, slot: str, value: str, header: Header, told: Told) -> None:
    if not _CURIE.fullmatch(value):
        told.tell(cell_findings.CURIE_MALFORMED, line, slot, found=shortened(value))
        return
    address = header.address(value)
    if address is None:
        told.tell(cell_findings.PREFIX_UNKNOWN, line, slot, found=shortened(value), known=sorted(header.prefixes))
    elif address == f"{SSSOM}{NOTHING}":
        if slot not in {"subject_id", "object_id"}:
            told.tell(cell_findings.NOTHING_MISPLACED, line, slot, found=value)
    elif slot == "predicate_id" and address not in RELATION_OF:
        known = [f"skos:{name}" for name in PREDICATES.values()]
        told.tell(cell_findings.PREDICATE_UNKNOWN, line, slot, found=shortened(value), known=known)
    elif slot == "mapping_justification" and address.removeprefix(SEMAPV) not in JUSTIFICATIONS:
        known = [f"semapv:{name}" for name in JUSTIFICATIONS]
        closest = difflib.get_close_matches(value, known, n=3) or ["–"]
        told.tell(cell_findings.JUSTIFICATION_UNKNOWN, line, slot, found=shortened(value), known=known, closest=closest)


class Elements:
    """The elements of the model, as rows of any edition name them."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self.records = {record.id: record for record in taxonomy.bundle.elements}
        self.editions = [record.id for record in taxonomy.bundle.editions]
        self._names: dict[str, set[str]] = {}

    def check(self, row: Row, header: Header, told: Told) -> str | None:
        """Return the element that a row is about; ``None`` where it is none of ours, or cannot be used."""
        address = header.address(row["object_id"].strip()) or ""
        found = address.removeprefix(ELEMENTS)
        if found == address:
            told.tell(claim_findings.OBJECT_ELSEWHERE, row.line, "object_id", found=shortened(row["object_id"]))
            return None
        record = self.records.get(found)
        edition = row["object_source_version"].strip() or self.taxonomy.edition
        if record is None:
            closest = difflib.get_close_matches(found, self.records, n=3, cutoff=0.7) or ["–"]
            told.tell(claim_findings.ELEMENT_UNKNOWN, row.line, "object_id", found=shortened(found), closest=closest)
        if edition not in self.editions:
            told.tell(
                claim_findings.EDITION_UNKNOWN,
                row.line,
                "object_source_version",
                found=shortened(edition),
                known=self.editions,
            )
            return None
        if record is None:
            return None
        if not self._check_place(row.line, record, edition, told):
            return None
        label = row["object_label"].strip()
        if label and _plain(label) not in self._names_of(record):
            name = self.taxonomy.bundle.last_place(record).name.spoken(self.taxonomy.lang)
            told.tell(
                claim_findings.LABEL_DIFFERS, row.line, "object_label", element=found, found=shortened(label), name=name
            )
        return found

    def _check_place(self, line: int, record: ElementRecord, edition: str, told: Told) -> bool:
        read = self.taxonomy.edition
        facts = {"found": record.id, "editions": [place.edition for place in record.places]}
        if record.place(edition) is None:
            told.tell(claim_findings.ELEMENT_WITHOUT_PLACE, line, "object_id", edition=edition, **facts)
            return False
        if record.place(read) is None:
            told.tell(claim_findings.ELEMENT_OF_OTHER_EDITION, line, "object_id", edition=read, **facts)
        since = sort_key(record.redefined.edition) if record.redefined else None
        if since and (sort_key(edition) < since) != (sort_key(read) < since):
            told.tell(
                claim_findings.ELEMENT_MEANT_OTHERWISE, line, "object_id", found=record.id, old=edition, edition=read
            )
        return True

    def _names_of(self, record: ElementRecord) -> set[str]:
        if record.id not in self._names:
            names = [place.name.spoken(lang) for place in record.places for lang in LANGUAGES]
            names += [other.name for other in record.alternatives]
            self._names[record.id] = {_plain(name) for name in names}
        return self._names[record.id]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def check_claims(claims: Iterable[Claim], told: Told) -> None:
    """Tell claims that are there twice, and decisions about one practice that contradict one another."""
    of_subject: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        of_subject[claim.subject].append(claim)
    for its in of_subject.values():
        seen: dict[tuple[object, ...], Claim] = {}
        for claim in its:
            one = claim.placement
            key = (one.element, one.relation, one.decision, one.tool, one.reviewer)
            if key in seen:
                _tell(claim_findings.ROW_TWICE, claim, seen[key], told)
            seen.setdefault(key, claim)
        decided = [claim for claim in its if claim.placement.decision is not None]
        _check_decisions(decided, told)


def _check_decisions(decided: list[Claim], told: Told) -> None:
    first: dict[tuple[object, ...], Claim] = {}
    for claim in decided:
        one = claim.placement
        other = first.setdefault((one.element, one.relation), claim)
        if other.placement.decision != one.decision:
            _tell(claim_findings.DECIDED_BOTH_WAYS, claim, other, told)
    accepted = [claim for claim in decided if claim.placement.decision == "accepted"]
    nothing = next((claim for claim in accepted if claim.placement.element is None), None)
    something = next((claim for claim in accepted if claim.placement.element is not None), None)
    if nothing and something:
        _tell(claim_findings.NOTHING_AND_SOMETHING, something, nothing, told)


def _tell(kind: FindingKind, claim: Claim, other: Claim, told: Told) -> None:
    found = claim.placement.element or f"sssom:{NOTHING}"
    told.tell(kind, claim.place, "object_id", subject=claim.subject, found=found, first=other.place)
