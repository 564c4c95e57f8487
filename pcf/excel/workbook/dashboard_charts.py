"""The data of the dashboard's chart, live."""

from __future__ import annotations

from pcf.assessment.highlights import target_of
from pcf.excel.live_sheets import RESULTS
from pcf.excel.workbook.group_chart import ChartData
from pcf.excel.workbook.live_grid import LiveGrid

_ROW = 3  # where the data begin


def write_chart_data(grid: LiveGrid) -> ChartData:
    """Write, out of sight, what the chart shows: the groups that apply now, those not rated as gaps.

    Which groups apply is settled when the workbook is made. Blank text would be drawn as 0, so that a missing
    score looked like the worst one; ``#N/A`` is what every spreadsheet program leaves out. These are the only
    cells of the workbook that show an error.
    """
    draft, page, left = grid.draft, grid.page, grid.hidden
    groups = [score for score in draft.card.groups if score.applicable]
    for place, name in enumerate((draft.say("Score"), draft.say("Target")), start=left + 1):
        grid.write(_ROW, (place, place), name, None)
    for row, score in enumerate(groups, start=_ROW + 1):
        element = draft.taxonomy[score.id]
        page.write_string(row, left, str(element.hierarchy_id))  # names are too long for the axes of a radar
        for place, column, value in (
            (left + 1, "score", score.score),
            (left + 2, "target", target_of(draft.card, score)),
        ):
            cell = draft.cell(RESULTS, score.id, column)
            cached = "#N/A" if value is None else float(value)
            page.write_formula(row, place, f"=IF(ISNUMBER({cell}),{cell},NA())", None, cached)
    return ChartData(draft.names["dashboard"], _ROW, len(groups), left, (left + 1, left + 2))
