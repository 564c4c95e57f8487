"""What a map file says, as records."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from pcf.errors import N_
from pcf.ids import Dialect
from pcf.metrics.expressions import Expression
from pcf.model import Record
from pcf.model.log import LogRecord

Condition = Literal["segment", "channel"]
Grain = Literal["contact", "leg"]
Durations = Literal["clock", "days"]


def _amount(given: Any) -> Any:
    is_number = isinstance(given, int | float) and not isinstance(given, bool)
    if not is_number:
        raise ValueError(N_("a number is needed"))
    if not math.isfinite(given):
        raise ValueError(N_("a finite number is needed"))
    if given < 0:
        raise ValueError(N_("the number is too small"))
    return given


def _amount_or_word(given: Any) -> Any:
    return given if isinstance(given, str) else _amount(given)


Amount = Annotated[float, BeforeValidator(_amount)]


class Source(Record):
    """How a file is written. Parquet needs none of it.

    Attributes:
        sheet: The worksheet of an Excel file; else the first.
        delimiter, encoding, decimal: Of a CSV file; ``encoding`` is any that Python knows.
        header_row: The line of the column names, from 1.
        footer_rows: How many rows at the end are totals or notes and no data.
        durations: Columns that hold durations, and how they are written: ``clock`` (0:03:25) or
            ``days`` (fractions of a day, as Excel keeps them); they become seconds.
    """

    sheet: str | None = None
    delimiter: Annotated[str, Field(pattern=r'^[^"\r\n]$')] | None = None
    encoding: str = "utf-8"
    decimal: Literal[".", ","] = "."
    header_row: Annotated[int, Field(ge=1)] = 1
    footer_rows: Annotated[int, Field(ge=0)] = 0
    durations: dict[str, Durations] = Field(default_factory=dict)


class Lookup(Record):
    """A CSV or Excel file beside the map that renames codes: column ``key`` to column ``value``."""

    file: str
    key: str
    value: str


class Where(Record):
    """A parameter's value for one segment, one channel, or one segment on one channel."""

    segment: str | None = None
    channel: str | None = None
    value: Amount

    @model_validator(mode="after")
    def _names_a_group(self) -> Where:
        if self.segment is None and self.channel is None:
            raise ValueError(N_("segment or channel is missing"))
        return self


class Parameter(Record):
    """A threshold or a choice: one value, or a default with exceptions of which the first that fits holds."""

    default: Annotated[float | str, BeforeValidator(_amount_or_word)]
    where: tuple[Where, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _value_alone(cls, given: Any) -> Any:
        return given if isinstance(given, dict | Parameter) else {"default": given}

    @property
    def number(self) -> float:
        """The default of a threshold.

        Raises:
            TypeError: This is a choice.
        """
        if isinstance(self.default, str):
            raise TypeError(self.default)
        return self.default


class Scale(Record):
    """The marks that people could give: which was the worst and which the best."""

    worst: int
    best: int

    @model_validator(mode="after")
    def _two_ends(self) -> Scale:
        if self.worst == self.best:
            raise ValueError(N_("worst and best are the same"))
        return self

    @property
    def ends(self) -> tuple[int, int]:
        """The lowest and the highest mark."""
        return min(self.worst, self.best), max(self.worst, self.best)


class MapFile(Record):
    """A map as written. Texts of ``columns`` and ``leave_out`` are SQL expressions."""

    log: str
    grain: Grain = "contact"
    dialect: Dialect = "duckdb"
    timezone: str | None = None
    source: Source = Source()
    columns: dict[str, str]
    types: dict[str, str] = Field(default_factory=dict)
    values: dict[str, dict[str, str]] = Field(default_factory=dict)
    lookup: dict[str, Lookup] = Field(default_factory=dict)
    scales: dict[str, Scale] = Field(default_factory=dict)
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    applied: dict[str, Parameter] = Field(default_factory=dict)
    leave_out: dict[str, str] = Field(default_factory=dict)

    @field_validator("values", mode="before")
    @classmethod
    def _numbers_as_text(cls, given: Any) -> Any:
        """Let satisfaction be renamed to 5 as well as to "5"."""
        if not isinstance(given, dict):
            return given
        return {
            column: {code: str(value) if isinstance(value, int | float) else value for code, value in codes.items()}
            if isinstance(codes, dict)
            else codes
            for column, codes in given.items()
        }


@dataclass(frozen=True, slots=True)
class LogMap:
    """A checked map: expressions parsed, lookups read, parameters complete.

    Attributes:
        dialect: What its expressions are written in.
        log: The log that the file is mapped to.
        is_legs: Whether one case may come as several rows.
        columns: Canonical column to its expression; in the order of the log's columns.
        values: Canonical column to code to new name, lookups included.
        scales: Columns of marks to their scale.
        parameters: Parameter id to its value; those the map leaves out have their defaults.
        applied: Thresholds that the source had applied before the file was written.
        types: Source column to SQL type.
    """

    path: Path
    dialect: Dialect
    log: LogRecord
    is_legs: bool
    timezone: str | None
    source: Source
    columns: Mapping[str, Expression]
    leave_out: Mapping[str, Expression]
    types: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    scales: Mapping[str, Scale]
    parameters: Mapping[str, Parameter]
    applied: Mapping[str, Parameter]

    def spoken(self, dialect: Dialect) -> LogMap:
        """Return the same map in another dialect; of columns alone, which every dialect has."""
        if dialect == self.dialect:
            return self
        columns = {name: replace(one, dialect=dialect) for name, one in self.columns.items()}
        leave_out = {name: replace(one, dialect=dialect) for name, one in self.leave_out.items()}
        return replace(self, dialect=dialect, columns=columns, leave_out=leave_out)

    @property
    def expressions(self) -> tuple[Expression, ...]:
        return (*self.columns.values(), *self.leave_out.values())

    @property
    def defaults(self) -> Mapping[str, str]:
        """Columns that the map does not name, to the column that stands in."""
        return {
            column.id: column.default
            for column in self.log.columns
            if column.default is not None and column.default in self.columns and column.id not in self.columns
        }

    @property
    def filled(self) -> tuple[str, ...]:
        """All canonical columns that there are, in the order of the log's."""
        there = {*self.columns, *self.defaults}
        return tuple(column.id for column in self.log.columns if column.id in there)


def closest(text: str, known: Iterable[str]) -> list[str]:
    """Name up to three known words that look like the text; a dash where none does."""
    spelt = {word.lower(): word for word in known}
    return [spelt[word] for word in difflib.get_close_matches(text.lower(), spelt, n=3, cutoff=0.5)] or ["–"]
