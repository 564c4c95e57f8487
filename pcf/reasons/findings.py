"""What may be wrong with a list of contact reasons, and with a log that is read by it."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

# the log

LOG_OF_OTHER_KIND = FindingKind(
    "reasons-log-of-other-kind",
    Severity.ERROR,
    N_("The map says that this is the log {found}."),
    N_("A log of {wanted}."),
    N_("Name the log that the map belongs to, or change log in the map."),
)
NO_REASON_COLUMN = FindingKind(
    "reasons-no-column",
    Severity.WARNING,
    N_("The log does not say why customers made contact: the map names no column {found}."),
    N_("A column with the reason as the organisation codes it, or one with the words of the contact."),
    N_("Map the column of codes, topics or dispositions to reason, or the column of notes or messages to text."),
)
NO_CUSTOMER_COLUMN = FindingKind(
    "reasons-no-customer",
    Severity.NOTE,
    N_("The log names no customers, so neither repeats nor snowballs are counted: column {found} is missing or empty."),
)
NOT_IN_LIST = FindingKind(
    "reason-value-unknown",
    Severity.WARNING,
    N_("The log calls a reason {found}, which the list does not name; contacts: {count}."),
    N_("The id of a reason, its words, or one of its names."),
    N_("Add it to the names of the reason that it belongs to, or add a reason."),
)
MORE_NOT_IN_LIST = FindingKind(
    "reason-values-unknown-more",
    Severity.WARNING,
    N_("Further values of the log that the list does not name: {found}; contacts: {count}."),
    N_("Values that the list names as reasons."),
    N_("Check that the map names the column of reasons, and not one of texts or numbers."),
)
FOUND_BY_WORDS = FindingKind(
    "reasons-by-words",
    Severity.NOTE,
    N_("Of contacts without a reason of the list, so many have words: {read}; got a reason by them: {found}."),
)
SEGMENT_NOT_KNOWN = FindingKind(
    "reasons-segment-unknown",
    Severity.WARNING,
    N_("Segment {found} of the log is none of this organisation's; rows: {count}. They count without a segment."),
    N_("One of: {known}."),
    N_("Rename it in the [values.segment] section of the map, or add the segment to the workbook."),
)
MORE_SEGMENTS_NOT_KNOWN = FindingKind(
    "reasons-segments-unknown-more",
    Severity.WARNING,
    N_("Further segments of the log that are none of this organisation's: {found}; rows: {count}."),
    N_("Segments that the workbook names."),
    N_("Check that the map names the column of segments, and not one of customers."),
)
NO_UNITS = FindingKind(
    "reasons-volumes-without-units",
    Severity.WARNING,
    N_("The map of the volumes names none of the columns {found}."),
    N_("At least one unit of business that contacts are counted on."),
    N_("Map orders, customers, bills or units sold of each month."),
)
CONTACTS_WITHOUT_VOLUME = FindingKind(
    "reasons-segments-without-volume",
    Severity.WARNING,
    N_("The volumes do not name segments that have contacts: {found}; contacts there: {count}. No rate counts them."),
    N_("Volumes of every segment that has contacts."),
    N_("Add these segments to the table of volumes, or write them there as the contacts do."),
)
NO_MONTH_IN_COMMON = FindingKind(
    "reasons-volumes-elsewhere",
    Severity.WARNING,
    N_("The volumes are of {found}, the contacts of {months}: no month in common."),
    N_("Volumes of the months in which the contacts were made."),
    N_("Add the months to the table of volumes, or ask for another period with --from and --to."),
)

# the list

ID_TWICE = FindingKind(
    "reason-id-twice",
    Severity.ERROR,
    N_("Several reasons have the id {found}."),
    N_("One reason per id."),
    N_("Give one of them another id."),
)
NUMBER_UNUSUAL = FindingKind(
    "reasons-number",
    Severity.WARNING,
    N_("The list has so many reasons: {found}."),
    N_("{low} to {high} reasons: fewer hide causes, more are not coded reliably."),
    N_("Split the largest reasons or join the smallest."),
)
NO_OTHER = FindingKind(
    "reasons-no-other",
    Severity.WARNING,
    N_("The list has no reason with the id {found}."),
    N_("One reason for whatever belongs to no other one: without it, agents choose a wrong one."),
    N_("Add a reason with this id."),
)
NAMED_TWICE = FindingKind(
    "reason-named-twice",
    Severity.WARNING,
    N_("{found} stands for several reasons: {reasons}."),
    N_("Words and names that belong to one reason; contacts count for the first of them."),
    N_("Keep it with one reason and take it away from the others."),
)
DATE_UNREADABLE = FindingKind(
    "reason-date-unreadable",
    Severity.WARNING,
    N_("{reason}: {field} is {found}, which is no day; it is taken as blank."),
    N_("A day such as 2026-10-31."),
    N_("Write the day anew."),
)
EXPLAINED_LATER = FindingKind(
    "reason-explained-later",
    Severity.WARNING,
    N_("{reason}: the explanation is dated {found}, after {as_of}."),
    N_("A day on or before the day of the report."),
    N_("Correct the day, or ask for a later one with --as-of."),
)

# owners and figures

WITHOUT_OWNER = FindingKind(
    "reason-without-owner",
    Severity.WARNING,
    N_("Nobody owns the reason {found}."),
    N_("The function in which the cause lies; mostly it is not customer service."),
    N_("Name the function, and the person who answers for it."),
)
COST_WITHOUT_SOURCE = FindingKind(
    "reason-cost-without-source",
    Severity.WARNING,
    N_("{reason}: it is not said where these figures come from: {found}."),
    N_("A source for what a contact costs and for what self-service takes over."),
    N_("Write where the figures come from and of what date they are."),
)
SAVING_INCOMPLETE = FindingKind(
    "reason-saving-incomplete",
    Severity.WARNING,
    N_("{reason}: a share for self-service is stated, but no saving follows from it; missing: {found}."),
    N_("The share, what a contact costs, and what a case in self-service costs."),
    N_("Add what is missing; write 0 only where it costs nothing."),
)
SAVING_NEGATIVE = FindingKind(
    "reason-saving-negative",
    Severity.WARNING,
    N_("{reason}: a case in self-service costs {found}, more than a contact ({unit_cost})."),
    N_("Self-service that costs less than the contact it takes over."),
    N_("Check both amounts; if they are right, self-service makes this reason dearer."),
)
DEFLECTION_OF_OTHER_ACTION = FindingKind(
    "reason-deflection-elsewhere",
    Severity.NOTE,
    N_("{reason}: a share for self-service is stated, but by its values the reason stands under {found}."),
)
TARGET_INCOMPLETE = FindingKind(
    "reason-target-incomplete",
    Severity.WARNING,
    N_("{reason} has a target that cannot be judged; missing: {found}."),
    N_("A target with the unit of business it refers to and the day by which it is due."),
    N_("Add what is missing."),
)
EXPLANATION_OLD = FindingKind(
    "reason-explanation-old",
    Severity.WARNING,
    N_("{reason}: the owner explained the figures last on {explained_on}, days ago: {found}."),
    N_("An explanation no older than so many days: {days}."),
    N_("Show the owner the figures and write down what causes them and what is done."),
)
NEVER_EXPLAINED = FindingKind(
    "reason-never-explained",
    Severity.WARNING,
    N_("Reasons that no owner ever explained, with their share of the contacts: {found}."),
    N_("An explanation by the owner for every reason of at least {share} % of the contacts."),
    N_("Show the owner the figures and write down what causes them and what is done."),
)

# the list against the log

SHARE_SMALL = FindingKind(
    "reason-share-small",
    Severity.WARNING,
    N_("Reasons of less than {share} % of the contacts and without a note: {found}."),
    N_("At least {share} %, or a note that says why the reason is kept apart."),
    N_("Join each with a neighbour, or write the note."),
)
SHARE_LARGE = FindingKind(
    "reason-share-large",
    Severity.WARNING,
    N_("{reason} makes up {found} % of the contacts."),
    N_("At most {share} %, or a note that says why the reason is not split."),
    N_("Split it by cause, or write the note."),
)
OTHER_LARGE = FindingKind(
    "reason-other-large",
    Severity.WARNING,
    N_("{reason} makes up {found} % of the contacts."),
    N_("Less than {share} %: else the list does not cover why customers make contact."),
    N_("Read a sample of these contacts and add the reasons that are missing."),
)
NAME_NOT_MET = FindingKind(
    "reason-name-not-met",
    Severity.NOTE,
    N_("{reason}: names that the log never has: {found}."),
)
WITHOUT_REASON_SOME = FindingKind(
    "contacts-without-reason",
    Severity.NOTE,
    N_("Contacts for which no reason of the list was found: {count}, that is {found} %."),
)
WITHOUT_REASON_MANY = FindingKind(
    "contacts-without-reason-many",
    Severity.WARNING,
    N_("Contacts for which no reason of the list was found: {count}, that is {found} %."),
    N_("Less than {share} %; the figures of all reasons are too low by what is missing."),
    N_("Code them, add the names that the log uses, or let reasons be found by the words of the contact."),
)
MONTHS_IN_PART = FindingKind(
    "reasons-months-in-part",
    Severity.NOTE,
    N_(
        "Months that the log covers only in part, left out of trends and of contacts per unit of business: {found}. "
        "If the log was read out after the end of a month, say so with --as-of."
    ),
)
