"""The first sheet: what the workbook holds, and how its columns are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pcf.errors import N_
from pcf.excel.results.table import Pages
from pcf.excel.styles import row_height
from pcf.excel.workbook.sheet import set_up_page
from pcf.exchange.spreadsheet.notation import edition_before

if TYPE_CHECKING:
    from pcf.taxonomy import Taxonomy

_PARTS = (
    (
        "Combined",
        N_(
            "All elements of customer service in printed order, with the columns of APQC's own workbooks. Ids are "
            "texts: 6.10 is not 6.1. Fold the levels with the signs at the left edge."
        ),
    ),
    ("Difference Index", N_("How many changes there are in the element and in all below it; 0 for none.")),
    (
        "Change details",
        N_(
            "In APQC's notation: +id an element below it came, -id one left, cid one has another name; NEW: it is new "
            "itself; RENAME, WAS: its earlier name."
        ),
    ),
    ("Metrics available?", N_("Y where the sheet of metrics has at least one for this very element, else N.")),
    ("Glossary", N_("What each element means. The words are those of pcf, not the descriptions of APQC.")),
    (
        "Metrics",
        N_(
            "Metrics whose ids are numbers are APQC's, with APQC's own wording of the formula; those whose ids are "
            "words are of pcf or of an organisation. No values of others are in it."
        ),
    ),
)
_COMPARED = N_("Changes are those since edition {edition}.")
_FIRST = N_("No edition before this one is known here: the columns of changes are blank.")
_OWN = N_("Rows on pale yellow are an organisation's own and no part of the PCF; the last column names it.")
_WIDTHS = (26.0, 94.0)


def write_introduction(pages: Pages, model: Taxonomy) -> None:
    """Write what stands where, in the language of the export."""
    page, name = pages.sheet("Introduction")
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    page.write_string(0, 0, f"APQC PCF {model.edition}: {model.root.name}", pages.looks.title)
    page.set_row(0, 26)
    before = edition_before(model)
    rows = [(head, pages.say(text)) for head, text in _PARTS]
    rows.append(("", pages.say(_COMPARED, edition=before.id) if before else pages.say(_FIRST)))
    if model.bundle.organisations:
        rows.append(("", pages.say(_OWN)))
    for row, texts in enumerate(rows, start=2):
        for column, text in enumerate(texts):
            page.write_string(row, column, text, pages.looks.strong_cell if column == 0 else pages.looks.cell)
        page.set_row(row, row_height(pages.lang, list(zip(texts, _WIDTHS, strict=True))) + 3)
    set_up_page(page, name, 1, len(rows) + 1)
