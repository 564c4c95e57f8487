"""What can be wrong with an exported model that is read back, whatever its form."""

from __future__ import annotations

from pcf.errors import N_, Phrase
from pcf.findings import FindingKind, Severity

_ERROR = Severity.ERROR

A_MODEL = N_("A model that pcf export wrote: a .json file, or the folder or .zip of its CSV tables.")
_EXPORT_AGAIN = N_("Export the model again, or ask the sender for the file again.")
_SEE_SCHEMA = N_("Correct it; pcf export OUT --to jsonschema writes what is allowed in each place.")

NOT_UTF8 = FindingKind(
    "model-not-unicode",
    _ERROR,
    N_("The text is not UTF-8: byte {found} cannot be read."),
    N_("UTF-8, with or without a byte order mark."),
    N_("Save the file as UTF-8: text editors offer it under Save as."),
)
NOT_JSON = FindingKind(
    "model-not-json",
    _ERROR,
    N_("This is not JSON from here on: {found}."),
    N_("JSON as RFC 8259 describes it, without comments and without a comma after the last item."),
    N_("Mend the text here, or export the model again."),
)
TOO_DEEP = FindingKind(
    "model-too-deep",
    _ERROR,
    N_("Lists and objects stand in one another more than {found} times."),
    A_MODEL,
    _EXPORT_AGAIN,
)
TOO_LONG = FindingKind(
    "model-too-long",
    _ERROR,
    N_("The file holds more than {found} values."),
    A_MODEL,
    _EXPORT_AGAIN,
)
FOREIGN = FindingKind(
    "model-foreign",
    _ERROR,
    N_("The file says {found} where its format is named."),
    N_("{wanted}, as pcf export writes it."),
    N_("Check that this is the right file: pcf reads back only models that pcf exported."),
)
NEWER = FindingKind(
    "model-newer",
    _ERROR,
    N_("The file has format version {found}; this pcf reads up to {supported}."),
    N_("A file of this or an older version."),
    N_("Install a newer pcf-customer-service."),
)
KEY_TWICE = FindingKind(
    "model-key-twice",
    _ERROR,
    N_("The key {found} stands twice in one object ({owner})."),
    N_("Every key once."),
    N_("Remove one of the two."),
)
KEY_MISSING = FindingKind(
    "model-key-missing",
    _ERROR,
    N_("{found} is missing ({owner})."),
    N_("A value for every part that has no value of its own accord."),
    _SEE_SCHEMA,
)
KEY_UNKNOWN = FindingKind(
    "model-key-unknown",
    _ERROR,
    N_("The model knows no {found} here ({owner})."),
    N_("Only the keys that the JSON Schema of the model lists."),
    N_("Correct the spelling or remove it; nothing can be added to the records of the model."),
)
VALUE_WRONG = FindingKind(
    "model-value",
    _ERROR,
    N_("{path} cannot be {found} ({owner})."),
    N_("In this place: {wanted}."),
    _SEE_SCHEMA,
)
RULE_BROKEN = FindingKind(
    "model-rule",
    _ERROR,
    N_("What stands in {found} does not fit together ({owner})."),
    N_("Values that fit together as the description of the record says."),
    _SEE_SCHEMA,
)
ID_TWICE = FindingKind(
    "model-id-twice",
    _ERROR,
    N_("{found} stands in {path} a second time ({owner})."),
    N_("Each {what} once."),
    N_("Remove or rename one of the two."),
)
LOST = FindingKind(
    "model-reference",
    _ERROR,
    N_("{path} names {found}, and the model has no such {what} ({owner})."),
    N_("Ids that stand in the same model."),
    N_("Correct the id, or add what it names."),
)
NOWHERE = FindingKind(
    "model-nowhere",
    _ERROR,
    N_("{path} is blank, so the element stands nowhere ({owner})."),
    N_("A place in at least one edition, and a hierarchy id wherever it stands under customer service."),
    N_("Fill it in, or say that the element stands outside of customer service."),
)

ARCHIVE_BROKEN = FindingKind(
    "tables-archive",
    _ERROR,
    N_("The tables cannot be read: {reason} ({found})."),
    N_("A folder or .zip as pcf export writes it: each table once, without a password."),
    N_("Unpack a .zip and name the folder, or export the model again."),
)
NOT_AN_ARCHIVE = Phrase(N_("it is no .zip archive, or damaged"))
ENTRY_BROKEN = Phrase(N_("a file in it cannot be unpacked"))
ENTRY_TWICE = Phrase(N_("a file stands in it twice"))
TOO_MANY_ENTRIES = Phrase(N_("it holds too many files"))
TOO_LARGE = Phrase(N_("together they would take too much room"))

TABLE_MISSING = FindingKind(
    "tables-missing",
    _ERROR,
    N_("There is no {found} among the tables."),
    N_("All the files that pcf export wrote, in one folder or .zip."),
    N_("Put the file back, or export the model again."),
)
COLUMN_MISSING = FindingKind(
    "tables-column-missing",
    _ERROR,
    N_("The column {found} is missing."),
    N_("The columns: {columns}."),
    N_("Put the column back; separate the columns by commas."),
)
COLUMN_UNKNOWN = FindingKind(
    "tables-column-unknown",
    _ERROR,
    N_("The model knows no column {found} here."),
    N_("The columns: {columns}."),
    N_("Correct the name or remove the column."),
)
COLUMN_TWICE = FindingKind(
    "tables-column-twice",
    _ERROR,
    N_("The column {found} stands twice."),
    N_("Every column once."),
    N_("Remove or rename one of the two."),
)
ROW_RAGGED = FindingKind(
    "tables-row-ragged",
    _ERROR,
    N_("The row has cells: {found}."),
    N_("As many cells as the table has columns: {width}."),
    N_("Mend the commas of this row; a value with a comma or a line break stands in quotation marks."),
)
QUOTES = FindingKind(
    "tables-quotes",
    _ERROR,
    N_("The quotation marks of {path} do not match: {found}."),
    N_('A value in quotation marks, with "" for each that is part of it.'),
    N_("Close the quotation marks, or double those within."),
)
TOO_MANY_ROWS = FindingKind(
    "tables-too-many-rows",
    _ERROR,
    N_("The table has more than {found} rows."),
    A_MODEL,
    _EXPORT_AGAIN,
)
DIFFERS = FindingKind(
    "tables-differ",
    _ERROR,
    N_("{path} says {found}; from the other tables follows {given} ({owner})."),
    N_("What follows from the other tables."),
    N_("Correct the cell, or what it follows from; a table of changes is not made to be edited by itself."),
)
ROW_LOST = FindingKind(
    "tables-row-lost",
    _ERROR,
    N_("There is no row of {found}, which follows from the other tables."),
    N_("All rows that follow from the other tables."),
    N_("Put the row back, or correct what it follows from."),
)
ROW_EXTRA = FindingKind(
    "tables-row-extra",
    _ERROR,
    N_("The row of {found} does not follow from the other tables."),
    N_("Only rows that follow from the other tables."),
    N_("Remove the row, or correct what it follows from."),
)
