"""What an assessment as a whole may have wrong with it."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

SAME_COPY_TWICE = FindingKind(
    "same-copy-twice",
    Severity.NOTE,
    N_("{found} holds the same answers of the same respondent as another file; it counts once."),
)
COPY_OF_OTHER_EDITION = FindingKind(
    "copy-of-other-edition",
    Severity.NOTE,
    N_("{found} is a form that is here on PCF {edition} too, carried from one to the other; that copy counts."),
)
COPIES_CONFLICT = FindingKind(
    "copies-conflict",
    Severity.ERROR,
    N_("{found} and another file are copies of one form ({respondent}, {round}), but their answers differ."),
    N_("One filled copy per respondent and round."),
    N_("Leave out the outdated copy, or write different respondent names."),
)
WORKSHOPS_CONFLICT = FindingKind(
    "workshops-conflict",
    Severity.ERROR,
    N_("{found} and another file are workshop workbooks of one round, but they say different things."),
    N_("One workshop workbook per round."),
    N_("Leave out the outdated one."),
)
REGISTER_CONFLICT = FindingKind(
    "register-conflict",
    Severity.ERROR,
    N_("The files contradict one another on the entry {found} of the {register}."),
    N_("One entry per id of evidence, findings and initiatives."),
    N_("Give one of the two another id, or write the same in both."),
)
LOOP_CONFLICT = FindingKind(
    "loop-conflict",
    Severity.ERROR,
    N_("The files contradict one another on {found} of the {register}; the first file counts."),
    N_("One entry for each step, assumption, response rule, calendar day and contact reason."),
    N_("Write the same in all files, or leave the entry blank in all but one."),
)
BLOCK_DISPUTED = FindingKind(
    "block-disputed",
    Severity.WARNING,
    N_("Building block {block}: the files rate it {found}, two or more levels apart. The lower median is used."),
    N_("Answers that describe the same system."),
    N_("Look at the evidence together, and agree on a level."),
)
LATE_COPY_DIFFERS = FindingKind(
    "late-copy-differs",
    Severity.NOTE,
    N_("A copy that came after the workshop says otherwise; what the workshop workbook says holds: {found}."),
)
NAMESAKES = FindingKind(
    "namesakes",
    Severity.WARNING,
    N_("{found} stands in two forms of this round; both count."),
    N_("One form per respondent."),
    N_("If it is one person, leave out the outdated file; if not, write the names so that they differ."),
)
NAMELESS_TWIN = FindingKind(
    "nameless-twin",
    Severity.WARNING,
    N_("{found} is of the template of an unnamed copy in the workshop workbook, but its answers differ; both count."),
    N_("One form per respondent."),
    N_("If it is a corrected copy, consolidate anew from the original files."),
)
RATED_OUT_OF_SCOPE = FindingKind(
    "rated-out-of-scope",
    Severity.WARNING,
    N_("{element}: the workshop workbook says not applicable, yet respondents answered it: answers {found}."),
    N_("Answers about processes that the organisation has."),
    N_("Agree on a level in the workshop workbook, or keep it not applicable there."),
)
EXTENSIONS_DIFFER = FindingKind(
    "extensions-differ",
    Severity.NOTE,
    N_("Not every file asks about what is the own of {found}; where a file does not ask, it does not count."),
)
EXTENSION_NOT_LOADED = FindingKind(
    "extension-not-loaded",
    Severity.ERROR,
    N_("The answers stand on own elements of {found}, and these are not loaded."),
    N_("The folder of each of these organisations."),
    N_("Name their folder: pcf … --extend FOLDER, or in Python pcf.load(extend=FOLDER) first."),
)
OWN_PROCESSES_COUNTED = FindingKind(
    "own-processes-counted",
    Severity.NOTE,
    N_("Own processes of {owners} count in the score: {count}. With them it is {found}, without them {without}."),
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
    N_("Assess each organisation on its own, or mend the sheet 1 START."),
)
ROUNDS_DIFFER = FindingKind(
    "rounds-differ",
    Severity.ERROR,
    N_("The files belong to different rounds: {found}."),
    N_("One round for all copies that are assessed together."),
    N_("Assess each round on its own, or mend the round on the sheet 1 START."),
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
    N_("The files give different figures for {metric} of segment {segment}, {field}: {found}."),
    N_("One value, floor, target, stretch and weight per metric and segment."),
    N_("Leave the figure in one copy, or write the same one in all."),
)
WEIGHTS_DIFFER = FindingKind(
    "weights-differ",
    Severity.WARNING,
    N_("{element}: the files give different weights: {found}. The lower median of those that were set is used."),
    N_("One weight for each process and each process group."),
    N_("Agree on a weight and write it in one copy, or the same one in all."),
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
MORE_SEGMENTS_NOT_IN_WORKBOOK = FindingKind(
    "more-segments-not-in-workbook",
    Severity.WARNING,
    N_("More segments of the log that the workbook does not name: {found}; contacts {count}. They stay in the totals."),
    N_("The workbook's segment ids or names."),
    N_("Check that the map takes the segment from the right column, or group the values under [values.segment]."),
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
REASONS_NOT_IN_CUBE = FindingKind(
    "reasons-not-in-cube",
    Severity.NOTE,
    N_("The forms list contact reasons, and {found} is a cube: reasons are counted from the rows of the log alone."),
    "",
    N_("Name the log and its map in place of the cube, and the report has the contact reasons."),
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
SAVED_EDITION_UNKNOWN = FindingKind(
    "saved-edition-unknown",
    Severity.ERROR,
    N_("The saved answers stand on edition {found} of the PCF, which this pcf does not hold."),
    N_("One of the editions {editions}."),
    N_("Name the folder of your own copy with --extend FOLDER, or install a newer pcf-customer-service."),
)
SAVED_ID_UNKNOWN = FindingKind(
    "saved-id-unknown",
    Severity.ERROR,
    N_("The saved answers name {found}; the assessment has no such {what}."),
    N_("The ids as pcf assess --save wrote them."),
    N_("Save the assessment again; the file is not made to be edited by hand."),
)
SAVED_ID_TWICE = FindingKind(
    "saved-id-twice",
    Severity.ERROR,
    N_("The saved answers of one respondent name {found} twice ({what})."),
    N_("One answer per respondent."),
    N_("Save the assessment again; the file is not made to be edited by hand."),
)
COUNTED_DIFFER = FindingKind(
    "counted-differ",
    Severity.ERROR,
    N_("The saved assessments hold different figures counted from logs: {found}. None of them is used."),
    N_("Figures of one log."),
    N_("Count again: add --contacts LOG --map MAP.toml."),
)
ANSWERED_UNASKED = FindingKind(
    "answered-unasked",
    Severity.WARNING,
    N_("{element}: somebody answered {found} outside the scope of the form; the answer does not count."),
    N_("Answers within the respondent's scope."),
    N_("Make a form with a wider scope: pcf template NEW.xlsx --from OLD.xlsx --scope IDS"),
)
LEVEL_NOT_AS_TICKED = FindingKind(
    "level-not-as-ticked",
    Severity.NOTE,
    N_("{element} is rated {found}; the ticked statements suggest {suggested}."),
    N_("A rating that the ticked statements bear out; it is the respondent's to decide."),
    N_("Talk about the difference: the ticks or the rating may be wrong."),
)
POLICIES_DIFFER = FindingKind(
    "policies-differ",
    Severity.WARNING,
    N_("The workbooks name different ways to combine processes: {found}. The weighted mean is used."),
    N_("One way for all copies."),
    N_("Say which one holds: --policy NAME"),
)
LOCK_FILE_SKIPPED = FindingKind(
    "lock-file-skipped",
    Severity.NOTE,
    N_("{found} is a mark that some program left beside an open file, not a workbook; it is skipped."),
)
LEVEL_WITHOUT_METRIC = FindingKind(
    "level-without-metric",
    Severity.WARNING,
    N_("{element} is rated {found}, but no figure of the assessment measures it."),
    N_("From level 4 on, a figure that is compared with its target, such as: {metrics}."),
    N_("Bring the figure, or agree on level 3 until there is one."),
)
FIGURE_CONTRADICTS_LEVEL = FindingKind(
    "figure-contradicts-level",
    Severity.WARNING,
    N_("{element} is rated {found}, but {metric} of segment {segment} is {value} against a target of {target}."),
    N_("From level 4 on, figures that reach their targets, or are at least not worse than the floor."),
    N_("Ask what the rating rests on: the level, the target or the figure may be wrong."),
)
TARGET_BELOW_TODAY = FindingKind(
    "target-below-today",
    Severity.NOTE,
    N_("{metric}: today's value is better than the target (segment: target / value): {found}."),
)
DEPENDENCY_UNKNOWN = FindingKind(
    "dependency-unknown",
    Severity.WARNING,
    N_("Initiative {initiative} depends on {found}, which is not registered."),
    N_("Ids of initiatives of the same register."),
    N_("Register the other initiative, or correct the id."),
)
DEPENDENCY_CIRCLE = FindingKind(
    "dependency-circle",
    Severity.WARNING,
    N_("These initiatives depend on one another in a circle: {found}."),
    N_("An order in which each can begin."),
    N_("Remove one of the dependencies."),
)
WAVE_TOO_EARLY = FindingKind(
    "wave-too-early",
    Severity.WARNING,
    N_(
        "Initiative {initiative} stands in wave {found}; what it depends on lets it begin in wave {earliest} "
        "at the earliest."
    ),
    N_("A wave after those of all initiatives that it depends on."),
    N_("Move it to a later wave, or remove the dependency. Reports show it in wave {earliest}."),
)
REGISTER_ID_UNKNOWN = FindingKind(
    "register-id-unknown",
    Severity.WARNING,
    N_("{entry} names {found}, which is not among the {what}."),
    N_("Ids that stand in this file."),
    N_("Add the entry, or correct the id."),
)
