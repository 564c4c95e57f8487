"""What writer and reader agree on: markers, keys of rows and columns, codes. No positions.

Every data sheet carries a marker (``pcf:ratings:1``) at the head of its hidden key column; the
hidden key row below it names the columns, the key column names the rows. Rows whose key begins
with ``#`` are headings of ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pcf.errors import N_
from pcf.model import EvidenceKind, TickCode

SHEET_SCHEMA = 1
MARKER = re.compile(r"pcf:([a-z]+):([0-9]{1,4})")
KEY = "key"  # stands in the key column on the key row
OWN = "#"  # begins the keys of rows that hold headings

SEGMENT_ROWS = 12
PRACTICE_ROWS = 200
LONGEST_TEXT = 32_767  # what a cell of Excel can hold

YES, NO = "Y", "N"
TICKED = "x"
TICK_CODES: Mapping[str, TickCode] = {"Y": "in_place", "P": "partly", "N": "not_in_place", "NA": "NA", "DK": "DK"}
EVIDENCE: tuple[EvidenceKind, ...] = ("said", "written", "shown", "measured", "improved")

META_FIELDS = ("schema", "edition", "language", "workbook_id", "profile", "respondent", "round")
META_PREFIX = "pcf_"


def level_key(process: str, level: str) -> str:
    """Return the row key of one level of one process, ``10389.3``; ``level`` may be a part of a formula."""
    return f"{process}.{level}"


def marker(sheet: str) -> str:
    """Return the text by which a sheet is found, whatever its name."""
    return f"pcf:{sheet}:{SHEET_SCHEMA}"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a data sheet: its key, its heading, its width in characters; a narrow heading is turned.

    A workbook made before a column came (``is_later``) may lack it.
    """

    key: str
    heading: str
    width: float
    is_input: bool = False
    is_hidden: bool = False
    is_turned: bool = False
    is_later: bool = False


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One data sheet: what it is called, what stands above the table, its columns."""

    key: str
    name: str
    intro: str
    columns: tuple[Column, ...]

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns if column.is_input)

    def index(self, key: str) -> int:
        """Return a column's place in a new workbook, 0-based; the key column is 0."""
        return next(place for place, column in enumerate(self.columns, start=1) if column.key == key)


def _input(key: str, heading: str, width: float) -> Column:
    return Column(key, heading, width, is_input=True)


def _later(key: str, heading: str, width: float) -> Column:
    return Column(key, heading, width, is_input=True, is_later=True)


_HIERARCHY_ID = Column("hierarchy_id", N_("No."), 8)

ORGANISATION = SheetLayout(
    "organisation",
    N_("Organisation"),
    N_("Whose customer service is assessed, when, and by whom. All amounts are in the currency named here."),
    (
        Column("label", N_("Field"), 28),
        _input("value", N_("Your entry"), 44),
        Column("hint", N_("How to fill it in"), 62),
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
        _input("id", N_("Segment id"), 18),
        _input("name", N_("Segment"), 40),
        _input("promise", N_("What this segment is promised"), 72),
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
        _HIERARCHY_ID,
        Column("name", N_("Process"), 48),
        _input("applicable", N_("Applicable? Y / N"), 13),
        _input("reason", N_("Reason, if not applicable"), 46),
        _input("performed_by", N_("Performed by, if not by you"), 28),
        Column("applies", N_("Who has this process"), 52),
    ),
)
RATINGS = SheetLayout(
    "ratings",
    N_("Ratings"),
    N_(
        "Rate each process as it is today: 0 to 5, NA (not applicable) or DK (don't know). A blank is not a zero: it "
        "stays unanswered. Tick with x what your rating rests on."
    ),
    (
        Column("asked", N_("Asked"), 6, is_hidden=True),
        _HIERARCHY_ID,
        Column("name", N_("Process"), 40),
        _input("answer", N_("Level"), 8),
        Column("level_name", N_("Level name"), 17),
        Column("descriptor", N_("What this level looks like"), 62),
        *(Column(f"evidence_{kind}", "", 4, is_input=True, is_turned=True) for kind in EVIDENCE),
        _input("evidence_note", N_("Evidence: which document, record or figure"), 30),
        _input("target", N_("Target"), 7),
        _input("weight", N_("Weight"), 7),
        _input("comment", N_("Comment"), 30),
    ),
)
CHECKLIST = SheetLayout(
    "checklist",
    N_("Checklist"),
    N_(
        "Activities of the processes. Answer with a code: Y in place, P partly, N not in place, NA not applicable, "
        "DK don't know. They help to judge a process and never enter its score."
    ),
    (
        _HIERARCHY_ID,
        Column("name", N_("Activity"), 60),
        _input("state", N_("Code"), 8),
        Column("state_name", N_("Meaning"), 20),
        _input("note", N_("Note"), 50),
    ),
)
PRACTICES = SheetLayout(
    "practices",
    N_("Practices"),
    N_(
        "What the organisation says it does, one statement a row, and the processes it belongs to: element ids "
        "(10388) or hierarchy ids (6.2.2), separated by commas. The id may stay blank."
    ),
    (
        _input("id", N_("Practice id"), 16),
        _input("text", N_("What we do"), 76),
        _input("owner", N_("Owner"), 24),
        _input("elements", N_("Belongs to (ids)"), 26),
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
        Column("segment", N_("Segment"), 24),
        Column("name", N_("Metric"), 38),
        Column("unit", N_("Unit"), 12),
        Column("better", N_("Better is"), 11),
        _input("value", N_("Value"), 11),
        _input("n", N_("Number of cases"), 11),
        _input("floor", N_("Floor"), 10),
        _input("target", N_("Target"), 10),
        _input("stretch", N_("Stretch"), 14),
        _later("target_to", N_("Target band to"), 11),
        _later("floor_to", N_("Floor above the band"), 11),
        _input("weight", N_("Weight"), 9),
    ),
)
LEVELS = SheetLayout(
    "levels",
    N_("Levels"),
    N_(
        "To read beside the ratings: what each process looks like at each level, and what can be found where the level "
        "is reached. Each level includes the ones below it."
    ),
    (
        _HIERARCHY_ID,
        Column("name", N_("Level name"), 26),
        Column("level", N_("Level"), 7),
        Column("descriptor", N_("What this level looks like"), 74),
        Column("statements", N_("What an assessor finds at this level"), 84),
    ),
)
RESULTS = SheetLayout(
    "results",
    N_("Results"),
    N_(
        "Live: changes as you type. A blank or DK lowers the coverage and widens the range; it never counts as 0. "
        "A score needs a coverage of 0.8, or 0.6 to be provisional; the headline also needs a score of every group."
    ),
    (
        _HIERARCHY_ID,
        Column("name", N_("Process group or process"), 46),
        Column("score", N_("Score"), 9),
        Column("level_name", N_("Level name"), 20),
        Column("status", N_("Status"), 18),
        Column("coverage", N_("Coverage"), 10),
        Column("low", N_("Range from"), 12),
        Column("high", N_("Range to"), 12),
        Column("target", N_("Target"), 8),
        Column("weight", N_("Weight"), 8),
        Column("applicable", N_("Applicable"), 11),
        Column("counted", N_("Counted weight"), 8, is_hidden=True),
        Column("answered", N_("Answered weight"), 8, is_hidden=True),
        Column("status_code", N_("Status"), 8, is_hidden=True),
        Column("ratings_row", N_("Ratings"), 8, is_hidden=True),
        Column("scope_row", N_("Scope"), 8, is_hidden=True),
    ),
)

DATA_SHEETS: tuple[SheetLayout, ...] = (
    ORGANISATION, SEGMENTS, SCOPE, RATINGS, CHECKLIST, PRACTICES, FIGURES,
)  # fmt: skip

OTHER_SHEETS: Mapping[str, str] = {
    "howto": N_("How to"),
    "levels": LEVELS.name,
    "results": RESULTS.name,
    "notice": N_("Notice"),
    "lists": N_("Lists"),
    "meta": "meta",
}
