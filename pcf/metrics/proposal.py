"""A map proposed for a company's file: which of its columns is which of ours, and what stays uncomputable."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pcf import formula
from pcf.errors import N_, BadOptionError
from pcf.framework import Framework, shipped
from pcf.ids import Dialect
from pcf.metrics.header import tellable
from pcf.metrics.map_records import Source
from pcf.metrics.sample import Sample, read_sample, read_table
from pcf.metrics.sql.needs import needs
from pcf.metrics.sql.source import quoted_in
from pcf.metrics.tables import Table
from pcf.model.log import ColumnRecord, LogRecord
from pcf.source import logs

Sureness = Literal["name", "alike"]

_CLOCK = re.compile(r"-?\d+:\d{1,2}(:\d{1,2})?([.,]\d+)?")
_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?)?")
_OFFSET = re.compile(r".*\d ?([zZ]|[+-]\d{2}(:?\d{2})?)")
_NUMBER = re.compile(r"-?\d+([.,]\d+)?")
_FORMATS = (
    "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y", "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M", "%Y/%m/%d",
    "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y",
    "%m/%d/%Y %I:%M:%S %p", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%Y年%m月%d日 %H:%M:%S", "%Y%m%d%H%M%S",
)  # fmt: skip
_YES = {"yes", "y", "да", "д", "是", "1", "true", "истина"}
_NO = {"no", "n", "нет", "н", "否", "0", "false", "ложь"}
# columns that many kinds of files have tell little of what a file is
_SHARED = {"segment", "channel", "reason", "product", "customer_id", "agent_id", "satisfaction", "period_start"}
_FEWEST = 4  # letters that a name shares with ours before it is taken for alike
_MOST_CODES = 12
_LONGEST_CODE = 30
_PERSONAL = re.compile(r"@|\d{4}")


@dataclass(frozen=True, slots=True)
class Found:
    """One of our columns, and the company's that seems to hold it.

    Attributes:
        column: Ours.
        source: Theirs.
        expression: What the map will say.
        sureness: ``name``: some known system calls it so; ``alike``: the names only look alike.
        check: What a person has to look at, marked for translation; empty if nothing.
        values: Codes of theirs to what they seem to mean.
        duration: How the durations are written, if they are not numbers.
    """

    column: ColumnRecord
    source: str
    expression: str
    sureness: Sureness
    check: str = ""
    values: Mapping[str, str] | None = None
    duration: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A map for a file.

    Attributes:
        log: What the file seems to be.
        found: Our columns that it has.
        unused: Its columns that none of ours seems to be.
        source: How it is written.
        has_offsets: Whether its times carry their own offset.
        dialect: What the expressions are written in.
        metrics: Metric id to the columns that it lacks; none if it can be computed.
    """

    log: LogRecord
    found: tuple[Found, ...]
    unused: tuple[str, ...]
    source: Source
    has_offsets: bool
    metrics: Mapping[str, tuple[str, ...]]
    dialect: Dialect = "duckdb"

    @property
    def missing(self) -> tuple[ColumnRecord, ...]:
        """Our columns that the file does not seem to have."""
        there = {one.column.id for one in self.found}
        return tuple(column for column in self.log.columns if column.id not in there)

    def to_json(self) -> dict[str, Any]:
        return {
            "log": self.log.id,
            "dialect": self.dialect,
            "columns": [
                {"column": one.column.id, "source": one.source, "expression": one.expression, "sureness": one.sureness}
                for one in self.found
            ],
            "unused": list(self.unused),
            "missing": [column.id for column in self.missing],
            "metrics": [
                {"id": one, "computable": not lost, "missing": list(lost)} for one, lost in self.metrics.items()
            ],
        }


def propose(source: Path | Table, log_id: str | None = None) -> Proposal:
    """Propose a map for a file or a table.

    Args:
        source: CSV, parquet or Excel, or a table; the names of columns and 1,000 rows are read.
        log_id: What it is; else the log most of whose columns it seems to have.

    Raises:
        LogError: It cannot be read.
        BadOptionError: There is no such log.
    """
    known = {log.id: log for log in logs().logs}
    if log_id is not None and log_id not in known:
        raise BadOptionError(option="--log", found=log_id, expected=list(known))
    usual_first = sorted(known.values(), key=lambda log: log.id != "contacts")
    candidates = [known[log_id]] if log_id else usual_first
    names = {_bare(name) for log in candidates for column in log.columns for name in (*column.headers, column.id)}
    if isinstance(source, Table):
        sample = read_table(source)
    else:
        sample = read_sample(source, lambda header: _bare(header) in names and bool(_bare(header)))
    ranked = [(log, tuple(_matches(log, sample))) for log in candidates]
    log, found = max(ranked, key=lambda one: (_weight(one[1]), -candidates.index(one[0])))
    used = {one.source for one in found}
    return Proposal(
        log=log,
        found=found,
        unused=tuple(tellable([name for name in sample.columns if name not in used])),
        source=sample.source,
        has_offsets=any(one.column.type == "time" and _all(_OFFSET, sample.columns[one.source]) for one in found),
        metrics=dict(coverage(log, {"as_of", *(one.column.id for one in found)})),
        dialect=sample.dialect,
    )


def coverage(
    log: LogRecord, columns: set[str], framework: Framework | None = None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """List the metrics that a log is for, each with the columns that it lacks.

    Args:
        log: The log.
        columns: Our columns that there are; ``as_of`` for a moment that will be given.
        framework: Where metrics and how they are counted are declared; what ships unless said.
    """
    declared = framework or shipped()
    there = columns | {column.id for column in log.columns if column.default in columns}
    keys = {one.id: str(one.default).split("+") for one in logs().parameters if one.choices}
    lacking = {
        one.measure: tuple(name for name in needs(one, keys) if name not in {*there, *one.optional})
        for one in declared.logs.countings
        if one.log == log.id
    }
    for metric in declared.bundle.metrics:
        measures = formula.measures_of(metric.formula)
        if all(name in lacking for name in measures):
            yield metric.id, tuple(dict.fromkeys(column for name in measures for column in lacking[name]))


def _bare(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _weight(found: Sequence[Found]) -> tuple[int, int]:
    """Rank a log: required columns and known names count most."""
    sure = [one for one in found if one.sureness == "name"]
    named = sum(1 if one.column.id in _SHARED else 4 for one in sure)
    required = sum(6 for one in found if one.column.required)
    return named + required, len(found)


def _matches(log: LogRecord, sample: Sample) -> Iterator[Found]:
    """Match our columns to theirs, by known names first, then by names that look alike; each of theirs once."""
    free = {_bare(name): name for name in reversed(sample.columns)}
    chosen: dict[str, tuple[str, Sureness]] = {}
    for column in log.columns:
        for header in (*column.headers, column.id):  # "Contact ID" is a person in some systems
            if (bare := _bare(header)) in free:
                chosen[column.id] = (free.pop(bare), "name")
                break
    for column in log.columns:
        if column.id in chosen:
            continue
        for bare, name in free.items():
            if any(_alike(bare, _bare(header)) for header in column.headers) and _fits(column, sample.columns[name]):
                chosen[column.id] = (name, "alike")
                del free[bare]
                break
    for column in log.columns:
        if column.id in chosen:
            name, sureness = chosen[column.id]
            yield _found(column, name, sureness, sample)


def _alike(theirs: str, ours: str) -> bool:
    shorter, longer = sorted((theirs, ours), key=len)
    enough = _FEWEST if shorter.isascii() else _FEWEST // 2
    return len(shorter) >= enough and longer.startswith(shorter)


def _fits(column: ColumnRecord, values: Sequence[str]) -> bool:
    """Whether the values may be of the column's type; an empty column may be anything."""
    match column.type:
        case "time":
            return not values or _all(_ISO, values) or _all(_OFFSET, values) or _format(values) is not None
        case "number" | "mark":
            return _all(_NUMBER, values) or _all(_CLOCK, values)
        case "flag":
            return {value.casefold() for value in values} <= _YES | _NO
        case _:
            return True


def _all(pattern: re.Pattern[str], values: Sequence[str]) -> bool:
    return all(pattern.fullmatch(value) for value in values)


def _format(values: Sequence[str]) -> str | None:
    """Find the first form in which all values are times."""
    return next((form for form in _FORMATS if all(_reads(value, form) for value in values[:200])), None)


def _reads(value: str, form: str) -> bool:
    try:
        datetime.strptime(value, form)  # noqa: DTZ007  only whether it can be read
    except ValueError:
        return False
    return True


def _found(column: ColumnRecord, name: str, sureness: Sureness, sample: Sample) -> Found:
    values = sample.columns[name]
    quoted = quoted_in(sample.dialect, [name])
    check = N_("the names only look alike") if sureness == "alike" else ""
    if (
        column.type == "time"
        and values
        and not sample.is_typed
        and not _all(_ISO, values)
        and not _all(_OFFSET, values)
    ):
        form = _format(values)
        if form is None:
            return Found(column, name, quoted, sureness, N_("the form of these times is not known: use strptime"))
        if "/" in form and form[:2] in {"%d", "%m"} and all(_reads(one, _swapped(form)) for one in values[:200]):
            check = N_("day and month may be the other way round")
        return Found(column, name, f"strptime({quoted}, '{form}')", sureness, check)
    if name in sample.texts and column.type == "time":
        return Found(column, name, quoted, sureness, N_("a text here, and a time is needed: convert it"))
    if column.type == "number" and values and _all(_CLOCK, values) and ":" in values[0] and sample.dialect == "duckdb":
        return Found(column, name, quoted, sureness, check, duration="clock")
    if column.type == "flag" and values:
        codes = dict.fromkeys(value for value in values if value.casefold() not in {"true", "false"})
        meant = {code: "true" for code in codes if code.casefold() in _YES}
        meant |= {code: "false" for code in codes if code.casefold() in _NO}
        if len(meant) < len(codes):
            check = N_("some codes are neither yes nor no")
        return Found(column, name, quoted, sureness, check, values=meant)
    if column.codes:
        codes = dict.fromkeys(value for value in values if value not in column.codes and _is_code(value, values))
        unknown = dict.fromkeys(list(codes)[:_MOST_CODES], "")
        return Found(column, name, quoted, sureness, N_("say what each code means") if unknown else check, unknown)
    if column.type == "mark":
        check = N_("say which mark is the worst and which the best")
    return Found(column, name, quoted, sureness, check)


def _is_code(value: str, values: Sequence[str]) -> bool:
    """Whether a value looks like a code and not like something about a person: it comes again, and is short."""
    return values.count(value) > 1 and len(value) <= _LONGEST_CODE and not _PERSONAL.search(value)


def _swapped(form: str) -> str:
    return form.replace("%d", "\0").replace("%m", "%d").replace("\0", "%m")
