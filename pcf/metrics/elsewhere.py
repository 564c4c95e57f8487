"""A log that only others may read: the statement that they run, and the figures of what it gave."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from pcf.ids import Dialect
from pcf.metrics.asking import Asked, period_between
from pcf.metrics.counted import Counted, Question
from pcf.metrics.cubes.cube import Cube
from pcf.metrics.cubes.definitions import hashes_of
from pcf.metrics.cubes.saving import check_folder, hash_of_names, save_cube
from pcf.metrics.measurement import Measurement, dimensions_of
from pcf.metrics.measuring import usual_dimensions
from pcf.metrics.printed import Printed, counted_answer, statement_for
from pcf.outputs import together
from pcf.taxonomy import Taxonomy, load


def write_statement(
    table: str,
    *,
    dialect: Dialect,
    map: str | Path,  # noqa: A002  the promised name
    by: Sequence[str] | None = None,
    metrics: Sequence[str] | None = None,
    first: str | date | None = None,
    last: str | date | None = None,
    as_of: str | date | datetime | None = None,
    model: Taxonomy | None = None,
) -> Printed:
    """Write the statement that counts a table, for somebody else to run; nothing is connected to.

    Args:
        table: ``table``, ``schema.table`` or ``database.schema.table``, as the engine spells it.
        dialect: What the statement is written in.
        map: The map, in the same dialect or of names of columns alone.
        by, metrics, first, last, as_of, model: As for ``measure``.

    Raises:
        LogError: The map has faults, or figures depend on a moment that was not given.
        BadOptionError: A table, dimension, day or moment that cannot be.
        SecretInAddressError: The address of the table holds a password.
    """
    asked = _asked(Path(map), by, metrics, (first, last), as_of, model=model or load())
    return statement_for(dialect, table, Path(map), asked.question)


def measure_answer(
    answer: str | Path,
    table: str,
    *,
    dialect: Dialect,
    map: str | Path,  # noqa: A002  the promised name
    by: Sequence[str] | None = None,
    metrics: Sequence[str] | None = None,
    first: str | date | None = None,
    last: str | date | None = None,
    as_of: str | date | datetime | None = None,
    cube: str | Path | None = None,
    lang: str = "en",
    model: Taxonomy | None = None,
) -> Measurement:
    """Compute metrics from the answer to a written statement.

    Args:
        answer: The rows that the statement gave, as CSV.
        table, dialect, map, by, metrics, first, last, as_of, model: What the statement was written with.
        cube: A folder to keep what was counted: a component cube, from which every further cut is made.
        lang: The language of the findings in ``to_json``.

    Raises:
        LogError: The rows are no answer to this statement, or the map has faults; ``findings`` hold every one.
        BadOptionError, SecretInAddressError: As for ``write_statement``.
        OutputNotWritableError: The cube cannot be written.
    """
    model = model.in_language(lang) if model is not None else load(lang=lang)
    asked = _asked(Path(map), by, metrics, (first, last), as_of, model=model)
    if cube is not None:
        check_folder(Path(cube))

    def count() -> Counted:
        printed = statement_for(dialect, table, Path(map), asked.question)
        counted = counted_answer(Path(answer), printed)
        if cube is not None:
            save_cube(_cube(counted, printed, Path(map), asked.question), Path(cube))
        return counted

    with together():  # a cube is kept where its figures can be given
        return asked.measurement([count], Path(answer).name)


def _cube(counted: Counted, printed: Printed, map_path: Path, question: Question) -> Cube:
    """Make a cube of an answer. It does not tell the days of the rows, so no day can be replaced in it."""
    return Cube(
        counted=counted,
        period=printed.period,
        as_of=printed.as_of,
        latest=None,
        tables=(printed.table,),
        map_text=map_path.read_bytes(),
        names=hash_of_names(printed.log_map),
        definitions=hashes_of(question.countings, counted),
    )


def _asked(
    map_path: Path,
    by: Sequence[str] | None,
    metrics: Sequence[str] | None,
    days: tuple[str | date | None, str | date | None],
    as_of: str | date | datetime | None,
    *,
    model: Taxonomy,
) -> Asked:
    """Take what is asked; by segment, where the map names it, unless said."""
    dimensions = usual_dimensions(map_path) if by is None else dimensions_of(by)
    return Asked(model, metrics, dimensions, period_between(*days), as_of)
