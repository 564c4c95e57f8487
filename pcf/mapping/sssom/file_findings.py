"""What can be wrong with a mapping as a file: its encoding, its metadata block, its columns and lines."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

NOT_UTF8 = FindingKind(
    "sssom-encoding",
    _ERROR,
    N_("The mapping is not text in UTF-8 but, as it seems, in {found}."),
    N_("SSSOM TSV in UTF-8."),
    N_("Save it as UTF-8: text editors offer it under Save as."),
)
BYTE_ORDER_MARK = FindingKind(
    "sssom-byte-order-mark",
    _WARNING,
    N_("The file begins with a byte order mark ({found}); it is skipped."),
    N_("UTF-8 without a byte order mark, as the standard demands."),
    N_("Save it as UTF-8 without BOM: other programs may refuse it as it is."),
)
WINDOWS_LINES = FindingKind(
    "sssom-windows-lines", _NOTE, N_("Lines end as on Windows; they are read all the same. Lines: {found}.")
)
NO_HEADER = FindingKind(
    "sssom-no-header",
    _ERROR,
    N_("The file begins with {found} and not with a metadata block."),
    N_("Lines that begin with # and hold curie_map and mapping_set_id, before the table."),
    N_("Put the contents of the .sssom.yml file before the table, each line after a #."),
)
HEADER_UNREADABLE = FindingKind(
    "sssom-header-unreadable",
    _ERROR,
    N_("The metadata block is not the YAML that SSSOM allows: {found}."),
    N_("Keys and values in YAML, without anchors, aliases and tags; each key once."),
    N_("Mend this line of the metadata block."),
)
HEADER_VALUE = FindingKind(
    "sssom-header-value",
    _ERROR,
    N_("{column} cannot be {found}."),
    N_("A value of the kind that the SSSOM specification gives for this key."),
    N_("Mend the value in the metadata block."),
)
HEADER_INCOMPLETE = FindingKind(
    "sssom-header-incomplete",
    _WARNING,
    N_("The metadata block does not say {found}."),
    N_("mapping_set_id and license, which SSSOM requires."),
    N_("Add them to the metadata block: other programs may refuse the file without them."),
)
HEADER_UNKNOWN = FindingKind(
    "sssom-header-unknown",
    _WARNING,
    N_("The metadata block has a key {found} that SSSOM does not know; it is skipped."),
    N_("Slots of SSSOM 1.1, or slots that extension_definitions declares."),
    N_("Correct the key, or declare it under extension_definitions."),
)
HEADER_OVERRULED = FindingKind(
    "sssom-header-overruled",
    _WARNING,
    N_("{column} stands in the metadata block ({found}) and in rows too; only what the rows say counts."),
    N_("A value for all rows in the metadata block, or values in the rows."),
    N_("Remove the key from the metadata block, or clear the column."),
)
VERSION_UNKNOWN = FindingKind(
    "sssom-version-unknown",
    _WARNING,
    N_("The file says that it follows SSSOM {found}."),
    N_("SSSOM 1.1 or an earlier version."),
    N_("Check that the file holds what you expect, or save it as SSSOM 1.1."),
)
PREFIX_REBOUND = FindingKind(
    "sssom-prefix-rebound",
    _ERROR,
    N_("The prefix {prefix} stands for {found}."),
    N_("{prefix} for {uri}, and nothing else."),
    N_("Correct it under curie_map, or choose another prefix."),
)
NO_TABLE = FindingKind(
    "sssom-no-table",
    _ERROR,
    N_("After the metadata block there is no table. Lines read: {found}."),
    N_("A line with the names of the columns, then one line a mapping."),
    N_("Ask the sender for the file again."),
)
NOT_TABS = FindingKind(
    "sssom-not-tabs",
    _ERROR,
    N_("The columns are not separated by tabs: {found}."),
    N_("Names of columns with tabs between them."),
    N_("Save the table as text with tabs, not as CSV."),
)
COLUMN_MISSING = FindingKind(
    "sssom-column-missing",
    _ERROR,
    N_("The column {found} is missing."),
    N_("The columns subject_id, predicate_id, object_id and mapping_justification."),
    N_("Add the column: SSSOM allows no mapping without it."),
)
COLUMN_TWICE = FindingKind(
    "sssom-column-twice",
    _ERROR,
    N_("The column {found} comes more than once."),
    N_("Every column once."),
    N_("Remove or rename one of them."),
)
COLUMN_UNKNOWN = FindingKind(
    "sssom-column-unknown",
    _WARNING,
    N_("SSSOM does not know the column {found}; it is skipped."),
    N_("Slots of SSSOM 1.1, or slots that extension_definitions declares."),
    N_("Correct the name, or declare it under extension_definitions. Closest: {closest}."),
)
ROW_RAGGED = FindingKind(
    "sssom-row-ragged",
    _ERROR,
    N_("Line {line} has cells: {found}."),
    N_("As many cells as the table has columns: {width}."),
    N_("Mend the tabs of this line; a value with tabs or line breaks stands in quotation marks."),
)
ROW_BLANK = FindingKind(
    "sssom-row-blank",
    _WARNING,
    N_("Line {found} is blank; it is skipped."),
    N_("A mapping on every line."),
    N_("Remove the line."),
)
QUOTES = FindingKind(
    "sssom-quotes",
    _ERROR,
    N_("The quotation marks of {column} do not match: {found}."),
    N_('A value in quotation marks, with "" for each that is part of it.'),
    N_("Close the quotation marks, or double those within."),
)
