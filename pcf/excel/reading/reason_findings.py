"""What the sheet of contact reasons may have wrong with it besides what any cell may have."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

VALUE_BEYOND = FindingKind(
    "value-beyond",
    Severity.ERROR,
    N_("{found} is no value to customer or company."),
    N_("A number from -1 (an irritant) to 1 (valued)."),
    N_("Closest: {nearest}."),
)
OUTSIDE_ID_MALFORMED = FindingKind(
    "outside-id-malformed",
    Severity.ERROR,
    N_("{found} is no id of an element."),
    N_("Five digits, such as 10736: ids stay the same in every edition, numbers such as 4.3.2 do not."),
    N_("Write the five-digit id, or leave it blank and write only the name in {where}."),
)
OUTSIDE_ID_INSIDE = FindingKind(
    "outside-id-inside",
    Severity.WARNING,
    N_("{found} belongs to customer service itself, yet it is named as a cause outside."),
    N_("An element of another category."),
    N_("Name it in {where} instead."),
)
