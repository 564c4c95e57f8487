"""The books of one reading: every filled input cell ends as mapped, noted, refused or unplaced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from pcf.errors import Phrase
from pcf.excel.reading import cell_findings
from pcf.excel.reading.dates import from_serial
from pcf.excel.reading.tables import Table
from pcf.excel.reading.values import Notes, RefusedCellError, check_kind, clock_seconds
from pcf.findings import Finding, FindingKind, Severity
from pcf.sheets.grid import BLANKS, Cell, Sheet
from pcf.sheets.xml_cells import place_of

State = Literal["mapped", "noted", "refused", "unplaced"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CellCounts:
    """What became of the filled cells of all input regions; ``read`` is the sum of the others."""

    read: int = 0
    mapped: int = 0
    noted: int = 0
    refused: int = 0
    unplaced: int = 0


@dataclass
class Ledger:
    """Collects findings and the fate of every cell.

    ``starts_1904`` says how the workbook counts days, for messages that show one.
    """

    file: str
    findings: list[Finding] = field(default_factory=list)
    starts_1904: bool = False
    _states: dict[tuple[str, str], State] = field(default_factory=dict)
    _faulty: set[tuple[str, str]] = field(default_factory=set)
    _uncounted: int = 0

    def report(self, kind: FindingKind, sheet: str = "", cell: str = "", **facts: object) -> None:
        """Note a finding; a cell already counted changes its fate with it."""
        self.findings.append(Finding(kind, self.file, sheet, cell, facts))
        if kind.severity is Severity.ERROR and cell:
            self._faulty.add((sheet, cell))
        before = self._states.get((sheet, cell))
        if before is None or before == "refused":
            return
        if kind.severity is Severity.ERROR:
            self._states[sheet, cell] = "refused"
        elif before == "mapped":
            self._states[sheet, cell] = "noted"

    def count(self, sheet: Sheet, cell: Cell, state: State) -> None:
        self._states[sheet.name, cell.name] = state

    def leave_out(self, cells: int) -> None:
        """Count cells of a foreign sheet as unplaced, without naming each."""
        self._uncounted += cells

    def take(
        self, table: Table | None, row: str, column: str, read: Callable[[Cell, Notes], T], allowed: str = ""
    ) -> T | None:
        """Read one input cell; ``None`` if it is blank, missing or faulty, which is then reported."""
        cell = table.cell(row, column) if table else None
        if table is None or cell is None or (cell.formula is None and not cell.text):
            return None
        sheet = table.sheet
        if cell.is_blank:
            self.count(sheet, cell, "noted")
            found = " ".join(f"U+{ord(sign):04X}" for sign in cell.text[:8])
            self.report(cell_findings.BLANK_SIGNS, sheet.name, cell.name, found=found)
            return None
        if (sheet.name, cell.name) in self._faulty or (cell.row, cell.column) in table.merged:
            self.count(sheet, cell, "refused")  # what it says is in doubt, and that is reported already
            return None
        self.count(sheet, cell, "mapped")
        return self._read(sheet, cell, read, allowed or Phrase(cell_findings.ANY_ENTRY))

    def _read(self, sheet: Sheet, cell: Cell, read: Callable[[Cell, Notes], T], allowed: str) -> T | None:
        notes: Notes = []
        try:
            check_kind(cell, notes, allowed)
            value = read(cell, notes) if cell.text.strip(BLANKS) else None
        except RefusedCellError as refused:
            facts = refused.facts
            if refused.kind is cell_findings.DATE_IN_CELL:
                facts["found"] = self._day_shown(cell)
            self.report(refused.kind, sheet.name, cell.name, **facts)
            for kind, facts in notes:
                if kind.severity is Severity.ERROR:
                    self.report(kind, sheet.name, cell.name, **facts)
            return None
        for kind, facts in notes:
            self.report(kind, sheet.name, cell.name, **facts)
        return value

    def _day_shown(self, cell: Cell) -> str:
        """Write a date as people see it in the cell, not as the serial number behind it."""
        day, time = from_serial(cell.number or 0, starts_1904=self.starts_1904), clock_seconds(cell)
        return day.isoformat() if day else time[0] if time else cell.shown

    def counts(self) -> CellCounts:
        tally = Counter(self._states.values())
        tally["unplaced"] += self._uncounted
        return CellCounts(tally.total(), tally["mapped"], tally["noted"], tally["refused"], tally["unplaced"])

    def sorted_findings(self, sheets: list[Sheet]) -> tuple[Finding, ...]:
        """Return the findings in the order in which a person walks through the workbook."""
        order = {sheet.name: place for place, sheet in enumerate(sheets, start=1)}

        def walk(finding: Finding) -> tuple[int, int, int, str]:
            row, column = place_of(finding.cell, "") if finding.cell else (0, 0)
            return order.get(finding.sheet, 0), row, column, finding.code

        return tuple(sorted(self.findings, key=walk))
