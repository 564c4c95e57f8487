"""Dates and rounds as people type them in three languages, and as Excel stores them."""

from __future__ import annotations

import datetime
import re

from pcf.excel.reading import cell_findings as kinds
from pcf.excel.reading.values import Notes, bare, refuse
from pcf.sheets.grid import Cell

_EARLIEST, _LATEST = 1990, 2100
_ISO = re.compile(r"([0-9]{4})(-(0[1-9]|1[0-2]))?")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.年] ?([0-9]{1,2})[-/.月] ?([0-9]{1,2})日?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?: ?г\.?)?")
_SLASHES = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")
_ROUND = re.compile(r"[0-9]{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?")
_LOOSE_ROUND = re.compile(r"([0-9]{4})[ -]?(Q[1-4]|H[12])|(Q[1-4]|H[12])[ -]?([0-9]{4})")
_EXPECTED = "2026-10-26"


def from_serial(serial: float, *, starts_1904: bool) -> datetime.date | None:
    """Return the day of a serial number; ``None`` for those that are no day people mean.

    Excel's calendar holds a 29 February 1900 that never was: serial 60 is no day.
    """
    if not 1 <= serial < 2_958_466 or (int(serial) == 60 and not starts_1904):
        return None
    start = datetime.date(1904, 1, 1) if starts_1904 else datetime.date(1899, 12, 30 if serial > 60 else 31)
    day = start + datetime.timedelta(days=int(serial))
    return day if _EARLIEST <= day.year < _LATEST else None


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        made = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return made if _EARLIEST <= made.year < _LATEST else None


def _typed_day(text: str) -> datetime.date | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _DAY_FIRST.fullmatch(text):
        return _day(match[3], match[2], match[1])
    if match := _SLASHES.fullmatch(text):
        readings = {_day(match[3], match[2], match[1]), _day(match[3], match[1], match[2])} - {None}
        return readings.pop() if len(readings) == 1 else None
    return None


def date_of(cell: Cell, notes: Notes, *, starts_1904: bool = False) -> str:
    """Read a date as ISO text; a year or a month alone stays what it is.

    Raises:
        RefusedCellError: It is no date, or one of two.
    """
    stored = cell.number
    if stored is not None:
        day = from_serial(stored, starts_1904=starts_1904) if cell.shown_as == "date" else None
        if day is None:
            raise refuse(kinds.DATE_UNKNOWN, cell)
        return day.isoformat()
    text = bare(cell.text)
    day = _typed_day(text[:10] if cell.kind == "date" else text)
    if day is None and not _ISO.fullmatch(text):
        raise refuse(kinds.DATE_UNKNOWN, cell)
    value = text if day is None else day.isoformat()
    if value != cell.text and cell.kind != "date":
        notes.append((kinds.NORMALISED, {"found": cell.text, "value": value}))
    return value


def round_of(cell: Cell, notes: Notes, *, starts_1904: bool = False) -> str:
    """Read a round: a year, quarter, half-year or month.

    Raises:
        RefusedCellError: It is none of them.
    """
    stored = cell.number
    if stored is not None and cell.shown_as == "date":
        day = from_serial(stored, starts_1904=starts_1904)
        if day is None:
            raise refuse(kinds.ROUND_UNKNOWN, cell)
        value = f"{day:%Y-%m}"
    else:
        text = f"{stored:.15g}" if stored is not None else bare(cell.text).upper()
        loose = _LOOSE_ROUND.fullmatch(text)
        value = f"{loose[1] or loose[4]}-{loose[2] or loose[3]}" if loose else text
    if not _ROUND.fullmatch(value):
        raise refuse(kinds.ROUND_UNKNOWN, cell)
    if value != cell.text:
        notes.append((kinds.NORMALISED, {"found": cell.text, "value": value}))
    return value
