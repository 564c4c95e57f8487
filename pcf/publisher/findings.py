"""What can be wrong with a workbook of APQC's, and where it says otherwise than the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pcf.errors import N_, Phrase
from pcf.findings import FindingKind, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_AS_TEXT = N_(
    "Compare the cell with the original. A spreadsheet makes 6.1 of 6.10, and dates of others, unless the column has "
    "the format Text."
)
_COMPARE = N_("Compare the row with the original file.")

LISTING_MISSING = FindingKind(
    "edition-listing-missing",
    _ERROR,
    N_("No sheet lists elements: {found}"),
    N_("A sheet with the headings PCF ID, Hierarchy ID and Name, as APQC's workbooks have it."),
    N_("Take APQC's Excel version of the cross-industry framework as it was downloaded."),
)
CATEGORY_MISSING = FindingKind(
    "edition-category-missing",
    _ERROR,
    N_("Customer service is not among the categories: {found}"),
    N_("The element 20085, Manage Customer Service, on level 1, or a category with elements that the model knows."),
    N_("Take APQC's workbook of the whole cross-industry framework."),
)
ID_BROKEN = FindingKind(
    "edition-id",
    _ERROR,
    N_("{found} is no PCF ID."),
    N_("Five digits, such as 10388."),
    _COMPARE,
)
PLACE_BROKEN = FindingKind(
    "edition-hierarchy-id",
    _ERROR,
    N_("{found} is no hierarchy id."),
    N_("Numbers with dots on up to five levels, such as 6.2.10."),
    _AS_TEXT,
)
NAME_MISSING = FindingKind(
    "edition-name-missing",
    _ERROR,
    N_("The element {found} has no name."),
    N_("A name beside each PCF ID."),
    _COMPARE,
)
ID_TWICE = FindingKind(
    "edition-id-twice",
    _ERROR,
    N_("The PCF ID {found} stands here a second time; the first is in {first}."),
    N_("Each PCF ID once."),
    _COMPARE,
)
PLACE_TWICE = FindingKind(
    "edition-hierarchy-id-twice",
    _ERROR,
    N_("The hierarchy id {found} stands here a second time; the first is in {first}."),
    N_("Each hierarchy id once."),
    _AS_TEXT,
)
PARENT_MISSING = FindingKind(
    "edition-parent-missing",
    _ERROR,
    N_("{found} has no parent: nothing stands at {parent}."),
    N_("An element on every level above."),
    _AS_TEXT,
)
EDITION_UNNAMED = FindingKind(
    "edition-unnamed",
    _ERROR,
    N_("Neither the name of the file nor the file itself says which edition {found} is."),
    N_("A file that is called after its edition, such as 9.0.xlsx."),
    N_("Rename the file."),
)
EDITION_NAMED_TWO_WAYS = FindingKind(
    "edition-named-two-ways",
    _ERROR,
    N_("The file is called {found}, and says of itself that it is version {version}."),
    N_("One and the same edition."),
    N_("Rename the file."),
)
EDITION_SHIPS = FindingKind(
    "edition-ships",
    _ERROR,
    N_("PCF {found} comes with pcf, and what ships is never changed."),
    N_("An edition that is not among {editions}."),
    N_("Take the file out of the folder. To check it against ours: pcf diff FROM TO --check FILE.xlsx"),
)
EDITION_TWICE = FindingKind(
    "edition-twice",
    _ERROR,
    N_("PCF {found} is already read from {first}."),
    N_("One file an edition."),
    N_("Take one of the two out of the folder."),
)

COLUMN_MISSING = FindingKind(
    "comparison-column-missing",
    _ERROR,
    N_("The listing has no column that tells changes: {found}"),
    N_("The heading Change details, as APQC's comparisons of two editions have it."),
    N_("Take the workbook that compares the edition with an earlier one."),
)
OTHER_EDITIONS = FindingKind(
    "comparison-other-editions",
    _WARNING,
    N_("The file says that it compares {found} with {before}; it is checked against {edition} and {earlier}."),
    N_("A file that compares the two editions that were named."),
    N_("Name the editions of the file: pcf diff FROM TO --check FILE.xlsx"),
)
DETAIL_UNKNOWN = FindingKind(
    "comparison-detail-unknown",
    _WARNING,
    N_("{found} is not understood; this part of the change details is not checked."),
    N_("+10378, -10378, c10378, NEW or RENAME, WAS: and a name."),
    _COMPARE,
)
DIFFERS = FindingKind(
    "comparison-differs",
    _WARNING,
    N_("{element}, {what}: the file says {found}, the model says {ours}."),
    N_("{ours}"),
    N_("Look at the sources of the edition (pcf show {id}); if the file is right, please report it."),
)

Matter = Literal[
    "hierarchy_id", "name", "new", "renamed", "added", "dropped", "changed", "difference_index", "missing", "extra"
]
MATTERS: Mapping[Matter, Phrase] = {
    "hierarchy_id": Phrase(N_("hierarchy id")),
    "name": Phrase(N_("name")),
    "new": Phrase(N_("whether it is new")),
    "renamed": Phrase(N_("name before")),
    "added": Phrase(N_("added below it")),
    "dropped": Phrase(N_("gone from below it")),
    "changed": Phrase(N_("renamed below it")),
    "difference_index": Phrase(N_("difference index")),
    "missing": Phrase(N_("whether it is there")),
    "extra": Phrase(N_("whether it is there")),
}
NOTHING = Phrase(N_("no element"))
PRESENT, ABSENT = Phrase(N_("it is there")), Phrase(N_("it is not there"))
IS_NEW, IS_KNOWN = Phrase(N_("it is new")), Phrase(N_("it was there before"))
SAME_NAME = Phrase(N_("the same name"))
SOME_CHANGE, NO_CHANGE = Phrase(N_("something changed")), Phrase(N_("nothing changed"))
