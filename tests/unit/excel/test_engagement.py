"""report.xlsx of a whole engagement: roles, agreement, registers, roadmap and levers as in the JSON."""

import re
import zipfile

import pytest

from pcf import taxonomy
from pcf.assessment import Copy, Respondent, gather, score_round
from pcf.assessment.workshop import shown_range
from pcf.ids import LANGUAGES

from ..engagement import AGREED_BY, HOSTILE, LONG, NAMES, PEOPLE, engagement, many_initiatives, respondents
from .reports import saved_copies, scorecard, table, written

NEW = {"Roles", "Agreement", "Evidence register", "Strengths and gaps", "Roadmap", "Levers"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    card = engagement()
    return card.to_json(), written(tmp_path_factory.mktemp("made"), card), card


def test_every_chapter_with_content_has_a_sheet(made):
    assert set(made[1].sheetnames) >= NEW


def test_what_has_no_content_has_no_sheet(tmp_path):
    assert set(written(tmp_path, scorecard(saved_copies()[:1])).sheetnames) & NEW <= {"Levers"}
    empty = score_round(taxonomy.load(), gather([Copy("", respondents()[1].model_copy(update={"responses": ()}))]))
    assert not set(written(tmp_path, empty).sheetnames) & NEW


def test_roles_show_the_numbers_of_the_json(made):
    document, book, _ = made
    rows = table(book["Roles"])
    names = {term.code: term.name.spoken("en") for term in taxonomy.load().bundle.maturity.roles}
    totals = {row["Process"]: row for row in rows[:3]}
    by_id = {row["Element id"]: row for row in rows if row["Element id"]}
    assert {row["role"]: row["n"] for row in document["roles"]} == {
        role: [one for _, one in PEOPLE].count(role) for role in dict.fromkeys(role for _, role in PEOPLE)
    }
    for said in document["roles"]:
        column = names[said["role"]]
        assert totals["Respondents"][column] == said["n"]
        assert totals["Coverage"][column] == pytest.approx(said["coverage"])
        assert totals["Score of this role alone"][column] == (said["score"] and pytest.approx(said["score"]))
        levels = {process: row[column] for process, row in by_id.items() if row[column] is not None}
        assert levels == said["processes"]
    gaps = {row["id"]: row["gap"] for row in document["role_gaps"]}
    assert {process: row["Management less front line"] for process, row in by_id.items()} == {
        process: gaps.get(process) for process in by_id
    }


def test_the_chart_of_roles_shows_the_typed_levels(made):
    document, book, _ = made
    page = book["Roles"]
    (chart,) = page._charts
    assert chart.tagname == "barChart"
    said = {row["role"]: row["processes"] for row in document["roles"]}
    rows = [row["Element id"] for row in table(page)[3:]]
    for series, role in zip(chart.series, ("manager", "front_line"), strict=True):
        assert shown_by(page, series.val.numRef.f) == [said[role].get(process) for process in rows]


def shown_by(page, cells: str) -> list[object]:
    title, _, span = cells.replace("$", "").rpartition("!")
    assert title.strip("'") == page.title
    found = page[span]
    return [cell.value for row in found for cell in row] if isinstance(found, tuple) else [found.value]


def test_without_one_of_the_two_roles_nothing_is_drawn(tmp_path):
    forms = [form for form in respondents() if form.respondent.role != "front_line"]
    card = score_round(taxonomy.load(), gather([Copy(str(place), form) for place, form in enumerate(forms)]))
    page = written(tmp_path, card)["Roles"]
    assert not page._charts
    assert {row["Management less front line"] for row in table(page)} == {None}


def test_agreement_shows_the_numbers_of_the_json(made):
    document, book, card = made
    processes = {row["id"]: row for row in document["processes"]}
    rows = {row["Element id"]: row for row in table(book["Agreement"])}
    words = {"NA": "Not applicable", "DK": "Don't know"}
    assert set(rows) == {one.element.id for one in card.processes if one.answers.voices or one.answers.agreed}
    for process, row in rows.items():
        said, answers = processes[process], card.process(process).answers
        agreed = said["agreed"] or dict.fromkeys(("answer", "reason", "evidence", "open_question", "date", "agreed_by"))
        assert [row["Answers"], row["Proposal"]] == [said["n"], said["proposal"]]
        assert row["Agreement"] == (said["agreement"] and pytest.approx(said["agreement"]))
        assert (
            row["Don't know, share"] == (answers.dk_share and pytest.approx(float(answers.dk_share))) or not answers.dk
        )
        level = agreed["answer"]
        assert row["Agreed level"] == (words.get(level) or (int(level) if level else None))
        columns = {"Reason": "reason", "Evidence": "evidence", "Date": "date", "Agreed by": "agreed_by"}
        columns["Left open, and who looks into it"] = "open_question"
        assert {head: row[head] for head in columns} == {head: agreed[key] or None for head, key in columns.items()}


def test_few_answers_are_shown_and_their_agreement_is_not_computed(made):
    _, book, card = made
    numbers = set()
    for row in table(book["Agreement"]):
        answers = card.process(row["Element id"]).answers
        numbers.add(min(answers.n, 4))
        assert (row["Agreement"] is None) is (answers.n < 4)
        levels = [str(level) for level in answers.levels]
        if answers.n <= 2:
            assert row["From lowest to highest"] == (", ".join(levels) or "–")
        else:
            assert row["From lowest to highest"] in (f"{levels[0]}–{levels[-1]}", levels[0])
    assert numbers >= {0, 1, 2, 4}


@pytest.mark.parametrize(
    ("levels", "told"),
    [((), ""), ((3,), "3"), ((3, 3), "3, 3"), ((1, 4), "1, 4"), ((1, 2, 4), "1–4"), ((2, 2, 2), "2")],
)
def test_two_answers_are_told_and_of_three_the_range(levels, told):
    class Answers:
        def __init__(self, levels):
            self.levels = levels

    assert shown_range(Answers(levels)) == told


def test_registers_are_those_of_the_json(made):
    document, book, _ = made
    evidence = table(book["Evidence register"])
    assert [(row["Id"], row["Document, record or figure"], row["Element ids"] or "") for row in evidence] == [
        (one["id"], one["title"], ", ".join(one["processes"])) for one in document["evidence"]
    ]
    observations = {row["Id"]: row for row in table(book["Strengths and gaps"])}
    assert len(observations) == len(document["observations"])
    for one in document["observations"]:
        row = observations[one["id"]]
        assert row["What was found"] == one["text"]
        assert row["Kind"] == {"strength": "strength", "gap": "gap to close", None: None}[one["kind"]]
        assert [row["What follows from it"], row["Recommendation"]] == [
            one["consequence"] or None, one["recommendation"] or None,
        ]  # fmt: skip
        assert row["Evidence (ids)"] == (", ".join(one["evidence"]) or None)


def test_the_roadmap_is_that_of_the_json(made):
    document, book, _ = made
    rows = table(book["Roadmap"])
    assert [row["Id"] for row in rows] == [one["id"] for one in document["initiatives"]]
    assert "Forgotten" not in [row["What is to be done"] for row in rows]
    columns = {
        "Wave": "wave", "Gain of the overall score, levels": "gain", "Effort, person-days": "effort",
        "Cost, MRD": "cost", "Expected level": "expected_level",
    }  # fmt: skip
    for row, one in zip(rows, document["initiatives"], strict=True):
        assert {head: row[head] for head in columns} == {
            head: one[key] if one[key] is None else pytest.approx(one[key]) for head, key in columns.items()
        }


def test_what_is_known_of_open_initiatives_is_drawn_and_named(made):
    document, book, _ = made
    page = book["Roadmap"]
    (chart,) = page._charts
    assert chart.tagname == "scatterChart"
    drawn = [one for one in document["initiatives"] if one["state"] != "done" and one["effort"] and one["gain"]]
    found = [
        [shown_by(page, cells)[0] for cells in (one.tx.strRef.f, one.xVal.numRef.f, one.yVal.numRef.f)]
        for one in chart.series
    ]
    assert found == [[one["id"], one["effort"], pytest.approx(one["gain"])] for one in drawn]
    assert all(one.dLbls.showSerName for one in chart.series)


def test_levers_are_those_of_the_json(made):
    document, book, _ = made
    rows = table(book["Levers"])
    found = [
        (
            row["Element id"],
            row["Change of the overall score, one level up"],
            row["Change of the overall score, one level down"],
        )
        for row in rows
    ]
    assert found == [
        (one["id"], *(one[way] if one[way] is None else pytest.approx(one[way]) for way in ("up", "down")))
        for one in document["levers"]
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_people_typed_stays_text_and_is_seen(tmp_path, lang):
    book = written(tmp_path, engagement(lang), lang)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    for text in (HOSTILE, LONG):
        found = [cell for cell in cells if cell.value == text]
        assert found
        assert {cell.data_type for cell in found} == {"s"}
        assert all(cell.alignment.wrap_text for cell in found)
    for cell in (cell for cell in cells if cell.value == LONG):
        sheet = cell.parent
        lines = len(LONG) / sheet.column_dimensions[cell.column_letter].width
        assert sheet.row_dimensions[cell.row].height >= 12 * lines


def test_a_text_longer_than_a_row_can_show_gets_a_wide_column(tmp_path):
    from pcf.assessment.registers import EvidenceItem

    long = "слово " * 300
    card = engagement(evidence=(EvidenceItem(id="e1", title="t", shows=long.strip()),))
    sheet = written(tmp_path, card)["Evidence register"]
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == long.strip()]
    assert sheet.row_dimensions[cell.row].height < 409


def test_an_anonymous_round_names_nobody_in_any_cell_or_part(tmp_path):
    card = engagement(anonymous=True)
    book = written(tmp_path, card)
    assert "Agreed by" not in {cell.value for cell in book["Agreement"][1]}
    with zipfile.ZipFile(tmp_path / "report_en.xlsx") as archive:
        text = "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    for name in (*NAMES, AGREED_BY, *(part for whole in NAMES for part in whole.split())):
        assert name not in text
    named = written(tmp_path, engagement())
    assert AGREED_BY in {cell.value for row in named["Agreement"].iter_rows() for cell in row}


def test_names_of_respondents_stand_nowhere_but_as_owners_even_if_they_may(tmp_path):
    written(tmp_path, engagement(evidence=(), initiatives=()))
    with zipfile.ZipFile(tmp_path / "report_en.xlsx") as archive:
        text = "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert not [name for name in NAMES if name in text]


def test_many_initiatives_find_room(tmp_path):
    page = written(tmp_path, engagement(initiatives=many_initiatives(30)))["Roadmap"]
    rows = table(page)
    assert len(rows) == 30
    assert [row["Wave"] for row in rows] == sorted(row["Wave"] for row in rows)
    (chart,) = page._charts
    assert len(chart.series) == 29  # the process of one was agreed not to apply: nothing is gained
    assert int(re.search(r"\$(\d+)$", page.print_area)[1]) > 30


def test_respondents_without_roles_get_no_sheet_of_roles(tmp_path):
    forms = [form.model_copy(update={"respondent": Respondent(name=form.respondent.name)}) for form in respondents()]
    card = score_round(taxonomy.load(), gather([Copy(str(place), form) for place, form in enumerate(forms)]))
    assert "Roles" not in written(tmp_path, card).sheetnames
