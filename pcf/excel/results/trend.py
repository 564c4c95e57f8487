"""The rounds of an engagement as a workbook: one table, and the lines drawn over time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pcf.assessment.words import CHANGED, POLICY
from pcf.excel.results.lists import write_notices
from pcf.excel.results.table import Column, Pages, Table, Value
from pcf.excel.workbook.sheet import set_up_page
from pcf.excel.workbook.writer import CREATED
from pcf.ids import Language
from pcf.outputs import whole_file
from pcf.rounds.trend import Trend, TrendLine

_CHART_ROWS, _ROW_PIXELS, _CHART_WIDTH = 18, 20, 900


def write_trend(path: Path, trend: Trend, *, lang: Language) -> None:
    """Write the rounds as a workbook; the file appears whole or not at all.

    Raises:
        OutputNotWritableError: The folder is missing or closed.
    """
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with whole_file(path) as temporary, xlsxwriter.Workbook(str(temporary), options) as book:
        pages = Pages(book, lang)
        say = pages.say
        book.set_properties({"title": say("Rounds"), "created": CREATED, "author": "pcf"})
        _write(pages, trend)
        taxonomy = trend.cards[-1].taxonomy
        write_notices(pages, taxonomy, say(CHANGED, edition=taxonomy.edition))


def _write(pages: Pages, trend: Trend) -> None:
    """Write scores and indexes with one column a round, and a chart of each scale below."""
    say = pages.say
    page, name = pages.sheet(say("Rounds"))
    columns = [Column("", 64), *(Column(card.round.name, 11, "score") for card in trend.cards)]
    table = Table(pages, page, columns)
    table.size()
    count = pages.looks.of("count")
    table.row([say("Edition"), *(card.taxonomy.edition for card in trend.cards)])
    respondents: list[Value] = [say("Respondents"), *(float(len(card.round.copies)) for card in trend.cards)]
    table.row(respondents, dict.fromkeys(range(1, len(columns)), count))
    if trend.has_several_policies:
        table.row([say("Processes combine by"), *(say(POLICY[card.policy]) for card in trend.cards)])
    rows: dict[str, list[int]] = {"levels": [], "indexes": []}
    for line in trend.lines:
        rows["indexes" if line.kind == "segment" else "levels"].append(_row(pages, table, line))
    below = table.next + 1
    breaks = []
    for kind, title, most in (
        ("levels", say("Category and process groups, levels 0 to 5"), 5),
        ("indexes", say("Segments, index 0 to 100"), 100),
    ):
        if rows[kind]:
            _draw(pages, page, (name, below), (title, most, rows[kind], len(trend.cards)))
            breaks.append(below)
            below += _CHART_ROWS + 1
    page.freeze_panes(1, 1)
    set_up_page(page, name, max(len(columns) - 1, 8), below)
    page.set_h_pagebreaks(breaks)


def _row(pages: Pages, table: Table, line: TrendLine) -> int:
    values: list[Value] = [line.name, *(None if value is None else float(value) for value in line.values)]
    looks = pages.looks.of("figure") if line.kind == "segment" else None
    places = range(1, len(values))
    return table.row(values, dict.fromkeys(places, looks) if looks else None, is_strong=line.kind == "category")


def _draw(pages: Pages, page: Any, place: tuple[str, int], lines: tuple[str, int, list[int], int]) -> None:
    """Draw the rows of one scale as lines over the rounds."""
    (sheet, top), (title, most, rows, rounds) = place, lines
    chart = pages.book.add_chart({"type": "line"})
    for row in rows:
        chart.add_series(
            {
                "name": [sheet, row, 0],
                "categories": [sheet, 0, 1, 0, rounds],
                "values": [sheet, row, 1, row, rounds],
                "marker": {"type": "automatic", "size": 6},
            }
        )
    chart.set_title({"name": title, "name_font": {"size": 12, "bold": True}, "overlay": False})
    chart.set_legend({"position": "right"})
    chart.set_y_axis({"min": 0, "max": most, "num_format": "0"})
    chart.show_blanks_as("gap")
    chart.set_size({"width": _CHART_WIDTH, "height": _CHART_ROWS * _ROW_PIXELS})
    page.insert_chart(top, 0, chart, {"description": title, "object_position": 1})
