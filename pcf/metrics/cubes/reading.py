"""A cube read back from its folder; what is wrong with it is told all at once."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pcf.errors import N_, LogError, Phrase
from pcf.findings import Finding
from pcf.metrics import moments
from pcf.metrics.counted import Counted
from pcf.metrics.csv_tables import MOST_BYTES, NOT_TEXT, TOO_LARGE
from pcf.metrics.cubes.cube import Cube
from pcf.metrics.cubes.findings import CUBE_CHANGED, CUBE_FACT, CUBE_NEWER, CUBE_UNREADABLE, NOT_A_CUBE
from pcf.metrics.cubes.reading_tables import TableReader
from pcf.metrics.cubes.record import FORMAT, CubeRecord
from pcf.metrics.cubes.saving import FACTS, FILES, MAP, STATEMENT
from pcf.metrics.cubes.tables import COMPONENTS, VALUES
from pcf.metrics.logfiles import name_of
from pcf.metrics.map_records import LogMap
from pcf.metrics.mapfile import read_map
from pcf.metrics.sql.compiler import ROW_DAY, Dimension
from pcf.metrics.tallies import numbers_of, tallied
from pcf.metrics.tally import Group, Tally

_MOST_TEXT = 64 * 1024**2  # bytes of what is no table
_BLOCK = 1 << 20
_LONGEST = 80  # of what is told of a value
_MOST_FAULTS = 20
_NOT_JSON = Phrase(N_("it is not JSON"))


def read_cubes(folders: Sequence[Path]) -> list[Cube]:
    """Read cubes.

    Raises:
        LogError: Some are none, or were changed by hand; ``findings`` hold every fault of all.
    """
    cubes: list[Cube] = []
    faults: list[Finding] = []
    for folder in folders:
        try:
            cubes.append(read_cube(folder))
        except LogError as error:
            faults += error.findings
    if faults:
        raise LogError(findings=tuple(faults), path=", ".join(name_of(one) for one in folders), count=len(faults))
    return cubes


def read_cube(folder: Path) -> Cube:
    """Read a cube.

    Raises:
        LogError: It is none, or was changed by hand; ``findings`` hold every fault.
    """
    faults: list[Finding] = []
    cube = _read(folder, faults)
    if cube is None or faults:
        told = tuple(
            replace(one, file=f"{name_of(folder)}/{one.file}" if one.file else name_of(folder)) for one in faults
        )
        raise LogError(findings=told, path=name_of(folder), count=len(told))
    return cube


def _read(folder: Path, faults: list[Finding]) -> Cube | None:
    if lacking := [name for name in FILES if not (folder / name).is_file()]:
        faults.append(Finding(NOT_A_CUBE, facts={"found": name_of(folder), "files": lacking}))
        return None
    texts = {name: _bytes(folder / name, faults) for name in (FACTS, STATEMENT, MAP)}
    record = _record(texts[FACTS], faults)
    if record is None:
        return None
    faults += _changed(folder, texts, record)
    groups = _groups(folder, record, faults)
    log_map = _log_map(folder, record, faults)
    statement, map_text = texts[STATEMENT], texts[MAP]
    if faults or log_map is None or statement is None or map_text is None:
        return None
    tallies = tallied(_by(record), groups, record.overall, record.reads, exact_values=record.exact_values)
    now = record.as_of or record.latest
    counted = Counted(
        log_map=log_map,
        engine=record.engine,
        tallies=tallies,
        statements=(statement.decode().removesuffix("\n"),),
        zeros=record.zeros,
        missing=record.missing,
        counts=record.counts,
        findings=tuple(one.restored() for one in record.findings),
        now_local=None if now is None else moments.local(now, log_map.timezone),
        has_moment=record.as_of is not None,
        is_latest=False,  # it depends on what is asked
    )
    return Cube(
        counted=counted,
        period=record.period,
        as_of=record.as_of,
        latest=record.latest,
        tables=record.tables,
        map_text=map_text,
        names=record.sha256.names,
        definitions=record.definitions,
        rows_outside=record.rows_outside,
        part=record.part,
        folder=name_of(folder),
    )


def _bytes(path: Path, faults: list[Finding]) -> bytes | None:
    try:
        if path.stat().st_size <= _MOST_TEXT:
            text = path.read_bytes()
            text.decode()
            return text
        reason: str = TOO_LARGE
    except UnicodeDecodeError:
        reason = NOT_TEXT
    except OSError as error:
        reason = error.strerror or path.name
    faults.append(Finding(CUBE_UNREADABLE, file=path.name, facts={"found": path.name, "reason": reason}))
    return None


def _record(text: bytes | None, faults: list[Finding]) -> CubeRecord | None:
    """Read the facts; a newer format is told as such, whatever else it holds."""
    if text is None:
        return None
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        faults.append(Finding(CUBE_UNREADABLE, file=FACTS, facts={"found": FACTS, "reason": _NOT_JSON}))
        return None
    if isinstance(plain, dict) and isinstance(plain.get("format"), int) and plain["format"] > FORMAT:
        facts = {"found": plain["format"], "version": str(plain.get("pcf", "–"))[:_LONGEST], "known": FORMAT}
        faults.append(Finding(CUBE_NEWER, file=FACTS, cell="format", facts=facts))
        return None
    try:
        return CubeRecord.model_validate_json(text, strict=True)
    except ValidationError as error:
        faults += [_fault(one) for one in error.errors(include_url=False)[:_MOST_FAULTS]]
        return None


def _fault(detail: Mapping[str, Any]) -> Finding:
    place = ".".join(str(step) for step in detail["loc"])
    found = detail["input"] if detail["type"] != "missing" else "–"
    if detail["type"] == "value_error":
        found = detail["ctx"]["error"]
    return Finding(CUBE_FACT, file=FACTS, cell=place, facts={"found": str(found)[:_LONGEST] or "–"})


def _changed(folder: Path, texts: Mapping[str, bytes | None], record: CubeRecord) -> Iterator[Finding]:
    """Tell what is not as it was written."""
    known = {STATEMENT: record.sha256.statement, MAP: record.sha256.map}
    there = {name: text for name, text in texts.items() if text is not None}  # else it is told already
    changed = [name for name, digest in known.items() if name in there and sha256(there[name]).hexdigest() != digest]
    if record.text().encode() != texts[FACTS]:
        changed.append(FACTS)
    for name in changed:
        yield Finding(CUBE_CHANGED, file=name, facts={"found": name})
    if _hash_of(folder / COMPONENTS, folder / VALUES) != record.sha256.components:
        yield Finding(CUBE_CHANGED, file=COMPONENTS, facts={"found": [COMPONENTS, VALUES]})


def _hash_of(*paths: Path) -> str:
    digest = sha256()
    for path in paths:
        with contextlib.suppress(OSError), path.open("rb") as file:  # what cannot be opened is told where it is read
            while path.stat().st_size <= MOST_BYTES and (block := file.read(_BLOCK)):
                digest.update(block)
    return digest.hexdigest()


def _by(record: CubeRecord) -> tuple[Dimension, ...]:
    return (*record.by, ROW_DAY) if record.has_row_days else record.by


def _groups(folder: Path, record: CubeRecord, faults: list[Finding]) -> dict[Group, Tally]:
    histograms = frozenset(read.aliases[0] for read in record.reads.values() if read.kind == "values")
    reader = TableReader(folder, _by(record), numbers_of(record.reads), histograms, record.exact_values)
    groups = reader.read()
    faults += reader.faults
    return groups


def _log_map(folder: Path, record: CubeRecord, faults: list[Finding]) -> LogMap | None:
    """Read the map; the names of codes have done their work and are not read again."""
    try:
        log_map = read_map(folder / MAP, has_lookups=False)
    except LogError as error:
        faults += error.findings
        return None
    if log_map.log.id != record.log:
        faults.append(Finding(CUBE_FACT, file=FACTS, cell="log", facts={"found": record.log}))
    return replace(log_map.spoken(record.dialect), path=Path(record.map))
