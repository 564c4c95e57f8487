"""A log counted into a cube."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from pcf.metrics.counted import Question, compiler_of, count_open, countings_of
from pcf.metrics.cubes.cube import Cube
from pcf.metrics.cubes.definitions import hashes_of
from pcf.metrics.cubes.parts import PartRows
from pcf.metrics.cubes.record import Part
from pcf.metrics.cubes.row_days import outside, rows_by_day
from pcf.metrics.cubes.saving import hash_of_names
from pcf.metrics.opened import OpenLog, open_log
from pcf.metrics.sql.compiler import DIMENSIONS, ROW_DAY, Dimension
from pcf.metrics.sql.conditions import Clock
from pcf.metrics.sql.engine import Engine
from pcf.metrics.sql.scans import Period
from pcf.metrics.tables import Table

_NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+)*")


def count_cube(
    source: Sequence[Path] | Table,
    map_path: Path,
    question: Question,
    *,
    by: Sequence[Dimension] | None = None,
    part: tuple[int, int] | None = None,
) -> Cube:
    """Count a log, or one part of it.

    Args:
        source: Its files, or its table.
        map_path: Its map.
        question: What is asked, but for the dimensions.
        by: The dimensions of the cube; all that the map names and the day unless said.
        part: The number of a part, from 1, and how many there are.

    Raises:
        LogError: The files, the map or the rows have faults, or the log cannot be counted in parts.
        BadOptionError: The moment cannot be read.
    """
    rows = PartRows(*part, question.countings) if part is not None else None
    with open_log(
        source, map_path, as_of=question.as_of, memory=question.memory, seconds=question.seconds, part=rows
    ) as log:
        asked = replace(question, by=with_row_day(by if by is not None else all_dimensions(log)))
        counted = count_open(log, asked)
        has_others = rows is None and ROW_DAY in asked.by and question.period != Period()
        return Cube(
            counted=counted,
            period=question.period,
            as_of=log.as_of,
            latest=log.latest,
            tables=log.source,
            map_text=map_path.read_bytes(),
            names=hash_of_names(log.log_map),
            definitions=hashes_of(question.countings, counted),
            rows_outside=outside(question.period, rows_by_day(log)) if has_others else {},
            part=None if rows is None else _part_of(log, rows, asked),
        )


def _part_of(log: OpenLog, rows: PartRows, asked: Question) -> Part:
    return Part(
        number=rows.number,
        parts=rows.parts,
        key=rows.key(log.log_map),
        size=log.size,
        statement=_shared_statement(log, asked),
        engine_version=_version_of(log.engine),
    )


def _shared_statement(log: OpenLog, asked: Question) -> str:
    """Return the hash of what all parts are asked.

    The statement is written in one way only, however much memory there is, and as if every log ended at one moment
    and were small: whether the log itself has changed between the parts is seen by its size and its last row.
    """
    compiler = compiler_of(log, asked.period)
    clock = Clock(log.as_of, datetime(1970, 1, 1))  # noqa: DTZ001  rows are kept without an offset
    compiler = replace(compiler, rows=replace(compiler.rows, clock=clock), exact_values=True)
    statement = compiler.fuse(countings_of(log, asked), tuple(asked.by))
    return sha256(log.engine.written(statement.text).encode()).hexdigest()


def _version_of(engine: Engine) -> str:
    """Return the version of an engine in numbers, as in ``1.4.2``."""
    found = _NUMBERS.search(str(engine.rows("SELECT VERSION()")[0][0]))
    return found[0] if found else ""


def all_dimensions(log: OpenLog) -> list[Dimension]:
    """Name all dimensions that the map of a log names, and the day."""
    return [name for name in DIMENSIONS if name in log.columns or name == "day"]


def with_row_day(by: Sequence[Dimension]) -> tuple[Dimension, ...]:
    """Keep the days of the rows apart as well where groups are by day: so that days can be replaced."""
    return (*by, ROW_DAY) if "day" in by else tuple(by)
