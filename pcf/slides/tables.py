"""Native tables: as large as they fit; rows that find no room are told, never lost without a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from pcf.excel.styles import GROUP_FILL, HEAD_FILL, INK, LIGHT_INK_FROM, SHADES
from pcf.slides.page import Page, colour, emu
from pcf.slides.text import Letters, Place, Said, clean

if TYPE_CHECKING:
    from pptx.table import _Cell

WHITE = "#FFFFFF"
_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's style without lines and fills
_BESIDE, _ABOVE = 4.0, 2.0  # what cells keep free at their sides, above and below
_MOST_LINES, _TOLERANCE = 2, 0.01
_WIDEST = 0.34  # share of the width that one word can ask for


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell; ``span`` joins it with those right of it."""

    text: str
    is_bold: bool = False
    is_number: bool = False
    fill: str = WHITE
    ink: str = INK
    span: int = 1


Row = Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table to draw.

    Attributes:
        heads: The headings.
        rows: One cell or more a row; their spans add up to the number of columns.
        shares: How the width is shared among the columns.
        title: What it holds, for those who do not see it.
        numeric: The columns of numbers: their headings stand to the right.
    """

    heads: Sequence[str]
    rows: Sequence[Row]
    shares: Sequence[float]
    title: str
    numeric: Sequence[int] = ()


def shaded(level: float | None, text: str, *, is_bold: bool = True) -> Cell:
    """Return a cell in the shade of a level, 0 to 5; plain without one."""
    if level is None:
        return Cell(text=text, is_number=True)
    shade = int(level + 0.5)
    ink = WHITE if shade >= LIGHT_INK_FROM else INK
    return Cell(text=text, is_bold=is_bold, is_number=True, fill=SHADES[shade], ink=ink)


def headings(heads: Sequence[str], numeric: Sequence[int] = ()) -> list[Cell]:
    return [
        Cell(text=head, is_bold=True, is_number=place in numeric, fill=HEAD_FILL, ink=WHITE)
        for place, head in enumerate(heads)
    ]


def group(text: str, span: int) -> Cell:
    """Return a cell that heads the rows below it."""
    return Cell(text=text, is_bold=True, fill=GROUP_FILL, span=span)


def draw(page: Page, place: Place, table: Table, *, largest: float = 14, smallest: float = 9) -> None:
    """Draw a table in the largest size at which it fits; the last row counts those that find no room."""
    head = [headings(table.heads, table.numeric)] if table.heads else []
    rows = [[replace(cell, text=clean(cell.text)) for cell in row] for row in (*head, *table.rows)]
    fit = _fitted(page.letters, place, rows, table.shares, (largest, smallest))
    if fit.height(rows) > place.height:
        rows = [fit.cut(row) for row in rows]
    if fit.height(rows) > place.height:
        bottoms = list(accumulate(map(fit.row_height, rows)))
        room = place.height - 2 * fit.size - 2 * _ABOVE  # less one line
        shown = max(1, sum(bottom <= room for bottom in bottoms))
        while shown > 1 and len(rows[shown - 1]) == 1:  # a row of one cell heads those below it
            shown -= 1
        more = page.say("and {count} more", count=sum(len(row) > 1 for row in rows[shown:]))
        rows = [*rows[:shown], [Cell(text=more, span=len(table.shares))]]
    _write(page, place, rows, fit, table.title)


@dataclass(frozen=True, slots=True)
class _Fit:
    """How wide the columns are, and how large the letters."""

    letters: Letters
    widths: Sequence[float]
    size: float

    def inside(self, column: int, cell: Cell) -> float:
        return sum(self.widths[column : column + cell.span]) - 2 * _BESIDE

    def cut(self, row: Row) -> list[Cell]:
        """Return a row of which no cell is taller than a few lines."""
        return [
            replace(cell, text=self.letters.cut(cell.text, self.inside(column, cell), self.size, _MOST_LINES))
            for column, cell in _placed(row)
        ]

    def row_height(self, row: Row) -> float:
        tallest = max(
            self.letters.height(cell.text, self.inside(column, cell), self.size, is_bold=cell.is_bold)
            for column, cell in _placed(row)
        )
        return tallest + 2 * _ABOVE

    def height(self, rows: Sequence[Row]) -> float:
        return sum(map(self.row_height, rows))


def _fitted(
    letters: Letters, place: Place, rows: Sequence[Row], shares: Sequence[float], sizes: tuple[float, float]
) -> _Fit:
    """Return the largest size, of two bounds, at which no word is broken and all rows find room."""
    size, smallest = sizes
    while True:
        widths = _widths(letters, rows, shares, (place.width, size))
        spread = [width * place.width / sum(widths) for width in widths]
        fit = _Fit(letters, spread, size)
        if size <= smallest or (sum(widths) <= place.width + _TOLERANCE and fit.height(rows) <= place.height):
            return fit
        size -= 0.5


def _widths(letters: Letters, rows: Sequence[Row], shares: Sequence[float], room: tuple[float, float]) -> list[float]:
    """Share the width out so that no word is broken: columns that need more take it from those that have some to spare.

    The sum is above the whole width where there is not enough. ``room`` is that width, and the size of the letters.
    """
    whole, size = room
    least = [0.0] * len(shares)
    for row in rows:
        for column, cell in _placed(row):
            if cell.span == 1:
                word = letters.widest_word(cell.text, size, is_bold=cell.is_bold) + 2 * _BESIDE
                least[column] = max(least[column], min(word, whole * max(_WIDEST, 1 / len(shares))))
    needed = sum(least)
    spare = [max(0.0, whole * share / sum(shares) - width) for share, width in zip(shares, least, strict=True)]
    if needed >= whole or not any(spare):
        return least
    return [width + more * (whole - needed) / sum(spare) for width, more in zip(least, spare, strict=True)]


def _placed(row: Row) -> Iterator[tuple[int, Cell]]:
    """Yield cells with their columns."""
    column = 0
    for cell in row:
        yield column, cell
        column += cell.span


def _write(page: Page, place: Place, rows: Sequence[Row], fit: _Fit, title: str) -> None:
    heights, widths = [fit.row_height(row) for row in rows], fit.widths
    frame = page.slide.shapes.add_table(
        len(rows), len(widths), *emu(Place(place.left, place.top, place.width, sum(heights)))
    )
    frame.name = title
    frame._element.nvGraphicFramePr.cNvPr.set("descr", title)
    native = frame.table
    native._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN
    native.horz_banding = False
    for column, width in zip(native.columns, widths, strict=True):
        column.width = Pt(width)
    for index, (row, height) in enumerate(zip(rows, heights, strict=True)):
        native.rows[index].height = Pt(height)
        for blank in native.rows[index].cells:  # a blank cell is else as tall as a line of 18 points
            _end(blank, fit.size)
        for column, cell in _placed(row):
            target = native.cell(index, column)
            if cell.span > 1:
                target.merge(native.cell(index, column + cell.span - 1))
            _fill(page, target, cell, fit.size)


def _end(target: _Cell, size: float) -> None:
    target.margin_top = target.margin_bottom = Pt(_ABOVE)
    properties = target.text_frame.paragraphs[0]._p.get_or_add_endParaRPr()
    properties.set("sz", str(round(100 * size)))


def _fill(page: Page, target: _Cell, cell: Cell, size: float) -> None:
    target.margin_left = target.margin_right = Pt(_BESIDE)
    target.margin_top = target.margin_bottom = Pt(_ABOVE)
    target.vertical_anchor = MSO_ANCHOR.MIDDLE
    target.fill.solid()
    target.fill.fore_color.rgb = colour(cell.fill)
    target.text_frame.word_wrap = True
    paragraph = target.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if cell.is_number else PP_ALIGN.LEFT
    page.run(paragraph, Said(text=cell.text, is_bold=cell.is_bold, colour=cell.ink), size)
