"""The sheet of contact reasons, with what is to be seen of each at once: owner, quadrant, age of the explanation."""

from __future__ import annotations

from collections.abc import Mapping

from pcf.assessment import Assessment
from pcf.errors import BadOptionError
from pcf.excel import layout
from pcf.excel.layout import ORGANISATION
from pcf.excel.reasons import NAMES_APART, NAMES_BETWEEN, REASONS
from pcf.excel.workbook.days import day_formula, serial_of
from pcf.excel.workbook.draft import FIRST_ROW, Draft
from pcf.excel.workbook.live import Live, longest_of
from pcf.excel.workbook.register_lists import coded_terms
from pcf.excel.workbook.registers import (
    SPARE_ROWS,
    mark_unknown,
    offer_codes,
    place_entries,
    place_typed,
    say_code,
    start_entry,
)
from pcf.excel.workbook.sheet import DataSheet, list_rule, number_rule
from pcf.reasons.matrix import DEAD_BAND, Action, Quadrant, action_of, quadrant_of
from pcf.reasons.records import Reason
from pcf.reasons.words import ACTION, QUADRANT
from pcf.taxonomy import Taxonomy

_TEXTS = ("words", "owner", "person", "outside_name", "source", "if_met", "if_missed", "explanation", "note")
_NUMBERS = ("customer_value", "company_value", "unit_cost", "deflection", "self_service_cost", "target")
_DAYS = ("target_by", "explained_on")
_PAGES_WIDE = 3


def refuse_homeless_reasons(form: Assessment, taxonomy: Taxonomy) -> None:
    """Refuse what the sheet could not give back: two reasons of one id, elements elsewhere, names that fall apart.

    Raises:
        BadOptionError: There is such a thing.
        UnknownElementError, NoPlaceError: A reason names what the edition does not have.
    """
    reasons = form.reasons or ()
    ids = [reason.id for reason in reasons]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        raise BadOptionError(option="reasons", found=twice[0], expected="once")
    for reason in reasons:
        for element in (taxonomy[one] for one in (*reason.causes, *reason.handled_by)):
            if element.outside:
                raise BadOptionError(option=reason.id, found=element.id, expected=taxonomy.root.hierarchy_id)
        for name in reason.names:
            if any(sign in name for sign in NAMES_APART):
                raise BadOptionError(option=reason.id, found=name, expected="A; B")


def write_reasons(draft: Draft) -> None:
    """Write the contact reasons; needs the first sheet. None if the form does not ask."""
    reasons = draft.assessment.reasons
    if reasons is None:
        return
    sheet = DataSheet(draft, REASONS)
    for key, reason in place_entries(REASONS.key, reasons):
        _write_reason(sheet, key, reason)
    _offer(sheet)
    _paint(sheet)
    sheet.finish(printed_rows=len(reasons) + SPARE_ROWS)
    sheet.page.freeze_panes(FIRST_ROW, REASONS.index("words") + 1)
    sheet.page.fit_to_pages(_PAGES_WIDE, 0)  # on one page nobody could read it
    sheet.page.repeat_columns(REASONS.index("slot"), REASONS.index("words"))


def _write_reason(sheet: DataSheet, key: str, reason: Reason | None) -> None:
    styles = sheet.draft.styles
    texts = _texts_of(reason) | _tallest(sheet.draft) if reason else {}
    row = start_entry(sheet, key, reason.id if reason else "", texts)
    for column in _NUMBERS:
        sheet.number(row, column, getattr(reason, column) if reason else None, styles.input)
    for column in _DAYS:
        sheet.text(row, column, getattr(reason, column) if reason else "", styles.input_date)
    _say_owner(sheet, row, reason)
    say_code(sheet, row, ("driver", "driver_name", "drivers"), reason.driver if reason else None)
    _say_action(sheet, row, reason)
    _say_age(sheet, row, reason)


def _texts_of(reason: Reason) -> dict[str, str | Live]:
    texts: dict[str, str | Live] = {column: getattr(reason, column) for column in _TEXTS}
    texts |= {"names": NAMES_BETWEEN.join(reason.names), "outside_id": reason.outside_id or ""}
    texts |= {"causes": ", ".join(reason.causes), "handled_by": ", ".join(reason.handled_by)}
    texts |= {"driver": reason.driver or ""}
    texts["is_removable"] = "" if reason.is_removable is None else layout.YES if reason.is_removable else layout.NO
    return texts


def _tallest(draft: Draft) -> dict[str, str | Live]:
    """Return the longest texts that the live cells of a row may come to show."""
    return {
        "quadrant": longest_of([draft.say(word) for word in QUADRANT.values()]),
        "action": longest_of([draft.say(word) for word in ACTION.values()]),
    }


def _say_owner(sheet: DataSheet, row: int, reason: Reason | None) -> None:
    """Say beside the owner which function it is, of one's own words nothing; mark a reason that nobody owns."""
    draft, owners = sheet.draft, coded_terms(sheet.draft)["owners"]
    place, names = place_typed(sheet, row, "owner", "owners"), draft.lists["owners_names"]
    named = owners.get(reason.owner, "") if reason else ""
    sheet.formula(row, "owner_name", f'=IFERROR(IF({place}>0,INDEX({names},{place}),""),"")', named)
    words, owner = (f'TRIM({sheet.here(row, column)})=""' for column in ("words", "owner"))
    missing = draft.say("no owner")
    is_missing = reason is not None and not reason.owner.strip()
    sheet.formula(row, "mark", f'=IF(AND(NOT({words}),{owner}),{missing.cell},"")', missing if is_missing else "")


def _say_action(sheet: DataSheet, row: int, reason: Reason | None) -> None:
    """Show where a reason stands in the value-irritant matrix, and what to do about it."""
    draft = sheet.draft
    quadrants: Mapping[Quadrant, Live] = {code: draft.say(name) for code, name in QUADRANT.items()}
    actions: Mapping[Action, Live] = {code: draft.say(name) for code, name in ACTION.items()}
    customer, company = (sheet.here(row, column) for column in ("customer_value", "company_value"))
    near = ",".join(f"ROUND(ABS({cell}),15)<={DEAD_BAND}" for cell in (customer, company))
    removal = (
        f"{place_typed(sheet, row, 'is_removable', 'removals')}={list(coded_terms(draft)['removals']).index('N') + 1}"
    )

    def formula(cells: Mapping[Quadrant, str]) -> str:
        valued = f"IF({company}>0,{cells['leverage']},{cells['automate']})"
        irritant = f"IF({company}>0,{cells['simplify']},{cells['eliminate']})"
        standing = f"IF(OR({near}),{cells['undecided']},IF({customer}>0,{valued},{irritant}))"
        return f'=IFERROR(IF(AND(ISNUMBER({customer}),ISNUMBER({company})),{standing},""),"")'

    here, todo = (quadrant_of(reason), action_of(reason)) if reason else (None, None)
    by_quadrant = {code: live.cell for code, live in quadrants.items()}
    sheet.formula(row, "quadrant", formula(by_quadrant), quadrants[here] if here else "")
    what = {code: actions[code].cell for code in QUADRANT}
    what["eliminate"] = f"IF({removal},{actions['preempt'].cell},{what['eliminate']})"
    sheet.formula(row, "action", formula(what), actions[todo] if todo else "")


def _say_age(sheet: DataSheet, row: int, reason: Reason | None) -> None:
    """Show how many days ago the owner last explained the figures, on the day of the first sheet."""
    draft = sheet.draft
    days = {"today": draft.assessment.organisation.date, "told": reason.explained_on if reason else ""}
    cells = {"today": draft.cell(ORGANISATION, "date", "value"), "told": sheet.here(row, "explained_on")}
    for column, cell in cells.items():
        sheet.formula(row, column, f"={day_formula(cell)}", serial_of(days[column]))
    today, told = (sheet.here(row, column) for column in cells)
    age = age_of(days["told"], days["today"])
    formula = f'=IF(AND(ISNUMBER({today}),ISNUMBER({told})),IF({today}>={told},{today}-{told},""),"")'
    sheet.formula(row, "age", formula, age, draft.styles.whole)


def age_of(day: str, today: str) -> int | None:
    """Return how many days lie between two days (ISO 8601); ``None`` if one is no whole day, or still to come."""
    then, now = serial_of(day), serial_of(today)
    return None if then is None or now is None or now < then else now - then


def _offer(sheet: DataSheet) -> None:
    """Put rules and prompts on what is typed."""
    draft, say = sheet.draft, sheet.draft.say
    offer_codes(sheet, "driver", "drivers")
    owner = say("Choose the function that owns the cause by its code; your own words may be typed instead.")
    sheet.validate("owner", list_rule(draft.lists["owners"]) | {"show_error": False}, sheet.headings["owner"], owner)
    removable = say("Y: the cause can be removed. N: it cannot, so customers are told before they ask.")
    sheet.validate("is_removable", list_rule(draft.lists["yes_no"]), say("Can it be removed?"), removable)
    worth = say("-1: an irritant, 0: neither, 1: valued. From -0.1 to 0.1 it stays undecided.")
    money = say("In the currency that the first sheet names.")
    numbers = {
        "customer_value": (number_rule(-1, 1), worth),
        "company_value": (number_rule(-1, 1), worth),
        "unit_cost": (number_rule(0), money),
        "self_service_cost": (number_rule(0), money),
        "deflection": (number_rule(0, 100), say("Share of these contacts, 0 to 100: 30 means 30 %.")),
        "target": (
            number_rule(0),
            say("Contacts per 100 orders, customers, bills or units, as named under: grows with."),
        ),
    }
    for column, (rule, prompt) in numbers.items():
        sheet.validate(column, rule, sheet.headings[column], prompt)
    ids = say("Ids of elements of customer service, such as 6.2.2 or 10388, separated by commas. May stay blank.")
    outside = say("The five-digit id of an element of another category, if you know it; its name stands beside it.")
    day = say("A day such as 2026-10-31. May stay blank.")
    names = say("What the reason is called in logs and systems, separated by semicolons.")
    told = {
        "causes": ids,
        "handled_by": ids,
        "outside_id": outside,
        "target_by": day,
        "explained_on": day,
        "names": names,
    }
    for column, prompt in told.items():
        sheet.validate(column, {"validate": "any"}, sheet.headings[column], prompt)


def _paint(sheet: DataSheet) -> None:
    """Mark what is missing or cannot be, and colour what is to be done."""
    styles = sheet.draft.styles
    sheet.paint_texts(*_NUMBERS)
    mark_unknown(sheet, "driver", "driver_name")
    sheet.paint("mark", f'={sheet.here(FIRST_ROW, "mark")}<>""', styles.differing)
    customer, company = (sheet.here(FIRST_ROW, column) for column in ("customer_value", "company_value"))
    irritant = f"{customer}<-{DEAD_BAND},{company}<-{DEAD_BAND}"
    sheet.paint("quadrant", f"=AND(ISNUMBER({customer}),ISNUMBER({company}),{irritant})", styles.breached, to="action")
