"""What is asked of one log or of several together, and the figures that answer it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from pcf import formula
from pcf.errors import BadOptionError, LogError
from pcf.findings import Finding
from pcf.metrics import moments
from pcf.metrics.counted import Counted, Question
from pcf.metrics.measurement import Joined, Measurement
from pcf.metrics.notes import notes
from pcf.metrics.sql.compiler import Dimension
from pcf.metrics.sql.connecting import TIME_LIMIT
from pcf.metrics.sql.duckdb_engine import MEMORY_LIMIT
from pcf.metrics.sql.scans import Period
from pcf.model import MetricRecord
from pcf.model.log import CountingRecord
from pcf.taxonomy import Taxonomy


@dataclass(frozen=True)
class Asked:
    """What is asked of all logs together; of a part of a log where ``is_whole`` is not."""

    model: Taxonomy
    metrics: Sequence[str] | None
    dimensions: Sequence[Dimension]
    period: Period
    as_of: str | date | datetime | None
    memory: int = MEMORY_LIMIT
    seconds: int = TIME_LIMIT
    is_whole: bool = True

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
        return Question(
            self.dimensions, wanted, self.period, self.as_of, self.memory, self._countings, seconds=self.seconds
        )

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
            records = _computable([metric.record for metric in model.metrics], counted)
        return Measurement(
            engine=counted[0].engine,
            statement=";\n\n".join(text for one in counted for text in one.statements),
            findings=tuple(
                notes(records, counted, self.dimensions, self._countings, self.period if self.is_whole else Period())
            ),
            counts=counted[0].counts,
            lang=model.lang,
            _source=Joined(records, counted, dict(model.units), self.period),
        )


def period_between(first: str | date | None, last: str | date | None) -> Period:
    """Read the days asked for, both inclusive.

    Raises:
        BadOptionError: A day that is none, or an end before its beginning.
    """
    period = Period(moments.day("from", first), moments.day("to", last))
    if period.first and period.last and period.last < period.first:
        raise BadOptionError(option="to", found=str(last), expected=[f"≥ {period.first}"])
    return period


def _computable(records: Sequence[MetricRecord], counted: Sequence[Counted]) -> list[MetricRecord]:
    """Choose the metrics that these kinds of logs are for, whether or not the maps name all columns."""
    given = {name for one in counted for name in (*one.tallies.reads, *one.zeros, *one.missing)}
    return [record for record in records if given.issuperset(formula.measures_of(record.formula))]
