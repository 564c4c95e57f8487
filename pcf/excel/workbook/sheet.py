"""One data sheet under way: marker, keys, headings, input cells, protection and print set-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from pcf.charts import BOLDER
from pcf.errors import BadOptionError
from pcf.excel import layout
from pcf.excel.columns import LONGEST_TEXT, Column, SheetLayout
from pcf.excel.styles import LINE_HEIGHT, row_height, turned_height, width_for
from pcf.excel.workbook.draft import FIRST_ROW, HEAD_ROW, INTRO_ROW, KEY_ROW, MARKER_ROW, TITLE_ROW, Draft
from pcf.excel.workbook.live import Live, in_all_languages
from pcf.ids import Language

_ALLOWED = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
_PROMPT_TITLE, _PROMPT_TEXT = 32, 255  # Excel's limits
LEAST_HEIGHT = 20.0
_HIGHEST: Language = max(LINE_HEIGHT, key=lambda lang: LINE_HEIGHT[lang])


class DataSheet:
    """Writes one sheet of ``layout``, row by row, and knows where each key went."""

    def __init__(self, draft: Draft, sheet: SheetLayout, headings: Mapping[str, Live] | None = None) -> None:
        self.draft = draft
        self.layout = sheet
        self.page = draft.page(sheet.key)
        self.next_row = FIRST_ROW
        self.headings: dict[str, str | Live] = {
            column.key: draft.say(column.heading) if column.heading else "" for column in sheet.columns
        }
        self.headings |= headings or {}
        self.widths = {column.key: self._wide_enough(column) for column in sheet.columns}
        self._head()

    def _wide_enough(self, column: Column) -> float:
        """Return a column's width, at which no word of its heading is cut in any language."""
        if column.is_turned:
            return column.width
        said = [text for _, text in in_all_languages(self.headings[column.key])]
        if column.key == "hierarchy_id" and self.draft.taxonomy.extensions:  # own numbers are longer: 6.90.90.90
            said.append(max((str(element.hierarchy_id) for element in self.draft.taxonomy), key=len))
        return max(width_for(text, column.width) for text in said)

    def _head(self) -> None:
        page, styles, say = self.page, self.draft.styles, self.draft.say
        page.write_string(MARKER_ROW, 0, layout.marker(self.layout.key))
        page.write_string(KEY_ROW, 0, layout.KEY)
        for row, key in ((TITLE_ROW, "title"), (INTRO_ROW, "intro"), (HEAD_ROW, "head")):
            page.write_string(row, 0, f"{layout.OWN}{key}")
        page.set_column(0, 0, 4, None, {"hidden": True})
        for place, column in enumerate(self.layout.columns, start=1):
            page.write_string(KEY_ROW, place, column.key)
            page.set_column(place, place, self.widths[column.key], None, {"hidden": column.is_hidden})
            look = styles.head_turned if column.is_turned else styles.head
            write_text(page, HEAD_ROW, place, "" if column.is_hidden else self.headings[column.key], look)
        intro = say(self.layout.intro)
        page.set_row(MARKER_ROW, None, None, {"hidden": True})
        page.set_row(KEY_ROW, None, None, {"hidden": True})
        page.set_row(TITLE_ROW, 26)
        over = self.layout.intro_over
        left, last = map(self.layout.index, over) if over else (self._first_shown(), self._last_shown())
        above = sum(self.widths[one.key] for one in self.layout.columns[left - 1 : last] if not one.is_hidden)
        page.set_row(INTRO_ROW, height_of([(intro, above)]))
        page.set_row(HEAD_ROW, self._head_height())
        first = self._first_shown()
        write_text(page, TITLE_ROW, first, say(self.layout.name), styles.title)
        page.merge_range(INTRO_ROW, left, INTRO_ROW, last, "", styles.text)
        write_text(page, INTRO_ROW, left, intro, styles.text)
        page.freeze_panes(FIRST_ROW, self._frozen())

    def _head_height(self) -> float:
        shown = [column for column in self.layout.columns if not column.is_hidden]
        turned = [text for one in shown if one.is_turned for _, text in in_all_languages(self.headings[one.key])]
        least = max([LEAST_HEIGHT, *map(turned_height, turned)])
        straight = [(self.headings[one.key], self.widths[one.key] / BOLDER) for one in shown if not one.is_turned]
        return height_of(straight, least)

    def _first_shown(self) -> int:
        return next(place for place, column in enumerate(self.layout.columns, 1) if not column.is_hidden)

    def _last_shown(self) -> int:
        return max(place for place, column in enumerate(self.layout.columns, 1) if not column.is_hidden)

    def _frozen(self) -> int:
        """Return how many columns stay in sight: those up to the name, title or text, if few stand before it."""
        shown = [place for place, column in enumerate(self.layout.columns, 1) if not column.is_hidden]
        names = [place for place in shown[:3] if self.layout.columns[place - 1].key in {"name", "title", "text"}]
        return names[0] + 1 if names else 0

    def start_row(self, key: str, texts: Mapping[str, str | Live] | None = None, least: float = LEAST_HEIGHT) -> int:
        """Begin a row under a key, tall enough for the texts of the named columns; return its 0-based number."""
        row = self.next_row
        self.next_row += 1
        self.page.write_string(row, 0, key)
        self.draft.rows.setdefault(self.layout.key, {})[key] = row
        shown = [(text, self.widths[name]) for name, text in (texts or {}).items()]
        is_hidden = self.draft.short_form.hides_row(self.layout.key, key)
        self.page.set_row(row, height_of(shown, least), None, {"hidden": is_hidden})
        return row

    def own_row(self, key: str, texts: Mapping[str, str | Live] | None = None) -> int:
        """Begin a row of ours across the table, in the look of a heading; return it."""
        row = self.start_row(key, texts)
        for place, column in enumerate(self.layout.columns, start=1):
            if not column.is_hidden:
                self.page.write_blank(row, place, None, self.draft.styles.group)
        return row

    def group_row(self, key: str, hierarchy_id: str, name: str | Live, *, is_cut: bool = False) -> int:
        """Write a heading across the table; return its row.

        Args:
            key: Of the row.
            hierarchy_id: Of the group or process.
            name: What it is called.
            is_cut: Whether other cells of the row are filled, so that a long name has to stand in several lines.
        """
        styles = self.draft.styles
        row = self.own_row(key, {"name": name} if is_cut else None)
        self.text(row, "hierarchy_id", hierarchy_id, styles.group)
        self.text(row, "name", name, styles.group if is_cut else styles.group_name)
        return row

    def text(self, row: int, column: str, value: str | Live, fmt: Any = None) -> None:
        """Write a text as a text, whatever it looks like; an empty one leaves the cell blank but styled."""
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            expected = self.draft.say("a text of at most {limit} signs", limit=LONGEST_TEXT)
            raise BadOptionError(option=f"{self.layout.key}.{column}", found=len(value), expected=expected.now)
        write_text(self.page, row, self.layout.index(column), value, fmt or self.draft.styles.cell)

    def number(self, row: int, column: str, value: Decimal | int | None, fmt: Any = None) -> None:
        place, fmt = self.layout.index(column), fmt or self.draft.styles.input
        if value is None:
            self.page.write_blank(row, place, None, fmt)
        else:
            self.page.write_number(row, place, float(value), fmt)

    def formula(self, row: int, column: str, formula: str, cached: object, fmt: Any = None) -> None:
        """Write a formula with the value that Python computed for it."""
        value = "" if cached is None else str(cached) if isinstance(cached, Live) else cached
        self.page.write_formula(row, self.layout.index(column), formula, fmt or self.draft.styles.cell, value)

    def here(self, row: int, column: str) -> str:
        """Return a cell of this sheet for a formula of the same row, right also after the rows were sorted."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        return str(xl_rowcol_to_cell(row, self.layout.index(column), col_abs=True))

    def validate(
        self,
        column: str,
        rule: dict[str, object],
        title: str | Live,
        prompt: str | Live,
        *,
        rows: tuple[int, int] | None = None,
    ) -> None:
        """Put a rule and a prompt on the rows written so far of one column, or on some of them.

        Prompts cannot change with the language, so they are in the one in which the workbook is made.
        """
        place = self.layout.index(column)
        first, last = rows or (FIRST_ROW, self.next_row - 1)
        shown = {
            "input_title": clipped(str(title), _PROMPT_TITLE),
            "input_message": clipped(str(prompt), _PROMPT_TEXT),
            "error_title": clipped(str(title), _PROMPT_TITLE),
            "error_message": clipped(str(prompt), _PROMPT_TEXT),
        }
        self.page.data_validation(first, place, last, place, rule | shown)

    def paint(self, column: str, criteria: str, fmt: Any, *, to: str = "") -> None:
        """Give the cells of one column, or of all up to another, a look where a formula over the first row holds."""
        first, last = self.layout.index(column), self.layout.index(to or column)
        rule = {"type": "formula", "criteria": criteria, "format": fmt}
        self.page.conditional_format(FIRST_ROW, first, self.next_row - 1, last, rule)

    def paint_texts(self, *columns: str) -> None:
        """Mark what was typed as a text where a number belongs: formulas do not see it."""
        for column in columns:
            cell = self.here(FIRST_ROW, column)
            self.paint(column, f'=AND({cell}<>"",NOT(ISNUMBER({cell})))', self.draft.styles.differing)

    def finish(self, *, is_filtered: bool = True, printed_rows: int | None = None) -> None:
        """Protect the sheet without a password, offer filters, and set it up for A4 landscape.

        Args:
            is_filtered: Whether filters are offered.
            printed_rows: How many rows of the table come on paper; all if absent.
        """
        self.page.protect("", _ALLOWED)
        last = self._last_shown()
        if is_filtered:
            self.page.autofilter(HEAD_ROW, self._first_shown(), self.next_row - 1, last)
        end = self.next_row if printed_rows is None else min(self.next_row, FIRST_ROW + printed_rows)
        set_up_page(self.page, self.draft.say(self.layout.name).now, last, end - 1)
        self.page.repeat_rows(HEAD_ROW)


def write_text(page: Any, row: int, column: int, value: str | Live, fmt: Any) -> None:
    """Write a text that was typed as it stands, a text of ours as a reference to the sheet of texts."""
    if isinstance(value, Live):
        page.write_formula(row, column, f"={value.cell}", fmt, value.now)
    elif value:
        page.write_string(row, column, value, fmt)
    else:
        page.write_blank(row, column, None, fmt)


def height_of(texts: Iterable[tuple[str | Live, float]], least: float = 0.0) -> float:
    """Return the height, in points, at which every ``(text, column width)`` is fully seen in every language."""
    said = [(lang, text, width) for one, width in texts for lang, text in _spoken(one)]
    return max([row_height(lang, [(text, width)], least) for lang, text, width in said], default=max(least, 18.0))


def _spoken(text: str | Live) -> tuple[tuple[Language, str], ...]:
    """Return what a cell may come to say, what was typed only in the language whose lines are the highest."""
    return in_all_languages(text) if isinstance(text, Live) else ((_HIGHEST, text),)


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
    page.set_footer(f"&L&8 {clipped(name, 100).replace('&', '&&')}&R&8 &P / &N")
    page.print_area(0, 0, last_row, last_column)
    page.hide_gridlines(2)


def clipped(text: str, limit: int) -> str:
    """Shorten a text to what Excel takes."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def list_rule(source: str) -> dict[str, object]:
    """Allow only what stands in a range of the hidden sheet."""
    return {"validate": "list", "source": f"={source}"}


def number_rule(least: float, most: float | None = None, *, kind: str = "decimal") -> dict[str, object]:
    """Allow only numbers within limits."""
    if most is None:
        return {"validate": kind, "criteria": ">=", "value": least}
    return {"validate": kind, "criteria": "between", "minimum": least, "maximum": most}
