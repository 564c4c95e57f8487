"""What a received workbook may have wrong with it besides the file itself: identity, structure."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

_A_WORKBOOK = N_("An Excel workbook (.xlsx) made by pcf template and filled in.")
_SAVE_AS_XLSX = N_("Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx), then try again.")

NOT_OURS = FindingKind(
    "not-an-assessment",
    _ERROR,
    N_("The workbook is not an assessment of ours; its sheets: {found}."),
    _A_WORKBOOK,
    N_("Make a template with: pcf template NEW.xlsx, and copy the answers into it."),
)
LIST_NOT_ASSESSMENT = FindingKind(
    "list-not-assessment",
    _ERROR,
    N_("The workbook is a list of practices (practices: {found}), not an assessment: it holds no ratings."),
    _A_WORKBOOK,
    N_("Put its practices into an assessment with: pcf template NEW.xlsx --practices {file}"),
)
PRACTICE_LIST = FindingKind(
    "practice-list",
    _NOTE,
    N_("The workbook is a list of practices, not an assessment. Practices: {found}; decided: {decided}."),
)
IDENTITY_MISSING = FindingKind(
    "identity-missing",
    _ERROR,
    N_("The workbook does not say which edition it is for: its hidden sheet and its properties are gone ({found})."),
    N_("The hidden sheet _meta or the file's custom properties."),
    N_("Name the folder of your own copy with --extend FOLDER, or copy the answers into a new template."),
)
IDENTITY_CONFLICT = FindingKind(
    "identity-conflict",
    _ERROR,
    N_("The hidden sheet and the file's properties differ in {field}: {found}."),
    N_("The same value in both."),
    N_("Copy the answers into a new template."),
)
SCHEMA_NEWER = FindingKind(
    "schema-newer",
    _ERROR,
    N_("The workbook has schema version {found}; this pcf reads up to {supported}."),
    N_("A workbook of version {supported} or older."),
    N_("Install a newer pcf-customer-service."),
)
SCHEMA_OLDER = FindingKind(
    "schema-older",
    _ERROR,
    N_("The workbook has schema version {found}; its sheets are not those of version {supported}."),
    N_("A workbook of version {supported}."),
    N_(
        "Carry the answers over: with the pcf that made it, pcf assess OLD.xlsx --save OLD.json; then "
        "pcf template NEW.xlsx --from OLD.json"
    ),
)
SCHEMA_UNKNOWN = FindingKind(
    "schema-unknown",
    _ERROR,
    N_("The workbook's schema version is not a number: {found}."),
    N_("A version from 1 to {supported}."),
    N_("Copy the answers into a new template."),
)
EDITION_UNKNOWN = FindingKind(
    "edition-unknown",
    _ERROR,
    N_("The workbook stands on edition {found}, which the model does not hold."),
    N_("One of: {editions}."),
    N_("Copy the answers into a new template."),
)

SHEET_MISSING = FindingKind(
    "sheet-missing",
    _ERROR,
    N_("The sheet {found} is missing."),
    N_("A sheet with the marker {marker} in its hidden column A."),
    N_("Copy the sheet back from a template of the same edition."),
)
SHEET_AMBIGUOUS = FindingKind(
    "sheet-ambiguous",
    _ERROR,
    N_("Two sheets carry the same marker {marker}: {found}."),
    N_("Each sheet once."),
    N_("Delete the copy that is not meant."),
)
SHEET_NEWER = FindingKind(
    "sheet-newer",
    _ERROR,
    N_("The sheet has the marker {found}, of a newer layout."),
    N_("The marker {marker}."),
    N_("Install a newer pcf-customer-service."),
)
KEYS_MISSING = FindingKind(
    "keys-missing",
    _ERROR,
    N_("The hidden row of column keys is missing on this sheet ({found})."),
    N_("A hidden row that begins with: key."),
    N_("Copy the sheet back from a template of the same edition."),
)
COLUMN_MISSING = FindingKind(
    "column-missing",
    _ERROR,
    N_("The column {found} ({heading}) is missing."),
    N_("A column with the key {found} in the hidden key row."),
    N_("Copy the column back from a template."),
)
COLUMN_TWICE = FindingKind(
    "column-twice",
    _ERROR,
    N_("The column key {found} stands twice, also in {other}."),
    N_("Each column once."),
    N_("Delete the copy that is not meant."),
)
ROW_MISSING = FindingKind(
    "row-missing",
    _ERROR,
    N_("The row of {found} {name} is missing."),
    N_("A row with the key {found} in the hidden column A."),
    N_("Copy the row back from a template."),
)
OWN_NOT_ASKED = FindingKind(
    "own-not-asked",
    _NOTE,
    N_("Own elements that came after the workbook was made; it does not ask about them: {found}."),
)
ROW_TWICE = FindingKind(
    "row-twice",
    _ERROR,
    N_("The row key {found} stands twice, also in {other}."),
    N_("Each row once."),
    N_("Delete the copy that is not meant."),
)
ROW_UNKNOWN = FindingKind(
    "row-unknown",
    _ERROR,
    N_("The row key {found} is unknown here."),
    N_("A key of this sheet. Closest: {nearest}."),
    N_("Copy the row back from a template of the same edition."),
)
ROW_MIXED_UP = FindingKind(
    "row-mixed-up",
    _ERROR,
    N_("The row shows {found}, but its hidden key belongs to {element}; its entries are not read."),
    N_("{wanted} in this row: key and visible columns of one row belong together."),
    N_(
        "Undo the sorting, or sort whole rows together with the hidden column A; "
        "if only this number was overwritten, write {wanted}."
    ),
)
HIDDEN_ANSWERS = FindingKind(
    "hidden-answers",
    _WARNING,
    N_("Hidden rows, columns or sheets hold entries; they are read all the same: {found}."),
    N_("Entries that people can see."),
    N_("Show them and check whether they are meant."),
)
STRAY = FindingKind(
    "stray",
    _WARNING,
    N_("{found} stands where nothing is read; it is left out."),
    N_("Entries in the pale yellow cells only."),
    N_("Move it to a comment or note cell, or delete it."),
)
EXTRA_SHEET = FindingKind(
    "extra-sheet",
    _WARNING,
    N_("The sheet is not one of ours; its filled cells are left out: {found}."),
    N_("The sheets of the template only."),
    N_("Keep it in a file of its own."),
)
MERGED = FindingKind(
    "merged-inputs",
    _ERROR,
    N_("The merged cells {found} cover cells that are filled in one by one."),
    N_("One value a cell."),
    N_("Unmerge them and fill in each cell."),
)
CELL_TWICE = FindingKind(
    "cell-twice",
    _ERROR,
    N_("The file holds this cell twice, also as {found}."),
    N_("Each cell once."),
    _SAVE_AS_XLSX,
)
LANGUAGE_UNKNOWN = FindingKind(
    "language-unknown",
    _NOTE,
    N_("{found} is not a language of the workbook ({languages}); it shows the one in which it was made."),
)
FORMULA_LOST = FindingKind(
    "formula-lost",
    _WARNING,
    N_("{found} stands where a formula of ours was; the cell no longer follows the answers or the language."),
    N_("The formula of the template; what is read does not depend on it."),
    N_("Undo the change, or carry the answers over: pcf template NEW.xlsx --from OLD.xlsx"),
)
FORMULAS_GONE = FindingKind(
    "formulas-gone",
    _WARNING,
    N_("{found} of our formulas hold values: the copy is one of values only, or its program knows no formulas."),
    N_("The formulas of the template; what is read does not depend on them."),
    N_("Go on in the original, or carry the answers over: pcf template NEW.xlsx --from OLD.xlsx"),
)
TEXTS_CHANGED = FindingKind(
    "texts-changed",
    _WARNING,
    N_("The hidden sheet {found}, from which all sheets take their texts, was changed or is gone."),
    N_("The texts of the template: people answer what they read there."),
    N_("Ask what was changed, or have the answers given again in a new template."),
)
HISTORY_INCOMPLETE = FindingKind(
    "history-incomplete",
    _WARNING,
    N_("The workbook carried {wanted} earlier rounds; {found} can be read."),
    N_("The hidden sheet _history as it was made."),
    N_("Go on from the original, if the comparison with these rounds matters."),
)
VOICE_CHANGED = FindingKind(
    "voice-changed",
    _WARNING,
    N_("The cell shows what respondents answered; {found} was typed over it and is not read."),
    N_("The respondents' answers as they came in; what is agreed stands in the column of the agreed level."),
    N_("Write the agreed level beside it, or add the respondent's new copy with: pcf consolidate"),
)
FORMS_CHANGED = FindingKind(
    "forms-changed",
    Severity.ERROR,
    N_("The hidden sheet {found}, with the respondents' answers and what has no place, was changed or is gone."),
    N_("The hidden sheet as it was made; programs that keep all sheets keep it."),
    N_("Go on from a copy that still has it, or consolidate the respondents' workbooks again."),
)
RESULTS_STALE = FindingKind(
    "results-stale",
    _WARNING,
    N_("The results shown are not those of the answers: {cells} show {found}, computed from the answers is {value}."),
    N_("Results computed by the program that saved the file."),
    N_(
        "Look at the notes first: an answer in words or with the other decimal mark is read, but a formula cannot read "
        "it. Else let the program compute (F9) and save. pcf always scores the answers, never these cells."
    ),
)
