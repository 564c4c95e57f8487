"""What one run of ``pcf measure`` reads, writes and is asked: all of it checked before anything is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pcf.cli.misplaced import check_together
from pcf.cli.output import check_cube, check_output
from pcf.errors import N_, BadOptionError, OutputIsInputError, Phrase, SecretInAddressError
from pcf.ids import Dialect

if TYPE_CHECKING:
    from pcf.metrics import Measurement
    from pcf.metrics.printed import Printed
    from pcf.taxonomy import Taxonomy

Kind = Literal["files", "table", "cube"]

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMG]?)i?B?", re.IGNORECASE)
_POWER = {"": 0, "K": 1, "M": 2, "G": 3}
_LONGEST_PART = 15
_OUTPUTS = (".csv", ".json", ".xlsx")
_TOTAL = "total"
_TOTAL_ALONE = Phrase(N_("total, and then nothing else"))
_APART = Phrase(N_("a file outside of the cube"))


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The options of a run as they were given."""

    logs: tuple[str, ...]
    map_file: Path | None
    metrics: tuple[str, ...]
    by: str | None
    first: str | None
    last: str | None
    as_of: str | None
    also: tuple[tuple[str, str], ...]
    changes: bool
    reconcile: Path | None
    cube: Path | None
    part: str | None
    changed: tuple[str, ...]
    engine: str | None
    sql: str | None
    answer: Path | None
    time_limit: int | None
    memory: str | None
    out: Path | None
    force: bool

    @cached_property
    def dialect(self) -> Dialect | None:
        """What a statement is printed in; ``None`` where none is asked for."""
        from pcf.metrics.printed import dialect_of

        return dialect_of(self.sql) if self.sql is not None else None

    @cached_property
    def is_elsewhere(self) -> bool:
        """Whether a statement is written for others to run: always, but for DuckDB over files."""
        from pcf.metrics.tables import is_file_name

        is_here = self.dialect == "duckdb" and any(Path(log).exists() or is_file_name(log) for log in self.logs)
        return self.answer is not None or (self.dialect is not None and not is_here)

    @cached_property
    def names(self) -> list[str] | None:
        """The dimensions of the tables; ``None`` for the usual ones.

        Raises:
            BadOptionError: A blank, or a total that is not alone.
        """
        from pcf.metrics.sql.compiler import DIMENSIONS

        if self.by is None:
            return None
        names = [part.strip() for part in self.by.split(",")]
        if not all(names) or (_TOTAL in names and len(names) > 1):
            raise BadOptionError(option="by", found=self.by.strip() or "–", expected=[*DIMENSIONS, _TOTAL_ALONE])
        return [] if names == [_TOTAL] else names

    def check(self) -> None:
        """Refuse what cannot be, or cannot be together.

        Raises:
            BadOptionError, SecretInAddressError, DialectRefusedError: An option.
            OutputIsInputError, OutputExistsError, OutputNotWritableError: An output.
        """
        from pcf.metrics.tables import holds_secret

        for option, texts in (
            ("--engine", (self.engine or "",)),
            ("LOG", self.logs),
            ("--with", chain.from_iterable(self.also)),
        ):
            if any(holds_secret(text) for text in texts):
                raise SecretInAddressError(option=option)
        kinds = {kind for kind, _ in self._sources()}
        check_together(self._placed(), self.dialect, kinds, has_answer=self.answer is not None)
        self._check_outputs()
        _ = self.names, self._counting()

    def measured(self, model: Taxonomy, lang: str) -> Measurement:
        """Measure the logs, or what others were given by the statement."""
        from pcf.metrics import measure
        from pcf.metrics.elsewhere import measure_answer

        if self.answer is not None:
            return measure_answer(
                self.answer, lang=lang, cube=self.cube, **self._of_statement(), **self._question(model)
            )
        return measure(
            list(self.logs),
            map=self.map_file,
            by=self.names,
            daily=self.changes,
            also=self.also,
            cube=self.cube,
            engine=self.engine or "",
            lang=lang,
            **self._counting(),
            **self._question(model),
        )

    def printed(self, model: Taxonomy) -> Printed:
        """Write the statement that others run."""
        from pcf.metrics.elsewhere import write_statement

        return write_statement(**self._of_statement(), **self._question(model))

    def _question(self, model: Taxonomy) -> dict[str, Any]:
        days = {"first": self.first, "last": self.last, "as_of": self.as_of}
        return {"metrics": list(self.metrics) or None, "model": model, **days}

    def _of_statement(self) -> dict[str, Any]:
        """Return what a statement is written of.

        Raises:
            BadOptionError: Something that it needs is not there.
        """
        from pcf.metrics.measurement import dimensions_of
        from pcf.metrics.measuring import by_day, usual_dimensions

        if self.dialect is None:
            raise BadOptionError(option="--answer", found=self.answer, expected="--sql")
        if self.map_file is None:
            raise BadOptionError(option="--map", found="–", expected="MAP.toml")
        if len(self.logs) > 1:
            raise BadOptionError(option="LOG", found=list(self.logs), expected="schema.table")
        by: Sequence[str] | None = self.names
        if self.changes:
            by = by_day(usual_dimensions(self.map_file) if by is None else dimensions_of(by))
        return {"table": self.logs[0], "dialect": self.dialect, "map": self.map_file, "by": by}

    def _counting(self) -> dict[str, Any]:
        """Read what is counted into a cube, and within which limits.

        Raises:
            BadOptionError: It cannot be read.
        """
        limits = {"memory": _bytes(self.memory)} if self.memory is not None else {}
        limits |= {"time_limit": 60 * self.time_limit} if self.time_limit is not None else {}
        return {"part": _part(self.part), "changed": [_days(days) for days in self.changed] or None, **limits}

    def _placed(self) -> dict[str, Any]:
        """Name the options that have no place beside some others."""
        return {
            "-o": self.out, "--cube": self.cube, "--reconcile": self.reconcile, "--changes": self.changes,
            "--part": self.part, "--changed": self.changed,
            "--with": self.also, "--engine": self.engine, "--memory": self.memory, "--time-limit": self.time_limit,
        }  # fmt: skip

    def _sources(self) -> Iterator[tuple[Kind, str]]:
        """Yield each log with what it is, but of those that others count."""
        from pcf.metrics.tables import find_table

        if self.is_elsewhere:
            return
        named = [(log, self.map_file is not None, self.engine or "") for log in self.logs]
        for log, has_map, engine in (*named, *((log, True, "") for log, _ in self.also)):
            if find_table(log, engine) is not None:
                yield "table", log
            else:
                yield ("cube" if not has_map and Path(log).is_dir() else "files"), log

    def _inputs(self) -> Iterator[Path]:
        """Yield every file that is read, but for the map, which a cube keeps as it is."""
        from pcf.metrics.measuring import lookup_files

        for kind, log in self._sources():
            if kind != "table":
                yield Path(log)
        maps = [Path(log_map) for _, log_map in self.also]
        yield from maps
        for one in (*maps, *([self.map_file] if self.map_file is not None else [])):
            yield from lookup_files(one)
        yield from (path for path in (self.reconcile, self.answer) if path is not None)

    def _check_outputs(self) -> None:
        if self.out is not None and self.out.suffix.lower() not in _OUTPUTS:
            raise BadOptionError(option="-o", found=self.out.name, expected=list(_OUTPUTS))
        inputs = [*self._inputs()]
        if self.cube is not None:
            check_cube(self.cube, force=self.force or bool(self.changed))
            if any(path.is_file() and _is_within(path, self.cube) for path in inputs):
                raise OutputIsInputError(path=str(self.cube))
        if self.out is None:
            return
        folders = [path for path in (*inputs, self.cube) if path is not None and path.is_dir()]
        inputs += [file for folder in folders for file in folder.iterdir()]
        inputs += [self.map_file] if self.map_file is not None else []
        check_output(self.out, force=self.force, inputs=inputs, suffix=self.out.suffix)
        if any(_is_within(self.out, folder) for folder in (*folders, self.cube) if folder is not None):
            raise BadOptionError(option="-o", found=self.out.name, expected=_APART)


def _is_within(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _part(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    number, slash, parts = text.partition("/")
    is_part = slash and number.isdecimal() and parts.isdecimal() and len(text) <= _LONGEST_PART
    if not (is_part and 1 <= int(number) <= int(parts)):
        raise BadOptionError(option="--part", found=text, expected=["1/4", "4/4"])
    return int(number), int(parts)


def _days(text: str) -> tuple[str, str]:
    from pcf.metrics.moments import day_of

    first, dots, last = (one.strip() for one in text.partition(".."))
    begin, end = day_of(first), day_of(last if dots else first)
    if begin is None or end is None:
        raise BadOptionError(option="--changed", found=text, expected=["2026-10-03", "2026-10-03..2026-10-05"])
    if end < begin:
        raise BadOptionError(option="--changed", found=last, expected=[f"≥ {first}"])
    return first, last if dots else first


def _bytes(size: str) -> int:
    match = _SIZE.fullmatch(size.strip())
    count = int(float(match[1]) * 1024 ** _POWER[match[2].upper()]) if match else 0
    if not 32 * 1024**2 <= count <= 64 * 1024**4:
        raise BadOptionError(option="--memory", found=size, expected=["32MB", "500MB", "2GB"])
    return count
