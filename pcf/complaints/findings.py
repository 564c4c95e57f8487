"""What a reader of a complaint log's figures must know."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

WRONG_LOG = FindingKind(
    "wrong-log",
    Severity.ERROR,
    N_("The map is of a log of {found}."),
    N_('A map that begins with log = "complaints".'),
    N_("Give the complaint log with its own map."),
)
TOO_MANY_VALUES = FindingKind(
    "too-many-values",
    Severity.WARNING,
    N_("The column {column} has {found} different values; no figures are given by it."),
    N_("At most {most} values: codes, not free text."),
    N_("Map the column that holds the code, or group the values under [values.{column}]."),
)
COMPLAINT_SEGMENT_UNKNOWN = FindingKind(
    "complaint-segment-unknown",
    Severity.WARNING,
    N_("The log has a segment {found} that the workbook does not name: complaints {count}. They stay in the totals."),
    N_("One of the workbook's segment ids or names: {segments}."),
    N_("Add the segment to the workbook, or rename it in the map under [values.segment]."),
)
MORE_COMPLAINT_SEGMENTS_UNKNOWN = FindingKind(
    "more-complaint-segments-unknown",
    Severity.WARNING,
    N_(
        "More segments of the log that the workbook does not name: {found}; complaints {count}. "
        "They stay in the totals."
    ),
    N_("The workbook's segment ids or names."),
    N_("Check that the map takes the segment from the right column, or group the values under [values.segment]."),
)
COMPLAINTS_WITHOUT_SEGMENT = FindingKind(
    "complaints-without-segment",
    Severity.WARNING,
    N_("Complaints without a segment in the log: {found}. They stay in the totals."),
    N_("A segment for every complaint."),
    N_("Give those rows a value, or a word of their own under [values.segment]."),
)
RATE_MONTHS_LEFT_OUT = FindingKind(
    "rate-months-left-out",
    Severity.NOTE,
    N_(
        "{metric}: months left out, since not both logs hold them whole and for every segment: {found}. If the "
        "complaint log holds them whole, say so with --from and --as-of."
    ),
)
RATE_WITHOUT_MONTHS = FindingKind(
    "rate-without-months",
    Severity.WARNING,
    N_("{metric} has no value: no month is whole in both logs and for every segment. Months left out: {found}."),
    N_("At least one month that both logs hold from its first day to its last."),
    N_("Complete the log with the customers or contacts, or say with --from and --as-of what the complaint log holds."),
)
SEGMENTS_WITHOUT_BASE = FindingKind(
    "segments-without-base",
    Severity.WARNING,
    N_("{metric}: segments of the complaint log that this log never names: {found}; complaints left out: {count}."),
    N_("Every segment of the complaint log."),
    N_("Add the segments, or let both logs call them the same under [values.segment] of their maps."),
)
BASE_SEGMENTS_UNKNOWN = FindingKind(
    "base-segments-unknown",
    Severity.WARNING,
    N_("{metric}: this log has segments that the workbook does not name: {found}."),
    N_("The workbook's segment ids or names: {segments}."),
    N_("Correct them, or rename them in the map under [values.segment]."),
)
CHART_WITHOUT_BASE = FindingKind(
    "chart-without-base",
    Severity.NOTE,
    N_("The control chart counts complaints and not a rate, since customers are missing for: {found}."),
)
CHART_PERIODS_LEFT_OUT = FindingKind(
    "chart-periods-left-out",
    Severity.NOTE,
    N_("The control chart leaves out periods whose customers are not known for every segment: {found}."),
)
CHART_BASE_OF_OTHER_MONTH = FindingKind(
    "chart-base-of-other-month",
    Severity.NOTE,
    N_("In the control chart these weeks stand over the customers of the nearest month that has them: {found}."),
)
TOO_FEW_PERIODS = FindingKind(
    "too-few-periods",
    Severity.NOTE,
    N_("No control chart: whole weeks in the log: {found}; below {fewest} the limits would say little."),
)
