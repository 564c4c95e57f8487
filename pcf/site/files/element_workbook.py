"""The texts, metrics and attribution of one element as a workbook; no input of anything."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import NamedTuple

from pcf.excel.results.lists import write_notices
from pcf.excel.results.table import Column, Pages, Table
from pcf.excel.workbook.writer import CREATED
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element


class Row(NamedTuple):
    """One text of an element; ``english`` is empty for what people say in one language only."""

    field: str
    key: str
    text: str
    english: str = ""


def element_workbook(model: SiteModel, element: Element, rows: Sequence[Row], changed: str) -> bytes:
    """Return the bytes of a workbook, the same on every day.

    Args:
        model: The language.
        element: What the workbook is about.
        rows: Its texts.
        changed: A sentence on what is not APQC's, for the sheet of the notices.
    """
    import xlsxwriter

    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, options) as book:
        pages = Pages(book, model.lang)
        book.set_properties({"title": model.label(element), "created": CREATED, "author": "pcf"})
        _write_texts(pages, element, rows)
        _write_metrics(pages, element)
        write_notices(pages, model.taxonomy, changed)
    return written.getvalue()


def _write_texts(pages: Pages, element: Element, rows: Sequence[Row]) -> None:
    say = pages.say
    page, name = pages.sheet(say("Texts"))
    columns = [
        Column(say("Element id"), 9),
        Column(say("Hierarchy id"), 10),
        Column(say("Field"), 12),
        Column(say("Which"), 14),
        Column(say("Text"), 70),
        Column(say("In English"), 70),
    ]
    table = Table(pages, page, columns)
    table.size()
    for row in rows:
        table.row([element.id, element.hierarchy_id, *row])
    table.finish(name, frozen_columns=4)


def _write_metrics(pages: Pages, element: Element) -> None:
    say = pages.say
    page, name = pages.sheet(say("Metrics"))
    columns = [
        Column(say("Metric id"), 18),
        Column(say("Metric"), 40),
        Column(say("Unit"), 18),
        Column(say("Formula"), 60),
        Column(say("In words"), 60),
        Column(say("In English"), 40),
    ]
    table = Table(pages, page, columns)
    table.size()
    for one in element.metrics:
        table.row([one.id, one.shown_name, one.unit_name, one.formula_text, one.sentence, one.record.name.en])
    table.finish(name, frozen_columns=2)
