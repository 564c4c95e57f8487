"""Reading the assumptions of the economics of complaints, per segment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial

from pcf.assessment import Segment
from pcf.complaints.economy_checks import ENDS_CROSSED, outcome_faults
from pcf.complaints.records import Assumption
from pcf.complaints.stake import SHARES
from pcf.errors import Phrase
from pcf.excel.complaints import assumption_key
from pcf.excel.reading import cell_findings
from pcf.excel.reading import complaint_findings as kinds
from pcf.excel.reading.dates import date_of
from pcf.excel.reading.figures import count_of, refuse_row, report_fractions, report_nobody, within_whole
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.tables import Table
from pcf.excel.reading.values import Notes, at_least_zero, number_of, refuse, shown, text_of
from pcf.findings import FindingKind, Severity
from pcf.model.loop import AssumptionRecord
from pcf.sheets.grid import Cell
from pcf.source import loops
from pcf.taxonomy import Taxonomy
from pcf.units import Unit

_NUMBER = Phrase(cell_findings.A_NUMBER)
_ENDS = ("low", "value", "high")


def read_assumptions(
    table: Table | None,
    ledger: Ledger,
    taxonomy: Taxonomy,
    segments: Mapping[str, Segment],
    lost: Collection[str] | None = (),
) -> tuple[Assumption, ...]:
    """Return the assumptions by segment, then in the model's order.

    Args:
        table: The sheet; ``None`` without it.
        ledger: Gets the findings.
        taxonomy: Language in which findings name things.
        segments: Row key -> segment.
        lost: Row keys whose segments cannot be known, which is reported already; ``None`` for all.
    """
    if table is None:
        return ()
    declared = {record.id: record for record in loops().complaints.assumptions}
    made: dict[tuple[str, str], Assumption] = {}
    for key in sorted(table.rows, key=lambda key: table.rows[key]):
        slot, _, name = key.partition(":")
        row = _Row(table, ledger, taxonomy, declared[name], key)
        if lost is None or slot in lost:
            refuse_row(table, ledger, key)
        elif assumption := row.assumption(segments.get(slot)):
            made[slot, name] = assumption
    for slot, segment in segments.items():
        _check_outcomes(table, ledger, slot, segment, {name: one for (own, name), one in made.items() if own == slot})
    return tuple(made[slot, name] for slot in segments for name in declared if (slot, name) in made)


class _AssumptionNumber:
    """Reads what an assumption comes to, in its unit."""

    def __init__(self, taxonomy: Taxonomy, record: AssumptionRecord) -> None:
        self.is_percent = record.unit == "percent"
        unit = Unit.CASES if record.unit == "count" else record.unit
        names = {one.id: one.name.spoken(taxonomy.lang) for one in taxonomy.bundle.units}
        self._unit = names.get(Unit(unit), "") if unit != "ratio" else ""

    def __call__(self, cell: Cell, notes: Notes) -> Decimal:
        """Return the number.

        Raises:
            RefusedCellError: It is none, or cannot be one of this assumption.
        """
        value = number_of(cell, notes, unit=self._unit, is_percent=self.is_percent)
        return within_whole(value, cell) if self.is_percent else at_least_zero(value, cell)


def _asked(cell: Cell, notes: Notes) -> Decimal:
    """Read a number of people: whole, 1 or more."""
    count = count_of(cell, notes)
    if not count:
        raise refuse(kinds.NOBODY_ASKED, cell)
    return count


class _Row:
    """One assumption of one segment."""

    def __init__(self, table: Table, ledger: Ledger, taxonomy: Taxonomy, record: AssumptionRecord, key: str) -> None:
        self.table, self.ledger, self.record, self.key = table, ledger, record, key
        self.number = _AssumptionNumber(taxonomy, record)
        self.name = record.name.spoken(taxonomy.lang)

    def assumption(self, segment: Segment | None) -> Assumption | None:
        """Read the row; what is said of nobody is reported, and left out."""
        take = partial(self.ledger.take, self.table, self.key)
        values = {name: take(name, self.number, _NUMBER) for name in _ENDS}
        asked = take("n", _asked, _NUMBER)
        source = take("source", text_of) or ""
        date = take("date", partial(date_of, starts_1904=self.ledger.starts_1904)) or ""
        if segment is None:
            report_nobody(self.table, self.ledger, self.key)
            return None
        made = Assumption(segment=segment.id, assumption=self.record.id, **values, n=asked, source=source, date=date)
        if not made.is_filled:
            return None
        self._check(segment, made)
        return made

    def _check(self, segment: Segment, made: Assumption) -> None:
        ends = {name: value for name in _ENDS if (value := getattr(made, name)) is not None}
        if self.number.is_percent:
            report_fractions(self.table, self.ledger, self.key, ends)
        if made.value is not None and list(ends.values()) != sorted(ends.values()):
            low, high = ("–" if end is None else shown(end) for end in (made.low, made.high))
            facts = {"assumption": self.name, "segment": segment.name, "found": shown(made.value)}
            self._report(ENDS_CROSSED, "value", **facts, low=low, high=high)
        value = self.table.cell(self.key, "value")
        if value is None or value.is_blank:
            filled = next(name for name in ("low", "high", "n", "source", "date") if getattr(made, name))
            cell = self.table.cell(self.key, filled)
            where = self.table.place(self.key, "value")
            self._report(kinds.VALUE_MISSING, filled, found=cell.shown if cell else "", where=where)

    def _report(self, kind: FindingKind, column: str, **facts: object) -> None:
        self.ledger.report(kind, self.table.sheet.name, self.table.place(self.key, column), **facts)


def _check_outcomes(table: Table, ledger: Ledger, slot: str, segment: Segment, made: Mapping[str, Assumption]) -> None:
    """Report the shares of the three outcomes where all are known and do not come to 100, at the last that was typed.

    Rounded shares are no fault; whoever computes with them says that they were scaled.
    """
    values = {name: Fraction(one.value) for name, one in made.items() if one.value is not None}
    for prefix, kind, total in outcome_faults(values):
        if kind.severity is Severity.ERROR:
            last = next(name for one in reversed(SHARES) if (name := f"{prefix}{one}") in values)
            place = table.place(assumption_key(slot, last), "value")
            found = shown(Decimal(total.numerator) / total.denominator)
            ledger.report(kind, table.sheet.name, place, segment=segment.name, found=found)
