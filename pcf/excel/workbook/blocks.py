"""What pages to show have in common: tiles with one large number each, heads of the tables beside a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pcf.excel.workbook.grid import Content, Grid, Part
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.sheet import height_of

_LABEL_HEIGHT, _VALUE_HEIGHT, _HEAD_HEIGHT = 22.0, 40.0, 26.0


@dataclass(frozen=True, slots=True)
class Tile:
    """A label, the numbers with their looks, and what is said below."""

    label: Content
    values: Sequence[tuple[Content, Any]]
    note: Content


def write_tiles(grid: Grid, top: int, tiles: Sequence[Tile]) -> None:
    """Write four tiles on three rows."""
    notes = [
        (tile.note, grid.width_of(part))
        for part, tile in zip(grid.quarters, tiles, strict=True)
        if isinstance(tile.note, str | Live)
    ]
    for row, height in enumerate((_LABEL_HEIGHT, _VALUE_HEIGHT, height_of(notes, _LABEL_HEIGHT)), start=top):
        grid.set_row(row, height)
    for part, tile in zip(grid.quarters, tiles, strict=True):
        grid.write(top, part, tile.label, grid.styles.tile_label)
        for piece, (value, fmt) in zip(_shares(part, len(tile.values)), tile.values, strict=True):
            grid.write(top + 1, piece, value, fmt)
        grid.write(top + 2, part, tile.note, grid.styles.tile_note)


def _shares(part: Part, count: int) -> list[Part]:
    """Share a piece among equal ones; the last takes what is left."""
    wide = (part[1] - part[0] + 1) // count
    lefts = [part[0] + wide * place for place in range(count)]
    return list(zip(lefts, [*(left - 1 for left in lefts[1:]), part[1]], strict=True))


def write_heads(grid: Grid, row: int, title: tuple[Part, Content], heads: Sequence[tuple[Part, Content]]) -> None:
    """Write the title of a small table and the heads of its numbers."""
    said = [(head, grid.width_of(part)) for part, head in heads if isinstance(head, str | Live)]
    grid.set_row(row, height_of(said, _HEAD_HEIGHT))
    grid.write(row, *title, grid.styles.section)
    for part, head in heads:
        grid.write(row, part, head, grid.styles.small_head)
