"""The two heat maps of the dashboard: processes by level, segments by metric."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pcf.assessment import SegmentMetric, SegmentScore
from pcf.excel.layout import FIGURES, RESULTS
from pcf.excel.workbook.draft import Draft
from pcf.excel.workbook.figures import figure_key, metrics_of
from pcf.excel.workbook.grid import Grid, Part
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.live_segments import segment_key
from pcf.excel.workbook.profile import segment_slots
from pcf.excel.workbook.shading import shade_attainments, shade_levels
from pcf.excel.workbook.sheet import height_of, write_text
from pcf.taxonomy import Element, Metric

_LEAST_TILES = 6  # a row
_SMALLER = 0.8  # letters on the tiles, beside those of the default font


def numbered(draft: Draft, element: Element) -> Live:
    """Return an element's name with its number before it."""
    return draft.texts.of([f"{element.hierarchy_id} {text}" for text in draft.name_of(element).texts])


def write_process_map(grid: Grid, top: int) -> int:
    """Write the tiles of every group, name above level; return the first row below."""
    draft, groups = grid.draft, grid.draft.taxonomy.root.children
    grid.set_row(top, 26)
    grid.write(top, grid.whole, draft.say("Processes by level; grey: not applicable"), draft.styles.section)
    pieces = grid.pieces(max(_LEAST_TILES, *(len(group.children) for group in groups)))
    for row, group in zip(range(top + 1, top + 1 + 2 * len(groups), 2), groups, strict=True):
        _tiles(grid, row, group, pieces[: len(group.children)])
    return top + 1 + 2 * len(groups)


def _tiles(grid: Grid, row: int, group: Element, parts: Sequence[Part]) -> None:
    draft, styles, page = grid.draft, grid.draft.styles, grid.page
    names = [numbered(draft, process) for process in group.children]
    width = grid.width_of(parts[0]) / _SMALLER
    grid.set_row(row, height_of([(name, width) for name in names]) * _SMALLER + 4)
    grid.set_row(row + 1, 22)
    page.merge_range(row, grid.names[0], row + 1, grid.names[1], "", styles.group)
    write_text(page, row, grid.names[0], numbered(draft, group), styles.group)
    for part, process, name in zip(parts, group.children, names, strict=True):
        grid.write(row, part, name, styles.small)
        cell, state = draft.cell(RESULTS, process.id, "score"), draft.cell(RESULTS, process.id, "status_code")
        score = draft.card.process(process.id).score
        shown = f'=IF(ISNUMBER({cell}),{cell},IF({state}="na","–",""))'
        cached = float(score.score) if score.score is not None else "" if score.applicable else "–"
        grid.formula(row + 1, part, shown, cached, styles.mark)
    shade_levels(draft, page, (row + 1, parts[0][0], row + 1, parts[-1][1]))
    from xlsxwriter.utility import xl_rowcol_to_cell

    first = xl_rowcol_to_cell(row + 1, parts[0][0])
    rule = {"type": "formula", "criteria": f'={first}="–"', "format": styles.grey}
    page.conditional_format(row + 1, parts[0][0], row + 1, parts[-1][1], rule)


def write_segment_map(grid: Grid, top: int) -> int:
    """Write how far every segment has come by every metric, and its index; return the last row."""
    draft, styles, slots = grid.draft, grid.draft.styles, segment_slots(grid.draft)
    title = draft.say("Segments: attainment of the service levels, 80 = target; ▼ worse than the floor")
    grid.set_row(top, 26)
    grid.write(top, grid.whole, title, styles.section)
    scored, parts = dict(zip(slots, draft.card.segments, strict=False)), grid.pieces(len(slots))
    names = [segment.name for segment in draft.assessment.segments]
    grid.set_row(top + 1, height_of([(name, grid.width_of(parts[0]) * 0.85) for name in names], 34))
    grid.set_row(top + 2, 22)
    grid.write(top + 1, grid.names, draft.say("Segment"), styles.small_head)
    grid.write(top + 2, grid.names, draft.say("Index, 0 to 100"), styles.group)
    for part, slot in zip(parts, slots, strict=True):
        found = scored.get(slot)
        name, index = (draft.cell(RESULTS, segment_key(slot), key) for key in ("name", "score"))
        grid.formula(top + 1, part, f"={name}", found.segment.name if found else "", styles.open_head)
        cached = float(found.index.score) if found and found.index.score is not None else ""
        grid.formula(top + 2, part, f"={index}", cached, styles.open_mark)
    metrics = [metric for metric in metrics_of(draft) if metric.record.better != "none"]
    for row, metric in enumerate(metrics, start=top + 3):
        _metric_row(grid, row, metric, scored)
    last = top + 2 + len(metrics)
    _mark_breaches(grid, (top + 3, parts[0][0], last, parts[-1][1]))
    shade_attainments(draft, grid.page, (top + 2, parts[0][0], last, parts[-1][1]))
    # Last, because LibreOffice takes the first rule that holds and looks no further.
    _frame_named(grid, (top + 1, parts[0][0], last, parts[-1][1]))
    return last


def _metric_row(grid: Grid, row: int, metric: Metric, scored: Mapping[str, SegmentScore]) -> None:
    draft, styles, slots = grid.draft, grid.draft.styles, segment_slots(grid.draft)
    name = draft.spoken(metric.record.name)
    grid.set_row(row, max(20.0, height_of([(name, grid.width_of(grid.names))])))
    grid.write(row, grid.names, name, styles.plain_name)
    for part, slot in zip(grid.pieces(len(slots)), slots, strict=True):
        judged = _judged(scored.get(slot), metric)
        reached, kept = (_figure(draft, slot, metric, key) for key in ("attainment", "kept"))
        cached = float(judged.attainment) if judged and judged.attainment is not None else ""
        grid.formula(row, part, f"={reached}", cached, styles.open_mark)
        # Colours may not look at other sheets in every program, so what they need stands beside, out of sight.
        breached = int(bool(judged and judged.breached))
        flag = grid.hidden + part[0] - grid.first - 2
        grid.page.write_formula(row, flag, f'=IF({kept}="",0,1)', None, breached)


def _judged(scored: SegmentScore | None, metric: Metric) -> SegmentMetric | None:
    return next((one for one in scored.metrics if one.metric.id == metric.id), None) if scored else None


def _figure(draft: Draft, slot: str, metric: Metric, column: str) -> str:
    return draft.look_up(FIGURES, f'"{figure_key(slot, metric)}"', column)


def _frame_named(grid: Grid, cells: tuple[int, int, int, int]) -> None:
    """Frame the columns of segments that have a name; those to spare stay white."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    width = (cells[3] - cells[1] + 1) // len(segment_slots(grid.draft))
    for left in range(cells[1], cells[3] + 1, width):
        name = xl_rowcol_to_cell(cells[0], left, row_abs=True, col_abs=True)
        rule = {"type": "formula", "criteria": f'={name}<>""', "format": grid.draft.styles.framed}
        grid.page.conditional_format(cells[0], left, cells[2], left + width - 1, rule)


def _mark_breaches(grid: Grid, cells: tuple[int, int, int, int]) -> None:
    """Mark the cells whose flag, as far right as the flags stand from the tiles, is up."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    if cells[2] >= cells[0]:
        rule = {"type": "formula", "criteria": f"={xl_rowcol_to_cell(cells[0], grid.hidden)}=1", "stop_if_true": True}
        grid.page.conditional_format(*cells, rule | {"format": grid.draft.styles.breached})
