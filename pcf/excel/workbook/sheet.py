"""One data sheet under way: marker, keys, headings, input cells, protection and print set-up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pcf.charts import BOLDER
from pcf.errors import BadOptionError
from pcf.excel import layout
from pcf.excel.layout import Column, SheetLayout
from pcf.excel.styles import Styles, row_height, turned_height, width_for
from pcf.i18n import Translator

if TYPE_CHECKING:
    from pcf.assessment import Assessment
    from pcf.taxonomy import Taxonomy

MARKER_ROW, KEY_ROW, TITLE_ROW, INTRO_ROW, HEAD_ROW, FIRST_ROW = range(6)
_ALLOWED = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
_PROMPT_TITLE, _PROMPT_TEXT = 32, 255  # Excel's limits


@dataclass
class Draft:
    """A workbook being written, and what its sheets tell each other.

    Attributes:
        names: Sheet key to the name on its tab.
        rows: Sheet key to row key to 0-based row, for formulas on other sheets.
        lists: List name to an absolute range on the hidden sheet, without a leading ``=``.
    """

    book: Any
    assessment: Assessment
    taxonomy: Taxonomy
    say: Translator
    styles: Styles
    names: dict[str, str] = field(default_factory=dict)
    rows: dict[str, dict[str, int]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)

    def span(self, sheet: SheetLayout, column: str = "") -> str:
        """Return one column of a sheet already written as an absolute range; the key column by default."""
        from xlsxwriter.utility import xl_range_abs

        place, rows = sheet.index(column) if column else 0, self.rows[sheet.key].values()
        return f"'{self.names[sheet.key]}'!{xl_range_abs(FIRST_ROW, place, max(rows), place)}"

    def look_up(self, sheet: SheetLayout, key: str, column: str) -> str:
        """Return a formula for the cell of another sheet in the row of a key, wherever rows were sorted to."""
        return f"INDEX({self.span(sheet, column)},MATCH({key},{self.span(sheet)},0))"


class DataSheet:
    """Writes one sheet of ``layout``, row by row, and knows where each key went."""

    def __init__(self, draft: Draft, sheet: SheetLayout, headings: dict[str, str] | None = None) -> None:
        self.draft = draft
        self.layout = sheet
        self.page = draft.book.get_worksheet_by_name(draft.names[sheet.key])
        self.next_row = FIRST_ROW
        self.headings = {column.key: draft.say(column.heading) for column in sheet.columns} | (headings or {})
        self.widths = {column.key: self._wide_enough(column) for column in sheet.columns}
        self._head()

    def _wide_enough(self, column: Column) -> float:
        """Return a column's width, at which no word of its heading is cut."""
        return column.width if column.is_turned else width_for(self.headings[column.key], column.width)

    def _head(self) -> None:
        page, styles, say = self.page, self.draft.styles, self.draft.say
        page.write_string(MARKER_ROW, 0, layout.marker(self.layout.key))
        page.write_string(KEY_ROW, 0, layout.KEY)
        for row, key in ((TITLE_ROW, "title"), (INTRO_ROW, "intro"), (HEAD_ROW, "head")):
            page.write_string(row, 0, f"{layout.OWN}{key}")
        page.set_column(0, 0, 4, None, {"hidden": True})
        shown, least = [], 20.0
        for place, column in enumerate(self.layout.columns, start=1):
            heading, width = self.headings[column.key], self.widths[column.key]
            page.write_string(KEY_ROW, place, column.key)
            page.write_string(HEAD_ROW, place, heading, styles.head_turned if column.is_turned else styles.head)
            page.set_column(place, place, width, None, {"hidden": column.is_hidden})
            if column.is_turned:
                least = max(least, turned_height(heading))
            elif not column.is_hidden:
                shown.append((heading, width / BOLDER))
        intro = say(self.layout.intro)
        page.set_row(MARKER_ROW, None, None, {"hidden": True})
        page.set_row(KEY_ROW, None, None, {"hidden": True})
        page.set_row(TITLE_ROW, 26)
        page.set_row(INTRO_ROW, row_height(self.draft.styles.lang, [(intro, self.width)]))
        page.set_row(HEAD_ROW, row_height(self.draft.styles.lang, shown, least))
        first = self._first_shown()
        page.write_string(TITLE_ROW, first, say(self.layout.name), styles.title)
        page.merge_range(INTRO_ROW, first, INTRO_ROW, len(self.layout.columns), intro, styles.text)
        page.freeze_panes(FIRST_ROW, self._frozen())

    def _first_shown(self) -> int:
        return next(place for place, column in enumerate(self.layout.columns, 1) if not column.is_hidden)

    def _frozen(self) -> int:
        """Return how many columns stay in sight: those up to the one called name."""
        keys = [column.key for column in self.layout.columns]
        return keys.index("name") + 2 if "name" in keys and keys.index("name") <= 3 else 0

    @property
    def width(self) -> float:
        return sum(self.widths[column.key] for column in self.layout.columns if not column.is_hidden)

    def start_row(self, key: str, texts: dict[str, str] | None = None, least: float = 0.0) -> int:
        """Begin a row under a key, tall enough for the texts of the named columns; return its 0-based number."""
        row = self.next_row
        self.next_row += 1
        self.page.write_string(row, 0, key)
        self.draft.rows.setdefault(self.layout.key, {})[key] = row
        shown = [(text, self.widths[name]) for name, text in (texts or {}).items()]
        self.page.set_row(row, row_height(self.draft.styles.lang, shown, least))
        return row

    def group_row(self, key: str, hierarchy_id: str, name: str) -> None:
        """Write a heading across the table."""
        styles = self.draft.styles
        row = self.start_row(f"{layout.OWN}group:{key}", {}, 20)
        for place in range(1, len(self.layout.columns) + 1):
            self.page.write_blank(row, place, None, styles.group)
        self.page.write_string(row, self.layout.index("hierarchy_id"), hierarchy_id, styles.group)
        self.page.write_string(row, self.layout.index("name"), name, styles.group_name)

    def text(self, row: int, column: str, value: str, fmt: Any = None) -> None:
        """Write a text as a text, whatever it looks like; an empty one leaves the cell blank but styled."""
        place, fmt = self.layout.index(column), fmt or self.draft.styles.cell
        if not value:
            self.page.write_blank(row, place, None, fmt)
            return
        if len(value) > layout.LONGEST_TEXT:
            expected = self.draft.say("a text of at most {limit} signs", limit=layout.LONGEST_TEXT)
            raise BadOptionError(option=f"{self.layout.key}.{column}", found=len(value), expected=expected)
        self.page.write_string(row, place, value, fmt)

    def number(self, row: int, column: str, value: Decimal | int | None, fmt: Any = None) -> None:
        place, fmt = self.layout.index(column), fmt or self.draft.styles.input
        if value is None:
            self.page.write_blank(row, place, None, fmt)
        else:
            self.page.write_number(row, place, float(value), fmt)

    def formula(self, row: int, column: str, formula: str, cached: object, fmt: Any = None) -> None:
        """Write a formula with the value that Python computed for it."""
        value = "" if cached is None else cached
        self.page.write_formula(row, self.layout.index(column), formula, fmt or self.draft.styles.cell, value)

    def validate(
        self, column: str, rule: dict[str, object], title: str, prompt: str, *, first_row: int = FIRST_ROW
    ) -> None:
        """Put a rule and a prompt on the rows written so far of one column."""
        place = self.layout.index(column)
        shown = {
            "input_title": clipped(title, _PROMPT_TITLE),
            "input_message": clipped(prompt, _PROMPT_TEXT),
            "error_title": clipped(title, _PROMPT_TITLE),
            "error_message": clipped(prompt, _PROMPT_TEXT),
        }
        self.page.data_validation(first_row, place, self.next_row - 1, place, rule | shown)

    def finish(self) -> None:
        """Protect the sheet without a password and set it up for A4 landscape."""
        self.page.protect("", _ALLOWED)
        set_up_page(self.page, self.draft.names[self.layout.key], len(self.layout.columns), self.next_row - 1)
        self.page.repeat_rows(HEAD_ROW)


def place_of_code(codes: str, places: str, cell: str) -> str:
    """Return a formula for the place of a typed code in a list, 0 if it is none.

    Compared by ``=``, because MATCH takes a typed ``?`` or ``*`` for a wildcard; numbers and digits
    typed as text are the same code.
    """
    return f'SUMPRODUCT(--(({codes}&"")=({cell}&"")),{places})'


def place_of_level(draft: Draft, cell: str) -> str:
    """Return a formula for the place of a typed level among 0 to 5: 1 for level 0, 0 if it is no level."""
    levels = draft.lists["levels"]
    return place_of_code(levels, f"{levels}+1", cell)


def bulleted(texts: Iterable[str]) -> str:
    """Return texts as the lines of one cell."""
    return "\n".join(f"• {text}" for text in texts)


def set_up_page(page: Any, name: str, last_column: int, last_row: int) -> None:
    """A4 landscape, as wide as the paper, with the sheet's name and page numbers below."""
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    # The blank after the font size keeps a name such as "2 Scope" from becoming part of it.
    page.set_footer(f"&L&8 {name.replace('&', '&&')}&R&8 &P / &N")
    page.print_area(0, 0, last_row, last_column)
    page.hide_gridlines(2)


def clipped(text: str, limit: int) -> str:
    """Shorten a text to what Excel takes."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def list_rule(source: str) -> dict[str, object]:
    """Allow only what stands in a range of the hidden sheet."""
    return {"validate": "list", "source": f"={source}"}


def number_rule(low: float, high: float | None = None, *, kind: str = "decimal") -> dict[str, object]:
    if high is None:
        return {"validate": kind, "criteria": ">=", "value": low}
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}
