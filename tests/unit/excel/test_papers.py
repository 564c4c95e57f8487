"""The working papers: who is asked what, in every language, and nothing that a person would miss."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pcf.assessment.template import core_metrics, parse_scope, parse_segments, profile_of
from pcf.errors import BadOptionError
from pcf.excel import inspect_workbook
from pcf.excel.papers.book import write_papers
from pcf.excel.papers.people import ROLES, Person
from pcf.excel.papers.plan import Plan, idle_people, make_plan
from pcf.ids import LANGUAGES, Language
from pcf.taxonomy import Taxonomy, load

SIX = load()
PEOPLE = (
    Person("Anna", "manager", language="ru", row=2),
    Person("Boris", "front_line", parse_scope("6.2,6.5.2", SIX), "en", row=3),
    Person("Li Wei", "front_line", parse_scope("6.3", SIX), "zh", row=4),
)


def plan(*people: Person, profile: str = "bank", segments: str = "retail=Retail;sme=Small firms") -> Plan:
    return make_plan(SIX, people, profile=profile, segments=parse_segments(segments), round_name="2026-Q4")


def sheets(made: Plan, path: Path, lang: Language = "en") -> list[Worksheet]:
    write_papers(path, made, lang=lang)
    return openpyxl.load_workbook(path).worksheets


def rows(page: Worksheet) -> list[list[str]]:
    """Return the rows below the headings, which are frozen."""
    first = int("".join(sign for sign in str(page.freeze_panes) if sign.isdigit()))
    return [["" if cell.value is None else str(cell.value) for cell in row] for row in page.iter_rows(min_row=first)]


def column(page: Worksheet, place: int) -> list[str]:
    return [row[place] for row in rows(page) if row[place]]


def applicable(taxonomy: Taxonomy = SIX, profile: str = "bank") -> list[str]:
    absent = profile_of(taxonomy, profile).not_applicable
    return [process.id for process in taxonomy.processes if process.id not in absent]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sheet_is_printable_and_says_that_nothing_is_read(lang: Language, tmp_path: Path):
    pages = sheets(plan(*PEOPLE), tmp_path / "papers.xlsx", lang)
    assert len(pages) == 7  # plan, scope, two guides, documents, data, notice
    for page in pages[:-1]:
        assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.print_title_rows
        assert page.auto_filter.ref
        intro = [str(row[0].value) for row in page.iter_rows(max_row=4)]
        assert any("pcf" in text for text in intro), page.title


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_notices_stand_word_for_word(lang: Language, tmp_path: Path):
    page = sheets(plan(), tmp_path / "papers.xlsx", lang)[-1]
    texts = {str(cell.value) for row in page.iter_rows() for cell in row}
    assert {notice.text for notice in SIX.bundle.notices} <= texts


def test_the_plan_names_everybody_with_what_they_are_asked(tmp_path: Path):
    made = plan(*PEOPLE)
    said = rows(sheets(made, tmp_path / "papers.xlsx")[0])
    assert [row[1:5] for row in said[:3]] == [
        ["Anna", "Manager", "6.1, 6.2, 6.5", "12"],
        ["Boris", "Front line", "6.2, 6.5.2", "5"],
        ["Li Wei", "Front line", "–", "0"],
    ]
    assert [row[8] for row in said[:3]] == [one.file for one in made.forms]
    assert [row[7] for row in said[:3]] == ["Русский", "English", "中文"]
    assert said[3][1:] == [""] * len(said[3][1:])


def test_whoever_is_asked_nothing_that_the_industry_has_is_told():
    found = list(idle_people(plan(*PEOPLE), "people.csv"))
    assert [(one.code, one.file, one.cell) for one in found] == [("person-asked-nothing", "people.csv", "A4")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_scope_proposes_with_reasons(lang: Language, tmp_path: Path):
    page, spoken = sheets(plan(*PEOPLE), tmp_path / "papers.xlsx", lang)[1], load(lang=lang)
    said = {row[0]: row for row in rows(page)}
    assert list(said) == [str(process.hierarchy_id) for process in SIX.processes]
    reasons = [record.reason.spoken(lang) for record in SIX.bundle.maturity.reasons]
    for process in spoken.processes:
        row = said[str(process.hierarchy_id)]
        assert process.rubric is not None
        assert row[1] == process.name
        if process.id in applicable():
            assert row[3] == process.rubric.applies
        else:
            assert row[3] in reasons
    assert "Anna, Boris" in said["6.2.1"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_guide_puts_to_a_role_its_questions_about_its_processes(lang: Language, tmp_path: Path):
    pages, spoken = sheets(plan(*PEOPLE), tmp_path / "papers.xlsx", lang), load(lang=lang)
    asked = {
        "manager": applicable(),
        "front_line": [one for one in applicable() if one in parse_scope("6.2,6.5.2", SIX)],
    }
    for page, (role, processes) in zip(pages[2:4], asked.items(), strict=True):
        expected = [
            question.text
            for process in spoken.processes
            if process.id in processes and process.rubric
            for question in process.rubric.questions_for(role)  # type: ignore[arg-type]
        ]
        assert column(page, 2) == expected
        assert all(row[4:] == ["", "", ""] for row in rows(page))
    first = spoken[applicable()[0]].rubric
    assert first is not None
    assert all(sign in rows(pages[2])[0][3] for sign in first.overrating)


def test_without_people_every_role_has_a_guide_to_all_that_applies(tmp_path: Path):
    pages = sheets(plan(), tmp_path / "papers.xlsx")
    assert len(pages) == 2 + len(ROLES) + 3
    titles = [str(page["A1"].value) for page in pages[2:-3]]
    names = [role.name.en for role in SIX.bundle.maturity.roles]
    assert titles == [f"Interview guide: {name}" for name in names]


def test_whoever_has_no_role_is_asked_the_questions_of_all(tmp_path: Path):
    scope = parse_scope("6.2.3", SIX)
    page = sheets(plan(Person("Anna", scope=scope)), tmp_path / "papers.xlsx")[2]
    rubric = SIX.by_hierarchy("6.2.3").rubric
    assert rubric is not None
    assert column(page, 2) == [question.text for question in rubric.questions]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_documents_are_those_of_the_processes_in_scope(lang: Language, tmp_path: Path):
    page = sheets(plan(PEOPLE[1]), tmp_path / "papers.xlsx", lang)[3]
    asked = [one for one in applicable() if one in parse_scope("6.2,6.5.2", SIX)]
    spoken = load(lang=lang)
    expected = [
        one.text
        for element in asked
        if (rubric := spoken[element].rubric)
        for one in rubric.evidence
        if one.kind != "said"
    ]
    assert column(page, 1) == list(dict.fromkeys(expected))


def test_one_document_is_asked_for_once_with_all_its_processes(tmp_path: Path, monkeypatch):
    from pcf.excel.papers import requests

    made = plan(Person("Anna", scope=parse_scope("6.2.2,6.2.3", SIX)))
    one, other = (SIX.by_hierarchy(number) for number in ("6.2.2", "6.2.3"))
    assert one.rubric is not None
    shared = one.rubric.evidence

    class Same:
        def __init__(self, element):
            self.hierarchy_id, self.name = element.hierarchy_id, element.name
            self.rubric = type("R", (), {"evidence": shared})

    monkeypatch.setattr(Plan, "processes", property(lambda _: (Same(one), Same(other))))
    found = requests._documents(made)
    assert [len(processes) for processes in found.values()] == [2] * len(shared)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_data_are_the_measures_of_the_core_metrics_by_segment(lang: Language, tmp_path: Path):
    page = sheets(plan(), tmp_path / "papers.xlsx", lang)[-2]
    spoken = load(lang=lang)
    measures = list(dict.fromkeys(one for metric in core_metrics(spoken, "bank") for one in metric.measures))
    assert [(row[0], row[5]) for row in rows(page)] == [
        (one, segment) for one in measures for segment in ("retail", "sme")
    ]
    assert {row[7] for row in rows(page)} == {"2026-Q4"}
    metric = core_metrics(spoken, "bank")[0]
    first = rows(page)[0]
    assert first[1] == spoken.measure(first[0]).name.spoken(lang)
    assert first[2] == spoken.measure(first[0]).definition.spoken(lang)
    assert metric.name in first[4]


def test_without_segments_a_measure_has_one_row(tmp_path: Path):
    page = sheets(plan(segments=""), tmp_path / "papers.xlsx")[-2]
    assert len(set(column(page, 0))) == len(column(page, 0))


def test_a_blank_scope_is_all_that_the_industry_has():
    made = plan(*PEOPLE)
    asked = {one.element for one in made.forms[0].form.responses if one.is_asked}
    assert asked == set(applicable())
    explicit = made.forms[1].form
    assert {one.element for one in explicit.responses if one.is_asked} == PEOPLE[1].scope
    returns = explicit.response(SIX.by_hierarchy("6.2.4").id)
    assert (returns.is_asked, returns.answer) == (True, "NA")
    assert returns.reason


def test_reasons_are_in_the_language_of_the_person():
    made = plan(*(Person(name=lang, language=lang) for lang in LANGUAGES))
    reasons = {one.form.response(SIX.by_hierarchy("6.3.1").id).reason for one in made.forms}
    assert len(reasons) == len(LANGUAGES)


def test_every_form_has_an_id_of_its_own():
    made = plan(*PEOPLE)
    assert len({one.form.workbook_id for one in made.forms}) == len(PEOPLE)


def test_an_industry_that_is_none_is_refused():
    with pytest.raises(BadOptionError):
        plan(profile="circus")


@pytest.mark.parametrize("edition", ["7.0", "8.0"])
def test_other_editions_have_papers_too(edition: str, tmp_path: Path):
    write_papers(tmp_path / "papers.xlsx", make_plan(load(edition), PEOPLE[:1]), lang="ru")
    assert inspect_workbook(tmp_path / "papers.xlsx", lang="en").findings[0].code == "not-an-assessment"


def test_what_people_are_called_stays_text(tmp_path: Path):
    page = sheets(plan(Person("=1+1", "manager")), tmp_path / "papers.xlsx")[0]
    cell = next(cell for row in page.iter_rows() for cell in row if cell.value == "=1+1")
    assert cell.data_type == "s"
