"""What writer and reader agree on: markers, keys of rows and columns, codes. No positions.

Every data sheet carries a marker (``pcf:ratings:1``) at the head of its hidden key column; the
hidden key row below it names the columns, the key column names the rows. Rows whose key begins
with ``#`` are headings of ours.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pcf.errors import N_
from pcf.ids import Language
from pcf.model import EvidenceKind, TickCode

SHEET_SCHEMA = 1
MARKER = re.compile(r"pcf:([a-z]+):([0-9]{1,4})")
KEY = "key"  # stands in the key column on the key row
OWN = "#"  # begins the keys of rows that hold headings

SEGMENT_ROWS = 12
PRACTICE_ROWS = 200
PAST_ROUNDS = 5  # shown beside one another; more are kept
LONGEST_TEXT = 32_767  # what a cell of Excel can hold

YES, NO = "Y", "N"
TICKED = "x"
TICK_CODES: Mapping[str, TickCode] = {"Y": "in_place", "P": "partly", "N": "not_in_place", "NA": "NA", "DK": "DK"}
EVIDENCE: tuple[EvidenceKind, ...] = ("said", "written", "shown", "measured", "improved")

LANGUAGE_NAMES: Mapping[Language, str] = {"en": "English", "ru": "Русский", "zh": "中文"}  # each in itself
META_FIELDS = ("schema", "edition", "language", "workbook_id", "profile", "respondent", "round", "past_rounds", "texts")
META_PREFIX = "pcf_"


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


def marker(sheet: str) -> str:
    """Return the text by which a sheet is found, whatever its name."""
    return f"pcf:{sheet}:{SHEET_SCHEMA}"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a data sheet: its key, its heading, its width in characters; a narrow heading is turned.

    Every cell of a live column holds a formula of ours: a label in the chosen language, or a number
    computed from the inputs.
    """

    key: str
    heading: str
    width: float
    is_input: bool = False
    is_hidden: bool = False
    is_turned: bool = False
    is_live: bool = False


@dataclass(frozen=True)
class SheetLayout:
    """One data sheet: what it is called, what stands above the table, its columns."""

    key: str
    name: str
    intro: str
    columns: tuple[Column, ...]

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns if column.is_input)

    @property
    def live(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns if column.is_live)

    def index(self, key: str) -> int:
        """Return a column's place in a new workbook, 0-based; the key column is 0."""
        return self._places[key]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {column.key: place for place, column in enumerate(self.columns, start=1)}


def _input(key: str, heading: str, width: float) -> Column:
    return Column(key, heading, width, is_input=True)


def _live(key: str, heading: str, width: float, *, is_hidden: bool = False, is_turned: bool = False) -> Column:
    return Column(key, heading, width, is_hidden=is_hidden, is_turned=is_turned, is_live=True)


_HIERARCHY_ID = Column("hierarchy_id", N_("No."), 8)

ORGANISATION = SheetLayout(
    "organisation",
    N_("Customer service: assessment workbook"),
    N_(
        "Whose customer service is assessed, when, and by whom. Choose the language of all sheets here; it changes at "
        "once, and no answer with it. All amounts are in the currency named here."
    ),
    (
        _live("label", N_("Field"), 30),
        _input("value", N_("Your entry"), 44),
        _live("hint", N_("How to fill it in"), 72),
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
        _live("name", N_("Process"), 48),
        _input("applicable", N_("Applicable? Y / N"), 13),
        _input("reason", N_("Reason, if not applicable"), 46),
        _input("performed_by", N_("Performed by, if not by you"), 28),
        _live("applies", N_("Who has this process"), 52),
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
        _HIERARCHY_ID,
        _live("name", N_("Process"), 36),
        _input("answer", N_("Level"), 8),
        _live("level_name", N_("Level name"), 17),
        _live("descriptor", N_("What this level looks like"), 60),
        *(Column(f"evidence_{kind}", "", 4, is_input=True, is_turned=True) for kind in EVIDENCE),
        _live("supported", N_("Supported by evidence"), 4, is_turned=True),
        _live("suggested", N_("Suggested by ticks"), 4, is_turned=True),
        _live("progress", N_("Next level: in place, of"), 5, is_turned=True),
        _input("evidence_note", N_("Evidence: which document, record or figure"), 30),
        _input("comment", N_("Comment"), 30),
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
        _HIERARCHY_ID,
        _live("name", N_("Process group or process"), 56),
        _input("target", N_("Target"), 10),
        _live("target_name", N_("Level name"), 24),
        _input("weight", N_("Weight"), 10),
        _live("answer", N_("Level today"), 12),
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
        _HIERARCHY_ID,
        _live("name", N_("Activity, or statement of a level"), 88),
        Column("level", N_("Level"), 8),
        _input("state", N_("Code"), 8),
        _live("state_name", N_("Meaning"), 20),
        _input("note", N_("Note"), 46),
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
        *(Column(key, "", 8, is_hidden=True) for key in ("slot", "aimed", "attained")),
        _live("segment", N_("Segment"), 24),
        _live("name", N_("Metric"), 38),
        _live("unit", N_("Unit"), 12),
        _live("better", N_("Better is"), 11),
        _input("value", N_("Value"), 11),
        _input("n", N_("Number of cases"), 11),
        _input("floor", N_("Floor"), 10),
        _input("target", N_("Target"), 10),
        _input("stretch", N_("Stretch"), 14),
        _input("target_to", N_("Target band to"), 11),
        _input("floor_to", N_("Floor above the band"), 11),
        _input("weight", N_("Weight"), 9),
        _live("attainment", N_("Attainment, 0 to 100"), 11),
        _live("kept", N_("Floor kept?"), 12),
    ),
)
LEVELS = SheetLayout(
    "levels",
    N_("Levels"),
    N_(
        "To read beside the ratings: what each process looks like at each level, what evidence to ask for, and signs "
        "of rating too high. Each level includes the ones below it."
    ),
    (
        _HIERARCHY_ID,
        _live("name", N_("Level name"), 28),
        Column("level", N_("Level"), 7),
        _live("descriptor", N_("What this level looks like"), 118),
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
        *(
            Column(key, "", 8, is_hidden=True)
            for key in (
                "counted", "answered", "aimed", "counted_score", "counted_low", "counted_high", "counted_target",
                "status_code", "ratings_row", "scope_row", "targets_row", "order", "rank",
            )
        ),
        _HIERARCHY_ID,
        _live("name", N_("Process group, process or segment"), 46),
        _live("score", N_("Score"), 9),
        _live("level_name", N_("Level name"), 20),
        _live("status", N_("Status"), 18),
        _live("coverage", N_("Coverage"), 10),
        _live("unknown", N_("Don't know, share"), 10),
        _live("low", N_("Range from"), 10),
        _live("high", N_("Range to"), 10),
        _live("target", N_("Target"), 9),
        _live("gap", N_("Gap"), 8),
        _live("surplus", N_("Above target"), 9),
        _live("supported", N_("Supported by evidence"), 11),
        _live("suggested", N_("Suggested by ticks"), 11),
        _live("progress", N_("Next level: in place, of"), 11),
        _live("weight", N_("Weight"), 8),
        _live("applicable", N_("Applicable"), 11),
    ),
)  # fmt: skip
GAPS = SheetLayout(
    "gaps",
    N_("Gaps"),
    N_(
        "Live: the processes below their target, the largest gap first; of equal gaps the one that weighs more. Beside "
        "each, what the next level looks like."
    ),
    (
        Column("results_row", "", 8, is_hidden=True),
        Column("place", N_("Rank"), 7),
        _HIERARCHY_ID,
        _live("name", N_("Process"), 40),
        _live("score", N_("Level"), 8),
        _live("target", N_("Target"), 8),
        _live("gap", N_("Gap"), 8),
        _live("bar", N_("Gap, as a bar"), 12),
        _live("supported", N_("Supported by evidence"), 11),
        _live("progress", N_("Next level: in place, of"), 11),
        _live("weight", N_("Weight"), 8),
        _live("next", N_("What the next level looks like"), 70),
    ),
)
COMPARISON = SheetLayout(
    "comparison",
    N_("Comparison with earlier rounds"),
    N_(
        "Scores of earlier rounds beside those of today. Levels can only be compared where the same people were asked "
        "about the same processes: see who answered before you speak of progress."
    ),
    (
        _HIERARCHY_ID,
        _live("name", N_("Process group, process or segment"), 56),
        *(Column(f"past_{number}", "", 12) for number in range(1, PAST_ROUNDS + 1)),
        _live("now", N_("Now"), 12),
        _live("change", N_("Change since the last round"), 13),
        _live("trend", N_("Trend"), 22),
    ),
)

# Live columns in which only known texts can stand; what else is found there, somebody typed.
LABELS = frozenset(
    {"name", "label", "hint", "applies", "descriptor", "level_name", "unit", "better", "segment", "kept", "status"}
    | {"target_name", "state_name", "trend", "next"}
)
# Live cells in rows of ours, which are no one's to fill in: sheet key to columns.
OWN_LIVE: Mapping[str, tuple[str, ...]] = {"checklist": ("level", "state_name"), "organisation": ("value",)}

DATA_SHEETS: tuple[SheetLayout, ...] = (
    ORGANISATION, SEGMENTS, SCOPE, RATINGS, CHECKLIST, PRACTICES, FIGURES, TARGETS,
)  # fmt: skip

HIDDEN_SHEETS = ("lists", "texts", "history", "meta")

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
