"""Sheets that not every workbook has: a workshop's, a list's, and that of what earlier forms said without a place."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pcf.errors import N_
from pcf.excel import layout
from pcf.excel.columns import Column, SheetLayout
from pcf.excel.layout import EVIDENCE, RATINGS
from pcf.excel.loops import LOOP_TABS, keys_of, sheets_of
from pcf.excel.practices import PRACTICES
from pcf.model import ROLES, Role


def column_of(role: Role | None) -> str:
    """Return the key of the column that holds the answers of a role, or of those without one."""
    return f"role_{role or 'none'}"


ROLE_COLUMNS = tuple(column_of(role) for role in (*ROLES, None))

WORKSHOP = SheetLayout(
    "workshop",
    N_("Workshop"),
    N_(
        "The most disputed processes come first. Agree on a level: 0 to 5, NA or DK. Where nothing is agreed the "
        "proposal, the lower median of the answers, counts. The scores on top move as you type."
    ),
    (
        Column("asked", "", 6, is_hidden=True, is_live=True),
        Column("place", N_("Rank"), 6),
        Column("hierarchy_id", N_("No."), 8),
        Column("name", N_("Process"), 36, is_live=True),
        *(Column(key, "", 11) for key in ROLE_COLUMNS),
        Column("n", N_("Answers"), 5, is_turned=True),
        Column("range", N_("From lowest to highest"), 7, is_turned=True),
        Column("agreement", N_("Agreement"), 6, is_turned=True),
        Column("dk_share", N_("Don't know, share"), 6, is_turned=True),
        Column("proposal", N_("Proposal"), 10),
        Column("agreed", N_("Agreed level"), 9, is_input=True),
        Column("answer", N_("Level that counts"), 9, is_live=True),
        Column("level_name", N_("Level name"), 17, is_live=True),
        Column("reason", N_("Reason"), 30, is_input=True),
        *(Column(f"evidence_{kind}", "", 4, is_input=True, is_turned=True) for kind in EVIDENCE),
        Column("supported", N_("Supported by evidence"), 4, is_turned=True, is_live=True),
        Column("suggested", N_("Suggested by ticks"), 4, is_turned=True, is_live=True),
        Column("progress", N_("Next level: in place, of"), 5, is_turned=True, is_live=True),
        Column("evidence", N_("Evidence: which document, record or figure"), 28, is_input=True),
        Column("agreed_by", N_("Agreed by"), 18, is_input=True),
        Column("date", N_("Date"), 12, is_input=True),
        Column("open_question", N_("Left open, and who looks into it"), 28, is_input=True),
        Column("descriptor", N_("What this level looks like"), 120, is_live=True),
    ),
)
VOICES = SheetLayout(
    "voices",
    N_("Answers one by one"),
    N_(
        "To read: what each respondent answered and wrote, in the words and the language of the respondent. "
        "Nothing that is changed here is read."
    ),
    (
        Column("hierarchy_id", N_("No."), 8),
        Column("name", N_("Process"), 40, is_live=True),
        Column("role", N_("Role"), 20, is_live=True),
        Column("respondent", N_("Respondent"), 26),
        Column("answer", N_("Level"), 8),
        Column("comment", N_("Comment"), 60),
        Column("evidence_note", N_("Evidence: which document, record or figure"), 44),
    ),
)

KEPT = SheetLayout(
    "kept",
    N_("Answers without a place"),
    N_(
        "To read: what earlier workbooks said about elements, segments or metrics that this one does not have. It is "
        "carried on, and put back where a later workbook has the place again. Nothing that is changed here is read."
    ),
    (
        Column("what", N_("What it was"), 16, is_live=True),
        Column("hierarchy_id", N_("No."), 8),
        Column("name", N_("Element, or metric and segment"), 60, is_live=True),
        Column("edition", N_("Edition"), 9),
        Column("round", N_("Round"), 11),
        Column("said", N_("What was said"), 44, is_live=True),
        Column("note", N_("Note"), 60),
    ),
)

LIST_START = SheetLayout(
    layout.ORGANISATION.key,
    N_("Customer service: where the organisation's practices belong"),
    N_(
        "A list of practices with suggestions, the surest first. Say who decides, then accept, change or reject the "
        "suggestions on the sheet of practices. Choose the language of all sheets here; it changes at once."
    ),
    layout.ORGANISATION.columns,
)
ELEMENTS = SheetLayout(
    "elements",
    N_("Elements"),
    N_(
        "To look up: what practices can belong to. The hierarchy id or the element id may be written on the sheet of "
        "practices."
    ),
    (
        Column("hierarchy_id", N_("No."), 9),
        Column("id", N_("Element id"), 10),
        Column("name", N_("Element"), 46, is_live=True),
        Column("description", N_("What it means"), 120, is_live=True),
    ),
)


def rated_sheet(*, is_workshop: bool) -> SheetLayout:
    """Return the sheet that holds the levels that count."""
    return WORKSHOP if is_workshop else RATINGS


def data_sheets(*, is_workshop: bool, is_list: bool = False, loops: Collection[str] = ()) -> tuple[SheetLayout, ...]:
    """Return the sheets with something to fill in; ``loops`` names the closed loops that the form asks about."""
    if is_list:
        return LIST_START, PRACTICES
    rated = tuple(WORKSHOP if is_workshop and sheet is RATINGS else sheet for sheet in layout.DATA_SHEETS)
    return (*rated, *sheets_of(loops))


def tabs_of_list() -> Mapping[str, str]:
    """Return the names of the visible sheets of a list of practices by key, in order."""
    first, last = {key: layout.tab(key) for key in ("organisation", "practices")}, layout.tab("notice")
    return {**first, ELEMENTS.key: f"{len(layout.TABS) + 3} ELEMENT", "notice": last}


def tabs(*, is_workshop: bool, has_kept: bool = False, loops: Collection[str] = ()) -> Mapping[str, str]:
    """Return the names of the visible sheets by key, in order; a sheet has one number in every workbook."""
    names = {key: layout.tab(key) for key in layout.TABS}
    kept = {KEPT.key: f"{len(layout.TABS) + 2} KEPT"} if has_kept else {}
    asked = keys_of(loops)
    numbered = enumerate(LOOP_TABS.items(), start=len(layout.TABS) + 4)
    kept |= {key: f"{number} {name}" for number, (key, name) in numbered if key in asked}
    if not is_workshop:
        return {**names, **kept}
    number = names[RATINGS.key].partition(" ")[0]
    shown = {
        WORKSHOP.key if key == RATINGS.key else key: f"{number} WORKSHOP" if key == RATINGS.key else name
        for key, name in names.items()
    }
    return {**shown, VOICES.key: f"{len(layout.TABS) + 1} VOICES", **kept}
