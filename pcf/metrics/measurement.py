"""Metrics of a contact log: per group, and in total."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pcf import formula, taxonomy
from pcf.errors import BadOptionError, LogError
from pcf.findings import Finding, has_errors
from pcf.formula import Result
from pcf.i18n import Translator
from pcf.ids import Language
from pcf.metrics import findings as kinds
from pcf.metrics.logfiles import Format, LogFiles, as_utf8, find_files, name_of, names_of
from pcf.metrics.map_records import LogMap
from pcf.metrics.mapfile import read_map, unknown_timezone
from pcf.metrics.sql.canonical import bind, open_contacts
from pcf.metrics.sql.compiler import DIMENSIONS, MICROSECONDS, Compiler, Dimension, Statement, seconds_parameters
from pcf.metrics.sql.duckdb_engine import Engine, sealed_engine
from pcf.metrics.sql.quality import Counts, judge
from pcf.metrics.sql.rows import RowFinder
from pcf.metrics.sql.source import find_table, missing_columns, open_source
from pcf.model import MeasureRecord, MetricRecord
from pcf.source import bundle

Number = int | float
Sums = dict[str, int | Decimal]


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one group of contacts.

    Attributes:
        by: Dimension to the group's value; ``None`` where the log has none. Months are ``2026-10``.
        measures: Measure id to value, in the measure's own unit; counts are ints.
        results: Metric id to its result; ``no_data`` with the column names where the map lacks them.
        contacts: All contacts of the group, those that were not offered included.
    """

    by: Mapping[str, str | None]
    measures: Mapping[str, Number]
    results: Mapping[str, Result]
    contacts: int

    def to_json(self) -> Iterator[dict[str, Any]]:
        """Give one object a metric, with the promised keys; nothing is rounded."""
        for metric_id, result in self.results.items():
            yield {
                "metric": metric_id,
                "by": dict(self.by),
                "value": result.value,
                "n": int(result.n) if result.n is not None and float(result.n).is_integer() else result.n,
                "basis": result.basis,
                "interval": list(result.interval) if result.interval else None,
                "flags": list(result.flags),
                "reason": result.reason,
                "missing": list(result.missing),
            }


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a log says.

    Attributes:
        engine: The engine that counted.
        statement: The portable SQL that it ran over ``contacts``, the log as the map reads it.
        rows: One for each group, sorted.
        totals: All contacts; its measures are the sums of the rows' and its metrics are computed from them.
        findings: Warnings and notes.
        counts: Rows read, left out, not offered, used.
        lang: The language of the findings' sentences.
    """

    engine: str
    statement: str
    rows: tuple[Row, ...]
    totals: Row
    findings: tuple[Finding, ...]
    counts: Counts
    lang: Language = "en"

    def to_json(self) -> dict[str, Any]:
        counts = {
            "read": self.counts.read,
            "left_out": dict(self.counts.left_out),
            "not_offered": self.counts.not_offered,
            "used": self.counts.used,
        }
        return {
            "engine": self.engine,
            "statement": self.statement,
            "rows": [item for row in self.rows for item in row.to_json()],
            "totals": list(self.totals.to_json()),
            "counts": counts,
            "findings": [finding.to_json(Translator(self.lang)) for finding in self.findings],
        }


def measure(
    log: str | Path | Sequence[str | Path],
    *,
    map: str | Path,  # noqa: A002  the promised name
    by: Sequence[str] = ("segment",),
    metrics: Sequence[str] | None = None,
    lang: str = "en",
) -> Measurement:
    """Compute metrics from a contact log.

    Args:
        log: One file or several, CSV or parquet.
        map: The map file that says what the columns mean.
        by: Any of segment, channel, reason, month, day; nothing for totals alone.
        metrics: Metric ids; all that contacts can give unless said.
        lang: The language of the findings in ``to_json``.

    Raises:
        LogError: The files, the map or the rows have faults; ``findings`` hold every one.
        BadOptionError: A dimension that does not exist.
        UnknownMetricError: No metric has this id.
    """
    model = taxonomy.load(lang=lang)
    records = _asked(model, metrics)
    dimensions = _dimensions(by)
    paths = [Path(path) for path in ([log] if isinstance(log, str | Path) else log)]
    log_map, files_format = _opened(Path(map), paths)
    with tempfile.TemporaryDirectory(prefix="pcf-") as scratch:
        files = as_utf8(paths, files_format, log_map.source.encoding, Path(scratch))
        if isinstance(files, list):
            raise _log_error(files, paths)
        with sealed_engine(files.paths, paths, Path(scratch) / "spill") as engine:
            counts, findings = _read(engine, files, log_map)
            statement = _compiler(log_map).fuse(_measures(records), dimensions)
            answer = engine.rows(statement.text)
    findings += _notes(log_map, records, statement, counts)
    rows, totals = _figures(records, statement, answer)
    return Measurement(Engine.name, statement.text, rows, totals, tuple(findings), counts, model.lang)


def _asked(model: taxonomy.Taxonomy, metrics: Sequence[str] | None) -> list[MetricRecord]:
    if metrics is not None:
        return [model.metric(metric_id).record for metric_id in metrics]
    return [metric.record for metric in model.metrics if metric.record.formula is not None]


def _dimensions(by: Sequence[str]) -> list[Dimension]:
    wrong = [name for name in by if name not in DIMENSIONS]
    if wrong or isinstance(by, str):
        raise BadOptionError(option="by", found=wrong if not isinstance(by, str) else by, expected=list(DIMENSIONS))
    return [name for name in DIMENSIONS if name in by]


def _opened(map_path: Path, paths: Sequence[Path]) -> tuple[LogMap, Format]:
    """Read the map and find the files; the faults of both are told together."""
    found = find_files(paths)
    faults = [] if isinstance(found, str) else found
    try:
        log_map = read_map(map_path)
    except LogError as error:
        raise _log_error([*faults, *error.findings], paths) from error
    if not isinstance(found, str):
        raise _log_error(faults, paths)
    return log_map, found


def _log_error(findings: Iterable[Finding], paths: Sequence[Path]) -> LogError:
    told = tuple(findings)
    return LogError(findings=told, path=names_of(paths), count=len(told))


def _read(engine: Engine, files: LogFiles, log_map: LogMap) -> tuple[Counts, list[Finding]]:
    """Make the view ``contacts`` and judge its rows; any error ends here, together with its like."""
    named = list(files.named.values())
    if log_map.timezone is not None and not engine.knows_timezone(log_map.timezone):
        raise _log_error([unknown_timezone(log_map.timezone, name_of(log_map.path))], named)
    log = find_table(engine, files, log_map.source)
    if isinstance(log, list):
        raise _log_error(log, named)
    if lost := list(missing_columns(log_map, list(log.columns))):
        raise _log_error(lost, named)
    table = open_source(engine, files, log_map, log)
    rows = RowFinder(engine, files, log_map.source.header_row, log.delimiter)
    bound = bind(engine, log_map, table, rows)
    if isinstance(bound, list):
        raise _log_error(bound, named)
    open_contacts(engine, log_map, table, bound)
    counts, findings = judge(engine, log_map, table, rows)
    if not counts.read:
        raise _log_error([Finding(kinds.EMPTY_LOG, file=name_of(named[0]), facts={"found": 0})], named)
    if has_errors(findings):
        raise _log_error(findings, named)
    return counts, findings


def _compiler(log_map: LogMap) -> Compiler:
    units = {parameter.id: parameter.unit for parameter in bundle().parameters}
    return Compiler(tuple(log_map.columns), log_map.parameters, seconds_parameters(units))


def _measures(records: Iterable[MetricRecord]) -> list[MeasureRecord]:
    needed = {name for record in records if record.formula for name in formula.measures_of(record.formula)}
    return [record for record in bundle().measures if record.id in needed]


def _notes(log_map: LogMap, records: Iterable[MetricRecord], statement: Statement, counts: Counts) -> Iterator[Finding]:
    """Tell what was left out and what could not be computed."""
    place = name_of(log_map.path)
    for name, count in counts.left_out.items():
        yield Finding(kinds.LEFT_OUT, place, cell=f"[leave_out] {name}", facts={"name": name, "found": count})
    if counts.not_offered:
        yield Finding(kinds.NOT_OFFERED, place, cell="[columns] queued_at", facts={"found": counts.not_offered})
    for name in statement.by:
        if name not in ("month", "day", *log_map.columns):
            yield Finding(kinds.DIMENSION_NOT_MAPPED, place, cell="[columns]", facts={"found": name})
    for record in records:
        if lost := _lost_columns(record, statement):
            yield Finding(kinds.METRIC_WITHOUT_COLUMNS, place, "", "[columns]", {"metric": record.id, "found": lost})
    for measure_id in statement.zeros:
        optional = [c for m in bundle().measures if m.id == measure_id for c in m.optional if c not in log_map.columns]
        yield Finding(kinds.OPTIONAL_COLUMN, place, "", "[columns]", {"measure": measure_id, "found": optional})


def _lost_columns(record: MetricRecord, statement: Statement) -> tuple[str, ...]:
    names = formula.measures_of(record.formula) if record.formula else ()
    return tuple(dict.fromkeys(column for name in names for column in statement.missing.get(name, ())))


def _figures(
    records: Sequence[MetricRecord], statement: Statement, answer: Sequence[tuple[Any, ...]]
) -> tuple[tuple[Row, ...], Row]:
    """Turn the engine's answer into rows and totals; rates are computed from sums, never averaged."""
    aliases = list(dict.fromkeys(statement.aliases.values()))
    width = len(statement.by)
    groups = [
        (
            {str(name): _group(name, value) for name, value in zip(statement.by, row, strict=False)},
            row[width],
            row[width + 1 :],
        )
        for row in answer
    ]
    groups.sort(key=lambda group: [(value is None, value or "") for value in group[0].values()])
    sums: Sums = {alias: sum(values[place] for _, _, values in groups) for place, alias in enumerate(aliases)}
    rows = tuple(
        _row(records, statement, by, contacts, dict(zip(aliases, values, strict=True)))
        for by, contacts, values in groups
    )
    return rows, _row(records, statement, {}, sum(row.contacts for row in rows), sums)


def _row(
    records: Sequence[MetricRecord], statement: Statement, by: dict[str, str | None], contacts: int, sums: Sums
) -> Row:
    measures: dict[str, Number] = dict.fromkeys(statement.zeros, 0)
    for measure_id, alias in statement.aliases.items():
        value = sums[alias]
        if alias in statement.durations:
            measures[measure_id] = int(value) / MICROSECONDS
        else:
            measures[measure_id] = float(value) if isinstance(value, Decimal) else value
    return Row(by, measures, {record.id: _result(record, statement, measures) for record in records}, contacts)


def _result(record: MetricRecord, statement: Statement, measures: Mapping[str, Number]) -> Result:
    if lost := _lost_columns(record, statement):
        return Result(None, "no_data", basis=record.basis, missing=lost)
    return formula.result(record, measures)


def _group(name: Dimension, value: str | date | None) -> str | None:
    if isinstance(value, date):
        return value.isoformat()[: 7 if name == "month" else 10]
    return value
