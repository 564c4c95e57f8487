"""Reports for the tests: scorecards, written and opened again, and where things stand on their first sheet."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pcf import taxonomy
from pcf.assessment import Copy, PastRound, Scorecard, gather, read_saved, score_round
from pcf.excel import write_results

SAVED = Path(__file__).parents[2] / "fixtures" / "three_respondents.json"


def saved_copies(**changes: object) -> list[Copy]:
    """Return three respondents' copies, all with the same changes."""
    copies = read_saved(SAVED).copies
    return [Copy(copy.file, copy.assessment.model_copy(update=changes)) for copy in copies]


def scorecard(copies: list[Copy] | None = None, **changes: object) -> Scorecard:
    return score_round(taxonomy.load(), gather(copies or saved_copies(**changes)))


def earlier_rounds(*scores: str) -> tuple[PastRound, ...]:
    """Return rounds in which everything had the same score, and the first segment ten times as much and more."""
    ids = [element.id for element in taxonomy.load() if element.level <= 3]
    return tuple(
        PastRound(
            round=f"2025-Q{number}",
            edition="7.4",
            scores=dict.fromkeys(ids, Decimal(score)),
            indexes={"s1": 10 * Decimal(score) + 1},
        )
        for number, score in enumerate(scores, start=1)
    )


def written(tmp_path: Path, card: Scorecard, lang="en", *, computed: bool = False) -> Workbook:
    path = tmp_path / f"report_{lang}.xlsx"
    write_results(path, card, lang=lang)
    return openpyxl.load_workbook(path, data_only=computed)


def table(sheet: Worksheet, top: int = 1) -> list[dict[str, object]]:
    """Rows under a row of headings."""
    headings, *rows = sheet.iter_rows(min_row=top, values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def places(page: Worksheet, text: str) -> list[tuple[int, int]]:
    """Return the row and column of every cell that says a text."""
    return [(cell.row, cell.column) for row in page.iter_rows() for cell in row if cell.value == text]


def beside(page: Worksheet, text: str, *, below: int = 0) -> list[object]:
    """Return what stands right of a text, in the columns that are seen, the first time it is said below a row."""
    row, column = next(place for place in places(page, text) if place[0] > below)
    cells = [page.cell(row, place) for place in range(column + 1, page.max_column + 1)]
    return [cell.value for cell in cells if cell.value is not None and not is_hidden(page, cell.column)]


def is_hidden(page: Worksheet, column: int) -> bool:
    groups = page.column_dimensions.values()
    return any(group.hidden for group in groups if group.min <= column <= group.max)
