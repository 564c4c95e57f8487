"""What can be wrong with one cell of a mapping, whatever it means."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING

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
