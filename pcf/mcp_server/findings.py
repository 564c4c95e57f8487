"""What may be wrong with the arguments of a call."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

_UNUSABLE = N_("{argument}: {found} cannot be used.")
_AGAIN = N_("Mend {argument} and call {tool} again.")

ARGUMENT_MISSING = FindingKind(
    "argument-missing",
    Severity.ERROR,
    N_("The argument {argument} is missing."),
    N_("{argument}: {meaning}"),
    N_("Call {tool} again with {argument}."),
)
ARGUMENT_UNKNOWN = FindingKind(
    "argument-unknown",
    Severity.ERROR,
    N_("{tool} has no argument {argument}."),
    N_("One of: {known}."),
    N_("Leave it out, or use the argument that was meant."),
)
ARGUMENT_NOT_TEXT = FindingKind(
    "argument-not-text",
    Severity.ERROR,
    _UNUSABLE,
    N_('A text. Ids, too, are texts: "10388", "6.10".'),
    _AGAIN,
)
ARGUMENT_NOT_NUMBER = FindingKind("argument-not-number", Severity.ERROR, _UNUSABLE, N_("A finite number."), _AGAIN)
ARGUMENT_NOT_WHOLE = FindingKind(
    "argument-not-whole", Severity.ERROR, _UNUSABLE, N_("A whole number from {low} to {high}."), _AGAIN
)
ARGUMENT_NOT_CHOICE = FindingKind("argument-not-choice", Severity.ERROR, _UNUSABLE, N_("One of: {choices}."), _AGAIN)
ARGUMENT_LENGTH = FindingKind(
    "argument-length",
    Severity.ERROR,
    N_("{argument} is too short or too long: {found}."),
    N_("From {low} to {high} signs, or entries of a list."),
    _AGAIN,
)
ARGUMENT_UNUSABLE = FindingKind("argument-unusable", Severity.ERROR, _UNUSABLE, N_("{meaning}"), _AGAIN)
