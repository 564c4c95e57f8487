"""Counting a log so that it need not be counted again: into a cube, or into the days of one that changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pcf.errors import N_, BadOptionError, Phrase
from pcf.metrics import moments
from pcf.metrics.counted import Counted, Question
from pcf.metrics.cubes.counting import count_cube
from pcf.metrics.cubes.cube import Cube
from pcf.metrics.cubes.reading import read_cube
from pcf.metrics.cubes.refreshing import empty_days, refresh_cube
from pcf.metrics.cubes.saving import check_folder, save_cube
from pcf.metrics.sql.compiler import Dimension
from pcf.metrics.sql.scans import Period
from pcf.metrics.tables import Table

_NO_PART = Phrase(N_("no part, where days are replaced"))
_DAYS = ["2026-10-03..2026-10-05"]
_FOLDER = Phrase(N_("the folder of a cube"))
_NEEDS_CUBE = Phrase(N_("a cube to keep what is counted"))

Days = Sequence[tuple[str | date, str | date]]  # each the first and the last, both inclusive


@dataclass(frozen=True)
class Keeping:
    """Where what is counted of a log is kept, and what of the log is counted.

    Attributes:
        folder: The cube.
        by: Its dimensions; all that there are unless said.
        part: The number of a part of the log, from 1, and how many there are.
        old: The cube as it is, where days are replaced in it.
        changed: These days.
    """

    folder: Path
    by: Sequence[Dimension] | None
    part: tuple[int, int] | None
    old: Cube | None
    changed: Sequence[Period]

    def count(self, source: Sequence[Path] | Table, map_path: Path, question: Question) -> Counted:
        """Count a log, keep the cube, and answer from it.

        Raises:
            LogError: The log has faults, or its days cannot stand in the cube; the folder is as it was.
            OutputNotWritableError: The folder cannot be written.
            BadOptionError: The moment cannot be read.
        """
        if self.old is None:
            cube = count_cube(source, map_path, question, by=self.by, part=self.part)
            save_cube(cube, self.folder)
            return cube.answer(question)
        cube = refresh_cube(self.old, source, map_path, question, self.changed)
        save_cube(cube, self.folder)
        answer = cube.answer(question)
        return replace(answer, findings=(*answer.findings, *empty_days(self.old, cube, self.changed)))


def keeping(
    cube: str | Path | None, by: Sequence[Dimension] | None, part: tuple[int, int] | None, changed: Days | None
) -> Keeping | None:
    """Read what is asked of a cube; ``None`` where no cube is.

    Raises:
        BadOptionError: A part or a day that cannot be, or one without a cube.
        LogError: Days are to be replaced, and the folder is no cube.
        OutputNotWritableError: The folder may not become a cube.
    """
    if cube is None:
        for option, given in (("part", part), ("changed", changed)):
            if given is not None:
                raise BadOptionError(option=option, found=given, expected=_NEEDS_CUBE)
        return None
    folder = _folder(cube)
    if part is not None:
        _check_part(part)
    if part is not None and changed is not None:
        raise BadOptionError(option="part", found="/".join(map(str, part)), expected=_NO_PART)
    if changed is not None:
        periods = _periods(changed)
        return Keeping(folder, by, part, read_cube(folder), periods)
    check_folder(folder)  # before an hour of counting, not after
    return Keeping(folder, by, part, None, ())


def _folder(cube: object) -> Path:
    if not isinstance(cube, str | Path) or not str(cube).strip():
        raise BadOptionError(option="cube", found=str(cube).strip() or "–", expected=_FOLDER)
    return Path(cube)


def _check_part(part: object) -> None:
    """Check that a part is the number of one and how many there are, whatever somebody wrote in its place."""
    match part:
        case (int() as number, int() as parts) if 1 <= number <= parts and not isinstance(number, bool):
            return
        case tuple() | list():
            found = "/".join(map(str, part))
        case _:
            found = str(part)
    raise BadOptionError(option="part", found=found or "–", expected=["1/4", "4/4"])


def _periods(changed: object) -> list[Period]:
    """Read the days that changed, whatever somebody wrote in their place."""
    periods = []
    for days in [changed] if isinstance(changed, str) or not isinstance(changed, Sequence) else changed:
        match days:
            case (str() | date() as first, str() | date() as last):
                periods.append(_period(first, last))
            case _:
                raise BadOptionError(option="changed", found=str(days) or "–", expected=_DAYS)
    return periods


def _period(first: str | date, last: str | date) -> Period:
    period = Period(moments.day("changed", first), moments.day("changed", last))
    if period.first is None or period.last is None or period.last < period.first:
        raise BadOptionError(option="changed", found=f"{first}..{last}", expected=_DAYS)
    return period
