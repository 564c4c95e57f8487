"""The map file: how a company's log becomes ours. Read from TOML, every fault told at once."""

from __future__ import annotations

import codecs
import copy
import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, ValidationError, field_validator, model_validator

from pcf.errors import N_, LogError, Phrase
from pcf.findings import Finding
from pcf.metrics import expressions
from pcf.metrics import findings as kinds
from pcf.metrics.expressions import Expression
from pcf.metrics.logfiles import name_of
from pcf.metrics.lookup import read_lookup
from pcf.model import Column, Record
from pcf.source import bundle

REQUIRED: tuple[Column, ...] = ("contact_id", "opened_at")
COLUMNS: tuple[Column, ...] = get_args(Column)

MARKS = (1, 5)  # the scale of satisfaction

_NO_ZONES = {"localtime", "posixrules", "Factory"}  # files of the system that name no place

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


def read_map(path: Path) -> LogMap:
    """Read and check a map file.

    Raises:
        LogError: Every fault of the map, each with its key.
    """
    faults: list[Finding] = []
    made = _checked(path, faults)
    if faults or made is None:
        found = [Finding(fault.kind, file=name_of(path), cell=fault.cell, facts=fault.facts) for fault in faults]
        raise LogError(findings=found, path=name_of(path), count=len(found))
    return made


def _checked(path: Path, faults: list[Finding]) -> LogMap | None:
    written = _toml(path, faults)
    if written is None:
        return None
    record = _shaped(written, faults)
    if record is None:
        return None
    columns = {column: record.columns[column] for column in COLUMNS if column in record.columns}
    values: dict[str, dict[str, str]] = {str(column): names for column, names in record.values.items()}
    for column, lookup in record.lookup.items():
        columns.setdefault(column, '"' + lookup.key.replace('"', '""') + '"')
        read = read_lookup(path.parent / lookup.file, lookup.key, lookup.value)
        if isinstance(read, Finding):
            faults.append(Finding(read.kind, cell=f"[lookup] {column}", facts=read.facts))
        else:
            values[column] = read | values.get(column, {})
    faults += _meaning_faults(record, columns)
    parsed = {key: expressions.parse(key, text) for key, text in _texts(columns, record.leave_out)}
    faults += [item for item in parsed.values() if isinstance(item, Finding)]
    if faults:
        return None
    good = {key: item for key, item in parsed.items() if isinstance(item, Expression)}
    return LogMap(
        path=path,
        timezone=record.timezone,
        source=record.source,
        columns={column: good[f"[columns] {column}"] for column in columns},
        leave_out={name: good[f"[leave_out] {name}"] for name in record.leave_out},
        types=record.types,
        values=values,
        parameters=_parameters(record),
    )


def _parameters(record: MapFile) -> dict[str, Parameter]:
    """Complete the parameters with the defaults of the taxonomy."""
    return {item.id: record.parameters.get(item.id, Parameter(default=item.default)) for item in bundle().parameters}


def _toml(path: Path, faults: list[Finding]) -> dict[str, Any] | None:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        faults.append(Finding(kinds.FILE_MISSING, facts={"found": name_of(path)}))
    except OSError as error:
        faults.append(Finding(kinds.FILE_UNREADABLE, facts={"found": error.strerror or name_of(path)}))
    except UnicodeDecodeError:
        faults.append(Finding(kinds.MAP_ENCODING, facts={"found": name_of(path)}))
    else:
        return _parsed(text, name_of(path), faults)
    return None


def _parsed(text: str, name: str, faults: list[Finding]) -> dict[str, Any] | None:
    if "\0" in text:  # UTF-16 without a mark at its beginning
        faults.append(Finding(kinds.MAP_ENCODING, facts={"found": name}))
        return None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, _, place = str(error).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        last = len(text.rstrip().splitlines()) or 1
        faults.append(Finding(kinds.MAP_NOT_TOML, facts={"found": said, "line": line[1] if line else last}))
    except RecursionError:
        faults.append(Finding(kinds.MAP_NOT_TOML, facts={"found": "[[[[…", "line": 1}))
    return None


def _texts(columns: Mapping[Column, str], leave_out: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from ((f"[columns] {column}", text) for column, text in columns.items())
    yield from ((f"[leave_out] {name}", text) for name, text in leave_out.items())


def _shaped(written: dict[str, Any], faults: list[Finding]) -> MapFile | None:
    """Return the map as a record; after faults of its shape, one with stand-ins, so that the rest can be checked."""
    try:
        return MapFile.model_validate(written)
    except ValidationError as error:
        faults += [_shape_fault(detail) for detail in error.errors()]
        mended = _mended(written, error)
    try:
        return MapFile.model_validate(mended)
    except ValidationError:
        return None


def _mended(written: dict[str, Any], error: ValidationError) -> dict[str, Any]:
    """Take what is faulty out of a map; what other checks look for stays as a stand-in, so that they raise no alarm."""
    mended: dict[str, Any] = copy.deepcopy(written)
    places: list[tuple[Any, ...]] = [
        tuple(part for part in detail["loc"] if part != "[key]") for detail in error.errors()
    ]
    for place in sorted(places, key=str, reverse=True):  # of a list the last ones first
        match place:
            case ("columns", column) if column in COLUMNS:
                mended["columns"][column] = "NULL"
            case ("parameters", str(name), *inside):
                _mend_parameter(mended["parameters"], name, inside)
            case (table, key, *_) if isinstance(mended.get(table), dict):
                mended[table].pop(key, None)
            case (key, *_):
                mended.pop(key, None)
    mended.setdefault("log", "contacts")
    columns = mended.setdefault("columns", dict.fromkeys(COLUMNS, "NULL"))
    looked_up = written.get("lookup")
    for column in looked_up if isinstance(looked_up, dict) else ():
        if column in COLUMNS:
            columns.setdefault(column, "NULL")
    return mended


def _mend_parameter(parameters: dict[str, Any], name: str, inside: Sequence[Any]) -> None:
    """Keep of a faulty parameter its name and those of its exceptions that are sound; 1 suits every parameter."""
    match inside:
        case ["where", int(number), *_]:
            parameters[name]["where"][number] = {"channel": "", "value": 1}
        case ["default"]:
            parameters[name] = {**parameters[name], "default": 1} if isinstance(parameters[name], dict) else 1
        case [key, *_] if isinstance(parameters[name], dict):
            parameters[name].pop(key, None)
        case _:
            parameters[name] = 1


# What pydantic says in English, in our own words; other messages stand as they are.
_REASONS = {
    "string_type": N_("a text is needed"),
    "string_pattern_mismatch": N_("the text does not have the form that is needed"),
    "float_type": N_("a number is needed"),
    "float_parsing": N_("a number is needed"),
    "finite_number": N_("a finite number is needed"),
    "int_type": N_("a whole number is needed"),
    "int_parsing": N_("a whole number is needed"),
    "int_from_float": N_("a whole number is needed"),
    "bool_type": N_("true or false is needed"),
    "bool_parsing": N_("true or false is needed"),
    "greater_than_equal": N_("the number is too small"),
    "dict_type": N_("a table is needed"),
    "model_type": N_("a table is needed"),
    "model_attributes_type": N_("a table is needed"),
    "list_type": N_("a list is needed"),
    "tuple_type": N_("a list is needed"),
}


def _shape_fault(detail: Any) -> Finding:
    """Turn what pydantic says about one key into a finding with the key as its place."""
    at = [str(part) for part in detail["loc"] if part != "[key]"]
    key = " ".join((f"[{at[0]}]", ".".join(at[1:]))) if len(at) > 1 else at[0]
    if detail["type"] == "missing":
        return Finding(kinds.KEY_MISSING, cell=key, facts={"found": key})
    if detail["type"] == "extra_forbidden":
        return _unknown(key, at[-1], _keys_of(at))
    if detail["type"] == "literal_error" and detail["loc"][-1] == "[key]":
        return _unknown(key, at[-1], COLUMNS if at[0] == "columns" else get_args(Renamed))
    if detail["type"] == "literal_error":
        known = detail["ctx"]["expected"].replace("'", "")
        kind = kinds.UNSUPPORTED_GRAIN if key == "grain" else kinds.UNSUPPORTED_VALUE
        return Finding(kind, cell=key, facts={"found": detail["input"], "known": known})
    reason = Phrase(_REASONS.get(detail["type"]) or detail["msg"].removeprefix("Value error, "))
    return Finding(kinds.WRONG_VALUE, cell=key, facts={"found": detail["input"], "reason": reason})


def _keys_of(at: list[str]) -> Iterable[str]:
    tables: dict[str, type[Record]] = {
        "source": Source,
        "lookup": Lookup,
        "parameters": Where if "where" in at else Parameter,
    }
    return tables[at[0]].model_fields if len(at) > 1 and at[0] in tables else MapFile.model_fields


def _unknown(key: str, found: str, known: Iterable[str]) -> Finding:
    names = list(known)
    return Finding(
        kinds.UNKNOWN_KEY, cell=key, facts={"found": found, "known": names, "closest": closest(found, names)}
    )


def _meaning_faults(record: MapFile, columns: Mapping[Column, str]) -> Iterator[Finding]:
    """Find what the shape of the record cannot say: names that have to exist elsewhere."""
    yield from (
        Finding(kinds.REQUIRED_COLUMN, cell="[columns]", facts={"found": column})
        for column in REQUIRED
        if column not in columns
    )
    known = [item.id for item in bundle().parameters]
    yield from (_unknown(f"[parameters] {name}", name, known) for name in record.parameters if name not in known)
    for name, parameter in record.parameters.items():
        for dimension in get_args(Condition):
            if dimension not in columns and any(getattr(where, dimension) for where in parameter.where):
                facts = {"found": f"where {dimension}", "reason": Phrase(N_("the column is not under [columns]"))}
                yield Finding(kinds.WRONG_VALUE, cell=f"[parameters] {name}", facts=facts)
    yield from _mark_faults(record.parameters)
    for column, text in record.types.items():
        if not expressions.is_type(text):
            names = sorted(expressions.TYPES)
            yield Finding(kinds.UNSUPPORTED_VALUE, cell=f"[types] {column}", facts={"found": text, "known": names})
    if record.timezone is not None and record.timezone not in timezones():
        yield unknown_timezone(record.timezone)
    if not _is_encoding(record.source.encoding):
        said = record.source.encoding if record.source.encoding.isprintable() else repr(record.source.encoding)
        facts = {"found": said, "reason": Phrase(N_("Python cannot decode text with it"))}
        yield Finding(kinds.WRONG_VALUE, cell="[source] encoding", facts=facts)


def _mark_faults(parameters: Mapping[str, Parameter]) -> Iterator[Finding]:
    """Find marks outside the scale: such a threshold would count everybody as satisfied, or nobody."""
    given = parameters.get("satisfied_from")
    for mark in (given.default, *(where.value for where in given.where)) if given else ():
        if not MARKS[0] <= mark <= MARKS[1]:
            facts = {"found": mark, "reason": Phrase(N_("marks run from 1 to 5"))}
            yield Finding(kinds.WRONG_VALUE, cell="[parameters] satisfied_from", facts=facts)


def timezones() -> set[str]:
    """List the names of the IANA list that this computer knows."""
    import zoneinfo

    return zoneinfo.available_timezones() - _NO_ZONES


def unknown_timezone(name: str, file: str = "") -> Finding:
    facts = {"found": name, "closest": closest(name, sorted(timezones() - {name}))}
    return Finding(kinds.UNKNOWN_TIMEZONE, file, cell="timezone", facts=facts)


def _is_encoding(name: str) -> bool:
    """Whether Python can decode text with it; some of its codecs turn bytes into bytes, or refuse everything."""
    try:
        "".encode(name)
        codecs.getincrementaldecoder(name)().decode(b"", final=True)
    except (LookupError, ValueError):  # UnicodeError is a ValueError, and so is a zero byte in the name
        return False
    return True
