"""A workbook being written, and what its sheets tell each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pcf.excel.columns import SheetLayout
from pcf.excel.short_form import ShortForm, short_form
from pcf.excel.styles import Styles
from pcf.excel.workbook.live import Live, Texts
from pcf.excel.workshop import rated_sheet
from pcf.ids import LANGUAGES, owner_of
from pcf.model import Text
from pcf.taxonomy import Metric
from pcf.views import beside_owner

if TYPE_CHECKING:
    from pcf.assessment import Assessment, Scorecard
    from pcf.taxonomy import Element, Taxonomy

MARKER_ROW, KEY_ROW, TITLE_ROW, INTRO_ROW, HEAD_ROW, FIRST_ROW = range(6)


@dataclass
class Draft:
    """A workbook being written.

    Attributes:
        taxonomy: The edition, in the language in which the workbook is made.
        card: The assessment as Python scores it: what the formulas have cached.
        is_list: Whether it is a list of practices: that sheet, and what it needs.
        names: Sheet key to the name on its tab.
        rows: Sheet key to row key to 0-based row, for formulas on other sheets.
        lists: List name to an absolute range on the hidden sheet, without a leading ``=``.
        cells: Name to an absolute cell that other sheets compute with.
    """

    book: Any
    assessment: Assessment
    taxonomy: Taxonomy
    card: Scorecard
    styles: Styles
    texts: Texts
    is_list: bool = False
    names: dict[str, str] = field(default_factory=dict)
    rows: dict[str, dict[str, int]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)

    def say(self, message: str, **facts: object) -> Live:
        """Say a marked message in whatever language is chosen."""
        return self.texts.say(message, facts)

    def spoken(self, text: Text) -> Live:
        """Return a text of the model in whatever language is chosen."""
        return self.texts.spoken(text)

    def voiced(self, speak: Callable[[Taxonomy], str]) -> Live:
        """Return what is said of the model, asked once in every language."""
        return self.texts.of([speak(model) for model in self._models])

    def theirs(self, text: Text, owner: str | None) -> Live:
        """Return a text of an organisation with its name beside it; what ships as ``spoken`` does."""
        if owner is None:
            return self.spoken(text)
        return self.voiced(lambda model: beside_owner(text.spoken(model.lang), owner, model))

    def name_of(self, element: Element | Metric) -> Live:
        """Return the name of an element, or of a metric, in whatever language is chosen."""
        if isinstance(element, Metric):
            return self.theirs(element.record.name, owner_of(element.id))
        return self.voiced(lambda model: model[element.id].shown_name)

    def level_texts(self, process: Element) -> tuple[Live, ...]:
        """Return what the levels 0 to 5 of a process look like in whatever language is chosen."""
        spoken = [model[process.id].level_texts for model in self._models]
        return tuple(self.texts.of(said) for said in zip(*spoken, strict=True))

    @property
    def rated(self) -> SheetLayout:
        """The sheet that holds the levels that count: what was rated, or agreed in a workshop."""
        return rated_sheet(is_workshop=self.assessment.is_workshop)

    @cached_property
    def short_form(self) -> ShortForm:
        """What the person who fills this workbook in need not see; nothing is hidden from a workshop."""
        responses = () if self.assessment.is_workshop else self.assessment.responses
        return short_form(self.taxonomy, {one.element for one in responses if not one.is_asked})

    @cached_property
    def _models(self) -> tuple[Taxonomy, ...]:
        return tuple(self.taxonomy.in_language(lang) for lang in LANGUAGES)

    def page(self, key: str) -> Any:
        return self.book.get_worksheet_by_name(self.names[key])

    def span(self, sheet: SheetLayout, column: str = "") -> str:
        """Return one column of a sheet already written as an absolute range; the key column by default."""
        from xlsxwriter.utility import xl_range_abs

        place, rows = sheet.index(column) if column else 0, self.rows[sheet.key].values()
        return f"'{self.names[sheet.key]}'!{xl_range_abs(FIRST_ROW, place, max(rows), place)}"

    def cell(self, sheet: SheetLayout, key: str, column: str) -> str:
        """Return one cell of a sheet already written; only for sheets whose rows nobody can sort."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        place = xl_rowcol_to_cell(self.rows[sheet.key][key], sheet.index(column), row_abs=True, col_abs=True)
        return f"'{self.names[sheet.key]}'!{place}"

    def look_up(self, sheet: SheetLayout, key: str, column: str) -> str:
        """Return a formula for the cell of another sheet in the row of a key, wherever rows were sorted to."""
        return f"INDEX({self.span(sheet, column)},MATCH({key},{self.span(sheet)},0))"
