"""What the sheet of staffing may have wrong with it besides what any cell may have."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

NOT_ABOVE_ZERO = FindingKind(
    "staffing-not-above-zero",
    _ERROR,
    N_("{found} is not above 0."),
    N_("A number above 0."),
    N_("Correct the number, or leave the cell blank if it is not known."),
)
PERCENT_HUNDRED = FindingKind(
    "staffing-hundred-percent",
    _ERROR,
    N_("{found} % cannot be kept by any number of agents."),
    N_("A percentage from 0 to below 100."),
    N_("Correct the number: a target of 99 is nearly everybody, a shrinkage of 100 leaves nobody."),
)
CONCURRENCY_BELOW_ONE = FindingKind(
    "staffing-concurrency-below-one",
    _ERROR,
    N_("{found} contacts at once are fewer than one."),
    N_("1 or more: how many contacts an agent handles at the same time."),
    N_("Write 1 for calls, or leave the cell blank."),
)
AGENTS_NOT_WHOLE = FindingKind(
    "staffing-agents-not-whole",
    _ERROR,
    N_("{found} is no whole number of agents."),
    N_("A whole number: heads on duty in the interval."),
    N_("Closest: {nearest}. Write how many are on duty at the same time."),
)
TWO_TIMES = FindingKind(
    "staffing-time-unclear",
    _ERROR,
    N_("{found} may mean minutes and seconds, or hours and minutes."),
    N_("Seconds, or hours, minutes and seconds: 240 or 0:04:00."),
    N_("Write {minutes} or {hours} seconds."),
)
SHARE_AS_PERCENT = FindingKind(
    "staffing-share-as-percent",
    _WARNING,
    N_("{found} is read as {found} %."),
    N_("A percentage on 0 to 100: 80 means 80 %."),
    N_("If {value} % is meant, write {value}."),
)
START_UNKNOWN = FindingKind(
    "staffing-start-unknown",
    _ERROR,
    N_("{found} is no moment at which an interval begins."),
    N_("Day and time such as 2026-11-02 09:00, a time such as 09:00, or blank for a typical interval."),
    N_("Closest: {nearest}. Write the moment as 2026-11-02 09:00."),
)
INTERVAL_TWICE = FindingKind(
    "staffing-interval-twice",
    _WARNING,
    N_("The interval that begins at {found} stands twice for the same segment and channel, also in {other}."),
    N_("Each interval of a pool once: its contacts are added up."),
    N_("Change the start of one of them, or clear the row that is not meant."),
)
