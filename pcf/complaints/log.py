"""A complaint log counted: rates, times, ages, the control chart, and the response rules held against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pcf import formula, taxonomy
from pcf.complaints import findings as kinds
from pcf.complaints.ages import age_bands
from pcf.complaints.chart import chart
from pcf.complaints.counts import ComplaintCounts, Cut, CutRow
from pcf.complaints.records import ComplaintInputs
from pcf.complaints.rule_counts import count_rules
from pcf.errors import BadOptionError, LogError
from pcf.findings import Finding
from pcf.formula import Result
from pcf.metrics import Measurement, Row, measure, moments
from pcf.metrics.control import Number
from pcf.metrics.findings import DIMENSION_NOT_MAPPED
from pcf.metrics.logfiles import name_of, names_of
from pcf.metrics.mapfile import read_map
from pcf.metrics.opened import OpenLog, open_log
from pcf.metrics.sql.duckdb_engine import MEMORY_LIMIT
from pcf.metrics.sql.scans import Period
from pcf.source import logs

Log = tuple[Sequence[Path], Path]

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
RATES: Mapping[str, str] = {
    "complaints_per_1000_customers": "customer_months",
    "complaints_per_1000_contacts": "contacts_offered",
}
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
    also: Sequence[Log] = (),
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
    also: Sequence[Log]
    period: Period
    as_of: str | date | datetime | None
    memory: int

    def measured(self, by: Sequence[Cut]) -> Measurement:
        measurement = measure(
            self.paths,
            map=self.map_path,
            by=by,
            metrics=[*METRICS, *RATES],
            also=self.also,
            first=self.period.first,
            last=self.period.last,
            as_of=self.as_of,
            memory=self.memory,
        )
        return measurement.renamed("segment", matcher(self.segments))


def matcher(segments: Mapping[str, str] | None) -> Callable[[str], str]:
    """Make what gives the id of a segment for a log's word, by id and then by name; capitals do not matter.

    A word that means no segment is given back.
    """
    ids = {segment.casefold(): segment for segment in segments or {}}
    for segment, name in (segments or {}).items():
        ids.setdefault(name.strip().casefold(), segment)
    return lambda word: ids.get(word.casefold(), word)


def _counted(question: _Question, inputs: ComplaintInputs) -> tuple[ComplaintCounts, tuple[Finding, ...]]:
    customers = _customers(question)
    where = question.period.condition("received_at_local")
    where = f" WHERE {where}" if where else ""
    with open_log(question.paths, question.map_path, as_of=question.as_of, memory=question.memory) as log:
        if log.log_map.log.id != "complaints":
            wrong = Finding(
                kinds.WRONG_LOG, name_of(question.map_path), cell="log", facts={"found": log.log_map.log.id}
            )
            raise LogError(findings=(wrong,), path=names_of(question.paths), count=1)
        dimensions, groups, told = _dimensions(log)
        segment_of = matcher(question.segments)
        rules, of_rules = count_rules(log, inputs, segment_of, where)
        ages, charted = age_bands(log, segment_of), chart(log, question.period, customers)
        span = "MIN(CAST(received_at_local AS DATE)), MAX(CAST(received_at_local AS DATE))"
        earliest, latest = log.rows(f"SELECT {span} FROM complaints{where}")[0]
        now = log.now_local if log.as_of is not None else None
    whole = question.measured(dimensions if groups <= _MOST_GROUPS else [])
    offered = _offered(question)
    cuts = {
        cut: _rows(whole.cut([cut]) if groups <= _MOST_GROUPS else question.measured([cut]), cut, offered)
        for cut in dimensions
    }
    counts = ComplaintCounts(
        as_of=now.isoformat() if now else "",
        first=earliest.isoformat() if earliest else "",
        last=latest.isoformat() if latest else "",
        complaints=int(whole.totals.measures["complaints_received"]),
        open=_open(whole.totals),
        totals=_kept(whole.totals.results, offered),
        cuts=cuts,
        ages=ages,
        chart=charted.points,
        method=charted.method,
        rules=rules,
    )
    if question.segments is not None:
        told += _unknown_segments(cuts.get("segment", ()), question.segments)
    of_rows = [one for one in whole.findings if not _is_expected(one, offered)]
    return counts, (*of_rows, *told, *charted.findings, *of_rules)


def _faults(question: _Question) -> Iterator[Finding]:
    """Find the faults of all logs, since the first log that cannot be read hides those of the others."""
    for paths, map_path in [(question.paths, question.map_path), *question.also]:
        try:
            with open_log(paths, map_path, memory=question.memory):
                pass
        except LogError as error:
            yield from error.findings


def _customers(question: _Question) -> dict[str, Number] | None:
    """Return month to active customers; ``None`` where no volumes are given, or not the customers."""
    for paths, map_path in question.also:
        log_map = read_map(map_path)
        if log_map.log.id != "volumes" or "customers" not in log_map.filled:
            continue
        monthly = measure(paths, map=map_path, by=["month"], metrics=list(RATES), memory=question.memory)
        return {month: row.measures["customer_months"] for row in monthly.rows if (month := row.by["month"])}
    return None


def _offered(question: _Question) -> dict[str, frozenset[str]]:
    """Return the rates for which another log gives what they are counted on, with the columns of that log."""
    offered: dict[str, frozenset[str]] = {}
    for _, map_path in question.also:
        log_map = read_map(map_path)
        given = {one.measure for one in logs().countings if one.log == log_map.log.id}
        for metric, base in RATES.items():
            if base in given:
                offered.setdefault(metric, frozenset(log_map.filled))
    return offered


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


def _rows(measurement: Measurement, cut: Cut, offered: Mapping[str, frozenset[str]]) -> tuple[CutRow, ...]:
    rows = [
        CutRow(
            value=row.by[cut],
            complaints=int(row.measures["complaints_received"]),
            open=_open(row),
            results=_kept(row.results, offered) | _rates_of_all(row, measurement, cut, offered),
        )
        for row in measurement.rows
        if row.rows  # what only another log has, no complaint is about
    ]
    return tuple(sorted(rows, key=lambda row: (-row.complaints, row.value is None, row.value or "")))


def _rates_of_all(
    row: Row, measurement: Measurement, cut: Cut, offered: Mapping[str, frozenset[str]]
) -> dict[str, Result]:
    """Compute the rates whose base is not told by this cut: complaints of a reason per 1,000 of all customers.

    Reasons of contacts are another list than reasons of complaints, so by reason the base is always all.
    """
    rates: dict[str, Result] = {}
    for metric, columns in offered.items():
        base = measurement.totals.measures.get(RATES[metric])
        if base is not None and (cut == "reason" or cut not in columns):
            record = taxonomy.load().metric(metric).record
            rates[metric] = formula.result(record, {**row.measures, RATES[metric]: base}, measurement.units)
    return rates


def _kept(results: Mapping[str, Result], offered: Iterable[str]) -> dict[str, Result]:
    return {metric: result for metric, result in results.items() if metric not in RATES or metric in offered}


def _open(row: Row) -> int | None:
    known = row.measures.get("complaints_open")
    return None if known is None else int(known)


def _is_expected(finding: Finding, offered: Iterable[str]) -> bool:
    """Whether a note says what is no news: rates that nobody asked for, volumes that are not cut by reason."""
    return finding.kind is DIMENSION_NOT_MAPPED or finding.facts.get("metric") in RATES.keys() - set(offered)


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
