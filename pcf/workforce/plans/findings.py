"""What can be wrong with a file that holds a plan. The place is a line, or a sheet, and a column."""

from __future__ import annotations

from pcf.errors import N_, Phrase
from pcf.findings import FindingKind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_A_PLAN = N_("A plan as {supported}: one interval a row, with the columns calls and aht.")

TYPE_UNSUPPORTED = FindingKind(
    "plan-type",
    _ERROR,
    N_("{found} is a file of a kind that plans are not read from."),
    _A_PLAN,
    N_("Save the table as CSV or as an Excel workbook (.xlsx), and name that file."),
)
NO_HEAD = FindingKind(
    "plan-without-columns",
    _ERROR,
    N_(
        "No row of the file holds the names of the columns that a plan needs. Met at its head: {found}. "
        "Missing: {missing}."
    ),
    N_("A row of headings with calls (contacts in the interval) and aht (handle time)."),
    N_("Name the columns in the first row; pcf staff --help lists the options that stand for the others."),
)
COLUMN_TWICE = FindingKind(
    "plan-column-twice",
    _ERROR,
    N_("Two columns say the same, {field}: {found}."),
    N_("Each column once."),
    N_("Delete or rename one of them."),
)
COLUMNS_UNKNOWN = FindingKind(
    "plan-columns-unknown", _NOTE, N_("Columns that a plan does not have were left out: {found}.")
)
RESULTS_LEFT = FindingKind(
    "plan-results-left",
    _NOTE,
    N_("Columns with results of an earlier run were left out; they are computed anew: {found}."),
)
ROWS_ABOVE = FindingKind("plan-rows-above", _NOTE, N_("Rows above the headings were skipped: {found}."))
NO_LINES = FindingKind(
    "plan-empty",
    _ERROR,
    N_("There is no interval below the headings. Rows read: {found}."),
    N_("One interval a row."),
    N_("Fill the table, or choose the sheet that is filled by making it the first."),
)
TOO_MANY = FindingKind(
    "plan-too-long",
    _ERROR,
    N_("The plan has too many rows: {found}."),
    N_("At most {limit} rows."),
    N_("Split it, for example by month."),
)
ROW_TOO_WIDE = FindingKind(
    "plan-row-too-wide",
    _ERROR,
    N_(
        "The row has more cells than there are headings: {found}; a number with a decimal comma may have been cut in "
        "two."
    ),
    N_("At most {width} cells."),
    N_("Separate the columns with semicolons, or write decimals with a point."),
)
QUOTES = FindingKind(
    "plan-quotes",
    _ERROR,
    N_("The quotation marks of the cell do not match: {found}."),
    N_('A text in quotation marks, with "" for each that is part of it.'),
    N_("Correct the cell."),
)
SHEET_CHOSEN = FindingKind(
    "plan-sheet-chosen", _NOTE, N_("The plan is taken from the sheet {found}; not read: {others}.")
)
ROWS_HIDDEN = FindingKind(
    "plan-rows-hidden", _NOTE, N_("Some intervals stand in hidden rows; they are read too: {found}; first: {cells}.")
)
UNCOMPUTED = FindingKind(
    "plan-formula-uncomputed",
    _ERROR,
    N_("Formulas that nobody has computed yet: {found}; first: {cells}."),
    N_("Formulas with their values."),
    N_("Open the workbook in Excel or LibreOffice, save it, and try again."),
)
FORMULAS = FindingKind(
    "plan-formulas", _NOTE, N_("Some cells are formulas; their last values are used: {found}; first: {cells}.")
)
MERGED = FindingKind(
    "plan-merged-cells",
    _ERROR,
    N_("Cells of the plan are merged: {found}; only the first of each says something."),
    N_("A value in each cell."),
    N_("Unmerge the cells and fill each of them."),
)
CELL_ERROR = FindingKind(
    "plan-cell-error",
    _ERROR,
    N_("The cell shows the error {found}."),
    N_("A value, or nothing."),
    N_("Mend the formula, or type the value in."),
)
VALUE_MISSING = FindingKind(
    "plan-value-missing",
    _ERROR,
    N_("{field} is blank."),
    N_("A number; 0 where nobody calls. A blank is not a zero."),
    N_("Fill the cell, or delete the row."),
)
NOT_A_NUMBER = FindingKind(
    "plan-not-number", _ERROR, N_("{field}: {found} is no number."), N_("{expected}."), N_("Correct the cell.")
)
TWO_NUMBERS = FindingKind(
    "plan-number-unclear",
    _ERROR,
    N_("{field}: {found} may mean {thousands} or {decimal}."),
    N_("A number that can be read in one way only."),
    N_("Write {thousands}, or {decimal}0."),
)
TWO_TIMES = FindingKind(
    "plan-time-unclear",
    _ERROR,
    N_("{field}: {found} may mean minutes and seconds, or hours and minutes."),
    N_("Seconds, or hours, minutes and seconds: 240 or 0:04:00."),
    N_("Write {minutes} or {hours} seconds."),
)
TWO_SHARES = FindingKind(
    "plan-share-unclear",
    _ERROR,
    N_("{field}: {found} may be a share or a percentage."),
    N_("A share such as 0.8, or a percentage with its sign such as 80%."),
    N_("Write the sign %, or the share."),
)
SHARE_WITHOUT_SIGN = FindingKind(
    "plan-share-without-sign",
    _ERROR,
    N_("{field}: {found} is more than the whole."),
    N_("A share such as 0.8, or a percentage with its sign such as 80%."),
    N_("Write {share} or {percent}."),
)
PERCENT_MISPLACED = FindingKind(
    "plan-percent-misplaced",
    _ERROR,
    N_("{field}: {found} is a percentage."),
    N_("{expected}."),
    N_("Write it without the sign %, in its unit."),
)
OUT_OF_RANGE = FindingKind(
    "plan-out-of-range", _ERROR, N_("{field} cannot be {found}."), N_("{expected}."), N_("Correct the cell.")
)
NOT_A_MOMENT = FindingKind(
    "plan-not-a-moment",
    _ERROR,
    N_("{field}: {found} is no moment that can be read."),
    N_("A local time such as 2026-11-23 08:30, or 08:30 for a typical day."),
    N_("Write it so, or leave the cell blank."),
)
UTC_START = FindingKind(
    "plan-start-utc",
    _ERROR,
    N_("{field}: {found} is a time of UTC; a plan goes by the clock of those who work."),
    N_("A local time such as 2026-11-23 08:30; of an hour that comes twice with its offset, such as +01:00."),
    N_("Write the local time, without Z."),
)
ID_UNFIT = FindingKind(
    "plan-id-unfit",
    _ERROR,
    N_("{found} cannot be an id."),
    N_("Small Latin letters, digits and _, a letter first, at most 40 signs; or nothing."),
    N_("Rename it, or leave the cell blank: it is numbered then."),
)
ID_TWICE = FindingKind(
    "plan-id-twice",
    _ERROR,
    N_("The id {found} stands in {first} already."),
    N_("An id of its own for each interval."),
    N_("Give one of them another id, or leave the cell blank: it is numbered then."),
)
SEGMENT_UNKNOWN = FindingKind(
    "plan-segment-unknown",
    _WARNING,
    N_("The form has no segment {found}; its intervals are computed all the same, without what the form promises."),
    N_("One of: {known}."),
    N_("Write the id or the exact name of the segment."),
)
MORE_FAULTS = FindingKind(
    "plan-more-faults",
    _ERROR,
    N_("More faults like those told of this column: {found}."),
    N_("What the first ones say."),
    N_("Correct the first ones as they say, and the others likewise."),
)

PROMISE_ASSUMED = FindingKind(
    "plan-promise-assumed",
    _NOTE,
    N_(
        "No limit was given, so the promise is taken to be that {found} % of all contacts are answered within "
        "{within} s."
    ),
)
WITHIN_ASSUMED = FindingKind(
    "plan-within-assumed",
    _NOTE,
    N_("Intervals whose target does not say within how long; it is taken to be {within} s: {found}."),
)
UPPER_END = FindingKind(
    "plan-upper-end",
    _NOTE,
    N_(
        "The agents are those for the upper end of the {found} % range of each interval; all intervals together will "
        "hardly reach it."
    ),
)
A_FOLDER = FindingKind(
    "plan-folder",
    _ERROR,
    N_("{found} is a folder."),
    N_("A plan, a filled form or a log."),
    N_("Name the files in it that are meant."),
)
NO_PLAN_NO_LOG = FindingKind(
    "plan-nor-log",
    _ERROR,
    N_("{found} has neither the columns of a plan nor those of a log."),
    N_(
        "A plan: {plan}. A log of contacts: {contacts}. A log of intervals: {intervals}; or a log with other columns "
        "and its map."
    ),
    N_("Name the columns so; of a log let pcf map propose a map, and name it with --map."),
)
FILES_MIXED = FindingKind(
    "plan-files-mixed",
    _ERROR,
    N_("Files that do not go together: {found}."),
    N_("One plan; or the files of one log, of contacts or of intervals. Filled forms may stand beside either."),
    N_("Call pcf staff for each of them."),
)
NO_STAFFING = FindingKind(
    "plan-form-without-staffing",
    _ERROR,
    N_("The form says nothing of staffing: {found}."),
    N_("A form whose sheet of staffing is filled, or a plan or a log beside it."),
    N_("Make a form that asks with pcf template --staffing, or give a plan as CSV or xlsx."),
)
NOT_SIMULATED = FindingKind(
    "plan-not-simulated",
    _WARNING,
    N_("{pool} is not simulated: {reason}."),
    N_("Intervals of one length, each with what it needs, and one promised wait."),
    N_("Split the plan into parts that are alike."),
)
LENGTHS_DIFFER = Phrase(N_("its intervals differ in length, or overlap"))
WAITS_DIFFER = Phrase(N_("its intervals differ in the promised wait, in short abandons or in contacts at once"))
NOBODY_COMES = Phrase(N_("nobody is expected"))
NOTHING_NEEDED = Phrase(N_("of some of its intervals it is not known what they need"))
PRIORITY_UNKNOWN = FindingKind(
    "plan-priority-unknown",
    _ERROR,
    N_("--priority names segments that the plan does not have: {found}."),
    N_("Some of: {known}."),
    N_("Write ids or exact names, the first to be served first, separated by semicolons."),
)

SHOWN_LIMIT = 60  # characters of a cell that a finding repeats
A_COUNT = Phrase(N_("A number, 0 or more"))
WHOLE_COUNT = Phrase(N_("A whole number, 0 or more"))
ONE_OR_MORE = Phrase(N_("A number, 1 or more"))
SOME_SECONDS = Phrase(N_("Seconds, 0 or more: 240 or 0:04:00"))
SECONDS_ABOVE = Phrase(N_("Seconds, more than 0: 240 or 0:04:00"))
A_SHARE = Phrase(N_("A share from 0 to 1: 0.8 or 80%"))
SHARE_ABOVE = Phrase(N_("A share above 0 and up to 1: 0.8 or 80%"))
SHARE_BELOW = Phrase(N_("A share from 0 to below 1: 0.8 or 80%"))
