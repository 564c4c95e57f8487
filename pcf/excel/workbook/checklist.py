"""The checklist: activities, and statements of every level."""

from __future__ import annotations

from pcf.assessment import ProcessScore, Tick
from pcf.excel import layout
from pcf.excel.layout import CHECKLIST
from pcf.excel.workbook.draft import Draft
from pcf.excel.workbook.formulas import place_of_code
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.sheet import DataSheet, list_rule
from pcf.ids import owner_of
from pcf.maturity import tally
from pcf.model import TickCode
from pcf.taxonomy import Element

_LEVELS = range(1, 6)


def write_checklist(draft: Draft) -> None:
    """Write the activities and statements of every process under a row that tells what the ticks suggest."""
    sheet = DataSheet(draft, CHECKLIST)
    ticks = {tick.item: tick for tick in draft.assessment.ticks}
    first, last = _rows_to_come(draft, sheet.next_row)
    for process in draft.taxonomy.processes:
        if not process.children and not process.rubric:
            continue
        key, name = layout.group_key(process.id), draft.name_of(process)
        row = sheet.group_row(key, str(process.hierarchy_id), name, is_cut=True)
        if process.rubric:
            _suggestion(sheet, row, process, first, last)
        else:  # a reference to a blank cell would show 0
            for column in ("level", "state_name"):
                sheet.formula(row, column, '=""', "", draft.styles.group)
        for activity in process.children:
            row = _row(sheet, activity.id, draft.name_of(activity), ticks)
            sheet.text(row, "hierarchy_id", str(activity.hierarchy_id))
            sheet.text(row, "level", "")
        for statement in process.rubric.record.statements if process.rubric else ():
            row = _row(sheet, statement.id, draft.theirs(statement.text, owner_of(process.id)), ticks)
            sheet.text(row, "hierarchy_id", "")
            sheet.number(row, "level", statement.level, draft.styles.whole)
            # Twice, out of sight: what the ticks suggest is counted over these and must not count itself.
            _mark(sheet, row, process)
            sheet.number(row, "at_level", statement.level, draft.styles.whole)
    assert sheet.next_row == max(last, first) + 1 or sheet.next_row == first, "formulas count over other rows"
    terms = {tick.code: draft.spoken(tick.name).now for tick in draft.taxonomy.bundle.maturity.ticks}
    legend = "\n".join(f"{code} – {terms[state]}" for code, state in layout.TICK_CODES.items())
    sheet.validate("state", list_rule(draft.lists["ticks"]), draft.say("Is it in place?"), legend)
    sheet.finish()


def _mark(sheet: DataSheet, row: int, process: Element) -> None:
    mark = layout.process_mark(process.id)
    if isinstance(mark, int):
        sheet.number(row, "process", mark, sheet.draft.styles.whole)
    else:
        sheet.text(row, "process", mark, sheet.draft.styles.whole)


def _rows_to_come(draft: Draft, first: int) -> tuple[int, int]:
    """Return the first and the last row of the table, 0-based, before they are written."""
    lines = 0
    for process in draft.taxonomy.processes:
        statements = len(process.rubric.statements) if process.rubric else 0
        lines += bool(process.children or process.rubric) + len(process.children) + statements
    return first, first + max(lines, 1) - 1


def _row(sheet: DataSheet, key: str, name: Live, ticks: dict[str, Tick]) -> int:
    draft, lists = sheet.draft, sheet.draft.lists
    said = ticks.get(key) or Tick(item=key)
    row = sheet.start_row(key, {"name": name, "note": said.note})
    sheet.text(row, "name", name)
    codes: dict[TickCode, str] = {state: code for code, state in layout.TICK_CODES.items()}
    code = codes[said.state] if said.state else ""
    sheet.text(row, "state", code, draft.styles.input_mark)
    place = place_of_code(lists["ticks"], lists["tick_places"], sheet.here(row, "state"))
    sheet.formula(row, "place", f"=IFERROR({place},0)", list(layout.TICK_CODES).index(code) + 1 if code else 0)
    here = sheet.here(row, "place")
    terms = {tick.code: draft.spoken(tick.name).now for tick in draft.taxonomy.bundle.maturity.ticks}
    cached = terms[said.state] if said.state else ""
    sheet.formula(row, "state_name", f'=IF({here}>0,INDEX({lists["tick_names"]},{here}),"")', cached)
    sheet.text(row, "note", said.note, draft.styles.input_text)
    return row


def _suggestion(sheet: DataSheet, row: int, process: Element, first: int, last: int) -> None:
    """Write into the row of a process which level its ticked statements speak for, and how far the next is."""
    from xlsxwriter.utility import xl_range_abs

    draft, styles = sheet.draft, sheet.draft.styles
    scored = draft.card.process(process.id)
    at_process, at_level, places = (
        xl_range_abs(first, CHECKLIST.index(column), last, CHECKLIST.index(column))
        for column in ("process", "at_level", "place")
    )
    states = {tick.item: tick.state for tick in draft.assessment.ticks}
    known = process.rubric.statements if process.rubric else ()
    counts = tally((statement.level, states.get(statement.id)) for statement in known)
    in_place, left_out = (list(layout.TICK_CODES).index(code) + 1 for code in (layout.YES, "NA"))
    mark = layout.process_mark(process.id)
    sought = mark if isinstance(mark, int) else f'"{mark}"'
    for level in _LEVELS:
        which = f"{at_process},{sought},{at_level},{level}"
        done = f"COUNTIFS({which},{places},{in_place})"
        of = f"COUNTIFS({which})-COUNTIFS({which},{places},{left_out})"
        sheet.formula(row, f"done_{level}", f"={done}", counts[level][0])
        sheet.formula(row, f"of_{level}", f"={of}", counts[level][1])
    answered = f"SUMPRODUCT(--({at_process}={sought}),--({places}>0),--({places}<>{left_out}))"
    levels, parts = [], '""'
    for level in _LEVELS:
        done, of = sheet.here(row, f"done_{level}"), sheet.here(row, f"of_{level}")
        below = f"{sheet.here(row, f'passed_{level - 1}')}" if level > 1 else "1"
        has_passed = all(done == of for done, of in (counts[one] for one in range(1, level + 1)))
        sheet.formula(row, f"passed_{level}", f"=IF({done}<{of},0,{below})", int(has_passed))
        levels.append(f"{level}*{sheet.here(row, f'passed_{level}')}*({of}>0)")
    here = sheet.here(row, "level")
    for level in reversed(_LEVELS):  # the lowest of those above is asked first, so it stands outermost
        done, of = sheet.here(row, f"done_{level}"), sheet.here(row, f"of_{level}")
        parts = f'IF(AND({here}<{level},{of}>0),{done}&"/"&{of},{parts})'
    said = scored.suggestion
    formula = f'=IF({answered}=0,"",MAX({",".join(levels)}))'
    sheet.formula(row, "level", formula, said.level if said else "", styles.group_whole)
    sheet.formula(row, "state_name", f'=IF(ISNUMBER({here}),{parts},"")', progress_of(scored), styles.group)


def progress_of(scored: ProcessScore) -> str:
    """Return how many statements of the next level are in place, and of how many: ``4/6``; blank if unknown."""
    said = scored.suggestion
    return f"{said.done}/{said.of}" if said and said.of is not None else ""
