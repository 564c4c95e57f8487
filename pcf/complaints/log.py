"""A complaint log counted: rates, times, ages, the control chart, and the response rules held against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pcf.complaints import findings as kinds
from pcf.complaints.ages import age_bands
from pcf.complaints.bases import CUSTOMERS, Asked, read_bases
from pcf.complaints.chart import Chart, Customers, chart
from pcf.complaints.counts import ComplaintCounts, Cut, CutRow
from pcf.complaints.rates import Rates, rates_of
from pcf.complaints.records import ComplaintInputs
from pcf.complaints.rule_counts import count_rules
from pcf.errors import BadOptionError, LogError
from pcf.findings import Finding
from pcf.formula import Result
from pcf.metrics import Measurement, Row, measure_open, moments
from pcf.metrics.figure_findings import DIMENSION_NOT_MAPPED
from pcf.metrics.logfiles import name_of, names_of
from pcf.metrics.opened import MappedFiles, OpenLog, open_log
from pcf.metrics.periods import covered
from pcf.metrics.segments import Segments
from pcf.metrics.sql.duckdb_engine import MEMORY_LIMIT
from pcf.metrics.sql.scans import Period

METRICS = (
    "complaint_acknowledged_in_time",
    "complaint_closed_in_limit",
    "complaint_closed_in_limit_of_closed",
    "complaint_resolution_median",
    "complaint_resolution_p90",
    "complaint_upheld_rate",
    "complaint_redress_mean",
    "complaint_repeat_rate",
    "complaint_to_regulator_rate",
    "complaint_backlog",
)
CUTS: tuple[Cut, ...] = ("segment", "reason", "channel")
MOST_VALUES = 500  # a column with more is an id or free text, and a table of it would hold rows of the log
_MOST_GROUPS = 3000  # more are counted by each cut apart: joining them costs more than another scan
_MOST_NAMED = 20


def count_complaints(
    paths: Sequence[Path],
    map_path: Path,
    *,
    inputs: ComplaintInputs | None = None,
    segments: Mapping[str, str] | None = None,
    also: Sequence[MappedFiles] = (),
    first: str | date | None = None,
    last: str | date | None = None,
    as_of: str | date | datetime | None = None,
    memory: int = MEMORY_LIMIT,
) -> tuple[ComplaintCounts, tuple[Finding, ...]]:
    """Count a complaint log.

    Args:
        paths: Its files: CSV, parquet or Excel.
        map_path: Its map.
        inputs: The response rules and calendars to hold against it.
        segments: Segment id to name: what the log says is matched to them, by id and then by name; without them the
            log's own words stand.
        also: Files and map of business volumes or contacts, for the rates.
        first, last: Local days, both inclusive; rules and chart go by the day of receipt, each metric by its own time.
        as_of: The moment as of which cases are open, a local time or a day, whose end is meant. Without it nothing
            is said of what is open.
        memory: Bytes that DuckDB may use.

    Returns:
        What was counted, and what a reader must know of it.

    Raises:
        LogError: The files, the maps or the rows have faults; ``findings`` hold every one.
        BadOptionError: A day or moment that cannot be.
    """
    period = Period(moments.day("from", first), moments.day("to", last))
    if period.first and period.last and period.last < period.first:
        raise BadOptionError(option="to", found=str(last), expected=[f"≥ {period.first}"])
    question = _Question(paths, map_path, segments, also, period, as_of, memory)
    try:
        return _counted(question, inputs or ComplaintInputs())
    except LogError as error:
        more = [one for one in _faults(question) if one not in error.findings]
        findings = (*error.findings, *more)
        raise LogError(findings=findings, path=names_of(paths), count=len(findings)) from error


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked, as the caller gave it."""

    paths: Sequence[Path]
    map_path: Path
    segments: Mapping[str, str] | None
    also: Sequence[MappedFiles]
    period: Period
    as_of: str | date | datetime | None
    memory: int

    def measured(self, log: OpenLog, by: Sequence[Cut]) -> Measurement:
        measurement = measure_open(
            log,
            by=by,
            metrics=[*METRICS, CUSTOMERS],  # the rate itself is made elsewhere, of whole months
            first=self.period.first,
            last=self.period.last,
            as_of=self.as_of,
            memory=self.memory,
        )
        return measurement.renamed("segment", matcher(self.segments))


def matcher(segments: Mapping[str, str] | None) -> Callable[[str], str]:
    """Make what gives the id of a segment for a log's word; a word that means no segment is given back."""
    known = Segments(segments)
    return lambda word: known.of(word) or word


def _counted(question: _Question, inputs: ComplaintInputs) -> tuple[ComplaintCounts, tuple[Finding, ...]]:
    asked = Asked(question.period, question.as_of, matcher(question.segments), question.memory)
    bases, of_bases = read_bases(question.also, asked)
    where = question.period.condition("received_at_local")
    where = f" WHERE {where}" if where else ""
    with open_log(question.paths, question.map_path, as_of=question.as_of, memory=question.memory) as log:
        if log.log_map.log.id != "complaints":
            wrong = Finding(
                kinds.WRONG_LOG, name_of(question.map_path), cell="log", facts={"found": log.log_map.log.id}
            )
            raise LogError(findings=(wrong,), path=names_of(question.paths), count=1)
        dimensions, groups, told = _dimensions(log)
        rules, of_rules = count_rules(log, inputs, asked.segment_of, where)
        ages = age_bands(log, asked.segment_of)
        span = "MIN(CAST(received_at_local AS DATE)), MAX(CAST(received_at_local AS DATE))"
        earliest, latest = log.rows(f"SELECT {span} FROM complaints{where}")[0]
        now = log.now_local if log.as_of is not None else None
        rates, charted, begin = Rates(bases, {}, (), {}), Chart(), earliest or question.period.first
        if begin is not None and log.now_local is not None:
            known = covered(question.period, begin, log.now_local, is_known_to_day_end=log.as_of is None)
            rates = rates_of(log, bases, dimensions, known, asked)
            charted = chart(log, question.period, known, _customers(rates))
        whole = question.measured(log, dimensions if groups <= _MOST_GROUPS else [])
        cuts = {
            cut: _rows(whole.cut([cut]) if groups <= _MOST_GROUPS else question.measured(log, [cut]), cut, rates)
            for cut in dimensions
        }
    counts = ComplaintCounts(
        as_of=now.isoformat() if now else "",
        first=earliest.isoformat() if earliest else "",
        last=latest.isoformat() if latest else "",
        complaints=int(whole.totals.measures["complaints_received"]),
        open=_open(whole.totals),
        totals=_own(whole.totals) | rates.total(),
        cuts=cuts,
        ages=ages,
        chart=charted.points,
        method=charted.method,
        rules=rules,
    )
    if question.segments is not None:
        told += _unknown_segments(cuts.get("segment", ()), question.segments)
    told += rates.findings(question.period, question.segments)
    # that a log has no segments, and no customers of its own, is no news
    of_rows = [
        one for one in whole.findings if one.kind is not DIMENSION_NOT_MAPPED and one.facts.get("metric") != CUSTOMERS
    ]
    return counts, (*of_rows, *of_bases, *told, *charted.findings, *of_rules)


def _faults(question: _Question) -> Iterator[Finding]:
    """Find the faults of all logs, since the first log that cannot be read hides those of the others."""
    for paths, map_path in [(question.paths, question.map_path), *question.also]:
        try:
            with open_log(paths, map_path, memory=question.memory):
                pass
        except LogError as error:
            yield from error.findings


def _customers(rates: Rates) -> Customers | None:
    """Return what a chart of complaints per 1,000 customers is counted on; ``None`` where nobody gave customers."""
    for base in rates.bases:
        if base.metric == CUSTOMERS and not base.missing:
            strange = [word for word, segment in rates.words.items() if not base.counts(segment)]
            return Customers(base.overall(), strange)
    return None


def _dimensions(log: OpenLog) -> tuple[list[Cut], int, list[Finding]]:
    """Choose what to cut by; say how many groups that makes, and what has too many values to be cut by."""
    there = [cut for cut in CUTS if cut in log.columns]
    if not there:
        return [], 1, []
    counted = ", ".join(f"COUNT(DISTINCT {cut})" for cut in there)
    groups, *numbers = log.rows(
        f"SELECT COUNT(*), {counted} FROM (SELECT DISTINCT {', '.join(there)} FROM complaints)"
    )[0]
    chosen = [cut for cut, number in zip(there, numbers, strict=True) if number <= MOST_VALUES]
    told = [
        Finding(
            kinds.TOO_MANY_VALUES, cell=f"[columns] {cut}", facts={"column": cut, "found": number, "most": MOST_VALUES}
        )
        for cut, number in zip(there, numbers, strict=True)
        if number > MOST_VALUES
    ]
    return chosen, groups, told


def _rows(measurement: Measurement, cut: Cut, rates: Rates) -> tuple[CutRow, ...]:
    rows = [
        CutRow(
            value=row.by[cut],
            complaints=int(row.measures["complaints_received"]),
            open=_open(row),
            results=_own(row) | rates.of(cut, row.by[cut]),
        )
        for row in measurement.rows
        if row.rows  # what only stays open from before the days asked for
    ]
    return tuple(sorted(rows, key=lambda row: (-row.complaints, row.value is None, row.value or "")))


def _own(row: Row) -> dict[str, Result]:
    return {metric: row.results[metric] for metric in METRICS}


def _open(row: Row) -> int | None:
    known = row.measures.get("complaints_open")
    return None if known is None else int(known)


def _unknown_segments(rows: Iterable[CutRow], segments: Mapping[str, str]) -> Iterator[Finding]:
    unknown = [row for row in rows if row.value not in segments]
    named = [row for row in unknown if row.value is not None]
    for row in unknown:
        if row.value is None:
            yield Finding(kinds.COMPLAINTS_WITHOUT_SEGMENT, facts={"found": row.complaints})
    for row in named[:_MOST_NAMED]:
        facts = {"found": row.value, "count": row.complaints, "segments": list(segments.values())}
        yield Finding(kinds.COMPLAINT_SEGMENT_UNKNOWN, facts=facts)
    if more := named[_MOST_NAMED:]:
        facts = {"found": len(more), "count": sum(row.complaints for row in more)}
        yield Finding(kinds.MORE_COMPLAINT_SEGMENTS_UNKNOWN, facts=facts)
