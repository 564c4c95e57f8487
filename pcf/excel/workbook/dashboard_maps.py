"""What the two heat maps of the dashboard show, live."""

from __future__ import annotations

from pcf.assessment import SegmentMetric, SegmentScore
from pcf.excel.layout import FIGURES, segment_key
from pcf.excel.live_sheets import RESULTS
from pcf.excel.workbook.draft import Draft
from pcf.excel.workbook.figures import figure_key, metrics_of
from pcf.excel.workbook.grid import Content, Formula
from pcf.excel.workbook.heat_maps import NOT_APPLICABLE, Group, Heads, Line, write_process_map, write_segment_map
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.live_grid import LiveGrid
from pcf.excel.workbook.profile import segment_slots
from pcf.taxonomy import Element, Metric


def numbered(draft: Draft, element: Element) -> Live:
    """Return an element's name with its number before it."""
    return draft.texts.of([f"{element.hierarchy_id} {text}" for text in draft.name_of(element).texts])


def write_live_process_map(grid: LiveGrid, top: int) -> int:
    """Write the tiles of every group; return the first row below."""
    draft = grid.draft
    groups = [
        Group(numbered(draft, group), [(numbered(draft, one), _level(draft, one)) for one in group.children])
        for group in draft.taxonomy.root.children
    ]
    return write_process_map(grid, top, draft.say("Processes by level; grey: not applicable"), groups)


def _level(draft: Draft, process: Element) -> Formula:
    cell, state = draft.cell(RESULTS, process.id, "score"), draft.cell(RESULTS, process.id, "status_code")
    score = draft.card.process(process.id).score
    known = float(score.score) if score.score is not None else "" if score.applicable else NOT_APPLICABLE
    return Formula(f'=IF(ISNUMBER({cell}),{cell},IF({state}="na","{NOT_APPLICABLE}",""))', known)


def write_live_segment_map(grid: LiveGrid, top: int) -> int:
    """Write index and attainments of every segment; return the last row."""
    draft, slots = grid.draft, segment_slots(grid.draft)
    scored = dict(zip(slots, draft.card.segments, strict=False))
    names, indexes = [], []
    for slot in slots:
        found = scored.get(slot)
        name, index = (draft.cell(RESULTS, segment_key(slot), key) for key in ("name", "score"))
        known = float(found.index.score) if found and found.index.score is not None else ""
        names.append(Formula(f"={name}", found.segment.name if found else ""))
        indexes.append(Formula(f"={index}", known))
    title = draft.say("Segments: attainment of the service levels, 80 = target; ▼ worse than the floor")
    known_names = [segment.name for segment in draft.assessment.segments]
    heads = Heads(title, draft.say("Segment"), names, known_names)
    metrics = [metric for metric in metrics_of(draft) if metric.record.better != "none"]
    lines = [_line(draft, metric, [(slot, scored.get(slot)) for slot in slots]) for metric in metrics]
    return write_segment_map(grid, top, heads, Line(draft.say("Index, 0 to 100"), indexes), lines)


def _line(draft: Draft, metric: Metric, segments: list[tuple[str, SegmentScore | None]]) -> Line:
    values: list[Content] = []
    breaches: list[Content] = []
    for slot, found in segments:
        judged = _judged(found, metric)
        reached, kept = (_figure(draft, slot, metric, key) for key in ("attainment", "kept"))
        values.append(
            Formula(f"={reached}", float(judged.attainment) if judged and judged.attainment is not None else "")
        )
        breaches.append(Formula(f'=IF({kept}="",0,1)', int(bool(judged and judged.breached))))
    return Line(draft.name_of(metric), values, breaches)


def _judged(scored: SegmentScore | None, metric: Metric) -> SegmentMetric | None:
    return next((one for one in scored.metrics if one.metric.id == metric.id), None) if scored else None


def _figure(draft: Draft, slot: str, metric: Metric, column: str) -> str:
    return draft.look_up(FIGURES, f'"{figure_key(slot, metric)}"', column)
