"""What every sheet of report.xlsx is made with: looks, and tables of texts and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pcf.assessment import Scorecard
from pcf.charts import BOLDER
from pcf.excel.layout import LONGEST_TEXT
from pcf.excel.styles import LIGHT_INK_FROM, SHADES, SIGNED, Styles, row_height, width_for
from pcf.excel.workbook.sheet import clipped, set_up_page
from pcf.excel.workbook.writer import tab_name
from pcf.i18n import Translator
from pcf.ids import Language

FORMATS = {
    "text": "@", "level": "0.0", "score": "0.00", "share": "0.0%", "figure": "#,##0.0", "count": "#,##0",
    "weight": "General", "change": SIGNED,
}  # fmt: skip
Value = str | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: heading, width in characters, and which of ``FORMATS`` its numbers have."""

    heading: str
    width: float
    kind: str = "text"


class Looks(Styles):
    """The cell formats of the report."""

    def __init__(self, book: Any, lang: Language) -> None:
        super().__init__(book, lang)
        self._kept: dict[tuple[str, bool, str, str], Any] = {}

    def of(self, kind: str, *, is_strong: bool = False, fill: str = "", ink: str = "") -> Any:
        """Return the format of a kind of cell, made once."""
        key = (kind, is_strong, fill, ink)
        if key not in self._kept:
            look: dict[str, object] = {"num_format": FORMATS[kind], "bold": is_strong}
            look |= {"align": "left", "indent": 1} if kind == "text" else {"align": "right"}
            look |= {"bg_color": fill} if fill else {}
            look |= {"font_color": ink} if ink else {}
            self._kept[key] = self._made(self._table, look)
        return self._kept[key]

    def shade(self, level: float) -> Any:
        """Return the format of a level in the heat map."""
        step = min(5, max(0, int(level + 0.5)))
        ink = "#FFFFFF" if step >= LIGHT_INK_FROM else "#16202B"
        return self.of("level", is_strong=True, fill=SHADES[step], ink=ink)


class Report:
    """The workbook in the making, and the card as its JSON, so that both say the same numbers."""

    def __init__(self, book: Any, card: Scorecard, lang: Language) -> None:
        self.book = book
        self.card = card
        self.lang = lang
        self.say = Translator(lang)
        self.looks = Looks(book, lang)
        self.json: Mapping[str, Any] = card.to_json(lang)

    def sheet(self, name: str) -> tuple[Any, str]:
        """Add a sheet and return it with the name that Excel took."""
        taken = tab_name(name)
        return self.book.add_worksheet(taken), taken


class Table:
    """Rows under headings on a sheet of their own or below one another."""

    def __init__(self, report: Report, page: Any, columns: Sequence[Column], *, top: int = 0) -> None:
        self.page, self._report = page, report
        self._columns = [replace(column, width=width_for(column.heading, column.width)) for column in columns]
        self.next = top + 1
        for place, column in enumerate(self._columns):
            page.write_string(top, place, column.heading, report.looks.head)
        page.set_row(
            top, row_height(report.lang, [(column.heading, column.width / BOLDER) for column in self._columns])
        )

    @property
    def widths(self) -> list[float]:
        """The widths of the columns; none cuts a word of its heading."""
        return [column.width for column in self._columns]

    def size(self) -> None:
        """Give the sheet the widths of this table."""
        size_columns(self.page, self.widths)

    def row(self, values: Sequence[Value], looks: Mapping[int, Any] | None = None, *, is_strong: bool = False) -> int:
        """Write one row and return its place; ``looks`` replaces formats of single columns."""
        for place, (value, column) in enumerate(zip(values, self._columns, strict=True)):
            look = (looks or {}).get(place) or self._report.looks.of(column.kind, is_strong=is_strong)
            put(self.page, self.next, place, value, look)
        texts = [(str(v), c.width) for v, c in zip(values, self._columns, strict=True) if isinstance(v, str)]
        self.page.set_row(self.next, row_height(self._report.lang, texts))
        self.next += 1
        return self.next - 1

    def finish(self, name: str, *, frozen_columns: int = 0) -> None:
        """Freeze and repeat the headings, filter, and set the page up for A4 landscape."""
        self.page.freeze_panes(1, frozen_columns)
        self.page.repeat_rows(0)
        if self.next > 1:
            self.page.autofilter(0, 0, self.next - 1, len(self._columns) - 1)
        set_up_page(self.page, name, len(self._columns) - 1, self.next - 1)


def size_columns(page: Any, *tables: Sequence[float]) -> None:
    """Give a sheet the widths that all its tables need."""
    for place, widths in enumerate(zip(*tables, strict=True)):
        page.set_column(place, place, max(widths))


def put(page: Any, row: int, column: int, value: Value, look: Any) -> None:
    """Write text as text, whatever it begins with, a number as a number, and nothing as blank."""
    if value is None or value == "":
        page.write_blank(row, column, None, look)
    elif isinstance(value, str):
        page.write_string(row, column, clipped(value, LONGEST_TEXT), look)
    else:
        page.write_number(row, column, value, look)
