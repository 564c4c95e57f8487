"""What can be wrong with the files that are named, logs and totals, whatever the map says, and with reading them.

Files are told by name alone, since a path may hold personal data.
"""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

FILE_MISSING = FindingKind(
    "file-missing",
    Severity.ERROR,
    N_("There is no file {found}."),
    N_("A CSV, parquet or Excel file, or a map in TOML."),
    N_("Check the path; a relative path starts from the folder where the command runs."),
)
FILE_UNREADABLE = FindingKind(
    "file-unreadable",
    Severity.ERROR,
    N_("The file cannot be opened: {found}."),
    N_("A file that you may read."),
    N_("Close it in other programs and check its permissions."),
)
FILE_TYPE_UNSUPPORTED = FindingKind(
    "file-type-unsupported",
    Severity.ERROR,
    N_("Logs of type {found} are not read."),
    N_("One of: {supported}; all files of one log of the same type."),
    N_("Save it as CSV (UTF-8), parquet or an Excel workbook (.xlsx) and name that file."),
)
FILE_TWICE = FindingKind(
    "file-twice",
    Severity.ERROR,
    N_("The file {found} is named more than once."),
    N_("Every file of a log once; its rows would count twice."),
    N_("Leave out one of the two."),
)
FILES_DIFFER = FindingKind(
    "files-differ",
    Severity.ERROR,
    N_("The file lacks columns that the first file has, or has others: {found}."),
    N_("Files of one log have the same columns."),
    N_("Measure the files one by one, or bring them to the same columns."),
)
EMPTY_LOG = FindingKind(
    "empty-log",
    Severity.ERROR,
    N_("The log has no rows. Rows read: {found}."),
    N_("A header and at least one row."),
    N_("Check the period and filters of the export."),
)
WRONG_ENCODING = FindingKind(
    "wrong-encoding",
    Severity.ERROR,
    N_("The file is not text in the encoding {found}."),
    N_("Text in the encoding that [source] encoding names; utf-8 unless it is set."),
    N_('Set [source] encoding in the map, for example "cp1251" or "gb18030".'),
)
ROW_STRUCTURE = FindingKind(
    "row-structure",
    Severity.ERROR,
    N_("Line {found} does not split into the columns of the header."),
    N_("As many cells in every row as in the header; quotation marks closed."),
    N_("Mend the line, or set [source] delimiter and header_row in the map."),
)
NOT_A_TABLE = FindingKind(
    "not-a-table",
    Severity.ERROR,
    N_('The file cannot be read as a table. The reader says "{found}".'),
    N_("A CSV file with a header, a parquet file or an Excel workbook."),
    N_("Open it in the program that made it and export it again."),
)
AMBIGUOUS_COLUMNS = FindingKind(
    "ambiguous-columns",
    Severity.ERROR,
    N_("The log has columns whose names are the same but for case: {found}."),
    N_("Names that differ by more than capital and small letters."),
    N_("Rename or drop one of them in the export."),
)
SHEET_UNKNOWN = FindingKind(
    "sheet-unknown",
    Severity.ERROR,
    N_("The Excel file has no sheet {found}."),
    N_("One of: {known}."),
    N_("Set [source] sheet in the map, or leave it out for the first sheet."),
)
FORMULAS_UNCOMPUTED = FindingKind(
    "formulas-uncomputed",
    Severity.ERROR,
    N_("Cells with formulas that no program has computed yet: {found}; first: {cells}."),
    N_("Values: a formula without its result would count as an empty cell."),
    N_("Open the file in Excel or LibreOffice, save it and try again."),
)
OUT_OF_MEMORY = FindingKind(
    "out-of-memory",
    Severity.ERROR,
    N_("The memory limit of {found} was not enough, and what did not fit could not be put on the disk."),
    N_("A log that can be counted within the limit and the free space of the temporary folder."),
    N_("Raise the limit with --memory, free disk space, or measure a shorter period or fewer metrics."),
)
ENGINE_FAILED = FindingKind(
    "engine-failed",
    Severity.ERROR,
    N_('DuckDB could not finish. It says "{found}".'),
    N_("A log that fits the memory limit and the free disk space."),
    N_("Free disk space or measure a shorter period; if that does not help, report it with this message."),
)
LOG_NOT_OURS = FindingKind(
    "log-not-ours",
    Severity.ERROR,
    N_("{found} lacks columns that every log of ours has, and no map says what its columns mean."),
    N_("Columns named as documented: {columns}; or a map."),
    N_("Let pcf map propose a map, and name it with --map; pcf logs lists the columns."),
)
LOG_NOT_ASKED = FindingKind(
    "log-not-asked",
    Severity.ERROR,
    N_("The file is a log of {found}, which this command does not read."),
    N_("One of these logs: {kinds}."),
    N_("Leave it out, or measure it with pcf measure."),
)
LOG_KIND_TWICE = FindingKind(
    "log-kind-twice",
    Severity.ERROR,
    N_("Two logs of one kind were given, {found}, each with a map of its own."),
    N_("One log of each kind; several files of one log share a map."),
    N_("Leave one out, or name the files of one log together with one --map."),
)
MAP_UNUSED = FindingKind(
    "map-unused",
    Severity.ERROR,
    N_("The map is for a log of {found}, and none of the files is one."),
    N_("A map for one of the files that were named."),
    N_("Name the log that the map is for, or leave the map out."),
)
TOTALS_COLUMNS = FindingKind(
    "totals-columns",
    Severity.ERROR,
    N_("The totals have the columns {found}."),
    N_("The columns id and value, and for groups any of: {needed}."),
    N_("Name the columns so in the first line; id is the id of a metric or a measure."),
)
TOTALS_LINE = FindingKind(
    "totals-line",
    Severity.ERROR,
    N_("The line for {found} with the value {value} cannot be compared."),
    N_("The id of a metric or measure that was counted, and a number."),
    N_("Mend the line; pcf measure --json lists the ids."),
)
