"""The dashboard: pages to show, live in every number, word, colour and chart."""

from __future__ import annotations

from pcf.assessment.words import POLICY, STATUS
from pcf.excel import layout
from pcf.excel.layout import ORGANISATION
from pcf.excel.live_sheets import GAPS, RESULTS
from pcf.excel.workbook.blocks import Tile, write_heads, write_tiles
from pcf.excel.workbook.comparison import draw_trend, past_cells
from pcf.excel.workbook.dashboard_charts import write_chart_data
from pcf.excel.workbook.dashboard_maps import numbered, write_live_process_map, write_live_segment_map
from pcf.excel.workbook.draft import MARKER_ROW, Draft
from pcf.excel.workbook.formulas import bar_of
from pcf.excel.workbook.grid import Formula
from pcf.excel.workbook.group_chart import draw_groups
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.live_grid import LiveGrid
from pcf.excel.workbook.profile import root_cell
from pcf.excel.workbook.sheet import height_of, set_up_page, write_text
from pcf.maturity import HIGHEST

TOP_GAPS = 5
_TITLE_ROW, _WHO_ROW, _TILES_ROW, _GROUPS_ROW = 1, 2, 4, 9
_GAPS_ROW = _GROUPS_ROW + 7
_MAPS_ROW = _GAPS_ROW + TOP_GAPS + 2


def write_dashboard(draft: Draft) -> None:
    """Write the sheet; needs results, gaps and comparison to be written already."""
    grid = LiveGrid(draft)
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
    title = draft.say("Process groups, levels 0 to 5")
    draw_groups(draft.book, grid, data, title, (grid.chart, _GROUPS_ROW, _MAPS_ROW - 1))
    next_row = write_live_process_map(grid, _MAPS_ROW)
    last = write_live_segment_map(grid, next_row + 1)
    page.protect("")
    set_up_page(page, draft.say("Dashboard").now, grid.last, last)
    page.fit_to_pages(1, 0)
    page.set_h_pagebreaks([_MAPS_ROW, next_row + 1])
    page.freeze_panes(_WHO_ROW + 1, 0)


def _who(grid: LiveGrid) -> None:
    """Say whose dashboard this is: what stands on the first sheet, as far as it is filled in."""
    draft, form = grid.draft, grid.draft.assessment
    cells = [draft.cell(ORGANISATION, key, "value") for key in ("name", "round", "respondent")]
    said = [form.organisation.name, form.round, form.respondent.name]
    parts = "&".join(f'IF({cell}="","",{cell}&"   ")' for cell in cells)
    cached = "".join(f"{one}   " for one in said if one)
    grid.page.write_formula(_WHO_ROW, grid.first, f"={parts}", draft.styles.heading_line, cached)


def _tiles(grid: LiveGrid) -> None:
    """Write the headline with what belongs to it: status, possible range, coverage, what nobody knew."""
    draft, say, styles, score = grid.draft, grid.draft.say, grid.draft.styles, grid.draft.card.score
    at = {column: root_cell(draft, column) for column in ("score", "status", "low", "high", "coverage", "unknown")}
    counts = score.applicable
    shown = float(score.score) if score.score is not None else "–"
    status = say(STATUS[score.status]) if counts else say("not applicable")
    policy = f"INDEX({draft.lists['policy_names']},{draft.cells['policy']})"
    told = f"{status} · {say(POLICY[draft.card.policy])}"
    headline = Formula(f'=IF(ISNUMBER({at["score"]}),{at["score"]},"–")', shown)
    low, high, coverage, unknown = (
        Formula(f"={at[column]}", float(value) if counts else "")
        for column, value in (
            ("low", score.low), ("high", score.high), ("coverage", score.coverage), ("unknown", score.dk_share),
        )
    )  # fmt: skip
    bar = Formula(*bar_of(at["coverage"], float(score.coverage) if counts else None, signs=12))
    tiles = (
        Tile(
            say("Maturity of customer service, 0 to 5"),
            [(headline, styles.tile_value)],
            Formula(f'={at["status"]}&" · "&{policy}', told),
        ),
        Tile(
            say("Possible range"),
            [(low, styles.tile_value), (high, styles.tile_value)],
            say("if what is unanswered were 0, or 5"),
        ),
        Tile(say("Coverage"), [(coverage, styles.tile_share)], bar),
        Tile(say("Don't know, share"), [(unknown, styles.tile_share)], ""),
    )
    write_tiles(grid, _TILES_ROW, tiles)


def _heads(grid: LiveGrid, row: int, title: Live, names: tuple[Live, ...]) -> None:
    write_heads(grid, row, (grid.side_name, title), list(zip(grid.side_cells, names, strict=True)))


def _groups(grid: LiveGrid) -> None:
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
            grid.write(row, part, Formula(f"={cell}", cached[column]), fmt)
        if has_past:
            grid.write(row, grid.side_cells[-1], "", styles.plain_name)
            draw_trend(grid.page, (row, grid.side_cells[-1][0]), past_cells(draft, group.id), float(HIGHEST))


def _gaps(grid: LiveGrid) -> None:
    """Write the first few rows of the sheet of gaps."""
    draft, say, styles = grid.draft, grid.draft.say, grid.draft.styles
    _heads(grid, _GAPS_ROW, say("Largest gaps"), (say("Level"), say("Target"), say("Gap")))
    for place in range(1, TOP_GAPS + 1):
        row, key = _GAPS_ROW + place, f"{layout.OWN}{place}"
        grid.set_row(row, 25)
        cells = {column: draft.cell(GAPS, key, column) for column in ("name", "score", "target", "gap")}
        cached = grid.gap_at(place)
        grid.write(row, grid.side_name, Formula(f"={cells['name']}", cached["name"]), styles.plain_name)
        for part, name in zip(grid.side_cells, ("score", "target", "gap"), strict=True):
            grid.write(row, part, Formula(f"={cells[name]}", cached[name]), styles.tile_whole)
