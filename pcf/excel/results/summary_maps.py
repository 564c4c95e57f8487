"""The heat maps on the first sheet of report.xlsx: numbers to edit, in colours that follow them."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.assessment import ProcessScore, SegmentMetric, SegmentScore
from pcf.excel.layout import SEGMENT_ROWS
from pcf.excel.results.page import Page
from pcf.excel.styles import BREACHED
from pcf.excel.workbook.grid import Content, Formula
from pcf.excel.workbook.heat_maps import NOT_APPLICABLE, Group, Heads, Line, write_process_map, write_segment_map
from pcf.model import MetricRecord


def write_levels(page: Page, top: int) -> int:
    """Write every process on a tile; return the first row below."""
    groups = [
        Group(
            page.numbered(group.id),
            [(page.told(one), _level(one)) for one in map(page.card.process, (child.id for child in group.children))],
        )
        for group in page.card.groups
    ]
    return write_process_map(page.grid, top, page.say("Processes by level; grey: not applicable"), groups)


def _level(process: ProcessScore) -> Content:
    if not process.score.applicable:
        return NOT_APPLICABLE
    return None if process.score.score is None else float(process.score.score)


def write_attainments(page: Page, top: int) -> int:
    """Write segments against metrics, not too many segments beside one another; return the first row below."""
    segments = page.card.segments
    for first in range(0, len(segments), SEGMENT_ROWS):
        top = _write(page, top, segments[first : first + SEGMENT_ROWS]) + 2
    return top - 1


def _write(page: Page, top: int, segments: Sequence[SegmentScore]) -> int:
    """Write one map; return its last row."""
    say, names = page.say, [one.segment.name for one in segments]
    title = say("Segments: attainment of the service levels, 80 = target; ▼ worse than the floor")
    heads = Heads(title, say("Segment"), names, names)
    indexes: list[Content] = [page.follow(f"#{one.segment.id}", one.index.score) for one in segments]
    parts = page.grid.pieces(len(segments))
    shown: dict[str, MetricRecord] = {}
    for segment in segments:
        shown |= {one.metric.id: one.metric for one in segment.metrics if one.breached or one.attainment is not None}
    lines = []
    for row, metric in enumerate(shown.values(), start=top + 3):
        judged = [_judged(segment, metric) for segment in segments]
        values = [_attainment(one) for one in judged]
        breaches = [_breach(one, page.grid.cell(row, part)) for one, part in zip(judged, parts, strict=True)]
        lines.append(Line(page.figures.metric(metric), values, breaches))
    return write_segment_map(page.grid, top, heads, Line(say("Index, 0 to 100"), indexes), lines)


def _attainment(one: SegmentMetric | None) -> Content:
    """Return how far a figure has come; of one without a target only whether its floor is breached."""
    if one is None or one.attainment is None:
        return BREACHED if one is not None and one.breached else None
    return float(one.attainment)


def _judged(segment: SegmentScore, metric: MetricRecord) -> SegmentMetric | None:
    return next((one for one in segment.metrics if one.metric.id == metric.id), None)


def _breach(one: SegmentMetric | None, cell: str) -> Content:
    """Return a flag that falls when somebody raises the number above what a breached floor gives: nothing."""
    return Formula(f"=IF(N({cell})>0,0,1)", 1) if one is not None and one.breached else None
