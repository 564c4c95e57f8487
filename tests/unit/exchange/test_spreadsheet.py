from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pytest

import pcf
from pcf.charts import BOLDER
from pcf.errors import LocalEditionError, OutputNotWritableError
from pcf.excel.styles import row_height
from pcf.exchange import export
from pcf.exchange.spreadsheet.notation import differences, differences_from, edition_before
from pcf.findings import Severity
from pcf.outline import recognise

from .shown import local, with_own

APQC = ("PCF ID", "Hierarchy ID", "Name", "Difference Index", "Change details", "Metrics available?")
# Category 6 of APQC's comparison of 7.2.1 with 6.1.1: all elements that it lists as renamed, with all it says of them.
PUBLISHED = {
    "6.1.5": "RENAME, WAS:Establish service levels for customers",
    "6.2": "+20094, +12840, c10388, RENAME, WAS:Plan and manage customer service operations",
    "6.2.2": "+13482, +16928, +16937, c10394, c10395, c10396, RENAME, WAS:Manage customer service requests/inquiries",
    "6.2.2.1": "RENAME, WAS:Receive customer requests/inquiries",
    "6.2.2.3": "RENAME, WAS:Route customer requests/inquiries",
    "6.2.2.4": "RENAME, WAS:Respond to customer requests/inquiries",
    "6.2.4.1": "RENAME, WAS:Authorize and process returns",
    "6.3.4": "RENAME, WAS:Deliver service to customer",
    "6.3.4.3.2": "RENAME, WAS:Dispatch resources",
    "6.3.4.3.3": "RENAME, WAS:Manage order fulfillment progress",
    "6.3.4.4.1": "RENAME, WAS:Identify completed orders for feedback",
    "6.3.4.4.2": "RENAME, WAS:Identify incomplete orders and service failures",
    "6.5.1": "+11687, +11688, +18126, -10404, -10405, -10406, -10407, "
    "RENAME, WAS:Measure customer satisfaction with customer requests/inquiries handling",
    "6.5.2": "+11689, RENAME, WAS:Measure customer satisfaction with customer-complaint handling and resolution",
    "6.5.3.5": "RENAME, WAS:Provide customer feedback to product management on products and services",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("spreadsheet")


@pytest.fixture(scope="module")
def written(folder: Path) -> Callable[..., openpyxl.Workbook]:
    @cache
    def write(edition: str = "7.4", lang: str = "en") -> openpyxl.Workbook:
        out = folder / f"{edition}-{lang}.xlsx"
        export(pcf.load(edition, lang), out, "xlsx")
        return openpyxl.load_workbook(out)

    return write


def _rows(book: openpyxl.Workbook, sheet: str) -> list[dict[str, object]]:
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_the_columns_are_apqcs_and_then_the_other_languages(written, lang: str) -> None:
    model, rows = pcf.load(lang=lang), _rows(written(lang=lang), "Combined")
    others = [other for other in ("en", "ru", "zh") if other != lang]
    assert tuple(rows[0]) == (*APQC, *(f"Name ({other})" for other in others))
    assert [row["PCF ID"] for row in rows] == [element.id for element in model]
    for row, element in zip(rows, model, strict=True):
        assert row["Hierarchy ID"] == element.hierarchy_id
        assert row["Name"] == element.name
        assert [row[f"Name ({other})"] for other in others] == [getattr(element.names, other) for other in others]
        assert row["Metrics available?"] == ("Y" if element.metrics else "N")


def test_ids_are_texts(written) -> None:
    for sheet in ("Combined", "Glossary", "Metrics"):
        page = written()[sheet]
        ids = [cell.column for cell in page[1] if cell.value.endswith("ID")]
        cells = [row[column - 1] for row in page.iter_rows(min_row=2) for column in ids]
        assert {cell.data_type for cell in cells} == {"s"}
        assert {cell.number_format for cell in cells} == {"@"}


@pytest.mark.parametrize(
    ("edition", "lang"), [("7.4", "en"), ("7.4", "ru"), ("7.4", "zh"), ("8.0", "en"), ("6.1.1", "ru")]
)
def test_pcf_outline_recognises_it(written, folder: Path, edition: str, lang: str) -> None:
    written(edition, lang)
    outline = recognise(folder / f"{edition}-{lang}.xlsx")
    assert outline.sheet == "Combined"
    assert edition in {outline.edition, *outline.tied}
    assert outline.codes == outline.matched == len(pcf.load(edition))
    assert not (outline.unknown or outline.conflicts or outline.names_differ or outline.missing)
    assert {finding.kind.severity for finding in outline.findings} <= {Severity.NOTE}


def test_changes_read_as_apqc_published_them() -> None:
    model = pcf.load("7.2.1")
    found = {model[one].hierarchy_id: difference for one, difference in differences_from(model, "6.1.1").items()}
    assert {place: one.details for place, one in found.items() if "RENAME" in one.details} == PUBLISHED
    assert "-10381" in found["6.1"].details
    assert found["6.2.3"].details == "+19072"
    # 293 were published; 10329 and 10333, which left on the fifth level, are in no source of ours
    assert sum(one.index for one in found.values()) == 293 - 2 * 4


def test_changes_are_those_since_the_edition_before(written) -> None:
    rows = {row["PCF ID"]: row for row in _rows(written(), "Combined")}
    assert rows["20089"]["Change details"] == "RENAME, WAS:Define warranty offering"
    assert rows["10378"]["Change details"] == "c20089, RENAME, WAS:Develop customer care/customer service strategy"
    assert [rows[one]["Difference Index"] for one in ("20089", "10378", "20085", "10388")] == [1, 2, 2, 0]
    rows = {row["PCF ID"]: row for row in _rows(written("8.0"), "Combined")}
    assert rows["10378"]["Change details"] == "+21707, -20089, -20092"
    assert rows["21707"]["Change details"] == "NEW"


def test_the_first_edition_has_no_changes_rather_than_none(written) -> None:
    assert edition_before(pcf.load("6.1.1")) is None
    assert differences(pcf.load("6.1.1")) is None
    rows = _rows(written("6.1.1"), "Combined")
    assert {(row["Difference Index"], row["Change details"]) for row in rows} == {(None, None)}


@pytest.mark.parametrize("edition", ["7.0", "7.2.1", "7.3.1", "7.4", "8.0"])
def test_the_index_of_an_element_counts_at_least_what_is_below(edition: str) -> None:
    model = pcf.load(edition)
    found = differences(model)
    for element in model:
        assert found[element.id].index >= sum(found[child.id].index for child in element.children)


def test_definitions_are_told_to_be_ours(written) -> None:
    rows = _rows(written(), "Glossary")
    heading = next(head for head in rows[0] if head.startswith("Element Description"))
    assert "not APQC's" in heading
    assert {row["PCF ID"]: row[heading] for row in rows} == {element.id: element.definition for element in pcf.load()}


def test_metrics_have_apqcs_own_wording_where_they_are_apqcs(written) -> None:
    rows = {row["Metric ID"]: row for row in _rows(written(), "Metrics")}
    assert list(rows) == [metric.id for metric in pcf.load().metrics]
    for metric in pcf.load().metrics:
        row = rows[metric.id]
        assert row["Formula"] == (metric.record.stated_formula if metric.id.isdigit() else metric.formula_text)
        assert (row["PCF ID"], row["Units"]) == (metric.element, metric.unit_name)


def test_rows_fold_and_headings_stay(written) -> None:
    page = written()["Combined"]
    levels = [page.row_dimensions[row].outlineLevel for row in range(2, page.max_row + 1)]
    assert levels == [(element.level or 0) - 1 for element in pcf.load()]
    assert page.freeze_panes == "D2"
    assert page.auto_filter.ref == f"A1:H{page.max_row}"
    assert page.print_title_rows == "$1:$1"
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.outlinePr.summaryBelow is False


@pytest.mark.parametrize("lang", ["en", "ru", "zh"])
def test_the_notices_are_in_it_whole(written, lang: str) -> None:
    book = written(lang=lang)
    said = {cell for row in book.worksheets[-1].iter_rows(values_only=True) for cell in row}
    assert {record.text for record in pcf.load().bundle.notices} <= said


def test_the_same_model_gives_the_same_bytes(written, folder: Path) -> None:
    written()
    export(pcf.load(), folder / "again.xlsx", "xlsx")
    assert (folder / "again.xlsx").read_bytes() == (folder / "7.4-en.xlsx").read_bytes()


def test_what_an_organisation_adds_is_marked_as_its_own(tmp_path: Path) -> None:
    model = with_own(tmp_path)
    export(model, tmp_path / "own.xlsx", "xlsx")
    book = openpyxl.load_workbook(tmp_path / "own.xlsx")
    name = model.bundle.organisations[0].name.en
    for sheet, key, own in (
        ("Combined", "PCF ID", "acme:callback"),
        ("Glossary", "PCF ID", "acme:callback"),
        ("Metrics", "Metric ID", "acme:callbacks_kept"),
    ):
        assert {row[key]: row["Organisation"] for row in _rows(book, sheet) if row["Organisation"]} == {own: name}
    named = {row["PCF ID"]: row["Own name"] for row in _rows(book, "Combined") if row["Own name"]}
    assert named == {"10389": model["10389"].record.own_names[0].name.en}
    (level,) = _rows(book, "Own levels")
    assert (level["PCF ID"], level["Level"], level["Organisation"]) == ("10389", 3, name)
    assert recognise(tmp_path / "own.xlsx").sheet == "Combined"


def test_without_own_things_nothing_is_said_of_organisations(written) -> None:
    assert "Own levels" not in written().sheetnames
    assert "Organisation" not in _rows(written(), "Metrics")[0]


def test_a_local_edition_is_not_handed_on(tmp_path: Path) -> None:
    with pytest.raises(LocalEditionError):
        export(local(), tmp_path / "model.xlsx", "xlsx")
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputNotWritableError):
        export(pcf.load(), tmp_path / "missing" / "model.xlsx", "xlsx")


def test_rows_are_tall_enough_for_bold_names(written):
    sheet = written("7.4", "zh")["Combined"]
    (place,) = [cell.column for cell in sheet[1] if cell.value == "Name (ru)"]
    (width,) = [one.width for one in sheet.column_dimensions.values() if one.min <= place <= one.max]
    bold = [row for row in sheet.iter_rows(min_row=2) if row[0].font.b]
    needed = [row_height("zh", [(row[place - 1].value, int(width) / BOLDER)]) for row in bold]
    assert max(needed) > row_height("zh", [("x", width)])
    assert all(sheet.row_dimensions[row[0].row].height >= least for row, least in zip(bold, needed, strict=True))
