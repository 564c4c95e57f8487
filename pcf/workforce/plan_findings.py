"""What is wrong or doubtful in the lines of a staffing plan; said once for all lines of a pool."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

LINE_UNUSABLE = FindingKind(
    "staffing-unusable",
    Severity.ERROR,
    N_("{pool}: nothing can be computed with these figures: {fields}. Lines ({count}): {found}."),
    N_(
        "At most 1000000 erlang (calls times handle time over the length of the interval) and 1000000000 agents; "
        "a promised share and shrinkage that can be told from 100 %; where callers have patience, a limit of "
        "abandonment above 0."
    ),
    N_("Correct the figures; all times are in seconds."),
)
LINE_INCOMPLETE = FindingKind(
    "staffing-incomplete",
    Severity.WARNING,
    N_("{pool}: the agents who are needed cannot be computed; missing: {fields}. Lines ({count}): {found}."),
    N_(
        "Calls, handle time and at least one limit; with a promised share also the promised wait, with a limit of "
        "abandonment alone also patience."
    ),
    N_(
        "Fill it in on the sheet 28 STAFFING or in the plan; or give it to pcf staff, for all that lack it, as an "
        "option such as --target 80% --within 20. A blank is not a zero."
    ),
)
LINE_DOUBLED = FindingKind(
    "staffing-doubled",
    Severity.WARNING,
    N_("{pool}: intervals that begin at the same time, or none of which says when. Lines ({count}): {found}."),
    N_("One line for each interval of a pool; of several intervals each says when it begins."),
    N_("Write when they begin, or remove what stands twice; as they are, contacts and agents are added up."),
)
OVERLOADED_TODAY = FindingKind(
    "staffing-overloaded",
    Severity.WARNING,
    N_(
        "{pool}: today's agents cannot keep up with what is offered, so waits grow without end. "
        "Lines ({count}): {found}."
    ),
    N_("More agents than load; or the patience of callers, since in fact some give up."),
    N_("Give the mean patience, which a contact log shows, or correct calls, handle time or agents."),
)
AGENTS_IN_PARTS = FindingKind(
    "staffing-agents-part",
    Severity.WARNING,
    N_("{pool}: today's agents are no whole number and are rounded down. Lines ({count}): {found}."),
    N_("Agents on duty in the interval."),
    N_("Write how many are on duty, not full-time equivalents."),
)
SHARE_TYPED = FindingKind(
    "staffing-share-typed",
    Severity.WARNING,
    N_("{pool}: not above 1 %: {fields}. Lines ({count}): {found}."),
    N_("Per cent on a scale from 0 to 100, such as 80."),
    N_("If a share was meant, multiply it by 100."),
)
AHT_UNLIKELY = FindingKind(
    "staffing-aht",
    Severity.WARNING,
    N_("{pool}: handle times below 5 seconds or above 4 hours. Lines ({count}): {found}."),
    N_("The mean time to handle one contact, in seconds."),
    N_("Check the unit: minutes are multiplied by 60."),
)
PATIENCE_SHORT = FindingKind(
    "staffing-patience-short",
    Severity.WARNING,
    N_("{pool}: callers give up, on average, before the promised wait is over. Lines ({count}): {found}."),
    N_("Both times in seconds; a promise that is shorter than patience."),
    N_("Check the units; if they are right, promise a shorter wait: many who give up cannot be answered in time."),
)
OCCUPANCY_HIGH = FindingKind(
    "staffing-occupancy",
    Severity.NOTE,
    N_(
        "{pool}: the agents who are needed are busy for more than 90 % of their time; over a day few can bear this. "
        "Lines ({count}): {found}."
    ),
)
INTERVAL_UNEVEN = FindingKind(
    "staffing-interval",
    Severity.NOTE,
    N_("{pool}: intervals of a length that does not divide a day. Lines ({count}): {found}."),
)
