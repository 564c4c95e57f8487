"""An assessment, or a list of practices alone, as a workbook: empty, or filled in beforehand."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from pcf.assessment import Assessment, Copy, Organisation, Respondent, Unplaced, gather, score_round
from pcf.assessment.template import ticked_items
from pcf.errors import BadOptionError
from pcf.excel import layout
from pcf.excel.loops import LOOP_TABS, loops_of
from pcf.excel.registers import PREFIXES
from pcf.excel.styles import FONTS, Styles
from pcf.excel.workbook.checklist import write_checklist
from pcf.excel.workbook.comparison import write_comparison
from pcf.excel.workbook.complaints import write_complaints
from pcf.excel.workbook.complaints_homeless import refuse_homeless_complaints
from pcf.excel.workbook.curve import write_curve
from pcf.excel.workbook.dashboard import write_dashboard
from pcf.excel.workbook.draft import Draft
from pcf.excel.workbook.elements import write_elements
from pcf.excel.workbook.figures import write_figures
from pcf.excel.workbook.forms import write_forms
from pcf.excel.workbook.gaps import write_gaps
from pcf.excel.workbook.guide import write_howto, write_notice
from pcf.excel.workbook.hidden import write_history, write_lists, write_meta, write_texts
from pcf.excel.workbook.kept import write_kept
from pcf.excel.workbook.levels import write_levels
from pcf.excel.workbook.limits import refuse_unreadable, refuse_unwritable
from pcf.excel.workbook.live import Texts
from pcf.excel.workbook.live_results import write_live_results
from pcf.excel.workbook.practices import order_of_list, write_practices
from pcf.excel.workbook.profile import write_organisation, write_scope, write_segments
from pcf.excel.workbook.ratings import write_ratings, write_targets
from pcf.excel.workbook.reasons import refuse_homeless_reasons, write_reasons
from pcf.excel.workbook.registers import write_evidence, write_initiatives, write_observations
from pcf.excel.workbook.staffing import refuse_homeless_staffing, write_staffing
from pcf.excel.workbook.workshop import write_voices, write_workshop
from pcf.excel.workshop import LIST_START, tabs, tabs_of_list
from pcf.ids import Edition, Language
from pcf.mapping import Practice
from pcf.outputs import whole_file
from pcf.taxonomy import Taxonomy

# The same assessment gives the same bytes on every day.
_HIDDEN_IN_A_LIST = ("lists", "texts", "meta")
CREATED = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def _write_rated(draft: Draft) -> None:
    """Write the sheet of ratings, or in its place that of the workshop with everybody's answers."""
    if draft.assessment.is_workshop:
        write_workshop(draft)
        write_voices(draft)
    else:
        write_ratings(draft)


def _write_forms_of_a_list(draft: Draft) -> None:
    """Write what has no place out of sight, in a list that keeps anything."""
    if "forms" in draft.names:
        write_forms(draft)


# A formula names rows of sheets that are written before it; what all texts are is known last.
_WRITERS = (
    write_lists, write_history, write_forms, write_howto, write_organisation, write_segments, write_scope, write_levels,
    write_checklist, write_evidence, _write_rated, write_targets, write_practices, write_figures, write_observations,
    write_initiatives, write_live_results, write_gaps, write_comparison, write_dashboard, write_notice, write_kept,
    write_complaints, write_reasons, write_staffing, write_curve, write_texts, write_meta,
)  # fmt: skip

_WRITERS_OF_A_LIST = (
    write_lists, _write_forms_of_a_list, write_organisation, write_practices, write_elements, write_notice, write_texts,
    write_meta,
)  # fmt: skip


def write_workbook(path: Path | str, assessment: Assessment, *, lang: Language) -> None:
    """Write an assessment as a workbook that ``inspect_workbook`` understands.

    Args:
        path: The new file; it appears whole or not at all, and replaces one of this name.
        assessment: An empty one gives the template of its edition. Figures and weights keep 15
            significant digits, as Excel does.
        lang: Language in which the workbook opens; prompts and page footers stay in it.

    Raises:
        UnknownEditionError, UnknownElementError, NoPlaceError, UnknownMetricError: The assessment
            names what its edition does not have.
        UnknownExtensionError: An organisation's own elements, which it names, were not loaded.
        BadOptionError: A response, tick or figure has no row of its own, or a text is too long for a cell.
        WorkbookError: It could not be read back; ``findings`` name every practice with a text too long for a cell.
        OutputNotWritableError: The folder is missing or closed.
    """
    refuse_unwritable(assessment.practices, Path(path), is_list=False)
    _write(Path(path), assessment, lang, is_list=False)


def write_practice_list(
    path: Path | str,
    practices: Iterable[Practice],
    *,
    edition: Edition,
    lang: Language,
    extensions: Sequence[str] = (),
    organisation: str = "",
    reviewer: str = "",
    unplaced: Iterable[Unplaced] = (),
) -> None:
    """Write practices with their suggestions as a small workbook to decide in; ``inspect_practices`` reads it back.

    The surest suggestions come first, then what seems to fit nowhere, and what is decided comes last.

    Args:
        path: The new file; it appears whole or not at all, and replaces one of this name.
        practices: In any order.
        edition: In which the placements are read.
        extensions: Short names of the organisations whose own elements may be chosen beside what ships.
        lang: Language in which the workbook opens; prompts and page footers stay in it.
        organisation: Whose practices they are.
        reviewer: Who decides, if that is known.
        unplaced: What was said of elements that the edition does not have; it is kept out of sight.

    Raises:
        UnknownEditionError, UnknownElementError, NoPlaceError: A placement names what the edition does not have.
        BadOptionError: An id stands twice.
        WorkbookError: It could not be read back; ``findings`` name every practice with a text too long for a cell.
        OutputNotWritableError: The folder is missing or closed.
    """
    said = tuple(practices)
    refuse_unwritable(said, Path(path), is_list=True)
    form = Assessment(
        edition=edition,
        extensions=tuple(extensions),
        language=lang,
        organisation=Organisation(name=organisation),
        respondent=Respondent(name=reviewer),
        practices=tuple(sorted(said, key=order_of_list)),
        unplaced=tuple(unplaced),
    )
    _write(Path(path), form, lang, is_list=True)


def _write(path: Path, assessment: Assessment, lang: Language, *, is_list: bool) -> None:
    import xlsxwriter

    taxonomy = assessment.taxonomy(lang)
    _refuse_homeless(assessment, taxonomy)
    card = score_round(taxonomy, gather([Copy("", assessment)]))
    with whole_file(path) as temporary:
        book = xlsxwriter.Workbook(str(temporary), {"in_memory": True})
        book.formats[0].set_font_name(FONTS[lang])
        book.formats[0].set_font_size(10)
        draft = Draft(book, assessment, taxonomy, card, Styles(book, lang), Texts(lang), is_list=is_list)
        _make_sheets(draft)
        for write in _WRITERS_OF_A_LIST if is_list else _WRITERS:
            write(draft)
        _hide_sheets(draft)
        title = draft.say(LIST_START.name if is_list else layout.ORGANISATION.name).now
        book.set_properties({"title": title, "created": CREATED, "author": "pcf"})
        book.set_calc_mode("auto")
        book.close()
        refuse_unreadable(book, temporary, path, is_list=is_list)


def _make_sheets(draft: Draft) -> None:
    """Make all sheets in order, visible ones with a number, so that formulas can name any of them."""
    has_kept = bool(draft.assessment.unplaced) and not draft.short_form.unasked
    form = draft.assessment
    draft.names |= (
        tabs_of_list() if draft.is_list else tabs(is_workshop=form.is_workshop, has_kept=has_kept, loops=loops_of(form))
    )
    hidden = (*_HIDDEN_IN_A_LIST, *(["forms"] if form.unplaced else [])) if draft.is_list else layout.HIDDEN_SHEETS
    draft.names |= {key: f"_{key}" for key in hidden}
    for name in draft.names.values():
        draft.book.add_worksheet(name, _sheet_class())
    draft.page("organisation").activate()


def _hide_sheets(draft: Draft) -> None:
    """Hide the sheets that somebody who is asked about some processes only need not fill in or read."""
    for key in draft.names:
        if key in {*layout.TABS, *LOOP_TABS} and draft.short_form.hides_sheet(key):
            page = draft.page(key)
            page.hide()
            page.print_area_range = ""  # LibreOffice prints a hidden sheet as well if it has one


@cache
def _sheet_class() -> type:
    from xlsxwriter.worksheet import Worksheet

    class PlainFormulas(Worksheet):  # type: ignore[misc]
        """Takes formulas as they are.

        XlsxWriter looks through every formula for some thirty functions of recent years, which is a third
        of the time of writing; ours have none, and a test holds them to that.
        """

        def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: FBT001, FBT002
            del expand_future_functions
            return formula.removeprefix("=")

    return PlainFormulas


def tab_name(text: str) -> str:
    """Make a text a name that Excel takes: at most 31 signs, no brackets, colons, slashes or quotes.

    >>> tab_name("8 Service levels: all?")
    '8 Service levels all'
    """
    return "".join(sign for sign in text if sign not in "[]:*?/\\'")[:31].strip()


def _refuse_homeless(assessment: Assessment, taxonomy: Taxonomy) -> None:
    """Refuse what would be lost: the workbook has rows for this edition's processes, activities and statements only."""
    groups, items = {group.id for group in taxonomy.root.children}, set(ticked_items(taxonomy))
    for kind, expected, known, named in (
        ("responses", "level 3, once", None, [response.element for response in assessment.responses]),
        ("ticks", "level 4 or a statement, once", items, [tick.item for tick in assessment.ticks]),
        ("group_weights", "level 2, once", groups, [one.element for one in assessment.group_weights]),
    ):
        for one in named:
            if known is None:
                element = taxonomy[one]
                is_known = element.level == 3 and not element.outside
            else:
                is_known = one in known
            if not is_known or named.count(one) > 1:
                raise BadOptionError(option=kind, found=one, expected=expected)
    for kind, ids in (
        ("segments", [segment.id for segment in assessment.segments]),
        *((key, [entry.id for entry in getattr(assessment, key)]) for key in PREFIXES),
        ("figures", [f"{figure.segment} / {figure.metric}" for figure in assessment.figures]),
        ("history", [past.round for past in assessment.history]),
    ):
        if twice := sorted({one for one in ids if ids.count(one) > 1}):
            raise BadOptionError(option=kind, found=twice[0], expected="once")
    segments = {segment.id for segment in assessment.segments}
    for figure in assessment.figures:
        taxonomy.metric(figure.metric)
        if figure.segment not in segments:
            raise BadOptionError(option="figures", found=figure.segment, expected=sorted(segments))
    _refuse_homeless_links(assessment, taxonomy)
    refuse_homeless_complaints(assessment)
    refuse_homeless_reasons(assessment, taxonomy)
    refuse_homeless_staffing(assessment)


def _refuse_homeless_links(form: Assessment, taxonomy: Taxonomy) -> None:
    """Refuse practices and entries of registers that name what this edition or this form does not have."""
    for practice in form.practices:
        for element in (taxonomy[one.element] for one in practice.placements if one.element):
            if element.outside:
                raise BadOptionError(option=practice.id, found=element.id, expected=taxonomy.root.hierarchy_id)
    processes, segments = {process.id for process in taxonomy.processes}, {segment.id for segment in form.segments}
    linked = [(one.id, one.processes) for one in form.evidence]
    linked += [(one.id, one.processes) for one in form.observations]
    linked += [(one.id, one.processes) for one in form.initiatives]
    for entry, named in linked:
        if unknown := sorted(set(named) - processes):
            raise BadOptionError(option=entry, found=unknown, expected="level 3")
    about = [(one.id, one.segment) for one in form.observations] + [(one.id, one.segment) for one in form.initiatives]
    for entry, segment in about:
        if segment and segment not in segments:
            raise BadOptionError(option=entry, found=segment, expected=sorted(segments))
    for initiative in form.initiatives:
        if initiative.metric:
            taxonomy.metric(initiative.metric)
