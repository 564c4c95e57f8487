"""One thing spoilt in a filled workbook, and exactly what the reader says about it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pcf.excel import inspect_workbook, write_workbook
from pcf.taxonomy import load

SIX = load()
Spot = tuple[str, str, str]  # sheet, row, column
Expected = list[tuple[str, str, str, str]]  # code, sheet, row, column; a row "=D4" is a cell's own name


def page_of(book: Workbook, key: str) -> Worksheet:
    return next(sheet for sheet in book if str(sheet["A1"].value).startswith(f"pcf:{key}:"))


def cell_of(book: Workbook, spot: Spot):
    """Find a cell by keys; hierarchy ids stand for element ids."""
    key, row, column = spot
    page = page_of(book, key)
    if row.startswith("="):
        return page[row[1:]]
    if "." in row:
        row = SIX.by_hierarchy(row).id
    columns = [cell.column for cell in page[2] if cell.value == column]
    rows = [cells[0].row for cells in page.iter_rows(max_col=1) if str(cells[0].value) == row]
    return page.cell(rows[0], columns[0])


A = "6.1.1"  # rated 3
B = "6.2.2"  # rated 4
BLANK = "6.5.1"
NUMBER, PERCENT = ("figures", "s2:average_speed_of_answer"), ("figures", "s1:service_level")

# What is typed into which cell, and what has to come out: (code, sheet, row, column).
TYPED: dict[str, tuple[dict[Spot, object], Expected]] = {
    "half a level": ({("ratings", A, "answer"): 2.5}, [("level-not-whole", "ratings", A, "answer")]),
    "a level of 7": ({("ratings", A, "answer"): 7}, [("level-not-whole", "ratings", A, "answer")]),
    "a negative level": ({("ratings", A, "answer"): -1}, [("level-not-whole", "ratings", A, "answer")]),
    "a level as text": ({("ratings", A, "answer"): "3"}, [("normalised", "ratings", A, "answer")]),
    "a level with decimals as text": ({("ratings", A, "answer"): "3,0"}, [("normalised", "ratings", A, "answer")]),
    "half a level as text": ({("ratings", A, "answer"): "2,5"}, [("level-not-whole", "ratings", A, "answer")]),
    "a full-width level": ({("ratings", A, "answer"): "３"}, [("normalised", "ratings", A, "answer")]),
    "a superscript level": ({("ratings", A, "answer"): "²"}, [("level-unknown", "ratings", A, "answer")]),
    "an Arabic-Indic level": ({("ratings", A, "answer"): "٣"}, [("level-unknown", "ratings", A, "answer")]),
    "a label in English": ({("ratings", A, "answer"): "Standardised"}, [("normalised", "ratings", A, "answer")]),
    "a code with its label": ({("ratings", A, "answer"): "3 – Standardised"}, [("normalised", "ratings", A, "answer")]),
    "a code with another's label": ({("ratings", A, "answer"): "3 – Habitual"}, [("level-unknown", "ratings", A, "answer")]),
    "a word that is no level": ({("ratings", A, "answer"): "Standardized?"}, [("level-unknown", "ratings", A, "answer")]),
    "don't know in Russian": ({("ratings", A, "answer"): "Не знаю"}, [("normalised", "ratings", A, "answer")]),
    "not applicable in Cyrillic, with the comment as reason": (
        {("ratings", A, "answer"): "НА"},
        [("normalised", "ratings", A, "answer")],
    ),
    "not applicable in Chinese, without a reason": (
        {("ratings", B, "answer"): "不适用"},
        [("na-without-reason", "ratings", B, "answer"), ("normalised", "ratings", B, "answer")],
    ),
    "a dash": ({("ratings", A, "answer"): "—"}, [("dash", "ratings", A, "answer")]),
    "only a hard space": ({("ratings", A, "answer"): "\u00a0"}, [("blank-signs", "ratings", A, "answer")]),
    "a logical value": ({("ratings", A, "answer"): True}, [("boolean", "ratings", A, "answer")]),
    "a date where a level belongs": (
        {("ratings", A, "answer"): datetime.date(2026, 3, 4)},
        [("date-in-cell", "ratings", A, "answer")],
    ),
    "an error cell": ({("ratings", A, "answer"): "#N/A"}, [("error-cell", "ratings", A, "answer")]),
    "a formula nobody computed": ({("ratings", A, "answer"): "=1+2"}, [("formula-not-computed", "ratings", A, "answer")]),
    "a formula over another file": (
        {("ratings", A, "answer"): "=[1]Sheet!A1"},
        [("formula-external", "ratings", A, "answer")],
    ),
    "a target of 9": ({("ratings", A, "target"): 9}, [("level-not-whole", "ratings", A, "target")]),
    "a target of NA": ({("ratings", A, "target"): "NA"}, [("level-not-whole", "ratings", A, "target")]),
    "a negative weight": ({("ratings", A, "weight"): -2}, [("negative-number", "ratings", A, "weight")]),
    "a weight in words": ({("ratings", A, "weight"): "double"}, [("not-a-number", "ratings", A, "weight")]),
    "a decimal comma": ({("ratings", A, "weight"): "1,5"}, [("normalised", "ratings", A, "weight")]),
    "ticks of all kinds": (
        {("ratings", BLANK, f"evidence_{kind}"): sign for kind, sign in zip(("said", "written", "shown", "measured", "improved"), ("X", "х", "✓", 1, "да"), strict=True)},
        [("normalised", "ratings", BLANK, f"evidence_{kind}") for kind in ("said", "written", "shown", "measured", "improved")],
    ),
    "a tick that says no": ({("ratings", A, "evidence_shown"): "no"}, [("tick-unknown", "ratings", A, "evidence_shown")]),
    "out of scope without a reason": (
        {("scope", BLANK, "applicable"): "N"},
        [("na-without-reason", "scope", BLANK, "applicable")],
    ),
    "out of scope though rated": (
        {("scope", A, "applicable"): "N", ("scope", A, "reason"): "none here"},
        [("scope-conflict", "ratings", A, "answer")],
    ),
    "applicable in Russian": ({("scope", A, "applicable"): "да"}, [("normalised", "scope", A, "applicable")]),
    "applicable perhaps": ({("scope", A, "applicable"): "maybe"}, [("code-unknown", "scope", A, "applicable")]),
    "a checklist label": ({("checklist", "6.2.1.1", "state"): "Partly"}, [("normalised", "checklist", "6.2.1.1", "state")]),
    "a checklist code of its own": ({("checklist", "6.2.1.1", "state"): "Q"}, [("code-unknown", "checklist", "6.2.1.1", "state")]),
    "a currency in words": ({("organisation", "currency", "value"): "euro"}, [("currency-unknown", "organisation", "currency", "value")]),
    "a currency that is none": ({("organisation", "currency", "value"): "XQZ"}, [("currency-unknown", "organisation", "currency", "value")]),
    "a currency in small letters": ({("organisation", "currency", "value"): "eur"}, [("normalised", "organisation", "currency", "value")]),
    "a Russian date": ({("organisation", "date", "value"): "26.10.2026"}, [("normalised", "organisation", "date", "value")]),
    "a Chinese date": ({("organisation", "date", "value"): "2026年10月26日"}, [("normalised", "organisation", "date", "value")]),
    "a date in two readings": ({("organisation", "date", "value"): "04/05/2026"}, [("date-unknown", "organisation", "date", "value")]),
    "no such day": ({("organisation", "date", "value"): "31.02.2026"}, [("date-unknown", "organisation", "date", "value")]),
    "a round the other way round": ({("organisation", "round", "value"): "Q4 2026"}, [("normalised", "organisation", "round", "value")]),
    "a round in words": ({("organisation", "round", "value"): "autumn"}, [("round-unknown", "organisation", "round", "value")]),
    "a role of another language": ({("organisation", "role", "value"): "boss"}, [("code-unknown", "organisation", "role", "value")]),
    "a segment id with spaces": (
        {("segments", "s3", "id"): "Big Ones", ("segments", "s3", "name"): "Big"},
        [("id-malformed", "segments", "s3", "id")],
    ),
    "a segment id twice": (
        {("segments", "s3", "id"): "retail", ("segments", "s3", "name"): "Again"},
        [("id-twice", "segments", "s3", "id")],
    ),
    "a segment without a name": ({("segments", "s3", "id"): "vip"}, [("segment-nameless", "segments", "s3", "id")]),
    "a segment without an id": ({("segments", "s3", "name"): "VIP"}, [("id-assigned", "segments", "s3", "name")]),
    "figures of nobody": (
        {("figures", "s9:service_level", "value"): 80, ("figures", "s9:service_level", "n"): 5},
        [("segment-unknown", "figures", "s9:service_level", "value"), ("segment-unknown", "figures", "s9:service_level", "n")],
    ),
    "a figure that reads in two ways": ({(*NUMBER, "value"): "1,234"}, [("ambiguous-number", *NUMBER, "value")]),
    "a figure with a space in it": ({(*NUMBER, "value"): "1 234,5"}, [("normalised", *NUMBER, "value")]),
    "a figure in scientific form": ({(*NUMBER, "value"): "1e3"}, [("not-a-number", *NUMBER, "value")]),
    "a figure called infinite": ({(*NUMBER, "value"): "inf"}, [("not-a-number", *NUMBER, "value")]),
    "a percentage as text": ({(*PERCENT, "value"): "75 %"}, [("normalised", *PERCENT, "value")]),
    "seconds with a percent sign": ({(*NUMBER, "value"): "75 %"}, [("percent-misplaced", *NUMBER, "value")]),
    "a fraction where a percentage belongs": ({(*PERCENT, "value"): 0.8}, [("percent-as-fraction", *PERCENT, "value")]),
    "a floor above the target": ({(*PERCENT, "floor"): 90}, [("figures-order", *PERCENT, "target")]),
    "a stretch on the wrong side where lower is better": ({(*NUMBER, "stretch"): 40}, [("figures-order", *NUMBER, "stretch")]),
    "a negative number of cases": ({(*NUMBER, "n"): -1}, [("negative-number", *NUMBER, "n")]),
    "a percentage shown as 8120 %": ({(*PERCENT, "value"): 8120}, [("percent-out-of-range", *PERCENT, "value")]),
    "a negative percentage": ({(*PERCENT, "floor"): -5}, [("percent-out-of-range", *PERCENT, "floor")]),
    "a percentage of 100.1 as an aim": ({(*PERCENT, "stretch"): "100,1 %"}, [("percent-out-of-range", *PERCENT, "stretch")]),
    "negative seconds": ({(*NUMBER, "value"): -3}, [("negative-number", *NUMBER, "value")]),
    "a negative target in seconds": ({(*NUMBER, "target"): "-1"}, [("negative-number", *NUMBER, "target")]),
    "a value on no cases": ({(*PERCENT, "n"): 0}, [("cases-zero", *PERCENT, "n")]),
    "no cases and no value": ({(*PERCENT, "n"): 0, (*PERCENT, "value"): None}, []),
    "half a case": ({(*PERCENT, "n"): 20.5}, [("number-not-whole", *PERCENT, "n")]),
    "a weight beyond all measure": ({("ratings", A, "weight"): 1e27}, [("number-too-large", "ratings", A, "weight")]),
    "a figure beyond all measure": ({(*NUMBER, "value"): 1e300}, [("number-too-large", *NUMBER, "value")]),
    "a long row of digits": ({(*NUMBER, "n"): "9" * 20}, [("number-too-large", *NUMBER, "n")]),
    "a time where seconds belong": (
        {(*NUMBER, "value"): datetime.time(0, 25)},
        [("time-in-cell", *NUMBER, "value")],
    ),
    "a time as text where seconds belong": ({(*NUMBER, "target"): "1:05"}, [("time-in-cell", *NUMBER, "target")]),
    "half a sign": ({("ratings", A, "comment"): "a_xD83D_b"}, [("text-cleaned", "ratings", A, "comment")]),
    "half a sign where a level belongs": ({("ratings", A, "answer"): "_xDE00_"}, [("level-unknown", "ratings", A, "answer")]),
    "blanks around names and ids": (
        {
            ("organisation", "name", "value"): "  Acme\u00a0",
            ("organisation", "currency", "value"): "EUR ",
            ("segments", "s1", "name"): " Retail ",
            ("segments", "s1", "id"): "retail ",
        },
        [],
    ),
    "a segment name twice": (
        {("segments", "s3", "id"): "other", ("segments", "s3", "name"): " retail"},
        [("segment-name-twice", "segments", "s3", "name")],
    ),
    "a number overwritten": (
        {("ratings", A, "hierarchy_id"): "6.1.2"},
        [("row-mixed-up", "ratings", A, "hierarchy_id")],
    ),
    "a checklist number overwritten by a number": (
        {("checklist", "6.2.1.1", "hierarchy_id"): 6.2},
        [("row-mixed-up", "checklist", "6.2.1.1", "hierarchy_id")],
    ),
    "numbers deleted, blank or with spaces": (
        {("ratings", A, "hierarchy_id"): None, ("scope", A, "hierarchy_id"): " ", ("scope", B, "hierarchy_id"): "6.2.2 "},
        [],
    ),
    "a name in other words": ({("ratings", A, "name"): "Hang on to customers"}, []),
    "an element outside customer service": (
        {("practices", "p1", "elements"): "10388, 20109"},
        [("element-outside", "practices", "p1", "elements")],
    ),
    "an element outside and one unknown": (
        {("practices", "p1", "elements"): "20109, 10999"},
        [("element-outside", "practices", "p1", "elements"), ("element-unknown", "practices", "p1", "elements")],
    ),
    "a column key of another name": (
        {("practices", "=D2", ""): "possessor"},
        [("column-missing", "practices", "=", ""), ("stray", "practices", "=D6", "")],
    ),
    "an unknown element": (
        {("practices", "p1", "elements"): "10388, 10999"},
        [("element-unknown", "practices", "p1", "elements")],
    ),
    "hierarchy ids": ({("practices", "p1", "elements"): "6.2.2；6.2.3"}, [("normalised", "practices", "p1", "elements")]),
    "a practice without a text": ({("practices", "p2", "owner"): "Bob"}, [("practice-textless", "practices", "p2", "owner")]),
    "a practice id twice": (
        {("practices", "p2", "id"): "p1", ("practices", "p2", "text"): "More"},
        [("id-twice", "practices", "p2", "id")],
    ),
    "text beside the table": ({("ratings", "=Q9", ""): "look here"}, [("stray", "ratings", "=Q9", "")]),
    "text beside the levels": ({("levels", "=H9", ""): "no!"}, [("stray", "levels", "=H9", "")]),
    "text below the levels": ({("levels", "=E900", ""): "no!"}, [("stray", "levels", "=E900", "")]),
    "text over a descriptor": (
        {("ratings", A, "descriptor"): "we do more"},
        [("stray", "ratings", A, "descriptor")],
    ),
    "a descriptor left as a value": (
        {("ratings", A, "descriptor"): SIX.by_hierarchy("6.1.1").rubric.descriptors[3]},
        [],
    ),
    "text below the table": ({("scope", "=D60", ""): "Y"}, [("stray", "scope", "=D60", "")]),
    "text in a group's row": ({("ratings", "=E6", ""): "3"}, [("stray", "ratings", "=E6", "")]),
    "an unknown row": (
        {("checklist", "=A7", ""): "99999"},
        [("row-missing", "checklist", "=", ""), ("row-unknown", "checklist", "=A7", "")],
    ),
    "a row twice": (
        {("ratings", "=A8", ""): SIX.by_hierarchy("6.1.1").id},
        [("row-missing", "ratings", "=", ""), ("row-twice", "ratings", "=A8", "")],
    ),
    "a process's row without its key": (
        {("scope", "=A7", ""): None},
        [
            ("row-missing", "scope", "=", ""),
            *(("stray", "scope", place, "") for place in ("=B7", "=C7", "=G7")),
        ],
    ),
    "a column without its key": (
        {("practices", "=D2", ""): None},
        [("column-missing", "practices", "=", ""), ("stray", "practices", "=D6", "")],
    ),
    "a column twice": (
        {("segments", "=F2", ""): "name"},
        [("column-twice", "segments", "=F2", "")],
    ),
}  # fmt: skip


@pytest.fixture
def filled(make_sample, tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    write_workbook(path, make_sample(), lang="en")
    return path


def said(path: Path, book: Workbook) -> list[tuple[str, str, str]]:
    """Return code, sheet name and cell of every finding, after the book was saved."""
    book.save(path)
    reading = inspect_workbook(path, lang="en")
    cells = reading.cells
    assert cells.read == cells.mapped + cells.noted + cells.refused + cells.unplaced
    for finding in reading.findings:
        told = finding.to_json()
        assert told["message"]
        assert told["found"], finding
        assert "{" not in told["message"] + told["expected"] + told["suggestion"], told
    return [(finding.code, finding.sheet, finding.cell) for finding in reading.findings]


@pytest.mark.parametrize("name", TYPED)
def test_a_spoilt_cell_is_told_exactly(name: str, filled: Path):
    typed, expected = TYPED[name]
    book = openpyxl.load_workbook(filled)
    for spot, value in typed.items():
        cell_of(book, spot).value = value
    places = [
        (code, page_of(book, key).title, "" if row == "=" else cell_of(book, (key, row, column)).coordinate)
        for code, key, row, column in expected
    ]
    assert sorted(said(filled, book)) == sorted(places)


def _delete_sheet(book: Workbook) -> Expected:
    book.remove(page_of(book, "checklist"))
    return [("sheet-missing", "", "", "")]


def _copy_sheet(book: Workbook) -> Expected:
    book.copy_worksheet(page_of(book, "scope")).title = "Copy"
    return [("sheet-ambiguous", "Copy", "A1", "")]


def _add_sheet(book: Workbook) -> Expected:
    book.create_sheet("Notes")["B2"] = "call them"
    return [("extra-sheet", "Notes", "", "")]


def _drop_meta_sheet(book: Workbook) -> Expected:
    book.remove(page_of(book, "meta"))
    return []


def _drop_properties(book: Workbook) -> Expected:
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    return []


def _drop_both(book: Workbook) -> Expected:
    _drop_meta_sheet(book)
    _drop_properties(book)
    return [("identity-missing", "", "", "")]


def _conflict(book: Workbook) -> Expected:
    page_of(book, "meta")["B3"] = "8.0"
    return [("identity-conflict", "_meta", "", "")]


def _newer(book: Workbook) -> Expected:
    _drop_properties(book)
    page_of(book, "meta")["B2"] = "99"
    return [("schema-newer", "_meta", "", "")]


def _other_edition(book: Workbook) -> Expected:
    _drop_properties(book)
    page_of(book, "meta")["B3"] = "9.9"
    return [("edition-unknown", "_meta", "", "")]


def _hide_row(book: Workbook) -> Expected:
    page = page_of(book, "ratings")
    page.row_dimensions[7].hidden = True
    return [("hidden-answers", page.title, "E7", "")]


def _hide_column(book: Workbook) -> Expected:
    page = page_of(book, "practices")
    page.column_dimensions["D"].hidden = True
    return [("hidden-answers", page.title, "D6", "")]


def _merge(book: Workbook) -> Expected:
    page = page_of(book, "ratings")
    page.merge_cells("E7:E8")
    return [("merged-inputs", page.title, "E7", "")]


def _percent_format(book: Workbook) -> Expected:
    cell = cell_of(book, (*PERCENT, "value"))
    cell.value, cell.number_format = 0.8, "0%"
    return [("normalised", cell.parent.title, cell.coordinate, "")]


def _percent_format_twice(book: Workbook) -> Expected:
    cell = cell_of(book, (*PERCENT, "value"))
    cell.number_format = "0%"
    return [("percent-out-of-range", cell.parent.title, cell.coordinate, "")]


def _level_shown_as_date(book: Workbook) -> Expected:
    cell = cell_of(book, ("ratings", A, "answer"))
    cell.number_format = "yyyy-mm-dd"
    return [("normalised", cell.parent.title, cell.coordinate, "")]


def _real_date(book: Workbook) -> Expected:
    cell_of(book, ("organisation", "date", "value")).value = datetime.date(2026, 10, 26)
    return []


def _no_keys(book: Workbook) -> Expected:
    page = page_of(book, "segments")
    page["A2"] = None
    return [("keys-missing", page.title, "A1", "")]


def _delete_segments(book: Workbook) -> Expected:
    book.remove(page_of(book, "segments"))
    return [("sheet-missing", "", "", "")]


def _hide_sheet(book: Workbook) -> Expected:
    page = page_of(book, "ratings")
    page.sheet_state = "hidden"
    return [("hidden-answers", page.title, "", "")]


def _swap(page: Worksheet, first: int, second: int, *, from_column: int) -> None:
    for column in range(from_column, page.max_column + 1):
        one, other = page.cell(first, column), page.cell(second, column)
        one.value, other.value = other.value, one.value


def _sort_what_is_seen(key: str) -> Callable[[Workbook], Expected]:
    def change(book: Workbook) -> Expected:
        page = page_of(book, key)
        _swap(page, 7, 8, from_column=2)
        column = next(cell.column_letter for cell in page[2] if cell.value in {"hierarchy_id", "slot"})
        return [("row-mixed-up", page.title, f"{column}{row}", "") for row in (7, 8)]

    change.__name__ = f"_sort_what_is_seen_on_{key}"
    return change


def _sort_whole_rows(book: Workbook) -> Expected:
    for key in ("ratings", "scope", "checklist", "segments"):
        _swap(page_of(book, key), 7, 8, from_column=1)
    return []


def _numeric_keys(book: Workbook) -> Expected:
    page = page_of(book, "ratings")
    for (cell,) in page.iter_rows(min_row=6, max_col=1):
        if str(cell.value).isdigit():
            cell.value = int(cell.value)
    return []


def _practices_pasted_below(book: Workbook) -> Expected:
    page_of(book, "practices")["C300"] = "Pasted far below"
    return []


STRUCTURE: dict[str, Callable[[Workbook], Expected]] = {
    function.__name__.strip("_").replace("_", " "): function
    for function in (
        _delete_sheet, _copy_sheet, _add_sheet, _drop_meta_sheet, _drop_properties, _drop_both, _conflict, _newer,
        _other_edition, _hide_row, _hide_column, _merge, _percent_format, _percent_format_twice, _level_shown_as_date, _real_date, _no_keys,
        _numeric_keys, _practices_pasted_below, _delete_segments, _hide_sheet, _sort_whole_rows,
        *(_sort_what_is_seen(key) for key in ("ratings", "scope", "checklist", "segments")),
    )
}  # fmt: skip


@pytest.mark.parametrize("name", STRUCTURE)
def test_a_changed_structure_is_told_exactly(name: str, filled: Path):
    book = openpyxl.load_workbook(filled)
    expected = STRUCTURE[name](book)
    assert sorted(said(filled, book)) == sorted((code, sheet, cell) for code, sheet, cell, _ in expected)


def test_answers_of_mixed_up_rows_are_not_given_to_other_processes(filled: Path):
    book = openpyxl.load_workbook(filled)
    page = page_of(book, "ratings")
    _swap(page, 7, 8, from_column=2)
    book.save(filled)
    reading = inspect_workbook(filled, lang="en")
    assert reading.assessment is not None
    first, second = SIX.by_hierarchy("6.1.1"), SIX.by_hierarchy("6.1.2")
    assert [reading.assessment.response(one.id).answer for one in (first, second)] == [None, None]
    told = reading.findings[0]
    assert (told.found, told.facts["element"]) == ("6.1.2", f"6.1.1 {first.name}")
    assert "Undo the sorting" in told.suggestion()


def test_segments_mixed_up_leave_their_figures_to_nobody(filled: Path):
    book = openpyxl.load_workbook(filled)
    _swap(page_of(book, "segments"), 6, 7, from_column=2)
    assert [code for code, *_ in said(filled, book)] == ["row-mixed-up"] * 2
    reading = inspect_workbook(filled, lang="en")
    assert reading.assessment is not None
    assert reading.assessment.figures == ()
    assert reading.cells.refused >= 5


@pytest.mark.parametrize(
    ("spot", "value", "sentences"),
    [
        ((*NUMBER, "value"), datetime.time(0, 25), ("(0:25)", "write 25")),
        ((*NUMBER, "value"), "0:25", ("(0:25)", "write 25")),
        (("ratings", A, "target"), 7, ("One of: 0, 1, 2, 3, 4, 5.",)),
        (("ratings", A, "target"), "7", ("One of: 0, 1, 2, 3, 4, 5.",)),
        (("practices", "p1", "elements"), "20109", ("20109", "outside customer service", "category 6.0")),
        (("organisation", "role", "value"), "boss", ("(front_line)", "(manager)")),
    ],
)
def test_what_is_said_is_what_helps(spot: Spot, value: object, sentences: tuple[str, ...], filled: Path):
    book = openpyxl.load_workbook(filled)
    cell_of(book, spot).value = value
    book.save(filled)
    (finding,) = inspect_workbook(filled, lang="en").findings
    told = " ".join((finding.message(), finding.expected(), finding.suggestion()))
    assert [part for part in sentences if part not in told] == [], told


def test_roles_are_named_in_the_readers_language(filled: Path):
    book = openpyxl.load_workbook(filled)
    cell_of(book, ("organisation", "role", "value")).value = "boss"
    book.save(filled)
    (finding,) = inspect_workbook(filled, lang="ru").findings
    names = {role.code: role.name.spoken("ru") for role in SIX.bundle.maturity.roles}
    assert all(f"{name} ({code})" in finding.expected() for code, name in names.items())


def test_all_faults_are_told_in_one_run(filled: Path):
    book = openpyxl.load_workbook(filled)
    chosen = ("half a level as text", "out of scope without a reason", "an unknown element", "figures of nobody")
    expected = 0
    for name in chosen:
        for spot, value in TYPED[name][0].items():
            cell_of(book, spot).value = value
        expected += len(TYPED[name][1])
    assert len(said(filled, book)) == expected


@pytest.mark.parametrize(
    "label", ["3 – 统一标准", "По единому стандарту", "统一标准", "3 - По единому стандарту", "standardised"]
)
def test_labels_of_all_languages_are_levels(label: str, filled: Path):
    book = openpyxl.load_workbook(filled)
    cell_of(book, ("ratings", A, "answer")).value = label
    assert [code for code, *_ in said(filled, book)] == ["normalised"]


def test_a_formula_with_its_value_is_used_with_a_warning(make_sample, tmp_path: Path):
    import xlsxwriter

    from pcf.excel.reading import codes, values
    from pcf.sheets.package import read_book

    path = tmp_path / "one.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_formula("A1", "=1+2", None, 3)
    cell = read_book(path)[0].sheets[0].cells[1, 1]
    notes: values.Notes = []
    values.check_kind(cell, notes, "")
    assert codes.answer(cell, notes) == "3"
    assert [kind.code for kind, _ in notes] == ["formula-in-input"]
