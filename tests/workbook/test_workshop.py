"""The workbook of a workshop: what it shows live is what Python scores, and what is typed there comes back."""

from __future__ import annotations

import os
import random
from pathlib import Path

import openpyxl
import pytest

from pcf.assessment import Agreement, Assessment, Copy, Respondent, gather
from pcf.assessment.consolidation import in_order
from pcf.assessment.roles import nameless
from pcf.assessment.workshop import workshop_form
from pcf.excel import inspect_workbook, write_workbook
from pcf.ids import LANGUAGES
from pcf.maturity import POLICIES
from pcf.model import ROLES

from .fillings import SIX, filling
from .test_recalculation import differences

FILLINGS = 24 if os.environ.get("CI") == "true" else 4
CODES = ("0", "1", "2", "3", "4", "5", "NA", "DK")


def workshop(seed: int) -> Assessment:
    """Return the form of a workshop of one to six respondents, with some levels agreed."""
    chance = random.Random(seed)
    lead = filling(seed)
    people = [
        filling(seed + 1000 * number).model_copy(
            update={
                "respondent": Respondent(name=f"Имя {number}", role=chance.choice((*ROLES, None))),
                "workbook_id": f"{number:032x}",
                "figures": (),
                "round": lead.round,
                "organisation": lead.organisation,
            }
        )
        for number in range(1, chance.randint(2, 7))
    ]
    form = workshop_form(gather([Copy(f"{number}.xlsx", one) for number, one in enumerate(people)]))
    out = {one.element for one in form.responses if one.answer == "NA"}
    agreed = tuple(
        Agreement(element=process.id, answer=code, reason="so" if code == "NA" else chance.choice(("", "because")))
        for process in SIX.processes
        if chance.random() < 0.5 and ((code := chance.choice(CODES)) == "NA" or process.id not in out)
    )
    policy = (None, *POLICIES)[seed % 5]
    return form.model_copy(update={"agreed": agreed, "figures": lead.figures, "policy": policy})


def test_libreoffice_computes_what_python_computes(retype, tmp_path: Path):
    paths = []
    for seed in range(FILLINGS):
        paths.append(tmp_path / f"{seed}.xlsx")
        write_workbook(paths[-1], workshop(seed), lang=LANGUAGES[seed % 3])
    for path, (expected, shown) in zip(paths, retype(paths), strict=True):
        assert differences(expected, shown) == [], path.name


test_libreoffice_computes_what_python_computes.pytestmark = [pytest.mark.long]


@pytest.mark.parametrize("seed", range(4))
def test_what_was_written_is_read_without_a_finding(seed: int, tmp_path: Path):
    form = workshop(seed)
    write_workbook(tmp_path / "w.xlsx", form, lang="ru")
    reading = inspect_workbook(tmp_path / "w.xlsx", lang="en")
    assert {finding.code for finding in reading.findings} <= {"percent-as-fraction"}  # random figures
    assert reading.assessment is not None
    read, written = in_order(reading.assessment), in_order(form)
    for field in ("agreed", "respondents", "responses", "group_weights", "policy", "history", "round", "wording"):
        assert getattr(read, field) == getattr(written, field), field
    read_card, card = reading.assessment.scorecard(lang="en"), form.scorecard(lang="en")
    assert read_card.to_json()["processes"] == card.to_json()["processes"]


def _page(book, key: str):
    return next(sheet for sheet in book if sheet["A1"].value == f"pcf:{key}:1")


def _places(page) -> tuple[dict[str, int], dict[str, int]]:
    columns = {cell.value: cell.column for cell in page[2]}
    rows = {str(cells[0].value): cells[0].row for cells in page.iter_rows(max_col=1, min_row=3)}
    return columns, rows


def _typed(tmp_path: Path, entries: dict[tuple[str, str], object], form: Assessment | None = None) -> Path:
    """Write a workshop and type into it: (element id, column) -> value."""
    path = tmp_path / "typed.xlsx"
    write_workbook(path, form or workshop(0).model_copy(update={"agreed": ()}), lang="en")
    book = openpyxl.load_workbook(path)
    page = _page(book, "workshop")
    columns, rows = _places(page)
    for (element, column), value in entries.items():
        page.cell(rows[element], columns[column]).value = value
    book.save(path)
    return path


def test_what_is_typed_on_the_projector_moves_the_scores_and_is_read(recalculate, tmp_path: Path):
    form = workshop(3).model_copy(update={"agreed": ()})
    out = {one.element for one in form.responses if one.answer == "NA"}
    rated = [process.id for process in SIX.processes if process.id not in out]
    entries: dict[tuple[str, str], object] = {(one, "agreed"): 5 for one in rated[:3]}
    entries |= {(rated[0], "reason"): "Seen in the log", (rated[0], "date"): "2026-10-20", (rated[4], "agreed"): "dk"}
    (saved,) = recalculate([_typed(tmp_path, entries, form)])
    reading = inspect_workbook(saved, lang="en")
    assert {finding.code for finding in reading.findings} <= {"normalised", "percent-as-fraction"}
    assert reading.assessment is not None
    card = reading.assessment.scorecard()
    assert dict(card.layers)["agreed"] == 4
    (first,) = [one for one in reading.assessment.agreed if one.element == rated[0]]
    assert (first.answer, first.reason, first.date) == ("5", "Seen in the log", "2026-10-20")
    page = _page(openpyxl.load_workbook(saved, data_only=True), "workshop")
    columns, rows = _places(page)
    shown = page.cell(rows[f"#now:{SIX.root.id}"], columns["answer"]).value
    assert (shown or None) == (None if card.score.score is None else pytest.approx(float(card.score.score)))


test_what_is_typed_on_the_projector_moves_the_scores_and_is_read.pytestmark = [pytest.mark.long]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("agreed", "7", "level-not-whole"),
        ("agreed", "good", "level-unknown"),
        ("agreed", "NA", "na-without-reason"),
        ("agreed", 2.5, "level-not-whole"),
        ("date", "yesterday", "date-unknown"),
        ("role_manager", "5  5", "voice-changed"),
        ("evidence_said", "maybe", "tick-unknown"),
    ],
)
def test_a_fault_is_told_in_its_cell(column, value, code, tmp_path: Path):
    out = {one.element for one in workshop(0).responses if one.answer == "NA"}
    element = next(process.id for process in SIX.processes if process.id not in out)
    reading = inspect_workbook(_typed(tmp_path, {(element, column): value}), lang="en")
    told = [one for one in reading.findings if one.code not in {"results-stale", "percent-as-fraction"}]
    assert len(told) == 1, [finding.to_json() for finding in told]
    assert told[0].sheet == "5 WORKSHOP" and told[0].cell
    assert told[0].code == code


def test_a_level_agreed_on_what_is_out_of_scope_is_a_contradiction(tmp_path: Path):
    form = workshop(0)
    element = next(process.id for process in SIX.processes)
    said = form.response(element).model_copy(update={"answer": "NA", "reason": "no such work"})
    others = tuple(one for one in form.responses if one.element != element)
    form = form.model_copy(update={"responses": (*others, said), "agreed": ()})
    reading = inspect_workbook(_typed(tmp_path, {(element, "agreed"): 3}, form), lang="en")
    assert [finding.code for finding in reading.findings if finding.severity.value == "error"] == ["scope-conflict"]


@pytest.mark.parametrize("change", ["cell", "sheet"])
def test_whoever_changes_the_hidden_forms_is_told_and_nothing_is_scored(change: str, tmp_path: Path):
    path = tmp_path / "hidden.xlsx"
    write_workbook(path, workshop(1), lang="en")
    book = openpyxl.load_workbook(path)
    page = _page(book, "forms")
    if change == "sheet":
        book.remove(page)
    else:
        page["B2"] = str(page["B2"].value).replace('"answer":"3"', '"answer":"5"')
    book.save(path)
    reading = inspect_workbook(path, lang="en")
    assert "forms-changed" in {finding.code for finding in reading.findings}
    assert reading.is_faulty


def test_a_nameless_workshop_holds_no_name_anywhere(tmp_path: Path):
    form = workshop(5)
    gathered = nameless(gather([Copy(f"Имя {number}.xlsx", one) for number, one in enumerate(form.respondents)]))
    write_workbook(tmp_path / "w.xlsx", workshop_form(gathered), lang="ru")
    book = openpyxl.load_workbook(tmp_path / "w.xlsx")
    texts = {str(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.value is not None}
    assert texts
    assert not [text for text in texts if "Имя " in text]
    ids = {one.workbook_id for one in form.respondents}  # each stands in a file that bears a name
    assert not [text for text in texts if any(one in text for one in ids)]
    assert inspect_workbook(tmp_path / "w.xlsx", lang="ru").findings == ()
