"""xlsx in the column layout of APQC's own workbooks, with names in three languages.

Names of sheets and headings are APQC's, in English in every language: formulas, macros and readers look for them. The
texts in the cells are in the language of the export, the other languages beside. Of the sheets, ``Combined`` lists the
elements (APQC repeats it in one sheet a category, and here is but one), ``Glossary`` holds definitions, ``Metrics`` the
metrics; the headings of the last two are ours where no public source tells APQC's.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pcf.errors import N_
from pcf.outputs import whole_file

if TYPE_CHECKING:
    from pcf.taxonomy import Taxonomy

_CHANGED = N_(
    "This workbook is not a product of APQC and is not endorsed by APQC. Element ids, hierarchy ids, English element "
    "names, and the names, formulas and units of metrics whose ids are numbers come from the PCF, edition {edition}. "
    "Added here: names in Russian and Chinese, definitions, and metrics whose ids are words."
)


def write(out: Path, model: Taxonomy) -> None:
    """Write one edition; the same bytes for the same model.

    Args:
        out: The file.
        model: What to write, in its language, with the other languages beside.

    Raises:
        LocalEditionError: The edition is the user's own copy of APQC's.
        OutputNotWritableError: The folder is missing or closed to us, or the disk is full.
    """
    import xlsxwriter

    from pcf.excel.results.lists import write_notices
    from pcf.excel.results.table import Pages
    from pcf.excel.workbook.writer import CREATED
    from pcf.exchange.spreadsheet.introduction import write_introduction
    from pcf.exchange.spreadsheet.sheets import write_elements, write_glossary, write_metrics, write_own_levels

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with whole_file(out) as temporary, xlsxwriter.Workbook(str(temporary), options) as book:
        pages = Pages(book, model.lang)
        title = f"APQC PCF {model.edition}: {model.root.name}"
        book.set_properties({"title": title, "created": CREATED, "author": "pcf"})
        for write_sheet in (write_introduction, write_elements, write_glossary, write_metrics, write_own_levels):
            write_sheet(pages, model)
        write_notices(pages, model, pages.say(_CHANGED, edition=model.edition))
