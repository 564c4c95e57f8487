"""A faulty workbook shown back: a new file with each finding beside its cell.

Only texts are carried over, written as texts: no formula, style, name, link, picture or macro
of the received file comes along.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from pcf.assessment.words import SEVERITY
from pcf.errors import OutputIsInputError
from pcf.excel.results.copied import SheetCopy, harmless
from pcf.excel.results.shape import Place, Shape, texts_by_reference
from pcf.excel.styles import FONTS, Styles, row_height, width_for
from pcf.excel.workbook.sheet import set_up_page
from pcf.excel.workbook.writer import CREATED, tab_name
from pcf.findings import Finding, Severity
from pcf.i18n import Translator
from pcf.ids import Language
from pcf.outputs import whole_file
from pcf.sheets.grid import Book
from pcf.sheets.guard import RefusedFileError
from pcf.sheets.package import read_book
from pcf.sheets.xml_cells import place_of

_WIDTHS = (5, 16, 22, 24, 9, 30, 58, 44, 44)


def annotate(path: Path, out: Path, findings: Sequence[Finding], lang: Language) -> None:
    """Write a new workbook that shows a received one with its findings.

    The first sheet lists all findings with links to their cells; on the copies of the sheets the
    cells are marked and carry the message as a comment. A file that cannot be read gives the list alone.

    Args:
        path: The received workbook; only read.
        out: The new file; it appears whole or not at all.
        findings: As ``inspect_workbook`` gave them.
        lang: Language of the messages.

    Raises:
        OutputIsInputError: ``out`` names the received file itself.
        OutputNotWritableError: The folder is missing or closed.
    """
    import xlsxwriter

    if out.exists() and path.exists() and out.samefile(path):
        raise OutputIsInputError(path=str(out))
    try:
        book, _ = read_book(path)
    except RefusedFileError:
        book = Book([], {})
    with whole_file(out) as temporary:
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        made = xlsxwriter.Workbook(str(temporary), options)
        made.formats[0].set_font_name(FONTS[lang])
        made.formats[0].set_font_size(10)
        made.set_properties({"created": CREATED, "author": "pcf"})
        _Annotated(made, book, findings, lang).write()
        made.close()


class _Annotated:
    def __init__(self, made: Any, book: Book, findings: Sequence[Finding], lang: Language) -> None:
        self.made, self.book, self.findings = made, book, findings
        self.say, self.styles = Translator(lang), Styles(made, lang)
        self.list_name = tab_name(self.say("Findings"))
        self.by_sheet = _by_sheet(findings)
        texts = texts_by_reference(book.sheets, lang)
        shapes = (
            Shape(sheet, frozenset(self.by_sheet.get(sheet.name, ())), book.starts_1904, texts) for sheet in book.sheets
        )
        self.shapes = {shape.sheet.name: shape for shape in shapes if shape.is_told}
        self.tabs = _tabs(self.shapes, self.list_name)

    def write(self) -> None:
        self._write_list(self.made.add_worksheet(self.list_name))
        for name, shape in self.shapes.items():
            tab = self.tabs[name]
            page = self.made.add_worksheet(tab)
            SheetCopy(page, shape, self.styles, self.say).write(tab, self.by_sheet.get(name, {}))

    def _write_list(self, page: Any) -> None:
        say, styles = self.say, self.styles
        heads = (
            "#", say("Severity"), say("Code"), say("Sheet"), say("Cell"),
            say("Found"), say("Message"), say("Expected"), say("What to do"),
        )  # fmt: skip
        page.write_string(0, 0, say("Findings: {count}", count=len(self.findings)), styles.title)
        page.set_row(0, 26)
        for place, (head, width) in enumerate(zip(heads, _WIDTHS, strict=True)):
            page.set_column(place, place, width_for(head, width))
            page.write_string(1, place, head, styles.head)
        for row, finding in enumerate(self.findings, start=2):
            self._write_finding(page, row, finding)
        page.freeze_panes(2, 0)
        page.autofilter(1, 0, max(len(self.findings) + 1, 2), len(heads) - 1)
        page.repeat_rows(1)
        set_up_page(page, self.list_name, len(heads) - 1, len(self.findings) + 1)

    def _write_finding(self, page: Any, row: int, finding: Finding) -> None:
        say, styles = self.say, self.styles
        texts = (
            str(row - 1), say(SEVERITY[finding.severity]), finding.code, finding.sheet, finding.cell,
            finding.found, finding.message(say), finding.expected(say), finding.suggestion(say),
        )  # fmt: skip
        fault = finding.severity is Severity.ERROR
        for place, text in enumerate(texts):
            page.write_string(row, place, harmless(text), styles.fault if fault and place == 1 else styles.cell)
        if finding.cell and finding.sheet in self.tabs:
            page.write_url(row, 4, f"internal:'{self.tabs[finding.sheet]}'!{finding.cell}", styles.link, finding.cell)
        page.set_row(row, row_height(styles.lang, list(zip(texts, map(float, _WIDTHS), strict=True))))


def _by_sheet(findings: Sequence[Finding]) -> dict[str, dict[Place, list[Finding]]]:
    """Return the findings of cells by sheet and place."""
    found: dict[str, dict[Place, list[Finding]]] = {}
    for finding in findings:
        if finding.sheet and finding.cell:
            found.setdefault(finding.sheet, {}).setdefault(place_of(finding.cell, ""), []).append(finding)
    return found


def _tabs(sheets: Collection[str], taken: str) -> dict[str, str]:
    """Give every sheet a name that Excel takes and that is there once."""
    tabs: dict[str, str] = {}
    used = {taken.casefold()}
    for number, sheet in enumerate(sheets, start=1):
        name = tab_name(harmless(sheet)) or f"{number}"
        plain, place = name, number
        while name.casefold() in used or name.casefold() == "history":
            name = tab_name(f"{place} {plain}")
            place += len(sheets)
        used.add(name.casefold())
        tabs[sheet] = name
    return tabs
