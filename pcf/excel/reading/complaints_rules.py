"""Reading response rules and working-day calendars."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from functools import cache, partial

from pcf.complaints.records import CLOCK_ENDS, CLOCK_STARTS, LIMIT_UNITS, MATTERS, WEEKDAYS, CalendarDay, Rule
from pcf.complaints.words import CLOCK_END, CLOCK_START, LIMIT_UNIT, MATTER, WEEKDAY
from pcf.errors import Phrase
from pcf.excel.reading import cell_findings, codes
from pcf.excel.reading import complaint_findings as kinds
from pcf.excel.reading.answers import weight_of
from pcf.excel.reading.dates import day_of
from pcf.excel.reading.entries import Entries
from pcf.excel.reading.ledger import Ledger
from pcf.excel.reading.profile import word_id
from pcf.excel.reading.registers import Known, take_segment, take_texts
from pcf.excel.reading.tables import Table
from pcf.excel.reading.values import Notes, RefusedCellError, name_of, number_of, refuse, text_of
from pcf.findings import FindingKind
from pcf.sheets.grid import BLANKS, Cell

_NUMBER = Phrase(cell_findings.A_NUMBER)
MOST_LIMIT = 100_000
_YES_NO = "Y, N"
# Codes of the columns of a rule, and what the codes are called.
_CODED: Mapping[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
    "matter": (MATTERS, dict(MATTER.items())),
    "clock_start": (CLOCK_STARTS, dict(CLOCK_START.items())),
    "clock_end": (CLOCK_ENDS, dict(CLOCK_END.items())),
    "unit": (LIMIT_UNITS, dict(LIMIT_UNIT.items())),
    "promise_unit": (LIMIT_UNITS, dict(LIMIT_UNIT.items())),
}
_NAMES = ("jurisdiction", "channel")  # compared with what stands in a log
_TEXTS = ("stops", "extension_condition", "compensated_by", "reference", "checked_by", "note")
_REQUIRED = ("calendar", "day", "worked")
_SPOKEN_WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "mon": ("пн", "周一", "星期一", "礼拜一"),
    "tue": ("вт", "周二", "星期二", "礼拜二"),
    "wed": ("ср", "周三", "星期三", "礼拜三"),
    "thu": ("чт", "周四", "星期四", "礼拜四"),
    "fri": ("пт", "周五", "星期五", "礼拜五"),
    "sat": ("сб", "周六", "星期六", "礼拜六"),
    "sun": ("вс", "周日", "星期日", "星期天", "礼拜天"),
}


def day_needed(cell: Cell, notes: Notes, *, starts_1904: bool) -> str:
    """Read a date as ISO text; a year or a month alone is none.

    Raises:
        RefusedCellError: It is no day, or one of two.
    """
    try:
        return day_of(cell, notes, starts_1904=starts_1904)
    except RefusedCellError as refused:
        if refused.kind is not cell_findings.DAY_MISSING:
            raise
        raise refuse(kinds.DAY_NEEDED, cell) from None


def read_rules(
    table: Table | None, ledger: Ledger, known: Known, calendars: Collection[str] | None
) -> tuple[Rule, ...]:
    """Return the response rules in the order of their rows.

    Args:
        table: The sheet; ``None`` without it.
        ledger: Gets the findings.
        known: Which segments may be named.
        calendars: Which calendars there are; ``None`` where nobody can say.
    """
    if table is None:
        return ()
    entries = Entries(table, ledger)
    read = entries.read("matter", kinds.RULE_WITHOUT_MATTER, partial(_rule, entries, known=known))
    rules = tuple(Rule.model_validate(one) for one in read)
    if calendars is not None:
        rows = {rule_id: row for row, rule_id in entries.ids.items()}
        named = [(rows[rule.id], rule.calendar) for rule in rules if rule.calendar]
        for row, calendar in named:
            _report_calendar(entries, row, calendar, calendars)
    return rules


def _report_calendar(entries: Entries, row: str, calendar: str, known: Collection[str]) -> None:
    if calendar not in known:
        near = difflib.get_close_matches(calendar, list(known), n=1, cutoff=0.5) or ["–"]
        facts = {"found": calendar, "allowed": sorted(known) or ["–"], "nearest": near}
        entries.report(kinds.CALENDAR_UNKNOWN, row, "calendar", **facts)


def _rule(entries: Entries, row: str, *, known: Known) -> Mapping[str, object]:
    day = partial(day_needed, starts_1904=known.starts_1904)
    numbers = {column: entries.take(row, column, _limit, _NUMBER) for column in ("limit", "promise", "extension")}
    coded = {
        column: entries.take(row, column, partial(_code, column=column), ", ".join(allowed))
        for column, (allowed, _) in _CODED.items()
    }
    for column, unit in (("limit", "unit"), ("promise", "promise_unit")):
        if (number := numbers[column]) is not None and not entries.is_filled(row, unit):
            facts = {"found": number, "where": entries.place(row, unit), "allowed": ", ".join(LIMIT_UNITS)}
            entries.report(kinds.LIMIT_WITHOUT_UNIT, row, column, **facts)
    return {
        **take_texts(entries, row, *_TEXTS),
        **{column: entries.take(row, column, name_of) for column in _NAMES},
        **coded,
        **numbers,
        "segment": take_segment(entries, row, known),
        "calendar": entries.take(row, "calendar", word_id),
        "rolls": entries.take(row, "rolls", codes.yes_no, _YES_NO),
        "compensation": entries.take(row, "compensation", weight_of, _NUMBER),
        **{column: entries.take(row, column, day) for column in ("valid_from", "valid_to", "checked_on")},
    }


def _code(cell: Cell, notes: Notes, *, column: str) -> str:
    allowed, names = _CODED[column]
    return codes.code_of(cell, notes, allowed, codes.words_of(names.items()))


def _limit(cell: Cell, notes: Notes) -> int:
    """Read a limit: whole, 0 to ``MOST_LIMIT``."""
    number = number_of(cell, notes)
    if number != number.to_integral_value() or not 0 <= number <= MOST_LIMIT:
        raise refuse(kinds.LIMIT_UNKNOWN, cell, most=MOST_LIMIT, nearest=min(max(int(number), 0), MOST_LIMIT))
    return int(number)


def read_calendar(table: Table | None, ledger: Ledger) -> tuple[tuple[CalendarDay, ...], frozenset[str] | None]:
    """Return the days of all calendars in the order of their rows, and the ids of the calendars.

    Returns:
        The ids are ``None`` where a line may belong to a calendar that cannot be read.
    """
    if table is None:
        return (), None
    lines = [_Line(table, ledger, row) for row in sorted(table.rows, key=lambda row: table.rows[row])]
    made: dict[tuple[str, str], CalendarDay] = {}
    places: dict[tuple[str, str], str] = {}
    for line in lines:
        day = line.day()
        if day is None:
            continue
        key = (day.calendar, day.day)
        if key in made:
            line.report(kinds.DAY_TWICE, "day", found=day.day, other=places[key])
            continue
        made[key], places[key] = day, table.place(line.row, "day")
    is_whole = not table.faulty_rows and not any(line.is_in_doubt for line in lines)
    return tuple(made.values()), frozenset(line.calendar for line in lines if line.calendar) if is_whole else None


class _Line:
    """One line of the sheet of calendars."""

    def __init__(self, table: Table, ledger: Ledger, row: str) -> None:
        self.table, self.ledger, self.row = table, ledger, row
        self.calendar = ledger.take(table, row, "calendar", word_id)

    @property
    def is_in_doubt(self) -> bool:
        """Whether its calendar was typed and cannot be read."""
        return self.calendar is None and self._is_filled("calendar")

    def day(self) -> CalendarDay | None:
        """Read the line; ``None`` if it is blank or at fault, which is then reported."""
        take, table, row = self.ledger.take, self.table, self.row
        read_day = partial(_calendar_day, starts_1904=self.ledger.starts_1904)
        day = take(table, row, "day", read_day, f"2026-10-31, {', '.join(WEEKDAYS)}")
        is_working = take(table, row, "worked", codes.yes_no, _YES_NO)
        note = take(table, row, "note", text_of) or ""
        if missing := [column for column in _REQUIRED if not self._is_filled(column)]:
            self._report_incomplete(missing)
            return None
        if self.calendar is None or day is None or is_working is None:
            return None
        return CalendarDay(calendar=self.calendar, day=day, is_working=is_working, note=note)

    def report(self, kind: FindingKind, column: str, **facts: object) -> None:
        """Note a finding at a cell of the line."""
        self.ledger.report(kind, self.table.sheet.name, self.table.place(self.row, column), **facts)

    def _is_filled(self, column: str) -> bool:
        cell = self.table.cell(self.row, column)
        return cell is not None and not cell.is_blank and bool(cell.text.strip(BLANKS))

    def _report_incomplete(self, missing: Sequence[str]) -> None:
        filled = next((column for column in self.table.layout.inputs if self._is_filled(column)), None)
        cell = self.table.cell(self.row, filled) if filled else None
        if filled is None or cell is None:
            return
        where = [self.table.place(self.row, column) for column in missing]
        self.report(kinds.DAY_INCOMPLETE, filled, found=cell.shown, where=where)


@cache
def _weekday_labels() -> Mapping[str, str]:
    short = {codes.folded(word): code for code, words in _SPOKEN_WEEKDAYS.items() for word in words}
    return {**{code: code for code in WEEKDAYS}, **codes.words_of(WEEKDAY.items()), **short}


def _calendar_day(cell: Cell, notes: Notes, *, starts_1904: bool) -> str:
    """Read a date, or a weekday as its code or by its name in any language."""
    labels = _weekday_labels()
    if cell.kind == "text" and (weekday := labels.get(codes.folded(cell.text))):
        if weekday != cell.text:
            notes.append((cell_findings.NORMALISED, {"found": cell.text, "value": weekday}))
        return weekday
    try:
        return day_needed(cell, notes, starts_1904=starts_1904)
    except RefusedCellError as refused:
        if refused.kind is not cell_findings.DATE_UNKNOWN:
            raise
        near = difflib.get_close_matches(codes.folded(cell.text)[:80], list(labels), n=1, cutoff=0.6)
        nearest = labels[near[0]] if near else refused.facts["nearest"]
        raise refuse(kinds.DAY_UNKNOWN, cell, allowed=", ".join(WEEKDAYS), nearest=nearest) from None
