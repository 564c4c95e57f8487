"""The sheet of comparison: earlier rounds beside today's numbers, with a line that shows the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pcf.assessment import PastRound
from pcf.excel import layout
from pcf.excel.layout import SEGMENTS, segment_key
from pcf.excel.live_sheets import COMPARISON, PAST_ROUNDS, RESULTS
from pcf.excel.styles import TREND
from pcf.excel.workbook.draft import FIRST_ROW, INTRO_ROW, Draft
from pcf.excel.workbook.hidden import past_key, shown_rounds
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.profile import segment_slots
from pcf.excel.workbook.sheet import DataSheet, height_of
from pcf.maturity import AT_STRETCH, HIGHEST


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: what the results say now, and what the rounds with a column said before; blank where nothing."""

    key: str
    hierarchy_id: str
    is_group: bool
    now: Fraction | None
    past: tuple[Decimal | None, ...]
    name: Live | str
    slot: str = ""


def write_comparison(draft: Draft) -> None:
    """Write the category, the groups, the processes and the segments; needs the results."""
    rounds = shown_rounds(draft)
    names = {f"past_{place}": draft.texts.of((past.round,) * 3) for place, past in enumerate(rounds, 1) if past}
    sheet = DataSheet(draft, COMPARISON, names)
    for key in _spare(rounds):
        sheet.page.set_column(COMPARISON.index(key), COMPARISON.index(key), None, None, {"hidden": True})
    shown = sum(sheet.widths[column.key] for column in COMPARISON.columns if column.key not in _spare(rounds))
    sheet.page.set_row(INTRO_ROW, height_of([(draft.say(COMPARISON.intro), shown)]))
    if not draft.assessment.history:
        none = draft.say(
            "There is no earlier round yet: a workbook made with --from OLD.xlsx --round NEW brings it along."
        )
        sheet.text(sheet.start_row(f"{layout.OWN}none"), "name", none, draft.styles.remark)
    for line in _elements(draft, rounds):
        _write_line(sheet, line)
    sheet.start_row(f"{layout.OWN}between", {}, 10)
    sheet.group_row(f"{layout.OWN}segments", "", draft.say("Service-level index of the segments, 0 to 100"))
    for line in _segments(draft, rounds):
        _write_line(sheet, line)
    spare = len(segment_slots(draft)) - len(draft.card.segments)
    sheet.finish(is_filtered=False, printed_rows=sheet.next_row - FIRST_ROW - spare)


def _spare(rounds: Sequence[PastRound | None]) -> list[str]:
    """Return the columns that no round needs, which would only take room."""
    return [f"past_{number}" for number, past in enumerate(rounds, start=1) if past is None]


def _elements(draft: Draft, rounds: tuple[PastRound | None, ...]) -> Iterator[_Line]:
    scores = [draft.card.score, *draft.card.groups, *(process.score for process in draft.card.processes)]
    now = {score.id: score.score for score in scores}
    for element in draft.taxonomy:
        if element.id in now:
            past = tuple(one.scores.get(element.id) if one else None for one in rounds)
            is_group, name = element not in draft.taxonomy.processes, draft.name_of(element)
            yield _Line(element.id, str(element.hierarchy_id), is_group, now[element.id], past, name)


def _segments(draft: Draft, rounds: tuple[PastRound | None, ...]) -> Iterator[_Line]:
    """Yield a line for every row of the sheet of segments, because a name may still come."""
    scored = dict(zip(segment_slots(draft), draft.card.segments, strict=False))
    for slot in segment_slots(draft):
        found = scored.get(slot)
        past = tuple(one.indexes.get(found.segment.id) if one and found else None for one in rounds)
        name = found.segment.name if found else ""
        index = found.index.score if found else None
        yield _Line(segment_key(slot), "", is_group=False, now=index, past=past, name=name, slot=slot)


def _write_line(sheet: DataSheet, line: _Line) -> None:
    """Write a name, the earlier numbers, today's, their difference, and a line drawn over all of them."""
    draft, styles = sheet.draft, sheet.draft.styles
    row = sheet.start_row(line.key, {"name": line.name})
    usual, number, change = (
        (styles.group, styles.group_number, styles.group_change)
        if line.is_group
        else (styles.cell, styles.number, styles.change)
    )
    sheet.text(row, "hierarchy_id", line.hierarchy_id, usual)
    if isinstance(line.name, Live):
        sheet.text(row, "name", line.name, usual)
    else:  # a segment, which may yet be renamed
        sheet.formula(row, "name", f"={draft.cell(RESULTS, line.key, 'name')}", line.name, usual)
    for place, value in enumerate(line.past, start=1):
        if line.slot:  # a segment is known by its id, whichever row it comes to stand in
            cached = None if value is None else float(value)
            sheet.formula(row, f"past_{place}", _past_of_segment(draft, line.slot, place), cached, number)
        else:
            sheet.number(row, f"past_{place}", value, number)
    score = "" if line.now is None else float(line.now)
    sheet.formula(row, "now", f"={draft.cell(RESULTS, line.key, 'score')}", score, number)
    before, now = sheet.here(row, f"past_{PAST_ROUNDS}"), sheet.here(row, "now")
    formula = f'=IF(AND(ISNUMBER({before}),ISNUMBER({now})),ROUND({now}-{before},6),"")'
    known = line.past[-1] is not None and line.now is not None
    moved = round(float(line.now or 0) - float(line.past[-1] or 0), 6) if known else ""
    sheet.formula(row, "change", formula, moved, change)
    sheet.text(row, "trend", "", usual)
    if any(value is not None for value in line.past):
        most = AT_STRETCH if line.key.startswith(layout.OWN) else HIGHEST
        draw_trend(sheet.page, (row, COMPARISON.index("trend")), past_cells(draft, line.key), float(most))


def _past_of_segment(draft: Draft, slot: str, place: int) -> str:
    segment = draft.look_up(SEGMENTS, f'"{slot}"', "id")
    name = draft.look_up(SEGMENTS, f'"{slot}"', "name")
    key = f'"{past_key(place, layout.OWN)}"&IF({segment}="","{slot}",{segment})'
    found = f"INDEX({draft.lists['past_values']},MATCH({key},{draft.lists['past_keys']},0))"
    return f'=IF(AND({segment}="",{name}=""),"",IFERROR({found},""))'


def past_cells(draft: Draft, key: str) -> str:
    """Return the numbers of a row, the earliest first, today's last."""
    from xlsxwriter.utility import xl_range_abs

    row = draft.rows[COMPARISON.key][key]
    columns = len([past for past in shown_rounds(draft) if past])  # the columns to spare stand left of them
    cells = xl_range_abs(row, COMPARISON.index("now") - columns, row, COMPARISON.index("now"))
    return f"'{draft.names[COMPARISON.key]}'!{cells}"


def draw_trend(page: Any, place: tuple[int, int], cells: str, most: float) -> None:
    """Draw small columns over the numbers of a row; rounds without a number leave a gap.

    Columns, because LibreOffice prints no lines; the highest possible leaves room to the row above.
    """
    looks = {"type": "column", "series_color": TREND, "min": 0, "max": 1.25 * most}
    page.add_sparkline(*place, {"range": cells, "show_hidden": True, "empty_cells": "gaps"} | looks)
