"""Filled workbooks stay readable while the folder of own elements grows, and its entries move."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import pcf
from pcf.assessment import Assessment, Response, template
from pcf.excel import inspect_workbook, layout, write_workbook
from pcf.excel.reading.reader import Reading
from pcf.i18n import Translator
from pcf.ids import LANGUAGES

HEAD = "id: globex\nname: Globex\nlanguage: en\n"
FIRST, SECOND, KITS = "globex:first", "globex:second", "globex:kits"
NEW, NEW_STEP = "globex:new", "globex:new_step"


def entry(own: str, parent: str, number: int) -> str:
    return f'- id: {own}\n  parent: "{parent}"\n  number: {number}\n  name: {own[7:].capitalize()}\n'


AT_FIRST = {FIRST: ("10378", 90), SECOND: ("10378", 91), KITS: ("10388", 90)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("reshaped")


@pytest.fixture
def load(folder: Path) -> Callable[[dict[str, tuple[str, int]]], pcf.Taxonomy]:
    """Load the folder of Globex with these own elements in it: id -> parent and number."""

    def load_with(elements: dict[str, tuple[str, int]]) -> pcf.Taxonomy:
        (folder / "extension.yaml").write_text(HEAD, encoding="utf-8")
        text = "".join(entry(own, parent, number) for own, (parent, number) in elements.items())
        (folder / "elements.yaml").write_text(text, encoding="utf-8")
        return pcf.load(extend=folder)

    return load_with


@pytest.fixture
def book(folder: Path, load) -> Path:
    """A workbook in which every process is answered, made before the folder changed."""
    model, path = load(AT_FIRST), folder / "filled.xlsx"
    if not path.exists():
        write_workbook(path, filled(template.empty(model)), lang="en")
    return path


def filled(form: Assessment) -> Assessment:
    levels = {FIRST: "1", SECOND: "4"}
    said = [Response(element=one.element, answer=levels.get(one.element, "2"), target=3) for one in form.responses]
    ticks = [one.model_copy(update={"state": "in_place"}) for one in form.ticks]
    return form.model_copy(update={"responses": tuple(said), "ticks": tuple(ticks)})


def read(path: Path) -> Reading:
    return inspect_workbook(path, lang="en")


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def without(path: Path, *sheets: str) -> Path:
    """Write a copy in which these sheets are foreign: their markers are gone."""
    made = path.with_name("without.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            for sheet in sheets:
                content = content.replace(layout.marker(sheet).encode(), b"gone")
            target.writestr(name, content)
    return made


def swapped(path: Path, sheet: str, one: str, other: str) -> Path:
    """Write a copy in which two rows of a sheet have each other's keys, as after sorting without the key column."""
    made = path.with_name("swapped.xlsx")
    shutil.copy(path, made)
    workbook = openpyxl.load_workbook(made)
    cells = {cell.value: cell for (cell,) in workbook[layout.tab(sheet)].iter_rows(max_col=1) if cell.value}
    cells[one].value, cells[other].value = other, one
    workbook.save(made)
    return made


MOVES = {
    "a number": {FIRST: ("10378", 95)},
    "a parent": {FIRST: ("10379", 90)},
    "a number that another had": {FIRST: ("10378", 91), SECOND: ("10378", 90)},
    "an activity": {KITS: ("10389", 97)},
}


@pytest.mark.parametrize("moved", MOVES.values(), ids=MOVES)
def test_an_own_element_that_moved_keeps_its_answers(book: Path, load, moved):
    before = read(book).assessment
    load(AT_FIRST | moved)
    reading = read(book)
    assert codes(reading) == []
    assert {one.element: one for one in reading.assessment.responses} == {one.element: one for one in before.responses}
    assert {one.item: one for one in reading.assessment.ticks} == {one.item: one for one in before.ticks}


def test_an_own_activity_that_came_later_is_a_note(book: Path, load):
    load(AT_FIRST | {NEW: ("10388", 95)})
    (finding,) = read(book).findings
    assert (finding.code, finding.severity.value, finding.facts) == (
        "own-not-asked",
        "note",
        {"found": ["New · Globex"]},
    )
    assert all("Globex" in finding.message(Translator(lang)) for lang in LANGUAGES)


def test_an_own_process_that_came_later_was_not_asked(book: Path, load):
    load(AT_FIRST)
    before = read(book).assessment.scorecard().score.score
    model = load(AT_FIRST | {NEW: ("10378", 95), NEW_STEP: (NEW, 90)})
    reading = read(book)
    assert codes(reading) == ["own-not-asked"]
    assert reading.assessment.response(NEW) == Response(element=NEW, is_asked=False)
    card = reading.assessment.scorecard()
    assert card.score.score == before
    assert not next(one for one in card.processes if one.element.id == NEW).answers.is_asked
    assert {one.element for one in reading.assessment.responses} == {one.id for one in model.processes}


def test_own_rows_are_read_without_the_sheet_of_results_too(book: Path, load):
    load(AT_FIRST | MOVES["a number"])
    reading = read(without(book, "results"))
    assert "row-mixed-up" not in codes(reading)
    assert reading.assessment.response(FIRST).answer == "1"


def test_a_typed_number_of_an_own_process_is_the_one_that_the_workbook_shows(book: Path, load):
    path = book.with_name("typed.xlsx")
    workbook = openpyxl.load_workbook(book)
    sheet = workbook[layout.tab("evidence")]
    keys = next(row for row in sheet.iter_rows(max_row=20) if row[0].value == layout.KEY)
    columns = {cell.value: cell.column for cell in keys}
    row = next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == "e1")
    for column, said in {"title": "Log", "processes": "6.1.90"}.items():
        sheet.cell(row, columns[column]).value = said
    workbook.save(path)
    load(AT_FIRST | MOVES["a number that another had"])
    assert [one.processes for one in read(path).assessment.evidence] == [(FIRST,)]


def test_own_rows_sorted_without_their_keys_are_still_found(book: Path):
    reading = read(swapped(book, "ratings", FIRST, SECOND))
    assert codes(reading).count("row-mixed-up") == 2
    assert not reading.assessment.response(FIRST).answer


@pytest.mark.parametrize("sheet", ["ratings", "checklist"])
def test_an_own_row_with_the_number_of_a_shipped_one_is_mixed_up(book: Path, sheet: str):
    own, shipped = (FIRST, "10388") if sheet == "ratings" else (KITS, "10394")
    assert codes(read(swapped(book, sheet, own, shipped))).count("row-mixed-up") == 2


def test_an_own_row_taken_out_of_one_sheet_is_missing(book: Path):
    path = book.with_name("cut.xlsx")
    shutil.copy(book, path)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[layout.tab("ratings")]
    row = next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == FIRST)
    for cell in sheet[row]:
        cell.value = None
    workbook.save(path)
    assert "row-missing" in codes(read(path))


def test_a_row_whose_own_element_is_gone_is_an_error(book: Path, load):
    load({own: place for own, place in AT_FIRST.items() if own != FIRST})
    reading = read(book)
    assert set(codes(reading)) == {"row-unknown"}
    assert reading.is_faulty
