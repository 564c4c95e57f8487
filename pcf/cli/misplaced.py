"""Options of ``pcf measure`` that have no place beside others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from pcf.errors import N_, BadOptionError, Phrase, SecretInAddressError
from pcf.ids import Dialect

_NO_PLACE = Phrase(N_("no such option beside --sql"))
_OF_PARTS = ("--part", "--changed")  # of a log that is counted into a cube
_OF_FIGURES = ("-o", "--cube", "--reconcile")  # of a statement there are none yet
_OF_COUNTING = ("--with", "--engine", "--memory")  # nothing is counted where a statement is written for others


def check_together(given: Mapping[str, Any], dialect: Dialect | None, *, has_answer: bool, is_elsewhere: bool) -> None:
    """Refuse options that have no place in this call.

    Raises:
        BadOptionError: Names the first of them.
        SecretInAddressError: The first of them holds a password.
    """
    misplaced: dict[str, str] = {}
    if given["--cube"] is None:
        misplaced |= dict.fromkeys(_OF_PARTS, "--cube")
    if dialect is not None and not has_answer:
        misplaced |= dict.fromkeys(_OF_FIGURES, "--answer" if is_elsewhere else _NO_PLACE)
    if is_elsewhere:
        misplaced |= dict.fromkeys((*_OF_PARTS, *_OF_COUNTING), _NO_PLACE)
    for name, expected in misplaced.items():
        if given[name]:
            _refuse(name, given[name], expected)


def _refuse(name: str, given: Any, expected: str) -> NoReturn:
    from pcf.metrics.tables import holds_secret

    first = given[0] if isinstance(given, tuple) else given
    parts = first if isinstance(first, tuple) else (first,)
    if any(holds_secret(str(part)) for part in parts):
        raise SecretInAddressError(option=name)
    found = " ".join(part.name if isinstance(part, Path) else part for part in parts)
    raise BadOptionError(option=name, found=found, expected=expected)
