"""By which rules figures were counted from a log, so that two rounds can be compared on one definition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pydantic import Field

from pcf.formula import measures_of
from pcf.ids import ColumnId, LogId, WordId
from pcf.model import MetricRecord, Record
from pcf.model.component import AtLeast, AtMost, Decided, Followed, Within
from pcf.model.log import CountingRecord
from pcf.source import logs

if TYPE_CHECKING:
    from pcf.metrics import LogMap
    from pcf.metrics.map_records import Parameter


class LogRules(Record):
    """What the figures of one log depend on besides its rows.

    Attributes:
        log: Which kind of log it is.
        is_legs: Whether one case came as several rows.
        columns: Its columns that the map filled: some change what is counted, such as the moment of giving up.
        parameters: Parameter -> its value as a text, with its exceptions: ``20; premium / phone: 10``.
        applied: The same of thresholds that the source had applied before.
        left_out: Names of the kinds of rows that were left out.
    """

    log: LogId
    is_legs: bool = False
    columns: tuple[ColumnId, ...] = ()
    parameters: Mapping[WordId, str] = Field(default_factory=dict)
    applied: Mapping[WordId, str] = Field(default_factory=dict)
    left_out: tuple[str, ...] = ()


def rules_of(log_map: LogMap) -> LogRules:
    """Return the rules that a map sets; parameters that it leaves out have their defaults."""
    return LogRules(
        log=log_map.log.id,
        is_legs=log_map.is_legs,
        columns=log_map.filled,
        parameters={one: _written(value) for one, value in sorted(log_map.parameters.items())},
        applied={one: _written(value) for one, value in sorted(log_map.applied.items())},
        left_out=tuple(sorted(log_map.leave_out)),
    )


def _written(parameter: Parameter) -> str:
    """Write a value with its exceptions, of which the first that fits holds."""

    def amount(value: float | str) -> str:
        return value if isinstance(value, str) else f"{value:.15g}"

    exceptions = [
        f"{' / '.join(part for part in (one.segment, one.channel) if part)}: {amount(one.value)}"
        for one in parameter.where
    ]
    return "; ".join([amount(parameter.default), *exceptions])


def rules_for(metric: MetricRecord, rules: LogRules) -> LogRules:
    """Return of a log's rules those that one metric depends on: its parameters, and columns that may be absent."""
    needed = set(measures_of(metric.formula))
    countings = [one for one in logs().countings if one.log == rules.log and one.measure in needed]
    named = {parameter for one in countings for parameter in _parameters(one)}
    optional = {column for one in countings for column in one.optional}
    return rules.model_copy(
        update={
            "columns": tuple(one for one in rules.columns if one in optional),
            "parameters": {one: value for one, value in rules.parameters.items() if one in named},
            "applied": {one: value for one, value in rules.applied.items() if one in named},
        }
    )


def _parameters(counting: CountingRecord) -> Iterator[str]:
    """Yield the parameters of the map that a measure is counted by."""
    component = counting.component
    if isinstance(component, Followed):
        yield from (component.key, component.window)
    for condition in component.where:
        if isinstance(condition, Within | Decided | AtLeast | AtMost) and condition.parameter:
            yield condition.parameter
    yield from counting.applied
