"""Dates and rounds as people type them in three languages, and as Excel stores them."""

from __future__ import annotations

import datetime
import re

from pcf.excel.reading import cell_findings as kinds
from pcf.excel.reading.values import Notes, bare, refuse
from pcf.sheets.grid import Cell

_EARLIEST, _LATEST = 1990, 2100
_LAST_SERIAL = 100_000  # a day after 2100 in both calendars
_ISO = re.compile(r"([0-9]{4})(-(0[1-9]|1[0-2]))?")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.年] ?([0-9]{1,2})[-/.月] ?([0-9]{1,2})日?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?: ?г\.?)?")
_SLASHES = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")
_ROUND = re.compile(r"[0-9]{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?")
_TWO_DIGITS = re.compile(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{2})")
_MIDNIGHT = re.compile(r"[T ]00:00(:00(\.0+)?)?$")
_YEAR_IN_TEXT = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
# Rounds as people say them, in capitals: Q4 2026, 4 КВ. 2026 Г., 2026年第四季度, 2026年上半年.
_SPOKEN_ROUNDS = tuple(
    re.compile(pattern.replace("YEAR", "(?P<year>[0-9]{4})"))
    for pattern in (
        r"YEAR[ /-]?(?P<part>Q[1-4]|H[12])",
        r"(?P<part>Q[1-4]|H[12])[ /-]?YEAR",
        r"(?P<quarter>[1-4]|IV|I{1,3})(?:-?Й)? ?КВ(?:АРТАЛ|\.)? ?YEAR(?: ?Г(?:\.|ОДА?)?)?",
        r"(?P<half>[12]|I{1,2})(?:-?Е)? ?ПОЛУГОДИЕ ?YEAR(?: ?Г(?:\.|ОДА?)?)?",
        r"YEAR年?第?(?P<quarter>[1-4一二三四])季度?",
        r"YEAR年?(?P<half>[上下])半年",
    )
)
_COUNTED = {
    "一": "1",
    "二": "2",
    "三": "3",
    "四": "4",
    "I": "1",
    "II": "2",
    "III": "3",
    "IV": "4",
    "上": "1",
    "下": "2",
}


def from_serial(serial: float, *, starts_1904: bool) -> datetime.date | None:
    """Return the day of a serial number; ``None`` for those that are no day people mean.

    Excel's calendar holds a 29 February 1900 that never was: serial 60 is no day.
    """
    if not 1 <= serial < _LAST_SERIAL or (int(serial) == 60 and not starts_1904):
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


def _readings(text: str) -> tuple[datetime.date | None, datetime.date | None]:
    """Return a date with slashes, day first and month first."""
    match = _SLASHES.fullmatch(text)
    return (_day(match[3], match[2], match[1]), _day(match[3], match[1], match[2])) if match else (None, None)


def _typed_day(text: str) -> datetime.date | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _DAY_FIRST.fullmatch(text):
        return _day(match[3], match[2], match[1])
    readings = set(_readings(text)) - {None}
    return readings.pop() if len(readings) == 1 else None


def nearest_date(text: str) -> str:
    """Suggest the date that a text may mean, for a message only; – if there is none.

    >>> nearest_date("26.10.26"), nearest_date("31.02.2026"), nearest_date("soon")
    ('2026-10-26', '2026-02-28', '–')
    """
    if match := _TWO_DIGITS.fullmatch(text):
        day = _day(f"20{match[3]}", match[2], match[1])
        return day.isoformat() if day else "–"
    if match := _YEAR_FIRST.fullmatch(text):
        year, month = match[1], match[2]
    elif match := _DAY_FIRST.fullmatch(text):
        year, month = match[3], match[2]
    else:
        return "–"
    first = _day(year, month, "1")
    if first is None:
        return "–"
    last = (first.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - datetime.timedelta(days=1)
    return last.isoformat()


def _spoken_round(text: str) -> str:
    """Return a round that is said in words or the other way round; blank if it is none.

    >>> _spoken_round("IV КВ. 2026"), _spoken_round("2026年上半年"), _spoken_round("2026")
    ('2026-Q4', '2026-H1', '')
    """
    match = next((match for pattern in _SPOKEN_ROUNDS if (match := pattern.fullmatch(text))), None)
    if match is None:
        return ""
    named = match.groupdict()
    if part := named.get("part"):
        return f"{named['year']}-{part}"
    kind = "Q" if named.get("quarter") else "H"
    count = named.get("quarter") or named["half"]
    return f"{named['year']}-{kind}{_COUNTED.get(count, count)}"


def date_of(cell: Cell, notes: Notes, *, starts_1904: bool = False) -> str:
    """Read a date as ISO text; a year or a month alone stays what it is.

    Raises:
        RefusedCellError: It is no date, or one of two.
    """
    stored = cell.number
    if stored is not None:
        return _stored_date(cell, stored, notes, starts_1904=starts_1904)
    text = _MIDNIGHT.sub("", bare(cell.text))
    day = _typed_day(text[:10] if cell.kind == "date" else text)
    if day is None and not (_ISO.fullmatch(text) and _day(text[:4], text[5:7] or "1", "1")):
        day_first, month_first = _readings(text)
        if day_first and month_first:
            raise refuse(kinds.DATE_AMBIGUOUS, cell, day_first=day_first, month_first=month_first)
        raise refuse(kinds.DATE_UNKNOWN, cell, nearest=nearest_date(text))
    value = text if day is None else day.isoformat()
    if value != cell.text and cell.kind != "date":
        notes.append((kinds.NORMALISED, {"found": cell.text, "value": value}))
    return value


def day_of(cell: Cell, notes: Notes, *, starts_1904: bool = False) -> str:
    """Read a date as ISO text; a year or a month alone is none.

    Raises:
        RefusedCellError: It is no day, or one of two.
    """
    value = date_of(cell, notes, starts_1904=starts_1904)
    if len(value) < len("2026-10-26"):
        raise refuse(kinds.DAY_MISSING, cell)
    return value


def _stored_date(cell: Cell, stored: float, notes: Notes, *, starts_1904: bool) -> str:
    day = from_serial(stored, starts_1904=starts_1904)
    if cell.shown_as == "date" and day is not None:
        return day.isoformat()
    year = str(int(stored)) if _EARLIEST <= stored < _LATEST and stored == int(stored) else ""
    if not year or cell.shown_as != "number":  # in a cell for dates people see the 2026th day instead
        raise refuse(kinds.DATE_UNKNOWN, cell, nearest=year or (day.isoformat() if day else "–"))
    notes.append((kinds.NORMALISED, {"found": cell.text, "value": year}))
    return year


def round_of(cell: Cell, notes: Notes, *, starts_1904: bool = False) -> str:
    """Read a round: a year, quarter, half-year or month.

    Raises:
        RefusedCellError: It is none of them.
    """
    stored = cell.number
    if stored is not None and cell.shown_as == "date":
        day = from_serial(stored, starts_1904=starts_1904)
        if day is None:
            raise refuse(kinds.ROUND_UNKNOWN, cell, nearest="–")
        value = f"{day:%Y-%m}"
    else:
        text = f"{stored:.15g}" if stored is not None else bare(cell.text).upper()
        value = _spoken_round(text) or text
    if not _ROUND.fullmatch(value):
        year = _YEAR_IN_TEXT.search(cell.text)
        raise refuse(kinds.ROUND_UNKNOWN, cell, nearest=year[1] if year else "–")
    if value != cell.text:
        notes.append((kinds.NORMALISED, {"found": cell.text, "value": value}))
    return value
