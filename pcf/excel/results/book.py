"""report.xlsx: the scorecard with numbers that are numbers, charts that can be edited, formulas that live."""

from __future__ import annotations

from pathlib import Path

from pcf.assessment import Scorecard
from pcf.excel.results.agreement import write_agreement
from pcf.excel.results.checklist import write_checklist
from pcf.excel.results.levers import write_levers
from pcf.excel.results.lists import (
    write_explanation,
    write_findings,
    write_notice,
    write_segments,
    write_steps,
)
from pcf.excel.results.loops import write_complaints, write_reasons
from pcf.excel.results.people import write_roles
from pcf.excel.results.practices import write_practices
from pcf.excel.results.processes import write_processes
from pcf.excel.results.registers import write_evidence, write_observations
from pcf.excel.results.roadmap import write_roadmap
from pcf.excel.results.staffing import write_staffing
from pcf.excel.results.summary import write_summary
from pcf.excel.results.table import Report
from pcf.excel.workbook.writer import CREATED
from pcf.i18n import Translator
from pcf.ids import Language
from pcf.outputs import whole_file


def write_results(path: Path, card: Scorecard, *, lang: Language) -> None:
    """Write the report of one scorecard as a workbook; the file appears whole or not at all.

    Args:
        path: The new file.
        card: What to report.
        lang: Language of headings and words; what users typed stays as they typed it.

    Raises:
        OutputNotWritableError: The folder is missing or closed.
    """
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with whole_file(path) as temporary, xlsxwriter.Workbook(str(temporary), options) as book:
        say = Translator(lang)
        book.set_properties({"title": say("Customer service assessment"), "created": CREATED, "author": "pcf"})
        report = Report(book, card, lang)
        for write in (
            write_summary,
            write_processes,
            write_steps,
            write_segments,
            write_roles,
            write_agreement,
            write_evidence,
            write_observations,
            write_roadmap,
            write_levers,
            write_practices,
            write_complaints,
            write_reasons,
            write_staffing,
            write_checklist,
            write_explanation,
            write_findings,
            write_notice,
        ):
            write(report)
