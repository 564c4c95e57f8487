"""Metrics of a log: per group, and in total."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from functools import cached_property
from typing import Any

from pcf import formula
from pcf.errors import BadOptionError
from pcf.findings import Finding
from pcf.formula import Result, Support
from pcf.i18n import Translator
from pcf.ids import Language
from pcf.metrics.counted import Counted
from pcf.metrics.map_records import LogMap
from pcf.metrics.period_names import days_of
from pcf.metrics.sql.compiler import DIMENSIONS, PERIODS, Dimension
from pcf.metrics.sql.quality import Counts
from pcf.metrics.sql.scans import Period
from pcf.metrics.tally import Group, Number, sort_key
from pcf.model import MetricRecord
from pcf.units import Unit


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one group of cases.

    Attributes:
        by: Dimension to the group's value; ``None`` where the log has none. Months are ``2026-10``,
            weeks ``2026-W44``, days ``2026-10-31``.
        measures: Measure id to value, in the measure's own unit; counts are ints.
        results: Metric id to its result; ``no_data`` with the column names where the map lacks them.
        rows: All rows of the group in the first log, those that count for no metric included.
    """

    by: Mapping[str, str | None]
    measures: Mapping[str, Number]
    results: Mapping[str, Result]
    rows: int

    def to_json(self) -> Iterator[dict[str, Any]]:
        """Give one object a metric, with the promised keys; nothing is rounded."""
        for metric_id, result in self.results.items():
            yield {"metric": metric_id, "by": dict(self.by)} | result.to_json()


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one log, or several together, say.

    Attributes:
        engine: The engine that counted.
        statement: The SQL that it ran: portable over files that the map reads, else the dialect's with what the map
            makes of the table; several are set apart by ``;``.
        findings: Warnings and notes.
        counts: Rows of the first log: read, left out, not offered, used.
        lang: The language of the findings' sentences.
    """

    engine: str
    statement: str
    findings: tuple[Finding, ...]
    counts: Counts
    lang: Language
    _source: Joined

    @property
    def rows(self) -> tuple[Row, ...]:
        """One row for each group, sorted."""
        return self._source.rows

    @property
    def totals(self) -> Row:
        """All cases; its measures are joined from the rows' and its metrics are computed from them."""
        return self._source.totals

    @property
    def totals_by(self) -> tuple[str, ...]:
        """The dimensions that it can be cut by."""
        return tuple(self._source.counted[0].tallies.by)

    @property
    def log_maps(self) -> tuple[LogMap, ...]:
        """The maps that the logs were read through."""
        return tuple(one.log_map for one in self._source.counted)

    @property
    def units(self) -> Mapping[str, Unit]:
        """Measure id to its unit."""
        return self._source.units

    def cut(self, by: Sequence[str]) -> Measurement:
        """Cut the same figures another way, without reading the log again.

        Args:
            by: Some of the dimensions that were measured; weeks and months also where days were.

        Raises:
            BadOptionError: A dimension that was not measured.
        """
        dimensions = dimensions_of(by)
        check_cut(dimensions, self._source.counted[0].tallies.by)
        counted = [replace(one, tallies=one.tallies.cut(dimensions)) for one in self._source.counted]
        return replace(self, _source=replace(self._source, counted=counted))

    def renamed(self, dimension: Dimension, name_of: Callable[[str], str]) -> Measurement:
        """Give values of a dimension other names, in all logs; groups of the same name are joined as if counted so.

        Args:
            dimension: One that was measured; else nothing changes.
            name_of: Gives the new name of a value.
        """
        counted = [replace(one, tallies=one.tallies.renamed(dimension, name_of)) for one in self._source.counted]
        return replace(self, _source=replace(self._source, counted=counted))

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


def dimensions_of(by: Sequence[str]) -> list[Dimension]:
    """Return dimensions in the order of the statement.

    Raises:
        BadOptionError: One that cannot be; names those that can.
    """
    wrong = [name for name in by if name not in DIMENSIONS]
    if wrong or isinstance(by, str):
        raise BadOptionError(option="by", found=wrong if not isinstance(by, str) else by, expected=list(DIMENSIONS))
    return [name for name in DIMENSIONS if name in by]


def check_cut(by: Sequence[Dimension], known: Sequence[Dimension]) -> None:
    """Check that what was counted by some dimensions can be cut by others: of days also weeks and months are made.

    Raises:
        BadOptionError: It cannot; names the dimensions that there are.
    """
    if wrong := [name for name in by if name not in known and not (name in PERIODS and "day" in known)]:
        raise BadOptionError(option="by", found=wrong, expected=list(known))


@dataclass(frozen=True)
class Joined:
    """What was counted of all logs, and what to make of it; rows are made when somebody asks for them."""

    metrics: Sequence[MetricRecord]
    counted: Sequence[Counted]
    units: Mapping[str, Unit]
    period: Period

    @cached_property
    def totals(self) -> Row:
        return self._row(self.counted[0].tallies.by, None)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        by = self.counted[0].tallies.by
        groups = dict.fromkeys(group for one in self.counted for group in one.tallies.sorted_groups())
        chosen = [group for group in groups if self._is_asked(by, group)]
        chosen.sort(key=sort_key)
        return tuple(self._row(by, group) for group in chosen)

    def _is_asked(self, by: tuple[Dimension, ...], group: Group) -> bool:
        """Whether a group's period lies within the days asked for: a stock also counts what came before."""
        for name, value in zip(by, group, strict=True):
            if name not in PERIODS or value is None:
                continue
            first, last = days_of(name, value)
            if (self.period.first and last < self.period.first) or (self.period.last and first > self.period.last):
                return False
        return True

    def _row(self, by: tuple[Dimension, ...], group: Group | None) -> Row:
        measures: dict[str, Number] = {}
        support: dict[str, Support] = {}
        missing: dict[str, tuple[str, ...]] = {}
        zeros: dict[str, Number] = {}
        for one in reversed(self.counted):
            zeros |= dict.fromkeys(one.zeros, 0)
            missing |= one.missing
        for one in self.counted:
            own, known = one.tallies.measures(group) if group is None or group in one.tallies.groups else ({}, {})
            mine = [name for name in own if self._owner(name) is one]
            measures |= {name: own[name] for name in mine}
            support |= {name: known[name] for name in mine if name in known}
        counted = self._countable
        measures |= {name: zero for name, zero in zeros.items() if name not in counted}
        first = self.counted[0].tallies
        tally = first.total if group is None else first.groups.get(group)
        said = {} if group is None else {str(name): value for name, value in zip(by, group, strict=True)}
        open_period = group is not None and self._is_open(by, group)
        results = {}
        for record in self.metrics:
            result = self._result(record, measures, support, missing)
            if open_period and result.value is not None and "provisional" not in result.flags:
                result = replace(result, flags=(*result.flags, "provisional"))
            results[record.id] = result
        return Row(said, measures, results, first.rows_of(tally) if tally else 0)

    def _result(
        self,
        record: MetricRecord,
        measures: Mapping[str, Number],
        support: Mapping[str, Support],
        missing: Mapping[str, tuple[str, ...]],
    ) -> Result:
        needed = formula.measures_of(record.formula)
        lost = tuple(
            dict.fromkeys(column for name in needed if name not in measures for column in missing.get(name, ()))
        )
        if lost:
            return Result(None, "no_data", basis=record.basis, missing=lost)
        if all(name in self._countable for name in needed) and any(name not in measures for name in needed):
            return Result(None, "no_data", basis=record.basis)  # a median of nothing
        return formula.result(record, measures, self.units, support)

    def _owner(self, measure: str) -> Counted | None:
        """Return the log that a measure is taken from, for every group alike: the first that has it."""
        return next((one for one in self.counted if measure in one.tallies.reads), None)

    @property
    def _countable(self) -> set[str]:
        return {name for one in self.counted for name in one.tallies.reads}

    def _is_open(self, by: tuple[Dimension, ...], group: Group) -> bool:
        """Whether the group's period had not ended when the log was read out."""
        now = self.counted[0].now_local
        if now is None:
            return False
        ends = [days_of(name, value)[1] for name, value in zip(by, group, strict=True) if name in PERIODS and value]
        # a log that ends on the last day of a month holds the whole month, and so does the end of a day
        is_over = not self.counted[0].has_moment or now.time() == time.max
        return any(end > now.date() or (end == now.date() and not is_over) for end in ends)
