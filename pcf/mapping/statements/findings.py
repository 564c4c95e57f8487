"""What can be wrong with a list of statements. The place is a line, or a sheet and a cell."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_A_LIST = N_("A list of statements: {supported}.")
_SAVE_AS = N_("Save the list as text in UTF-8 or as an Excel workbook (.xlsx), and name that file.")

TYPE_UNSUPPORTED = FindingKind(
    "statements-type", _ERROR, N_("{found} is a file of a kind that is not read here: {format}."), _A_LIST, _SAVE_AS
)
IS_MAPPING = FindingKind(
    "statements-is-mapping",
    _ERROR,
    N_("{found} is a mapping, not a list of statements."),
    _A_LIST,
    N_("Name it where a mapping is expected."),
)
IS_WORKBOOK = FindingKind(
    "statements-is-workbook",
    _ERROR,
    N_("{found} is a workbook that pcf wrote, with practices and decisions, not a list of statements."),
    _A_LIST,
    N_("Name it where practices with decisions are expected."),
)
NO_STATEMENTS = FindingKind(
    "statements-none",
    _ERROR,
    N_("The file holds no statement. Rows read: {found}."),
    N_("One statement a line, or a column of statements."),
    N_("Check the sheet and the column; name them with --sheet and --column."),
)
TOO_MANY = FindingKind(
    "statements-too-many",
    _ERROR,
    N_("The file has too many rows: {found}."),
    N_("At most {limit} rows."),
    N_("Split the list."),
)
TEXT_TOO_LONG = FindingKind(
    "statement-too-long",
    _ERROR,
    N_("The text has characters: {found}."),
    N_("One practice in at most {limit} characters."),
    N_("Split it into statements, one a row."),
)
TEXT_LONG = FindingKind(
    "statement-long",
    _WARNING,
    N_("The text has characters: {found}. It is kept whole, but only the first {limit} are compared with the model."),
    N_("One practice in a sentence or two."),
    N_("Split it into statements, one a row."),
)
NOT_A_STATEMENT = FindingKind(
    "statement-without-words",
    _WARNING,
    N_("{found} says nothing that somebody does; the row is skipped."),
    N_("A sentence: not only numbers, dates or signs."),
    N_("Correct the row, or name the right column with --column."),
)
OTHER_SCRIPT = FindingKind(
    "statement-other-script",
    _WARNING,
    N_("The statement has no Latin, Cyrillic or Chinese letter: {found}."),
    N_("Statements in English, Russian or Chinese."),
    N_("Translate it; the model cannot be compared with it as it is."),
)
CELL_ERROR = FindingKind(
    "statement-cell-error",
    _WARNING,
    N_("The cell shows the error {found}; the row is skipped."),
    N_("A statement."),
    N_("Mend the formula, or type the statement in."),
)
ROW_TOO_WIDE = FindingKind(
    "statements-row-too-wide",
    _ERROR,
    N_("The row has cells: {found}; a statement may have been cut in two."),
    N_("As many cells as the first row has: {width}."),
    N_("Put texts that hold the separator in quotation marks, or save the list as an Excel workbook."),
)
QUOTES = FindingKind(
    "statements-quotes",
    _WARNING,
    N_("The quotation marks of the cell do not match; it is read as it stands: {found}."),
    N_('A text in quotation marks, with "" for each that is part of it.'),
    N_("Check the statement."),
)
UNCOMPUTED = FindingKind(
    "statements-formula-uncomputed",
    _ERROR,
    N_("Formulas that nobody has computed yet: {found}; first: {cells}."),
    N_("Formulas with their values."),
    N_("Open the workbook in Excel or LibreOffice, save it, and try again."),
)
FORMULAS = FindingKind(
    "statements-formulas", _NOTE, N_("Some cells are formulas; their last values are used: {found}; first: {cells}.")
)
CONTROLS = FindingKind(
    "statement-control-signs", _NOTE, N_("Control signs, which nobody sees, were taken out of the text: {found}.")
)
SAME = FindingKind("statement-twice", _NOTE, N_("The statement stands in {first} already; both are kept: {found}."))
BLANK_ROWS = FindingKind("statements-blank-rows", _NOTE, N_("Blank rows were skipped: {found}."))
ID_TWICE = FindingKind(
    "statements-id-twice",
    _WARNING,
    N_("The id {found} stands in {first} already; this statement gets the id {id}."),
    N_("An id of its own for each statement."),
    N_("Give one of them another id."),
)
IDS_MINTED = FindingKind(
    "statements-ids-made",
    _NOTE,
    N_("Statements whose ids pcf cannot keep got others (p1, p2, …): {found}; first: {ids}."),
)
COLUMN_CHOSEN = FindingKind(
    "statements-column-chosen",
    _NOTE,
    N_("No heading says where the statements are; they are taken from column {found}."),
)
ROWS_ABOVE = FindingKind("statements-rows-above", _NOTE, N_("Rows above the headings were skipped: {found}."))
SHEET_CHOSEN = FindingKind(
    "statements-sheet-chosen", _NOTE, N_("The statements are taken from the sheet {found}; not read: {others}.")
)
SHEETS_HIDDEN = FindingKind("statements-sheets-hidden", _NOTE, N_("Hidden sheets were skipped: {found}."))
ROWS_HIDDEN = FindingKind(
    "statements-rows-hidden", _NOTE, N_("Some statements stand in hidden rows or columns; they are read too: {found}.")
)
