"""One cell of the sheet of staffing to one value: seconds, percentages, heads and the moment an interval begins."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_FLOOR, Decimal

from pcf.errors import Phrase
from pcf.excel.reading import cell_findings
from pcf.excel.reading import staffing_findings as kinds
from pcf.excel.reading.answers import weight_of
from pcf.excel.reading.dates import date_of, from_serial
from pcf.excel.reading.figures import within_whole
from pcf.excel.reading.values import (
    Notes,
    RefusedCellError,
    bare,
    clock_seconds,
    number_of,
    refuse,
    shown,
)
from pcf.sheets.grid import Cell
from pcf.workforce.plans.values import without_offset

Reader = Callable[[Cell, Notes], Decimal]

_HUNDRED = Decimal(100)
_A_MINUTE, _AN_HOUR, _A_DAY = 60, 3_600, 86_400
_MOMENT = re.compile(r"(.*[^T ])[T ]+([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9]))?")


def seconds_of(cell: Cell, notes: Notes) -> Decimal:
    """Read a span in seconds; of one typed as a time with its seconds, such as 0:04:00, with a note.

    Raises:
        RefusedCellError: It is no such number, below zero, or a time such as 4:00 that can be read in two ways.
    """
    if cell.shown_as == "date" and cell.number is not None and cell.number >= 0:
        return _stored_time(cell, cell.number, notes)
    if cell.kind == "text" and (clock := clock_seconds(cell)):
        if clock[0].count(":") == 1:
            raise _unclear(cell, clock[0], clock[1])
        notes.append((cell_findings.NORMALISED, {"found": clock[0], "value": str(clock[1])}))
        return Decimal(clock[1])
    return weight_of(cell, notes)


def _stored_time(cell: Cell, stored: float, notes: Notes) -> Decimal:
    """Read a time as a program stores it, in days; one that shows no seconds may have been meant in minutes.

    Raises:
        RefusedCellError: It is a day, or can be read in two ways.
    """
    if stored >= 1:
        raise refuse(cell_findings.DATE_IN_CELL, cell, allowed=Phrase(cell_findings.A_NUMBER))
    seconds = round(stored * _A_DAY)
    hours, rest = divmod(seconds, _AN_HOUR)
    minutes, left = divmod(rest, _A_MINUTE)
    if not (left or cell.has_seconds):
        raise _unclear(cell, f"{hours}:{minutes:02}", seconds // _A_MINUTE)
    notes.append((cell_findings.NORMALISED, {"found": f"{hours}:{minutes:02}:{left:02}", "value": str(seconds)}))
    return Decimal(seconds)


def _unclear(cell: Cell, found: str, seconds: int) -> RefusedCellError:
    """Return the refusal of a time such as 4:00, with what it comes to if it is minutes and seconds, and if it is not.

    Args:
        cell: Where it stands.
        found: As people see it.
        seconds: As minutes and seconds.
    """
    return refuse(kinds.TWO_TIMES, cell, found=found, minutes=str(seconds), hours=str(seconds * _A_MINUTE))


def above_zero(read: Reader) -> Reader:
    """Return a reader that refuses zero."""

    def read_above(cell: Cell, notes: Notes) -> Decimal:
        value = read(cell, notes)
        if value == 0:
            raise refuse(kinds.NOT_ABOVE_ZERO, cell)
        return value

    return read_above


def percent_of(cell: Cell, notes: Notes) -> Decimal:
    """Read a percentage, 0 to 100; one that looks like a share, 0.8 for 80 %, with a warning.

    Raises:
        RefusedCellError: It is no such number.
    """
    value = within_whole(number_of(cell, notes, is_percent=True), cell)
    if 0 < value < 1 and not (cell.shown_as == "percent" or bare(cell.text).endswith("%")):
        notes.append((kinds.SHARE_AS_PERCENT, {"found": shown(value), "value": shown(value * 100)}))
    return value


def percent_below_hundred(cell: Cell, notes: Notes) -> Decimal:
    """Read a percentage, 0 to below 100.

    Raises:
        RefusedCellError: It is no such number.
    """
    value = percent_of(cell, notes)
    if value == _HUNDRED:
        raise refuse(kinds.PERCENT_HUNDRED, cell, found=shown(value))
    return value


def concurrency_of(cell: Cell, notes: Notes) -> Decimal:
    """Read how many contacts an agent handles at once.

    Raises:
        RefusedCellError: It is no number of 1 or more.
    """
    value = weight_of(cell, notes)
    if value < 1:
        raise refuse(kinds.CONCURRENCY_BELOW_ONE, cell)
    return value


def agents_of(cell: Cell, notes: Notes) -> Decimal:
    """Read a number of agents.

    Raises:
        RefusedCellError: It is no whole number of 0 or more.
    """
    value = weight_of(cell, notes)
    if value != value.to_integral_value():
        raise refuse(kinds.AGENTS_NOT_WHOLE, cell, nearest=shown(value.to_integral_value(ROUND_FLOOR)))
    return value


def start_of(cell: Cell, notes: Notes, *, starts_1904: bool) -> str:
    """Read the moment at which an interval begins: ``2026-11-02T09:00``, or ``09:00`` without a day.

    An offset from UTC stays where it stands: of an hour that comes twice it tells which one is meant.

    Raises:
        RefusedCellError: It is no such moment, or its day is one of two.
    """
    stored = cell.number
    if stored is not None:
        return _stored_start(cell, stored, starts_1904=starts_1904)
    text, offset = without_offset(bare(cell.text))
    day, time = ("", text) if _TIME.fullmatch(text) else _parted(text)
    value = _clock(time)
    if value is None or (offset and not day):
        raise refuse(kinds.START_UNKNOWN, cell, nearest="–")
    if day:
        value = f"{_day(cell, day, starts_1904=starts_1904)}T{value}{offset}"
    if bare(cell.text).replace(" ", "T", 1) != value and cell.kind == "text":
        notes.append((cell_findings.NORMALISED, {"found": cell.text, "value": value}))
    return value


def _parted(text: str) -> tuple[str, str]:
    """Return day and time of a typed moment; a day alone begins at midnight."""
    match = _MOMENT.fullmatch(text)
    return (match[1], match[2]) if match else (text, "00:00")


def _clock(time: str) -> str | None:
    match = _TIME.fullmatch(time)
    if match is None:
        return None
    seconds = f":{match[3]}" if match[3] not in (None, "00") else ""
    return f"{int(match[1]):02}:{match[2]}{seconds}"


def _day(cell: Cell, day: str, *, starts_1904: bool) -> str:
    """Read the day of a moment; what is wrong with it is told of the whole cell."""
    try:
        found = date_of(cell._replace(text=day), [], starts_1904=starts_1904)
    except RefusedCellError as refused:
        if refused.kind is not cell_findings.DATE_UNKNOWN:
            raise
        raise refuse(kinds.START_UNKNOWN, cell, nearest=refused.facts["nearest"]) from None
    if len(found) < len("2026-11-02"):
        raise refuse(kinds.START_UNKNOWN, cell, nearest="–")
    return found


def _stored_start(cell: Cell, stored: float, *, starts_1904: bool) -> str:
    """Read a moment as a program stores it, in days; to the second."""
    if cell.shown_as != "date" or stored < 0:
        raise refuse(kinds.START_UNKNOWN, cell, nearest="–")
    days, seconds = divmod(round(stored * _A_DAY), _A_DAY)
    minutes, left = divmod(seconds, _A_MINUTE)
    clock = f"{minutes // 60:02}:{minutes % 60:02}" + (f":{left:02}" if left else "")
    if not days:
        return clock
    day = from_serial(days, starts_1904=starts_1904)
    if day is None:
        raise refuse(kinds.START_UNKNOWN, cell, nearest="–")
    return f"{day.isoformat()}T{clock}"
