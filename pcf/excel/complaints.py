"""The sheets of complaints: audit of the building blocks, plan, assumptions, response rules, working-day calendars."""

from __future__ import annotations

from pcf.errors import N_
from pcf.excel.columns import Column, SheetLayout, input_column, live_column
from pcf.model import EvidenceKind

# Rows of ours with results that move as one types.
ANSWERED_KEY, LADDER_KEY = "#answered", "#ladder"
_EVIDENCE: tuple[EvidenceKind, ...] = ("said", "written", "shown", "measured", "improved")


def result_key(slot: str, what: str) -> str:
    """Return the key of the row with a result of one segment: ``#result:s1:stake``."""
    return f"#result:{slot}:{what}"


def assumption_key(slot: str, assumption: str) -> str:
    """Return the key of the row of one assumption of one segment: ``s1:margin``."""
    return f"{slot}:{assumption}"


BLOCKS = SheetLayout(
    "blocks",
    N_("Complaints: building blocks"),
    N_(
        "What a system to answer complaints is built of. Rate each block as it is today: 0 to 5, NA or DK. Tick with x "
        "what your rating rests on; what to ask for stands beside it. These ratings stand apart from those of the "
        "processes and never enter their scores."
    ),
    (
        live_column("answered", "", 8, is_hidden=True),
        live_column("stands", "", 8, is_hidden=True),
        live_column("passes", "", 8, is_hidden=True),
        Column("number", N_("Order"), 7),
        live_column("name", N_("Building block"), 26),
        input_column("answer", N_("Level"), 8),
        live_column("level_name", N_("Level name"), 17),
        live_column("descriptor", N_("What this level looks like"), 56),
        *(Column(f"evidence_{kind}", "", 4, is_input=True, is_turned=True) for kind in _EVIDENCE),
        live_column("supported", N_("Supported by evidence"), 4, is_turned=True),
        live_column("ask", N_("What to ask for"), 44),
        input_column("evidence_note", N_("Evidence: which document, record or figure"), 30),
        input_column("comment", N_("Comment"), 30),
    ),
)
STEPS = SheetLayout(
    "steps",
    N_("Complaints: steps of the plan"),
    N_(
        "Six steps by which answering complaints is improved. State with a code, who answers for the step, and by what "
        "day it is due."
    ),
    (
        Column("number", N_("Order"), 7),
        live_column("name", N_("Step"), 26),
        live_column("definition", N_("What is done"), 56),
        live_column("done_when", N_("Done when"), 46),
        input_column("state", N_("State"), 10),
        live_column("state_name", N_("Meaning"), 13),
        input_column("owner", N_("Owner"), 20),
        input_column("due", N_("Due"), 12),
        input_column("note", N_("Note"), 36),
    ),
)
ASSUMPTIONS = SheetLayout(
    "assumptions",
    N_("Complaints: assumptions per segment"),
    N_(
        "What the value of good answers is computed from, per segment, in the unit shown; percentages are on 0 to 100. "
        "Low and high bound what is possible; of a share they follow from the number of people asked. Say where each "
        "number comes from. Nothing is built in: a blank is not a zero, and leaves the results blank."
    ),
    (
        live_column("found", "", 8, is_hidden=True),
        live_column("segment", N_("Segment"), 24),
        live_column("name", N_("Assumption"), 44),
        live_column("unit", N_("Unit"), 10),
        input_column("value", N_("Assumed value"), 13),
        input_column("low", N_("Low"), 10),
        input_column("high", N_("High"), 10),
        input_column("n", N_("Number of people asked"), 10),
        input_column("source", N_("Source"), 40),
        input_column("date", N_("Date"), 12),
        live_column("check", N_("To check"), 32),
    ),
)
RULES = SheetLayout(
    "rules",
    N_("Complaints: response rules"),
    N_(
        "Until when something has to happen to a case: by law, and by your own promise beside it. One rule a row, with "
        "the text it stands in and the days on which it is valid; the package brings no rules of its own. Blank "
        "segment, channel or place: the rule holds for all. What is out of date is judged on the day of the first "
        "sheet. The id may stay blank and is then the one shown on the left."
    ),
    (
        live_column("today", "", 8, is_hidden=True),
        live_column("from_day", "", 8, is_hidden=True),
        live_column("to_day", "", 8, is_hidden=True),
        Column("slot", N_("Row"), 6),
        input_column("id", N_("Id"), 9),
        live_column("state", N_("State of the rule"), 16),
        input_column("matter", N_("Matter"), 13),
        live_column("matter_name", N_("Meaning"), 14),
        input_column("jurisdiction", N_("Where it holds"), 16),
        input_column("segment", N_("Segment, all if blank"), 14),
        input_column("channel", N_("Channel, all if blank"), 12),
        input_column("clock_start", N_("The clock starts"), 15),
        live_column("clock_start_name", N_("Meaning"), 14),
        input_column("clock_end", N_("The clock ends"), 15),
        live_column("clock_end_name", N_("Meaning"), 14),
        input_column("stops", N_("When the clock stands still"), 24),
        input_column("limit", N_("Legal limit"), 8),
        input_column("unit", N_("Unit"), 14),
        live_column("unit_name", N_("Meaning"), 12),
        input_column("promise", N_("Own promise"), 9),
        input_column("promise_unit", N_("Unit of the promise"), 14),
        live_column("promise_unit_name", N_("Meaning"), 12),
        input_column("calendar", N_("Calendar (id)"), 10),
        input_column("rolls", N_("Last day moves to a working day? Y / N"), 11),
        input_column("extension", N_("Extension by"), 10),
        input_column("extension_condition", N_("Condition and notice of the extension"), 28),
        input_column("compensated_by", N_("Who may compensate"), 18),
        input_column("compensation", N_("Compensation up to"), 13),
        input_column("reference", N_("Law, contract or policy"), 28),
        input_column("valid_from", N_("Valid from"), 12),
        input_column("valid_to", N_("Valid to"), 12),
        input_column("checked_by", N_("Checked by"), 16),
        input_column("checked_on", N_("Checked on"), 12),
        input_column("note", N_("Note"), 24),
    ),
)
CALENDAR = SheetLayout(
    "calendar",
    N_("Complaints: working-day calendars"),
    N_(
        "Which days are worked, for limits in working days. One line a day: the id of the calendar, a date or a "
        "weekday (mon to sun), and Y worked or N not worked. Without a line for a weekday, Monday to Friday are "
        "worked; a date overrules its weekday. Lists may be pasted, also below the last row."
    ),
    (
        input_column("calendar", N_("Calendar (id)"), 16),
        input_column("day", N_("Date or weekday"), 18),
        input_column("worked", N_("Worked? Y / N"), 12),
        input_column("note", N_("Note"), 56),
    ),
)
COMPLAINT_SHEETS: tuple[SheetLayout, ...] = (BLOCKS, STEPS, ASSUMPTIONS, RULES, CALENDAR)
