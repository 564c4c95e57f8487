"""What is wrong with a history that is to be forecast from, and what a reader of the forecast must know."""

from __future__ import annotations

from pcf.errors import N_, Phrase
from pcf.findings import FindingKind, Severity

WRONG_LOG = FindingKind(
    "forecast-wrong-log",
    Severity.ERROR,
    N_("The map is of a log of {found}."),
    N_('A map that begins with log = "contacts" or log = "intervals".'),
    N_("Give the contact log, or the table of intervals of the switch, with its own map."),
)
NO_CONTACTS = FindingKind(
    "forecast-no-contacts",
    Severity.ERROR,
    N_("Contacts offered cannot be counted; columns that the map does not name: {found}."),
    N_("A map that names these columns."),
    N_("Add them to [columns] in the map."),
)
NOTHING_OFFERED = FindingKind(
    "forecast-nothing-offered",
    Severity.ERROR,
    N_("Contacts offered in the days asked for: {found}."),
    N_("At least one."),
    N_("Check the days asked for, and from which column the map takes the time of queueing."),
)
STEP_TOO_LONG = FindingKind(
    "forecast-step",
    Severity.ERROR,
    N_("The rows of the log begin {found} seconds apart, which does not divide an hour."),
    N_("Intervals of 15, 30 or 60 minutes, or parts of these."),
    N_("Export the table by quarter, half or whole hours; a table by days cannot tell when contacts come."),
)
STEP_WIDER = FindingKind(
    "forecast-step-wider",
    Severity.NOTE,
    N_("The rows of the log begin {found} seconds apart, so the forecast is by intervals of {interval} seconds."),
)
TOO_MANY_SERIES = FindingKind(
    "forecast-too-many-series",
    Severity.ERROR,
    N_("Segments and channels of the log make {found} series; together with days and intervals that is too much."),
    N_("At most {most} series for these days: codes, not free text."),
    N_("Group the values under [values.segment] and [values.channel] in the map, or ask for fewer days."),
)
NOT_COUNTS = FindingKind(
    "forecast-not-counts",
    Severity.ERROR,
    N_("{argument}: {found} cannot be taken as the counts of a history."),
    N_("Finite numbers of zero or more, as an array of shape {shape}."),
    N_("Correct the array."),
)
SHORT_HISTORY = FindingKind(
    "forecast-short-history",
    Severity.ERROR,
    N_("The history has {found} whole days, from {first} to {last}."),
    N_("At least two whole weeks: 14 days."),
    N_("Give a log of a longer time; a year shows holidays too."),
)
SEGMENT_UNKNOWN = FindingKind(
    "forecast-segment-unknown",
    Severity.WARNING,
    N_(
        "The log has a segment {found} that the workbook does not name: contacts {count}. They count without a segment."
    ),
    N_("One of the workbook's segment ids or names: {known}."),
    N_("Add the segment to the workbook, or rename it in the map under [values.segment]."),
)
PARTIAL_DAYS = FindingKind(
    "forecast-partial-days",
    Severity.NOTE,
    N_("Days at the ends of the log that it does not hold whole are left out: {found}."),
)
DAYS_MISSING = FindingKind(
    "forecast-days-missing",
    Severity.WARNING,
    N_(
        "Days without any contact, taken as missing from the log since their weekday is otherwise open: "
        "{found}. Altogether: {count}."
    ),
    N_("Every open day in the log."),
    N_("Complete the log; if these days were holidays, give them in a list of days."),
)
DAYS_CLOSED = FindingKind(
    "forecast-days-closed",
    Severity.NOTE,
    N_("Days without any contact, taken as closed since they are holidays or most of their weekday are so: {found}."),
)
SERIES_BEGAN = FindingKind(
    "forecast-series-began",
    Severity.NOTE,
    N_("{series}: the first contact came on {found}; the days before are not taken as days without contacts."),
)
PROFILE_POOLED = FindingKind(
    "forecast-profile-pooled",
    Severity.NOTE,
    N_("{series}: with {found} contacts in the last weeks its profile is mostly that of all contacts of the channel."),
)
HOLIDAY_AS_SUNDAY = FindingKind(
    "forecast-holiday-as-sunday",
    Severity.NOTE,
    N_("The history tells of no past holiday, so these are forecast as Sundays: {found}."),
)
NAIVE_BETTER = FindingKind(
    "forecast-naive-better",
    Severity.WARNING,
    N_(
        "{series}: in the weeks held back the same interval one week before was nearer {by} than this forecast. Error "
        "by interval {found} % against {naive} %, by day {day} % against {naive_day} %."
    ),
    "",
    N_("Look for what changed in these weeks: campaigns, outages, holidays that the list of days lacks."),
)
NAIVE_NEARER = FindingKind(
    "forecast-naive-nearer",
    Severity.NOTE,
    N_(
        "With less than one contact in an open interval, the same interval one week before was nearer by interval, "
        "since absolute errors favour zeros, but not by day: {found}."
    ),
)
FEW_HELD_BACK = FindingKind(
    "forecast-few-held-back",
    Severity.NOTE,
    N_("The history is short: weeks held back {found} instead of {wanted}, so errors and ranges are rough."),
)
NO_HANDLE_TIME = FindingKind(
    "forecast-no-handle-time",
    Severity.WARNING,
    N_("No handle time is known of: {found}."),
    N_("Handle times of answered contacts in the log."),
    N_("Map the handle time, or give it as an option: without it agents cannot be computed."),
)
HANDLE_TIME_POOLED = FindingKind(
    "forecast-handle-time-pooled",
    Severity.NOTE,
    N_("{series}: with {found} handle times in the last weeks it takes the mean of the channel, or of all."),
)
NO_PATIENCE = FindingKind(
    "forecast-no-patience",
    Severity.NOTE,
    N_("No patience can be told, since nobody gave up or waits are not known, of: {found}. It is taken as endless."),
)
PATIENCE_POOLED = FindingKind(
    "forecast-patience-pooled",
    Severity.NOTE,
    N_(
        "{series}: only {found} contacts were given up in the last weeks, so it takes the patience of the channel, or "
        "of all; of these {count} were given up."
    ),
)
BY_INTERVAL = Phrase(N_("by interval"))
BY_DAY = Phrase(N_("by day"))
BY_BOTH = Phrase(N_("by interval and by day"))
CLOCK_CHANGE = FindingKind(
    "forecast-clock-change",
    Severity.NOTE,
    N_("The clocks change on {found}: an hour that is missing has no intervals, one that comes twice has them twice."),
)
