"""The chosen line on the sheet of what a promise costs: which it is, and whether its table still fits the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pcf.errors import N_
from pcf.excel.curve import CHOICE, CHOICE_KEY, CURVE, FIGURES, POINT, VERDICT_KEY, figure_key
from pcf.excel.staffing import STAFFING
from pcf.excel.workbook.curve_page import FIRST, LAST, CurvePage
from pcf.excel.workbook.curve_tables import CurveTable
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.sheet import clipped, list_rule

Rows = tuple[int, int]  # the first and the last, 0-based
THEN, NOW, MARK = POINT[:3]  # the columns of a figure as computed, as typed now, and whether it changed
_ABOUT = ("service_level_metric", LAST)  # where it stands whom the chosen line serves
_CHOSEN = (CHOICE, "service_level")
_TRIFLE = "0.000000001"  # by what part two figures may differ and be the same: programs keep 15 digits
_PROMPT_TITLE, _PROMPT_TEXT = 32, 255  # Excel's limits
_FITS = N_("The table fits the figures.")
_CHANGED = N_("Figures have changed: run pcf template --from. What stands below is for the figures as computed.")
_CHOOSE = N_("Choose a line in the pale yellow cell above.")


@dataclass(frozen=True, slots=True)
class Places:
    """Where the tables stand: that of the chosen line, the figures of all lines, the points of all lines."""

    shown: Rows
    lines: Rows
    points: Rows


class ChosenLine:
    """The first line is chosen to begin with: what formulas show for it, Python knows.

    Attributes:
        table: That of the line.
        line: The cell that says which of the lines with a table it is, from 1; 0 if none is.
        choice: The cell to choose in.
        first, count: The cells that say where its points begin among all, from 1, and how many there are.
    """

    def __init__(self, page: CurvePage, tables: Sequence[CurveTable], places: Places) -> None:
        self.page, self.draft, self.places, self.table = page, page.draft, places, tables[0]
        choice, verdict = page.rows[CHOICE_KEY], page.rows[VERDICT_KEY]
        self.line, self.count, self._row = (page.cell(choice, column) for column in ("first", "count", "row"))
        self.first, self._fits = page.cell(verdict, "first"), page.cell(verdict, "kept")
        self.choice = page.cell(choice, CHOICE)

    def typed(self, column: str) -> str:
        """Return, for formulas, what the sheet of staffing says now, wherever the row of the line was sorted to."""
        return self.draft.look_up(STAFFING, self._row, column)

    def write(self) -> None:
        """Offer the lines, compare the figures of the chosen one, and say whether its table fits them."""
        self._choose()
        for figure in FIGURES:
            self._compare(figure)
        self._judge()

    def _of_line(self, column: str) -> str:
        return f"INDEX({self.page.span(self.places.lines, column)},{self.line})"

    def _choose(self) -> None:
        page, styles, row, line = self.page, self.draft.styles, self.page.rows[CHOICE_KEY], self.line
        page.put(row, FIRST, self.draft.say("Line: choose it here"), styles.strong_name)
        page.joined(row, _CHOSEN, self.table.id, styles.input_name)
        ids, place = page.span(self.places.lines, FIRST), CURVE.index(CHOICE)
        told = self.draft.say("A line of the sheet of staffing. Those that could be computed have a table.")
        prompt = {
            "input_title": clipped(str(self.draft.say("Line id")), _PROMPT_TITLE),
            "input_message": clipped(str(told), _PROMPT_TEXT),
        }
        page.page.data_validation(row, place, row, place, list_rule(ids) | prompt)
        about = page.cell(row, "about")
        page.formula(row, "first", f"IFERROR(MATCH({self.choice},{ids},0),0)", 1)
        page.formula(row, "count", f"IF({line}=0,0,{self._of_line('count')})", len(self.table.points))
        page.formula(row, "row", f'IF({line}=0,"",{self._of_line("row")})', self.table.row)
        page.formula(row, "about", f'IF({line}=0,"",{self._of_line("about")}&"")', self.table.about)
        page.joined(row, _ABOUT, "", styles.middle)
        page.formula(row, _ABOUT[0], about, self.table.about, styles.middle)
        verdict = page.rows[VERDICT_KEY]
        page.formula(verdict, "first", f"IF({line}=0,0,{self._of_line('first')})", 1)
        named = f'{self.choice}&IF({about}="",""," · "&{about})'
        title = " · ".join(one for one in (self.table.id, self.table.about) if one)
        page.formula(verdict, "about", f'IF({line}=0,"",{named})', title)

    def _compare(self, figure: str) -> None:
        """Show a figure as the table was computed for it and as it is typed now, and mark a difference."""
        page, draft, row = self.page, self.draft, self.page.rows[figure_key(figure)]
        known = self.table.figures[figure]
        name = STAFFING.columns[STAFFING.index(figure) - 1].heading
        page.put(row, FIRST, draft.say(name), draft.styles.plain_name)
        column = POINT[FIGURES.index(figure)]
        then, now = page.cell(row, THEN), page.cell(row, NOW)
        page.formula(row, THEN, f'IF({self.line}=0,"",{self._of_line(column)})', known, draft.styles.tile_general)
        typed = self.typed(figure)
        blank = self._of_line(f"blank_{figure}")
        page.formula(row, NOW, f'IFERROR(IF({typed}="",{blank},{typed}),"")', known, draft.styles.tile_general)
        near = f"ABS({now}-{then})<={_TRIFLE}*ABS({then})"
        alike = f"AND(NOT(ISNUMBER({then})),NOT(ISNUMBER({now})),{then}={now})"
        is_same = f"IF(AND(ISNUMBER({then}),ISNUMBER({now})),{near},{alike})"
        changed = draft.say("changed").cell
        page.formula(row, MARK, f'IF({self.line}=0,"",IF({is_same},"",{changed}))', "", draft.styles.tile_general)
        page.paint((row, row), (FIRST, MARK), f'={page.cell(row, MARK)}<>""', draft.styles.differing)

    def _judge(self) -> None:
        """Say whether all figures, and the id of the row, are those that the table was computed for."""
        page, draft, row = self.page, self.draft, self.page.rows[VERDICT_KEY]
        marks = page.span((page.rows[figure_key(FIGURES[0])], page.rows[figure_key(FIGURES[-1])]), MARK)
        said = f"TRIM({self.typed('id')})"
        named = f'IF({said}="",{self._row},{said})={self.choice}'
        fits = f'IFERROR(IF(AND(SUMPRODUCT(--({marks}<>""))=0,{named}),1,-1),-1)'
        page.formula(row, "kept", f"IF({self.line}=0,0,{fits})", 1)
        texts: dict[int, Live] = {1: draft.say(_FITS), 0: draft.say(_CHOOSE), -1: draft.say(_CHANGED)}
        page.joined(row, (FIRST, LAST), "", draft.styles.strong_name)
        verdict = f"IF({self._fits}=1,{texts[1].cell},IF({self._fits}=0,{texts[0].cell},{texts[-1].cell}))"
        page.formula(row, FIRST, verdict, texts[1], draft.styles.strong_name)
        page.paint((row, row), (FIRST, LAST), f"={self._fits}=1", draft.styles.fitting)
        page.paint((row, row), (FIRST, LAST), f"={self._fits}<>1", draft.styles.differing)
