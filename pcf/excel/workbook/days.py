"""Days for formulas: a program may have stored a date, or the text 2026-10-31."""

from __future__ import annotations

import datetime

_EARLIEST_DAY = 20_000  # serial number; smaller numbers are years or counts
_FIRST_DAY = datetime.date(1899, 12, 30)  # of the serial numbers of dates


def serial_of(day: str) -> int | None:
    """Return the serial number of a day (ISO 8601); a year or a month alone has none.

    >>> serial_of("2026-01-01"), serial_of("2026")
    (46023, None)
    """
    return (datetime.date.fromisoformat(day) - _FIRST_DAY).days if len(day) == len("2026-10-31") else None


def day_formula(cell: str) -> str:
    """Return a formula for the serial number of the day in a cell; blank text if there is none."""
    written = f"DATE(MID({cell},1,4),MID({cell},6,2),MID({cell},9,2))"
    return f'IF(ISNUMBER({cell}),IF({cell}>{_EARLIEST_DAY},{cell},""),IF(LEN({cell})=10,IFERROR({written},""),""))'
