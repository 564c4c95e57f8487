"""What an entry of a register may have wrong with it besides what any cell may have."""

from __future__ import annotations

from pcf.errors import N_
from pcf.findings import FindingKind, Severity

_ERROR = Severity.ERROR

ENTRY_TEXTLESS = FindingKind(
    "entry-textless",
    _ERROR,
    N_("The entry has no text; its row holds only {found}."),
    N_("A text for every entry."),
    N_("Write in {where} what it is, or clear the row."),
)
ENTRY_UNKNOWN = FindingKind(
    "entry-unknown",
    _ERROR,
    N_("{found} is no entry of the sheet {register}."),
    N_("Ids that stand on that sheet, separated by commas."),
    N_("Closest: {nearest}. Correct the id, or add the entry."),
)
NOT_A_PROCESS = FindingKind(
    "not-a-process",
    _ERROR,
    N_("{found} is no process: evidence, findings and initiatives belong to processes."),
    N_("Ids of processes, such as 6.2.2 or 10388, separated by commas."),
    N_("Closest: {nearest}. Name the processes that are meant."),
)
SEGMENT_NOT_LISTED = FindingKind(
    "segment-not-listed",
    _ERROR,
    N_("{found} is no segment of this workbook."),
    N_("The name or the id of a segment: {allowed}."),
    N_("Closest: {nearest}. Choose from the list, or add the segment on the sheet of segments."),
)
METRIC_UNKNOWN = FindingKind(
    "metric-unknown",
    _ERROR,
    N_("{found} is no metric of PCF {edition}."),
    N_("The id of a metric, such as service_level."),
    N_("Closest: {nearest}. Choose from the list."),
)
METRIC_MISSING = FindingKind(
    "metric-missing",
    _ERROR,
    N_("A value is expected ({found}), but the row does not say of which metric."),
    N_("A metric in {where}, or no expected value."),
    N_("Choose the metric in {where}, or clear the value."),
)
WAVE_UNKNOWN = FindingKind(
    "wave-unknown",
    _ERROR,
    N_("{found} is no wave."),
    N_("A whole number from 1 to {most}: 1 comes first."),
    N_("Closest: {nearest}. Or leave the cell blank: the wave then follows from what the initiative depends on."),
)
