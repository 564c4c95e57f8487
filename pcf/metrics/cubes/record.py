"""What ``cube.json`` says of a cube. The rows of the log are not in it, nor where the log lies."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from hashlib import sha256
from string import Formatter
from typing import Annotated, Literal

from pydantic import Field, model_validator

from pcf.errors import Phrase
from pcf.findings import Finding, FindingKind
from pcf.ids import Dialect
from pcf.metrics import row_findings as kinds
from pcf.metrics.engine_findings import ANSWER_UNCHECKED
from pcf.metrics.sql.compiler import DIMENSIONS, Dimension, Read
from pcf.metrics.sql.quality import Counts
from pcf.metrics.sql.scans import Period
from pcf.model import Record
from pcf.source import logs

FORMAT = 1

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Measures = dict[str, tuple[str, ...]]


class SavedPhrase(Record):
    """A fact that is said in the reader's language."""

    phrase: str


Fact = str | int | SavedPhrase | tuple[str | int, ...]


class SavedFinding(Record):
    """A finding by its code: said again in any language."""

    code: str
    file: str
    cell: str
    facts: dict[str, Fact]

    @model_validator(mode="after")
    def _has_its_facts(self) -> SavedFinding:
        kind = _kinds().get(self.code)
        if kind is None or not _named_in(kind) <= self.facts.keys():
            raise ValueError(self.code)
        return self

    @classmethod
    def of(cls, finding: Finding) -> SavedFinding:
        facts = {name: _saved(value) for name, value in finding.facts.items()}
        return cls(code=finding.code, file=finding.file, cell=finding.cell, facts=facts)

    def restored(self) -> Finding:
        facts = {name: _restored(value) for name, value in self.facts.items()}
        return Finding(_kinds()[self.code], self.file, cell=self.cell, facts=facts)


class Part(Record):
    """Which part of a log a cube was counted of.

    Attributes:
        number: From 1.
        parts: How many there are.
        key: The column by whose hash a row falls into its part.
        size: Rows used of the whole log, as it was when this part was counted.
        statement: The hash of the statement as all parts share it, in whichever way it ran.
        engine_version: Of what counted: its hash function is its own, and may be another one in another version.
    """

    number: Annotated[int, Field(ge=1)]
    parts: Annotated[int, Field(ge=1)]
    key: str
    size: Annotated[int, Field(ge=0)]
    statement: Sha256
    engine_version: str

    @model_validator(mode="after")
    def _is_one_of_them(self) -> Part:
        if self.number > self.parts:
            raise ValueError(f"{self.number}/{self.parts}")
        return self


class Hashes(Record):
    """Of the texts that a cube was made by, and of what was counted.

    Attributes:
        statement, map: Of the files of these names.
        names: Of the names that [values] and [lookup] of the map give to codes. A lookup may list every customer,
            so that the names themselves stay where they are.
        components: Of what was counted, ``components.csv`` and ``values.csv`` one after the other: the same on
            every engine.
        facts: Of ``cube.json`` with this one empty.
    """

    statement: Sha256
    map: Sha256
    names: Sha256
    components: Sha256
    facts: Sha256 | Literal[""] = ""


class CubeRecord(Record):
    """A cube without its figures.

    Attributes:
        format: Of the folder.
        pcf: The version that wrote it.
        engine, dialect: What counted, and what the map's expressions are written in.
        log: The kind of log.
        map: The name that the map's file had.
        tables: The names of the log's files, or of its table.
        by: The dimensions of the groups.
        has_row_days: Whether groups tell the day of the rows themselves as well, so that days can be replaced.
        exact_values: Whether histograms hold each value by itself, else 2 %-wide buckets.
        period: The local days that were asked for.
        as_of: The moment asked for, as the rows are kept.
        latest: The log's last moment, likewise.
        rows_outside: Rows on days outside the period, by day; kept where days can be replaced.
        part: Of a cube that holds a part of a log.
        counts: Rows read, left out, not offered, used.
        reads: Measure id to how it is read from the components.
        definitions: Measure id to the hash of how it was counted.
        zeros: Measures that count 0 because their optional columns are not mapped.
        missing: Measure id to the columns without which it was not counted.
        overall: What was counted over all groups because groups do not add up to it.
        findings: What the rows of the log had.
        sha256: Of the other files.
    """

    format: Literal[1]
    pcf: str
    engine: str
    dialect: Dialect
    log: str
    map: str
    tables: tuple[str, ...]
    by: tuple[Dimension, ...]
    has_row_days: bool
    exact_values: bool
    period: Period
    as_of: datetime | None
    latest: datetime | None
    rows_outside: dict[Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")], Annotated[int, Field(ge=1)]]
    part: Part | None
    counts: Counts
    reads: dict[str, Read]
    definitions: dict[str, Sha256]
    zeros: tuple[str, ...]
    missing: Measures
    overall: dict[str, Annotated[int, Field(ge=0)]]
    findings: tuple[SavedFinding, ...]
    sha256: Hashes

    @model_validator(mode="after")
    def _can_be_counted_with(self) -> CubeRecord:
        wrong = [
            *([self.log] if self.log not in {log.id for log in logs().logs} else []),
            *([str(self.by)] if list(self.by) != [name for name in DIMENSIONS if name in self.by] else []),
            *(["has_row_days"] if self.has_row_days and "day" not in self.by else []),
            *(name for name, read in self.reads.items() if not _can_be_read(read)),
            *sorted({*self.reads, *self.zeros, *self.missing} ^ self.definitions.keys()),
        ]
        if wrong:
            raise ValueError(", ".join(wrong))
        return self

    def text(self) -> str:
        """Write the record, its own hash included."""
        plain = self.model_copy(update={"sha256": self.sha256.model_copy(update={"facts": ""})})
        facts = sha256(_written(plain).encode()).hexdigest()
        return _written(plain.model_copy(update={"sha256": self.sha256.model_copy(update={"facts": facts})}))


def _written(record: CubeRecord) -> str:
    return json.dumps(record.model_dump(mode="json"), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _can_be_read(read: Read) -> bool:
    """Whether a measure is made of as many columns as its kind needs."""
    most = len(read.aliases) if read.kind == "stock" else 1
    return 1 <= len(read.aliases) <= most and (read.kind != "values" or 0 < read.share < 1)


def _saved(value: object) -> Fact:
    if isinstance(value, Phrase):
        return SavedPhrase(phrase=str(value))
    if isinstance(value, list | tuple):
        return tuple(value)
    return value if isinstance(value, str | int) else str(value)


def _restored(value: Fact) -> object:
    if isinstance(value, SavedPhrase):
        return Phrase(value.phrase)
    return list(value) if isinstance(value, tuple) else value


@cache
def _kinds() -> dict[str, FindingKind]:
    """Return what can be said of the rows of a log, by code."""
    known = (*vars(kinds).values(), ANSWER_UNCHECKED)
    return {kind.code: kind for kind in known if isinstance(kind, FindingKind)}


def _named_in(kind: FindingKind) -> set[str]:
    sentences = (kind.message, kind.expected, kind.suggestion)
    return {name for text in sentences for _, name, _, _ in Formatter().parse(text) if name is not None}
