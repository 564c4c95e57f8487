"""The sheet of practices: what tools suggest, what people decided, and what both come to, live."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pcf.excel.columns import LONGEST_TEXT
from pcf.excel.practices import (
    KEPT,
    NONE,
    PRACTICES,
    SETTLED,
    SLOTS,
    STATUS,
    SUGGESTIONS,
    Row,
    Status,
    has_suggestions,
    row_of,
    slots_of,
    status_of,
    text_to_keep,
)
from pcf.excel.registers import ROWS
from pcf.excel.workbook.draft import FIRST_ROW, TITLE_ROW, Draft
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.register_lists import name_with_number
from pcf.excel.workbook.registers import (
    SPARE_ROWS,
    mark_unknown,
    offer_codes,
    place_entries,
    place_typed,
    say_code,
    start_entry,
)
from pcf.excel.workbook.sheet import DataSheet, clipped
from pcf.mapping import Placement, Practice
from pcf.mapping.line import DECIMALS

_LONGEST_WHY = 300  # signs that help to decide; all of it is kept with the row
_CODES = ("accepted", "rejected")  # in the order of the list of decisions
_STATUSES: tuple[Status, ...] = tuple(STATUS)


def write_practices(draft: Draft) -> None:
    """Write the organisation's own statements with their suggestions and decisions, and room for more."""
    sheet = DataSheet(draft, PRACTICES)
    counts = dict.fromkeys(_STATUSES, 0)
    for key, said in _rows(draft):
        status = _write_row(sheet, key, said)
        if status:
            counts[status] += 1
    _add_rules(sheet)
    _write_counts(sheet, counts)
    sheet.finish(printed_rows=len(draft.assessment.practices) + SPARE_ROWS)


def _rows(draft: Draft) -> Iterator[tuple[str, Practice | None]]:
    """Yield the rows by key with what stands there; in a list, which is sorted, the order is that of the list."""
    said = draft.assessment.practices
    if not draft.is_list:
        yield from place_entries(PRACTICES.key, said)
        return
    for number in range(1, max(ROWS[PRACTICES.key], len(said) + SPARE_ROWS) + 1):
        yield f"p{number}", said[number - 1] if number <= len(said) else None


def _write_row(sheet: DataSheet, key: str, said: Practice | None) -> Status | None:
    placements = said.placements if said else ()
    shown = row_of(placements)
    seen = _suggested_texts(sheet.draft, placements)
    row = start_entry(sheet, key, said.id if said else "", {**_texts(said, shown), **seen})
    styles, texts = sheet.draft.styles, _texts(said, shown)
    for slot in SLOTS:
        sheet.text(row, f"decision_{slot}", texts.get(f"decision_{slot}", ""), styles.input_mark)
    sheet.text(row, "date", shown.date, styles.input_date)
    _write_kept(sheet, row, said)
    _write_suggestions(sheet, row, placements, shown, seen)
    say_code(sheet, row, ("relation", "relation_name", "relations"), shown.relation)
    return _write_status(sheet, row, status_of(shown, placements) if said else None)


def _write_kept(sheet: DataSheet, row: int, said: Practice | None) -> None:
    """Write out of sight what is written into the row, and for which text suggestions were made."""
    text = text_to_keep(said.placements) if said else ""
    for column, start in zip(KEPT, range(0, len(text), LONGEST_TEXT), strict=False):
        sheet.text(row, column, text[start : start + LONGEST_TEXT])
    if said and has_suggestions(said.placements):
        sheet.text(row, "suggested_for", said.text)


def _texts(said: Practice | None, shown: Row) -> dict[str, str | Live]:
    """Return what stands in the cells to fill in, by column."""
    if said is None:
        return {}
    codes = {None: "", "accepted": "Y", "rejected": "N"}
    return {
        "text": said.text,
        "owner": said.owner,
        "unit": said.unit,
        "elements": ", ".join(shown.elements),
        "relation": shown.relation or "",
        "reviewer": shown.reviewer,
        "reason": shown.reason,
        **{f"decision_{slot}": codes[decision] for slot, decision in zip(SLOTS, shown.decisions, strict=True)},
    }


def _suggested_texts(draft: Draft, placements: Sequence[Placement]) -> dict[str, str | Live]:
    """Return what is shown of the suggestions, by column."""
    slots = slots_of(placements)
    made: dict[str, str | Live] = {}
    for slot in SUGGESTIONS:
        element = placements[slots[slot]].element if slot in slots else None
        if element:
            made[f"shown_{slot}"] = name_with_number(draft, element)
    if SUGGESTIONS[0] in slots:
        made["why"] = shown_why(placements[slots[SUGGESTIONS[0]]].why)
    return made


def _write_suggestions(
    sheet: DataSheet, row: int, placements: Sequence[Placement], shown: Row, seen: Mapping[str, str | Live]
) -> None:
    draft, styles, slots = sheet.draft, sheet.draft.styles, slots_of(placements)
    for slot, decision in zip(SLOTS, shown.decisions, strict=True):
        place = _CODES.index(decision) + 1 if decision else 0
        typed = place_typed(sheet, row, f"decision_{slot}", "decisions")
        sheet.formula(row, f"place_{slot}", f"=IFERROR({typed},0)", place)
        one = placements[slots[slot]] if slot in slots else None
        sheet.number(row, f"confidence_{slot}", one.confidence if one else None, styles.share)
        if slot == NONE:
            continue
        sheet.text(row, f"element_{slot}", (one.element or "") if one else "")
        here = sheet.here(row, f"element_{slot}")
        found = f"INDEX({draft.lists['element_names']},MATCH({here},{draft.lists['elements']},0))"
        shown_here = f"shown_{slot}"
        sheet.formula(row, shown_here, f'=IF({here}="","",IFERROR({found},""))', seen.get(shown_here, ""))
    sheet.text(row, "why", seen.get("why", ""))


def shown_why(why: str) -> str:
    """Return as much of a reason as a narrow column can show."""
    return clipped(" ".join(why.split()), _LONGEST_WHY)


def _write_status(sheet: DataSheet, row: int, status: Status | None) -> Status | None:
    """Write how far the practice has come, first as a number; the same rules as ``status_of``."""
    draft = sheet.draft
    here = {column.key: sheet.here(row, column.key) for column in PRACTICES.columns}
    line = draft.cells["line"]
    is_placed = ",".join(f"{here[f'place_{slot}']}=1" for slot in SUGGESTIONS)
    typed = "&".join(here[f"decision_{slot}"] for slot in SLOTS)
    is_sure = f"ROUND({here['confidence_1']},{DECIMALS})>=ROUND({line},{DECIMALS})"
    is_above = (
        f'AND(TRIM({typed}&{here["elements"]})="",ISNUMBER({here["confidence_1"]}),{here["element_1"]}<>"",{is_sure},'
        f"{here['confidence_1']}>={here['confidence_0']},EXACT({here['text']},{here['suggested_for']}))"
    )
    is_out = ",".join(f'OR({here[f"element_{slot}"]}="",{here[f"place_{slot}"]}=2)' for slot in SUGGESTIONS)
    rejected = f'IF(AND({here["element_1"]}<>"",{is_out}),4,5)'
    elsewhere = f"IF({here['place_0']}=1,3,IF({is_above},2,{rejected}))"
    accepted = f'IF(OR({is_placed},TRIM({here["elements"]})<>""),1,{elsewhere})'
    place = _STATUSES.index(status) + 1 if status else 0
    sheet.formula(row, "status_code", f'=IFERROR(IF(TRIM({here["text"]})="",0,{accepted}),0)', place)
    code, names = here["status_code"], draft.lists["practice_statuses"]
    said = draft.say(STATUS[status]) if status else ""
    sheet.formula(row, "status", f'=IF({code}>0,INDEX({names},{code}),"")', said)
    return status


def _write_counts(sheet: DataSheet, counts: Mapping[Status, int]) -> None:
    """Write above the table how many practices have their answer, and of how many."""
    draft, styles = sheet.draft, sheet.draft.styles
    codes = draft.span(PRACTICES, "status_code")
    done, every = f"SUMPRODUCT(--({codes}>0),--({codes}<={SETTLED}))", f"SUMPRODUCT(--({codes}>0))"
    label = draft.say("Decided, of all practices:")
    settled = sum(counts[status] for status in _STATUSES[:SETTLED])
    formula = f'={label.cell}&" "&{done}&" / "&{every}'
    place = PRACTICES.index("status")
    sheet.page.write_formula(
        TITLE_ROW, place, formula, styles.heading_line, f"{label.now} {settled} / {sum(counts.values())}"
    )


def _add_rules(sheet: DataSheet) -> None:
    say, styles = sheet.draft.say, sheet.draft.styles
    for slot in SLOTS:
        column = f"decision_{slot}"
        offer_codes(sheet, column, "decisions")
        typed, place = sheet.here(FIRST_ROW, column), sheet.here(FIRST_ROW, f"place_{slot}")
        is_unknown = f'AND(TRIM({typed})<>"",{place}=0)'
        if slot != NONE:
            is_unknown = f'OR({is_unknown},AND(TRIM({typed})<>"",{sheet.here(FIRST_ROW, f"element_{slot}")}=""))'
        sheet.paint(column, f"={is_unknown}", styles.differing)
    told, suggested_for = sheet.here(FIRST_ROW, "text"), sheet.here(FIRST_ROW, "suggested_for")
    sheet.paint("text", f'=AND({suggested_for}<>"",NOT(EXACT({told},{suggested_for})))', styles.differing)
    offer_codes(sheet, "relation", "relations")
    mark_unknown(sheet, "relation", "relation_name")
    own = say("Element ids (10388) or hierarchy ids (6.2.2), separated by commas; accepted besides the suggestions.")
    reviewer = say("Who decided; the respondent of the first sheet where blank.")
    reason = say("Why it was rejected, or what else is to be said of the decision.")
    day = say("Day of this decision: 2026-10-26.")
    for column, prompt in (("elements", own), ("reviewer", reviewer), ("date", day), ("reason", reason)):
        sheet.validate(column, {"validate": "any"}, sheet.headings[column], prompt)


def order_of_list(said: Practice) -> tuple[int, Decimal]:
    """Return the key by which a list is sorted: the surest first, then what seems to fit nowhere, decided ones last.

    Of what is decided, that of which every suggestion was rejected comes first: it still needs a place.
    """
    slots, status = slots_of(said.placements), status_of(row_of(said.placements), said.placements)
    first, none = (
        said.placements[slots[slot]].confidence or Decimal(0) if slot in slots else Decimal(0)
        for slot in (SUGGESTIONS[0], NONE)
    )
    if status != "open":
        return 2 if status == "rejected" else 3, Decimal(0)
    return (1, -none) if SUGGESTIONS[0] not in slots or none > first else (0, -first)
