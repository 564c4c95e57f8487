"""The working papers of an engagement as one workbook in one language; no input of anything."""

from __future__ import annotations

from pathlib import Path

from pcf.errors import N_
from pcf.excel.papers.guides import write_guides
from pcf.excel.papers.people_sheets import write_plan, write_scope
from pcf.excel.papers.plan import Plan
from pcf.excel.papers.requests import write_data, write_documents
from pcf.excel.results.lists import write_notices
from pcf.excel.results.table import Pages
from pcf.excel.workbook.writer import CREATED
from pcf.ids import Language
from pcf.outputs import whole_file

_CHANGED = N_(
    "These working papers are not a product of APQC and are not endorsed by APQC. Element ids, hierarchy ids and "
    "English element names come from the PCF, edition {edition}. Added here: names in Russian and Chinese, the 0 to 5 "
    "scale, questions, what to ask for, and measures and metrics whose ids are words."
)


def write_papers(path: Path, plan: Plan, *, lang: Language) -> None:
    """Write plan, scope, interview guides and requests; the file appears whole or not at all.

    Args:
        path: The new file.
        plan: Who is asked about what; without people the guides are those of all roles.
        lang: Language of everything but the names of people and segments.

    Raises:
        OutputNotWritableError: The folder is missing or closed.
    """
    import xlsxwriter

    spoken = plan.in_language(lang)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with whole_file(path) as temporary, xlsxwriter.Workbook(str(temporary), options) as book:
        pages = Pages(book, lang)
        book.set_properties({"title": pages.say("Working papers"), "created": CREATED, "author": "pcf"})
        for write in (write_plan, write_scope, write_guides, write_documents, write_data):
            write(pages, spoken)
        write_notices(pages, spoken.taxonomy, pages.say(_CHANGED, edition=spoken.taxonomy.edition))
