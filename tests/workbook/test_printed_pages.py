"""On paper: no more pages than a person would print, and no cell that cannot show what it holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from pcf import taxonomy
from pcf.assessment import Assessment, gather, read_saved, score_round
from pcf.assessment.template import empty, parse_scope
from pcf.excel import annotate, inspect_workbook, write_results, write_workbook
from pcf.excel.papers.book import write_papers
from pcf.excel.papers.plan import make_plan
from pcf.ids import LANGUAGES, Language

pytestmark = pytest.mark.long

# The most pages of full forms: what was measured with the Debian packages that .ci/run installs, and a tenth more.
MOST_PAGES: dict[str, dict[Language, int]] = {
    "template": {"en": 106, "ru": 106, "zh": 95},
    "filled": {"en": 107, "ru": 107, "zh": 96},
    "annotated": {"en": 98, "ru": 113, "zh": 78},  # the practices take three pages since they show suggestions
    "report": {"en": 21, "ru": 25, "zh": 18},
}
MOST_PAPERS: dict[Language, int] = {"en": 50, "ru": 60, "zh": 38}  # guides of all five roles
UNSHOWN = re.compile(r"###|#REF!|#NAME\?|#VALUE!|#DIV/0!|#NUM!|#NULL!|Err:5|\{[a-z_]+\}|%\([a-z_]+\)s")
SAVED = Path(__file__).parents[1] / "fixtures" / "three_respondents.json"
Make = Callable[[Path, Language], None]


@pytest.fixture
def makers(make_sample) -> dict[str, Make]:
    def template(path: Path, lang: Language) -> None:
        write_workbook(path, Assessment(), lang=lang)

    def filled(path: Path, lang: Language) -> None:
        sample = make_sample(lang)
        asked = [response.model_copy(update={"is_asked": True}) for response in sample.responses]
        write_workbook(path, sample.model_copy(update={"responses": tuple(asked)}), lang=lang)

    def annotated(path: Path, lang: Language) -> None:
        received = path.with_name("received.xlsx")
        filled(received, lang)
        answer_all(received, 2.5)
        findings = inspect_workbook(received, lang=lang).findings
        assert findings
        annotate(received, path, findings, lang)

    return {"template": template, "filled": filled, "annotated": annotated, "report": report}


def report(path: Path, lang: Language) -> None:
    card = score_round(taxonomy.load(lang=lang), gather(read_saved(SAVED).copies))
    write_results(path, card, lang=lang)


def answer_all(path: Path, answer: object) -> None:
    """Type one answer for every process."""
    book = openpyxl.load_workbook(path)
    page = next(sheet for sheet in book if str(sheet["A1"].value).startswith("pcf:ratings:"))
    column = next(cell.column for cell in page[2] if cell.value == "answer")
    for cells in page.iter_rows(max_col=1):
        if str(cells[0].value).isdigit():
            page.cell(cells[0].row, column).value = answer
    book.save(path)


def heading(page: str) -> str:
    return " ".join(page.split())[:40]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", MOST_PAGES)
def test_a_workbook_on_paper_is_whole(kind, lang, makers, printed, tmp_path: Path):
    path = tmp_path / f"{kind}.xlsx"
    makers[kind](path, lang)
    book = printed(path)
    assert [number for number, page in enumerate(book.pages, start=1) if not heading(page)] == []
    unshown = [(number, set(UNSHOWN.findall(page)), heading(page)) for number, page in enumerate(book.pages, start=1)]
    assert [one for one in unshown if one[1]] == []
    numbers = set(re.findall(r"(?<![\d.])6\.\d+\.\d+(?![\d.])", book.text))
    assert {process.hierarchy_id for process in taxonomy.load().processes} <= numbers
    count = len(book.pages)
    assert 0 < count <= MOST_PAGES[kind][lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_short_form_on_paper_is_what_the_person_is_asked(lang, printed, tmp_path: Path):
    path, spoken = tmp_path / "short.xlsx", taxonomy.load(lang=lang)
    scope = parse_scope("6.2.3,6.5.2", spoken)
    write_workbook(path, empty(spoken, scope=scope), lang=lang)
    book = printed(path)
    assert not [one for page in book.pages if (one := UNSHOWN.findall(page))]
    numbers = set(re.findall(r"(?<![\d.])6\.\d+\.\d+(?![\d.])", book.text))
    assert numbers == {process.hierarchy_id for process in spoken.processes if process.id in scope}
    assert 0 < len(book.pages) <= 15


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_working_papers_on_paper_are_whole(lang, printed, tmp_path: Path):
    path = tmp_path / "papers.xlsx"
    write_papers(path, make_plan(taxonomy.load(), profile="bank"), lang=lang)
    book = printed(path)
    assert [number for number, page in enumerate(book.pages, start=1) if not heading(page)] == []
    assert not [one for page in book.pages if (one := UNSHOWN.findall(page))]
    assert 0 < len(book.pages) <= MOST_PAPERS[lang]
