"""What every sheet of report.xlsx is made with: looks, and tables of texts and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from pcf.assessment import Scorecard
from pcf.charts import BOLDER
from pcf.excel.columns import LONGEST_TEXT
from pcf.excel.styles import LIGHT_INK_FROM, SHADES, SIGNED, Styles, digits, row_height, width_for
from pcf.excel.workbook.sheet import clipped, set_up_page
from pcf.excel.workbook.writer import tab_name
from pcf.i18n import Translator
from pcf.ids import Language

FORMATS = {
    "text": "@", "level": "0.0", "score": "0.00", "share": "0.0%", "figure": "#,##0.0", "count": "#,##0",
    "money": "#,##0.00", "weight": "General", "change": SIGNED,
}  # fmt: skip
Value = str | float | None
_WIDEST, _MOST_LINES = 90.0, 20  # of a column with long texts


@dataclass(frozen=True, slots=True)
class Column:
    """One column: heading, width in characters, and which of ``FORMATS`` its numbers have."""

    heading: str
    width: float
    kind: str = "text"


def roomy(heading: str, texts: Iterable[str], least: float) -> Column:
    """Return a column for what people typed: so wide that the longest text needs no taller row than Excel can have.

    A text far longer than these is cut off on paper and seen whole in the cell.
    """
    longest = max(map(digits, texts), default=0.0)
    return Column(heading, min(_WIDEST, max(least, longest / _MOST_LINES)))


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


class Pages:
    """A workbook of tables in the making."""

    def __init__(self, book: Any, lang: Language) -> None:
        self.book = book
        self.lang = lang
        self.say = Translator(lang)
        self.looks = Looks(book, lang)

    def sheet(self, name: str) -> tuple[Any, str]:
        """Add a sheet and return it with the name that Excel took."""
        taken = tab_name(name)
        return self.book.add_worksheet(taken), taken


class Report(Pages):
    """The report of a card in the making, and the card as its JSON, so that both say the same numbers."""

    def __init__(self, book: Any, card: Scorecard, lang: Language) -> None:
        super().__init__(book, lang)
        self.card = card
        self.json: Mapping[str, Any] = card.to_json(lang)


class Table:
    """Rows under headings on a sheet of their own or below one another."""

    def __init__(self, report: Pages, page: Any, columns: Sequence[Column], *, top: int = 0) -> None:
        self.page, self._report, self._top = page, report, top
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

    def row(
        self,
        values: Sequence[Value],
        looks: Mapping[int, Any] | None = None,
        *,
        is_strong: bool = False,
        least: float = 0.0,
    ) -> int:
        """Write one row and return its place.

        Args:
            values: One a column.
            looks: Replaces formats of single columns.
            is_strong: Whether the row is bold.
            least: Its height, in points, if the texts need no more.
        """
        for place, (value, column) in enumerate(zip(values, self._columns, strict=True)):
            look = (looks or {}).get(place) or self._report.looks.of(column.kind, is_strong=is_strong)
            put(self.page, self.next, place, value, look)
        self.page.set_row(self.next, max(self.height(values, is_strong=is_strong), least))
        self.next += 1
        return self.next - 1

    def height(self, values: Sequence[Value], *, is_strong: bool = False) -> float:
        """Return the height, in points, at which the texts of a row are fully seen; bold ones take more room."""
        wider = BOLDER if is_strong else 1.0
        pairs = zip(values, self._columns, strict=True)
        return row_height(self._report.lang, [(v, c.width / wider) for v, c in pairs if isinstance(v, str)])

    def finish(self, name: str, *, frozen_columns: int = 0) -> None:
        """Freeze and repeat the headings, filter, and set the page up for A4 landscape."""
        self.page.freeze_panes(self._top + 1, frozen_columns)
        self.page.repeat_rows(self._top)
        if self.next > self._top + 1:
            self.page.autofilter(self._top, 0, self.next - 1, len(self._columns) - 1)
        set_up_page(self.page, name, len(self._columns) - 1, self.next - 1)


def size_columns(page: Any, *tables: Sequence[float]) -> None:
    """Give a sheet the widths that all its tables need."""
    for place, widths in enumerate(zip_longest(*tables, fillvalue=0.0)):
        page.set_column(place, place, max(widths))


def put(page: Any, row: int, column: int, value: Value, look: Any) -> None:
    """Write text as text, whatever it begins with, a number as a number, and nothing as blank."""
    if value is None or value == "":
        page.write_blank(row, column, None, look)
    elif isinstance(value, str):
        page.write_string(row, column, clipped(value, LONGEST_TEXT), look)
    else:
        page.write_number(row, column, value, look)
