"""What the writer refuses, and the shape of what it writes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from pcf.assessment import (
    Assessment,
    EvidenceItem,
    Figure,
    GroupWeight,
    Initiative,
    Observation,
    Response,
    Segment,
    Tick,
)
from pcf.errors import BadOptionError, NoPlaceError, PcfError, UnknownElementError, UnknownMetricError, WorkbookError
from pcf.excel import layout, write_workbook
from pcf.excel.registers import PREFIXES, ROWS
from pcf.ids import LANGUAGES, Language
from pcf.mapping import Practice
from pcf.taxonomy import load

SIX = load()


@pytest.mark.parametrize(
    ("assessment", "error"),
    [
        (Assessment(responses=(Response(element="99999"),)), UnknownElementError),
        (Assessment(responses=(Response(element=SIX.root.id),)), BadOptionError),
        (Assessment(ticks=(Tick(item=SIX.processes[0].id),)), BadOptionError),
        (Assessment(ticks=(Tick(item="10389.5z"),)), BadOptionError),
        (Assessment(group_weights=(GroupWeight(element=SIX.processes[0].id, weight=Decimal(2)),)), BadOptionError),
        (Assessment(responses=(Response(element=SIX.processes[0].id),) * 2), BadOptionError),
        (Assessment(edition="6.1.1", responses=(Response(element="20086"),)), NoPlaceError),
        (Assessment(figures=(Figure(segment="a", metric="service_level"),)), BadOptionError),
        (
            Assessment(segments=(Segment(id="a", name="A"),), figures=(Figure(segment="a", metric="no_such"),)),
            UnknownMetricError,
        ),
        (Assessment(practices=(Practice(id="p", text="x" * 40_000),)), WorkbookError),
        (Assessment(evidence=(EvidenceItem(id="e1", title="x" * 40_000),)), BadOptionError),
        (Assessment(evidence=(EvidenceItem(id="e1", title="Log"),) * 2), BadOptionError),
        (Assessment(evidence=(EvidenceItem(id="e1", title="Log", processes=(SIX.root.id,)),)), BadOptionError),
        (Assessment(observations=(Observation(id="f1", text="Late", segment="a"),)), BadOptionError),
        (Assessment(initiatives=(Initiative(id="i1", title="Do it", metric="no_such"),)), UnknownMetricError),
    ],
)
def test_what_would_be_lost_is_refused(assessment: Assessment, error: type[PcfError], tmp_path: Path):
    with pytest.raises(error):
        write_workbook(tmp_path / "book.xlsx", assessment, lang="en")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def unfilled(tmp_path_factory) -> Callable[[Language], Path]:
    """Give a function that returns a workbook with nothing filled in, to be read only."""

    @cache
    def made(lang: Language) -> Path:
        path = tmp_path_factory.mktemp("unfilled") / "book.xlsx"
        write_workbook(path, Assessment(), lang=lang)
        return path

    return made


@pytest.fixture(scope="module", params=LANGUAGES)
def book(request, unfilled) -> openpyxl.Workbook:
    return openpyxl.load_workbook(unfilled(request.param))


def test_sheets_are_numbered_locked_and_printable(book: openpyxl.Workbook):
    visible = [sheet for sheet in book if sheet.sheet_state == "visible"]
    assert [sheet.title for sheet in visible] == [layout.tab(key) for key in layout.TABS]
    assert [sheet.title.split(" ")[0] for sheet in visible] == [str(n) for n in range(1, 19)]
    assert all(sheet.title.isascii() for sheet in visible)
    for sheet in visible:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.right.text
    hidden = {sheet.title: sheet.sheet_state for sheet in book if sheet not in visible}
    assert hidden == {"_lists": "hidden", "_texts": "hidden"} | dict.fromkeys(
        ("_history", "_forms", "_meta"), "veryHidden"
    )


def test_only_inputs_are_unlocked(book: openpyxl.Workbook):
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if not cell.protection.locked:
                    is_language = (sheet.title, cell.coordinate) == (layout.tab("organisation"), "C6")
                    assert cell.value is None or is_language, (sheet.title, cell.coordinate)
                    assert cell.fill.fgColor.rgb not in {"00000000", None}


def test_every_sheet_has_its_marker_and_hidden_keys(book: openpyxl.Workbook):
    markers = [sheet["A1"].value for sheet in book]
    assert len(set(markers)) == len(markers)
    for sheet in book:
        if sheet["A2"].value == "key":
            assert sheet.column_dimensions["A"].hidden
            assert sheet.row_dimensions[1].hidden
            assert sheet.row_dimensions[2].hidden
            assert sheet.freeze_panes is not None
            assert sheet.print_title_rows == "$5:$5"


def test_prompts_fit_excel(book: openpyxl.Workbook):
    rules = [rule for sheet in book for rule in sheet.data_validations.dataValidation]
    assert len(rules) > 10
    for rule in rules:
        assert 0 < len(rule.promptTitle) <= 32
        assert 0 < len(rule.prompt) <= 255
        assert rule.type != "list" or "!" in rule.formula1


def test_the_publishers_notices_stand_word_for_word(book: openpyxl.Workbook):
    page = next(sheet for sheet in book if sheet["A1"].value == "pcf:notice:1")
    texts = {cell.value for row in page.iter_rows() for cell in row}
    assert {notice.text for notice in SIX.bundle.notices} <= texts


def test_no_macro_no_link_no_connection(unfilled):
    with zipfile.ZipFile(unfilled("en")) as archive:
        names = " ".join(archive.namelist())
        assert "vba" not in names
        assert "externalLink" not in names
        assert "connections" not in names
        assert not [name for name in archive.namelist() if b'TargetMode="External"' in archive.read(name)]


def rows_of(path: Path, key: str, *, shown: bool = True) -> dict[str, dict[str, object]]:
    """Return the rows of a sheet by their keys, cells by their column keys: what they show, or their formulas."""
    book = openpyxl.load_workbook(path, data_only=shown, read_only=True)
    (sheet,) = [one for one in book if next(one.iter_rows(max_row=1, values_only=True))[0] == f"pcf:{key}:1"]
    _, columns, *rows = sheet.iter_rows(values_only=True)
    return {
        str(row[0]): {str(one): cell for one, cell in zip(columns, row, strict=False) if one} for row in rows if row[0]
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_levels_sheet_holds_every_level_of_every_process(lang, unfilled):
    rows = rows_of(unfilled(lang), "levels")
    for process in load(lang=lang).processes:
        for level, descriptor in enumerate(process.rubric.descriptors):
            row = rows[f"{process.id}.{level}"]
            assert (row["level"], row["descriptor"]) == (level, descriptor)
            assert row["name"] == load(lang=lang).level_names[level]
        assert all(one.text in str(rows[f"#{process.id}.evidence"]["descriptor"]) for one in process.rubric.evidence)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_checklist_holds_every_activity_and_statement_under_its_process(lang, unfilled):
    rows = rows_of(unfilled(lang), "checklist")
    model = load(lang=lang)
    expected: list[str] = []
    for process in model.processes:
        statements = process.rubric.statements
        expected += [f"#group:{process.id}", *(one.id for one in process.children), *(one.id for one in statements)]
        assert [rows[one.id]["name"] for one in statements] == [one.text for one in statements]
        assert [rows[one.id]["level"] for one in statements] == [one.level for one in statements]
    assert [key for key in rows if key not in {"#title", "#intro", "#head"}] == expected


def test_every_label_is_a_formula_over_the_texts_of_all_languages(unfilled):
    """A label that is typed in stays in its language when another is chosen."""
    book = openpyxl.load_workbook(unfilled("ru"))
    notices = {notice.text for notice in SIX.bundle.notices}
    own = {*layout.TABS, *notices}
    typed = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in book
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows(min_row=2, min_col=2)
        for cell in row
        if cell.data_type == "s" and cell.value not in own and not sheet.row_dimensions[cell.row].hidden
    ]
    codes = {
        code for term in (SIX.bundle.maturity.levels, SIX.bundle.maturity.roles) for code in (one.code for one in term)
    }
    codes |= {*layout.TICK_CODES, layout.TICKED, layout.YES, "Русский", f"APQC PCF 7.4, {SIX.root.hierarchy_id}"}
    codes |= {str(element.hierarchy_id) for element in SIX} | {f"s{n}" for n in range(1, 13)}
    codes |= {f"{PREFIXES[key]}{n}" for key in PREFIXES for n in range(1, ROWS[key] + 1)}
    codes |= {layout.tab(key) for key in layout.TABS}
    assert [one for one in typed if one[2] not in codes] == []


def test_every_text_stands_in_three_languages(unfilled):
    texts = openpyxl.load_workbook(unfilled("en"), data_only=True, read_only=True)["_texts"]
    rows = list(texts.iter_rows(min_row=3, min_col=2, max_col=5, values_only=True))
    assert len(rows) > 1_000
    assert all(all(isinstance(text, str) and text for text in row) for row in rows)
    assert all(row[0] == row[1] for row in rows)  # said at present: English
    assert sum(row[1] != row[2] and row[1] != row[3] for row in rows) > 0.95 * len(rows)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_descriptor_of_the_chosen_level_stands_beside_the_answer(lang, tmp_path: Path):
    answers = (Response(element="10389", answer="3"), Response(element="10388", answer="DK"))
    write_workbook(tmp_path / "book.xlsx", Assessment(responses=answers), lang=lang)
    cached = rows_of(tmp_path / "book.xlsx", "ratings")
    assert cached["10389"]["descriptor"] == load(lang=lang)["10389"].rubric.descriptors[3]
    assert not cached["10388"]["descriptor"]
    live = rows_of(tmp_path / "book.xlsx", "ratings", shown=False)
    assert '&"."&' in live["20086"]["descriptor"]


@pytest.mark.parametrize("edition", ["6.1.1", "7.0", "8.0"])
def test_an_edition_with_processes_without_rubrics_can_be_written(edition, tmp_path: Path):
    write_workbook(tmp_path / "book.xlsx", Assessment(edition=edition), lang="en")
    rows = rows_of(tmp_path / "book.xlsx", "levels", shown=False)
    with_rubric = [process.id for process in load(edition).processes if process.rubric]
    assert {key.split(".")[0] for key in rows if "." in key and not key.startswith("#")} == set(with_rubric)
