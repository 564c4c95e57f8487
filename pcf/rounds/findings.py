"""What is noticed when one round follows another: carried over, compared, put in the order of time."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

NOT_CARRIED_OVER = FindingKind(
    "not-carried-over",
    Severity.WARNING,
    N_(
        "{found} was answered before and is not asked in this edition; the answer is kept on the sheet of answers "
        "without a place."
    ),
)
SEGMENT_NOT_CARRIED_OVER = FindingKind(
    "segment-not-carried-over",
    Severity.WARNING,
    N_(
        "The new file does not name segment {found}; what was said of it is kept on the sheet of answers without a "
        "place."
    ),
    N_("The same segment ids in both files."),
    N_("Give the segment its old id in --segments, or leave the option out to take the old segments over."),
)
PRACTICE_LINK_NOT_CARRIED_OVER = FindingKind(
    "practice-link-not-carried-over",
    Severity.WARNING,
    N_(
        "{found} has no place under customer service in this edition; the practice {practice} no longer names it. The "
        "link is kept on the sheet of answers without a place."
    ),
    N_("Links to elements of this edition."),
    N_("Link the practice to another element, if one fits; its text was carried over."),
)
REGISTER_LINK_NOT_CARRIED_OVER = FindingKind(
    "register-link-not-carried-over",
    Severity.WARNING,
    N_(
        "The new file has no {found}; the register entry {entry} no longer names it. The link is kept on the sheet of "
        "answers without a place."
    ),
    N_("Processes, segments and metrics of the new file."),
    N_("Name another one, if it fits; the entry itself was carried over."),
)
PUT_BACK = FindingKind(
    "put-back",
    Severity.NOTE,
    N_("{found} has a place again: what was said on edition {edition}, round {round}, is put back."),
)
OUT_OF_SCOPE = FindingKind(
    "answer-out-of-scope",
    Severity.NOTE,
    N_(
        "Answered before and outside the scope of the new file: {found}. The answers are kept without a place and come "
        "back when a new file asks again."
    ),
)
MEANING_CHANGED = FindingKind(
    "meaning-changed",
    Severity.WARNING,
    N_("{found}: the answer was carried over, but the element means something else in this edition. {note}"),
    N_("An answer about the new meaning."),
    N_("Ask again."),
)
ROUND_NOT_KEPT = FindingKind(
    "round-not-kept",
    Severity.NOTE,
    N_("The scores of round {found} are not kept for comparison: the old or the new file names no round."),
)
ROUND_REPLACED = FindingKind(
    "round-replaced",
    Severity.WARNING,
    N_("The scores kept of round {found} are left behind: the new file is of this round itself."),
    N_("A round that is not yet among the earlier ones."),
    N_("Give the new file another round: --round ROUND"),
)
FILE_SKIPPED = FindingKind(
    "file-skipped",
    Severity.NOTE,
    N_("{found} is no filled form of ours; it is skipped."),
)
NOTHING_TO_READ = FindingKind(
    "nothing-to-read",
    Severity.ERROR,
    N_("There is no filled form in {found}."),
    N_("Workbooks (.xlsx) filled in, or assessments that pcf assess --save wrote (.json)."),
    N_("Check the path, or put the files of the round into this folder."),
)
ROUND_MISSING = FindingKind(
    "round-missing",
    Severity.WARNING,
    N_("{found} names no round; it is left out."),
    N_("A round such as 2026-Q4 on the first sheet."),
    N_("Write the round into the workbook, or carry it over: pcf template NEW.xlsx --from OLD.xlsx --round ROUND"),
)
ROUNDS_OF_SEVERAL = FindingKind(
    "rounds-of-several",
    Severity.WARNING,
    N_("The rounds name different organisations: {found}; their scores stand in one line."),
    N_("Rounds of one organisation."),
    N_("Correct the name, or put the rounds of each organisation into a folder of its own."),
)
COUNTED_LEFT_BEHIND = FindingKind(
    "counted-left-behind",
    Severity.WARNING,
    N_("{found} holds figures counted from a log; a workbook cannot hold these, so they are left behind."),
    N_("Figures typed in, or the log itself."),
    N_("Give --contacts and --map again when you assess the workshop workbook."),
)
CARRIED_WITHOUT_PLACE = FindingKind(
    "carried-without-place",
    Severity.WARNING,
    N_(
        "{found} is not under customer service in PCF {edition}; what was said of it is kept in the file without a "
        "place. Followed by: {successor}. In another category at: {outside}."
    ),
    N_("An element of customer service in PCF {edition}."),
    N_("Say it of another element too, if one fits; carried back to its edition, all of it returns."),
)
METRIC_WITHOUT_PLACE = FindingKind(
    "metric-without-place",
    Severity.WARNING,
    N_("The log counts {found}, which belongs to an element that is not under customer service in PCF {edition}."),
    N_("A metric of an element of customer service in PCF {edition}."),
    N_("Nothing has to be changed: the metric is left out of results on that edition."),
)
MAP_NAMES_NO_ELEMENTS = FindingKind(
    "map-names-no-elements",
    Severity.NOTE,
    N_("{found} names columns and no elements: it holds for every edition, and is written as it is."),
)
EDITION_ALREADY = FindingKind(
    "edition-already",
    Severity.NOTE,
    N_("{found} is on PCF {edition} already; it is written as it is."),
)
