"""What is wrong or doubtful in figures for staffing."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

FIGURE_NOT_NUMBER = FindingKind(
    "staffing-not-number",
    Severity.ERROR,
    N_("{cell}: {found} is no number that can be computed with."),
    N_("A finite number."),
    N_("Correct the figure, or leave the interval out."),
)
FIGURE_NEGATIVE = FindingKind(
    "staffing-negative",
    Severity.ERROR,
    N_("{cell}: {found} is below zero."),
    N_("Zero or more."),
    N_("Correct the figure."),
)
FIGURE_ZERO = FindingKind(
    "staffing-zero",
    Severity.ERROR,
    N_("{cell}: zero has no meaning here."),
    N_("A number above zero."),
    N_("Correct the figure; an interval without contacts has zero calls and keeps its handle time."),
)
SHARE_ABOVE_ONE = FindingKind(
    "staffing-share",
    Severity.ERROR,
    N_("{cell}: {found} is more than the whole."),
    N_("A share from 0 to 1, such as 0.8; in a file or an option also 80%."),
    N_("Divide a percentage by 100, or write the sign %."),
)
SHARE_ONE = FindingKind(
    "staffing-whole",
    Severity.ERROR,
    N_("{cell}: the whole, 1, cannot be reached by any number of agents."),
    N_("A share below 1."),
    N_("Choose a share that can be promised, such as 0.99."),
)
LOAD_TOO_LARGE = FindingKind(
    "staffing-load",
    Severity.ERROR,
    N_("{cell}: {found} erlang are more than the formulas are tested for."),
    N_("At most 1000000 erlang."),
    N_("Check calls, handle time and length of the interval: all times are in seconds."),
)
SHAPES_DIFFER = FindingKind(
    "staffing-shapes",
    Severity.ERROR,
    N_("The arguments have different numbers of intervals: {found}."),
    N_("One number, or as many as there are intervals."),
    N_("Give every argument for all intervals, or once for all."),
)
LIMIT_MISSING = FindingKind(
    "staffing-no-limit",
    Severity.ERROR,
    N_("Nothing is promised, so no number of agents follows. Given: {found}."),
    N_("At least one limit: {limits}."),
    N_("Say what is promised, or give the number of agents to see what it keeps."),
)
WITHIN_MISSING = FindingKind(
    "staffing-no-within",
    Severity.ERROR,
    N_("within: {found}. A share of answered contacts is promised, but not within what time."),
    N_("The promised wait in seconds."),
    N_("Give within, such as 20; or leave target out."),
)
PATIENCE_MISSING = FindingKind(
    "staffing-no-patience",
    Severity.ERROR,
    N_("patience: {found}. Only abandonment is limited, and where no patience is given, callers never give up."),
    N_("The mean time after which a caller gives up, in seconds."),
    N_("Give patience, such as 120; or promise a service level or a mean wait too."),
)
CONCURRENCY_TOO_SMALL = FindingKind(
    "staffing-concurrency",
    Severity.ERROR,
    N_("{cell}: {found} contacts at once are fewer than one."),
    N_("1, or more where an agent handles several contacts at once, as in chat."),
    N_("Write 1; time on other work belongs into shrinkage."),
)
AGENTS_NOT_WHOLE = FindingKind(
    "staffing-agents-whole",
    Severity.ERROR,
    N_("{cell}: {found} is no whole number of agents."),
    N_("A whole number of agents on duty."),
    N_("Round it down: a part of an agent answers nobody; perform takes fractions."),
)
TOO_MANY_AGENTS = FindingKind(
    "staffing-too-many",
    Severity.ERROR,
    N_("{cell}: {found} makes a team of more than 1000000000 agents."),
    N_("Figures of a real team."),
    N_("Correct the figure."),
)
ABANDONMENT_ZERO = FindingKind(
    "staffing-abandonment-zero",
    Severity.ERROR,
    N_("{cell}: {found}. Where callers have patience that ends, no number of agents keeps every one of them."),
    N_("A share above 0."),
    N_("Write a small share, such as 0.01, or leave the limit out."),
)
