"""The sheets of response rules, with what is to be seen of each at once, and of working-day calendars."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.complaints.records import CalendarDay, ComplaintInputs, Rule
from pcf.complaints.words import RULE_STATE, WEEKDAY, RuleState
from pcf.excel import layout
from pcf.excel.complaints import CALENDAR, RULES
from pcf.excel.layout import ORGANISATION
from pcf.excel.registers import ROW_PREFIXES, ROWS
from pcf.excel.workbook.days import day_formula, serial_of
from pcf.excel.workbook.draft import FIRST_ROW, Draft
from pcf.excel.workbook.registers import (
    SPARE_ROWS,
    mark_unknown,
    offer_codes,
    offer_segments,
    place_entries,
    place_typed,
    say_code,
    start_entry,
    written_segment,
)
from pcf.excel.workbook.sheet import DataSheet, list_rule, number_rule

# Columns of codes with the lists that they are taken from.
_CODED: Mapping[str, str] = {
    "matter": "matters",
    "clock_start": "clock_starts",
    "clock_end": "clock_ends",
    "unit": "limit_units",
    "promise_unit": "limit_units",
}
_TEXTS = (
    "jurisdiction", "channel", "stops", "extension_condition", "compensated_by", "reference", "checked_by", "note",
)  # fmt: skip
_NUMBERS = ("limit", "promise", "extension", "compensation")
_DAYS = ("valid_from", "valid_to", "checked_on")
_PAGES_WIDE = 2  # on one nobody could read it


def write_rules(draft: Draft, said: ComplaintInputs) -> None:
    """Write the register of response rules; needs the first sheet."""
    sheet = DataSheet(draft, RULES)
    for key, rule in place_entries(RULES.key, said.rules):
        _write_rule(sheet, key, rule)
    _add_rules(sheet)
    sheet.finish(printed_rows=len(said.rules) + SPARE_ROWS)
    sheet.page.freeze_panes(FIRST_ROW, RULES.index("state") + 1)
    sheet.page.fit_to_pages(_PAGES_WIDE, 0)
    sheet.page.repeat_columns(RULES.index("slot"), RULES.index("state"))


def _write_rule(sheet: DataSheet, key: str, rule: Rule | None) -> None:
    draft, styles = sheet.draft, sheet.draft.styles
    texts: dict[str, str] = {}
    if rule:
        texts = {column: getattr(rule, column) for column in (*_TEXTS, *_CODED)}
        texts |= {"segment": written_segment(draft, rule.segment), "calendar": rule.calendar or ""}
        texts["rolls"] = "" if rule.rolls is None else layout.YES if rule.rolls else layout.NO
    row = start_entry(sheet, key, rule.id if rule else "", texts)
    for column in _NUMBERS:
        sheet.number(row, column, getattr(rule, column) if rule else None, styles.input)
    for column in _DAYS:
        sheet.text(row, column, getattr(rule, column) if rule else "", styles.input_date)
    for column, name in _CODED.items():
        say_code(sheet, row, (column, f"{column}_name", name), texts.get(column))
    _say_state(sheet, row, rule)


def _say_state(sheet: DataSheet, row: int, rule: Rule | None) -> None:
    """Show whether a rule is out of date, unchecked, or promises less than the law, on the day of the first sheet."""
    draft = sheet.draft
    states = {state: draft.say(name) for state, name in RULE_STATE.items()}
    asked = draft.assessment.organisation.date
    days = {"today": asked, "from_day": rule.valid_from if rule else "", "to_day": rule.valid_to if rule else ""}
    cells = {
        "today": draft.cell(ORGANISATION, "date", "value"),
        "from_day": sheet.here(row, "valid_from"),
        "to_day": sheet.here(row, "valid_to"),
    }
    for column, cell in cells.items():
        sheet.formula(row, column, f"={day_formula(cell)}", serial_of(days[column]))
    today, first, last = (sheet.here(row, column) for column in cells)
    limit, promise, checked = (sheet.here(row, column) for column in ("limit", "promise", "checked_on"))
    unit, own = (place_typed(sheet, row, column, "limit_units") for column in ("unit", "promise_unit"))
    conditions: tuple[tuple[RuleState, str], ...] = (
        ("expired", f"AND(ISNUMBER({today}),ISNUMBER({last}),{last}<{today})"),
        ("not_yet_valid", f"AND(ISNUMBER({today}),ISNUMBER({first}),{first}>{today})"),
        ("looser", f"AND(ISNUMBER({limit}),ISNUMBER({promise}),{promise}>{limit},{unit}>0,{unit}={own})"),
        ("never_checked", f'TRIM({checked})=""'),
    )
    formula = '""'
    for state, condition in reversed(conditions):  # the gravest is asked first, so it stands outermost
        formula = f"IF({condition},{states[state].cell},{formula})"
    matter = place_typed(sheet, row, "matter", "matters")
    now = state_of(rule, asked) if rule else None
    sheet.formula(row, "state", f'=IFERROR(IF({matter}>0,{formula},""),"")', states[now] if now else "")


def state_of(rule: Rule, day: str) -> RuleState | None:
    """Return what is to be seen of a rule at once, the gravest first; ``None`` if nothing is.

    Args:
        rule: The rule.
        day: On which it is looked at (ISO 8601); nothing is out of date where it is no whole day.
    """
    today = serial_of(day)
    first, last = serial_of(rule.valid_from), serial_of(rule.valid_to)
    if today and last and last < today:
        return "expired"
    if today and first and first > today:
        return "not_yet_valid"
    is_comparable = rule.unit == rule.promise_unit
    if is_comparable and rule.limit is not None and rule.promise is not None and rule.promise > rule.limit:
        return "looser"
    return None if rule.checked_on else "never_checked"


def _add_rules(sheet: DataSheet) -> None:
    draft, say = sheet.draft, sheet.draft.say
    for column, name in _CODED.items():
        offer_codes(sheet, column, name)
        mark_unknown(sheet, column, f"{column}_name")
    offer_segments(sheet)
    roll = say("Y: where the last day is no working day, the limit ends on the next one. N: it ends on that day.")
    sheet.validate("rolls", list_rule(draft.lists["yes_no"]), say("Last day moves?"), roll)
    whole = say("A whole number in the unit beside it. Blank: there is none.")
    for column in ("limit", "promise"):
        sheet.validate(column, number_rule(0, kind="integer"), sheet.headings[column], whole)
    prompts = {
        "extension": say("By how much the legal limit may be extended, in its unit."),
        "compensation": say("In the currency that the first sheet names."),
    }
    for column, prompt in prompts.items():
        sheet.validate(column, number_rule(0), sheet.headings[column], prompt)
    calendar = say("The id of a calendar on the sheet of calendars, such as ru. Needed for working days.")
    sheet.validate("calendar", {"validate": "any"}, say("Calendar (id)"), calendar)
    day = say("A day such as 2026-10-31. May stay blank.")
    for column in _DAYS:
        sheet.validate(column, {"validate": "any"}, sheet.headings[column], day)
    sheet.paint_texts(*_NUMBERS)
    sheet.paint("state", f'={sheet.here(FIRST_ROW, "state")}<>""', draft.styles.differing)


def write_calendar(draft: Draft, said: ComplaintInputs) -> None:
    """Write the days of all calendars, and rows to spare."""
    sheet = DataSheet(draft, CALENDAR)
    spare = max(ROWS[CALENDAR.key] - len(said.days), SPARE_ROWS)
    for number, day in enumerate((*said.days, *(None,) * spare), start=1):
        _write_day(sheet, number, day)
    say = draft.say
    sheet.validate("worked", list_rule(draft.lists["yes_no"]), say("Worked?"), say("Y: worked. N: not worked."))
    weekdays = "\n".join(f"{code} – {say(name).now}" for code, name in WEEKDAY.items())
    prompt = say("A date such as 2026-10-31, or a weekday:\n{weekdays}", weekdays=weekdays)
    sheet.validate("day", {"validate": "any"}, say("Date or weekday"), prompt)
    calendar = say("Any short id, the same for all days of one calendar; response rules name it.")
    sheet.validate("calendar", {"validate": "any"}, say("Calendar (id)"), calendar)
    cells = [sheet.here(FIRST_ROW, column) for column in ("calendar", "day", "worked")]
    filled = "+".join(f'(TRIM({cell})<>"")' for cell in cells)
    sheet.paint("calendar", f"=AND({filled}>0,{filled}<{len(cells)})", draft.styles.differing, to="worked")
    sheet.finish(printed_rows=len(said.days) + SPARE_ROWS)


def _write_day(sheet: DataSheet, number: int, day: CalendarDay | None) -> None:
    styles, note = sheet.draft.styles, day.note if day else ""
    row = sheet.start_row(f"{ROW_PREFIXES[CALENDAR.key]}{number}", {"note": note}, 18)
    sheet.text(row, "calendar", day.calendar if day else "", styles.input_text)
    sheet.text(row, "day", day.day if day else "", styles.input_date)
    worked = "" if day is None else layout.YES if day.is_working else layout.NO
    sheet.text(row, "worked", worked, styles.input_mark)
    sheet.text(row, "note", note, styles.input_text)
