"""The tables of the sheet of what a promise costs: computed once, when the workbook is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from pcf.excel.curve import FIGURES, MOST_LINES, POINT
from pcf.excel.staffing import STAFFING
from pcf.excel.workbook.draft import Draft
from pcf.excel.workbook.registers import place_entries
from pcf.excel.workbook.staffing import written_start
from pcf.workforce.planned import DEFAULTS
from pcf.workforce.records import StaffingLine

if TYPE_CHECKING:
    from pcf.workforce.planned import Met
    from pcf.workforce.whatif import Curve

Value = float | str  # a text where there is no number
NOTHING, ENDLESS = "–", "∞"
_DIGITS = 9  # processors differ in the last digits of a double; what is written is the same on all of them
_WAITS = frozenset({"asa", "wait"})


@dataclass(frozen=True)
class CurveTable:
    """One line, and what each number of agents comes to.

    Attributes:
        curve: As computed, for the figures with everything filled in.
        typed: The line as it stands on the sheet of staffing.
        row: Key of its row there.
        about: Whom it serves, how and when, as typed.
    """

    curve: Curve
    typed: StaffingLine
    row: str
    about: str

    @property
    def points(self) -> tuple[Met, ...]:
        """By agents, ascending, without gaps."""
        return self.curve.points

    @property
    def id(self) -> str:
        return self.typed.id

    @cached_property
    def figures(self) -> Mapping[str, Value]:
        """What the table was computed for."""
        return {name: self._figure(name, getattr(self.curve.line, name)) for name in FIGURES}

    @cached_property
    def if_blank(self) -> Mapping[str, Value]:
        """What a blank stands for: the same as when the table was computed, or what is the default everywhere."""
        return {
            name: self.figures[name] if getattr(self.typed, name) is None else self._figure(name, None)
            for name in FIGURES
        }

    def _figure(self, name: str, value: Decimal | None) -> Value:
        said = DEFAULTS.get(name) if value is None else value
        if said is None:
            return ENDLESS if name == "patience" else NOTHING
        return float(said)


def value_of(point: Met, column: str) -> Value:
    """Return what a cell of a table shows: a sign where waits have no end, another where nothing is there to tell."""
    value = getattr(point, column)
    if value is None:
        return ENDLESS if point.is_overloaded and column in _WAITS else NOTHING
    return round(float(value), _DIGITS)


def values_of(point: Met) -> dict[str, Value]:
    """Return a row of a table by column."""
    return {column: value_of(point, column) for column in POINT}


def tables_of(draft: Draft) -> tuple[CurveTable, ...]:
    """Return a table for each line that can be computed, in the order of the sheet of staffing, as many as it holds.

    None without numpy: then the assessment has no plan.
    """
    plan = draft.card.staffing
    if plan is None:
        return ()
    from pcf.workforce.whatif import curve

    typed = {line.id: (row, line) for row, line in place_entries(STAFFING.key, draft.assessment.staffing or ()) if line}
    lines = [one.line for one in plan.lines if one.line.id in typed]
    order = {line: place for place, line in enumerate(typed)}

    def computed() -> Iterator[CurveTable]:
        for line in sorted(lines, key=lambda one: order[one.id]):
            found = curve(line)
            if found is not None and found.points:
                row, said = typed[line.id]
                yield CurveTable(found, said, row, _about(draft, said))

    return tuple(table for table, _ in zip(computed(), range(MOST_LINES), strict=False))


def _about(draft: Draft, line: StaffingLine) -> str:
    names = {segment.id: segment.name for segment in draft.assessment.segments}
    parts = (names.get(line.segment or "") or line.segment, line.channel, written_start(line.start))
    return " · ".join(one for one in parts if one)
