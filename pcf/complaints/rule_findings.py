"""What can be wrong with response rules, by themselves and beside a log."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

RULES_SHEET, CALENDAR_SHEET = "RULES", "CALENDAR"  # the words on the tabs, which stand in no language

RULE_DAY_UNREADABLE = FindingKind(
    "rule-day-unreadable",
    Severity.ERROR,
    N_("Rule {rule}, {field}: {found} is no day."),
    N_("A day such as 2026-10-31, or an empty cell."),
    N_("Write the day as year-month-day."),
)
CALENDAR_DAY_UNREADABLE = FindingKind(
    "calendar-day-unreadable",
    Severity.ERROR,
    N_("Calendar {calendar}: {found} is no day."),
    N_("A day such as 2026-10-31, or a weekday: {weekdays}."),
    N_("Write the day as year-month-day, or remove the line."),
)
CALENDAR_CONTRADICTS = FindingKind(
    "calendar-contradicts",
    Severity.WARNING,
    N_("Calendar {calendar} says of {found} both that it is worked and that it is not; the later line holds."),
    N_("One line for a day."),
    N_("Remove the wrong line."),
)
CALENDAR_NEVER_WORKS = FindingKind(
    "calendar-never-works",
    Severity.WARNING,
    N_("Calendar {found} has no worked weekday: a limit in working days never ends by it."),
    N_("At least one weekday that is worked."),
    N_("Mark the worked weekdays with Y."),
)
CALENDAR_WITHOUT_YEAR = FindingKind(
    "calendar-without-year",
    Severity.WARNING,
    N_(
        "Calendar {calendar}, by which rules count, holds no single day of {found}: holidays and moved working days "
        "are missing."
    ),
    N_("The holidays and moved working days of every year in which a limit runs."),
    N_("Add the days of that year to the calendar."),
)
RULE_CALENDAR_MISSING = FindingKind(
    "rule-calendar-missing",
    Severity.WARNING,
    N_("Rule {rule}, {field}: it needs a working-day calendar, and there is none: {found}."),
    N_("The id of a calendar that has lines: {calendars}."),
    N_("Name the calendar in the rule, or add its days. Until then the rule is not counted."),
)
RULE_WITHOUT_LIMIT = FindingKind(
    "rule-without-limit",
    Severity.WARNING,
    N_("Rule {found} has neither a limit nor a promise."),
    N_("A legal limit, a promise of your own, or both."),
    N_("Write the limit, or remove the rule."),
)
RULE_ID_TWICE = FindingKind(
    "rule-id-twice",
    Severity.ERROR,
    N_("Two rules have the id {found}."),
    N_("One id for each rule."),
    N_("Give one of them another id."),
)
RULE_SEGMENT_UNKNOWN = FindingKind(
    "rule-segment-unknown",
    Severity.WARNING,
    N_("Rule {rule}: there is no segment {found}."),
    N_("One of the segments {segments}, or an empty cell for all."),
    N_("Correct the segment. Until then the rule governs no case."),
)
RULES_CONTRADICT = FindingKind(
    "rules-contradict",
    Severity.WARNING,
    N_("Rules {rule} and {found} are for the same cases from {first} to {last}, but differ, first of all in: {field}."),
    N_("One rule for one case on one day."),
    N_("End one of them by its last day, or narrow it. Until then {rule} is used."),
)
PROMISE_LOOSER = FindingKind(
    "promise-looser-than-law",
    Severity.WARNING,
    N_("Rule {rule}: the promise is looser than the law: {found} ({unit}) against {limit} ({limit_unit})."),
    N_("A promise that ends no later than the legal limit."),
    N_("Tighten the promise, or check the limit against its source."),
)
PROMISE_MAY_BE_LOOSER = FindingKind(
    "promise-may-be-looser",
    Severity.WARNING,
    N_(
        "Rule {rule}: the promise of {found} ({unit}) can end later than the legal limit of {limit} ({limit_unit}): "
        "for a clock that starts at {day} the promise ends at {promised}, the limit at {lawful}."
    ),
    N_("A promise that ends no later than the legal limit on any day."),
    N_("Tighten the promise, or write both in the same unit."),
)
PROMISE_NOT_COMPARED = FindingKind(
    "promise-not-compared",
    Severity.NOTE,
    N_(
        "Rule {rule}: promise {found} ({unit}) and legal limit {limit} ({limit_unit}) cannot be compared without the "
        "calendar of the rule."
    ),
)
RULE_EXPIRED = FindingKind(
    "rule-expired",
    Severity.WARNING,
    N_("Rule {rule}: its last day, {found}, is past, and no other rule takes over for its cases."),
    N_("A rule that is valid on {day}."),
    N_("Check what holds now, and add the new rule beside the old one."),
)
RULE_NOT_YET_VALID = FindingKind(
    "rule-not-yet-valid",
    Severity.WARNING,
    N_("Rule {rule}: it begins to hold on {found}, and no other rule holds for its cases until then."),
    N_("A rule that is valid on {day}."),
    N_("Add the rule that holds today beside it."),
)
RULE_DATES_REVERSED = FindingKind(
    "rule-dates-reversed",
    Severity.WARNING,
    N_("Rule {rule}: its last day, {found}, lies before its first, {first}: it never holds."),
    N_("A last day on or after the first."),
    N_("Correct one of the two days."),
)
RULE_NEVER_CHECKED = FindingKind(
    "rule-never-checked",
    Severity.WARNING,
    N_("Rule {found}: the day of the last check is empty; nobody says that it was compared with its source."),
    N_("The day on which it was last compared with its source."),
    N_("Compare it with its source, and write who did it and when."),
)
RULE_CHECK_OLD = FindingKind(
    "rule-check-old",
    Severity.WARNING,
    N_("Rule {rule}: last checked on {found}; days since then: {days}."),
    N_("At most {most} days since the last check."),
    N_("Compare it with its source again, and write who did it and when."),
)
RULE_CHECK_AHEAD = FindingKind(
    "rule-check-ahead",
    Severity.WARNING,
    N_("Rule {rule}: the day of the last check is {found}, which lies after {day}."),
    N_("A day that has come."),
    N_("Correct the day."),
)
RULE_WITHOUT_REFERENCE = FindingKind(
    "rule-without-reference",
    Severity.WARNING,
    N_("Rule {found}: a legal limit is given, but no reference."),
    N_("The text of law, contract or policy that sets the limit."),
    N_("Name the source with article and edition."),
)
EXTENSION_WITHOUT_CONDITION = FindingKind(
    "extension-without-condition",
    Severity.WARNING,
    N_("Rule {rule}: it may be extended by {found}, but no condition is given."),
    N_("On what condition it may be extended, and with what notice."),
    N_("Write the condition, or clear the extension."),
)
EXTENSION_WITHOUT_LIMIT = FindingKind(
    "extension-without-limit",
    Severity.WARNING,
    N_("Rule {rule}: it may be extended by {found}, but there is no legal limit to extend."),
    N_("A legal limit that may be extended."),
    N_("Write the limit, or clear the extension."),
)
COMPENSATION_WITHOUT_WHO = FindingKind(
    "compensation-without-who",
    Severity.WARNING,
    N_("Rule {rule}: {found} may be given as compensation, but nobody is named who may give it."),
    N_("Who may give it."),
    N_("Write the role, or clear the amount."),
)
CLOCK_ENDS_TOO_EARLY = FindingKind(
    "clock-ends-too-early",
    Severity.WARNING,
    N_("Rule {rule}: the clock ends with: {found}; this usually comes before its start: {start}."),
    N_("An end that follows the start."),
    N_("Check both: a confirmation of receipt waits for nothing but receipt or registration."),
)
SEGMENT_WITHOUT_RULE = FindingKind(
    "segment-without-rule",
    Severity.WARNING,
    N_("Matter: {matter}; end of the clock: {end}. On {day} no rule holds for: {found}."),
    N_("A rule that ends the clock so, for each segment, place and channel, or one for all."),
    N_("Add a rule, or clear the segment, place or channel of one."),
)
CASES_WITHOUT_RULE = FindingKind(
    "cases-without-rule",
    Severity.WARNING,
    N_(
        "Cases that no rule governs: {found} (matter: {matter}; end of the clock: {end}; jurisdiction: "
        "{jurisdiction}; segment: {segment}; channel: {channel})."
    ),
    N_("For every case of the log a rule with each end that the rules of its matter name."),
    N_("Add a rule, widen one, or mend the codes in the map."),
)
MORE_CASES_WITHOUT_RULE = FindingKind(
    "more-cases-without-rule",
    Severity.WARNING,
    N_("More cases that no rule governs: {found}, of {count} other kinds; a case counts for each end that it lacks."),
    N_("A rule for every case of the log."),
    N_("Add rules for all segments and channels, or mend the codes in the map."),
)
RULE_COLUMN_MISSING = FindingKind(
    "rule-column-missing",
    Severity.WARNING,
    N_(
        "Rule {rule}, {field}: {found}. This needs the column {column}, which the log does not have; "
        "the rule is not counted."
    ),
    N_("The column {column} in the map."),
    N_("Map the column, or let the clock start or end with what the log tells."),
)
RULE_WORD_NOT_IN_LOG = FindingKind(
    "rule-word-not-in-log",
    Severity.WARNING,
    N_("Rule {rule}: no row of the log has the {field} {found}, so the rule governs no case."),
    N_("A value that the log has: {known}."),
    N_("Rename the values in the map under [values.{column}], or correct the rule."),
)
RULES_NOT_COUNTED = FindingKind(
    "rules-not-counted",
    Severity.WARNING,
    N_("The rules are not counted: kinds of cases, by matter, jurisdiction, segment and channel: {found}."),
    N_("At most {most} kinds."),
    N_("Check that the map takes these columns from the right place, or group the values under [values]."),
)
RULES_CLASH = FindingKind(
    "rules-clash",
    Severity.WARNING,
    N_("Rules {rule} are for the same cases, but need the column {column} of the log for different moments: {found}."),
    N_("One moment in the column {column} for each case."),
    N_("Count them one after the other, each time with a map that takes the column from where that moment stands."),
)
HOURS_WITHOUT_TIMES = FindingKind(
    "hours-without-times",
    Severity.WARNING,
    N_(
        "Rules that count hours: {rule}. In the column {column}, which they need, every time is midnight: {found} rows."
    ),
    N_("Times of day, not days alone."),
    N_("Map a column that has the time, or write these limits in days. Until then their figures are wrong."),
)
