"""Metrics of one log or of several together: counted where they lie, or read from cubes."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import chain
from pathlib import Path

from pcf.errors import N_, BadOptionError, LogError, Phrase
from pcf.findings import Finding
from pcf.metrics.asking import Asked, period_between
from pcf.metrics.counted import Counted, count_log, count_open
from pcf.metrics.cubes.agreeing import common_moment, common_period
from pcf.metrics.cubes.cube import Cube
from pcf.metrics.cubes.keeping import Days, keeping
from pcf.metrics.cubes.parts import join_cubes
from pcf.metrics.cubes.reading import read_cubes
from pcf.metrics.file_findings import FILE_MISSING
from pcf.metrics.logfiles import name_of
from pcf.metrics.map_shape import shaped
from pcf.metrics.mapfile import read_map
from pcf.metrics.measurement import Measurement, dimensions_of
from pcf.metrics.opened import OpenLog
from pcf.metrics.sql.compiler import PERIODS, Dimension
from pcf.metrics.sql.connecting import TIME_LIMIT
from pcf.metrics.sql.duckdb_engine import MEMORY_LIMIT
from pcf.metrics.tables import Table, find_table
from pcf.outputs import together
from pcf.taxonomy import Taxonomy, load

_NEEDS_LOG = Phrase(N_("a log with its map; nothing is counted of a cube"))
_MAP = Phrase(N_("MAP.toml; without a map only the folder of a cube"))
NO_MAP = Phrase(N_("no map: a cube holds its own, and other folders are no logs"))

Paths = str | Path | Sequence[str | Path]


def measure(
    log: Paths,
    *,
    map: str | Path | None = None,  # noqa: A002  the promised name
    by: Sequence[str] | None = None,
    metrics: Sequence[str] | None = None,
    also: Sequence[tuple[Paths, str | Path | None]] = (),
    first: str | date | None = None,
    last: str | date | None = None,
    as_of: str | date | datetime | None = None,
    cube: str | Path | None = None,
    part: tuple[int, int] | None = None,
    changed: Days | None = None,
    engine: str = "",
    memory: int = MEMORY_LIMIT,
    time_limit: int = TIME_LIMIT,
    lang: str = "en",
    model: Taxonomy | None = None,
    daily: bool = False,
) -> Measurement:
    """Compute metrics from a log.

    Args:
        log: One file or several: CSV, parquet or Excel. Or one table: ``postgresql://host/database/schema.table``,
            without a password, or with ``engine="spark"`` a table that the session knows. Or one component cube
            or several, of several logs or of all parts of one, which need no map.
        map: The map file that says what the columns mean.
        by: Any of segment, channel, reason, product, month, week, day; an empty list for totals alone.
            By segment, where the map names it, unless said.
        metrics: Metric ids; all that the logs can give unless said.
        also: More logs with their maps, whose measures join those of the first group by group: business
            volumes beside contacts, agent time beside intervals.
        first, last: Local days, both inclusive; each measure by the time that it goes by.
        as_of: The moment as of which cases are open, a local time or a day, whose end is meant. Rows
            that happened later are left out. Without it nothing is said of what is open.
        cube: A folder to keep what is counted of the log: a component cube, from which every further cut is made.
            It is counted by the dimensions of ``by``; unless said, by all that the map names and by day.
        part: Count only this part of the log into the cube, from 1, of so many: 1 of 4 is ``(1, 4)``.
        changed: Count only these days of the log again, the first and the last of each, and replace them in the
            cube, which was counted by day.
        engine: ``spark``, or the address of a database that ``log`` is a table of; files are read by DuckDB.
        memory: Bytes that DuckDB may use; what does not fit goes to the disk.
        time_limit: How many seconds one statement may run where a table lies.
        lang: The language of the findings in ``to_json``.
        model: Where the metrics are declared, an organisation's own among them: ``pcf.load(extend="acme/")``; what
            ships unless said.
        daily: Give the figures by day besides, from which weeks and months are cut and changes are judged.

    Raises:
        LogError: The files, the maps or the rows have faults; ``findings`` hold every one.
        BadOptionError: A dimension, day, moment or part that cannot be, or no map where one is needed.
        UnknownMetricError: No metric has this id.
        OutputNotWritableError: The cube cannot be written.
        SecretInAddressError: The address of a table holds a password.
        NotInstalledError: What reads the table is not installed.
    """
    if time_limit < 1:  # what a server takes for no limit at all
        raise BadOptionError(option="time_limit", found=time_limit, expected="≥ 1")
    if not isinstance(engine, str):
        raise BadOptionError(option="engine", found=engine, expected=["duckdb", "spark"])
    sources = [_source(log, map, engine), *(_source(files, of) for files, of in also)]
    if isinstance(sources[0], _Cubes):
        _check_nothing_counted(cube=cube, part=part, changed=changed, engine=engine or None)
    cubes = [join_cubes(read_cubes(one.folders)) if isinstance(one, _Cubes) else [] for one in sources]
    dimensions = dimensions_of(by) if by is not None else None
    if dimensions is not None and daily:
        dimensions = by_day(dimensions)
    kept = keeping(cube, dimensions, part, changed)
    beside = [*chain(*cubes)]
    known = [kept.old, *beside] if kept is not None and kept.old is not None else beside
    moment = common_moment(known) if beside and as_of is None else as_of
    if dimensions is None:
        usual = _usual_dimensions(sources[0], [kept.old] if kept is not None and kept.old is not None else cubes[0])
        dimensions = by_day(usual) if daily else usual
    asked = Asked(
        model=model.in_language(lang) if model is not None else load(lang=lang),
        metrics=metrics,
        dimensions=dimensions,
        period=common_period(period_between(first, last), known),
        as_of=moment,
        memory=memory,
        seconds=time_limit,
        is_whole=part is None,
    )
    counts: list[Callable[[], Counted]] = []
    for one, its_cubes in zip(sources, cubes, strict=True):
        counts += [partial(each.answer, asked.question) for each in its_cubes]
        if isinstance(one, _Log):
            count = kept.count if kept is not None and one is sources[0] else count_log
            counts.append(partial(count, one.source, one.map_path, asked.question))
    with together():  # a cube is kept where its figures can be given
        return asked.measurement(counts, sources[0].name)


def measure_open(
    log: OpenLog,
    *,
    by: Sequence[str],
    metrics: Sequence[str],
    also: Sequence[tuple[Sequence[Path], Path]] = (),
    first: str | date | None = None,
    last: str | date | None = None,
    as_of: str | date | datetime | None = None,
    memory: int = MEMORY_LIMIT,
) -> Measurement:
    """Compute metrics from a log that is open, without reading it again; arguments are those of ``measure``.

    Args:
        log: The log; it was opened with ``as_of``.
        by, metrics, also, first, last, as_of, memory: As there.

    Raises:
        LogError, BadOptionError, UnknownMetricError: As there.
    """
    asked = Asked(load(), metrics, dimensions_of(by), period_between(first, last), as_of, memory)
    counts = [partial(count_open, log, asked.question)]
    counts += [partial(count_log, paths, map_path, asked.question) for paths, map_path in also]
    return asked.measurement(counts, name_of(log.log_map.path))


@dataclass(frozen=True, slots=True)
class _Log:
    """A log that is counted, with its map."""

    source: Sequence[Path] | Table
    map_path: Path

    @property
    def name(self) -> str:
        return self.source.name if isinstance(self.source, Table) else name_of(self.source[0])


@dataclass(frozen=True, slots=True)
class _Cubes:
    """Cubes that answer for their logs."""

    folders: Sequence[Path]

    @property
    def name(self) -> str:
        return name_of(self.folders[0])


def _source(named: Paths, map_path: str | Path | None, engine: str = "") -> _Log | _Cubes:
    """Return the files that a log was named by, its table, or the cubes that stand for it.

    Raises:
        BadOptionError: Several tables, a log without a map, or a cube with one.
        LogError: There is neither a map nor what was named.
    """
    names = [named] if isinstance(named, str | Path) else [*named]
    tables = [table for one in names if (table := find_table(one, engine)) is not None]
    folders = [] if tables else [Path(one) for one in names if Path(one).is_dir()]
    if map_path is None:
        lost = [] if tables or folders else [Path(one) for one in names if not Path(one).exists()]
        if lost:
            missing = [Finding(FILE_MISSING, file=name_of(one), facts={"found": name_of(one)}) for one in lost]
            raise LogError(findings=tuple(missing), path=name_of(lost[0]), count=len(missing))
        if not folders:
            raise BadOptionError(option="map", found="–", expected=_MAP)
        return _Cubes([Path(one) for one in names])
    if folders:
        raise BadOptionError(option="map", found=Path(map_path).name, expected=NO_MAP)
    if tables and len(names) > 1:
        raise BadOptionError(option="LOG", found=[table.name for table in tables], expected="schema.table")
    return _Log(tables[0] if tables else [Path(path) for path in names], Path(map_path))


def _check_nothing_counted(**options: object) -> None:
    """Refuse what is said of counting a log and keeping it, where there are only cubes: nothing would be done."""
    for option, given in options.items():
        if given is not None:
            raise BadOptionError(option=option, found=str(given) or "–", expected=_NEEDS_LOG)


def _usual_dimensions(source: _Log | _Cubes, cubes: Sequence[Cube]) -> list[Dimension]:
    """Return the dimensions that figures are given by unless somebody says others: segment, if log or cube has it."""
    if cubes:
        return ["segment"] if "segment" in cubes[0].counted.tallies.by else []
    return usual_dimensions(source.map_path) if isinstance(source, _Log) else []


def by_day(dimensions: Sequence[Dimension]) -> list[Dimension]:
    """Return dimensions with days, of which weeks and months are made."""
    return [*(name for name in dimensions if name not in PERIODS), "day"]


def usual_dimensions(map_path: Path) -> list[Dimension]:
    """Return the dimensions that figures of a log are given by unless somebody says others: segment, if it has one."""
    try:
        return ["segment"] if "segment" in read_map(map_path).columns else []
    except LogError:
        return []  # its faults are told with those of the log


def lookup_files(map_path: Path) -> list[Path]:
    """Return the files beside a map that it takes names of codes from; none of a map that cannot be read."""
    if not map_path.is_file():
        return []
    try:
        record = shaped(tomllib.loads(map_path.read_text(encoding="utf-8-sig")), [])
    except (OSError, ValueError, RecursionError):
        return []  # told when the log is counted
    files = [one.file for one in record.lookup.values()] if record is not None else []
    return [map_path.parent / file for file in files if "\0" not in file]
