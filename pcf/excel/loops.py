"""The sheets of the two closed loops: only in a workbook whose form asks about them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from pcf.excel.columns import SheetLayout
from pcf.excel.complaints import COMPLAINT_SHEETS
from pcf.excel.reasons import REASON_SHEETS

if TYPE_CHECKING:
    from pcf.assessment import Assessment

# By the field of an assessment that is ``None`` where the form does not ask.
LOOPS: Mapping[str, tuple[SheetLayout, ...]] = {"complaints": COMPLAINT_SHEETS, "reasons": REASON_SHEETS}
LOOP_SHEETS: tuple[SheetLayout, ...] = tuple(sheet for sheets in LOOPS.values() for sheet in sheets)

# What stands on the tabs, in the order of their numbers, which follow those of every other sheet.
LOOP_TABS: Mapping[str, str] = {
    "blocks": "BLOCKS",
    "steps": "STEPS",
    "assumptions": "ASSUMPTION",
    "rules": "RULES",
    "calendar": "CALENDAR",
    "reasons": "REASON",
}


def loops_of(form: Assessment) -> frozenset[str]:
    """Return which loops a form asks about."""
    return frozenset(loop for loop in LOOPS if getattr(form, loop) is not None)


def loops_in(sheets: Collection[str]) -> frozenset[str]:
    """Return which loops a workbook asks about, told by the keys of its sheets: one sheet of a loop is enough."""
    return frozenset(loop for loop, own in LOOPS.items() if any(sheet.key in sheets for sheet in own))


def sheets_of(loops: Collection[str]) -> tuple[SheetLayout, ...]:
    """Return the sheets of some loops, in order."""
    return tuple(sheet for loop, own in LOOPS.items() if loop in loops for sheet in own)
