"""The sheet of gaps: the processes below their target in the order in which to speak of them, live."""

from __future__ import annotations

from pcf.assessment import ProcessScore
from pcf.assessment.highlights import gaps_in_order
from pcf.excel.layout import OWN, level_key
from pcf.excel.live_sheets import GAPS, LEVELS, RESULTS
from pcf.excel.workbook.checklist import progress_of
from pcf.excel.workbook.draft import FIRST_ROW, Draft
from pcf.excel.workbook.formulas import bar_of
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.sheet import DataSheet
from pcf.maturity import HIGHEST

_FORMATS = {"hierarchy_id": "cell", "name": "cell", "progress": "whole", "weight": "whole"} | dict.fromkeys(
    ("score", "target", "gap", "supported"), "level"
)
_LEAST_PRINTED = 10  # rows that come on paper, gaps or not
_ROOM, _SPARE_ROOM = 63.0, 34.0  # points: any descriptor may come to stand in any row


def write_gaps(draft: Draft) -> None:
    """Write as many rows as there are processes; those beyond the last gap stay blank. Needs the results."""
    sheet = DataSheet(draft, GAPS)
    behind = dict(enumerate(gaps_in_order(draft.card), start=1))
    for place in range(1, len(draft.taxonomy.processes) + 1):
        _gap_row(sheet, place, behind.get(place))
    sheet.paint("place", f'={sheet.here(FIRST_ROW, "gap")}=""', draft.styles.grey, to="next")
    sheet.finish(is_filtered=False, printed_rows=max(_LEAST_PRINTED, len(behind)))


def _gap_row(sheet: DataSheet, place: int, process: ProcessScore | None) -> None:
    draft, styles = sheet.draft, sheet.draft.styles
    above = _next_level(draft, process)
    row = sheet.start_row(f"{OWN}{place}", {"next": above}, _ROOM if process else _SPARE_ROOM)
    sheet.number(row, "place", place, styles.whole)
    here, rows = sheet.here(row, "results_row"), list(draft.rows[RESULTS.key])
    found = f"=IFERROR(MATCH({place},{draft.span(RESULTS, 'rank')},0),0)"
    sheet.formula(row, "results_row", found, rows.index(process.element.id) + 1 if process else 0)
    cached = cached_gap(draft, process)
    for column, fmt in _FORMATS.items():
        value = f"INDEX({draft.span(RESULTS, column)},{here})"
        sheet.formula(row, column, f'=IF({here}=0,"",{value})', cached[column], getattr(styles, fmt))
    gap = float(process.gap) if process and process.gap is not None else None
    sheet.formula(row, "bar", *bar_of(sheet.here(row, "gap"), gap, most=int(HIGHEST), signs=10), styles.bar)
    element = f"INDEX({draft.span(RESULTS)},{here})"
    key = level_key(f'{element}&"', f'"&({sheet.here(row, "score")}+1)')
    described = draft.look_up(LEVELS, key, "descriptor")
    sheet.formula(row, "next", f'=IF({here}=0,"",IFERROR({described},""))', above, styles.cell)


def _next_level(draft: Draft, process: ProcessScore | None) -> str | Live:
    """Return what the level above looks like; blank where there is none."""
    score = process.score.score if process else None
    if process is None or score is None or process.element.rubric is None or score >= HIGHEST:
        return ""
    return draft.level_texts(process.element)[int(score) + 1]


def cached_gap(draft: Draft, process: ProcessScore | None) -> dict[str, object]:
    """Return what a row of the sheet shows now, by column."""
    if process is None or process.score.score is None:
        return dict.fromkeys(_FORMATS, "")
    return {
        "hierarchy_id": str(process.element.hierarchy_id),
        "name": draft.name_of(process.element),
        "score": float(process.score.score),
        "target": process.answers.target and float(process.answers.target),
        "gap": process.gap and float(process.gap),
        "supported": process.supported,
        "progress": progress_of(process),
        "weight": float(process.score.weight),
    }
