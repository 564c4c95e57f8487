"""The sheet of results under way: what its rows of elements and of segments share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pcf.charts import BOLDER
from pcf.excel.live_sheets import RESULTS
from pcf.excel.workbook.hidden import STATUS_NAMES
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.sheet import LEAST_HEIGHT, DataSheet, height_of

Cached = float | str | None


class ResultsSheet(DataSheet):
    """The sheet of results: every row has a status, in words and as a code, and numbers."""

    def at(self, row: int, column: str) -> str:
        """Return a cell of this sheet; nobody can sort its rows."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        return str(xl_rowcol_to_cell(row, RESULTS.index(column)))

    def begin(self, row_key: str, name: str | Live, status_formula: str, code: str, *, is_group: bool) -> int:
        """Begin a row, tall enough for its name, with its status code and the words for it."""
        draft, styles = self.draft, self.draft.styles
        width = self.widths["name"] / (BOLDER if is_group else 1)
        row = self.start_row(row_key, least=height_of([(name, width)], LEAST_HEIGHT))
        self._fill(row, styles.group if is_group else styles.cell)
        self.formula(row, "status_code", status_formula, code)
        place = f"MATCH({self.at(row, 'status_code')},{draft.lists['statuses']},0)"
        words = f'=IFERROR(INDEX({draft.lists["status_names"]},{place}),"")'
        said = draft.say(STATUS_NAMES[code]) if code else ""
        self.formula(row, "status", words, said, styles.group if is_group else styles.cell)
        return row

    def _fill(self, row: int, fmt: Any) -> None:
        for place, column in enumerate(RESULTS.columns, start=1):
            if not column.is_hidden:
                self.page.write_blank(row, place, None, fmt)

    def write_numbers(
        self,
        row: int,
        formulas: Mapping[str, str],
        cached: Mapping[str, Cached],
        looks: Mapping[str, str],
        usual: str,
    ) -> None:
        for column, formula in formulas.items():
            fmt = getattr(self.draft.styles, looks.get(column, usual))
            self.formula(row, column, formula, cached[column], fmt)

    def counted(self, row: int) -> dict[str, str]:
        """Return formulas of the values again, blank where they do not count: among these the weakest is sought."""
        weights = {"score": "answered", "low": "counted", "high": "counted", "target": "aimed"}
        return {
            f"counted_{column}": f'=IF({self.at(row, weight)}>0,{self.at(row, column)},"")'
            for column, weight in weights.items()
        }
