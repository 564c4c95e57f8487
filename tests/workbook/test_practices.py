"""Practices in a workbook: suggestions to accept, change or reject, one by one or above a line, and lists of them."""

from __future__ import annotations

import random
import time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pcf.assessment import Assessment, Respondent, template
from pcf.cli.main import run
from pcf.errors import BadOptionError, UnknownElementError, WorkbookError
from pcf.excel import (
    annotate,
    inspect_practices,
    inspect_workbook,
    layout,
    read_practices,
    read_workbook,
    write_practice_list,
    write_workbook,
)
from pcf.excel.columns import LONGEST_TEXT
from pcf.excel.practices import (
    LONGEST_KEPT,
    MOST_LISTED,
    PRACTICES,
    SLOTS,
    STATUS,
    Row,
    has_suggestions,
    row_of,
    status_of,
)
from pcf.excel.reading.codes import folded
from pcf.excel.registers import MOST_ROWS
from pcf.excel.workbook.practices import order_of_list
from pcf.excel.workbook.registers import SPARE_ROWS
from pcf.i18n import Translator
from pcf.ids import LANGUAGES, Language
from pcf.mapping import Placement, Practice
from pcf.mapping.line import Line
from pcf.sheets.limits import CELL_LIMIT
from pcf.taxonomy import load

from .fillings import filling

SIX = load()
A, B, C = (SIX.by_hierarchy(number).id for number in ("6.2.2", "6.2.3", "6.2.4"))


def suggested(element: str | None, sure: str, **said: object) -> Placement:
    return Placement(element=element, confidence=Decimal(sure), tool="pcf 1", why="complaint, answer", **said)


FIRST, SECOND, NOWHERE = suggested(A, "0.9"), suggested(B, "0.4"), suggested(None, "0.05")
PRACTICE = Practice(id="p1", text="We answer", owner="Ann", unit="Call centre", placements=(FIRST, SECOND, NOWHERE))
UNSURE = Practice(id="p2", text="We call back", placements=(suggested(C, "0.5"), suggested(None, "0.45")))
Typed = dict[tuple[str, str, str], object]


def listed(path: Path, typed: Typed, *practices: Practice, reviewer: str = "") -> Path:
    """Write a list, and type into it with a program that drops what formulas show."""
    write_practice_list(path, practices or (PRACTICE,), edition="7.4", lang="en", reviewer=reviewer)
    return _typed(path, typed)


def filled(path: Path, typed: Typed, *practices: Practice, name: str = "") -> Path:
    form = Assessment(practices=practices or (PRACTICE,), respondent=Respondent(name=name))
    write_workbook(path, form, lang="en")
    return _typed(path, typed)


def _typed(path: Path, typed: Typed) -> Path:
    book = openpyxl.load_workbook(path)
    for (key, row, column), value in typed.items():
        page = next(sheet for sheet in book if sheet["A1"].value == layout.marker(key))
        columns = {cell.value: cell.column for cell in page[2]}
        number = next(cells[0].row for cells in page.iter_rows(max_col=1) if cells[0].value == row)
        cell = page.cell(number, columns[column])
        cell.value = value
        if isinstance(value, float) and row == "line":
            cell.number_format = "General"
    if typed:
        book.save(path)
    return path


def shown(path: Path, column: str) -> dict[str, object]:
    book = openpyxl.load_workbook(path, data_only=True)
    page = next(sheet for sheet in book if sheet["A1"].value == layout.marker("practices"))
    place = next(cell.column for cell in page[2] if cell.value == column) - 1
    return {str(cells[0].value): cells[place].value for cells in page.iter_rows(min_row=6) if cells[0].value}


def cells_of(**columns: object) -> Typed:
    return {("practices", "p1", column): value for column, value in columns.items()}


# A list and an assessment say the same


_SETTINGS = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])


@pytest.mark.long
@_SETTINGS
@given(data=st.data())
def test_a_list_gives_back_what_was_written(data, assessments, tmp_path_factory):
    form = data.draw(assessments)
    path = tmp_path_factory.mktemp("list") / "list.xlsx"
    write_practice_list(path, form.practices, edition="7.4", lang=data.draw(st.sampled_from(LANGUAGES)), reviewer="Bob")
    read = read_practices(path)
    assert [one.code for one in read.findings] == ["practice-list"]
    assert read.practices == tuple(sorted(form.practices, key=order_of_list))


@pytest.mark.parametrize("write", [listed, filled])
def test_decisions_come_back_as_they_were_typed(write, tmp_path: Path):
    typed = cells_of(
        decision_1="Y", decision_2="N", elements="6.2.4", relation="same", reviewer="Ann", date="2026-10-26",
        reason="about letters", unit="Sales",
    )  # fmt: skip
    read = read_practices(write(tmp_path / "book.xlsx", typed))
    assert [one for one in read.findings if one.severity != "note"] == []
    signed = {"reviewer": "Ann", "date": "2026-10-26", "reason": "about letters"}
    assert read.practices == (
        PRACTICE.model_copy(
            update={
                "unit": "Sales",
                "placements": (
                    FIRST.model_copy(update={**signed, "decision": "accepted", "relation": "same"}),
                    SECOND.model_copy(update={**signed, "decision": "rejected", "relation": "same"}),
                    NOWHERE,
                    Placement(element=C, decision="accepted", relation="same", **signed),
                ),
            }
        ),
    )


def test_a_practice_may_be_added_below_a_list(tmp_path: Path):
    typed = {("practices", "p2", "text"): "New", ("practices", "p2", "elements"): A, ("practices", "p2", "unit"): "HQ"}
    read = read_practices(listed(tmp_path / "book.xlsx", typed))
    assert read.practices[1] == Practice(id="p2", text="New", unit="HQ", elements=(A,))


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_for_a_code_is_read_as_that_code(lang: Language, tmp_path: Path):
    """The lists that the live sheet searches hold codes and words; the reader takes them all for the same."""
    path = tmp_path / "words.xlsx"
    write_practice_list(path, [PRACTICE], edition="7.4", lang=lang)
    page = openpyxl.load_workbook(path, data_only=True)["_lists"]
    lists = {cells[1]: [one for one in cells[2:] if one is not None] for cells in page.iter_cols(values_only=True)}
    for word, place in zip(lists["decisions_words"], lists["decisions_places"], strict=True):
        typed = cells_of(decision_1=word, reviewer="Ann", reason="r")
        (read,) = read_practices(listed(tmp_path / "book.xlsx", typed)).practices
        assert read.placements[0].decision == ("accepted", "rejected")[place - 1], word
    for word, place in zip(lists["relations_words"], lists["relations_places"], strict=True):
        typed = cells_of(decision_1="Y", reviewer="Ann", relation=word)
        (read,) = read_practices(listed(tmp_path / "book.xlsx", typed)).practices
        assert read.placements[0].relation == lists["relations"][place - 1], word
    assert len(lists["decisions_words"]) == len(set(map(folded, lists["decisions_words"])))


@pytest.mark.parametrize("word", ["Ｙ", " y ", "ДА", "是", "ＹＥＳ"])
def test_codes_in_full_width_and_capitals_are_understood(word, tmp_path: Path):
    (read,) = read_practices(listed(tmp_path / "book.xlsx", cells_of(decision_1=word, reviewer="Ann"))).practices
    assert read.elements == (A,)


# What contradicts itself


FAULTS = {
    "accepted, and none fits": (cells_of(decision_1="Y", decision_0="Y", reviewer="Ann"), [("accepted-and-none", "decision_0")]),
    "an own choice, and none fits": (cells_of(elements="6.2.4", decision_0="Y", reviewer="Ann"), [("accepted-and-none", "decision_0")]),
    "own choice rejected as a suggestion": (
        cells_of(elements="6.2.2", decision_1="N", reviewer="Ann", reason="r"), [("accepted-and-rejected", "decision_1")],
    ),
    "a decision on nothing": (cells_of(decision_3="Y", reviewer="Ann"), [("decision-without-suggestion", "decision_3")]),
    "an unknown code": (cells_of(decision_1="maybe", reviewer="Ann"), [("code-unknown", "decision_1")]),
    "an unknown relation": (cells_of(decision_1="Y", relation="below", reviewer="Ann"), [("code-unknown", "relation")]),
    "an unknown element": (cells_of(elements="6.9.9", reviewer="Ann"), [("element-unknown", "elements")]),
    "no reason": (cells_of(decision_1="N", reviewer="Ann"), [("rejected-without-reason", "decision_1")]),
    "nobody": (cells_of(decision_1="Y"), [("decision-unsigned", "decision_1")]),
    "a name for nothing": (cells_of(reviewer="Ann", relation="same"), [("nothing-decided", "relation"), ("nothing-decided", "reviewer")]),
    "another suggestion": (cells_of(element_1=C), [("suggestion-changed", "element_1")]),
    "a suggestion added": (cells_of(element_3=C), [("suggestion-changed", "element_3")]),
    "a suggestion surer than it was": (cells_of(confidence_2=0.99), [("suggestion-changed", "confidence_2")]),
    "a suggestion gone": (cells_of(confidence_0=None), [("suggestion-changed", "confidence_0")]),
    "what is kept is spoilt": (cells_of(kept="spoilt"), [("suggestion-changed", "kept")]),
    "a month": (cells_of(decision_1="Y", reviewer="Ann", date="2026-10"), [("day-missing", "date")]),
    "a year": (cells_of(decision_1="Y", reviewer="Ann", date="2026"), [("day-missing", "date")]),
    "another text": (cells_of(text="We sing"), [("practice-text-changed", "text")]),
    "a day that is none": (cells_of(decision_1="Y", reviewer="Ann", date="soon"), [("date-unknown", "date")]),
}  # fmt: skip


@pytest.mark.parametrize("write", [listed, filled])
@pytest.mark.parametrize("name", FAULTS)
def test_faults_are_told_at_their_cells(name, write, tmp_path: Path):
    typed, expected = FAULTS[name]
    path = write(tmp_path / "book.xlsx", typed)
    reading = inspect_practices(path, lang="en")
    page = next(sheet for sheet in openpyxl.load_workbook(path) if sheet["A1"].value == layout.marker("practices"))
    columns = {cell.column_letter: cell.value for cell in page[2]}
    told = [one for one in reading.findings if one.code not in {"practice-list", "normalised"}]
    assert [(one.code, columns[one.cell.rstrip("0123456789")]) for one in told] == expected
    for one in told:
        assert one.message() and one.expected() and one.suggestion()
        assert "{" not in one.message() + one.expected() + one.suggestion()
    if expected[0][0] == "suggestion-changed":
        (read,) = reading.assessment.practices
        assert (read.text, read.placements) == (PRACTICE.text, ())
    elif expected[0][0] == "practice-text-changed":
        assert reading.assessment.practices == (PRACTICE.model_copy(update={"text": "We sing", "placements": ()}),)
    elif reading.is_faulty:
        assert reading.assessment.practices == (PRACTICE,)
        assert reading.cells.refused


def test_nobody_is_asked_again_who_made_decisions_that_were_written_into_the_workbook(tmp_path: Path):
    bare = [
        one.model_copy(update={"decision": decision}) for one, decision in ((FIRST, "accepted"), (SECOND, "rejected"))
    ]
    practice = PRACTICE.model_copy(update={"placements": tuple(bare)})
    reading = inspect_workbook(filled(tmp_path / "book.xlsx", {}, practice), lang="en")
    assert (reading.findings, reading.assessment.practices) == ((), (practice,))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_faults_are_marked_in_the_annotated_copy_of_a_list(lang: Language, tmp_path: Path):
    path = listed(tmp_path / "book.xlsx", cells_of(decision_1="Y", decision_0="Y", reviewer="Ann"))
    findings = inspect_practices(path, lang=lang).findings
    annotate(path, tmp_path / "marked.xlsx", findings, lang)
    marked = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    (fault,) = [one for one in findings if one.code == "accepted-and-none"]
    assert fault.message(Translator(lang)) in marked[fault.sheet][fault.cell].comment.text


def test_rows_sorted_without_their_keys_give_themselves_away(tmp_path: Path):
    path = listed(tmp_path / "book.xlsx", {}, PRACTICE, UNSURE)
    book = openpyxl.load_workbook(path)
    page = book[layout.tab("practices")]
    for column in range(2, page.max_column + 1):
        one, other = page.cell(6, column), page.cell(7, column)
        one.value, other.value = other.value, one.value
    book.save(path)
    codes = {one.code for one in inspect_practices(path, lang="en").findings}
    assert "row-mixed-up" in codes


# A text that changed after it was suggested


@pytest.mark.parametrize("write", [listed, filled])
def test_a_person_s_decisions_outlast_the_text_and_suggestions_do_not(write, tmp_path: Path):
    typed = cells_of(text="We sing", decision_1="Y", reviewer="Ann", elements="6.2.4")
    typed[("organisation", "line", "value")] = 0.1
    path = write(tmp_path / "book.xlsx", typed, PRACTICE, PRACTICE.model_copy(update={"id": "p2"}))
    page = _typed(path, {("organisation", "respondent", "value"): "Bob"})
    changed, same = read_practices(page).practices
    assert [(one.element, one.decision, one.reviewer) for one in changed.placements] == [
        (A, "accepted", "Ann"),
        (C, "accepted", "Ann"),
    ]
    assert [(one.element, one.reviewer) for one in same.placements if one.decision] == [(A, "Bob")]


def test_the_line_accepts_nothing_for_a_changed_text(tmp_path: Path):
    typed = {**cells_of(text="we answer"), ("organisation", "line", "value"): 0.1}
    reading = inspect_practices(listed(tmp_path / "book.xlsx", typed, reviewer="Bob"), lang="en")
    (told,) = [one for one in reading.findings if one.code == "practice-text-changed"]
    assert (told.severity, told.found, told.facts["wanted"]) == ("warning", "we answer", "We answer")
    assert [one.placements for one in reading.assessment.practices] == [()]


def test_the_text_of_a_practice_without_suggestions_may_change(tmp_path: Path):
    own = Practice(id="p1", text="We answer", elements=(A,))
    reading = inspect_practices(listed(tmp_path / "book.xlsx", cells_of(text="We sing"), own), lang="en")
    assert [one.code for one in reading.findings] == ["practice-list"]
    assert reading.assessment.practices == (own.model_copy(update={"text": "We sing"}),)


# What is long, and lists that are


@pytest.mark.parametrize(
    "why",
    ["ж" * 28_000, "\n\u2028\x85\ufeff\U00020000_x0041_ " * 2_000, "x" * (LONGEST_KEPT - 100)],
    ids=["Russian", "odd signs", "as long as may be"],
)
@pytest.mark.parametrize("write", [listed, filled])
def test_what_suggestions_rest_on_comes_back_however_long(write, why, tmp_path: Path):
    practice = Practice(id="p1", text="We answer", placements=(FIRST.model_copy(update={"why": why}),))
    assert read_practices(write(tmp_path / "book.xlsx", {}, practice)).practices == (practice,)


@pytest.mark.parametrize("write", [listed, filled])
def test_every_text_that_no_cell_can_hold_is_told_with_its_practice(write, tmp_path: Path):
    long = "x" * (LONGEST_TEXT + 1)
    too_long = (
        Practice(id="a", text=long, owner=long),
        Practice(id="b", text="fits"),
        Practice(id="c", text="t", unit=long),
        Practice(id="d", text="t", placements=(FIRST.model_copy(update={"why": "x" * LONGEST_KEPT}),)),
    )
    with pytest.raises(WorkbookError) as caught:
        write(tmp_path / "book.xlsx", {}, *too_long)
    told = [(one.code, one.cell) for one in caught.value.findings]
    assert told == [
        ("practice-text-too-long", "a:text"),
        ("practice-text-too-long", "a:owner"),
        ("practice-text-too-long", "c:unit"),
        ("practice-placements-too-long", "d:placements"),
    ]
    assert "Practice a has 32768 signs in: What we do." in caught.value.findings[0].message()
    assert caught.value.exit_code == 1
    assert list(tmp_path.iterdir()) == []


def test_more_practices_than_could_be_read_back_are_refused_by_number(tmp_path: Path):
    many = [Practice(id=f"n{number}", text="We do") for number in range(MOST_LISTED + 1)]
    with pytest.raises(WorkbookError) as caught:
        write_practice_list(tmp_path / "list.xlsx", many, edition="7.4", lang="en")
    (told,) = caught.value.findings
    assert (told.code, told.expected()) == ("practice-list-too-long", "At most 15000 practices in a workbook.")
    assert MOST_LISTED + SPARE_ROWS <= MOST_ROWS
    assert list(tmp_path.iterdir()) == []


TIGHT = {
    "too many cells": {"pcf.excel.workbook.limits.LONG_LIST_CELLS": 1_000},
    "too much text": {"pcf.excel.workbook.limits._READ_FROM": 0, "pcf.sheets.limits.TEXT_PER_CELL": 0},
    "packed too tightly": {"pcf.sheets.limits.RATIO_FROM": 0, "pcf.sheets.limits.RATIO_LIMIT": 1},
    "a part is too large": {"pcf.sheets.limits.PART_LIMIT": 10_000},
    "the file is too large, in bytes": {"pcf.sheets.guard.FILE_LIMIT": 9},
}


@pytest.mark.parametrize("reason", TIGHT)
def test_a_workbook_that_the_reader_would_refuse_does_not_appear(reason, tmp_path: Path, monkeypatch):
    for limit, value in TIGHT[reason].items():
        monkeypatch.setattr(limit, value)
    with pytest.raises(WorkbookError) as caught:
        write_practice_list(tmp_path / "list.xlsx", [PRACTICE], edition="7.4", lang="en")
    (told,) = caught.value.findings
    assert told.code == "workbook-too-large"
    assert reason in told.message()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.long
def test_a_list_of_ten_thousand_comes_back(tmp_path: Path):
    many = tuple(
        Practice(id=f"n{number}", text=f"We do {number}", owner="Ann", placements=(FIRST, NOWHERE))
        for number in range(10_000)
    )
    path = tmp_path / "list.xlsx"
    began = time.process_time()
    write_practice_list(str(path), many, edition="7.4", lang="en")
    assert read_practices(str(path)).practices == many
    assert time.process_time() - began < 60  # a quarter of it on a small machine
    columns = len(PRACTICES.columns)
    assert columns * len(many) > CELL_LIMIT


# The line


LINES = {
    "a share": (0.85, {"p1"}),
    "a percentage": (85, {"p1"}),
    "a typed percentage": ("85 %", {"p1"}),
    "with a comma": ("0,85", {"p1"}),
    "exactly as sure": (0.9, {"p1"}),
    "surer than any": (0.95, set()),
    "half": (50, {"p1", "p2"}),
    "everything": (0, {"p1", "p2"}),
    "only what is certain": (1, set()),
}


@pytest.mark.parametrize("name", LINES)
def test_first_suggestions_above_the_line_are_accepted_and_say_so(name, tmp_path: Path):
    line, expected = LINES[name]
    typed = {("organisation", "line", "value"): line, ("organisation", "line_by", "value"): "Ann"}
    typed[("organisation", "line_date", "value")] = "2026-10-26"
    read = read_practices(listed(tmp_path / "book.xlsx", typed, PRACTICE, UNSURE)).practices
    assert {one.id for one in read if one.elements} == expected
    for practice in (one for one in read if one.elements):
        first = practice.placements[0]
        assert (first.reviewer, first.date, first.decision) == ("Ann", "2026-10-26", "accepted")
        assert first.reason.startswith("confidence >= 0") or line == 0
        assert [one.decision for one in practice.placements[1:]] == [None] * (len(practice.placements) - 1)


def test_what_a_person_decided_stands_above_the_line(tmp_path: Path):
    typed: Typed = {("organisation", "line", "value"): 0.1}
    typed |= cells_of(decision_1="N", reviewer="Ann", reason="no")
    (read,) = read_practices(listed(tmp_path / "book.xlsx", typed, reviewer="Bob")).practices
    assert [one.decision for one in read.placements] == ["rejected", None, None]


@pytest.mark.parametrize("write", [listed, filled])
def test_a_machine_s_suggestion_is_never_accepted_by_nobody(write, tmp_path: Path):
    reading = inspect_practices(write(tmp_path / "book.xlsx", {("organisation", "line", "value"): 0.5}), lang="en")
    assert [one.code for one in reading.findings if one.severity == "error"] == ["line-unsigned"]
    assert reading.assessment.practices == (PRACTICE,)


@pytest.mark.parametrize("date", ["2026", "2026-10"])
def test_the_line_is_drawn_on_a_day(date, tmp_path: Path):
    typed = {("organisation", "line", "value"): 0.5, ("organisation", "line_date", "value"): date}
    reading = inspect_practices(listed(tmp_path / "book.xlsx", typed, reviewer="Bob"), lang="en")
    (told,) = [one for one in reading.findings if one.severity == "error"]
    assert (told.code, told.found, told.suggestion()) == ("day-missing", date, "Write year, month and day: 2026-10-31.")


@pytest.mark.parametrize(("typed", "code"), [(101, "line-malformed"), (-1, "line-malformed"), ("much", "not-a-number")])
def test_a_line_that_is_none_is_refused(typed, code, tmp_path: Path):
    path = listed(tmp_path / "book.xlsx", {("organisation", "line", "value"): typed}, reviewer="Bob")
    assert [one.code for one in inspect_practices(path, lang="en").findings if one.severity == "error"] == [code]


def test_who_answers_for_no_line_is_told(tmp_path: Path):
    path = listed(tmp_path / "book.xlsx", {("organisation", "line_by", "value"): "Ann"})
    assert [one.code for one in inspect_practices(path, lang="en").findings] == ["practice-list", "nothing-decided"]


def test_a_percentage_cell_of_one_percent_is_not_a_hundred(tmp_path: Path):
    path = listed(tmp_path / "book.xlsx", {}, UNSURE, reviewer="Bob")
    book = openpyxl.load_workbook(path)
    page = book[layout.tab("organisation")]
    row = next(cells[0].row for cells in page.iter_rows(max_col=1) if cells[0].value == "line")
    page.cell(row, 3).value, page.cell(row, 3).number_format = 0.01, "0%"
    book.save(path)
    assert read_practices(path).practices[0].elements == (C,)


# What a list is, and is not


def test_a_list_is_no_assessment_and_says_where_to_put_it(tmp_path: Path):
    path = listed(tmp_path / "list.xlsx", {})
    reading = inspect_workbook(path, lang="en")
    assert (reading.assessment, reading.is_list) == (None, True)
    assert [one.code for one in reading.findings] == ["list-not-assessment"]
    assert "pcf template NEW.xlsx --practices list.xlsx" in reading.findings[0].suggestion()
    with pytest.raises(WorkbookError):
        read_workbook(path)


def test_an_assessment_is_no_list_and_gives_its_practices(tmp_path: Path):
    reading = inspect_practices(filled(tmp_path / "book.xlsx", {}), lang="en")
    assert (reading.is_list, reading.findings, reading.assessment.practices) == (False, (), (PRACTICE,))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_list_shows_what_is_needed_to_decide_and_the_notice(lang: Language, tmp_path: Path):
    path = tmp_path / "list.xlsx"
    write_practice_list(path, [PRACTICE], edition="7.4", lang=lang, organisation="Acme", reviewer="Bob")
    book = openpyxl.load_workbook(path)
    seen = [sheet.title.partition(" ")[2] for sheet in book if sheet.sheet_state == "visible"]
    assert seen == ["START", "PRACTICE", "ELEMENT", "APQC"]
    assert len(shown(path, "slot")) == 200
    model = load(lang=lang)
    assert shown(path, "shown_1")["p1"] == f"6.2.2 {model[A].name}"
    assert shown(path, "why")["p1"] == "complaint, answer"
    text = "".join(str(cell.value) for row in book[book.sheetnames[3]].iter_rows() for cell in row)
    assert all(notice.text in text for notice in model.bundle.notices)


def test_more_practices_than_rows_have_rows_to_spare(tmp_path: Path):
    many = [Practice(id=f"n{number}", text="We do", placements=(FIRST,)) for number in range(250)]
    path = tmp_path / "list.xlsx"
    write_practice_list(str(path), many, edition="7.4", lang="en")
    assert len(shown(path, "slot")) == 270
    assert read_practices(str(path)).practices == tuple(many)


@pytest.mark.parametrize("edition", ["6.1.1", "7.0", "8.0"])
def test_other_editions_have_lists_too(edition: str, tmp_path: Path):
    element = next(iter(load(edition))).id
    practice = Practice(id="p1", text="x", placements=(suggested(element, "0.5"),))
    write_practice_list(tmp_path / "list.xlsx", [practice], edition=edition, lang="zh")
    assert read_practices(tmp_path / "list.xlsx").practices == (practice,)


@pytest.mark.parametrize(("element", "error"), [("99999", UnknownElementError), ("20109", BadOptionError)])
def test_what_the_edition_does_not_have_is_refused(element, error, tmp_path: Path):
    practice = Practice(id="p1", text="x", placements=(suggested(element, "0.5"),))
    with pytest.raises(error):
        write_practice_list(tmp_path / "list.xlsx", [practice], edition="7.4", lang="en")
    assert not (tmp_path / "list.xlsx").exists()


def test_an_id_that_stands_twice_is_refused(tmp_path: Path):
    with pytest.raises(BadOptionError):
        write_practice_list(tmp_path / "list.xlsx", [PRACTICE, PRACTICE], edition="7.4", lang="en")


def test_practices_of_a_list_go_into_a_new_assessment(tmp_path: Path):
    read = read_practices(listed(tmp_path / "list.xlsx", cells_of(decision_1="Y", reviewer="Ann"))).practices
    form = template.empty(SIX, practices=read)
    write_workbook(tmp_path / "book.xlsx", form, lang="ru")
    assert read_workbook(tmp_path / "book.xlsx").practices == read


# Live


@pytest.mark.long
def test_live_status_is_what_python_says(recalculate, tmp_path: Path):
    """Random decisions are typed, with and without a line: status, counts and names are Python's after recomputing."""
    chance = random.Random(7)
    paths, forms = [], []
    for number, line in enumerate((None, 0.5, 85, 0.0, "0.5")):
        practices = filling(chance.randrange(1_000)).practices or filling(3).practices
        practices = tuple(one.model_copy(update={"id": f"x{place}"}) for place, one in enumerate(practices))
        practices = (
            *practices,
            *(Practice(id=f"y{one.id}", text="t", placements=one.placements) for one in (PRACTICE, UNSURE)),
        )
        ordered = tuple(sorted(practices, key=order_of_list))
        typed: Typed = {} if line is None else {("organisation", "line", "value"): line}
        rows, retold = {}, set()
        for place, practice in enumerate(ordered, start=1):
            row = row_of(practice.placements)
            if chance.random() < 0.4:
                made = tuple(chance.choice((None, None, "accepted", "rejected")) for _ in SLOTS)
                row = Row(made, row.elements)
                codes = {None: None, "accepted": chance.choice("Yy"), "rejected": "нет"}
                typed |= {
                    ("practices", f"p{place}", f"decision_{slot}"): codes[one]
                    for slot, one in zip(SLOTS, made, strict=True)
                }
            if chance.random() < 0.2 and has_suggestions(practice.placements):
                typed["practices", f"p{place}", "text"] = practice.text.swapcase()
                retold.add(f"p{place}")
            rows[f"p{place}"] = (row, practice.placements)
        paths.append(listed(tmp_path / f"{number}.xlsx", typed, *practices))
        share = None if line is None or isinstance(line, str) else Decimal(str(line)) / (100 if line > 1 else 1)
        forms.append((rows, share, retold))
    met = set()
    for (rows, share, retold), path in zip(forms, recalculate(paths), strict=True):
        status, code = shown(path, "status"), shown(path, "status_code")
        for key, (row, placements) in rows.items():
            expected = status_of(row, placements, None if share is None or key in retold else Line(share, "Ann"))
            # A decision beside no suggestion is a fault, which the live sheet counts and marks.
            assert (status[key], code[key]) == (STATUS[expected], list(STATUS).index(expected) + 1), (path, key, row)
            met.add(expected)
        assert {value for key, value in code.items() if key not in rows} == {0}
        settled = sum(value in (1, 2, 3) for value in code.values())
        title = openpyxl.load_workbook(path, data_only=True)[layout.tab("practices")]
        texts = [cell.value for cell in title[3] if cell.value]
        assert f"Decided, of all practices: {settled} / {len(rows)}" in texts
    assert met == set(STATUS)


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_list_shows_what_python_computes(lang: Language, retype, tmp_path: Path):
    path = tmp_path / "list.xlsx"
    write_practice_list(path, filling(3).practices, edition="7.4", lang=lang)
    ((expected, found),) = retype([path])
    assert expected.keys() == found.keys()
    assert {place: value for place, value in expected.items() if (found[place] or None) != (value or None)} == {}
    assert len([value for value in expected.values() if value]) > 100


def test_every_column_of_decisions_has_a_place():
    keys = [column.key for column in PRACTICES.columns]
    assert len(keys) == len(set(keys))
    assert {f"decision_{slot}" for slot in SLOTS} <= set(PRACTICES.inputs)


# Commands


def test_commands_say_plainly_what_a_list_is(tmp_path: Path, capsys):
    path = listed(tmp_path / "list.xlsx", cells_of(decision_1="Y", reviewer="Ann"))
    assert run(["check", str(path)]) == 0
    assert "a list of practices, not an assessment. Practices: 1; decided: 1." in capsys.readouterr().err
    for command in ("assess", "consolidate"):
        assert run([command, str(path), *([] if command == "assess" else ["-o", str(tmp_path / "all.xlsx")])]) == 1
        assert "list-not-assessment" in capsys.readouterr().err
    assert not (tmp_path / "all.xlsx").exists()


def test_a_template_takes_the_practices_of_a_list_over_to_another_edition_and_back(tmp_path: Path, capsys):
    gone = Practice(id="p9", text="We recall", placements=(suggested("20089", "0.5"), suggested(A, "0.25")))
    path = listed(tmp_path / "list.xlsx", {}, PRACTICE, gone)
    there, back = tmp_path / "8.xlsx", tmp_path / "7.xlsx"
    assert run(["--edition", "8.0", "template", str(there), "--practices", str(path)]) == 0
    assert "practice-link-not-carried-over" in capsys.readouterr().err
    assert run(["template", str(back), "--practices", str(there)]) == 0
    read = {one.id: set(one.placements) for one in read_workbook(back).practices}
    assert read == {one.id: set(one.placements) for one in (PRACTICE, gone)}


def test_a_list_with_faults_makes_no_template(tmp_path: Path, capsys):
    path = listed(tmp_path / "list.xlsx", cells_of(decision_1="Y", decision_0="Y", reviewer="Ann"))
    assert run(["template", str(tmp_path / "new.xlsx"), "--practices", str(path)]) == 1
    assert "accepted-and-none" in capsys.readouterr().err
    assert not (tmp_path / "new.xlsx").exists()
