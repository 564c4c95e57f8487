"""What can be wrong with what a mapping says: of elements and practices, and decisions that contradict one another."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

SUBJECT_NOTHING = FindingKind(
    "sssom-subject-nothing",
    _WARNING,
    N_("The row says of {found} that no practice fits; pcf keeps practices only, so the row is skipped."),
    N_("A practice in subject_id."),
    N_("Leave the row out: coverage tells which elements no practice belongs to."),
)
OBJECT_ELSEWHERE = FindingKind(
    "sssom-object-elsewhere",
    _WARNING,
    N_("{found} is no element of the PCF; the row is skipped."),
    N_("An element id under urn:pcf:element:, such as pcf:10388."),
    N_("Correct object_id if the row is meant for pcf; else nothing is to be done."),
)
ELEMENT_UNKNOWN = FindingKind(
    "sssom-element-unknown",
    _ERROR,
    N_("There is no element {found} in any edition of the model."),
    N_("The id of an element of category 6: five digits."),
    N_("Correct the id. Closest: {closest}."),
)
ELEMENT_WITHOUT_PLACE = FindingKind(
    "sssom-element-without-place",
    _ERROR,
    N_("Element {found} has no place in edition {edition}, which the row names."),
    N_("An element of that edition. {found} stands in: {editions}."),
    N_("Correct the id or object_source_version."),
)
ELEMENT_OF_OTHER_EDITION = FindingKind(
    "sssom-element-of-other-edition",
    _WARNING,
    N_("Element {found} has no place in edition {edition}, in which the mapping is read."),
    N_("An element of that edition. {found} stands in: {editions}."),
    N_("Read the mapping in its own edition, or place the practice anew."),
)
ELEMENT_MEANT_OTHERWISE = FindingKind(
    "sssom-element-meant-otherwise",
    _WARNING,
    N_("In edition {old}, which the row names, element {found} meant something else than in {edition}."),
    N_("A mapping of an edition in which the element means the same."),
    N_("Check the placement of this practice."),
)
EDITION_UNKNOWN = FindingKind(
    "sssom-edition-unknown",
    _ERROR,
    N_("The row is about edition {found}, which the model does not hold."),
    N_("One of: {known}."),
    N_("Correct object_source_version."),
)
LABEL_DIFFERS = FindingKind(
    "sssom-label-differs",
    _WARNING,
    N_('Element {element} is not called "{found}".'),
    N_("Its name in one of the languages and editions: {name}."),
    N_("Check whether the id or the label is wrong; the id counts."),
)
SUBJECT_UNTOLD = FindingKind(
    "sssom-subject-untold",
    _WARNING,
    N_("Nothing says what {found} is."),
    N_("The statement itself in subject_label."),
    N_("Add it: without its text nobody can check where the practice belongs."),
)
SUBJECT_CONFLICT = FindingKind(
    "sssom-subject-conflict",
    _ERROR,
    N_("{column} of {subject} differs from line {first}: {found}."),
    N_("One text, one owner and one unit for each practice."),
    N_("Write the same in all its rows, or give one of them another id."),
)
SUBJECTS_RENAMED = FindingKind(
    "sssom-subjects-renamed",
    _NOTE,
    N_("Subjects whose ids pcf cannot keep got new ids: {found}."),
)
ROW_TWICE = FindingKind(
    "sssom-row-twice",
    _ERROR,
    N_("{subject}: {found} is claimed a second time, in the same way; first: {first}."),
    N_("Every claim about a practice once."),
    N_("Remove one of the two."),
)
DECIDED_BOTH_WAYS = FindingKind(
    "sssom-decided-both-ways",
    _ERROR,
    N_("The same placement of {subject} at {found} is accepted and rejected; the other decision: {first}."),
    N_("One decision about each placement."),
    N_("Settle it and remove the other."),
)
NOTHING_AND_SOMETHING = FindingKind(
    "sssom-nothing-and-something",
    _ERROR,
    N_("That nothing fits {subject} is accepted, and so is its place at {found}; the first stands in {first}."),
    N_("An element, or sssom:NoTermFound."),
    N_("Settle it and remove one of the two."),
)

# What cannot be written, since it could not be read back.
PRACTICE_TWICE = FindingKind(
    "mapping-practice-twice",
    _ERROR,
    N_("Two practices have the id {found}."),
    N_("An id of its own for each practice."),
    N_("Give one of them another id."),
)
TEXT_UNWRITABLE = FindingKind(
    "mapping-text-unwritable",
    _ERROR,
    N_("{subject} holds half of a character, which no file can keep: {found}."),
    N_("Whole characters."),
    N_("Take the text from its source again."),
)
