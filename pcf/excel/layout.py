"""What writer and reader agree on: markers, keys of rows and columns, codes. No positions.

Every data sheet carries a marker (``pcf:ratings:1``) at the head of its hidden key column; the
hidden key row below it names the columns, the key column names the rows. Rows whose key begins
with ``#`` are headings of ours.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from pcf.errors import N_
from pcf.excel.columns import HIERARCHY_ID, Column, SheetLayout, input_column, live_column
from pcf.excel.practices import PRACTICES, SUGGESTIONS
from pcf.excel.registers import REGISTERS
from pcf.ids import Language, owner_of
from pcf.model import EvidenceKind, TickCode

SHEET_SCHEMA = 1
MARKER = re.compile(r"pcf:([a-z]+):([0-9]{1,4})")
KEY = "key"  # stands in the key column on the key row
OWN = "#"  # begins the keys of rows that hold headings

SEGMENT_ROWS = 12

YES, NO = "Y", "N"
TICKED = "x"
TICK_CODES: Mapping[str, TickCode] = {"Y": "in_place", "P": "partly", "N": "not_in_place", "NA": "NA", "DK": "DK"}
EVIDENCE: tuple[EvidenceKind, ...] = ("said", "written", "shown", "measured", "improved")

LANGUAGE_NAMES: Mapping[Language, str] = {"en": "English", "ru": "Русский", "zh": "中文"}  # each in itself
META_FIELDS = (
    "schema", "form", "edition", "extensions", "language", "workbook_id", "profile", "respondent", "round",
    "past_rounds", "texts", "forms",
)  # fmt: skip
META_PREFIX = "pcf_"
ASSESSMENT, PRACTICE_LIST = "assessment", "practices"  # the forms that a workbook can be
# Rows of the first sheet, of an assessment and of a list of practices.
LINE_ROWS = ("line", "line_by", "line_date")
FIRST_ROWS = ("language", "name", "currency", "date", "round", "respondent", "role", "policy", *LINE_ROWS)
FIRST_ROWS_OF_A_LIST = ("language", "name", "respondent", *LINE_ROWS)


def fingerprint(texts: Iterable[str]) -> str:
    """Return by what it shows that a text of ours was changed.

    >>> fingerprint(["a", "b"]) == fingerprint(["ab"])
    False
    """
    joined = "\x1f".join(" ".join(text.split()) for text in texts)  # programs differ in how they keep line ends
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def group_key(element: str) -> str:
    """Return the key of the heading row of a group, or of the checklist of a process."""
    return f"{OWN}group:{element}"


def segment_key(slot: str) -> str:
    """Return the key of the row of a segment on the sheets of results and of comparison."""
    return f"{OWN}segment:{slot}"


def level_key(process: str, level: str) -> str:
    """Return the row key of one level of one process, ``10389.3``; ``level`` may be a part of a formula."""
    return f"{process}.{level}"


def process_mark(process: str) -> int | str:
    """Return by what the lines of the checklist are counted: a number, as it is compared fast, or an own id.

    >>> process_mark("10389"), process_mark("acme:callback")
    (10389, 'acme:callback')
    """
    return process if owner_of(process) else int(process)


def marker(sheet: str) -> str:
    """Return the text by which a sheet is found, whatever its name."""
    return f"pcf:{sheet}:{SHEET_SCHEMA}"


ORGANISATION = SheetLayout(
    "organisation",
    N_("Customer service: assessment workbook"),
    N_(
        "Whose customer service is assessed, when, and by whom. Choose the language of all sheets here; it changes at "
        "once, and no answer with it. All amounts are in the currency named here."
    ),
    (
        live_column("label", N_("Field"), 30),
        input_column("value", N_("Your entry"), 44),
        live_column("hint", N_("How to fill it in"), 72),
    ),
)
SEGMENTS = SheetLayout(
    "segments",
    N_("Segments"),
    N_(
        "Groups of your customers that are promised a service level of their own. Write a name; the id may stay "
        "blank and is then the one shown on the left. Ids stay the same from round to round."
    ),
    (
        Column("slot", N_("Row"), 6),
        input_column("id", N_("Segment id"), 18),
        input_column("name", N_("Segment"), 40),
        input_column("promise", N_("What this segment is promised"), 72),
    ),
)
SCOPE = SheetLayout(
    "scope",
    N_("Scope"),
    N_(
        "Which processes the organisation has. Y or blank = yes, N = not applicable, with a reason. Work given to a "
        "contractor, a parent company or a shared service centre is applicable: say who performs it."
    ),
    (
        HIERARCHY_ID,
        live_column("name", N_("Process"), 48),
        input_column("applicable", N_("Applicable? Y / N"), 13),
        input_column("reason", N_("Reason, if not applicable"), 46),
        input_column("performed_by", N_("Performed by, if not by you"), 28),
        live_column("applies", N_("Who has this process"), 52),
    ),
)
RATINGS = SheetLayout(
    "ratings",
    N_("Ratings"),
    N_(
        "Rate each process as it is today: 0 to 5, NA (not applicable) or DK (don't know). A blank is not a zero: it "
        "stays unanswered. Tick with x what your rating rests on. What the evidence supports and what the checklist "
        "suggests stand beside it; the rating stays yours."
    ),
    (
        Column("asked", N_("Asked"), 6, is_hidden=True),
        HIERARCHY_ID,
        live_column("name", N_("Process"), 36),
        input_column("answer", N_("Level"), 8),
        live_column("level_name", N_("Level name"), 17),
        live_column("descriptor", N_("What this level looks like"), 60),
        *(Column(f"evidence_{kind}", "", 4, is_input=True, is_turned=True) for kind in EVIDENCE),
        live_column("supported", N_("Supported by evidence"), 4, is_turned=True),
        live_column("suggested", N_("Suggested by ticks"), 4, is_turned=True),
        live_column("progress", N_("Next level: in place, of"), 5, is_turned=True),
        input_column("evidence_note", N_("Evidence: which document, record or figure"), 30),
        input_column("comment", N_("Comment"), 30),
    ),
)
TARGETS = SheetLayout(
    "targets",
    N_("Targets and weights"),
    N_(
        "For whoever leads the assessment. Target: the level that the organisation wants to reach, 0 to 5; not every "
        "process has to reach 5. Weight: how much a process counts within its group, and a group in the headline; "
        "1 if blank, 0 leaves it out. The aims of service levels stand on their own sheet."
    ),
    (
        HIERARCHY_ID,
        live_column("name", N_("Process group or process"), 56),
        input_column("target", N_("Target"), 10),
        live_column("target_name", N_("Level name"), 24),
        input_column("weight", N_("Weight"), 10),
        live_column("answer", N_("Level today"), 12),
    ),
)
CHECKLIST = SheetLayout(
    "checklist",
    N_("Checklist"),
    N_(
        "Activities of the processes, and statements of what can be found at each level. Answer with a code: Y in "
        "place, P partly, N not in place, NA not applicable, DK don't know. The statements suggest a level, shown in "
        "the row of the process; they help to judge it and never enter its score."
    ),
    (
        *(Column(key, "", 8, is_hidden=True) for key in ("process", "at_level", "place")),
        *(Column(f"of_{level}", "", 8, is_hidden=True) for level in range(1, 6)),
        *(Column(f"done_{level}", "", 8, is_hidden=True) for level in range(1, 6)),
        *(Column(f"passed_{level}", "", 8, is_hidden=True) for level in range(1, 6)),
        HIERARCHY_ID,
        live_column("name", N_("Activity, or statement of a level"), 88),
        Column("level", N_("Level"), 8),
        input_column("state", N_("Code"), 8),
        live_column("state_name", N_("Meaning"), 20),
        input_column("note", N_("Note"), 46),
    ),
)
FIGURES = SheetLayout(
    "figures",
    N_("Service levels"),
    N_(
        "Figures per segment in the unit shown, with the floor (worst that is tolerated), the target and the stretch. "
        "A new segment on the sheet of segments appears here by itself. Percentages are on 0 to 100: 81.2 means 81.2 %."
    ),
    (
        *(Column(key, "", 8, is_hidden=True) for key in ("slot", "aimed", "attained")),
        live_column("segment", N_("Segment"), 24),
        live_column("name", N_("Metric"), 38),
        live_column("unit", N_("Unit"), 12),
        live_column("better", N_("Better is"), 11),
        input_column("value", N_("Value"), 11),
        input_column("n", N_("Number of cases"), 11),
        input_column("floor", N_("Floor"), 10),
        input_column("target", N_("Target"), 10),
        input_column("stretch", N_("Stretch"), 14),
        input_column("target_to", N_("Target band to"), 11),
        input_column("floor_to", N_("Floor above the band"), 11),
        input_column("weight", N_("Weight"), 9),
        live_column("attainment", N_("Attainment, 0 to 100"), 11),
        live_column("kept", N_("Floor kept?"), 12),
    ),
)
# Live columns in which only known texts can stand; what else is found there, somebody typed.
LABELS = frozenset(
    {"name", "label", "hint", "applies", "descriptor", "level_name", "unit", "better", "segment", "kept", "status"}
    | {"target_name", "state_name", "kind_name", "metric_name", "relation_name", "trend", "next"}
    | {f"shown_{number}" for number in SUGGESTIONS}
    | {"definition", "done_when", "ask", "check", "matter_name", "clock_start_name", "clock_end_name"}
    | {"unit_name", "promise_unit_name", "owner_name", "driver_name", "quadrant", "action", "mark"}
)
# Live cells in rows of ours, which are no one's to fill in: sheet key to columns.
OWN_LIVE: Mapping[str, tuple[str, ...]] = {
    "checklist": ("level", "state_name"),
    "organisation": ("value",),
    "workshop": ("answer", "level_name"),
    "blocks": ("answer",),
    "assumptions": ("value",),
}

DATA_SHEETS: tuple[SheetLayout, ...] = (
    ORGANISATION, SEGMENTS, SCOPE, RATINGS, CHECKLIST, PRACTICES, FIGURES, TARGETS, *REGISTERS,
)  # fmt: skip

HIDDEN_SHEETS = ("lists", "texts", "history", "forms", "meta")

# What stands on the tabs: short words that need no language, because a tab cannot change with it.
TABS: Mapping[str, str] = {
    "organisation": "START",
    "howto": "HELP",
    "segments": "SEGMENTS",
    "scope": "SCOPE",
    "ratings": "RATING",
    "checklist": "CHECK",
    "practices": "PRACTICE",
    "figures": "SLA",
    "targets": "TARGET",
    "evidence": "EVIDENCE",
    "observations": "FINDING",
    "initiatives": "INITIATIVE",
    "dashboard": "DASHBOARD",
    "results": "RESULT",
    "gaps": "GAP",
    "comparison": "COMPARE",
    "levels": "LEVELS",
    "notice": "APQC",
}


def tab(key: str) -> str:
    """Return the name on the tab of a visible sheet.

    >>> tab("ratings")
    '5 RATING'
    """
    return f"{list(TABS).index(key) + 1} {TABS[key]}"
