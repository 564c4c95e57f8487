"""What cannot be simulated as it was asked."""

from __future__ import annotations

from pcf.errors import N_
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
