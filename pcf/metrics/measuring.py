"""What is asked of one log or of several together, and the measurement that answers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path

from pcf import formula
from pcf.errors import BadOptionError, LogError
from pcf.findings import Finding
from pcf.metrics import moments
from pcf.metrics.counted import Counted, Question, count_log, count_open
from pcf.metrics.logfiles import name_of
from pcf.metrics.mapfile import read_map
from pcf.metrics.measurement import Joined, Measurement, dimensions_of
from pcf.metrics.notes import notes
from pcf.metrics.opened import OpenLog
from pcf.metrics.sql.compiler import Dimension
from pcf.metrics.sql.duckdb_engine import MEMORY_LIMIT, Engine
from pcf.metrics.sql.scans import Period
from pcf.model import MetricRecord
from pcf.model.log import CountingRecord
from pcf.taxonomy import Taxonomy, load

Paths = str | Path | Sequence[str | Path]


def measure(
    log: Paths,
    *,
    map: str | Path,  # noqa: A002  the promised name
    by: Sequence[str] | None = None,
    metrics: Sequence[str] | None = None,
    also: Sequence[tuple[Paths, str | Path]] = (),
    first: str | date | None = None,
    last: str | date | None = None,
    as_of: str | date | datetime | None = None,
    memory: int = MEMORY_LIMIT,
    lang: str = "en",
    model: Taxonomy | None = None,
) -> Measurement:
    """Compute metrics from a log.

    Args:
        log: One file or several: CSV, parquet or Excel.
        map: The map file that says what the columns mean.
        by: Any of segment, channel, reason, product, month, week, day; an empty list for totals alone.
            By segment, where the map names it, unless said.
        metrics: Metric ids; all that the logs can give unless said.
        also: More logs with their maps, whose measures join those of the first group by group: business
            volumes beside contacts, agent time beside intervals.
        first, last: Local days, both inclusive; each measure by the time that it goes by.
        as_of: The moment as of which cases are open, a local time or a day, whose end is meant. Rows
            that happened later are left out. Without it nothing is said of what is open.
        memory: Bytes that DuckDB may use; what does not fit goes to the disk.
        lang: The language of the findings in ``to_json``.
        model: Where the metrics are declared, an organisation's own among them: ``pcf.load(extend="acme/")``; what
            ships unless said.

    Raises:
        LogError: The files, the maps or the rows have faults; ``findings`` hold every one.
        BadOptionError: A dimension, day or moment that cannot be.
        UnknownMetricError: No metric has this id.
    """
    pairs = [(_paths(files), Path(of)) for files, of in ((log, map), *also)]
    dimensions = dimensions_of(by) if by is not None else _usual_dimensions(Path(map))
    spoken = model.in_language(lang) if model is not None else load(lang=lang)
    asked = _Asked(spoken, metrics, dimensions, _period(first, last), as_of, memory)
    counts = [partial(count_log, paths, map_path, asked.question) for paths, map_path in pairs]
    return asked.measurement(counts, name_of(pairs[0][0][0]))


def measure_open(
    log: OpenLog,
    *,
    by: Sequence[str],
    metrics: Sequence[str],
    also: Sequence[tuple[Sequence[Path], Path]] = (),
    first: str | date | None = None,
    last: str | date | None = None,
    as_of: str | date | datetime | None = None,
    memory: int = MEMORY_LIMIT,
) -> Measurement:
    """Compute metrics from a log that is open, without reading it again; arguments are those of ``measure``.

    Args:
        log: The log; it was opened with ``as_of``.
        by, metrics, also, first, last, as_of, memory: As there.

    Raises:
        LogError, BadOptionError, UnknownMetricError: As there.
    """
    asked = _Asked(load(), metrics, dimensions_of(by), _period(first, last), as_of, memory)
    counts = [partial(count_open, log, asked.question)]
    counts += [partial(count_log, paths, map_path, asked.question) for paths, map_path in also]
    return asked.measurement(counts, name_of(log.log_map.path))


def _period(first: str | date | None, last: str | date | None) -> Period:
    period = Period(moments.day("from", first), moments.day("to", last))
    if period.first and period.last and period.last < period.first:
        raise BadOptionError(option="to", found=str(last), expected=[f"≥ {period.first}"])
    return period


@dataclass(frozen=True)
class _Asked:
    """What is asked of all logs together."""

    model: Taxonomy
    metrics: Sequence[str] | None
    dimensions: Sequence[Dimension]
    period: Period
    as_of: str | date | datetime | None
    memory: int

    @cached_property
    def _records(self) -> list[MetricRecord] | None:
        """The metrics asked for; ``None`` for all that the logs can give."""
        return None if self.metrics is None else [self.model.metric(one).record for one in self.metrics]

    @property
    def _countings(self) -> Sequence[CountingRecord]:
        return self.model.framework.logs.countings

    @cached_property
    def question(self) -> Question:
        """What is asked of each log."""
        records = self._records
        wanted = None if records is None else {one for record in records for one in formula.measures_of(record.formula)}
        return Question(self.dimensions, wanted, self.period, self.as_of, self.memory, self._countings)

    def measurement(self, counts: Sequence[Callable[[], Counted]], name: str) -> Measurement:
        """Count every log and put the figures together; faults of all logs are told together."""
        counted: list[Counted] = []
        faults: list[Finding] = []
        for count in counts:
            try:
                counted.append(count())
            except LogError as error:
                faults += error.findings
        if faults:
            raise LogError(findings=tuple(faults), path=name, count=len(faults))
        model, records = self.model, self._records
        if records is None:
            records = _computable([metric.record for metric in model.metrics], counted, self._countings)
        return Measurement(
            engine=Engine.name,
            statement=";\n\n".join(text for one in counted for text in one.statements),
            findings=tuple(notes(records, counted, self.dimensions, self._countings)),
            counts=counted[0].counts,
            lang=model.lang,
            _source=Joined(records, counted, dict(model.units), self.period),
        )


def _paths(files: Paths) -> list[Path]:
    return [Path(path) for path in ([files] if isinstance(files, str | Path) else files)]


def _usual_dimensions(map_path: Path) -> list[Dimension]:
    try:
        return ["segment"] if "segment" in read_map(map_path).columns else []
    except LogError:
        return []  # its faults are told with those of the log


def _computable(
    records: Sequence[MetricRecord], counted: Sequence[Counted], countings: Sequence[CountingRecord]
) -> list[MetricRecord]:
    """Choose the metrics that these kinds of logs are for, whether or not the maps name all columns."""
    kinds = {one.log_map.log.id for one in counted}
    given = {counting.measure for counting in countings if counting.log in kinds}
    return [record for record in records if given.issuperset(formula.measures_of(record.formula))]
