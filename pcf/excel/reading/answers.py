"""Reading scope and ratings together, the checklist, and the practices."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pcf.assessment import GroupWeight, Practice, Response, Tick
from pcf.errors import WrongUsageError
from pcf.excel import layout
from pcf.excel.reading import cell_findings as kinds
from pcf.excel.reading import codes
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.profile import word_id
from pcf.excel.reading.structure import report_strays
from pcf.excel.reading.tables import Table
from pcf.excel.reading.values import Notes, at_least_zero, bare, number_of, refuse, text_of
from pcf.ids import is_element_id, is_hierarchy_id
from pcf.model import AnswerCode
from pcf.sheets.grid import Cell
from pcf.taxonomy import Element, Taxonomy

_MOST_UNKNOWN = 20  # told of one cell
_SEPARATORS = re.compile(r"[,;，；、\s]+")
_ANSWERS = ", ".join(codes.ANSWERS)


def weight_of(cell: Cell, notes: Notes) -> Decimal:
    """Read a weight, 0 or more.

    Raises:
        RefusedCellError: It is not such a number.
    """
    return at_least_zero(number_of(cell, notes), cell)


@dataclass(frozen=True, slots=True)
class AnswerSheets:
    """The sheets on which a process is answered; ``None`` for one that is missing."""

    scope: Table | None
    ratings: Table | None
    targets: Table | None


def read_responses(sheets: AnswerSheets, ledger: Ledger, processes: Iterable[Element]) -> tuple[Response, ...]:
    """Return the responses that say anything, in printed order."""
    made = (_Process(sheets, ledger, element).response() for element in processes)
    return tuple(response for response in made if response != Response(element=response.element))


def read_group_weights(targets: Table | None, ledger: Ledger, groups: Iterable[Element]) -> tuple[GroupWeight, ...]:
    """Return the weights of process groups that are not 1, in printed order."""
    groups = tuple(groups)
    typed = [cell for group in groups if targets and (cell := targets.cell(group.id, "target")) and not cell.is_blank]
    if targets is not None:
        report_strays(targets.sheet, typed, ledger)  # the target of a group comes from its processes
    weights = {group.id: ledger.take(targets, group.id, "weight", weight_of) for group in groups}
    return tuple(
        GroupWeight(element=group, weight=weight) for group, weight in weights.items() if weight not in {None, 1}
    )


class _Process:
    """One process on its three sheets."""

    def __init__(self, sheets: AnswerSheets, ledger: Ledger, element: Element) -> None:
        self.scope, self.ratings, self.targets = sheets.scope, sheets.ratings, sheets.targets
        self.ledger = ledger
        self.id = element.id
        self.name = f"{element.hierarchy_id} {element.name}"

    def response(self) -> Response:
        take, scope, ratings = self.ledger.take, self.scope, self.ratings
        is_applicable = take(scope, self.id, "applicable", codes.is_applicable, "Y, N")
        reason = take(scope, self.id, "reason", text_of) or ""
        comment = take(ratings, self.id, "comment", text_of) or ""
        answer = take(ratings, self.id, "answer", codes.answer, _ANSWERS)
        answer = self._settled(answer, is_applicable)
        if answer == "NA" and not reason:
            reason = comment
            if not comment:
                self._miss_reason(is_applicable)
        asked = ratings.cell(self.id, "asked") if ratings else None
        weight = take(self.targets, self.id, "weight", weight_of)
        return Response(
            element=self.id,
            answer=answer,
            is_asked=asked is None or asked.text != layout.NO,
            evidence=tuple(kind for kind in layout.EVIDENCE if take(ratings, self.id, f"evidence_{kind}", codes.tick)),
            evidence_note=take(ratings, self.id, "evidence_note", text_of) or "",
            target=take(self.targets, self.id, "target", codes.level_number, ", ".join(codes.LEVELS)),
            weight=Decimal(1) if weight is None else weight,
            comment=comment,
            reason=reason,
            performed_by=take(scope, self.id, "performed_by", text_of) or "",
        )

    def _settled(self, answer: AnswerCode | None, is_applicable: bool | None) -> AnswerCode | None:  # noqa: FBT001
        """Put scope and rating together; a contradiction leaves the process unanswered."""
        if is_applicable is not False or answer == "NA":
            return answer
        if answer is None:
            return "NA"
        assert self.scope is not None
        assert self.ratings is not None
        other = self.scope.full_place(self.id, "applicable")
        place = self.ratings.place(self.id, "answer")
        self.ledger.report(
            kinds.SCOPE_CONFLICT, self.ratings.sheet.name, place, element=self.name, found=answer, other=other
        )
        return None

    def _miss_reason(self, is_applicable: bool | None) -> None:  # noqa: FBT001
        cell = self.scope.full_place(self.id, "reason") if self.scope else ""
        table, column = (self.scope, "applicable") if is_applicable is False else (self.ratings, "answer")
        assert table is not None
        typed = table.cell(self.id, column)
        found = typed.text if typed else "NA"
        place = table.place(self.id, column)
        self.ledger.report(kinds.NA_WITHOUT_REASON, table.sheet.name, place, element=self.name, found=found, where=cell)


def read_ticks(table: Table | None, ledger: Ledger, items: Iterable[str]) -> tuple[Tick, ...]:
    """Return the lines of the checklist that were answered or annotated, in the order of their ids given."""
    allowed = ", ".join(layout.TICK_CODES)
    made = (
        Tick(
            item=item,
            state=ledger.take(table, item, "state", codes.tick_state, allowed),
            note=ledger.take(table, item, "note", text_of) or "",
        )
        for item in items
    )
    return tuple(tick for tick in made if tick.state or tick.note)


class ElementIds:
    """Reads a cell of ids, all faults at once."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy

    def __call__(self, cell: Cell, notes: Notes) -> tuple[str, ...]:
        """Return element ids; hierarchy ids of the edition are turned into them.

        Raises:
            RefusedCellError: An id is unknown in this edition; all unknown ones are named.
        """
        if cell.shown_as == "date" or cell.kind == "date":
            raise refuse(kinds.DATE_IN_CELL, cell, allowed="10388, 6.2.2")
        words = [word for word in _SEPARATORS.split(bare(cell.shown)) if word]
        known = {str(element.hierarchy_id): element.id for element in self.taxonomy}
        known |= {element.id: element.id for element in self.taxonomy}
        outside = {word: place for word in words if word not in known and (place := self._outside(word))}
        if outside:
            facts = {"edition": self.taxonomy.edition, "category": self.taxonomy.root.hierarchy_id}
            notes.append((kinds.ELEMENT_OUTSIDE, {"found": list(outside.values()), **facts}))
        words = [word for word in words if word not in outside]
        unknown = [word for word in words if word not in known]
        if unknown:
            unknown = unknown[:_MOST_UNKNOWN]
            near = [difflib.get_close_matches(word[:80], list(known), n=1, cutoff=0.5) or ["–"] for word in unknown]
            nearest = [one[0] for one in near]
            raise refuse(kinds.ELEMENT_UNKNOWN, cell, found=unknown, edition=self.taxonomy.edition, nearest=nearest)
        ids = tuple(dict.fromkeys(known[word] for word in words))
        if any(is_hierarchy_id(word) for word in words):
            notes.append((kinds.NORMALISED, {"found": cell.shown, "value": ", ".join(ids)}))
        return ids

    def _outside(self, word: str) -> str:
        """Name an element that stands in this edition, but outside customer service; blank for any other."""
        if not is_element_id(word):
            return ""
        try:
            element = self.taxonomy[word]
        except WrongUsageError:
            return ""
        return f"{word} {element.name}"


def read_practices(table: Table | None, ledger: Ledger, taxonomy: Taxonomy) -> tuple[Practice, ...]:
    """Return the practices in the order of the sheet; one without an id gets that of its row."""
    if table is None:
        return ()
    practices: list[Practice] = []
    taken: dict[str, str] = {}
    read_ids = ElementIds(taxonomy)
    rows = sorted(table.rows, key=lambda key: table.rows[key])
    typed = {key: ledger.take(table, key, "id", word_id) for key in rows}
    used = set(typed.values())
    free = (f"p{number}" for number in range(1, len(rows) * 2 + 2) if f"p{number}" not in used)
    for key in rows:
        text = ledger.take(table, key, "text", text_of) or ""
        owner = ledger.take(table, key, "owner", text_of) or ""
        elements = ledger.take(table, key, "elements", read_ids) or ()
        given, cell = typed[key], table.cell(key, "id")
        if not (text or owner or elements or given):
            continue
        if not text:
            filled = next(
                column for column, value in (("id", given), ("owner", owner), ("elements", elements)) if value
            )
            place, wanted = table.place(key, filled), table.place(key, "text")
            found = given or owner or ", ".join(elements)
            ledger.report(kinds.PRACTICE_TEXTLESS, table.sheet.name, place, found=found, where=wanted)
            continue
        if given is None and cell is not None and not cell.is_blank:
            continue  # its faulty id is reported already
        if given in taken:
            ledger.report(kinds.ID_TWICE, table.sheet.name, table.place(key, "id"), found=given, other=taken[given])
            continue
        practice_id = given or next(free)
        taken[practice_id] = table.place(key, "id")
        practices.append(Practice(id=practice_id, text=text, owner=owner, elements=elements))
    return tuple(practices)
