"""What a single cell, or two cells together, may have wrong with them."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

A_NUMBER = N_("A number such as 81.2 or 81,2.")
A_TEXT = N_("A text.")
ANY_ENTRY = N_("A typed text or number.")
_ANSWERS = N_("One of: {allowed}.")
_TYPE_AGAIN = N_("Type the value again as a plain entry.")

# What the cell holds at all
BOOLEAN = FindingKind("boolean", _ERROR, N_("{found} is a logical value."), N_("{allowed}"), _TYPE_AGAIN)
ERROR_CELL = FindingKind(
    "error-cell",
    _ERROR,
    N_("The cell shows the error {found}."),
    N_("{allowed}"),
    N_("Replace the formula by its value."),
)
DATE_IN_CELL = FindingKind(
    "date-in-cell",
    _ERROR,
    N_("The cell holds a date ({found}) where none belongs; Excel makes dates of entries such as 3/4 or 1-2."),
    N_("{allowed}"),
    N_("Set the cell's format to Text and type the value again."),
)
FORMULA = FindingKind(
    "formula-in-input",
    _WARNING,
    N_("The cell holds a formula ({found}); its last computed value is used: {value}."),
    N_("A typed value."),
    N_("Replace the formula by its value."),
)
NO_CACHE = FindingKind(
    "formula-not-computed",
    _ERROR,
    N_("The cell holds a formula that nobody has computed: {found}."),
    N_("A typed value."),
    N_("Open and save the workbook in Excel or LibreOffice, or type the value."),
)
EXTERNAL_FORMULA = FindingKind(
    "formula-external",
    _ERROR,
    N_("The formula points to another file: {found}."),
    N_("A typed value."),
    N_("Replace the formula by its value."),
)
BLANK_SIGNS = FindingKind("blank-signs", _NOTE, N_("The cell holds only spaces ({found}); it counts as blank."))
NORMALISED = FindingKind("normalised", _NOTE, N_("{found} is read as {value}."))
CLEANED = FindingKind(
    "text-cleaned",
    _NOTE,
    N_("Control signs in the text were replaced: {found}."),
)
TOO_LONG = FindingKind(
    "text-too-long", _ERROR, N_("The text is too long: {found} signs."), N_("At most {limit} signs."), N_("Shorten it.")
)

# Numbers
NOT_A_NUMBER = FindingKind(
    "not-a-number",
    _ERROR,
    N_("{found} is not a number."),
    A_NUMBER,
    N_("Closest: {nearest}. Type the value as a plain number."),
)
AMBIGUOUS_NUMBER = FindingKind(
    "ambiguous-number",
    _ERROR,
    N_("{found} can be read in two ways: as {thousands} or as {decimal}."),
    A_NUMBER,
    N_("Write {thousands} or {decimal}."),
)
NEGATIVE = FindingKind(
    "negative-number", _ERROR, N_("{found} is below 0."), N_("A number of 0 or more."), N_("Correct the number.")
)
TOO_LARGE = FindingKind(
    "number-too-large",
    _ERROR,
    N_("{found} is too large to be meant."),
    N_("A number of at most {limit}."),
    N_("Correct the number."),
)
NOT_WHOLE = FindingKind(
    "number-not-whole",
    _ERROR,
    N_("{found} is not a whole number."),
    N_("A number of cases, counted: 1, 2, 3 …"),
    N_("Closest: {nearest}. Write how many cases were counted, or leave the cell blank."),
)
NO_CASES = FindingKind(
    "cases-zero",
    _ERROR,
    N_("The number of cases is {found}, but {where} holds a value; a value rests on at least one case."),
    N_("1 or more, or blank if the number of cases is unknown."),
    N_("Correct the number of cases, or clear the value in {where}."),
)
TIME_IN_CELL = FindingKind(
    "time-in-cell",
    _ERROR,
    N_("The cell holds a time ({found}) where a number of {unit} belongs."),
    N_("A number in {unit}."),
    N_("Set the cell's format to General and write {value}, if {found} means minutes and seconds."),
)
PERCENT_OUT_OF_RANGE = FindingKind(
    "percent-out-of-range",
    _ERROR,
    N_("{found} is outside 0 to 100 %."),
    N_("A percentage on 0 to 100: 80 means 80 %."),
    N_(
        "Closest: {nearest}. Correct the number; if the cell is shown with %, set its format to General and type "
        "the value again."
    ),
)
PERCENT_MISPLACED = FindingKind(
    "percent-misplaced",
    _ERROR,
    N_("{found} is a percentage, but this value has the unit {unit}."),
    N_("A number in {unit}."),
    N_("Set the cell's format to General and type the value in {unit}."),
)
PERCENT_WITHOUT_UNIT = FindingKind(
    "percent-without-unit",
    _ERROR,
    N_("{found} is a percentage, but this value has no unit."),
    N_("A plain number such as 1 or 0.5."),
    N_("Closest: {nearest}. Set the cell's format to General and type the value without %."),
)
PERCENT_AS_FRACTION = FindingKind(
    "percent-as-fraction",
    _WARNING,
    N_("{found} is read as {found} %, while the other figures of this row are far higher."),
    N_("A percentage on 0 to 100: 80 means 80 %."),
    N_("If {value} % is meant, write {value}."),
)
FIGURES_ORDER = FindingKind(
    "figures-order",
    _ERROR,
    N_("Floor, target and stretch are out of order for {metric}: {found}."),
    N_("{order}"),
    N_("Correct the figures in {cells}."),
)

# Codes
LEVEL_UNKNOWN = FindingKind(
    "level-unknown", _ERROR, N_("{found} is not a level."), _ANSWERS, N_("Closest: {nearest}. Choose from the list.")
)
LEVEL_NOT_WHOLE = FindingKind(
    "level-not-whole",
    _ERROR,
    N_("{found} is not a whole level from 0 to 5."),
    _ANSWERS,
    N_("Closest: {nearest}. Choose the lower level if not everything of the higher one is true."),
)
CODE_UNKNOWN = FindingKind(
    "code-unknown",
    _ERROR,
    N_("{found} is not one of the codes."),
    _ANSWERS,
    N_("Closest: {nearest}. Choose from the list."),
)
TICK_UNKNOWN = FindingKind(
    "tick-unknown", _ERROR, N_("{found} is not a tick."), _ANSWERS, N_("Type x, or leave the cell blank.")
)
DASH = FindingKind(
    "dash",
    _ERROR,
    N_("A dash ({found}) may mean not applicable, don't know or no answer."),
    N_("{allowed}"),
    N_("Write NA or DK where they are allowed, or leave the cell blank."),
)

# Names, dates, ids
CURRENCY_UNKNOWN = FindingKind(
    "currency-unknown",
    _ERROR,
    N_("{found} is not a currency code."),
    N_("Three letters of ISO 4217, such as RUB, CNY or EUR."),
    N_("Closest: {nearest}."),
)
DATE_UNKNOWN = FindingKind(
    "date-unknown",
    _ERROR,
    N_("{found} is not a date that can be read for certain."),
    N_("A date such as 2026-10-26."),
    N_("Closest: {nearest}. Write year, month and day: 2026-10-26."),
)
DATE_AMBIGUOUS = FindingKind(
    "date-ambiguous",
    _ERROR,
    N_("{found} can be read in two ways: as {day_first} or as {month_first}."),
    N_("A date such as 2026-10-26."),
    N_("Write {day_first} or {month_first}."),
)
DAY_MISSING = FindingKind(
    "day-missing",
    _ERROR,
    N_("{found} names no day."),
    N_("A day such as 2026-10-31: a mapping keeps the date of a decision to the day."),
    N_("Write year, month and day: 2026-10-31."),
)
ROUND_UNKNOWN = FindingKind(
    "round-unknown",
    _ERROR,
    N_("{found} is not a round."),
    N_("2026, 2026-Q4, 2026-H2 or 2026-10."),
    N_("Closest: {nearest}. Write the year first, then a hyphen and Q1 to Q4, H1, H2 or the month."),
)
ID_MALFORMED = FindingKind(
    "id-malformed",
    _ERROR,
    N_("{found} cannot be an id."),
    N_("Small Latin letters, digits and _, beginning with a letter, at most 40 signs."),
    N_("Write {nearest}, or leave the id blank to get one."),
)
ID_TWICE = FindingKind(
    "id-twice",
    _ERROR,
    N_("The id {found} stands twice, also in {other}."),
    N_("Each id once."),
    N_("Change one of them."),
)
ID_ASSIGNED = FindingKind("id-assigned", _NOTE, N_("{found} has no id; it gets {value}."))
SEGMENT_NAME_TWICE = FindingKind(
    "segment-name-twice",
    _ERROR,
    N_("The segment name {found} stands twice, also in {other}."),
    N_("Each segment under a name of its own."),
    N_("Change one of the names, or clear the row that is not meant."),
)
SEGMENT_NAMELESS = FindingKind(
    "segment-nameless",
    _ERROR,
    N_("The segment {found} has no name."),
    N_("A name for every segment."),
    N_("Write its name in {where}, or clear the row."),
)
SEGMENT_UNKNOWN = FindingKind(
    "segment-unknown",
    _ERROR,
    N_("Figures stand here ({found}), but row {row} of the segments sheet names no segment."),
    N_("Figures of the segments named on the segments sheet."),
    N_("Name the segment in row {row} of the segments sheet, or clear these figures."),
)
PRACTICE_TEXTLESS = FindingKind(
    "practice-textless",
    _ERROR,
    N_("The practice has no text; its row holds only {found}."),
    N_("A text for every practice."),
    N_("Write what you do in {where}, or clear the row."),
)
ELEMENT_UNKNOWN = FindingKind(
    "element-unknown",
    _ERROR,
    N_("{found} is no element of PCF {edition}."),
    N_("Element ids (10388) or hierarchy ids (6.2.2) of edition {edition}, separated by commas."),
    N_("Closest: {nearest}."),
)

ELEMENT_OUTSIDE = FindingKind(
    "element-outside",
    _ERROR,
    N_("{found} stands outside customer service in PCF {edition}."),
    N_("Elements of category {category} of edition {edition}."),
    N_("Name an element of customer service, or leave it out."),
)

# Cells that contradict each other
NA_WITHOUT_REASON = FindingKind(
    "na-without-reason",
    _ERROR,
    N_("{element} is marked not applicable ({found}) without a reason."),
    N_("A reason in {where}, or in the comment of the rating."),
    N_("Write why the organisation has no such work; work done by a contractor is applicable."),
)
SCOPE_CONFLICT = FindingKind(
    "scope-conflict",
    _ERROR,
    N_("{element} is rated {found} here, but {other} says that it is not applicable."),
    N_("A rating, or not applicable; not both."),
    N_("Clear the rating, or write Y in {other}."),
)
