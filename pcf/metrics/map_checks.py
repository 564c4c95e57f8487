"""What the shape of a map cannot say: names that have to exist elsewhere, values that contradict one another."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from typing import get_args

from pcf.errors import N_, Phrase
from pcf.findings import Finding
from pcf.metrics import expressions
from pcf.metrics import map_findings as kinds
from pcf.metrics.map_records import Condition, MapFile, Parameter, Scale, closest
from pcf.metrics.map_shape import unknown
from pcf.metrics.sql.needs import columns_of
from pcf.model.log import ColumnRecord, LogRecord, ParameterRecord
from pcf.source import logs

_NO_ZONES = {"localtime", "posixrules", "Factory"}  # files of the system that name no place
_LEGS = "contacts"  # the log whose cases may come as several rows
_MARKED = "contacts"  # the log whose marks are 1 to 5 unless its map says otherwise
_FIVE = Scale(worst=1, best=5)
_SATISFIED = "satisfied_from"
_MARK_PARAMETERS = {_SATISFIED: "satisfaction", "low_effort_from": "effort"}
_BOXES = 2  # the best answers that count as satisfied on a scale other than 1 to 5


def scale_of(record: MapFile, column: ColumnRecord | None) -> Scale:
    """Return the scale of a column of marks: as declared, else as the question has it, else 1 to 5."""
    if column is None:
        return _FIVE
    return record.scales.get(column.id) or _fixed_scale(column) or _FIVE


def _fixed_scale(column: ColumnRecord) -> Scale | None:
    """Return the scale that belongs to the question itself."""
    if column.at_least is None or column.at_most is None:
        return None
    return Scale(worst=int(column.at_least), best=int(column.at_most))


def example_of(parameter: ParameterRecord, record: MapFile, log: LogRecord) -> Parameter:
    """Return the default of a parameter; where a scale is not 1 to 5, satisfied means the two best marks."""
    scale = scale_of(record, _satisfaction(log))
    if parameter.id == _SATISFIED and scale.ends != _FIVE.ends:
        low, high = scale.ends
        return Parameter(default=max(high - _BOXES + 1, low + 1))
    return Parameter(default=parameter.default)


def _satisfaction(log: LogRecord) -> ColumnRecord | None:
    return next((column for column in log.columns if column.id == "satisfaction"), None)


def general_faults(record: MapFile) -> Iterator[Finding]:
    """Find the contradictions of a map that do not depend on its log."""
    yield from _parameter_faults(record)
    for column, text in record.types.items():
        if not expressions.is_type(text):
            names = sorted(expressions.TYPES)
            yield Finding(kinds.UNSUPPORTED_VALUE, cell=f"[types] {column}", facts={"found": text, "known": names})
    if record.timezone is not None and record.timezone not in timezones():
        yield unknown_timezone(record.timezone)
    if not _is_encoding(record.source.encoding):
        said = record.source.encoding if record.source.encoding.isprintable() else repr(record.source.encoding)
        yield _wrong("[source] encoding", said, N_("Python cannot decode text with it"))


def log_faults(record: MapFile, log: LogRecord, columns: Mapping[str, str], *, has_columns: bool) -> Iterator[Finding]:
    """Find the contradictions of a map with its log.

    Args:
        record: The map as written.
        log: The log that it is for.
        columns: The columns that it names, those made by a lookup included.
        has_columns: Whether the map has that table at all; its absence is told already.
    """
    yield from _column_faults(record, log)
    for column in log.columns if has_columns else ():
        if column.required and column.id not in columns:
            needed = [one.id for one in log.columns if one.required]
            yield Finding(kinds.REQUIRED_COLUMN, cell="[columns]", facts={"found": column.id, "needed": needed})
    yield from _scale_faults(record, log, columns)
    yield from _group_faults(record, columns)
    yield from _applied_faults(record, log, columns)
    if record.grain == "leg" and log.id != _LEGS:
        yield Finding(kinds.UNSUPPORTED_VALUE, cell="grain", facts={"found": "leg", "known": ["contact"]})


def _wrong(cell: str, found: object, reason: str) -> Finding:
    return Finding(kinds.WRONG_VALUE, cell=cell, facts={"found": found, "reason": Phrase(reason)})


def _column_faults(record: MapFile, log: LogRecord) -> Iterator[Finding]:
    known = [column.id for column in log.columns]
    renamed = [column.id for column in log.columns if column.type in {"text", "flag", "mark"}]
    for table, names, possible in (
        ("columns", record.columns, known),
        ("values", record.values, renamed),
        ("lookup", record.lookup, renamed),
        ("scales", record.scales, [column.id for column in log.columns if column.type == "mark"]),
    ):
        yield from (unknown(f"[{table}] {name}", name, possible) for name in names if name not in possible)


def _scale_faults(record: MapFile, log: LogRecord, columns: Mapping[str, str]) -> Iterator[Finding]:
    """Find marks of which nobody said what is best, and thresholds outside the scale."""
    for column in log.columns:
        if column.type != "mark" or column.id not in columns:
            continue
        fixed = _fixed_scale(column)
        given_scale = record.scales.get(column.id)
        if given_scale is None and log.id != _MARKED:
            yield Finding(kinds.SCALE_MISSING, cell=f"[scales] {column.id}", facts={"found": column.id})
        if given_scale is not None and fixed is not None and given_scale.ends != fixed.ends:
            low, high = fixed.ends
            said: dict[str, object] = {"found": f"{given_scale.worst}–{given_scale.best}", "low": low, "high": high}
            yield Finding(kinds.SCALE_FIXED, cell=f"[scales] {column.id}", facts=said)
    for parameter, column_id in _MARK_PARAMETERS.items():
        asked = record.parameters.get(parameter)
        low, high = scale_of(record, next((one for one in log.columns if one.id == column_id), None)).ends
        for mark in (asked.default, *(where.value for where in asked.where)) if asked else ():
            if not isinstance(mark, str) and not low < mark <= high:  # from the worst mark on all would be satisfied
                facts: dict[str, object] = {"found": mark, "low": low + 1, "high": high}
                yield Finding(kinds.MARK_OUTSIDE_SCALE, cell=f"[parameters] {parameter}", facts=facts)


def _parameter_faults(record: MapFile) -> Iterator[Finding]:
    known = {item.id: item for item in logs().parameters}
    for table, given in (("parameters", record.parameters), ("applied", record.applied)):
        for name, parameter in given.items():
            cell = f"[{table}] {name}"
            if name not in known:
                yield unknown(cell, name, known)
                continue
            choices = known[name].choices
            if choices and parameter.default not in choices:
                facts = {"found": parameter.default, "known": list(choices)}
                yield Finding(kinds.UNSUPPORTED_VALUE, cell=cell, facts=facts)
            if choices and parameter.where:
                yield _wrong(cell, "where", N_("a choice holds for the whole log"))
            if not choices and isinstance(parameter.default, str):
                yield _wrong(cell, parameter.default, N_("a number is needed"))


def _group_faults(record: MapFile, columns: Mapping[str, str]) -> Iterator[Finding]:
    """Find exceptions for groups that the map does not tell apart."""
    for table, given in (("parameters", record.parameters), ("applied", record.applied)):
        for name, parameter in given.items():
            for dimension in get_args(Condition):
                if dimension not in columns and any(getattr(where, dimension) for where in parameter.where):
                    reason = N_("the column is not under [columns]")
                    yield _wrong(f"[{table}] {name}", f"where {dimension}", reason)


def _applied_faults(record: MapFile, log: LogRecord, columns: Mapping[str, str]) -> Iterator[Finding]:
    """Find thresholds that a source had applied: each has to be declared, and no other can be asked for."""
    used = {
        parameter: column
        for counting in logs().countings
        if counting.log == log.id and counting.applied
        for column in columns_of(counting.component)
        for parameter in counting.applied
        if column in columns
    }
    for parameter, column in used.items():
        if parameter not in record.applied:
            facts = {"found": column, "parameter": parameter}
            yield Finding(kinds.THRESHOLD_UNDECLARED, cell=f"[applied] {parameter}", facts=facts)
    for parameter, applied in record.applied.items():
        asked = record.parameters.get(parameter)
        if asked is not None and asked != applied:
            said: dict[str, object] = {"found": parameter, "asked": asked.default, "applied": applied.default}
            yield Finding(kinds.THRESHOLD_APPLIED, cell=f"[parameters] {parameter}", facts=said)


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
