"""What can be wrong with the rows of a log, and what is odd about them.

Rows are told by their place, never by their contents: a log holds personal data. A place is the line of a CSV file,
as an editor numbers it, or else the number among the rows of data; {where} says which. Counts stand in ``found``;
sentences are built so that no language needs a plural form.
"""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

NOTHING_LEFT = FindingKind(
    "nothing-left",
    Severity.ERROR,
    N_("Every row of the log is left out; by these conditions: {found}."),
    N_("Conditions under [leave_out] that keep at least one row."),
    N_("Mend the conditions: they name what to leave out, not what to keep."),
)
MIXED_COLUMN = FindingKind(
    "mixed-column",
    Severity.ERROR,
    N_("Column {column} is {wanted} but for some values. Such values: {found}; first: {where} {rows}."),
    N_("Only values of type {wanted}, or empty cells."),
    N_("Mend these rows, leave them out by a condition, or turn the values into NULL in the expression."),
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
CLOCK_CHANGE = FindingKind(
    "clock-change",
    Severity.NOTE,
    N_("Values of {column} in the hour that the clock repeats, taken as the earlier: {found}."),
)
