"""The sheets nobody sees: lists of codes with their names, and who this workbook is."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from pcf.assessment import SCHEMA_VERSION
from pcf.assessment.words import STATE, STATUS
from pcf.excel import layout
from pcf.excel.workbook.sheet import MARKER_ROW, Draft
from pcf.maturity import PROVISIONAL_FROM, SCORED_FROM

# What the results sheet says of a score, or of a process that has none.
STATUS_NAMES: Mapping[str, str] = {
    **dict(STATUS.items()),
    "na": STATE["na"],
    "not_asked": STATE["not_asked"],
}
THRESHOLDS: Mapping[str, Fraction] = {"scored_from": SCORED_FROM, "provisional_from": PROVISIONAL_FROM}


def write_lists(draft: Draft) -> None:
    """Write every closed list; other sheets point at its ranges and never at literals."""
    spoken = draft.taxonomy.lang
    maturity = draft.taxonomy.bundle.maturity
    page = draft.book.get_worksheet_by_name(draft.names["lists"])
    page.write_string(MARKER_ROW, 0, layout.marker("lists"))
    columns: dict[str, list[str | int | float]] = {
        "answers": [int(level.code) if level.code.isdigit() else level.code for level in maturity.levels],
        "answer_names": [level.name.spoken(spoken) for level in maturity.levels],
        "answer_places": list(range(1, len(maturity.levels) + 1)),
        "levels": list(range(6)),
        "ticks": list(layout.TICK_CODES),
        "tick_places": list(range(1, len(layout.TICK_CODES) + 1)),
        "tick_names": [_tick_name(state, draft) for state in layout.TICK_CODES.values()],
        "yes_no": [layout.YES, layout.NO],
        "ticked": [layout.TICKED],
        "roles": [role.name.spoken(spoken) for role in maturity.roles],
        "statuses": list(STATUS_NAMES),
        "status_names": [draft.say(name) for name in STATUS_NAMES.values()],
        "thresholds": [float(value) for value in THRESHOLDS.values()],
    }
    for place, (name, items) in enumerate(columns.items(), start=1):
        page.write_string(1, place, name)
        for row, item in enumerate(items, start=2):
            page.write(row, place, item) if isinstance(item, int | float) else page.write_string(row, place, item)
        draft.lists[name] = _range(draft.names["lists"], place, 2, len(items) + 1)
    for row, name in enumerate(THRESHOLDS, start=2):
        draft.lists[name] = _range(draft.names["lists"], list(columns).index("thresholds") + 1, row, row)
    page.hide()
    page.protect("")


def _tick_name(state: str, draft: Draft) -> str:
    names = {tick.code: tick.name for tick in draft.taxonomy.bundle.maturity.ticks}
    return names[state].spoken(draft.taxonomy.lang)


def _range(sheet: str, column: int, first: int, last: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    letter = xl_col_to_name(column)
    start = f"'{sheet}'!${letter}${first + 1}"
    return start if first == last else f"{start}:${letter}${last + 1}"


def meta_facts(draft: Draft) -> dict[str, str]:
    """Return what identifies a workbook, field by field of ``layout.META_FIELDS``."""
    form = draft.assessment
    return {
        "schema": str(SCHEMA_VERSION),
        "edition": form.edition,
        "language": draft.taxonomy.lang,
        "workbook_id": form.workbook_id,
        "profile": form.profile,
        "respondent": form.respondent.name,
        "round": form.round,
    }


def write_meta(draft: Draft) -> None:
    """Write the identity twice: a sheet that Google Sheets keeps, properties that WPS keeps."""
    page = draft.book.get_worksheet_by_name(draft.names["meta"])
    page.write_string(MARKER_ROW, 0, layout.marker("meta"))
    for row, (name, value) in enumerate(meta_facts(draft).items(), start=1):
        page.write_string(row, 0, name)
        page.write_string(row, 1, value)
        if value:
            draft.book.set_custom_property(f"{layout.META_PREFIX}{name}", value, "text")
    page.very_hidden()
    page.protect("")
