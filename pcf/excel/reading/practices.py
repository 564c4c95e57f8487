"""Reading the sheet of practices: what tools suggested, and what people decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from pydantic import ValidationError

from pcf.errors import Phrase
from pcf.excel.practices import (
    DECISION_CODES,
    KEPT,
    NONE,
    RELATION,
    SLOTS,
    SUGGESTIONS,
    Row,
    accepted_by,
    decided_among,
    has_suggestions,
    is_above,
    kept_in,
    placements_of,
    slots_of,
)
from pcf.excel.reading import cell_findings, codes
from pcf.excel.reading import practice_findings as kinds
from pcf.excel.reading.dates import day_of
from pcf.excel.reading.entries import Entries
from pcf.excel.reading.id_lists import ElementIds
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.tables import Table
from pcf.excel.reading.values import Notes, RefusedCellError, bare, name_of, number_of, plain, refuse, text_of
from pcf.findings import FindingKind
from pcf.mapping import Decision, Placement, Practice
from pcf.mapping.line import Line
from pcf.sheets.grid import Cell
from pcf.taxonomy import Taxonomy

_SAME_WITHIN = 1e-9
_MOST_SHOWN = 200  # signs of a text in a message
_OF_THE_ROW = ("relation", "reviewer", "date", "reason")


@dataclass(frozen=True, slots=True)
class Deciding:
    """What holds for every row.

    Attributes:
        taxonomy: The edition.
        signer: Who decided where a row does not say, as the first sheet names it; may be blank.
        line: From where on first suggestions are accepted; ``None`` if nobody asked for it.
        starts_1904: How the workbook counts days.
        own: Own id -> number that the workbook shows.
    """

    taxonomy: Taxonomy
    signer: str = ""
    line: Line | None = None
    starts_1904: bool = False
    own: Mapping[str, str] = field(default_factory=dict)


def read_line(first: Table | None, ledger: Ledger, respondent: str) -> Line | None:
    """Return the line with who answers for it; without a name it is reported, and ``None``.

    Args:
        first: The first sheet.
        ledger: Gets the findings.
        respondent: Stands for the name where that is blank.
    """
    share = ledger.take(first, "line", "value", share_of, Phrase(cell_findings.A_NUMBER))
    reviewer = ledger.take(first, "line_by", "value", name_of) or ""
    read_day = partial(day_of, starts_1904=ledger.starts_1904)
    date = ledger.take(first, "line_date", "value", read_day) or ""
    if first is None:
        return None
    cell = first.cell("line", "value")
    if share is None:
        is_blank = cell is None or cell.is_blank
        for row, value in (("line_by", reviewer), ("line_date", date)):
            if value and is_blank:
                ledger.report(kinds.NOTHING_DECIDED, first.sheet.name, first.place(row, "value"), found=value)
        return None
    if not (reviewer or respondent):
        where = first.full_place("line_by", "value")
        shown = cell.shown if cell else ""
        ledger.report(kinds.LINE_UNSIGNED, first.sheet.name, first.place("line", "value"), found=shown, where=where)
        return None
    return Line(share, reviewer or respondent, date)


def share_of(cell: Cell, notes: Notes) -> Decimal:
    """Read a share: 0.85, 85, or 85 %; what is above 1 is meant in percent.

    Raises:
        RefusedCellError: It is no number, or beyond 0 to 100 %.
    """
    value = number_of(cell, notes, is_percent=True)
    is_percentage = value > 1 or cell.shown_as == "percent" or "%" in bare(cell.text)
    share = plain(value / 100) if is_percentage else value
    if not 0 <= share <= 1:
        raise refuse(kinds.LINE_MALFORMED, cell)
    return share


def read_rows(table: Table | None, ledger: Ledger, deciding: Deciding) -> tuple[Practice, ...]:
    """Return the practices in the order of the sheet."""
    if table is None:
        return ()
    entries = Entries(table, ledger)
    elements = ElementIds(deciding.taxonomy, deciding.own)

    def fields(row: str) -> dict[str, object]:
        texts: dict[str, object] = {column: entries.take(row, column, text_of) for column in ("text", "owner", "unit")}
        return texts | {"placements": _Reader(table, entries, row, deciding).read(elements)}

    read = entries.read("text", cell_findings.PRACTICE_TEXTLESS, fields)
    return tuple(Practice.model_validate(one) for one in read)


def _text_in(cell: Cell | None) -> str | None:
    """Return the text of a cell as it is read; ``None`` if there is none, or a faulty one."""
    try:
        return text_of(cell, []) if cell else None
    except RefusedCellError:
        return None


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"


class _Reader:
    """Reads where one practice belongs."""

    def __init__(self, table: Table, entries: Entries, row: str, deciding: Deciding) -> None:
        self._table, self._entries, self._row, self._deciding = table, entries, row, deciding

    def read(self, elements: ElementIds) -> tuple[Placement, ...]:
        """Return the placements; of a row with a fault, those that were written into it."""
        said = self._said(elements)
        kept = self._kept()
        if kept is None or said is None:
            return kept or ()
        if self._is_baseless(said, slots_of(kept)):
            return kept
        made = placements_of(said, kept, self._deciding.signer)
        if self._contradicts(made):
            return kept
        self._warn(said, made, kept)
        if has_suggestions(kept) and self._is_retold():
            return decided_among(made)
        line = self._deciding.line
        return accepted_by(line, made) if line and is_above(said, made, line) else made

    def _kept(self) -> tuple[Placement, ...] | None:
        """Return what was written into the row; ``None`` if that was changed, which is reported."""
        cells = [self._table.cell(self._row, column) for column in KEPT]
        text = "".join(cell.text for cell in cells if cell)
        try:
            kept = kept_in(text)
        except (ValueError, ValidationError):
            self._report_changed(KEPT[0], _shortened(text), "–")
            return None
        slots = slots_of(kept)
        shown = {f"element_{slot}": kept[slots[slot]].element or "" for slot in SUGGESTIONS if slot in slots}
        for column in (f"element_{slot}" for slot in SUGGESTIONS):
            here = self._text(column)
            if here != shown.get(column, ""):
                self._report_changed(column, here or "–", shown.get(column, "–"))
                return None
        for slot in SLOTS:
            wanted = kept[slots[slot]].confidence if slot in slots else None
            if not self._shows(f"confidence_{slot}", wanted):
                found = self._text(f"confidence_{slot}") or "–"
                self._report_changed(f"confidence_{slot}", found, "–" if wanted is None else str(wanted))
                return None
        return kept

    def _is_retold(self) -> bool:
        """Whether the text is no longer that for which the suggestions were made, which is reported."""
        if "suggested_for" not in self._table.columns:
            return False
        now, then = (self._table.cell(self._row, column) for column in ("text", "suggested_for"))
        said, suggested_for = _text_in(now), _text_in(then)
        if said in {None, suggested_for}:
            return False
        facts = {"found": _shortened(said or ""), "wanted": _shortened(suggested_for or "–")}
        where = self._entries.place(self._row, "elements")
        self._entries.report(kinds.TEXT_CHANGED, self._row, "text", where=where, **facts)
        return True

    def _text(self, column: str) -> str:
        cell = self._table.cell(self._row, column)
        return bare(cell.shown) if cell else ""

    def _shows(self, column: str, wanted: Decimal | None) -> bool:
        cell = self._table.cell(self._row, column)
        if wanted is None or cell is None or cell.is_blank:
            return wanted is None and (cell is None or cell.is_blank or not cell.text)
        return cell.number is not None and abs(cell.number - float(wanted)) < _SAME_WITHIN

    def _report_changed(self, column: str, found: str, wanted: str) -> None:
        for slot in SLOTS:
            self._entries.refuse(self._row, f"decision_{slot}")
        where = self._entries.place(self._row, "elements")
        facts = {"found": found, "wanted": wanted, "where": where}
        self._entries.report(kinds.SUGGESTION_CHANGED, self._row, column, **facts)

    def _said(self, elements: ElementIds) -> Row | None:
        """Return what stands in the row; ``None`` if a cell is faulty, which is reported."""
        take, row = self._entries.take, self._row
        allowed = ", ".join(DECISION_CODES)
        decisions = {f"decision_{slot}": take(row, f"decision_{slot}", codes.decision, allowed) for slot in SLOTS}
        own = take(row, "elements", elements)
        relation = take(row, "relation", codes.relation, ", ".join(RELATION))
        date = take(row, "date", partial(day_of, starts_1904=self._deciding.starts_1904))
        texts = {column: take(row, column, text_of) or "" for column in ("reviewer", "reason")}
        read = {**decisions, "elements": own, "relation": relation, "date": date}
        if any(value is None and self._entries.is_filled(row, column) for column, value in read.items()):
            return None
        made: tuple[Decision | None, ...] = tuple(decisions.values())
        return Row(made, own or (), relation, date=date or "", **texts)

    def _is_baseless(self, said: Row, slots: dict[int, int]) -> bool:
        """Whether a decision stands where nothing was suggested, which is reported."""
        found = False
        for slot, decision in zip(SLOTS, said.decisions, strict=True):
            if decision and slot not in slots and (slot != NONE or decision == "rejected"):
                self._report(kinds.SUGGESTION_MISSING, f"decision_{slot}")
                found = True
        return found

    def _contradicts(self, made: Sequence[Placement]) -> bool:
        """Whether decisions exclude one another, which is reported."""
        accepted = {one.element for one in made if one.decision == "accepted"}
        rejected = {one.element for one in made if one.decision == "rejected"}
        if None in accepted and len(accepted) > 1:
            named = self._named(sorted(one for one in accepted if one))
            self._report(kinds.ACCEPTED_AND_NONE, "decision_0", elements=named)
        for element in sorted(one for one in accepted & rejected if one):
            column = self._column_of(made, element)
            self._report(kinds.ACCEPTED_AND_REJECTED, column, elements=self._named([element]))
        return (None in accepted and len(accepted) > 1) or bool(accepted & rejected - {None})

    def _column_of(self, made: Sequence[Placement], element: str) -> str:
        """Return the column in which an element is rejected; that of own choices if it is none of the suggestions."""
        for slot, place in slots_of(made).items():
            if made[place].element == element and made[place].decision == "rejected":
                return f"decision_{slot}"
        return "elements"

    def _warn(self, said: Row, made: Sequence[Placement], kept: Sequence[Placement]) -> None:
        """Report new decisions without a reason or a name, and what belongs to no decision.

        Of what was written into the workbook a name may have been dropped on request.
        """
        for slot, place in slots_of(made).items():
            one = made[place]
            if one.decision is None or one in kept:
                continue
            if one.decision == "rejected" and slot != NONE and not one.reason:
                named = self._named([one.element] if one.element else [])
                self._report(kinds.REASON_MISSING, f"decision_{slot}", "reason", elements=named)
            if not one.reviewer and (one.tool or one.confidence is not None):
                self._report(kinds.DECISION_UNSIGNED, f"decision_{slot}", "reviewer")
        is_placed = any(one.decision == "accepted" and one.element for one in made)
        is_decided = any(one.decision for one in made)
        for column in _OF_THE_ROW:
            if getattr(said, column) and not (is_placed if column == "relation" else is_decided):
                self._report(kinds.NOTHING_DECIDED, column)

    def _report(self, kind: FindingKind, column: str, elsewhere: str = "elements", **facts: object) -> None:
        cell = self._table.cell(self._row, column)
        where = self._entries.place(self._row, elsewhere)
        self._entries.report(kind, self._row, column, found=cell.shown if cell else "–", where=where, **facts)

    def _named(self, elements: Sequence[str]) -> list[str]:
        known = [self._deciding.taxonomy[one] for one in elements]
        return [f"{one.hierarchy_id} {one.shown_name}" for one in known]
