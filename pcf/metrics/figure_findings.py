"""What a reader of the figures must know: what they leave out, and why some are not there.

Counts stand in ``found``; sentences are built so that no language needs a plural form.
"""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

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
PERIOD_WITHOUT_ROWS = FindingKind(
    "period-without-rows",
    Severity.WARNING,
    N_("Nothing of the log lies in the period that was asked for, {period}; all its rows are of other days: {found}."),
    N_("A period in which the log has rows."),
    N_("Look at --from and --to; pcf measure with --by month, and without them, shows which months the log has."),
)
