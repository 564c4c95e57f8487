"""The grid that the dashboard is laid out on: narrow columns of one width, joined where more room is needed."""

from __future__ import annotations

from typing import Any

from pcf.assessment.highlights import target_of
from pcf.excel.workbook.draft import Draft
from pcf.excel.workbook.gaps import cached_gap
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.live_results import cached_values, gaps_in_order
from pcf.excel.workbook.profile import segment_slots
from pcf.excel.workbook.sheet import write_text
from pcf.maturity import Score

Part = tuple[int, int]  # the first and the last column of a piece
_PIECES = 24  # narrow columns right of the names: two a segment, three for the tile of a process
_WIDTH, _NAME_WIDTH = 5.0, 17.0


class Grid:
    """Where things are on the dashboard.

    Attributes:
        first: The first column that is seen; two for names, then narrow ones.
        last: The last column that is seen.
        hidden: The first of the columns with what charts and colours are computed from.
    """

    def __init__(self, draft: Draft, page: Any) -> None:
        self.draft, self.page = draft, page
        self.first = 1
        self.heights: dict[int, float] = {}
        narrow = max(_PIECES, 2 * len(segment_slots(draft)))
        self.last = self.first + 1 + narrow
        self.hidden = self.last + 2
        page.set_column(0, 0, 2, None, {"hidden": True})
        page.set_column(self.first, self.first + 1, _NAME_WIDTH)
        page.set_column(self.first + 2, self.last, _WIDTH)
        page.set_column(self.hidden, self.hidden + narrow, 8, None, {"hidden": True})

    @property
    def names(self) -> Part:
        return self.first, self.first + 1

    @property
    def whole(self) -> Part:
        return self.first, self.last

    @property
    def quarters(self) -> tuple[Part, Part, Part, Part]:
        """Four tiles side by side with a gap between them."""
        left = self.first + 2
        return (self.first, left + 4), (left + 6, left + 11), (left + 13, left + 17), (left + 19, left + 23)

    @property
    def chart(self) -> Part:
        """The left half, where the chart stands."""
        return self.first, self.first + 11

    @property
    def side_name(self) -> Part:
        """The names of the tables beside the chart."""
        return self.first + 13, self.first + 19

    @property
    def side_cells(self) -> tuple[Part, Part, Part]:
        """The numbers of the tables beside the chart."""
        left = self.side_name[1] + 1
        return (left, left + 1), (left + 2, left + 3), (left + 4, left + 5)

    def pieces(self, count: int) -> list[Part]:
        """Share the columns right of the names among equal pieces."""
        left, wide = self.first + 2, max(1, (self.last - self.first - 1) // count)
        return [(left + wide * place, left + wide * place + wide - 1) for place in range(count)]

    def width_of(self, part: Part) -> float:
        """Return the width of a piece, in digits: between columns there is room for most of one."""
        columns = range(part[0], part[1] + 1)
        return sum(_NAME_WIDTH if column in self.names else _WIDTH for column in columns) + 0.7 * (len(columns) - 1)

    def pixels_of(self, part: Part) -> int:
        """Return the width of a piece in pixels."""
        columns = range(part[0], part[1] + 1)
        return round(sum(7 * (_NAME_WIDTH if column in self.names else _WIDTH) + 5 for column in columns))

    def height_of(self, first: int, last: int) -> int:
        """Return the height of rows in pixels, from the first to the one before the last."""
        return round(sum(self.heights.get(row, 15.0) for row in range(first, last)) * 4 / 3)

    def set_row(self, row: int, height: float) -> None:
        """Set the height of a row, in points."""
        self.heights[row] = height
        self.page.set_row(row, height)

    def write(self, row: int, part: Part, text: str | Live, fmt: Any) -> None:
        """Write a text over a piece of a row."""
        self._join(row, part, fmt)
        write_text(self.page, row, part[0], text, fmt)

    def formula(self, row: int, part: Part, formula: str, cached: object, fmt: Any) -> None:
        """Write a formula over a piece of a row, with the value that Python computed for it."""
        self._join(row, part, fmt)
        value = "" if cached is None else str(cached) if isinstance(cached, Live) else cached
        self.page.write_formula(row, part[0], formula, fmt, value)

    def _join(self, row: int, part: Part, fmt: Any) -> None:
        if part[1] > part[0]:
            self.page.merge_range(row, part[0], row, part[1], "", fmt)

    def cached_of(self, score: Score) -> dict[str, object]:
        """Return what the results say of a group now."""
        target = target_of(self.draft.card, score) if score.applicable else None
        return dict(cached_values(score, target))

    def gap_at(self, place: int) -> dict[str, object]:
        """Return what stands now at a place among the gaps."""
        behind = gaps_in_order(self.draft.card.processes)
        return cached_gap(self.draft, behind[place - 1] if place <= len(behind) else None)
