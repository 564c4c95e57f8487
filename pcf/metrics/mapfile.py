"""The map file: how a company's log becomes ours. Read from TOML, every fault told at once."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from pcf.errors import N_, LogError, Phrase
from pcf.findings import Finding
from pcf.metrics import expressions
from pcf.metrics import findings as kinds
from pcf.metrics.expressions import Expression
from pcf.metrics.logfiles import name_of
from pcf.metrics.lookup import read_lookup
from pcf.metrics.map_records import COLUMNS, MARKS, REQUIRED, Condition, LogMap, MapFile, Parameter, closest
from pcf.metrics.map_shape import shaped, unknown
from pcf.model import Column
from pcf.source import bundle

_NO_ZONES = {"localtime", "posixrules", "Factory"}  # files of the system that name no place


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
    record = shaped(written, faults)
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


def _meaning_faults(record: MapFile, columns: Mapping[Column, str]) -> Iterator[Finding]:
    """Find what the shape of the record cannot say: names that have to exist elsewhere."""
    yield from (
        Finding(kinds.REQUIRED_COLUMN, cell="[columns]", facts={"found": column})
        for column in REQUIRED
        if column not in columns
    )
    known = [item.id for item in bundle().parameters]
    yield from (unknown(f"[parameters] {name}", name, known) for name in record.parameters if name not in known)
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
