"""The annotated copy shows every finding beside its cell, reads like the workbook, and carries nothing dangerous over."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pcf.errors import OutputIsInputError, OutputNotWritableError
from pcf.excel import annotate, inspect_workbook, layout, write_workbook
from pcf.excel.styles import TALLEST_ROW, lines_needed
from pcf.findings import Finding
from pcf.i18n import Translator
from pcf.ids import LANGUAGES
from pcf.taxonomy import load

from .mutable import Book, name_of

SIX = load()
PROCESSES = [SIX.by_hierarchy(place).id for place in ("6.1.1", "6.1.2", "6.1.3", "6.1.4")]


@pytest.fixture(scope="module")
def written(make_sample, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "sound.xlsx"
    write_workbook(path, make_sample(), lang="en")
    return path.read_bytes()


@pytest.fixture
def sound(written: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "sound.xlsx"
    path.write_bytes(written)
    return path


@pytest.fixture(scope="module")
def unmarked(written: bytes, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    """Give the copy of a workbook without findings, to be looked at only."""
    path = tmp_path_factory.mktemp("unmarked") / "sound.xlsx"
    path.write_bytes(written)
    return annotated(path, findings=())


@pytest.fixture
def spoil(sound: Path, tmp_path: Path) -> Callable[..., Path]:
    """Give a function that changes the workbook, all formulas keeping their values, and saves it as another."""

    def spoilt(change: Callable[[Book], None]) -> Path:
        book = Book(sound.read_bytes())
        change(book)
        path = tmp_path / "faulty.xlsx"
        book.save(path)
        return path

    return spoilt


def misrated(book: Book) -> None:
    """Rate what no level is, and put in what must not be carried over."""
    page = book.page("ratings")
    page.put(page.place(PROCESSES[0], "answer"), 2.5)
    for process, formula in zip(
        PROCESSES[1:], ('HYPERLINK("http://example.org","x")', "cmd|' /C calc'!A0"), strict=False
    ):
        page.put_xml(page.place(process, "answer"), f"<c {{at}}><f>{formula}</f><v>3</v></c>")
    page.put(page.place(PROCESSES[3], "comment"), "left\u202eright")


def annotated(path: Path, lang="en", findings: tuple[Finding, ...] | None = None) -> openpyxl.Workbook:
    out = path.with_name("out.xlsx")
    annotate(path, out, inspect_workbook(path, lang=lang).findings if findings is None else findings, lang)
    return openpyxl.load_workbook(out)


def hidden_columns(page: Worksheet) -> set[str]:
    groups = page.column_dimensions.values()
    return {get_column_letter(n) for one in groups if one.hidden for n in range(one.min, min(one.max, 100) + 1)}


def hidden_rows(page: Worksheet) -> set[int]:
    return {row for row, one in page.row_dimensions.items() if one.hidden}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_is_listed_and_marked(lang, spoil):
    path = spoil(misrated)
    before = path.read_bytes()
    findings = inspect_workbook(path, lang=lang).findings
    book = annotated(path, lang)
    assert path.read_bytes() == before
    listed = [row[2].value for row in book.worksheets[0].iter_rows(min_row=3)]
    assert len(listed) >= 3
    assert listed == [finding.code for finding in findings]
    say = Translator(lang)
    for finding in findings:
        told = book[finding.sheet][finding.cell].comment.text
        assert all(part in told for part in (finding.message(say), finding.expected(say), finding.suggestion(say)))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_nothing_of_the_received_file_but_text_is_carried_over(spoil):
    path = spoil(misrated)
    annotated(path)
    with zipfile.ZipFile(path.with_name("out.xlsx")) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist() if "relationships" not in name)
        links = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".rels"))
    assert b"example.org" not in links
    assert b"<f>" not in everything
    assert "\u202e".encode() not in everything
    assert rb"left\u202eright" in everything


def test_what_was_out_of_sight_stays_there(sound: Path, unmarked: openpyxl.Workbook):
    received, book = openpyxl.load_workbook(sound), unmarked
    hidden = {layout.tab(key) for key in layout.TABS}
    assert set(book.sheetnames[1:]) == hidden  # no sheet that only formulas look at
    for page in book.worksheets[1:]:
        used = {
            cell.column_letter for row in received[page.title].iter_rows() for cell in row if cell.value is not None
        }
        assert hidden_columns(page) & used == hidden_columns(received[page.title]) & used, page.title
        assert hidden_rows(page) == hidden_rows(received[page.title]), page.title


def test_what_has_a_finding_is_shown_wherever_it_stands(sound: Path, spoil):
    keys = {}

    def change(book: Book) -> None:
        page = book.page("ratings")
        row, _ = page.place(PROCESSES[0], "answer")
        keys["cell"] = name_of((row, 1))
        page.put((row, 1), "99999")
        page.hidden_rows.add(row)
        texts = book.page("texts")
        keys["texts"] = texts.name

    path = spoil(change)
    findings = [one for one in inspect_workbook(path, lang="en").findings if one.cell == keys["cell"]]
    assert findings
    page = annotated(path)[layout.tab("ratings")]
    assert "A" not in hidden_columns(page)
    assert page[keys["cell"]].row not in hidden_rows(page)
    moved = Finding(findings[0].kind, file=path.name, sheet=keys["texts"], cell="B7", facts=findings[0].facts)
    book = annotated(path, findings=(moved,))
    assert book[keys["texts"]]["B7"].comment is not None


def test_formulas_show_their_last_value(sound: Path, unmarked: openpyxl.Workbook):
    shown, stored = (openpyxl.load_workbook(sound, data_only=what, read_only=True) for what in (True, False))
    names = 0
    for key in ("scope", "ratings", "levels", "dashboard"):
        page = unmarked[layout.tab(key)]
        rows = zip(stored[page.title].iter_rows(), shown[page.title].iter_rows(values_only=True), strict=True)
        for cells, values in rows:
            for cell, value in zip(cells, values, strict=True):
                if cell.data_type != "f":
                    continue
                if isinstance(value, str):
                    assert (page[cell.coordinate].value or "") == value
                    names += 1
                elif value is not None:
                    assert float(page[cell.coordinate].value.removesuffix(" %")) == pytest.approx(
                        100 * value if "%" in page[cell.coordinate].value else value, abs=1e-2
                    )
    assert names > 500


def test_a_workbook_that_nobody_computed_still_has_its_words(sound: Path, tmp_path: Path):
    path = tmp_path / "dropped.xlsx"
    openpyxl.load_workbook(sound).save(path)  # openpyxl drops what formulas show
    for lang in LANGUAGES:
        annotate(path, tmp_path / "out.xlsx", (), lang)
        page = openpyxl.load_workbook(tmp_path / "out.xlsx", read_only=True)[layout.tab("ratings")]
        said = {value for row in page.iter_rows(values_only=True) for value in row}
        assert {process.name for process in load(lang=lang).processes} <= said
        assert not [text for text in said if text and text.startswith("=")]


def test_rows_are_tall_enough_to_read(unmarked: openpyxl.Workbook):
    """Independent of the heights of the writer: what openpyxl finds in the file, counted in lines of 15 points."""
    book, checked = unmarked, 0
    for page in book.worksheets[1:]:
        widths = {
            n: one.width for one in page.column_dimensions.values() for n in range(one.min, min(one.max, 200) + 1)
        }
        joined = {one.coord.split(":")[0]: one for one in page.merged_cells.ranges}
        unseen = hidden_columns(page)
        for row in page.iter_rows():
            for cell in row:
                one = joined.get(cell.coordinate)
                is_turned = cell.alignment.textRotation
                if not cell.value or not cell.alignment.wrap_text or cell.column_letter in unseen or is_turned:
                    continue
                if cell.row in hidden_rows(page) or (one and one.max_row > one.min_row):
                    continue
                columns = range(one.min_col, one.max_col + 1) if one else [cell.column]
                width = sum(widths.get(n, 8.0) for n in columns if get_column_letter(n) not in unseen)
                needed = min(15.0 * lines_needed(cell.value, width), TALLEST_ROW)
                assert page.row_dimensions[cell.row].height >= needed, (page.title, cell.coordinate)
                checked += 1
    assert checked > 2_000


def test_a_workbook_of_another_maker_is_shown_whole(tmp_path: Path):
    path, made = tmp_path / "other.xlsx", openpyxl.Workbook()
    page, other = made.active, made.create_sheet("_texts")
    page["A1"], page["C5"], page["C6"] = "Our figures", 12.5, "=C5*2"
    page.row_dimensions[5].hidden = page.column_dimensions["C"].hidden = True
    page.merge_cells("A1:C1")
    other["B2"], other.sheet_state = "kept", "hidden"
    made.save(path)
    book = annotated(path)
    assert book.sheetnames[1:] == [page.title, "_texts"]
    copy = book[page.title]
    assert [copy[place].value for place in ("A1", "C5", "C6")] == ["Our figures", "12.5", "=C5*2"]
    assert not hidden_columns(copy)
    assert not hidden_rows(copy)
    assert book["_texts"]["B2"].value == "kept"
    assert {sheet.sheet_state for sheet in book} == {"visible"}


def test_joined_cells_that_overlap_or_cover_a_finding_come_apart(spoil):
    def change(book: Book) -> None:
        misrated(book)
        page = book.page("ratings")
        row, column = page.place(PROCESSES[0], "answer")
        head, _ = page.place(f"{layout.OWN}head", "answer")
        page.merges += [((row, column - 1), (row, column)), ((head, column), (head, column + 2))]
        page.merges += [((head, column), (head + 1, column + 1))] * 3

    path = spoil(change)
    findings = [one for one in inspect_workbook(path, lang="en").findings if one.cell]
    assert findings
    book = annotated(path)
    for finding in findings:
        page = book[finding.sheet]
        assert page[finding.cell].comment is not None
        assert not any(finding.cell in one for one in page.merged_cells.ranges)
    assert len(book[layout.tab("ratings")].merged_cells.ranges) == 1  # the first of those that overlap


def test_a_file_that_cannot_be_read_gives_the_list(tmp_path: Path):
    path, out = tmp_path / "x.xlsx", tmp_path / "out.xlsx"
    path.write_bytes(b"<html>")
    annotate(path, out, inspect_workbook(path, lang="ru").findings, "ru")
    book = openpyxl.load_workbook(out)
    assert len(book.worksheets) == 1
    assert book.worksheets[0]["C3"].value == "file-is-markup"


def test_an_input_is_never_an_output(sound: Path):
    with pytest.raises(OutputIsInputError):
        annotate(sound, sound, [], "en")


def test_outputs_appear_whole_or_not_at_all(make_sample, tmp_path: Path):
    with pytest.raises(OutputNotWritableError):
        write_workbook(tmp_path / "no such folder" / "book.xlsx", make_sample(), lang="en")
    assert list(tmp_path.iterdir()) == []
