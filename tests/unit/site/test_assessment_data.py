"""The data of the browser's self-assessment says what the package says, in each language."""

from __future__ import annotations

import json
from base64 import b64decode
from fractions import Fraction
from io import BytesIO
from itertools import combinations
from zipfile import ZipFile

import pytest

from pcf.assessment import SCHEMA_VERSION, Assessment, Response, Tick, template
from pcf.excel import inspect_workbook, layout
from pcf.ids import LANGUAGES
from pcf.maturity import POLICIES, PROVISIONAL_FROM, SCORED_FROM, STAGED_SHARE, supported_level
from pcf.site import SiteModel, addresses
from pcf.site.files.assessment_data import assessment_data, assessment_texts, files, supports
from pcf.site.files.workbook_data import Place, _template, empty_workbook, workbook_data

from ...site_model import site_model


@pytest.fixture(scope="module", params=LANGUAGES)
def model(request: pytest.FixtureRequest) -> SiteModel:
    return site_model(request.param)


@pytest.fixture(scope="module")
def data(model: SiteModel):
    return assessment_data(model)


def test_every_process_is_asked_about_with_all_its_levels_and_statements(model, data):
    processes = [process for group in data["groups"] for process in group["processes"]]
    assert [one["id"] for one in processes] == [one.id for one in model.taxonomy.processes]
    for said, process in zip(processes, model.taxonomy.processes, strict=True):
        assert (said["hierarchy_id"], said["name"]) == (process.hierarchy_id, process.name)
        assert said["address"] == f"id/{process.id}/"
        assert [(one["id"], one["level"]) for one in said["statements"]] == [
            (one.id, one.level) for one in process.rubric.statements
        ]


def test_the_texts_of_every_process_are_those_of_the_package(model):
    texts = assessment_texts(model)
    assert list(texts) == [process.id for process in model.taxonomy.processes]
    for process in model.taxonomy.processes:
        said = texts[process.id]
        assert (said["applies"], said["owner"]) == (process.rubric.applies, process.rubric.owner)
        assert tuple(said["descriptors"]) == process.rubric.descriptors
        assert said["statements"] == {one.id: one.text for one in process.rubric.statements}


def test_what_is_loaded_before_a_process_is_opened_holds_none_of_its_texts(model):
    made = {one.path: one.content.decode() for one in files(model) if one.path.endswith(".js")}
    first, later = made["assets/data/assessment.js"], made["assets/data/assessment_texts.js"]
    for process in model.taxonomy.processes:
        for text in (*process.rubric.descriptors, *(one.text for one in process.rubric.statements)):
            assert text not in first
            assert json.dumps(text, ensure_ascii=False) in later
    assert len(first.encode()) < 40_000


def test_thresholds_and_policies_are_those_of_the_arithmetic(data):
    said = {name: Fraction(text) for name, text in data["thresholds"].items()}
    assert said == {"scored": SCORED_FROM, "provisional": PROVISIONAL_FROM, "staged": STAGED_SHARE}
    assert (data["lowest"], data["highest"]) == (0, 5)
    assert [one["id"] for one in data["policies"]] == list(POLICIES)
    assert [one["code"] for one in data["levels"]] == ["0", "1", "2", "3", "4", "5", "NA", "DK"]


def test_the_rules_of_evidence_give_the_supported_level_of_every_choice():
    rules = list(supports())
    for size in range(len(layout.EVIDENCE) + 1):
        for kinds in combinations(layout.EVIDENCE, size):
            borne = max(rule["level"] for rule in rules if set(rule["kinds"]) <= set(kinds))
            assert borne == supported_level(5, kinds)


def test_each_industry_proposes_what_its_template_proposes(model, data):
    for profile in data["profiles"]:
        form = template.empty(model.taxonomy, profile=profile["id"])
        assert profile["not_applicable"] == {one.element: one.reason for one in form.responses if one.answer == "NA"}
    assert {bool(profile["not_applicable"]) for profile in data["profiles"]} == {True, False}


def test_the_blank_file_is_a_saved_assessment_without_an_answer(model, data):
    document = data["blank"]["document"]
    assert (document["schema"], document["schema_version"]) == ("pcf-assessment", SCHEMA_VERSION)
    assert "scorecard" not in document
    (copy,) = document["copies"]
    assert Assessment.model_validate(copy["assessment"]) == Assessment(language=model.lang)
    for name, record in (("response", Response), ("tick", Tick)):
        assert not record.model_validate(data["blank"][name]).is_filled


def test_the_files_are_scripts_that_set_one_name_each(model):
    made = list(files(model))
    scripts = [one for one in made if one.path.endswith(".js")]
    names = ("assessment", "assessment_texts", "workbook")
    assert [one.path for one in scripts] == [f"assets/data/{name}.js" for name in names]
    for one in scripts:
        before, _, said = one.content.decode().partition("] = ")
        assert before.startswith("((globalThis.pcf ??= {}).data ??= {})[")
        assert json.loads(said.removesuffix(";\n"))


def test_the_template_has_a_blank_cell_for_everything_that_can_be_answered(model):
    data = workbook_data(model)
    sheets = {key: Place(**place) for key, place in data["sheets"].items()}
    processes = {process.id for process in model.taxonomy.processes}
    assert processes <= sheets["scope"].rows.keys()
    assert processes <= sheets["ratings"].rows.keys()
    assert processes | {group.id for group in model.taxonomy.root.children} == sheets["targets"].rows.keys()
    assert set(template.ticked_items(model.taxonomy)) == sheets["checklist"].rows.keys()
    assert sheets["organisation"].rows.keys() == set(layout.FIRST_ROWS) - {"language", *layout.LINE_ROWS}
    with ZipFile(BytesIO(b64decode(data["template"]))) as archive:
        assert archive.testzip() is None
        properties = archive.read(data["properties"]["part"]).decode()
        ratings = archive.read(sheets["ratings"].part).decode()
    assert f'name="pcf_workbook_id"><vt:lpwstr>{data["properties"]["workbook_id"]}<' in properties
    assert f'name="pcf_profile"><vt:lpwstr>{data["properties"]["profile"]}<' in properties
    assert "<f>IFERROR(" in ratings
    assert "</f><v></v>" not in ratings


def test_the_template_is_the_same_whenever_it_is_made():
    _template.cache_clear()
    first = empty_workbook(site_model("en")), workbook_data(site_model("en"))
    _template.cache_clear()
    assert (empty_workbook(site_model("en")), workbook_data(site_model("en"))) == first


def test_the_template_is_made_once_a_language(model):
    _template.cache_clear()
    list(files(model))
    assert _template.cache_info().misses == 1


def test_the_empty_workbook_is_one_that_the_package_takes_without_a_finding(model, tmp_path):
    made = {one.path: one.content for one in files(model)}
    path = tmp_path / addresses.EMPTY_WORKBOOK
    path.write_bytes(made[addresses.EMPTY_WORKBOOK])
    reading = inspect_workbook(path, lang=model.lang)
    assert not reading.findings
    assert reading.assessment.language == model.lang
    assert not any(one.is_filled for one in reading.assessment.responses)


def test_what_pages_in_other_languages_propose_is_known_for_every_proposal(model, data):
    others = [assessment_data(site_model(lang)) for lang in LANGUAGES if lang != model.lang]
    for number, profile in enumerate(data["profiles"]):
        for process in profile["not_applicable"]:
            told = [other["profiles"][number]["not_applicable"][process] for other in others]
            assert data["reasons_elsewhere"][process] == told
