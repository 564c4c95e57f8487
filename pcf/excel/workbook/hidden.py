"""The sheets nobody sees: lists of codes with their names, all texts, earlier rounds, and who this workbook is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from pcf.assessment import SCHEMA_VERSION, PastRound
from pcf.assessment.words import POLICY, STATE, STATUS
from pcf.excel import layout
from pcf.excel.live_sheets import PAST_ROUNDS
from pcf.excel.workbook.draft import MARKER_ROW, Draft
from pcf.excel.workbook.forms import fingerprint_of_forms
from pcf.excel.workbook.live import CHOICE, NOW_COLUMN, Live
from pcf.excel.workbook.register_lists import register_lists
from pcf.excel.workbook.sheet import clipped, write_text
from pcf.maturity import POLICIES, PROVISIONAL_FROM, SCORED_FROM, STAGED_SHARE

# What the results sheet says of a score, or of a process that has none.
STATUS_NAMES: Mapping[str, str] = {
    **dict(STATUS.items()),
    "na": STATE["na"],
    "not_asked": STATE["not_asked"],
}
THRESHOLDS: Mapping[str, Fraction] = {
    "scored_from": SCORED_FROM,
    "provisional_from": PROVISIONAL_FROM,
    "staged_share": STAGED_SHARE,
}

_PROPERTY = 255  # signs that a property of a file can have
_Items = Sequence[str | int | float | Live]


def write_lists(draft: Draft) -> None:
    """Write every closed list; other sheets point at its ranges and never at literals."""
    page = draft.page("lists")
    page.write_string(MARKER_ROW, 0, layout.marker("lists"))
    for place, (name, items) in enumerate(_lists(draft).items(), start=1):
        page.write_string(1, place, name)
        for row, item in enumerate(items, start=2):
            if isinstance(item, int | float):
                page.write_number(row, place, item)
            else:
                write_text(page, row, place, item, None)
        draft.lists[name] = _range(draft, place, 2, len(items) + 1)
        if name == "thresholds":
            draft.lists |= {key: _range(draft, place, row, row) for row, key in enumerate(THRESHOLDS, start=2)}
    page.hide()
    page.protect("")


def _lists(draft: Draft) -> dict[str, _Items]:
    maturity = draft.taxonomy.bundle.maturity
    ticks = {tick.code: draft.spoken(tick.name) for tick in maturity.ticks}
    return {
        "languages": list(layout.LANGUAGE_NAMES.values()),
        "answers": [int(level.code) if level.code.isdigit() else level.code for level in maturity.levels],
        "answer_names": [draft.spoken(level.name) for level in maturity.levels],
        "answer_places": list(range(1, len(maturity.levels) + 1)),
        "levels": list(range(6)),
        "level_places": list(range(1, 7)),
        "ticks": list(layout.TICK_CODES),
        "tick_places": list(range(1, len(layout.TICK_CODES) + 1)),
        "tick_names": [ticks[state] for state in layout.TICK_CODES.values()],
        "yes_no": [layout.YES, layout.NO],
        "ticked": [layout.TICKED],
        "roles": [role.code for role in maturity.roles],
        "role_names": [draft.spoken(role.name) for role in maturity.roles],
        "policies": list(POLICIES),
        "policy_names": [draft.say(POLICY[policy]) for policy in POLICIES],
        "statuses": list(STATUS_NAMES),
        "status_names": [draft.say(name) for name in STATUS_NAMES.values()],
        "thresholds": [float(value) for value in THRESHOLDS.values()],
        **register_lists(draft),
    }


def _range(draft: Draft, column: int, first: int, last: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    letter = xl_col_to_name(column)
    start = f"'{draft.names['lists']}'!${letter}${first + 1}"
    return start if first == last else f"{start}:${letter}${last + 1}"


def write_texts(draft: Draft) -> None:
    """Write all texts in all languages, and which of them is said; the last sheet to be written."""
    from xlsxwriter.utility import xl_range_abs

    page = draft.page("texts")
    page.write_string(MARKER_ROW, 0, layout.marker("texts"))
    chosen = list(layout.LANGUAGE_NAMES).index(draft.texts.lang) + 1
    # Whoever empties the cell, or writes something else there, gets the language of the workbook.
    choice = f"=IFERROR(MATCH({draft.cells['language']},{draft.lists['languages']},0),{chosen})"
    page.write_formula(MARKER_ROW, NOW_COLUMN, choice, None, chosen)
    for row, live in draft.texts.rows():
        first = NOW_COLUMN + 1
        said = xl_range_abs(row, first, row, first + len(live.texts) - 1)
        page.write_formula(row, NOW_COLUMN, f"=INDEX({said},1,{CHOICE.rpartition('!')[2]})", None, live.now)
        for place, text in enumerate(live.texts, start=first):
            page.write_string(row, place, text)
    page.hide()
    page.protect("")


def shown_rounds(draft: Draft) -> tuple[PastRound | None, ...]:
    """Return the rounds that have a column, the last one rightmost; ``None`` for columns to spare."""
    last = draft.assessment.history[-PAST_ROUNDS:]
    return (*(None,) * (PAST_ROUNDS - len(last)), *last)


def past_key(place: int, key: str) -> str:
    """Return by what a number of an earlier round is found: the place of its column, and whose it is."""
    return f"{place}|{key}"


def write_history(draft: Draft) -> None:
    """Write the earlier rounds, one number a row, so that the next workbook can carry them on."""
    page = draft.page("history")
    page.write_string(MARKER_ROW, 0, layout.marker("history"))
    row, places = MARKER_ROW + 1, {id(past): place for place, past in enumerate(shown_rounds(draft), 1) if past}
    for past in draft.assessment.history:
        for key, value in (
            *past.scores.items(),
            *((f"{layout.OWN}{one}", index) for one, index in past.indexes.items()),
        ):
            for place, text in enumerate((past.round, past.edition, key)):
                page.write_string(row, place, text)
            page.write_number(row, 3, float(value))
            if id(past) in places:
                page.write_string(row, 4, past_key(places[id(past)], key))
            row += 1
    draft.lists["past_keys"], draft.lists["past_values"] = (
        f"'{draft.names['history']}'!${letter}$2:${letter}${max(row, 2)}" for letter in ("E", "D")
    )
    page.very_hidden()
    page.protect("")


def meta_facts(draft: Draft) -> dict[str, str]:
    """Return what identifies a workbook, field by field of ``layout.META_FIELDS``."""
    form = draft.assessment
    return {
        "schema": str(SCHEMA_VERSION),
        "form": layout.PRACTICE_LIST if draft.is_list else layout.ASSESSMENT,
        "edition": form.edition,
        "extensions": ",".join(form.extensions),
        "language": draft.taxonomy.lang,
        "workbook_id": form.workbook_id,
        "profile": form.profile,
        "respondent": form.respondent.name,
        "round": form.round,
        "past_rounds": str(len(form.history)),
        "texts": layout.fingerprint(text for _, live in draft.texts.rows() for text in live.texts),
        "forms": fingerprint_of_forms(form),
    }


def write_meta(draft: Draft) -> None:
    """Write the identity twice: a sheet that Google Sheets keeps, properties that WPS keeps."""
    page = draft.page("meta")
    page.write_string(MARKER_ROW, 0, layout.marker("meta"))
    for row, (name, value) in enumerate(meta_facts(draft).items(), start=1):
        page.write_string(row, 0, name)
        page.write_string(row, 1, value)
        if value:
            draft.book.set_custom_property(f"{layout.META_PREFIX}{name}", clipped(value, _PROPERTY), "text")
    page.very_hidden()
    page.protect("")
