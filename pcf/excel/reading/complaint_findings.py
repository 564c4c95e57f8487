"""What the sheets of complaints may have wrong with them besides what any cell may have."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

DAY_NEEDED = FindingKind(
    "day-needed",
    _ERROR,
    N_("{found} names no day."),
    N_("A day such as 2026-10-31."),
    N_("Write year, month and day: 2026-10-31."),
)
NOBODY_ASKED = FindingKind(
    "asked-zero",
    _ERROR,
    N_("The number of people asked is {found}."),
    N_("1 or more, or blank if nobody was asked."),
    N_("Correct the number, or clear the cell."),
)
VALUE_MISSING = FindingKind(
    "assumption-valueless",
    _WARNING,
    N_("Something stands here ({found}), but {where} holds no value."),
    N_("A value in {where}."),
    N_("Write the value in {where}, or clear the row: a blank is not a zero."),
)
RULE_WITHOUT_MATTER = FindingKind(
    "rule-without-matter",
    _ERROR,
    N_("The rule does not say what it is about; its row holds only {found}."),
    N_("A matter for every rule, such as complaint or refund."),
    N_("Choose the matter in {where}, or clear the row."),
)
LIMIT_UNKNOWN = FindingKind(
    "limit-unknown",
    _ERROR,
    N_("{found} is no limit."),
    N_("A whole number from 0 to {most}, in the unit beside it."),
    N_("Closest: {nearest}. Choose a smaller unit where parts of a day matter."),
)
LIMIT_WITHOUT_UNIT = FindingKind(
    "limit-without-unit",
    _ERROR,
    N_("A limit stands here ({found}), but {where} does not say of what."),
    N_("A unit in {where}: {allowed}."),
    N_("Choose the unit in {where}."),
)
CALENDAR_UNKNOWN = FindingKind(
    "calendar-unknown",
    _WARNING,
    N_("{found} is no calendar: no line of the sheet of calendars belongs to it."),
    N_("The id of a calendar that has lines: {allowed}."),
    N_("Closest: {nearest}. Correct the id, or add the days of the calendar."),
)
DAY_UNKNOWN = FindingKind(
    "calendar-day-unknown",
    _ERROR,
    N_("{found} is neither a date nor a weekday."),
    N_("A date such as 2026-10-31, or one of: {allowed}."),
    N_("Closest: {nearest}. Write year, month and day, or the code of the weekday."),
)
DAY_INCOMPLETE = FindingKind(
    "calendar-day-incomplete",
    _ERROR,
    N_("The line of the calendar holds only {found}."),
    N_("A calendar, a date or weekday, and whether it is worked."),
    N_("Fill in {where}, or clear the line."),
)
DAY_TWICE = FindingKind(
    "calendar-day-twice",
    _ERROR,
    N_("{found} stands twice in this calendar, also in {other}."),
    N_("Each day of a calendar once."),
    N_("Clear one of the two lines."),
)
