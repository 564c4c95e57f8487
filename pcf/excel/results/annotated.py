"""A faulty workbook shown back: a new file with each finding beside its cell.

Only texts are carried over, written as texts: no formula, style, name, link, picture or macro
of the received file comes along.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pcf.assessment.words import SEVERITY
from pcf.errors import OutputIsInputError
from pcf.excel.layout import LONGEST_TEXT
from pcf.excel.styles import FAULT_FILL, FONTS, Styles, row_height, width_for
from pcf.excel.workbook.sheet import clipped, set_up_page
from pcf.excel.workbook.writer import CREATED, tab_name
from pcf.findings import Finding, Severity
from pcf.i18n import Translator
from pcf.ids import Language
from pcf.outputs import whole_file
from pcf.sheets.grid import Book, Cell, Sheet
from pcf.sheets.guard import RefusedFileError
from pcf.sheets.package import read_book
from pcf.sheets.xml_cells import place_of

_COPIED_CELLS = 50_000
_WIDEST, _NARROWEST = 60.0, 6.0
_COMMENT_LIMIT = 2_000
_WIDTHS = (5, 16, 22, 24, 9, 30, 58, 44, 44)
_BIDI = {code: f"\\u{code:04x}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


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
        self.tabs = _tabs(book, self.list_name)

    def write(self) -> None:
        self._write_list(self.made.add_worksheet(self.list_name))
        by_place: dict[tuple[str, str], list[Finding]] = {}
        for finding in self.findings:
            if finding.sheet and finding.cell:
                by_place.setdefault((finding.sheet, finding.cell), []).append(finding)
        for sheet in self.book.sheets:
            self._write_copy(self.made.add_worksheet(self.tabs[sheet.name]), sheet, by_place)

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

    def _write_copy(self, page: Any, sheet: Sheet, by_place: Mapping[tuple[str, str], Sequence[Finding]]) -> None:
        widths: dict[int, float] = {}
        for cell in sheet.filled[:_COPIED_CELLS]:
            text = harmless(cell.shown)
            page.write_string(cell.row - 1, cell.column - 1, text, self.styles.cell)
            longest = max((len(line) for line in text.split("\n")), default=0) + 2.0
            widths[cell.column] = max(widths.get(cell.column, _NARROWEST), min(longest, _WIDEST))
        for column, width in widths.items():
            page.set_column(column - 1, column - 1, width)
        for (name, place), findings in by_place.items():
            if name == sheet.name:
                self._mark(page, sheet, place, findings)
        marked = {place_of(place, "")[0] for name, place in by_place if name == sheet.name}
        for row in sorted(sheet.hidden_rows - marked)[:_COPIED_CELLS]:
            page.set_row(row - 1, None, None, {"hidden": True})

    def _mark(self, page: Any, sheet: Sheet, place: str, findings: Sequence[Finding]) -> None:
        row, column = place_of(place, "")
        cell = sheet.cells.get((row, column))
        text = harmless(_with_formula(cell)) if cell else ""
        if text:
            page.write_string(row - 1, column - 1, text, self.styles.fault)
        else:
            page.write_blank(row - 1, column - 1, None, self.styles.fault)
        told = "\n\n".join(self._told(finding) for finding in findings)
        options = {"x_scale": 2.6, "y_scale": 1.2 + told.count("\n") * 0.25, "color": FAULT_FILL, "author": "pcf"}
        page.write_comment(row - 1, column - 1, clipped(harmless(told), _COMMENT_LIMIT), options)

    def _told(self, finding: Finding) -> str:
        say = self.say
        parts = [finding.message(say)]
        if expected := finding.expected(say):
            parts.append(say("Expected: {text}", text=expected))
        if suggestion := finding.suggestion(say):
            parts.append(say("What to do: {text}", text=suggestion))
        return "\n".join(parts)


def _tabs(book: Book, taken: str) -> dict[str, str]:
    """Give every sheet a name that Excel takes and that is there once."""
    tabs: dict[str, str] = {}
    used = {taken.casefold()}
    for number, sheet in enumerate(book.sheets, start=1):
        name = tab_name(harmless(sheet.name)) or f"{number}"
        plain, place = name, number
        while name.casefold() in used or name.casefold() == "history":
            name = tab_name(f"{place} {plain}")
            place += len(book.sheets)
        used.add(name.casefold())
        tabs[sheet.name] = name
    return tabs


def _with_formula(cell: Cell) -> str:
    """Return what a person saw in a cell that has a finding; a formula is told as text, so that nothing computes."""
    return cell.shown if cell.formula is None else f"{cell.shown}  [={cell.formula}]"


def harmless(text: str) -> str:
    """Make control signs and signs that turn the writing direction visible, and cut what a cell cannot hold."""
    return clipped(_CONTROL.sub("\ufffd", text).translate(_BIDI), LONGEST_TEXT)
