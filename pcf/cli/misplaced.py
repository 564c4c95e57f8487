"""Options of ``pcf measure`` that have no place beside others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NoReturn

from pcf.errors import N_, BadOptionError, Phrase
from pcf.ids import Dialect

_NO_PLACE = Phrase(N_("no such option beside --sql"))
_FOR_FILES = Phrase(N_("files, which DuckDB counts; nothing else is limited by it"))
_FOR_TABLES = Phrase(N_("a table of a database or of Spark; nothing else is limited by it"))
_OF_PARTS = ("--part", "--changed")  # of a log that is counted into a cube
_OF_FIGURES = ("-o", "--cube", "--reconcile", "--changes")  # of a statement there are none yet
_OF_COUNTING = ("--with", "--engine", "--memory", "--time-limit")  # nothing is counted where others run a statement


def check_together(
    given: Mapping[str, Any], dialect: Dialect | None, kinds: Collection[str], *, has_answer: bool
) -> None:
    """Refuse options that have no place in this call.

    Args:
        given: Option to what was given.
        dialect: What a statement is printed in.
        kinds: What the logs that are counted are: files, tables, cubes; none where others count.
        has_answer: Whether there are the rows that a statement gave.

    Raises:
        BadOptionError: Names the first of them.
    """
    misplaced: dict[str, str] = {}
    if given["--cube"] is None:
        misplaced |= dict.fromkeys(_OF_PARTS, "--cube")
    if dialect is not None and not has_answer:
        misplaced |= dict.fromkeys(_OF_FIGURES, _NO_PLACE if kinds else "--answer")
    if not kinds:
        misplaced |= dict.fromkeys((*_OF_PARTS, *_OF_COUNTING), _NO_PLACE)
    if kinds and "files" not in kinds:
        misplaced["--memory"] = _FOR_FILES
    if kinds and "table" not in kinds:
        misplaced["--time-limit"] = _FOR_TABLES
    for name, expected in misplaced.items():
        if given[name]:
            _refuse(name, given[name], expected)


def _refuse(name: str, given: Any, expected: str) -> NoReturn:
    first = given[0] if isinstance(given, tuple) else given
    parts = first if isinstance(first, tuple) else (first,)
    found = "–" if given is True else " ".join(part.name if isinstance(part, Path) else str(part) for part in parts)
    raise BadOptionError(option=name, found=found, expected=expected)
