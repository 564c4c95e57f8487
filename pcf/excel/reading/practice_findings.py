"""What suggestions and decisions on the sheet of practices may have wrong with them."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

SUGGESTION_CHANGED = FindingKind(
    "suggestion-changed",
    _ERROR,
    N_("{found} stands here, where the workbook was made with {wanted}: the suggestions of this row were changed."),
    N_("The suggestions as they were made; they are locked."),
    N_("Copy the row back from the workbook as it was made, and write your own choice in {where}."),
)
TEXT_CHANGED = FindingKind(
    "practice-text-changed",
    _WARNING,
    N_("{found} stands here, but the suggestions were made for {wanted}: those that nobody decided on are dropped."),
    N_("The text for which the suggestions were made."),
    N_("Decide in {where}, write the text back, or have the new text suggested with: pcf suggest"),
)
SUGGESTION_MISSING = FindingKind(
    "decision-without-suggestion",
    _ERROR,
    N_("{found} decides on a suggestion, but there is none in this place."),
    N_("Decisions beside suggestions; own choices in {where}."),
    N_("Clear the cell, or write the ids that are meant in {where}."),
)
ACCEPTED_AND_NONE = FindingKind(
    "accepted-and-none",
    _ERROR,
    N_("{found} says that nothing fits, but the practice belongs to {elements}."),
    N_("Elements that it belongs to, or that nothing fits; not both."),
    N_("Clear this cell, or reject the suggestions and clear {where}."),
)
ACCEPTED_AND_REJECTED = FindingKind(
    "accepted-and-rejected",
    _ERROR,
    N_("{found} rejects {elements}, to which the practice belongs by another cell of this row."),
    N_("Each element accepted or rejected; not both."),
    N_("Clear this cell, or take the element out of {where}."),
)
REASON_MISSING = FindingKind(
    "rejected-without-reason",
    _WARNING,
    N_("{found} rejects {elements} without a reason."),
    N_("A reason in {where}."),
    N_("Write why it does not belong there: whoever decides next time need not think about it again."),
)
DECISION_UNSIGNED = FindingKind(
    "decision-unsigned",
    _WARNING,
    N_("Nobody is named who decided {found}."),
    N_("Who decided, in {where} or on the first sheet."),
    N_("Write a name or a job in {where}."),
)
NOTHING_DECIDED = FindingKind(
    "nothing-decided",
    _WARNING,
    N_("{found} stands here, but nothing is decided that it would belong to; it is left out."),
    N_("A decision that it belongs to, or a blank."),
    N_("Decide, or clear the cell."),
)
LINE_MALFORMED = FindingKind(
    "line-malformed",
    _ERROR,
    N_("{found} is no share from 0 to 100 %."),
    N_("How sure a suggestion must be: 85, 85 % or 0.85; blank to accept none."),
    N_("Correct the number, or clear the cell."),
)
LINE_UNSIGNED = FindingKind(
    "line-unsigned",
    _ERROR,
    N_("Suggestions at least as sure as {found} are to be accepted, but nobody is named who answers for it."),
    N_("A name in {where}, or who decides on the first sheet."),
    N_("Write who decided in {where}, or clear the line: what a machine suggests is accepted only by a named person."),
)
