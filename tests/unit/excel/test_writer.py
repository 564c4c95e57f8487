"""What the writer refuses, and the shape of what it writes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from pcf.assessment import Assessment, Figure, Practice, Response, Segment, Tick
from pcf.errors import BadOptionError, NoPlaceError, UnknownElementError, UnknownMetricError, WrongUsageError
from pcf.excel import write_workbook
from pcf.ids import LANGUAGES
from pcf.taxonomy import load

SIX = load()


@pytest.mark.parametrize(
    ("assessment", "error"),
    [
        (Assessment(responses=(Response(element="99999"),)), UnknownElementError),
        (Assessment(responses=(Response(element=SIX.root.id),)), BadOptionError),
        (Assessment(ticks=(Tick(element=SIX.processes[0].id),)), BadOptionError),
        (Assessment(responses=(Response(element=SIX.processes[0].id),) * 2), BadOptionError),
        (Assessment(edition="6.1.1", responses=(Response(element="20086"),)), NoPlaceError),
        (Assessment(figures=(Figure(segment="a", metric="service_level"),)), BadOptionError),
        (
            Assessment(segments=(Segment(id="a", name="A"),), figures=(Figure(segment="a", metric="no_such"),)),
            UnknownMetricError,
        ),
        (Assessment(practices=(Practice(id="p", text="x" * 40_000),)), BadOptionError),
    ],
)
def test_what_would_be_lost_is_refused(assessment: Assessment, error: type[WrongUsageError], tmp_path: Path):
    with pytest.raises(error):
        write_workbook(tmp_path / "book.xlsx", assessment, lang="en")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module", params=LANGUAGES)
def book(request, tmp_path_factory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("shape") / "book.xlsx"
    write_workbook(path, Assessment(), lang=request.param)
    return openpyxl.load_workbook(path)


def test_sheets_are_numbered_locked_and_printable(book: openpyxl.Workbook):
    visible = [sheet for sheet in book if sheet.sheet_state == "visible"]
    assert [sheet.title.split(" ")[0] for sheet in visible] == [str(n) for n in range(1, 12)]
    for sheet in visible:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.right.text
    assert [sheet.sheet_state for sheet in book][-2:] == ["hidden", "veryHidden"]


def test_only_inputs_are_unlocked(book: openpyxl.Workbook):
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if not cell.protection.locked:
                    assert cell.value is None, (sheet.title, cell.coordinate)
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


def test_no_macro_no_link_no_connection(tmp_path: Path):
    path = tmp_path / "book.xlsx"
    write_workbook(path, Assessment(), lang="en")
    with zipfile.ZipFile(path) as archive:
        names = " ".join(archive.namelist())
        assert "vba" not in names
        assert "externalLink" not in names
        assert "connections" not in names
        assert not [name for name in archive.namelist() if b'TargetMode="External"' in archive.read(name)]
