"""Figures counted from a log, put beside the segments of the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pcf.assessment import findings as kinds
from pcf.assessment.log_rules import rules_of
from pcf.assessment.records import Segment
from pcf.assessment.segments import Counted
from pcf.findings import Finding
from pcf.formula import Result, result
from pcf.metrics.segments import Segments

if TYPE_CHECKING:
    from pcf.metrics import Measurement
    from pcf.taxonomy import Taxonomy

_MOST_NAMED = 20  # a column of ids mapped as segment gives thousands of values


def match_segments(measurement: Measurement, segments: Sequence[Segment], taxonomy: Taxonomy) -> Counted:
    """Match the log's segments to the workbook's, by id and then by exact name.

    What matches neither, and contacts without a segment, become findings with their count of all
    contacts, offered or not, and stay in the totals. Where two values of the log mean one segment,
    their measures are summed.
    """
    wanted = Segments({segment.id: segment.name for segment in segments})
    names = [segment.name for segment in segments]
    summed: dict[str, dict[str, float]] = {}
    results: dict[str, Mapping[str, Result]] = {}
    unmatched: Counter[str | None] = Counter()
    for row in measurement.rows:
        value = row.by["segment"]
        known = wanted.of(value)
        if known is None:
            unmatched[value] += row.rows
            continue
        if known not in summed:
            summed[known], results[known] = dict(row.measures), row.results
            continue
        for measure, count in row.measures.items():
            summed[known][measure] = summed[known].get(measure, 0) + count
        results[known] = {
            metric: result(taxonomy.metric(metric).record, summed[known], taxonomy.units)
            if one.reason != "no_data" or one.n == 0
            else one
            for metric, one in row.results.items()
        }
    missing = [segment for segment in segments if segment.id not in results]
    found = [*_unmatched_findings(unmatched, names)]
    found += [Finding(kinds.SEGMENT_NOT_IN_LOG, facts={"found": segment.name}) for segment in missing]
    rules = tuple(rules_of(log_map) for log_map in measurement.log_maps)
    return Counted(results, measurement.totals.results, (*measurement.findings, *found), rules)


def one_of(counted: Mapping[str, Counted]) -> Counted:
    """Return the counted figures that several saved files agree on; where they differ, none and an error.

    Args:
        counted: File name to what it holds.
    """
    filled = {file: one for file, one in counted.items() if one != Counted()}
    distinct = [(one.by_segment, one.totals, one.complaints, one.reasons) for one in filled.values()]
    if any(one != distinct[0] for one in distinct):
        return Counted(findings=(Finding(kinds.COUNTED_DIFFER, facts={"found": sorted(filled)}),))
    return next(iter(filled.values()), Counted())


def _unmatched_findings(contacts: Mapping[str | None, int], names: Sequence[str]) -> Iterator[Finding]:
    """Name the largest of the segments that match nothing, and count the others in one finding."""
    if None in contacts:
        yield Finding(kinds.CONTACTS_WITHOUT_SEGMENT, facts={"found": contacts[None]})
    ranked = sorted(((value, count) for value, count in contacts.items() if value is not None), key=lambda it: -it[1])
    for value, count in ranked[:_MOST_NAMED]:
        facts = {"found": value, "count": count, "segments": names}
        yield Finding(kinds.SEGMENT_NOT_IN_WORKBOOK, facts=facts)
    if more := ranked[_MOST_NAMED:]:
        facts = {"found": len(more), "count": sum(count for _, count in more)}
        yield Finding(kinds.MORE_SEGMENTS_NOT_IN_WORKBOOK, facts=facts)
