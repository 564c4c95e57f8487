"""Heat maps on a grid: processes by level, segments by metric."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pcf.excel.workbook.grid import Content, Grid, Part
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.shading import shade_attainments, shade_levels
from pcf.excel.workbook.sheet import height_of

NOT_APPLICABLE = "–"  # on the tile of a process
_LEAST_TILES = 6  # a row
_SMALLER, _SMALL = 0.8, 0.85  # letters on tiles and in heads, beside those of the default font
_LEAST_ROW, _HEAD_ROW, _LEVEL_ROW = 20.0, 34.0, 22.0


@dataclass(frozen=True, slots=True)
class Group:
    """A row of tiles: the group, and every process with its level."""

    name: str | Live
    processes: Sequence[tuple[str | Live, Content]]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a map of segments: a number for each, and 1 where it is to be marked as a breach."""

    name: str | Live
    values: Sequence[Content]
    breaches: Sequence[Content] = ()


@dataclass(frozen=True, slots=True)
class Heads:
    """Above a map of segments: what it shows, what stands at its left, the segments, and those by name."""

    title: str | Live
    corner: str | Live
    segments: Sequence[Content]
    known: Sequence[str]


def write_process_map(grid: Grid, top: int, title: str | Live, groups: Sequence[Group]) -> int:
    """Write the tiles of every group, name above level; return the first row below."""
    grid.set_row(top, 26)
    grid.write(top, grid.whole, title, grid.styles.section)
    tiled = [group for group in groups if group.processes]  # an organisation's own group need not have any
    pieces = grid.pieces(max(_LEAST_TILES, *(len(group.processes) for group in tiled)))
    for row, group in zip(range(top + 1, top + 1 + 2 * len(tiled), 2), tiled, strict=True):
        _tiles(grid, row, group, pieces[: len(group.processes)])
    return top + 1 + 2 * len(tiled)


def _tiles(grid: Grid, row: int, group: Group, parts: Sequence[Part]) -> None:
    styles, page = grid.styles, grid.page
    width = grid.width_of(parts[0]) / _SMALLER
    grid.set_row(row, height_of([(name, width) for name, _ in group.processes]) * _SMALLER + 4)
    grid.set_row(row + 1, _LEVEL_ROW)
    page.merge_range(row, grid.names[0], row + 1, grid.names[1], "", styles.group)
    grid.write(row, (grid.names[0], grid.names[0]), group.name, styles.group)
    for part, (name, level) in zip(parts, group.processes, strict=True):
        grid.write(row, part, name, styles.small)
        grid.write(row + 1, part, level, _look_of(level, grid))
    shade_levels(grid, page, (row + 1, parts[0][0], row + 1, parts[-1][1]))
    from xlsxwriter.utility import xl_rowcol_to_cell

    first = xl_rowcol_to_cell(row + 1, parts[0][0])
    rule = {"type": "formula", "criteria": f'={first}="{NOT_APPLICABLE}"', "format": styles.grey}
    page.conditional_format(row + 1, parts[0][0], row + 1, parts[-1][1], rule)


def _look_of(level: Content, grid: Grid) -> Any:
    """Return the look of a level; the mean of several answers need not be whole."""
    is_whole = not isinstance(level, float) or level.is_integer()
    return grid.styles.mark if is_whole else grid.styles.mark_tenths


def write_segment_map(grid: Grid, top: int, heads: Heads, index: Line, lines: Sequence[Line]) -> int:
    """Write how far every segment has come by every metric, and its index; return the last row.

    Args:
        grid: To write on.
        top: The row of the title.
        heads: Above the map.
        index: The first line, without breaches.
        lines: One for every metric.
    """
    styles, parts = grid.styles, grid.pieces(len(heads.segments))
    grid.set_row(top, 26)
    grid.write(top, grid.whole, heads.title, styles.section)
    width = grid.width_of(parts[0]) * _SMALL
    grid.set_row(top + 1, height_of([(name, width) for name in heads.known], _HEAD_ROW))
    grid.write(top + 1, grid.names, heads.corner, styles.small_head)
    for part, name in zip(parts, heads.segments, strict=True):
        grid.write(top + 1, part, name, styles.open_head)
    grid.set_row(top + 2, _LEVEL_ROW)
    _line(grid, top + 2, index, styles.group)
    for row, line in enumerate(lines, start=top + 3):
        grid.set_row(row, max(_LEAST_ROW, height_of([(line.name, grid.width_of(grid.names))])))
        _line(grid, row, line, styles.plain_name)
    last = top + 2 + len(lines)
    _mark_breaches(grid, (top + 3, parts[0][0], last, parts[-1][1]))
    shade_attainments(grid, grid.page, (top + 2, parts[0][0], last, parts[-1][1]))
    # Last, because LibreOffice takes the first rule that holds and looks no further.
    _frame_named(grid, (top + 1, last), parts)
    return last


def _line(grid: Grid, row: int, line: Line, name_look: Any) -> None:
    grid.write(row, grid.names, line.name, name_look)
    parts = grid.pieces(len(line.values))
    for part, value in zip(parts, line.values, strict=True):
        grid.write(row, part, value, grid.styles.open_mark)
    for part, breach in zip(parts if line.breaches else (), line.breaches, strict=True):
        # Colours may not look at other sheets in every program, so what they need stands beside, out of sight.
        flag = grid.hidden + part[0] - parts[0][0]
        grid.write(row, (flag, flag), breach, None)


def _mark_breaches(grid: Grid, cells: tuple[int, int, int, int]) -> None:
    """Mark the cells whose flag, as far right as the flags stand from the tiles, is up."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    if cells[2] >= cells[0]:
        rule = {"type": "formula", "criteria": f"={xl_rowcol_to_cell(cells[0], grid.hidden)}=1", "stop_if_true": True}
        grid.page.conditional_format(*cells, rule | {"format": grid.styles.breached})


def _frame_named(grid: Grid, rows: tuple[int, int], parts: Sequence[Part]) -> None:
    """Frame the columns of segments that have a name; those to spare stay white."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    for left, right in parts:
        name = xl_rowcol_to_cell(rows[0], left, row_abs=True, col_abs=True)
        rule = {"type": "formula", "criteria": f'={name}<>""', "format": grid.styles.framed}
        grid.page.conditional_format(rows[0], left, rows[1], right, rule)
