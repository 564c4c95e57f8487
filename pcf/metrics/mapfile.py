"""The map file: how a company's log becomes ours. Read from TOML, every fault told at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pcf.errors import LogError
from pcf.findings import Finding
from pcf.ids import Dialect
from pcf.metrics import expressions, file_findings, map_findings
from pcf.metrics import map_checks as checks
from pcf.metrics.expressions import Expression
from pcf.metrics.logfiles import name_of
from pcf.metrics.lookup import read_lookup
from pcf.metrics.map_records import LogMap, MapFile, Parameter
from pcf.metrics.map_shape import shaped
from pcf.model.log import LogRecord
from pcf.outputs import NOT_A_FILE
from pcf.source import logs


def read_map(path: Path, *, has_lookups: bool = True) -> LogMap:
    """Read and check a map file.

    Args:
        path: The map.
        has_lookups: Whether the files of [lookup] are there: a map that is kept with what was counted through it
            has done without them since, and the names that they give to codes are not read.

    Raises:
        LogError: Every fault of the map, each with its key.
    """
    faults: list[Finding] = []
    made = _checked(path, faults, has_lookups=has_lookups)
    if faults or made is None:
        found = [Finding(fault.kind, file=name_of(path), cell=fault.cell, facts=fault.facts) for fault in faults]
        raise LogError(findings=found, path=name_of(path), count=len(found))
    return made


def _checked(path: Path, faults: list[Finding], *, has_lookups: bool) -> LogMap | None:
    written = _toml(path, faults)
    if written is None:
        return None
    record = shaped(written, faults)
    if record is None:
        return None
    log = _log(record, written, faults)
    faults += checks.general_faults(record)
    if log is None:  # what does not depend on the log is told all the same
        parsed = [
            expressions.parse(key, text, record.dialect) for key, text in _texts(record.columns, record.leave_out)
        ]
        faults += [item for item in parsed if isinstance(item, Finding)]
        return None
    texts = {column.id: record.columns[column.id] for column in log.columns if column.id in record.columns}
    values = _names(path if has_lookups else None, record, texts, faults)
    faults += checks.log_faults(record, log, texts, has_columns=isinstance(written.get("columns"), dict))
    read = {key: expressions.parse(key, text, record.dialect) for key, text in _texts(texts, record.leave_out)}
    faults += [item for item in read.values() if isinstance(item, Finding)]
    if faults:
        return None
    good = {key: item for key, item in read.items() if isinstance(item, Expression)}
    return LogMap(
        path=path,
        dialect=record.dialect,
        log=log,
        is_legs=record.grain == "leg",
        timezone=record.timezone,
        source=record.source,
        columns={column: good[f"[columns] {column}"] for column in texts},
        leave_out={name: good[f"[leave_out] {name}"] for name in record.leave_out},
        types=record.types,
        values=values,
        scales={column.id: checks.scale_of(record, column) for column in log.columns if column.type == "mark"},
        parameters=_parameters(record, log),
        applied=record.applied,
    )


def _log(record: MapFile, written: Mapping[str, Any], faults: list[Finding]) -> LogRecord | None:
    known = {log.id: log for log in logs().logs}
    if record.log not in known and isinstance(written.get("log"), str):
        facts = {"found": record.log, "known": list(known)}
        faults.append(Finding(map_findings.UNSUPPORTED_VALUE, cell="log", facts=facts))
    return known.get(record.log)


def _names(
    path: Path | None, record: MapFile, texts: dict[str, str], faults: list[Finding]
) -> dict[str, Mapping[str, str]]:
    """Read the lookups beside the map, if any are; one whose column the map does not name stands in for the column."""
    names: dict[str, Mapping[str, str]] = {**record.values}
    for column, lookup in record.lookup.items():
        texts.setdefault(column, _quoted(lookup.key, record.dialect))
        if path is None:
            continue
        read = read_lookup(path.parent / lookup.file, lookup.key, lookup.value)
        if isinstance(read, Finding):
            faults.append(Finding(read.kind, cell=f"[lookup] {column}", facts=read.facts))
        else:
            names[column] = read | {**names.get(column, {})}
    return names


def _quoted(name: str, dialect: Dialect) -> str:
    """Write a name of a column as an expression."""
    sign = "`" if dialect in {"spark", "bigquery"} else '"'
    return sign + name.replace(sign, sign * 2) + sign


def _parameters(record: MapFile, log: LogRecord) -> dict[str, Parameter]:
    """Complete the parameters: what the source applied, else the map's own, else the taxonomy's example."""
    given = {**record.parameters, **record.applied}
    return {item.id: given.get(item.id, checks.example_of(item, record, log)) for item in logs().parameters}


def _toml(path: Path, faults: list[Finding]) -> dict[str, Any] | None:
    if path.exists() and not path.is_file() and not path.is_dir():  # a pipe can be read only once, and may never end
        faults.append(Finding(file_findings.FILE_UNREADABLE, facts={"found": NOT_A_FILE}))
        return None
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        faults.append(Finding(file_findings.FILE_MISSING, facts={"found": name_of(path)}))
    except OSError as error:
        faults.append(Finding(file_findings.FILE_UNREADABLE, facts={"found": error.strerror or name_of(path)}))
    except UnicodeDecodeError:
        faults.append(Finding(map_findings.MAP_ENCODING, facts={"found": name_of(path)}))
    else:
        return _parsed(text, name_of(path), faults)
    return None


def _parsed(text: str, name: str, faults: list[Finding]) -> dict[str, Any] | None:
    if "\0" in text:  # UTF-16 without a mark at its beginning
        faults.append(Finding(map_findings.MAP_ENCODING, facts={"found": name}))
        return None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, _, place = str(error).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        last = len(text.rstrip().splitlines()) or 1
        faults.append(Finding(map_findings.MAP_NOT_TOML, facts={"found": said, "line": line[1] if line else last}))
    except RecursionError:
        faults.append(Finding(map_findings.MAP_NOT_TOML, facts={"found": "[[[[…", "line": 1}))
    return None


def _texts(columns: Mapping[str, str], leave_out: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from ((f"[columns] {column}", text) for column, text in columns.items())
    yield from ((f"[leave_out] {name}", text) for name, text in leave_out.items())
