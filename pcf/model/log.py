"""Logs: which tables the metrics can be counted from, and what their columns mean."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from pcf.ids import ColumnId, LogId, MeasureId, WordId
from pcf.model.component import Component
from pcf.model.text import Record, Text
from pcf.units import Unit

# text: an id or a code, kept as written; key: a person's key, hashed on reading; time: a moment;
# number: any amount; mark: an answer on a declared scale; flag: true, false or unknown
ColumnType = Literal["text", "key", "time", "number", "mark", "flag"]
LogKind = Literal["events", "summary"]
# how the values of several legs become one: of times the earliest or latest, of others that of the
# first or last leg, the sum, or whether any leg says yes
Fold = Literal["first", "last", "sum", "any"]

_FOLDS: dict[ColumnType, Fold] = {
    "text": "first", "key": "first", "time": "first", "number": "sum", "mark": "last", "flag": "any",
}  # fmt: skip


class ColumnRecord(Record):
    """One column that a map may fill.

    Attributes:
        codes: The closed list of values of a text column; none where anything may stand.
        at_least, at_most: Bounds of a number or a mark, inclusive.
        headers: What exports of known systems call it, in any language: from these a map is proposed.
        fold: How the legs of one case are joined, where not as usual for the type.
        default: The column whose value stands in where the map does not name this one.
    """

    id: ColumnId
    type: ColumnType
    required: bool = False
    codes: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    headers: tuple[str, ...] = ()
    fold: Fold | None = None
    default: ColumnId | None = None
    definition: Text

    @property
    def is_promise(self) -> bool:
        """Whether a time is a limit that was promised: it may lie in the future."""
        return self.id.endswith("_by")

    @property
    def folds(self) -> Fold:
        return self.fold or _FOLDS[self.type]


class NotBefore(Record):
    """The later time may not lie before the earlier one: the clocks of two systems differ, or columns are mixed up.

    Such a row is counted, its duration as 0, and told.
    """

    kind: Literal["not_before"]
    earlier: ColumnId
    later: ColumnId


class NotBoth(Record):
    """At most one of two columns has a value; a row with both counts by the first and is told."""

    kind: Literal["not_both"]
    first: ColumnId
    second: ColumnId


class NotMore(Record):
    """A part is no larger than its whole: a summary row that says otherwise is refused."""

    kind: Literal["not_more"]
    part: ColumnId
    whole: ColumnId


class Ended(Record):
    """What has started has ended in one of these ways; a row that has not is told."""

    kind: Literal["ended"]
    start: ColumnId
    ends: Annotated[tuple[ColumnId, ...], Field(min_length=1)]


RowRule = Annotated[NotBefore | NotBoth | NotMore | Ended, Field(discriminator="kind")]


class LogRecord(Record):
    """A table that metrics are counted from.

    Attributes:
        kind: ``events``: a row is one case and ``key`` names it. ``summary``: a row holds components
            already counted for one group and period; it has no key.
        key: The column that names the case; no two rows have the same.
        time: The column that says when a row happened; a component may go by another one.
    """

    id: LogId
    kind: LogKind
    key: ColumnId | None = None
    time: ColumnId
    name: Text
    definition: Text
    columns: tuple[ColumnRecord, ...]
    rules: tuple[RowRule, ...] = ()

    @model_validator(mode="after")
    def _key_of_events(self) -> LogRecord:
        if (self.key is None) != (self.kind == "summary"):
            raise ValueError("an event log has a key, a summary table has none")
        return self

    def column(self, column_id: str) -> ColumnRecord:
        """Return a column.

        Raises:
            KeyError: The log has no such column.
        """
        return {column.id: column for column in self.columns}[column_id]


class CountingRecord(Record):
    """How a measure is counted from one log.

    Attributes:
        optional: Columns without which the measure counts 0; without any other column that the
            component reads it is not computed.
        applied: Parameters that the source has already applied: another value cannot be asked of it.
    """

    measure: MeasureId
    log: LogId
    component: Component
    optional: tuple[ColumnId, ...] = ()
    applied: tuple[WordId, ...] = ()


def _number_or_word(given: object) -> object:
    """Read a number that a file holds as text; a word stays one."""
    try:
        return float(given) if isinstance(given, str) else given
    except ValueError:
        return given


class ParameterRecord(Record):
    """What a component takes from the map file, with the default that stands as an example.

    A number, in its unit, or one of ``choices``.
    """

    id: WordId
    default: Annotated[float | str, BeforeValidator(_number_or_word)]
    unit: Unit | None = None
    choices: tuple[str, ...] = ()
    name: Text
    definition: Text


class LogsBundle(Record):
    """Everything that says how metrics are counted from logs; read when a log is first measured."""

    logs: tuple[LogRecord, ...]
    countings: tuple[CountingRecord, ...]
    parameters: tuple[ParameterRecord, ...]
