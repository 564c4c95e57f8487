from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest

from pcf.documents.elements import element_document
from pcf.documents.metrics import metric_document
from pcf.ids import LANGUAGES
from pcf.site.files import downloads
from pcf.site.files.downloads import HEAD, element_csv, texts
from pcf.site.files.element_workbook import Row, element_workbook

from ...site_model import site_model

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def models():
    return {lang: site_model(lang) for lang in LANGUAGES}


@pytest.fixture(scope="module")
def made(models):
    return {lang: {file.path: file.content for file in downloads.files(model)} for lang, model in models.items()}


def table(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheets(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [
        [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)] for sheet in book
    ]


def test_every_element_has_its_data_in_three_forms(models, made):
    wanted = {f"id/{element.id}.{end}" for element in models["en"].elements for end in ("json", "csv", "xlsx")}
    assert made["en"].keys() == made["ru"].keys() == made["zh"].keys() == wanted


@pytest.mark.parametrize("lang", LANGUAGES)
def test_json_is_what_the_program_prints_with_its_metrics_and_the_notices(lang, models, made):
    model = models[lang]
    for element in model.taxonomy:
        said = json.loads(made[lang][f"id/{element.id}.json"])
        assert said["element"] == json.loads(json.dumps(element_document(element, model.taxonomy)))
        assert said["metrics"] == json.loads(json.dumps([metric_document(metric) for metric in element.metrics]))
        assert (said["version"], said["language"]) == (model.version, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_apqcs_notices_travel_with_every_copy(lang, models, made):
    notices = [notice.text for notice in models[lang].taxonomy.bundle.notices]
    for path in ("id/10388", "id/10006", "id/20109"):
        assert set(notices) <= set(json.loads(made[lang][f"{path}.json"])["notices"].values())
        assert set(notices) <= {row[4] for row in table(made[lang][f"{path}.csv"])}
        assert set(notices) <= {row[0] for row in sheets(made[lang][f"{path}.xlsx"])[2]}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_csv_is_utf8_with_its_mark_and_has_one_text_a_row_in_two_languages(lang, models, made):
    content = made[lang]["id/10389.csv"]
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    head, *rows = table(content)
    assert tuple(head) == HEAD
    said = {(row[2], row[3]): (row[4], row[5]) for row in rows}
    element = models[lang].taxonomy["10389"]
    assert said["definition", ""] == (element.definition, element.record.definition.en)
    for one in element.rubric.record.statements:
        assert said["statement", one.id] == (one.text.spoken(lang), one.text.en)
    assert {row[4] for row in rows if row[2] == "synonym"} == set(element.synonyms)
    assert all(row[:2] == ["10389", "6.2.3"] for row in rows)


def test_an_object_and_an_action_of_the_same_code_keep_their_own_names(models):
    model = models["en"]
    rows = {(row.field, row.key): row.text for row in texts(model, model.element("12678"))}
    assert rows["action", "request"] == "Request"
    assert {row.text for row in texts(model, model.element("10388")) if row.field == "object"} == {
        "Problem, request or inquiry"
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_holds_the_same_rows_as_the_csv_and_all_metrics(lang, models, made):
    for element_id in ("10388", "12840", "10006"):
        element = models[lang].element(element_id)
        found, figures, _ = sheets(made[lang][f"id/{element_id}.xlsx"])
        rows = [row for row in table(made[lang][f"id/{element_id}.csv"])[1:] if row[2] != "notice"]
        assert found[1:] == rows
        assert [row[0] for row in figures[1:]] == [metric.id for metric in element.metrics]
        assert [row[3] for row in figures[1:]] == [metric.formula_text for metric in element.metrics]


def test_no_cell_is_a_formula_whatever_it_begins_with(models):
    model = models["en"]
    element = model.element("10388")
    rows = [Row("synonym", "", f"{sign}1+1", f"{sign}2") for sign in FORMULA_SIGNS]
    for row in table(element_csv(model, element, rows))[1:]:
        assert not any(cell.startswith(FORMULA_SIGNS) for cell in row)
    book = openpyxl.load_workbook(io.BytesIO(element_workbook(model, element, rows, "changed")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "=1+1" in {cell.value for cell in cells}


def test_the_same_data_give_the_same_bytes(models, made):
    model = site_model("zh")
    again = {file.path: file.content for file in downloads.files(model)}
    assert again == made["zh"]
