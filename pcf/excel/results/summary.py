"""The first sheet of report.xlsx, pages to show: headline, groups, gaps, heat maps, segments, earlier rounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pcf.assessment.sentences import layers
from pcf.assessment.words import CONSOLIDATION, POLICY, STATUS
from pcf.excel.results.gaps import write_gaps
from pcf.excel.results.page import Page
from pcf.excel.results.past import write_past
from pcf.excel.results.scores import write_groups, write_segment_indexes
from pcf.excel.results.summary_maps import write_attainments, write_levels
from pcf.excel.results.table import Report
from pcf.excel.workbook.blocks import Tile, write_tiles
from pcf.excel.workbook.formulas import bar_of
from pcf.excel.workbook.grid import Formula, Grid
from pcf.excel.workbook.sheet import set_up_page
from pcf.i18n import number

_TITLE_ROW, _NAME_ROW, _FACTS_ROW, _METHOD_ROW, _LAYERS_ROW, _TILES_ROW, _GROUPS_ROW = 0, 1, 2, 3, 4, 6, 10
_BETWEEN = "   ·   "


def write_summary(report: Report) -> None:
    """Write the summary; every number is typed once, and what is drawn or shaded follows it."""
    sheet, name = report.sheet(report.say("Summary"))
    page = Page(report, sheet, name)
    _head(page)
    _tiles(page)
    parts = [_TITLE_ROW, write_groups(page, _GROUPS_ROW, lambda row: write_gaps(page, row))]
    parts.append(write_levels(page, parts[-1]) + 1)
    if report.card.segments:
        parts.append(write_segment_indexes(page, parts[-1]))
        parts.append(write_attainments(page, parts[-1]) + 1)
    if report.card.round.history:
        parts.append(write_past(page, parts[-1]) + 1)
    sheet.freeze_panes(_NAME_ROW + 1, 0)
    set_up_page(sheet, name, page.grid.last, parts[-1] - 2)
    sheet.set_h_pagebreaks(list(_breaks(page.grid, parts)))


def _breaks(grid: Grid, parts: Sequence[int]) -> Iterator[int]:
    """Yield the rows at which a new page of paper begins: a part that finds no room on the page before.

    Args:
        grid: All rows have their heights already.
        parts: The first row of every part, and the row below the last.
    """
    top = parts[0]
    for first, below in pairwise(parts):
        if first > top and grid.height_of(top, below) > grid.page_height:
            top = first
            yield first


def _head(page: Page) -> None:
    """Say whose assessment this is, of when, and how its numbers combine."""
    say, card, grid, styles = page.say, page.card, page.grid, page.grid.styles
    organisation, count = card.round.organisation, page.figures.count(len(card.round.copies))
    facts = [
        say("Round: {round}", round=card.round.name) if card.round.name else "",
        say("Date: {date}", date=organisation.date) if organisation.date else "",
        say("Respondents: {count}", count=count),
        say("Currency: {currency}", currency=organisation.currency) if organisation.currency else "",
        say("APQC PCF category 6, edition {edition}", edition=card.taxonomy.edition),
    ]
    method = [say("Processes combine by: {policy}", policy=say(POLICY[card.policy])), _weights(page)]
    if len(card.round.copies) > 1:
        combined = say(CONSOLIDATION[card.consolidation])
        method.append(say("Several answers combine by: {consolidation}", consolidation=combined))
    for row, height, text, look in (
        (_TITLE_ROW, 30, say("Customer service assessment"), styles.title),
        (_NAME_ROW, 20, organisation.name or say("Organisation not named"), styles.heading_line),
        (_FACTS_ROW, 18, _BETWEEN.join(fact for fact in facts if fact), styles.line),
        (_METHOD_ROW, 18, _BETWEEN.join(one for one in method if one), styles.remark),
        (_LAYERS_ROW, 18, say("Levels of the processes – {counts}", counts=layers(card, page.figures)), styles.line),
    ):
        grid.set_row(row, height)
        grid.page.write_string(row, grid.first, text, look)
    for row in (_TILES_ROW - 1, _GROUPS_ROW - 1):
        grid.set_row(row, 8)


def _weights(page: Page) -> str:
    """Tell the weights of the groups where they are not all the same."""
    weights = {group.id: group.weight for group in page.card.groups if group.applicable}
    if len(set(weights.values())) < 2:
        return ""
    taxonomy = page.figures.taxonomy
    told = ", ".join(
        f"{taxonomy[one].hierarchy_id} × {number(weight, page.report.lang, 2)}" for one, weight in weights.items()
    )
    return page.say("Weights of the groups: {weights}", weights=told)


def _tiles(page: Page) -> None:
    """Write the headline with what belongs to it: possible range, coverage, what nobody knew."""
    say, grid, styles, score = page.say, page.grid, page.grid.styles, page.card.score
    counts, shown = score.applicable, float(score.score) if score.score is not None else "–"
    low, high, coverage, unknown = (
        float(value) if counts else None for value in (score.low, score.high, score.coverage, score.dk_share)
    )
    page.numbers[score.id] = grid.cell(_TILES_ROW + 1, grid.quarters[0])
    covered = grid.cell(_TILES_ROW + 1, grid.quarters[2])
    tiles = (
        Tile(say("Maturity of customer service, 0 to 5"), [(shown, styles.tile_value)], _standing(page)),
        Tile(
            say("Possible range"),
            [(low, styles.tile_value), (high, styles.tile_value)],
            say("if what is unanswered were 0, or 5"),
        ),
        Tile(say("Coverage"), [(coverage, styles.tile_share)], Formula(*bar_of(covered, coverage, signs=12))),
        Tile(say("Don't know, share"), [(unknown, styles.tile_share)], say("of what applies, by weight")),
    )
    write_tiles(grid, _TILES_ROW, tiles)


def _standing(page: Page) -> str:
    """Say on which level the headline stands, or why there is none."""
    score = page.card.score
    if not score.applicable:
        return page.say("not applicable")
    status = page.say(STATUS[score.status])
    return f"{status} · {page.figures.standing(score.score)}" if score.score is not None else status
