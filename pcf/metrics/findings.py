"""What can be wrong with a log or its map, and what a reader of the figures must know.

Rows are told by their place, never by their contents: a log holds personal data. A place is the
line of a CSV file, as an editor numbers it, or else the number among the rows of data; {where} says
which. Files are told by name alone, since a path may hold personal data too.
Counts stand in ``found``; sentences are built so that no language needs a plural form.
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
MAP_ENCODING = FindingKind(
    "map-encoding",
    Severity.ERROR,
    N_("The map {found} is not text in UTF-8."),
    N_("A map in UTF-8; [source] encoding is about the log and not about the map."),
    N_("Save the map as UTF-8: text editors offer it under Save as."),
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

MAP_NOT_TOML = FindingKind(
    "map-not-toml",
    Severity.ERROR,
    N_('Line {line} of the map is not TOML. The reader says "{found}".'),
    N_('Lines such as opened_at = "\\"Date\\"" under [columns].'),
    N_("Mend this line; the guide has a whole map to copy."),
)
UNKNOWN_KEY = FindingKind(
    "unknown-key",
    Severity.ERROR,
    N_("{found} is no key that a map may have here."),
    N_("One of: {known}."),
    N_("Closest: {closest}."),
)
KEY_MISSING = FindingKind(
    "key-missing",
    Severity.ERROR,
    N_("The map does not say {found}."),
    N_("The key {found}."),
    N_("Add it to the map."),
)
WRONG_VALUE = FindingKind(
    "wrong-value",
    Severity.ERROR,
    N_("{found} cannot stand here: {reason}."),
    N_("A value of the kind that the guide to maps gives for this key."),
    N_("Change the value in the map."),
)
UNSUPPORTED_VALUE = FindingKind(
    "unsupported-value",
    Severity.ERROR,
    N_("{found} is not supported here."),
    N_("One of: {known}."),
    N_("Use one of these."),
)
UNKNOWN_TIMEZONE = FindingKind(
    "unknown-timezone",
    Severity.ERROR,
    N_("{found} is no time zone."),
    N_("A name of the IANA list, for example Europe/Moscow or Asia/Shanghai."),
    N_("Closest: {closest}."),
)
REQUIRED_COLUMN = FindingKind(
    "required-column",
    Severity.ERROR,
    N_("[columns] does not say what {found} is."),
    N_("Required: {needed}."),
    N_("Add a line: {found} = an expression over the columns of the log."),
)
EXPRESSION_UNREADABLE = FindingKind(
    "expression-unreadable",
    Severity.ERROR,
    N_("{found} is not one SQL expression."),
    N_("One SQL expression of up to {longest} characters, without a semicolon or a comment."),
    N_("Put names of columns in double quotes and texts in single quotes."),
)
EXPRESSION_REFUSED = FindingKind(
    "expression-refused",
    Severity.ERROR,
    N_("{found} may not stand in an expression of a map."),
    N_("Columns, literals, operators, CASE, CAST, INTERVAL and these functions: {functions}."),
    N_("Say it with these, or prepare the column before the log is exported."),
)
SCALE_MISSING = FindingKind(
    "scale-missing",
    Severity.ERROR,
    N_("The map does not say on which scale {found} was asked and which end is best."),
    N_("A line under [scales], for example {found} = {{worst = 1, best = 5}}."),
    N_("Look at the questionnaire: on some scales 1 is the best mark."),
)
MARK_OUTSIDE_SCALE = FindingKind(
    "mark-outside-scale",
    Severity.ERROR,
    N_("The threshold {found} is no mark of the scale."),
    N_("A mark from {low} to {high}."),
    N_("Change the threshold, or the scale under [scales]."),
)
SCALE_FIXED = FindingKind(
    "scale-fixed",
    Severity.ERROR,
    N_("The scale {found} is not the one of this question."),
    N_("Marks from {low} to {high}; either end may be the best."),
    N_("A question on another scale is another question: leave the column out of the map."),
)
THRESHOLD_UNDECLARED = FindingKind(
    "threshold-undeclared",
    Severity.ERROR,
    N_("{found} was counted with a threshold before the file was written, and the map does not say which."),
    N_("The value that the switch or the report used, under [applied]: {parameter} = …"),
    N_("Look it up in the settings of the system that wrote the file."),
)
THRESHOLD_APPLIED = FindingKind(
    "threshold-applied",
    Severity.ERROR,
    N_("{found} = {asked} is asked for, but the file was counted with {applied}."),
    N_("The threshold that was applied: what was counted with one cannot be turned into another."),
    N_("Leave it out under [parameters], or measure the log of single contacts."),
)
SOURCE_COLUMN = FindingKind(
    "source-column",
    Severity.ERROR,
    N_("The log has no column {found}."),
    N_("One of: {columns}."),
    N_("Closest: {closest}. If all names stand in one, set [source] delimiter."),
)
EXPRESSION_FAILS = FindingKind(
    "expression-fails",
    Severity.ERROR,
    N_('The expression does not fit its columns. DuckDB says "{found}".'),
    N_("An expression that suits the types of its columns: {types}."),
    N_("Set the type of a column under [types], or add a CAST."),
)
MIXED_COLUMN = FindingKind(
    "mixed-column",
    Severity.ERROR,
    N_("Column {column} is {wanted} but for some values. Such values: {found}; first: {where} {rows}."),
    N_("Only values of type {wanted}, or empty cells."),
    N_("Mend these rows, leave them out by a condition, or turn the values into NULL in the expression."),
)
WRONG_TYPE = FindingKind(
    "wrong-type",
    Severity.ERROR,
    N_("The expression gives {found}."),
    N_("An expression that gives {wanted}."),
    N_("Add a CAST or a function: strptime for dates, epoch for durations, CAST(x AS BOOLEAN) for 0 and 1."),
)
TIMEZONE_NEEDED = FindingKind(
    "timezone-needed",
    Severity.ERROR,
    N_("The times carry their own offset ({found}), and the map has no timezone."),
    N_("timezone in the map, so that days and months begin at local midnight."),
    N_('Add a line: timezone = "Europe/Moscow" or your own.'),
)
LOOKUP_FAULT = FindingKind(
    "lookup-fault",
    Severity.ERROR,
    N_("The lookup {found} cannot be used: {reason}."),
    N_("A CSV (UTF-8) or Excel file beside the map with the columns {key} and {value}, every key once."),
    N_("Mend the file or the lines under [lookup]."),
)
LOOKUP_KEY_TWICE = FindingKind(
    "lookup-key-twice",
    Severity.ERROR,
    N_("The lookup {file} gives the key {found} two names: lines {first} and {line}."),
    N_("One name for every key in column {key}, also for an empty one."),
    N_("Leave out one of the two lines."),
)
AMBIGUOUS_COLUMNS = FindingKind(
    "ambiguous-columns",
    Severity.ERROR,
    N_("The log has columns whose names are the same but for case: {found}."),
    N_("Names that differ by more than capital and small letters."),
    N_("Rename or drop one of them in the export."),
)
NOTHING_LEFT = FindingKind(
    "nothing-left",
    Severity.ERROR,
    N_("Every row of the log is left out; by these conditions: {found}."),
    N_("Conditions under [leave_out] that keep at least one row."),
    N_("Mend the conditions: they name what to leave out, not what to keep."),
)

UNREADABLE_VALUES = FindingKind(
    "unreadable-values",
    Severity.ERROR,
    N_("Values of {column} that are no {wanted}: {found}; first: {where} {rows}."),
    N_("{wanted}, or an empty cell."),
    N_("Mend these rows, or the expression for {column} in the map."),
)
MISSING_VALUES = FindingKind(
    "missing-values",
    Severity.ERROR,
    N_("Rows without {column}: {found}; first: {where} {rows}."),
    N_("{column} in every row."),
    N_("Mend these rows, or leave them out by a condition under [leave_out]."),
)
OUT_OF_RANGE = FindingKind(
    "out-of-range",
    Severity.ERROR,
    N_("Values of {column} outside its range: {found}; first: {where} {rows}."),
    N_("{range}."),
    N_("Mend these rows, or bring the values to the range in the expression."),
)
REPEATED_ID = FindingKind(
    "repeated-id",
    Severity.ERROR,
    N_("Rows that repeat a value of {column}: {found}; first: {where} {rows}."),
    N_('One row for one case. Where a contact may come as several rows, the map says grain = "leg".'),
    N_("Set the grain, join more columns into {column} with ||, or leave the doubles out by a condition."),
)
SHEET_UNKNOWN = FindingKind(
    "sheet-unknown",
    Severity.ERROR,
    N_("The Excel file has no sheet {found}."),
    N_("One of: {known}."),
    N_("Set [source] sheet in the map, or leave it out for the first sheet."),
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
FORMULAS_UNCOMPUTED = FindingKind(
    "formulas-uncomputed",
    Severity.ERROR,
    N_("Cells with formulas that no program has computed yet: {found}; first: {cells}."),
    N_("Values: a formula without its result would count as an empty cell."),
    N_("Open the file in Excel or LibreOffice, save it and try again."),
)
UNKNOWN_CODE = FindingKind(
    "unknown-code",
    Severity.ERROR,
    N_("Values of {column} that are none of its codes: {found}; first: {where} {rows}."),
    N_("One of: {known}; or an empty cell."),
    N_("Rename your own codes under [values.{column}] in the map."),
)
PART_LARGER = FindingKind(
    "part-larger",
    Severity.ERROR,
    N_("Rows whose {column} is larger than {whole}: {found}; first: {where} {rows}."),
    N_("A part that is no larger than its whole."),
    N_("Check whether the two columns are swapped in the map, and what the export counts."),
)
TIME_ORDER = FindingKind(
    "time-order",
    Severity.WARNING,
    N_("Rows whose {column} lies before {earlier}: {found}; first: {where} {rows}."),
    N_("{column} at the same time as {earlier} or later."),
    N_("They stay in all counts, and the time between the two is taken as 0. Check the clocks, and the two columns."),
)
BOTH_VALUES = FindingKind(
    "both-values",
    Severity.WARNING,
    N_("Rows that have both {first} and {column}: {found}; first: {where} {rows}."),
    N_("One of the two."),
    N_("They count by {first}. Check what the two columns mean in the log."),
)
WHERE_UNMATCHED = FindingKind(
    "where-unmatched",
    Severity.WARNING,
    N_("No contact of the log has {found}, so this exception does nothing."),
    N_("A segment and a channel as the log has them, after [values] and [lookup]."),
    N_("Check the spelling in the map."),
)
NOT_ENDED = FindingKind(
    "not-ended",
    Severity.NOTE,
    N_("Rows with {column} and none of {ends}: {found}. Without an as-of moment they count as over and not answered."),
)
AS_OF_LATEST = FindingKind(
    "as-of-latest",
    Severity.NOTE,
    N_("No as-of moment was given; what had time to happen is judged as of the log's last row, {found}."),
    "",
    N_("Give the moment with --as-of if the log was read out later."),
)
AS_OF_NEEDED = FindingKind(
    "as-of-needed",
    Severity.NOTE,
    N_("{metric} has no data: it counts what is open at a moment, and no moment was given."),
    "",
    N_("Give the moment with --as-of."),
)
IN_TWO_LOGS = FindingKind(
    "in-two-logs",
    Severity.NOTE,
    N_("These measures are in an earlier log as well and are taken from there: {found}."),
)
NOT_OF_LOG = FindingKind(
    "not-of-log",
    Severity.NOTE,
    N_("{metric} has no data: no log that was given counts {found}."),
    "",
    N_("Give the log that does, or type the figure in; pcf show tells what it needs."),
)
LEFT_OUT = FindingKind(
    "left-out",
    Severity.NOTE,
    N_("Rows left out as {name}: {found}."),
)
NOT_OFFERED = FindingKind(
    "not-offered",
    Severity.NOTE,
    N_("Contacts that never entered a queue and so were not offered: {found}."),
)
CLOCK_CHANGE = FindingKind(
    "clock-change",
    Severity.NOTE,
    N_("Values of {column} in the hour that the clock repeats, taken as the earlier: {found}."),
)
METRIC_WITHOUT_COLUMNS = FindingKind(
    "metric-without-columns",
    Severity.NOTE,
    N_("{metric} has no data: the map does not name {found}."),
    "",
    N_("Add these columns to the map if the log has them."),
)
OPTIONAL_COLUMN = FindingKind(
    "optional-column",
    Severity.NOTE,
    N_("The map does not name {found}, so {measure} counts as 0."),
)
DIMENSION_NOT_MAPPED = FindingKind(
    "dimension-not-mapped",
    Severity.WARNING,
    N_("The figures are asked by {found}, which the map does not name; all contacts stand in one row."),
    "",
    N_("Add it to [columns] in the map."),
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
