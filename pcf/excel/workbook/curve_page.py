"""The sheet of what a promise costs under way: where things are, and what its rows have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pcf.charts import BOLDER
from pcf.excel import layout
from pcf.excel.curve import CURVE, POINT
from pcf.excel.layout import OWN
from pcf.excel.styles import width_for
from pcf.excel.workbook.curve_tables import Value
from pcf.excel.workbook.draft import INTRO_ROW, KEY_ROW, MARKER_ROW, TITLE_ROW, Draft
from pcf.excel.workbook.live import Live, in_all_languages
from pcf.excel.workbook.sheet import height_of, write_text

FIRST, LAST = "line", POINT[-1]  # the columns that are seen
_FIRST_ROW = INTRO_ROW + 1
_LEAST_HEIGHT = 20.0


class CurvePage:
    """Writes the sheet row by row; every row has a key, so that what is typed beside them is told."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.page: Any = draft.page(CURVE.key)
        self.next_row = _FIRST_ROW
        self.rows: dict[str, int] = draft.rows.setdefault(CURVE.key, {})
        self.headings = {one.key: draft.say(one.heading) for one in CURVE.columns if not one.is_hidden}
        self.widths = {
            one.key: max(width_for(text, one.width) for _, text in in_all_languages(self.headings[one.key]))
            for one in CURVE.columns
            if not one.is_hidden
        }
        self.heights: dict[int, float] = {}
        self._head()

    def _head(self) -> None:
        page, styles, say = self.page, self.draft.styles, self.draft.say
        page.write_string(MARKER_ROW, 0, layout.marker(CURVE.key))
        page.write_string(KEY_ROW, 0, layout.KEY)
        page.set_column(0, 0, 4, None, {"hidden": True})
        for place, column in enumerate(CURVE.columns, start=1):
            page.write_string(KEY_ROW, place, column.key)
            page.set_column(place, place, self.widths.get(column.key, column.width), None, {"hidden": column.is_hidden})
        for row in (MARKER_ROW, KEY_ROW):
            page.set_row(row, None, None, {"hidden": True})
        for row, key in ((TITLE_ROW, "title"), (INTRO_ROW, "intro")):
            page.write_string(row, 0, f"{OWN}{key}")
        page.set_row(TITLE_ROW, 26)
        write_text(page, TITLE_ROW, 1, say(CURVE.name), styles.title)
        intro = say(CURVE.intro)
        page.set_row(INTRO_ROW, height_of([(intro, self.width_of(FIRST, LAST))]))
        self.joined(INTRO_ROW, (FIRST, LAST), intro, styles.text)

    def looks(self) -> dict[str, Any]:
        """Return the look of each column of a table."""
        styles = self.draft.styles
        exact = dict.fromkeys(("service_level", "service_level_metric", "abandonment"), styles.tile_number)
        whole = dict.fromkeys(("agents", "scheduled"), styles.tile_whole)
        tenths = dict.fromkeys(POINT, styles.tile_tenths)
        return {FIRST: styles.plain_name, **tenths, **exact, **whole, "cost": styles.tile_amount}

    @property
    def name(self) -> str:
        return self.draft.names[CURVE.key]

    def width_of(self, first: str, last: str) -> float:
        """Return the room that a piece of a row has, in digits."""
        places = range(CURVE.index(first), CURVE.index(last) + 1)
        return sum(self.widths[CURVE.columns[place - 1].key] for place in places)

    def start_row(self, key: str, height: float = _LEAST_HEIGHT) -> int:
        """Begin a row under a key; return its 0-based number."""
        row = self.next_row
        self.next_row += 1
        self.page.write_string(row, 0, key)
        self.rows[key] = row
        self.heights[row] = height
        self.page.set_row(row, height)
        return row

    def gap(self, height: float = 8.0) -> None:
        """Leave a low row blank."""
        self.heights[self.next_row] = height
        self.page.set_row(self.next_row, height)
        self.next_row += 1

    def statement(self, key: str, text: Live, fmt: Any) -> int:
        """Write a text across the sheet."""
        row = self.start_row(key, height_of([(text, self.width_of(FIRST, LAST) / BOLDER)], _LEAST_HEIGHT))
        self.joined(row, (FIRST, LAST), text, fmt)
        return row

    def heads(self, key: str, names: Sequence[str | Live], first: str = FIRST) -> int:
        """Write the heads of a table from a column on."""
        left = CURVE.index(first)
        keys = [CURVE.columns[left - 1 + offset].key for offset in range(len(names))]
        said = [(text, self.widths[key] / BOLDER) for text, key in zip(names, keys, strict=True)]
        row = self.start_row(key, height_of(said, _LEAST_HEIGHT))
        for offset, text in enumerate(names):
            write_text(self.page, row, left + offset, text, self.draft.styles.head)
        return row

    def joined(self, row: int, part: tuple[str, str], text: str | Live, fmt: Any) -> None:
        """Write a text over several columns."""
        first, last = (CURVE.index(column) for column in part)
        self.page.merge_range(row, first, row, last, "", fmt)
        write_text(self.page, row, first, text, fmt)

    def put(self, row: int, column: str, value: Value | Live, fmt: Any = None) -> None:
        """Write a number as a number, a text as a text."""
        if isinstance(value, str | Live):
            write_text(self.page, row, CURVE.index(column), value, fmt)
        else:
            self.page.write_number(row, CURVE.index(column), value, fmt)

    def formula(self, row: int, column: str, formula: str, cached: object, fmt: Any = None) -> None:
        """Write a formula with the value that Python computed for it."""
        value = str(cached) if isinstance(cached, Live) else cached
        self.page.write_formula(row, CURVE.index(column), f"={formula}", fmt, value)

    def paint(self, rows: tuple[int, int], part: tuple[str, str], criteria: str, fmt: Any) -> None:
        """Give cells a look where a formula holds."""
        first, last = (CURVE.index(column) for column in part)
        rule = {"type": "formula", "criteria": criteria, "format": fmt}
        self.page.conditional_format(rows[0], first, rows[1], last, rule)

    def cell(self, row: int, column: str) -> str:
        """Return a cell of this sheet for its formulas; nobody sorts its rows."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        return str(xl_rowcol_to_cell(row, CURVE.index(column), row_abs=True, col_abs=True))

    def here(self, row: int, column: str) -> str:
        """Return a cell for a conditional format, which moves down with the rows that it is for."""
        return self.cell(row, column).replace(f"${row + 1}", str(row + 1))

    def span(self, rows: tuple[int, int], column: str) -> str:
        """Return one column over some rows, for formulas of this sheet."""
        from xlsxwriter.utility import xl_range_abs

        place = CURVE.index(column)
        return str(xl_range_abs(rows[0], place, rows[1], place))

    def pixels(self, first: str, last: str) -> int:
        """Return the width of a piece in pixels."""
        places = range(CURVE.index(first), CURVE.index(last) + 1)
        return round(sum(7 * self.widths[CURVE.columns[place - 1].key] + 5 for place in places))

    def pixels_down(self, first: int, last: int) -> int:
        """Return the height of rows in pixels, the last included."""
        return round(sum(self.heights[row] for row in range(first, last + 1)) * 4 / 3)
