"""An assessment as a workbook: an empty one gives the template, a filled one its pre-filled form."""

from __future__ import annotations

import datetime
from pathlib import Path

from pcf.assessment import Assessment
from pcf.errors import BadOptionError
from pcf.excel import layout
from pcf.excel.styles import FONTS, Styles
from pcf.excel.workbook.answers import write_checklist, write_figures, write_practices, write_ratings
from pcf.excel.workbook.hidden import write_lists, write_meta
from pcf.excel.workbook.levels import write_levels
from pcf.excel.workbook.live_results import write_live_results
from pcf.excel.workbook.profile import write_organisation, write_scope, write_segments
from pcf.excel.workbook.sheet import Draft
from pcf.excel.workbook.texts_to_read import write_howto, write_notice
from pcf.i18n import Translator
from pcf.ids import Language
from pcf.outputs import whole_file
from pcf.taxonomy import load

# The same assessment gives the same bytes on every day.
CREATED = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
_ORDER = ("howto", *(sheet.key for sheet in layout.DATA_SHEETS), "results", "levels", "notice")
_WRITERS = (
    write_lists, write_howto, write_organisation, write_segments, write_scope, write_levels, write_ratings,
    write_checklist, write_practices, write_figures, write_live_results, write_notice, write_meta,
)  # fmt: skip


def write_workbook(path: Path, assessment: Assessment, *, lang: Language) -> None:
    """Write an assessment as a workbook that ``inspect_workbook`` understands.

    Args:
        path: The new file; it appears whole or not at all, and replaces one of this name.
        assessment: An empty one gives the template of its edition. Figures and weights keep 15
            significant digits, as Excel does.
        lang: Language of sheet names, headings, prompts and process names.

    Raises:
        UnknownEditionError, UnknownElementError, NoPlaceError, UnknownMetricError: The assessment
            names what its edition does not have.
        BadOptionError: A response, tick or figure has no row of its own, or a text is too long for a cell.
        OutputNotWritableError: The folder is missing or closed.
    """
    import xlsxwriter

    taxonomy = load(assessment.edition, lang)
    _refuse_homeless(assessment, lang)
    with whole_file(path) as temporary:
        book = xlsxwriter.Workbook(str(temporary), {"in_memory": True})
        book.formats[0].set_font_name(FONTS[lang])
        book.formats[0].set_font_size(10)
        draft = Draft(book, assessment, taxonomy, Translator(lang), Styles(book, lang))
        _name_sheets(draft)
        for write in _WRITERS:
            write(draft)
        title = draft.say("Customer service: assessment workbook")
        book.set_properties({"title": title, "created": CREATED, "author": "pcf"})
        book.set_calc_mode("auto")
        book.close()


def _name_sheets(draft: Draft) -> None:
    """Make all sheets in order, visible ones with a number, so that formulas can name any of them."""
    names = {sheet.key: sheet.name for sheet in layout.DATA_SHEETS} | dict(layout.OTHER_SHEETS)
    for number, key in enumerate(_ORDER, start=1):
        draft.names[key] = tab_name(f"{number} {draft.say(names[key])}")
    draft.names["lists"] = tab_name(f"_{draft.say(names['lists'])}")
    draft.names["meta"] = "_meta"
    for name in draft.names.values():
        draft.book.add_worksheet(name)
    draft.book.get_worksheet_by_name(draft.names["howto"]).activate()


def tab_name(text: str) -> str:
    """Make a text a name that Excel takes: at most 31 signs, no brackets, colons, slashes or quotes.

    >>> tab_name("8 Service levels: all?")
    '8 Service levels all'
    """
    return "".join(sign for sign in text if sign not in "[]:*?/\\'")[:31].strip()


def _refuse_homeless(assessment: Assessment, lang: Language) -> None:
    """Refuse what would be lost: the workbook has rows for this edition's processes and activities only."""
    taxonomy = load(assessment.edition, lang)
    for kind, level, elements in (
        ("responses", 3, [response.element for response in assessment.responses]),
        ("ticks", 4, [tick.element for tick in assessment.ticks]),
    ):
        for element_id in elements:
            element = taxonomy[element_id]
            if element.level != level or element.outside or elements.count(element_id) > 1:
                raise BadOptionError(option=kind, found=element_id, expected=f"level {level}, once")
    segments = {segment.id for segment in assessment.segments}
    for figure in assessment.figures:
        taxonomy.metric(figure.metric)
        if figure.segment not in segments:
            raise BadOptionError(option="figures", found=figure.segment, expected=sorted(segments))
