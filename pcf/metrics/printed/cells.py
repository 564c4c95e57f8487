"""Cells of an answer, as warehouses write them; what a spreadsheet made of them is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

from pcf.errors import N_, Phrase
from pcf.metrics.csv_tables import NO_NUMBER, LineError
from pcf.metrics.sql.buckets import is_bucket
from pcf.metrics.sql.compiler import Dimension

NO_PART = Phrase(N_("its part is none of the statement's"))
NO_PERIOD = Phrase(N_("its day, week or month is none, or does not begin where it should"))
NOT_ITS_OWN = Phrase(N_("it fills cells that its part leaves empty"))
LACKING = Phrase(N_("it leaves cells empty that its part fills"))
TWICE = Phrase(N_("its group stands twice"))

NumberKind = Literal["count", "sum", "largest"]  # of the last there may be none

_NOTHING = frozenset({"", "NULL", "null", r"\N"})  # how exports write that there is no value
_WHOLE = re.compile(r"-?[0-9]{1,30}")
_DECIMAL = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")
_MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]00:00(?::00(?:\.0{1,9})?)?)?")


def nothing_of(buckets: Iterable[str]) -> str:
    """Return how a file writes that there is no value, by a column that is empty in many rows.

    Where a text column says the same otherwise it is a value: a segment may be called NULL.
    """
    return next((cell for cell in buckets if cell in _NOTHING), "")


def whole(cell: str) -> int | None:
    """Read a whole number; ``None`` for what is none."""
    return int(cell) if _WHOLE.fullmatch(cell) else None


def number(cell: str, kind: NumberKind | None) -> int | Decimal | None:
    """Read a number.

    Args:
        cell: As it is written.
        kind: Which number it is; ``None`` where another part has its number.

    Raises:
        LineError: It is none, is written in another way, or there should be none.
    """
    if cell in _NOTHING:
        if kind in ("count", "sum"):
            raise LineError(LACKING)
        return None
    if kind is None:
        raise LineError(NOT_ITS_OWN)
    if not _DECIMAL.fullmatch(cell):
        raise LineError(NO_NUMBER)
    if kind != "count":
        return Decimal(cell) if "." in cell else int(cell)
    found = whole(cell)
    if found is None or found < 0:
        raise LineError(NO_NUMBER)
    return found


def bucket(cell: str, *, is_there: bool) -> int | None:
    """Read the number of a bucket; ``None`` where there is no value.

    Raises:
        LineError: It cannot be one.
    """
    if cell in _NOTHING:
        return None
    if not is_there:
        raise LineError(NOT_ITS_OWN)
    found = whole(cell)
    if found is None or not is_bucket(found):
        raise LineError(NO_NUMBER)
    return found


def period(name: Dimension, cell: str) -> date:
    """Read the first day of a period.

    Raises:
        LineError: It is none, or no period of this kind begins on it.
    """
    found = _MIDNIGHT.fullmatch(cell)
    try:
        day = date.fromisoformat(found[1] if found else "")
    except ValueError as error:
        raise LineError(NO_PERIOD) from error
    if (name == "week" and day.weekday()) or (name == "month" and day.day != 1):
        raise LineError(NO_PERIOD)
    return day
