"""What is noticed when practices of several files, or of another edition, are put together."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

ID_CHANGED = FindingKind(
    "practice-id-changed",
    _NOTE,
    N_("The id {found} stands for another text in {first}; here it becomes {id}: {text}"),
)
TOLD_OTHERWISE = FindingKind(
    "practice-told-otherwise",
    _WARNING,
    N_("Practice {practice} has another owner or unit than in {first}: {found}. What {first} says is kept: {kept}."),
    N_("One owner and one unit for each practice."),
    N_("Write the same in both files, or give one of the two practices another id."),
)
DECIDED_BOTH_WAYS = FindingKind(
    "practice-decided-both-ways",
    _ERROR,
    N_("Practice {practice}: its place at {found} is accepted in {accepted} and rejected in {rejected}."),
    N_("One decision about each placement."),
    N_("Settle it, and correct one of the files."),
)
NOTHING_AND_SOMETHING = FindingKind(
    "practice-nothing-and-something",
    _ERROR,
    N_("Practice {practice}: {nothing} says that nothing fits, and {something} accepts its place at {found}."),
    N_("An element, or that nothing fits."),
    N_("Settle it, and correct one of the files."),
)
WITHOUT_PLACE = FindingKind(
    "practice-element-without-place",
    _WARNING,
    N_(
        "{found} of edition {old} has no place under customer service in edition {edition}; practices accepted, "
        "rejected or suggested there: {practices}."
    ),
    N_("Elements of edition {edition}. Successor: {successor}."),
    N_("Place these practices anew, or keep to the edition of the file: --edition {old}"),
)
MEANT_OTHERWISE = FindingKind(
    "practice-element-meant-otherwise",
    _WARNING,
    N_("{found} means something else in edition {edition} than in {old}; practices placed there: {practices}. {note}"),
    N_("Placements that somebody checked against the new meaning."),
    N_("Check these practices, or keep to the edition of the file: --edition {old}"),
)
RENAMED = FindingKind(
    "practice-element-renamed",
    _NOTE,
    N_(
        "{found} is its name in edition {edition}; in {old} it was {before}. Practices accepted, rejected or "
        "suggested there: {practices}."
    ),
)
LEFT_OUT = FindingKind(
    "practice-placements-left-out",
    _WARNING,
    N_("Not in the output, since edition {edition} has no such places: {found}."),
    N_("Elements of edition {edition}."),
    N_("Place these practices anew; the file that was read still holds the old places."),
)
EDITION_OF_FILES = FindingKind(
    "practice-edition-of-files", _NOTE, N_("The files are of edition {found}, which is used.")
)
SEVERAL_EDITIONS = FindingKind(
    "practice-several-editions",
    _WARNING,
    N_("The files are of several editions: {found}. The newest is used: {edition}."),
    N_("Files of one edition, or --edition."),
    N_("Say which edition is meant: --edition {edition}"),
)
