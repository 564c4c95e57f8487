"""What can be wrong with a mapping in SSSOM TSV. The place of a finding is ``line:column``, or ``line`` alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from pcf.errors import N_
from pcf.findings import Finding, FindingKind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

NOT_UTF8 = FindingKind(
    "sssom-encoding",
    _ERROR,
    N_("The mapping is not text in UTF-8 but, as it seems, in {found}."),
    N_("SSSOM TSV in UTF-8."),
    N_("Save it as UTF-8: text editors offer it under Save as."),
)
BYTE_ORDER_MARK = FindingKind(
    "sssom-byte-order-mark",
    _WARNING,
    N_("The file begins with a byte order mark ({found}); it is skipped."),
    N_("UTF-8 without a byte order mark, as the standard demands."),
    N_("Save it as UTF-8 without BOM: other programs may refuse it as it is."),
)
WINDOWS_LINES = FindingKind(
    "sssom-windows-lines", _NOTE, N_("Lines end as on Windows; they are read all the same. Lines: {found}.")
)
NO_HEADER = FindingKind(
    "sssom-no-header",
    _ERROR,
    N_("The file begins with {found} and not with a metadata block."),
    N_("Lines that begin with # and hold curie_map and mapping_set_id, before the table."),
    N_("Put the contents of the .sssom.yml file before the table, each line after a #."),
)
HEADER_UNREADABLE = FindingKind(
    "sssom-header-unreadable",
    _ERROR,
    N_("The metadata block is not the YAML that SSSOM allows: {found}."),
    N_("Keys and values in YAML, without anchors, aliases and tags; each key once."),
    N_("Mend this line of the metadata block."),
)
HEADER_VALUE = FindingKind(
    "sssom-header-value",
    _ERROR,
    N_("{column} cannot be {found}."),
    N_("A value of the kind that the SSSOM specification gives for this key."),
    N_("Mend the value in the metadata block."),
)
HEADER_INCOMPLETE = FindingKind(
    "sssom-header-incomplete",
    _WARNING,
    N_("The metadata block does not say {found}."),
    N_("mapping_set_id and license, which SSSOM requires."),
    N_("Add them to the metadata block: other programs may refuse the file without them."),
)
HEADER_UNKNOWN = FindingKind(
    "sssom-header-unknown",
    _WARNING,
    N_("The metadata block has a key {found} that SSSOM does not know; it is skipped."),
    N_("Slots of SSSOM 1.1, or slots that extension_definitions declares."),
    N_("Correct the key, or declare it under extension_definitions."),
)
HEADER_OVERRULED = FindingKind(
    "sssom-header-overruled",
    _WARNING,
    N_("{column} stands in the metadata block ({found}) and in rows too; only what the rows say counts."),
    N_("A value for all rows in the metadata block, or values in the rows."),
    N_("Remove the key from the metadata block, or clear the column."),
)
VERSION_UNKNOWN = FindingKind(
    "sssom-version-unknown",
    _WARNING,
    N_("The file says that it follows SSSOM {found}."),
    N_("SSSOM 1.1 or an earlier version."),
    N_("Check that the file holds what you expect, or save it as SSSOM 1.1."),
)
PREFIX_REBOUND = FindingKind(
    "sssom-prefix-rebound",
    _ERROR,
    N_("The prefix {prefix} stands for {found}."),
    N_("{prefix} for {uri}, and nothing else."),
    N_("Correct it under curie_map, or choose another prefix."),
)
NO_TABLE = FindingKind(
    "sssom-no-table",
    _ERROR,
    N_("After the metadata block there is no table. Lines read: {found}."),
    N_("A line with the names of the columns, then one line a mapping."),
    N_("Ask the sender for the file again."),
)
NOT_TABS = FindingKind(
    "sssom-not-tabs",
    _ERROR,
    N_("The columns are not separated by tabs: {found}."),
    N_("Names of columns with tabs between them."),
    N_("Save the table as text with tabs, not as CSV."),
)
COLUMN_MISSING = FindingKind(
    "sssom-column-missing",
    _ERROR,
    N_("The column {found} is missing."),
    N_("The columns subject_id, predicate_id, object_id and mapping_justification."),
    N_("Add the column: SSSOM allows no mapping without it."),
)
COLUMN_TWICE = FindingKind(
    "sssom-column-twice",
    _ERROR,
    N_("The column {found} comes more than once."),
    N_("Every column once."),
    N_("Remove or rename one of them."),
)
COLUMN_UNKNOWN = FindingKind(
    "sssom-column-unknown",
    _WARNING,
    N_("SSSOM does not know the column {found}; it is skipped."),
    N_("Slots of SSSOM 1.1, or slots that extension_definitions declares."),
    N_("Correct the name, or declare it under extension_definitions. Closest: {closest}."),
)
ROW_RAGGED = FindingKind(
    "sssom-row-ragged",
    _ERROR,
    N_("Line {line} has cells: {found}."),
    N_("As many cells as the table has columns: {width}."),
    N_("Mend the tabs of this line; a value with tabs or line breaks stands in quotation marks."),
)
ROW_BLANK = FindingKind(
    "sssom-row-blank",
    _WARNING,
    N_("Line {found} is blank; it is skipped."),
    N_("A mapping on every line."),
    N_("Remove the line."),
)
QUOTES = FindingKind(
    "sssom-quotes",
    _ERROR,
    N_("The quotation marks of {column} do not match: {found}."),
    N_('A value in quotation marks, with "" for each that is part of it.'),
    N_("Close the quotation marks, or double those within."),
)
VALUE_MISSING = FindingKind(
    "sssom-value-missing",
    _ERROR,
    N_("{column} is blank."),
    N_("A value in subject_id, predicate_id, object_id and mapping_justification of every row."),
    N_("Fill it in: SSSOM allows no mapping without it."),
)
CURIE_MALFORMED = FindingKind(
    "sssom-curie-malformed",
    _ERROR,
    N_("{found} is not a CURIE."),
    N_("A prefix of curie_map, a colon and an id: pcf:10388. Whole addresses are not allowed here."),
    N_("Write {column} as prefix:id and declare the prefix under curie_map."),
)
PREFIX_UNKNOWN = FindingKind(
    "sssom-prefix-unknown",
    _ERROR,
    N_("The prefix of {found} is not declared."),
    N_("One of: {known}."),
    N_("Correct it, or declare it under curie_map."),
)
PREDICATE_UNKNOWN = FindingKind(
    "sssom-predicate-unknown",
    _ERROR,
    N_("The predicate {found} is not one that pcf can keep."),
    N_("One of: {known}."),
    N_("Choose the closest of these; a practice that is part of an element has skos:broadMatch."),
)
JUSTIFICATION_UNKNOWN = FindingKind(
    "sssom-justification-unknown",
    _ERROR,
    N_("{found} is no justification of the semapv vocabulary."),
    N_("One of: {known}."),
    N_("Write semapv:ManualMappingCuration where a person placed it; closest: {closest}."),
)
CHOICE_UNKNOWN = FindingKind(
    "sssom-choice-unknown",
    _ERROR,
    N_("{column} cannot be {found}."),
    N_("One of: {known}."),
    N_("Use one of these, spelt so, or leave the cell blank."),
)
NUMBER_UNUSABLE = FindingKind(
    "sssom-number-unusable",
    _ERROR,
    N_("{column} cannot be {found}."),
    N_("A number from {low} to {high} with a decimal point: 0.95."),
    N_("Correct the number: no percent sign, no comma."),
)
DATE_UNUSABLE = FindingKind(
    "sssom-date-unusable",
    _ERROR,
    N_("{column} cannot be {found}."),
    N_("A day of the calendar as year-month-day: 2026-10-31."),
    N_("Correct the date."),
)
REVIEWER_MISSING = FindingKind(
    "sssom-reviewer-missing",
    _ERROR,
    N_("The row has the review date {found} but no reviewer."),
    N_("reviewer_label or reviewer_id in every row that has review_date."),
    N_("Name the reviewer, or clear the date."),
)
TOOL_MISSING = FindingKind(
    "sssom-tool-missing",
    _WARNING,
    N_("The row has the tool version {found} but no tool."),
    N_("mapping_tool or mapping_tool_id beside mapping_tool_version."),
    N_("Name the tool: other programs may refuse the row without it."),
)
NOTHING_MISPLACED = FindingKind(
    "sssom-nothing-misplaced",
    _ERROR,
    N_("{found} stands in {column}."),
    N_("sssom:NoTermFound only in subject_id and object_id."),
    N_("Move it, or write what is meant."),
)
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


@dataclass
class Told:
    """What was noticed in one file."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    def tell(self, kind: FindingKind, line: int | str = "", column: str = "", **facts: object) -> None:
        """Note one fault; the line, an id where there is no line, and the column are its place and facts too."""
        place = f"{line}:{column}" if line and column else str(line) or column
        said = {"line": line, "column": column} | facts
        self.findings.append(Finding(kind, self.file, cell=place, facts=said))

    def in_order(self) -> tuple[Finding, ...]:
        """Return the findings from the first line to the last; those of the file as a whole come first."""
        lines = [(line if isinstance(line := one.facts.get("line"), int) else 0, one) for one in self.findings]
        return tuple(one for _, one in sorted(lines, key=lambda pair: pair[0]))
