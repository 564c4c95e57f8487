"""A log counted into a cube."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pcf.metrics.counted import Question, count_open
from pcf.metrics.cubes.cube import Cube
from pcf.metrics.cubes.definitions import hashes_of
from pcf.metrics.cubes.parts import PartRows
from pcf.metrics.cubes.saving import hash_of_names
from pcf.metrics.opened import OpenLog, open_log
from pcf.metrics.sql.compiler import DIMENSIONS, ROW_DAY, Dimension
from pcf.metrics.tables import Table


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
        return Cube(
            counted=counted,
            period=question.period,
            as_of=log.as_of,
            latest=log.latest,
            tables=log.source,
            map_text=map_path.read_bytes(),
            names=hash_of_names(log.log_map),
            definitions=hashes_of(question.countings, counted),
            part=rows.of(log.log_map) if rows is not None else None,
        )


def all_dimensions(log: OpenLog) -> list[Dimension]:
    """Name all dimensions that the map of a log names, and the day."""
    return [name for name in DIMENSIONS if name in log.columns or name == "day"]


def with_row_day(by: Sequence[Dimension]) -> tuple[Dimension, ...]:
    """Keep the days of the rows apart as well where groups are by day: so that days can be replaced."""
    return (*by, ROW_DAY) if "day" in by else tuple(by)
