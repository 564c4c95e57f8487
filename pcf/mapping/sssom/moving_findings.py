"""What of a mapping would not come back as it was from another edition."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

EDITION_LEFT = FindingKind(
    "sssom-edition-left",
    Severity.WARNING,
    N_(
        "The row is of edition {found}, other than most of the mapping, and now stands on {edition} with the rest; "
        "carried back, it will stand on {old}."
    ),
    N_("A mapping of one edition."),
    N_("Keep the mapping as it was too, or put rows of each edition into a file of their own."),
)
LABEL_OF_TARGET = FindingKind(
    "sssom-label-of-target",
    Severity.WARNING,
    N_(
        'The element is called "{found}" in edition {edition}, not in {old}; carried back, it will have its name there.'
    ),
    N_("The name in the edition of the row."),
    N_("Check whether the label or the edition is wrong; the element id counts."),
)
