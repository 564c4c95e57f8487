"""The files of a log: found, of one type, and as UTF-8 where they are text."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pcf.findings import Finding
from pcf.metrics.findings import EMPTY_LOG, FILE_MISSING, FILE_TYPE_UNSUPPORTED, FILE_UNREADABLE, WRONG_ENCODING

Format = Literal["csv", "parquet"]
_FORMATS: Mapping[str, Format] = {".csv": "csv", ".tsv": "csv", ".txt": "csv", ".parquet": "parquet"}
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
    formats = {_FORMATS[path.suffix.lower()] for path in paths if path.suffix.lower() in _FORMATS}
    if not faults and len(formats) != 1:
        faults = [_unsupported(path) for path in paths[1:]] or [Finding(FILE_MISSING, facts={"found": "–"})]
    return faults or formats.pop()


def _faults(path: Path) -> Iterator[Finding]:
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


def as_utf8(paths: Sequence[Path], log_format: Format, encoding: str, scratch: Path) -> LogFiles | list[Finding]:
    """Give the files as DuckDB reads them without an extension; copies go into ``scratch``.

    Returns:
        The files, or one finding for each that is not text in this encoding.
    """
    whole = [path.resolve() for path in paths]
    if log_format == "parquet" or codecs.lookup(encoding).name in {"utf-8", "utf-8-sig"}:
        return LogFiles(log_format, dict(zip(whole, paths, strict=True)))
    named: dict[Path, Path] = {}
    faults: list[Finding] = []
    for number, path in enumerate(whole):
        copy = scratch / f"{number}.csv"
        try:
            _recode(path, copy, encoding)
        except (ValueError, LookupError, ArithmeticError):  # UnicodeError is a ValueError; codecs raise others too
            faults.append(Finding(WRONG_ENCODING, file=name_of(paths[number]), facts={"found": encoding}))
        named[copy] = paths[number]
    return faults or LogFiles(log_format, named)


def _recode(source: Path, target: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    with source.open("rb") as read, target.open("w", encoding="utf-8", newline="") as written:
        while block := read.read(_BLOCK):
            written.write(decoder.decode(block))
        written.write(decoder.decode(b"", final=True))
