"""The live results of the segments: the index of each, below the processes on the sheet of results."""

from __future__ import annotations

from pcf.assessment import SegmentScore
from pcf.excel import layout
from pcf.excel.layout import FIGURES, SEGMENTS, segment_key
from pcf.excel.live_sheets import RESULTS
from pcf.excel.workbook.formulas import status
from pcf.excel.workbook.profile import segment_slots
from pcf.excel.workbook.results_sheet import ResultsSheet
from pcf.maturity import AT_STRETCH


def write_segment_results(sheet: ResultsSheet) -> None:
    """Write the index of every segment, spare rows included, which show nothing."""
    draft = sheet.draft
    sheet.start_row(f"{layout.OWN}between", {}, 10)
    heading = draft.say("Service-level index of the segments, 0 to 100")
    sheet.page.set_h_pagebreaks([sheet.next_row])
    sheet.group_row(f"{layout.OWN}segments", "", heading)
    segments = dict(zip(segment_slots(draft), draft.card.segments, strict=False))
    for number, slot in enumerate(segment_slots(draft), start=1):
        _segment(sheet, number, slot, segments.get(slot))


def _segment(sheet: ResultsSheet, number: int, slot: str, scored: SegmentScore | None) -> None:
    """Write one segment: the mean of its attainments by weight, over the rows of the sheet of service levels."""
    draft = sheet.draft
    slots, aimed, attained, reached = (
        draft.span(FIGURES, column) for column in ("slot", "aimed", "attained", "attainment")
    )
    row = sheet.next_row
    at = {column.key: sheet.at(row, column.key) for column in RESULTS.columns}
    points = f"SUMPRODUCT(--({slots}={number}),{attained},{reached})"
    found = status(draft, at["coverage"])
    state = f'=IF({at["name"]}="","",IF({at["answered"]}=0,"none",{found}))'
    index = scored.index if scored else None
    counts = index is not None and index.applicable
    code = "" if index is None else index.status
    said = scored.segment.name if scored else ""
    sheet.begin(segment_key(slot), said, state, code, is_group=False)
    name = draft.look_up(SEGMENTS, f'"{slot}"', "name")
    segment_id = draft.look_up(SEGMENTS, f'"{slot}"', "id")
    sheet.text(row, "hierarchy_id", "")
    sheet.formula(row, "name", f'=IF({name}<>"",{name},IF({segment_id}<>"",{segment_id},""))', said)
    code_at = at["status_code"]
    total, missing = at["counted"], f"({at['counted']}-{at['answered']})"
    formulas = {
        "counted": f"=SUMIFS({aimed},{slots},{number})",
        "answered": f"=SUMIFS({attained},{slots},{number})",
        "coverage": f'=IF({total}=0,"",{at["answered"]}/{total})',
        "score": f'=IF(OR({code_at}="scored",{code_at}="provisional"),{points}/{at["answered"]},"")',
        "low": f'=IF({total}=0,"",{points}/{total})',
        "high": f'=IF({total}=0,"",({points}+{AT_STRETCH}*{missing})/{total})',
    }
    cached: dict[str, float | str | None] = dict.fromkeys(formulas, "") | {"counted": 0.0, "answered": 0.0}
    if index is not None and counts:
        weights = [(float(child.weight), child.score is not None) for child in index.children if child.applicable]
        cached = {
            "counted": sum(weight for weight, _ in weights),
            "answered": sum(weight for weight, is_known in weights if is_known),
            "coverage": float(index.coverage),
            "score": float(index.score) if index.score is not None else "",
            "low": float(index.low),
            "high": float(index.high),
        }
    sheet.write_numbers(row, formulas, cached, {"coverage": "share"}, "tenths")
