"""What a list of people may have wrong with it."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

_COLUMNS = N_("A first row with the names of the columns: name, role, scope, language; name or role is needed.")
_RENAME = N_("Write the names of the columns into the first row.")

PEOPLE_UNREADABLE = FindingKind(
    "people-unreadable",
    _ERROR,
    N_("{found} cannot be read as a list of people: {reason}."),
    N_("A table of people: CSV, or an Excel workbook (.xlsx)."),
    N_("Save the list as CSV (UTF-8) or as .xlsx and name that file."),
)
PEOPLE_HEADER = FindingKind(
    "people-header", _ERROR, N_("The first row names neither name nor role: {found}."), _COLUMNS, _RENAME
)
PEOPLE_COLUMN_TWICE = FindingKind(
    "people-column-twice", _ERROR, N_("The column {column} stands twice: {found}."), _COLUMNS, _RENAME
)
PEOPLE_COLUMN_UNKNOWN = FindingKind(
    "people-column-unknown", _WARNING, N_("The column {found} is not read."), _COLUMNS,
    N_("If it is one of these under another name, rename it; else leave it."),
)  # fmt: skip
PEOPLE_NONE = FindingKind(
    "people-none",
    _ERROR,
    N_("The list names nobody. Rows read: {found}."),
    N_("One row a person below the names of the columns."),
    N_("Write the people into the list, or leave --people out: the working papers need none."),
)
PERSON_NAMELESS = FindingKind(
    "person-nameless",
    _ERROR,
    N_("Row {row} has neither a name nor a role: {found}."),
    N_("A name, a role, or both."),
    N_("Add one of them, or delete the row."),
)
PERSON_CELLS_TOO_MANY = FindingKind(
    "person-cells-too-many",
    _ERROR,
    N_("Row {row} has cells under no name of a column: {found}."),
    N_("As many cells as the first row names columns."),
    N_('In CSV, put what has the separator in it into quotes: "6.2, 6.5.2".'),
)
PERSON_ROLE_UNKNOWN = FindingKind(
    "person-role-unknown",
    _ERROR,
    N_("Row {row}, column {column}: there is no role {found}. Closest: {nearest}."),
    N_("{allowed}, or blank."),
    N_("Write one of these."),
)
PERSON_SCOPE_UNKNOWN = FindingKind(
    "person-scope-unknown",
    _ERROR,
    N_("Row {row}, column {column}: {found} names no process of PCF {edition}, nor a group of them."),
    N_("Ids separated by commas, such as 6.2, 6.5.2; blank for all that the industry has."),
    N_("Correct the ids. In Excel make the cells text first: it takes 6.2 for a number or a date."),
)
PERSON_LANGUAGE_UNKNOWN = FindingKind(
    "person-language-unknown",
    _ERROR,
    N_("Row {row}, column {column}: there is no language {found} here."),
    N_("en, ru or zh, or the name of the language; blank for that of --lang."),
    N_("Write one of these."),
)
PERSON_TWICE = FindingKind(
    "person-twice",
    _WARNING,
    N_("Row {row} names {found}, as row {other} does; each gets a workbook."),
    N_("Everybody once, and namesakes told apart."),
    N_("Delete one of the rows, or add to the name what tells the two people apart."),
)
PERSON_ASKED_NOTHING = FindingKind(
    "person-asked-nothing",
    _WARNING,
    N_("Row {row}: nothing that {found} is to be asked about is applicable in the industry {profile}."),
    N_("At least one process that the industry has."),
    N_("Widen the scope, or choose another --profile."),
)
