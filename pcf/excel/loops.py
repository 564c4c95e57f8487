"""The sheets of the closed loops and of staffing: only in a workbook whose form asks about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from pcf.excel.columns import SheetLayout
from pcf.excel.complaints import COMPLAINT_SHEETS
from pcf.excel.reasons import REASON_SHEETS
from pcf.excel.staffing import STAFFING_SHEETS

if TYPE_CHECKING:
    from pcf.assessment import Assessment

# By the field of an assessment that is ``None`` where the form does not ask.
LOOPS: Mapping[str, tuple[SheetLayout, ...]] = {
    "complaints": COMPLAINT_SHEETS,
    "reasons": REASON_SHEETS,
    "staffing": STAFFING_SHEETS,
}
LOOP_SHEETS: tuple[SheetLayout, ...] = tuple(sheet for sheets in LOOPS.values() for sheet in sheets)

# What stands on the tabs, in the order of their numbers, which follow those of every other sheet.
LOOP_TABS: Mapping[str, str] = {
    "blocks": "BLOCKS",
    "steps": "STEPS",
    "assumptions": "ASSUMPTION",
    "rules": "RULES",
    "calendar": "CALENDAR",
    "reasons": "REASON",
    "staffing": "STAFFING",
    "curve": "CURVE",
}
_READ_ONLY: Mapping[str, tuple[str, ...]] = {"staffing": ("curve",)}  # keys of sheets with nothing to fill in


def loops_of(form: Assessment) -> frozenset[str]:
    """Return which loops a form asks about."""
    return frozenset(loop for loop in LOOPS if getattr(form, loop) is not None)


def loops_in(sheets: Collection[str]) -> frozenset[str]:
    """Return which loops a workbook asks about, told by the keys of its sheets: one sheet of a loop is enough."""
    return frozenset(loop for loop in LOOPS if not keys_of([loop]).isdisjoint(sheets))


def sheets_of(loops: Collection[str]) -> tuple[SheetLayout, ...]:
    """Return the sheets of some loops with something to fill in, in order."""
    return tuple(sheet for loop, own in LOOPS.items() if loop in loops for sheet in own)


def keys_of(loops: Collection[str]) -> frozenset[str]:
    """Return the keys of all sheets of some loops, of those to read only too."""
    read_only = (key for loop, keys in _READ_ONLY.items() if loop in loops for key in keys)
    return frozenset([*(sheet.key for sheet in sheets_of(loops)), *read_only])
