"""What a map file says, as records."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, field_validator, model_validator

from pcf.errors import N_
from pcf.metrics.expressions import Expression
from pcf.model import Column, Record

REQUIRED: tuple[Column, ...] = ("contact_id", "opened_at")
COLUMNS: tuple[Column, ...] = get_args(Column)

MARKS = (1, 5)  # the scale of satisfaction


Renamed = Literal["segment", "channel", "reason", "resolved_first", "satisfaction"]
Condition = Literal["segment", "channel"]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Source(Record):
    """How a CSV file is written. Parquet needs none of it.

    ``encoding`` is any that Python knows; ``header_row`` is the line of the column names, from 1.
    """

    delimiter: Annotated[str, Field(pattern=r'^[^"\r\n]$')] | None = None
    encoding: str = "utf-8"
    decimal: Literal[".", ","] = "."
    header_row: Annotated[int, Field(ge=1)] = 1


class Lookup(Record):
    """A CSV file beside the map that renames codes: column ``key`` to column ``value``."""

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
    """A threshold: one number, or a default with exceptions of which the first that fits holds."""

    default: Amount
    where: tuple[Where, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _number_alone(cls, given: Any) -> Any:
        is_number = isinstance(given, int | float) and not isinstance(given, bool)
        return {"default": given} if is_number else given


class MapFile(Record):
    """A map as written. Texts of ``columns`` and ``leave_out`` are SQL expressions."""

    log: Literal["contacts"]
    grain: Literal["contact"] = "contact"
    dialect: Literal["duckdb"] = "duckdb"
    timezone: str | None = None
    source: Source = Source()
    columns: dict[Column, str]
    types: dict[str, str] = Field(default_factory=dict)
    values: dict[Renamed, dict[str, str]] = Field(default_factory=dict)
    lookup: dict[Renamed, Lookup] = Field(default_factory=dict)
    parameters: dict[str, Parameter] = Field(default_factory=dict)
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
        columns: Canonical column to its expression; in the order of the canonical columns.
        values: Canonical column to code to new name, lookups included.
        parameters: Parameter id to its value; those the map leaves out have their defaults.
        types: Source column to SQL type.
    """

    path: Path
    timezone: str | None
    source: Source
    columns: Mapping[Column, Expression]
    leave_out: Mapping[str, Expression]
    types: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    parameters: Mapping[str, Parameter]

    @property
    def expressions(self) -> tuple[Expression, ...]:
        return (*self.columns.values(), *self.leave_out.values())


def closest(text: str, known: Iterable[str]) -> list[str]:
    """Name up to three known words that look like the text; a dash where none does."""
    spelt = {word.lower(): word for word in known}
    return [spelt[word] for word in difflib.get_close_matches(text.lower(), spelt, n=3, cutoff=0.5)] or ["–"]
