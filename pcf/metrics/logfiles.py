"""The files of a log: found, of one type, and as DuckDB reads them without an extension."""

from __future__ import annotations

import codecs
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pcf.findings import Finding
from pcf.metrics.file_findings import (
    EMPTY_LOG,
    FILE_MISSING,
    FILE_TWICE,
    FILE_TYPE_UNSUPPORTED,
    FILE_UNREADABLE,
    WRONG_ENCODING,
)
from pcf.metrics.map_records import Source
from pcf.metrics.spreadsheet import as_csv
from pcf.outputs import NOT_A_FILE

Format = Literal["csv", "parquet", "xlsx"]
_FORMATS: Mapping[str, Format] = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".parquet": "parquet",
    ".xlsx": "xlsx", ".xlsm": "xlsx",
}  # fmt: skip
_BLOCK = 1 << 20  # bytes decoded at a time


@dataclass(frozen=True, slots=True)
class LogFiles:
    """Files of one log and one format.

    ``named`` maps the path that is read to the path that the person gave: text in another
    encoding is read from a UTF-8 copy.
    """

    format: Format
    named: Mapping[Path, Path]

    @property
    def paths(self) -> tuple[Path, ...]:
        return tuple(self.named)


def name_of(path: Path) -> str:
    """Name a file in a finding: its path may hold what is nobody's business."""
    return path.name or "–"


def names_of(paths: Iterable[Path]) -> str:
    return ", ".join(name_of(path) for path in paths)


def find_files(paths: Sequence[Path]) -> Format | list[Finding]:
    """Check that the files are there, open to read, not empty, and all of one type.

    Returns:
        Their format, or every fault.
    """
    faults = [fault for path in paths for fault in _faults(path)]
    whole = [os.path.realpath(path) for path in paths]
    twice = dict.fromkeys(path.name for path, one in zip(paths, whole, strict=True) if whole.count(one) > 1)
    faults += [Finding(FILE_TWICE, file=name, facts={"found": name}) for name in twice]
    formats = {_FORMATS[path.suffix.lower()] for path in paths if path.suffix.lower() in _FORMATS}
    if not faults and len(formats) != 1:
        faults = [_unsupported(path) for path in paths[1:]] or [Finding(FILE_MISSING, facts={"found": "–"})]
    return faults or formats.pop()


def _faults(path: Path) -> Iterator[Finding]:
    if path.exists() and not path.is_file() and not path.is_dir():
        yield Finding(FILE_UNREADABLE, file=name_of(path), facts={"found": NOT_A_FILE})
        return
    if not path.is_file():
        yield Finding(FILE_MISSING, file=name_of(path), facts={"found": name_of(path)})
        return
    if path.suffix.lower() not in _FORMATS:
        yield _unsupported(path)
        return
    try:
        with path.open("rb") as file:
            first = file.read(4)
    except OSError as error:
        yield Finding(FILE_UNREADABLE, file=name_of(path), facts={"found": error.strerror or name_of(path)})
        return
    if first.removeprefix(codecs.BOM_UTF8) == b"":
        yield Finding(EMPTY_LOG, file=name_of(path), facts={"found": 0})


def _unsupported(path: Path) -> Finding:
    facts = {"found": path.suffix or path.name, "supported": sorted(_FORMATS)}
    return Finding(FILE_TYPE_UNSUPPORTED, file=name_of(path), facts=facts)


def as_readable(paths: Sequence[Path], log_format: Format, source: Source, scratch: Path) -> LogFiles | list[Finding]:
    """Give the files as DuckDB reads them without an extension; copies go into ``scratch``.

    A copy is made of Excel files, of text in another encoding, and of text with rows at its end that are no data.

    Returns:
        The files, or one finding for each that cannot be read so.
    """
    whole = [path.resolve() for path in paths]
    is_utf8 = codecs.lookup(source.encoding).name in {"utf-8", "utf-8-sig"}
    if log_format == "parquet" or (log_format == "csv" and is_utf8 and not source.footer_rows):
        return LogFiles(log_format, dict(zip(whole, paths, strict=True)))
    named: dict[Path, Path] = {}
    faults: list[Finding] = []
    for number, path in enumerate(whole):
        copy = scratch / f"{number}.csv"
        fault = as_csv(path, copy, source) if log_format == "xlsx" else _as_utf8(path, copy, source)
        if fault is not None:
            faults.append(Finding(fault.kind, name_of(paths[number]), cell=fault.cell, facts=fault.facts))
        named[copy] = paths[number]
    return faults or LogFiles("csv", named)


def as_written(log_format: Format, source: Source) -> Source:
    """Return how the readable files are written: of an Excel file the copy, not the file."""
    if log_format != "xlsx":
        return source
    return Source(delimiter=",", header_row=source.header_row, durations=source.durations)


def _as_utf8(path: Path, copy: Path, source: Source) -> Finding | None:
    try:
        _recode(path, copy, source.encoding)
    except (ValueError, LookupError, ArithmeticError):  # UnicodeError is a ValueError; codecs raise others too
        return Finding(WRONG_ENCODING, facts={"found": source.encoding})
    if source.footer_rows:
        _cut(copy, source.footer_rows)
    return None


def _cut(copy: Path, rows: int) -> None:
    """Take the last lines that hold something off a file."""
    size = 0
    ends: deque[int] = deque(maxlen=rows + 1)  # where the last lines begin
    with copy.open("rb") as file:
        for line in file:
            if line.strip(b"\r\n\t ,;|"):
                ends.append(size)
            size += len(line)
    with copy.open("rb+") as file:
        file.truncate(ends[1] if len(ends) > rows else 0)


def _recode(source: Path, target: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    with source.open("rb") as read, target.open("w", encoding="utf-8", newline="") as written:
        while block := read.read(_BLOCK):
            written.write(decoder.decode(block))
        written.write(decoder.decode(b"", final=True))
