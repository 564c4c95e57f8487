"""Reading scope and ratings together, and the checklist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pcf.assessment import GroupWeight, Response, Tick
from pcf.excel import layout
from pcf.excel.reading import cell_findings as kinds
from pcf.excel.reading import codes
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.structure import report_strays
from pcf.excel.reading.tables import Table
from pcf.excel.reading.values import Notes, at_least_zero, number_of, text_of
from pcf.ids import owner_of
from pcf.model import AnswerCode
from pcf.sheets.grid import Cell
from pcf.taxonomy import Element

_ANSWERS = ", ".join(codes.ANSWERS)


def weight_of(cell: Cell, notes: Notes) -> Decimal:
    """Read a weight, 0 or more.

    Raises:
        RefusedCellError: It is not such a number.
    """
    return at_least_zero(number_of(cell, notes), cell)


@dataclass(frozen=True, slots=True)
class AnswerSheets:
    """The sheets on which a process is answered; ``None`` for one that is missing, or not in this workbook.

    In the workbook of a workshop, ``workshop`` stands for the ratings: evidence is ticked there.
    """

    scope: Table | None
    ratings: Table | None
    targets: Table | None
    workshop: Table | None = None


def was_asked(ratings: Table | None, process: str) -> bool:
    """Whether a process was in the scope: its row says so; an own one without a row came after the workbook."""
    if ratings is None:
        return True
    if owner_of(process) and process not in ratings.rows:
        return False
    cell = ratings.cell(process, "asked")
    return cell is None or cell.text != layout.NO


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
        self.ticked = sheets.ratings or sheets.workshop
        self.ledger = ledger
        self.id = element.id
        self.name = f"{element.hierarchy_id} {element.shown_name}"

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
        weight = take(self.targets, self.id, "weight", weight_of)
        return Response(
            element=self.id,
            answer=answer,
            is_asked=was_asked(ratings, self.id),
            evidence=tuple(
                kind for kind in layout.EVIDENCE if take(self.ticked, self.id, f"evidence_{kind}", codes.tick)
            ),
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
