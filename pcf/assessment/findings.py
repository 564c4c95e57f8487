"""What an assessment as a whole may have wrong with it."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

SAME_COPY_TWICE = FindingKind(
    "same-copy-twice",
    Severity.NOTE,
    N_("{found} holds the same answers of the same respondent as another file; it counts once."),
)
COPIES_CONFLICT = FindingKind(
    "copies-conflict",
    Severity.ERROR,
    N_("{found} and another file are copies of one form ({respondent}, {round}), but their answers differ."),
    N_("One filled copy per respondent and round."),
    N_("Leave out the outdated copy, or write different respondent names."),
)
EDITIONS_DIFFER = FindingKind(
    "editions-differ",
    Severity.ERROR,
    N_("The files stand on different editions of the PCF: {found}."),
    N_("One edition for all copies of a round."),
    N_("Carry the older copies over with: pcf template NEW.xlsx --from OLD.xlsx"),
)
ORGANISATIONS_DIFFER = FindingKind(
    "organisations-differ",
    Severity.ERROR,
    N_("The files name different organisations or currencies: {found}."),
    N_("One organisation and one currency."),
    N_("Assess each organisation on its own, or mend the organisation sheet."),
)
SEGMENTS_DIFFER = FindingKind(
    "segments-differ",
    Severity.ERROR,
    N_("Segment {segment} has different names in the files: {found}."),
    N_("One name per segment id."),
    N_("Write the same name in all copies."),
)
FIGURES_CONFLICT = FindingKind(
    "figures-conflict",
    Severity.ERROR,
    N_("The files give different figures for {metric} of segment {segment}: {found}."),
    N_("One value, floor, target, stretch and weight per metric and segment."),
    N_("Leave the figure in one copy, or write the same one in all."),
)
APPLICABILITY_DISPUTED = FindingKind(
    "applicability-disputed",
    Severity.WARNING,
    N_("{element}: some rate it, {found} say it is not applicable. It is treated as applicable."),
    N_("Agreement on whether the organisation has this work."),
    N_("Settle it in the workshop."),
)
SEGMENT_NOT_IN_WORKBOOK = FindingKind(
    "segment-not-in-workbook",
    Severity.WARNING,
    N_("The log has a segment {found} that the workbook does not name: contacts {count}. They stay in the totals."),
    N_("One of the workbook's segment ids or names: {segments}."),
    N_("Add the segment to the workbook, or rename it in the map under [values.segment]."),
)
SEGMENT_NOT_IN_LOG = FindingKind(
    "segment-not-in-log",
    Severity.NOTE,
    N_("The log holds no contact of segment {found}."),
)
CONTACTS_WITHOUT_SEGMENT = FindingKind(
    "contacts-without-segment",
    Severity.WARNING,
    N_("Contacts without a segment in the log: {found}. They stay in the totals."),
    N_("A segment for every contact."),
    N_("Map the column segment, or give those rows a value."),
)
TYPED_FIGURE_DIFFERS = FindingKind(
    "typed-figure-differs",
    Severity.NOTE,
    N_("{metric} of segment {segment}: {found} is typed in, the log gives {counted}. The log's figure is used."),
)
LEVEL_ABOVE_EVIDENCE = FindingKind(
    "level-above-evidence",
    Severity.NOTE,
    N_("{element}: rated {found}, the evidence named supports {supported}."),
)
TARGET_BELOW_LEVEL = FindingKind(
    "target-below-level",
    Severity.NOTE,
    N_("{element}: the target {target} is below the level {found}."),
)
SAVED_MISSING = FindingKind(
    "file-missing",
    Severity.ERROR,
    N_("There is no file {found}."),
    N_("A JSON file written by pcf assess --save."),
    N_("Check the path and the name."),
)
SAVED_UNREADABLE = FindingKind(
    "saved-unreadable",
    Severity.ERROR,
    N_("The file is not an assessment that pcf saved: {found}."),
    N_("A JSON file written by pcf assess --save."),
    N_("Save the assessment again."),
)
SAVED_NEWER = FindingKind(
    "saved-newer",
    Severity.ERROR,
    N_("The file has schema version {found}; this pcf reads up to {supported}."),
    N_("A file of this or an older version."),
    N_("Install a newer pcf-customer-service."),
)
SEGMENT_NOT_CARRIED_OVER = FindingKind(
    "segment-not-carried-over",
    Severity.WARNING,
    N_("The figures of segment {found} are not carried over: the new file does not name this segment."),
    N_("The same segment ids in both files."),
    N_("Give the segment its old id in --segments, or leave the option out to take the old segments over."),
)
NOT_CARRIED_OVER = FindingKind(
    "not-carried-over",
    Severity.WARNING,
    N_("{found} was answered before and is not asked in this edition; the answer stays in the old file only."),
)
MEANING_CHANGED = FindingKind(
    "meaning-changed",
    Severity.WARNING,
    N_("{found}: the answer was carried over, but the element means something else in this edition. {note}"),
    N_("An answer about the new meaning."),
    N_("Ask again."),
)
ANSWERED_UNASKED = FindingKind(
    "answered-unasked",
    Severity.WARNING,
    N_("{element}: somebody answered {found} outside the scope of the form; the answer does not count."),
    N_("Answers within the respondent's scope."),
    N_("Make a form with a wider scope: pcf template NEW.xlsx --from OLD.xlsx --scope IDS"),
)
