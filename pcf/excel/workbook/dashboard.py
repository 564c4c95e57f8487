"""The dashboard: pages to show, live in every number, word, colour and chart."""

from __future__ import annotations

from typing import Any

from pcf.assessment.words import POLICY, STATUS
from pcf.excel import layout
from pcf.excel.layout import GAPS, ORGANISATION, RESULTS
from pcf.excel.workbook.comparison import draw_trend, past_cells
from pcf.excel.workbook.dashboard_charts import draw_groups, write_chart_data
from pcf.excel.workbook.dashboard_maps import numbered, write_process_map, write_segment_map
from pcf.excel.workbook.draft import MARKER_ROW, Draft
from pcf.excel.workbook.formulas import bar_of
from pcf.excel.workbook.grid import Grid
from pcf.excel.workbook.profile import root_cell
from pcf.excel.workbook.sheet import height_of, set_up_page, write_text
from pcf.maturity import HIGHEST

TOP_GAPS = 5
_TITLE_ROW, _WHO_ROW, _TILES_ROW, _GROUPS_ROW = 1, 2, 4, 9
_GAPS_ROW = _GROUPS_ROW + 7
_MAPS_ROW = _GAPS_ROW + TOP_GAPS + 2


def write_dashboard(draft: Draft) -> None:
    """Write the sheet; needs results, gaps and comparison to be written already."""
    grid = Grid(draft, draft.page("dashboard"))
    page, styles = grid.page, draft.styles
    page.write_string(MARKER_ROW, 0, layout.marker("dashboard"))
    page.set_row(MARKER_ROW, None, None, {"hidden": True})
    grid.set_row(_TITLE_ROW, 30)
    write_text(page, _TITLE_ROW, grid.first, draft.say("Dashboard"), styles.title)
    for row in (_TILES_ROW - 1, _GROUPS_ROW - 1):
        grid.set_row(row, 8)
    _who(grid)
    _tiles(grid)
    data = write_chart_data(grid)
    _groups(grid)
    _gaps(grid)
    draw_groups(grid, data, _GROUPS_ROW, _MAPS_ROW - 1)
    next_row = write_process_map(grid, _MAPS_ROW)
    last = write_segment_map(grid, next_row + 1)
    page.protect("")
    set_up_page(page, draft.say("Dashboard").now, grid.last, last)
    page.fit_to_pages(1, 0)
    page.set_h_pagebreaks([_MAPS_ROW, next_row + 1])
    page.freeze_panes(_WHO_ROW + 1, 0)


def _who(grid: Grid) -> None:
    """Say whose dashboard this is: what stands on the first sheet, as far as it is filled in."""
    draft, form = grid.draft, grid.draft.assessment
    cells = [draft.cell(ORGANISATION, key, "value") for key in ("name", "round", "respondent")]
    said = [form.organisation.name, form.round, form.respondent.name]
    parts = "&".join(f'IF({cell}="","",{cell}&"   ")' for cell in cells)
    cached = "".join(f"{one}   " for one in said if one)
    grid.page.write_formula(_WHO_ROW, grid.first, f"={parts}", draft.styles.heading_line, cached)


def _tiles(grid: Grid) -> None:
    """Write the headline with what belongs to it: status, possible range, coverage, what nobody knew."""
    draft, say, styles, score = grid.draft, grid.draft.say, grid.draft.styles, grid.draft.card.score
    unanswered = say("if what is unanswered were 0, or 5")
    below = height_of([(unanswered, grid.width_of(grid.quarters[1]))], 22)
    for row, height in ((_TILES_ROW, 22), (_TILES_ROW + 1, 40), (_TILES_ROW + 2, below)):
        grid.set_row(row, height)
    at = {column: root_cell(draft, column) for column in ("score", "status", "low", "high", "coverage", "unknown")}
    counts = score.applicable
    first, second, third, fourth = grid.quarters
    labels = (
        say("Maturity of customer service, 0 to 5"), say("Possible range"), say("Coverage"), say("Don't know, share"),
    )  # fmt: skip
    for part, label in zip(grid.quarters, labels, strict=True):
        grid.write(_TILES_ROW, part, label, styles.tile_label)
    shown = float(score.score) if score.score is not None else "–"
    grid.formula(_TILES_ROW + 1, first, f'=IF(ISNUMBER({at["score"]}),{at["score"]},"–")', shown, styles.tile_value)
    status = draft.say(STATUS[score.status]) if counts else draft.say("not applicable")
    policy = f"INDEX({draft.lists['policy_names']},{draft.cells['policy']})"
    told = f"{status} · {say(POLICY[draft.card.policy])}"
    grid.formula(_TILES_ROW + 2, first, f'={at["status"]}&" · "&{policy}', told, styles.tile_note)
    middle = (second[0] + second[1]) // 2
    low, high = (second[0], middle), (middle + 1, second[1])
    grid.formula(_TILES_ROW + 1, low, f"={at['low']}", float(score.low) if counts else "", styles.tile_value)
    grid.formula(_TILES_ROW + 1, high, f"={at['high']}", float(score.high) if counts else "", styles.tile_value)
    grid.write(_TILES_ROW + 2, second, unanswered, styles.tile_note)
    coverage = float(score.coverage) if counts else None
    grid.formula(_TILES_ROW + 1, third, f"={at['coverage']}", coverage, styles.tile_share)
    grid.formula(_TILES_ROW + 2, third, *bar_of(at["coverage"], coverage, signs=12), styles.tile_note)
    unknown = float(score.dk_share) if counts else ""
    grid.formula(_TILES_ROW + 1, fourth, f"={at['unknown']}", unknown, styles.tile_share)
    grid.write(_TILES_ROW + 2, fourth, "", styles.tile_note)


def _heads(grid: Grid, row: int, title: Any, names: tuple[Any, ...]) -> None:
    grid.set_row(row, 26)
    grid.write(row, grid.side_name, title, grid.draft.styles.section)
    for part, name in zip(grid.side_cells, names, strict=True):
        grid.write(row, part, name, grid.draft.styles.small_head)


def _groups(grid: Grid) -> None:
    """Write the groups beside the chart, with the way they came where there were earlier rounds."""
    draft, say, styles = grid.draft, grid.draft.say, grid.draft.styles
    has_past = bool(draft.assessment.history)
    last = say("Trend") if has_past else say("Coverage")
    _heads(grid, _GROUPS_ROW, say("Process groups"), (say("Score"), say("Target"), last))
    scores = {score.id: score for score in draft.card.groups}
    for row, group in enumerate(draft.taxonomy.root.children, start=_GROUPS_ROW + 1):
        name = numbered(draft, group)
        grid.set_row(row, max(27.0, height_of([(name, grid.width_of(grid.side_name))])))
        score = scores[group.id]
        grid.write(row, grid.side_name, name, styles.plain_name)
        columns = ("score", "target") if has_past else ("score", "target", "coverage")
        cached = grid.cached_of(score)
        for part, column in zip(grid.side_cells, columns, strict=False):
            cell = draft.cell(RESULTS, group.id, column)
            fmt = styles.tile_percent if column == "coverage" else styles.tile_number
            grid.formula(row, part, f"={cell}", cached[column], fmt)
        if has_past:
            grid.write(row, grid.side_cells[-1], "", styles.plain_name)
            draw_trend(grid.page, (row, grid.side_cells[-1][0]), past_cells(draft, group.id), float(HIGHEST))


def _gaps(grid: Grid) -> None:
    """Write the first few rows of the sheet of gaps."""
    draft, say, styles = grid.draft, grid.draft.say, grid.draft.styles
    _heads(grid, _GAPS_ROW, say("Largest gaps"), (say("Level"), say("Target"), say("Gap")))
    for place in range(1, TOP_GAPS + 1):
        row, key = _GAPS_ROW + place, f"{layout.OWN}{place}"
        grid.set_row(row, 25)
        cells = {column: draft.cell(GAPS, key, column) for column in ("name", "score", "target", "gap")}
        cached = grid.gap_at(place)
        grid.formula(row, grid.side_name, f"={cells['name']}", cached["name"], styles.plain_name)
        for part, name in zip(grid.side_cells, ("score", "target", "gap"), strict=True):
            grid.formula(row, part, f"={cells[name]}", cached[name], styles.tile_whole)
