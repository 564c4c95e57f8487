"""compared.xlsx: two rounds beside one another, with a chart of what moved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pcf.assessment.figures import Figures
from pcf.assessment.words import CHANGED
from pcf.excel.results.compared_lists import write_done, write_loops, write_other_changes, write_segments
from pcf.excel.results.lists import write_notices
from pcf.excel.results.table import Column, Pages, Table, Value
from pcf.excel.styles import GROUP_FILL, TARGET, TREND
from pcf.excel.workbook.sheet import set_up_page
from pcf.excel.workbook.writer import CREATED
from pcf.ids import Language
from pcf.outputs import whole_file
from pcf.rounds.changed_words import ChangeWords
from pcf.rounds.comparison import ComparedElement, Comparison

_CHART_ROWS, _ROW_PIXELS, _CHART_WIDTH = 20, 20, 1080
_NUMBER, _CHANGE, _ALONE = 0, 5, 6  # columns of the sheet of processes that the chart draws


@dataclass(frozen=True, slots=True)
class Book:
    """The workbook in the making, with what it tells."""

    pages: Pages
    comparison: Comparison
    words: ChangeWords
    figures: Figures


def write_comparison(path: Path, comparison: Comparison, *, lang: Language) -> None:
    """Write a comparison as a workbook; the file appears whole or not at all.

    Args:
        path: The new file.
        comparison: What to tell.
        lang: Language of headings and words; what users typed stays as they typed it.

    Raises:
        OutputNotWritableError: The folder is missing or closed.
    """
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with whole_file(path) as temporary, xlsxwriter.Workbook(str(temporary), options) as book:
        pages = Pages(book, lang)
        say = pages.say
        book.set_properties({"title": say("Two rounds compared"), "created": CREATED, "author": "pcf"})
        made = Book(pages, comparison, ChangeWords(comparison, lang), Figures(comparison.new, lang))
        summary, name = pages.sheet(say("Summary"))
        processes = _write_processes(made)
        _write_summary(made, summary, name, processes)
        write_segments(pages, comparison, made.words, made.figures)
        write_other_changes(pages, comparison, made.words)
        write_done(pages, comparison)
        write_loops(pages, comparison)
        taxonomy = comparison.new.taxonomy
        write_notices(pages, taxonomy, say(CHANGED, edition=taxonomy.edition))


def _columns(book: Book) -> list[Column]:
    say, old, new = book.pages.say, book.comparison.old, book.comparison.new
    return [
        Column(say("No."), 8),
        Column(say("Element id"), 10),
        Column(say("Process group or process"), 46),
        Column(old.round.name or say("Before"), 10, "score"),
        Column(new.round.name or say("Now"), 10, "score"),
        Column(say("Change"), 11, "change"),
        Column(say("Same people"), 12, "change"),
        Column(say("May also rest on"), 60),
    ]


def _write_processes(book: Book) -> str:
    """Write every element but those whose successor tells their score; return the name of the sheet."""
    pages = book.pages
    page, name = pages.sheet(pages.say("Processes"))
    table = Table(pages, page, _columns(book))
    table.size()
    for one in book.comparison.elements:
        if not one.is_succeeded:
            _row(book, table, one)
    table.finish(name, frozen_columns=3)
    return name


def _row(book: Book, table: Table, one: ComparedElement) -> None:
    is_process = not any(score and score.children for score in (one.before, one.after))
    look = None
    if not is_process:
        of = book.pages.looks.of
        look = {place: of(c.kind, is_strong=True, fill=GROUP_FILL) for place, c in enumerate(_columns(book))}
    table.row(_values(book, one), look)


def _values(book: Book, one: ComparedElement) -> list[Value]:
    scores = [None if score is None or score.score is None else float(score.score) for score in (one.before, one.after)]
    deltas = [None if delta is None else float(delta) for delta in (one.delta, one.panel_delta)]
    named = [one.place.hierarchy_id, one.id, book.words.name(one)]
    return [*named, *scores, *deltas, book.words.marks(one.rests_on)]


def _write_summary(book: Book, page: Any, name: str, processes: str) -> None:
    """Write who and when, the headline and the groups, and the chart of all that moved."""
    say, looks, comparison = book.pages.say, book.pages.looks, book.comparison
    old, new, panel = comparison.old, comparison.new, comparison.panel
    gained = sum(tick.is_gained for tick in comparison.ticks)
    facts = [
        say("Before: round {round}, edition {edition}", round=old.round.name or "–", edition=old.taxonomy.edition),
        say("Now: round {round}, edition {edition}", round=new.round.name or "–", edition=new.taxonomy.edition),
        say(
            "Respondents: {old} before, {new} now; in both rounds: {both}",
            old=len(old.round.copies),
            new=len(new.round.copies),
            both=len(panel.names),
        ),
        say("Other things that changed: {count}", count=len(comparison.also_changed)),
        say(
            "Lines of the checklist: newly in place {gained}, no longer {lost}",
            gained=gained,
            lost=len(comparison.ticks) - gained,
        ),
    ]
    page.write_string(0, 0, say("Two rounds compared"), looks.title)
    page.write_string(1, 0, new.round.organisation.name or say("Organisation not named"), looks.heading_line)
    for row, height in ((0, 30), (1, 20)):
        page.set_row(row, height)
    for row, fact in enumerate(facts, start=2):
        page.write_string(row, 0, fact, looks.line)
    top = len(facts) + 3
    table = Table(book.pages, page, _columns(book), top=top)
    table.size()
    shown = [one for one in comparison.elements if not one.is_succeeded]
    for one in shown:
        if any(score and score.children for score in (one.before, one.after)):
            table.row(_values(book, one))
    _draw(book, page, table.next + 1, (processes, len(shown)))
    set_up_page(page, name, len(_columns(book)) - 1, table.next + 1 + _CHART_ROWS)
    page.fit_to_pages(1, 1)  # else paper cuts the chart in two


def _draw(book: Book, page: Any, row: int, rows: tuple[str, int]) -> None:
    """Draw by how much everything moved: all answers, and those of the same people."""
    sheet, count = rows
    chart = book.pages.book.add_chart({"type": "column"})
    for column, colour in ((_CHANGE, TREND), (_ALONE, TARGET)):
        chart.add_series(
            {
                "name": [sheet, 0, column],
                "categories": [sheet, 1, _NUMBER, count, _NUMBER],
                "values": [sheet, 1, column, count, column],
                "fill": {"color": colour},
                "gap": 60,
            }
        )
    title = book.pages.say("Change of the scores, in levels")
    chart.set_title({"name": title, "name_font": {"size": 12, "bold": True}, "overlay": False})
    chart.set_legend({"position": "bottom"})
    chart.set_x_axis({"label_position": "low", "interval_unit": 1, "num_font": {"size": 8, "rotation": -90}})
    chart.set_y_axis({"num_format": "0.0"})
    chart.show_blanks_as("gap")
    chart.set_size({"width": _CHART_WIDTH, "height": _CHART_ROWS * _ROW_PIXELS})
    page.insert_chart(row, 0, chart, {"description": title, "object_position": 1})
