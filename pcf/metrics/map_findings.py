"""What can be wrong with a map, alone and over the columns of its log."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

MAP_ENCODING = FindingKind(
    "map-encoding",
    Severity.ERROR,
    N_("The map {found} is not text in UTF-8."),
    N_("A map in UTF-8; [source] encoding is about the log and not about the map."),
    N_("Save the map as UTF-8: text editors offer it under Save as."),
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
