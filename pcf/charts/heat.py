"""A heat map: wholes and their parts as shaded tiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pcf.charts.canvas import SHADES, Canvas, decimal, legend
from pcf.charts.records import Band, Cell, Frame, Mark, Scale
from pcf.charts.text import BOLDER, LEADING, column_width, wrapped

_HEAD, _SPACE, _PAD = 0.22, 6.0, 9.0
_LEAST, _MOST = 112.0, 170.0  # how wide the text of a tile is
_DARK, _LIGHT, _FIRST_DARK = "#16202b", "#ffffff", 4  # inks, and the shade from which on the light one is read better


@dataclass(frozen=True, slots=True)
class _Grid:
    """How wide the tiles of wholes and of parts are, and how many parts stand in a line."""

    head: float
    tile: float
    across: int


def heat(bands: Sequence[Band], frame: Frame) -> str:
    """Draw one band per group: its own tile, and the tiles of its parts beside it, line by line.

    Args:
        bands: Tiles of one line are equally high; every tile carries its value as text.
        frame: ``scale`` gives the shades, light to dark, and the legend: one shade per tick. ``words`` add what the
            legend says of tiles without a value: ``blank``, ``dk``, ``na``, ``not_asked``.
    """
    canvas = Canvas()
    grid = _grid(bands, frame.width)
    canvas.cover(0.0, 0.0, frame.width - _SPACE)
    top = 0.0
    for band in bands:
        top = _band(canvas, band, frame.scale, grid, top) + 2 * _SPACE
    _legend(canvas, frame)
    return canvas.svg(frame)


def _grid(bands: Sequence[Band], width: float) -> _Grid:
    text = column_width([cell.label for band in bands for cell in band.cells], _LEAST, _MOST)
    rest = (1 - _HEAD) * width
    across = max(1, int(rest // (text + 2 * _PAD + _SPACE)))
    return _Grid(_HEAD * width - _SPACE, rest / across - _SPACE, across)


def _band(canvas: Canvas, band: Band, scale: Scale, grid: _Grid, top: float) -> float:
    """Draw one band and return where it ends; the last line grows if the tile of the whole is higher than all lines."""
    lines = [band.cells[start : start + grid.across] for start in range(0, len(band.cells), grid.across)]
    heights = [max(_height(cell, grid.tile) for cell in line) for line in lines] or [0.0]
    whole = max(sum(heights) + _SPACE * (len(heights) - 1), _height(band.head, grid.head))
    heights[-1] = whole - sum(heights[:-1]) - _SPACE * (len(heights) - 1)
    _tile(canvas, band.head, scale, (0.0, top, grid.head, whole))
    y = top
    for line, height in zip(lines, heights, strict=False):
        for index, cell in enumerate(line):
            x = grid.head + _SPACE + index * (grid.tile + _SPACE)
            _tile(canvas, cell, scale, (x, y, grid.tile, height))
        y += height + _SPACE
    return top + whole


def _legend(canvas: Canvas, frame: Frame) -> None:
    words: dict[int | Mark, str] = {_shade(frame.scale, value) or 0: said for value, said in frame.scale.ticks}
    words.update(frame.words.items())
    legend(canvas, words, _swatch)


def _texts(cell: Cell, width: float) -> tuple[list[str], list[str]]:
    """Return value and label as lines that fit a tile."""
    inside = width - 2 * _PAD
    return wrapped(cell.shown, inside / BOLDER), wrapped(cell.label, inside)


def _height(cell: Cell, width: float) -> float:
    return sum(map(len, _texts(cell, width))) * LEADING + 2 * _PAD


def _shade(scale: Scale, value: float | None) -> int | None:
    """Return the nearest shade, halves up."""
    share = scale.share(value)
    return None if share is None else int(share * (len(SHADES) - 1) + 0.5)


def _tile(canvas: Canvas, cell: Cell, scale: Scale, place: tuple[float, float, float, float]) -> None:
    """Draw a tile at x, y, width, height, and its texts."""
    x, y, width, _ = place
    shade = _shade(scale, cell.value)
    _area(canvas, cell.gap if shade is None else shade, place)
    ink = "" if shade is None else _LIGHT if shade >= _FIRST_DARK else _DARK
    shown, label = _texts(cell, width)
    for index, line in enumerate([*shown, *label]):
        canvas.text(x + _PAD, y + _PAD + 12 + index * LEADING, line, bold=index < len(shown), ink=ink)


def _area(canvas: Canvas, look: int | Mark, place: tuple[float, float, float, float]) -> None:
    """Draw a shade, or the mere outline of what has no value: dashed, dotted, plain, or with stripes at its edge."""
    x, y, width, height = place
    canvas.cover(x, y, width, height)
    if isinstance(look, int):
        canvas.shape("rect", f"shade-{look}", x=x, y=y, width=width, height=height, rx="4")
        return
    dash = {"blank": "6 4", "not_asked": "1.5 4"}.get(look, "none")
    outline = {"x": x + 1, "y": y + 1, "width": width - 2, "height": height - 2}
    canvas.shape("rect", "gap", stroke="1.5", **outline, rx="4", stroke_dasharray=dash)
    if look == "dk":
        steps = int((height - 6) // 6)
        stripes = "".join(f"M{decimal(x + 1)} {decimal(y + 8 + 6 * step)}l6 -6" for step in range(steps))
        canvas.shape("path", "gap", stroke="1.5", d=stripes)


def _swatch(canvas: Canvas, look: int | Mark, x: float, middle: float) -> None:
    _area(canvas, look, (x, middle - 8, 26.0, 16.0))
