"""A cube written to a folder: whole or not at all, and the same to the byte for the same rows of a log."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from pcf.errors import N_, OutputNotWritableError, Phrase
from pcf.metrics.cubes.cube import Cube
from pcf.metrics.cubes.record import CubeRecord, Hashes, SavedFinding
from pcf.metrics.cubes.tables import COMPONENTS, VALUES, component_lines, value_lines
from pcf.metrics.logfiles import name_of
from pcf.metrics.map_records import LogMap
from pcf.metrics.sql.compiler import ROW_DAY
from pcf.outputs import together, whole_file, whole_folder, write_whole

FACTS, STATEMENT, MAP = "cube.json", "statement.sql", "map.toml"
FILES = (FACTS, STATEMENT, MAP, COMPONENTS, VALUES)

_NO_CUBE = Phrase(N_("something else than a cube has this name"))


def save_cube(cube: Cube, folder: Path) -> None:
    """Write a cube; a cube that is there already is replaced.

    Raises:
        OutputNotWritableError: Something else has this name, the folder around it is missing or closed to us, or the
            disk is full.
    """
    check_folder(folder)
    tallies, digest = cube.counted.tallies, sha256()
    with together(), whole_folder(folder) as place:
        for name, lines in ((COMPONENTS, component_lines(tallies)), (VALUES, value_lines(tallies))):
            with whole_file(place / name) as temporary, temporary.open("wb") as file:
                for line in lines:
                    written = line.encode()
                    file.write(written)
                    digest.update(written)
        write_whole(place / STATEMENT, cube.statement)
        with whole_file(place / MAP) as temporary:
            temporary.write_bytes(cube.map_text)
        write_whole(place / FACTS, _record_of(cube, digest.hexdigest()).text())


def check_folder(folder: Path) -> None:
    """Check that a folder may become a cube: there is none, it is empty, or it is a cube already.

    Raises:
        OutputNotWritableError: It may not.
    """
    if folder.exists() and not (folder.is_dir() and ((folder / FACTS).is_file() or not any(folder.iterdir()))):
        raise OutputNotWritableError(path=str(folder), reason=_NO_CUBE)


def hash_of_names(log_map: LogMap) -> str:
    """Return the hash of the names that a map and its lookups give to codes."""
    names = {column: dict(known) for column, known in log_map.values.items()}
    return sha256(json.dumps(names, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _record_of(cube: Cube, components: str) -> CubeRecord:
    counted = cube.counted
    return CubeRecord(
        format=1,
        pcf=metadata.version("pcf-customer-service"),
        engine=counted.engine,
        dialect=counted.log_map.dialect,
        log=counted.log_map.log.id,
        map=name_of(counted.log_map.path),
        tables=cube.tables,
        by=counted.tallies.dimensions,
        has_row_days=ROW_DAY in counted.tallies.by,
        exact_values=counted.tallies.exact_values,
        period=cube.period,
        as_of=cube.as_of,
        latest=cube.latest,
        rows_outside=dict(cube.rows_outside),
        part=cube.part,
        counts=counted.counts,
        reads=dict(counted.tallies.reads),
        definitions=dict(cube.definitions),
        zeros=tuple(sorted(counted.zeros)),
        missing=dict(counted.missing),
        overall={alias: int(number) for alias, number in counted.tallies.overall.items()},
        findings=tuple(SavedFinding.of(one) for one in counted.findings),
        sha256=Hashes(
            statement=sha256(cube.statement.encode()).hexdigest(),
            map=sha256(cube.map_text).hexdigest(),
            names=cube.names,
            components=components,
        ),
    )
