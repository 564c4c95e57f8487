"""What cannot be simulated as it was asked."""

from __future__ import annotations

from pcf.errors import N_, Phrase
from pcf.findings import FindingKind, Severity

NO_KINDS = FindingKind(
    "simulation-no-kinds",
    Severity.ERROR,
    N_("{argument}: nobody is to arrive: {found} kinds of customers."),
    N_("At least one kind of customers."),
    N_("Say who calls, how often and how long they take."),
)
KIND_TWICE = FindingKind(
    "simulation-kind-twice",
    Severity.ERROR,
    N_("{argument}: the name {found} is given to two kinds of customers."),
    N_("A name for each kind."),
    N_("Rename one of them."),
)
ONE_OF_TWO = FindingKind(
    "simulation-one-of-two",
    Severity.ERROR,
    N_("{argument}: of {choices} this was said: {found}."),
    N_("One of the two."),
    N_("Say one of {choices}, and leave the other out."),
)
OUTSIDE = FindingKind(
    "simulation-arrival-outside",
    Severity.ERROR,
    N_("{argument}: a contact arrives at {found} s, outside the time that is simulated."),
    N_("From 0 to below {end} s."),
    N_("Count from the start of the first interval, or simulate more intervals."),
)
NOT_A_LIST = FindingKind(
    "simulation-not-a-list",
    Severity.ERROR,
    N_("{argument}: {found} is no list of times."),
    N_("A list of seconds, such as [12.5, 60, 240]; handle times are at least one."),
    N_("Give a list."),
)
NOT_WHOLE = FindingKind(
    "simulation-not-whole",
    Severity.ERROR,
    N_("{argument}: {found} is no number that can be counted with."),
    N_("A whole number from {least} to {most}."),
    N_("Write a whole number."),
)
INTERVALS_DIFFER = FindingKind(
    "simulation-intervals",
    Severity.ERROR,
    N_("{argument}: figures are given for {found} intervals."),
    N_("One figure, or {intervals}: one for each interval."),
    N_("Give one for each interval, or correct the number of intervals."),
)
OUT_OF_RANGE = FindingKind(
    "simulation-out-of-range",
    Severity.ERROR,
    N_("{argument}: {found} is outside what is possible."),
    N_("From {least} to {most}, the latter not included."),
    N_("Correct the figure; times are in seconds, shares on 0 to 1."),
)
TOO_MANY = FindingKind(
    "simulation-too-many",
    Severity.ERROR,
    N_("{argument}: {found} contacts are expected in one replication."),
    N_("At most {most}."),
    N_("Simulate a shorter time; above some hundred agents the formulas are as good."),
)
NO_PROMISE = FindingKind(
    "simulation-no-promise",
    Severity.ERROR,
    N_("{argument}: nothing is promised to {found}."),
    N_("A target, a longest mean wait or a largest abandonment."),
    N_("Say what is promised, or leave the promise out."),
)
UNKNOWN_KIND = FindingKind(
    "simulation-unknown-kind",
    Severity.ERROR,
    N_("{argument}: something is promised to {found}, who are none of the customers."),
    N_("One of: {kinds}."),
    N_("Correct the name, or add the kind of customers."),
)
NO_WAIT = FindingKind(
    "simulation-no-wait",
    Severity.ERROR,
    N_("{argument}: {found} are promised a share answered in time, but it is not said within how long."),
    N_("The promised wait of these customers in seconds."),
    N_("Say within how long, or promise something else."),
)

# of a plan that is simulated pool by pool
TOO_LARGE = FindingKind(
    "simulation-too-large",
    Severity.WARNING,
    N_("{pool} is not simulated: places at once {found}, contacts {contacts}, intervals {intervals}."),
    N_(
        "At most {most} places (agents times contacts at once), {most_contacts} contacts and {most_intervals} "
        "intervals."
    ),
    N_("Simulate a part of it; above some hundred agents the formulas are as good."),
)
NOT_SETTLED = FindingKind(
    "simulation-not-settled",
    Severity.WARNING,
    N_(
        "{pool}: so near to full a queue settles only after {needed} intervals; the simulation waited for {found}, so "
        "its waits are too short."
    ),
    N_("Agents enough above the load for a queue that settles."),
    N_("Go by the formulas, or give the intervals of a day one after another."),
)
PLACES_CUT = FindingKind(
    "simulation-places-cut",
    Severity.NOTE,
    N_(
        "{pool}: an agent handles {found} contacts at once. The simulation knows only whole contacts, so of all agents "
        "together it leaves out the part, and its waits are somewhat longer."
    ),
)
NOT_SHARED = FindingKind(
    "simulation-not-shared",
    Severity.WARNING,
    N_("No shared team is simulated for the pools {pools}: they differ in {found}."),
    N_("Pools alike in these."),
    N_("Make them alike, or name their segments in plans of their own."),
)
NO_SECOND_POOL = FindingKind(
    "simulation-no-second-pool",
    Severity.NOTE,
    N_("No shared team is simulated: no channel has two pools that are simulated. Pools: {found}."),
)
STARTS = Phrase(N_("when their intervals begin"))
LENGTH = Phrase(N_("length of the interval"))
SHORT = Phrase(N_("short abandons"))
AT_ONCE = Phrase(N_("contacts at once"))
