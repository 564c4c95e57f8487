"""The sheet of what a promise costs: tables that Python computed, and above them the answer for one chosen line."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.excel.curve import (
    CHOICE_KEY,
    CURVE,
    DIFFERENCE_KEY,
    FIGURES,
    NEEDED_KEY,
    POINT,
    PROMISED_KEY,
    REMARK_KEY,
    TODAY_KEY,
    VERDICT_KEY,
    figure_key,
    line_key,
    point_key,
    shown_key,
)
from pcf.excel.layout import OWN
from pcf.excel.staffing import STAFFING
from pcf.excel.workbook.curve_answer import REMARKS, Answer
from pcf.excel.workbook.curve_chart import draw_curve
from pcf.excel.workbook.curve_live import ChosenLine, Places
from pcf.excel.workbook.curve_page import FIRST, LAST, CurvePage
from pcf.excel.workbook.curve_tables import CurveTable, tables_of, value_of
from pcf.excel.workbook.draft import Draft
from pcf.excel.workbook.live import Live, longest_of
from pcf.excel.workbook.sheet import height_of, set_up_page
from pcf.workforce.installed import COMMAND

MADE_BY = "pcf template --from"
_BESIDE = "service_level_metric"  # the first column of the chart


def write_curve(draft: Draft) -> None:
    """Write the tables of all lines that can be computed; needs the sheet of staffing. None if the form does not."""
    if CURVE.key not in draft.names:
        return
    page, tables = CurvePage(draft), tables_of(draft)
    if not tables:
        page.statement(f"{OWN}empty", _what_is_missing(draft), draft.styles.strong)
        _finish(page, page.next_row - 1)
        return
    page.statement(f"{OWN}made", _how_it_was_made(draft, tables), draft.styles.strong)
    places, end = _lay_out(page, tables)
    chosen = ChosenLine(page, tables, places)
    chosen.write()
    Answer(chosen).write()
    first, last = page.rows[f"{OWN}figures"], page.rows[figure_key(FIGURES[-1])]
    draw_curve(page, places, (first, last), (_BESIDE, LAST))
    _finish(page, end)


def _what_is_missing(draft: Draft) -> Live:
    facts = {"sheet": draft.names[STAFFING.key], "command": MADE_BY}
    if draft.assessment.staffing and draft.card.staffing is None:
        return draft.say(
            "The tables are missing: the formulas need an extra that was not installed when this workbook was made. "
            "Install it with: {install}. Then run {command} with this workbook.",
            install=COMMAND,
            **facts,
        )
    return draft.say(
        "There is nothing to compute yet. On sheet {sheet} fill in at least the contacts, the handle time and a target "
        "with its seconds, then run {command} with this workbook: the tables and the chart come with the new one.",
        **facts,
    )


def _how_it_was_made(draft: Draft, tables: Sequence[CurveTable]) -> Live:
    say, date = draft.say, draft.assessment.organisation.date
    when = say("for the figures of {date}", date=date) if date else say("for the figures that then stood there")
    told = len(draft.card.staffing.lines) if draft.card.staffing else len(tables)
    return say(
        "Computed by pcf when this workbook was made, {when}, with Erlang's formulas: A where patience is known, else "
        "C. Lines with a table: {count} of {all}. Excel does not recompute a table; when figures on sheet {sheet} have "
        "changed, run {command}.",
        when=when,
        count=len(tables),
        all=told,
        sheet=draft.names[STAFFING.key],
        command=MADE_BY,
    )


def _lay_out(page: CurvePage, tables: Sequence[CurveTable]) -> tuple[Places, int]:
    """Begin all rows and write the tables; return where they are, and the last row that is printed."""
    say = page.draft.say
    longest = longest_of([page.draft.say(text) for text in REMARKS])
    remark = height_of([(longest, page.width_of(FIRST, LAST))])
    page.start_row(CHOICE_KEY, 22)
    page.start_row(VERDICT_KEY, 22)
    page.gap()
    page.heads(f"{OWN}answer", ["", *(page.headings[column] for column in POINT)])
    for key in (PROMISED_KEY, NEEDED_KEY, TODAY_KEY, DIFFERENCE_KEY):
        page.start_row(key)
    page.start_row(REMARK_KEY, remark)
    page.gap()
    page.heads(f"{OWN}figures", [say("Figure of the line"), say("As computed"), say("Typed now"), say("Changed?")])
    for figure in FIGURES:
        name = say(STAFFING.columns[STAFFING.index(figure) - 1].heading)
        page.start_row(figure_key(figure), height_of([(name, page.widths[FIRST])], 24.0))
    end = page.next_row - 1
    page.gap()
    shown = _begin(page, "shown", say("Table of the chosen line"), _heads_of_points(page))
    most = max(len(table.points) for table in tables)
    for number in range(1, most + 1):
        page.start_row(shown_key(number))
    page.gap()
    names = [say(STAFFING.columns[STAFFING.index(figure) - 1].heading) for figure in FIGURES]
    lines = _begin(page, "lines", say("Figures of all lines, as computed"), [page.headings[FIRST], *names])
    first = 1
    for table in tables:
        _write_line(page, table, first)
        first += len(table.points)
    page.gap()
    points = _begin(page, "points", say("Tables of all lines, as computed"), _heads_of_points(page))
    for table in tables:
        _write_points(page, table)
    return Places((shown, shown + most - 1), (lines, lines + len(tables) - 1), (points, page.next_row - 1)), end


def _heads_of_points(page: CurvePage) -> list[str | Live]:
    return [page.headings[FIRST], *(page.headings[column] for column in POINT)]


def _begin(page: CurvePage, key: str, title: Live, heads: Sequence[str | Live]) -> int:
    """Write the title and the heads of a table; return its first row."""
    page.statement(f"{OWN}{key}", title, page.draft.styles.section)
    return page.heads(f"{OWN}{key}_heads", heads) + 1


def _write_line(page: CurvePage, table: CurveTable, first: int) -> None:
    """Write what a table was computed for; out of sight also where its points are, and what a blank stands for."""
    styles, row = page.draft.styles, page.start_row(line_key(table.id))
    page.put(row, "line", table.id, styles.plain_name)
    for column, figure in zip(POINT, FIGURES, strict=True):
        page.put(row, column, table.figures[figure], styles.tile_general)
        page.put(row, f"blank_{figure}", table.if_blank[figure])
    page.put(row, "about", table.about)
    page.put(row, "row", table.row)
    page.put(row, "first", first)
    page.put(row, "count", len(table.points))


def _write_points(page: CurvePage, table: CurveTable) -> None:
    styles = page.draft.styles
    looks = page.looks()
    for point in table.points:
        row = page.start_row(point_key(table.id, point.agents))
        page.put(row, "line", table.id, styles.plain_name)
        for column in POINT:
            page.put(row, column, value_of(point, column), looks[column])
        page.put(row, "endless", float(point.is_overloaded))


def _finish(page: CurvePage, last: int) -> None:
    """Protect the sheet, and put what people look at on one page of paper; the tables stay on the screen."""
    page.page.protect("", {"format_columns": True, "format_rows": True})
    set_up_page(page.page, page.draft.say(CURVE.name).now, CURVE.index(LAST), last)
    page.page.fit_to_pages(1, 1)
