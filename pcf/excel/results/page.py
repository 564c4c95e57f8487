"""The first sheet of report.xlsx under way: its grid, its words, and where its numbers stand."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from pcf.assessment import ProcessScore
from pcf.assessment.figures import Figures
from pcf.excel.results.table import Report
from pcf.excel.styles import row_height
from pcf.excel.workbook.grid import Formula, Grid, Part

_NUMBERS = 5  # columns of numbers in the tables beside the charts, the first column of a name being narrow


class Page:
    """What the parts of the sheet share.

    Attributes:
        name: On the tab.
        numbers: Element id, or segment id after a ``#``, to the cell that holds its score or index.
    """

    def __init__(self, report: Report, page: Any, name: str) -> None:
        self.report, self.card, self.say, self.name = report, report.card, report.say, name
        self.figures = Figures(report.card, report.lang)
        self.grid = Grid(page, report.looks)
        self.numbers: dict[str, str] = {}

    def follow(self, key: str, number: Fraction | None) -> Formula:
        """Return a reference to a number that stands elsewhere on the sheet; what is blank there stays blank."""
        cell = self.numbers[key]
        return Formula(f'=IF(ISNUMBER({cell}),{cell},"")', None if number is None else float(number))

    def numbered(self, element_id: str) -> str:
        """Return an element's name with its number before it."""
        return self.figures.element(element_id)

    def told(self, process: ProcessScore) -> str:
        """Return a process with its number; where the evidence supports less than the rating, with both."""
        name = self.numbered(process.element.id)
        return f"{name} ({self.figures.rating(process)})" if process.is_unsupported else name

    def height_of(self, text: str, part: Part, least: float) -> float:
        """Return the height, in points, at which a text is fully seen over a piece of a row."""
        return row_height(self.report.lang, [(text, self.grid.width_of(part))], least)

    @property
    def chart(self) -> Part:
        """Where charts stand: square enough for a radar."""
        return self.grid.first, self.grid.first + 6

    @property
    def side(self) -> Part:
        """The names in the tables beside the charts."""
        return self.chart[1] + 2, self.cells[0][0] - 1

    @property
    def cells(self) -> list[Part]:
        """The numbers in the tables beside the charts."""
        return self.grid.pairs(self.grid.last + 1 - 2 * _NUMBERS, _NUMBERS)
