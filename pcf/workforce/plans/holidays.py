"""Days that are not as their weekday: holidays, and days off that are worked; from a list of an organisation's own.

No holiday of any country is built in.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pcf.errors import N_, InputFaultsError
from pcf.findings import Finding, FindingKind, Severity
from pcf.metrics.moments import day_of
from pcf.texts import RefusedTextError, UndecodableError, content_of, decode, read_lines

_YES = frozenset({"y", "yes", "true", "1", "worked", "д", "да", "рабочий", "是", "上班", "班"})
_NO = frozenset(
    {"n", "no", "false", "0", "not worked", "holiday", "н", "нет", "выходной", "праздник", "否", "休", "放假"}
)
_SEPARATORS = (",", ";", "\t", "|")

DAY_UNREADABLE = FindingKind(
    "days-line",
    Severity.ERROR,
    N_("{found} does not say of a day whether it is worked."),
    N_("A date such as 2026-12-31, then Y worked or N not worked."),
    N_("Write the line so; names of weekdays cannot stand here."),
)
DAY_TWICE = FindingKind(
    "days-twice",
    Severity.ERROR,
    N_("{found} stands in line {first} already and says otherwise there."),
    N_("Each day once."),
    N_("Delete one of the lines."),
)
NO_DAYS = FindingKind(
    "days-none",
    Severity.ERROR,
    N_("The list holds no day. Lines read: {found}."),
    N_("One day a line: a date such as 2026-12-31, then Y worked or N not worked."),
    N_("Check the file."),
)


class DayListError(InputFaultsError):
    """A list of days cannot be read; ``findings`` hold every fault."""

    code = "day-list-faults"
    template = N_("List of days {path} has faults: {count}.")


def read_days(path: Path) -> dict[date, bool]:
    """Read which days are worked and which are holidays: CSV with a date and Y or N, other columns left alone.

    Returns:
        Day to whether it is worked.

    Raises:
        DayListError: The file has faults; holds all of them, each with its line.
    """
    try:
        text = decode(content_of(path)).text
    except (RefusedTextError, UndecodableError) as error:
        raise DayListError(findings=[error.finding(path.name)], path=path.name, count=1) from error
    separator = max(_SEPARATORS, key=text.count)
    days: dict[date, bool] = {}
    lines: dict[date, int] = {}
    faults: list[Finding] = []
    read = 0
    for line in read_lines(text, 1, separator):
        if line.is_blank:
            continue
        read += 1
        said = _day(line.cells)
        if said is None:
            is_heading = read == 1 and not any(sign.isdigit() for cell in line.cells for sign in cell)
            if not is_heading:
                facts = {"found": separator.join(line.cells)[:60]}
                faults.append(Finding(DAY_UNREADABLE, path.name, cell=str(line.number), facts=facts))
            continue
        day, is_worked = said
        if days.get(day, is_worked) != is_worked:
            facts = {"found": day.isoformat(), "first": str(lines[day])}
            faults.append(Finding(DAY_TWICE, path.name, cell=str(line.number), facts=facts))
        days.setdefault(day, is_worked)
        lines.setdefault(day, line.number)
    if not days and not faults:
        faults.append(Finding(NO_DAYS, path.name, facts={"found": read}))
    if faults:
        raise DayListError(findings=faults, path=path.name, count=len(faults))
    return days


def _day(cells: list[str]) -> tuple[date, bool] | None:
    """Return the first date of a line, and what the cell after it says of work."""
    for place, cell in enumerate(cells[:-1]):
        day = _date(cell)
        word = cells[place + 1].strip().casefold()
        if day is not None and word in _YES | _NO:
            return day, word in _YES
    return None


def _date(cell: str) -> date | None:
    parts = cell.strip().split(".")
    if len(parts) == 3 and len(parts[2]) == 4:  # 31.12.2026
        return day_of(f"{parts[2]}-{parts[1]:0>2}-{parts[0]:0>2}")
    return day_of(cell)
