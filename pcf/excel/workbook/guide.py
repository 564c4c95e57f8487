"""The sheets to read: how to fill the workbook in, and the publisher's notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pcf.assessment.effort import effort_of
from pcf.excel import layout
from pcf.excel.columns import SheetLayout
from pcf.excel.curve import CURVE
from pcf.excel.live_sheets import READ_SHEETS
from pcf.excel.loops import loops_of
from pcf.excel.workbook.draft import MARKER_ROW, Draft
from pcf.excel.workbook.live import Live
from pcf.excel.workbook.sheet import height_of, set_up_page, write_text
from pcf.excel.workshop import KEPT, VOICES, data_sheets

_CODE, _NAME, _MEANING = 14.0, 26.0, 100.0
_WIDTH = _CODE + _NAME + _MEANING


class TextSheet:
    """Writes paragraphs and small tables of three columns, one below the other."""

    def __init__(self, draft: Draft, key: str, title: Live) -> None:
        self.draft = draft
        self.title = title
        self.page: Any = draft.page(key)
        self.page.write_string(MARKER_ROW, 0, layout.marker(key))
        self.page.set_row(MARKER_ROW, None, None, {"hidden": True})
        self.page.set_column(0, 0, 4, None, {"hidden": True})
        for place, width in enumerate((_CODE, _NAME, _MEANING), start=1):
            self.page.set_column(place, place, width)
        self.page.set_row(1, 26)
        write_text(self.page, 1, 1, title, draft.styles.title)
        self.row = 2

    def paragraph(self, text: str | Live, *, is_strong: bool = False) -> None:
        fmt = self.draft.styles.strong if is_strong else self.draft.styles.text
        self.page.merge_range(self.row, 1, self.row, 3, "", fmt)
        write_text(self.page, self.row, 1, text, fmt)
        self.page.set_row(self.row, height_of([(text, _WIDTH)]))
        self.row += 1

    def heading(self, text: Live) -> None:
        self.row += 1
        self.page.set_row(self.row - 1, 8)
        self.paragraph(text, is_strong=True)

    def term(self, code: str, name: Live, meaning: Live, link: str = "") -> None:
        """Write one line of a table; a code may lead to a sheet."""
        styles = self.draft.styles
        if link:
            self.page.write_url(self.row, 1, f"internal:'{link}'!A1", styles.link, code)
        else:
            self.page.write_string(self.row, 1, code, styles.cell)
        write_text(self.page, self.row, 2, name, styles.cell)
        write_text(self.page, self.row, 3, meaning, styles.cell)
        self.page.set_row(self.row, height_of([(code, _CODE), (name, _NAME), (meaning, _MEANING)]))
        self.row += 1

    def finish(self) -> None:
        self.page.protect("")
        set_up_page(self.page, self.title.now, 3, self.row - 1)


def write_howto(draft: Draft) -> None:
    """Write the instructions: what this is, how long it takes, what the codes mean."""
    say, maturity = draft.say, draft.taxonomy.bundle.maturity
    sheet = TextSheet(draft, "howto", say("How to"))
    for text in _introduction(draft):
        sheet.paragraph(text)
    sheet.heading(say("Sheets, in the order in which to fill them in"))
    for data in _shown(draft, data_sheets(is_workshop=draft.assessment.is_workshop, loops=loops_of(draft.assessment))):
        sheet.term(draft.names[data.key], say(data.name), say(data.intro), draft.names[data.key])
    sheet.heading(say("To read beside them"))
    dashboard = say("Everything on one page, live: headline, process groups, largest gaps, processes, segments.")
    if not draft.short_form.hides_sheet("dashboard"):
        sheet.term(draft.names["dashboard"], say("Dashboard"), dashboard, draft.names["dashboard"])
    for shown in _shown(draft, (*READ_SHEETS, CURVE, VOICES, KEPT)):
        sheet.term(draft.names[shown.key], say(shown.name), say(shown.intro), draft.names[shown.key])
    sheet.heading(say("Answers: what each code means"))
    for level in maturity.levels:
        sheet.term(level.code, draft.spoken(level.name), draft.spoken(level.meaning))
    sheet.heading(say("Evidence: tick what your rating rests on with x"))
    for kind in maturity.evidence:
        sheet.term(layout.TICKED, draft.spoken(kind.name), draft.spoken(kind.meaning))
    sheet.heading(say("Checklist: what each code means"))
    ticks = {tick.code: tick for tick in maturity.ticks}
    for code, state in layout.TICK_CODES.items():
        sheet.term(code, draft.spoken(ticks[state].name), draft.spoken(ticks[state].meaning))
    sheet.heading(say("Roles of respondents"))
    for role in maturity.roles:
        sheet.term(role.code, draft.spoken(role.name), draft.spoken(role.meaning))
    sheet.finish()


def _shown(draft: Draft, sheets: Iterable[SheetLayout]) -> list[SheetLayout]:
    """Return the sheets that are seen: a link to a hidden one leads nowhere."""
    return [sheet for sheet in sheets if sheet.key in draft.names and not draft.short_form.hides_sheet(sheet.key)]


def _introduction(draft: Draft) -> Iterator[Live]:
    say, effort = draft.say, effort_of(draft.assessment, draft.taxonomy)
    yield say(
        "This workbook assesses how an organisation manages customer service, along category {category} of the "
        "APQC Process Classification Framework, edition {edition}.",
        category=str(draft.taxonomy.root.hierarchy_id),
        edition=draft.taxonomy.edition,
    )
    yield say(
        "How long it takes (processes asked about: {count}): about {minutes} minutes for the ratings, about {more} "
        "with the checklist and the evidence. Rate only what you know; leave the rest blank or answer DK.",
        count=len(effort.processes),
        minutes=effort.minutes,
        more=effort.minutes_with_more,
    )
    if draft.short_form.unasked:
        yield say(
            "This copy shows what you are asked about. Other sheets, and the rows of other processes, are hidden and "
            "can stay so; the first sheet says how to see them."
        )
    yield say("Fill in the pale yellow cells. Everything else is locked, without a password.")
    yield say(
        "The language of all sheets is chosen on the first one. It changes at once; answers are codes and stay as they "
        "are. Only the names on the tabs, the prompts and the page footers cannot change."
    )
    yield say(
        "A blank is not a zero: unanswered processes lower the coverage and widen the range; they do not lower "
        "the score."
    )
    yield say(
        "Levels are cumulative: choose the highest level of which everything, and everything below it, is true today, "
        "not in a plan."
    )
    yield say(
        "You may hide rows and rename sheets, and sort rows once the sheet is unprotected (there is no password): "
        "cells are found by hidden keys. Do not delete hidden rows or columns."
    )
    yield say("Nothing leaves your machine: there are no macros, no links and no connections in this file.")


def write_notice(draft: Draft) -> None:
    """Write the publisher's notices word for word, and what was changed."""
    say = draft.say
    sheet = TextSheet(draft, "notice", say("Notice"))
    sheet.paragraph(
        say("The process elements come from APQC's Process Classification Framework. Its notices, word for word:")
    )
    for notice in draft.taxonomy.bundle.notices:
        sheet.row += 1
        sheet.paragraph(notice.text)
    sheet.heading(say("What was changed"))
    for text in (
        say("Only category 6, Manage Customer Service, is used; element ids, positions and English names are APQC's."),
        say("The Russian and Chinese names are this project's own translations; APQC has not reviewed them."),
        say("The 0 to 5 scale, its level names and meanings, and the metrics of this workbook are this project's own."),
    ):
        sheet.paragraph(text)
    sheet.finish()
