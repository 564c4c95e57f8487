import json

import pytest

from pcf.ids import LANGUAGES
from pcf.site import SiteModel
from pcf.site.files.jump import KINDS, Target, files, targets
from pcf.site.files.scripts import data_script
from pcf.site.page import DataFile

from ...site_model import site_model


def read(file: DataFile) -> dict[str, object]:
    text = file.content.decode()
    return json.loads(text[text.index(" = ") + 3 : text.rindex(";")])


@pytest.fixture(scope="module", params=LANGUAGES)
def model(request: pytest.FixtureRequest) -> SiteModel:
    return site_model(request.param)


@pytest.fixture(scope="module")
def reached(model: SiteModel) -> dict[str, Target]:
    return {target.path: target for target in targets(model)}


def test_every_page_is_reached_once(model: SiteModel, reached: dict[str, Target]) -> None:
    assert len(list(targets(model))) == len(reached)


def test_every_element_metric_and_measure_is_reached(model: SiteModel, reached: dict[str, Target]) -> None:
    taxonomy = model.taxonomy
    assert {one.ids[0] for one in reached.values() if one.kind == "element"} == {one.id for one in model.elements}
    assert {one.ids[0] for one in reached.values() if one.kind == "metric"} == {one.id for one in taxonomy.metrics}
    measures = {one.id for one in taxonomy.bundle.measures}
    assert {one.ids[0] for one in reached.values() if one.kind == "measure"} == measures


def test_a_finding_a_question_and_a_command_are_reached(reached: dict[str, Target]) -> None:
    assert reached["finding/unknown-element.md"].ids == ("unknown-element",)
    assert reached["questions/who-owns-recalls.md"].kind == "question"
    assert reached["command/assess.md"].ids == ("pcf assess",)


def test_an_element_is_called_by_its_names_in_all_languages_its_own_first(
    model: SiteModel, reached: dict[str, Target]
) -> None:
    names = reached["id/10389.md"].names
    assert names[0] == model.taxonomy["10389"].name
    assert {"Manage customer complaints", "Управление жалобами клиентов", "管理客户投诉"} <= set(names)


def test_an_element_is_called_by_what_people_say_in_all_languages(model: SiteModel, reached: dict[str, Target]) -> None:
    said = model.taxonomy["10389"].record.synonyms
    words = reached["id/10389.md"].words
    assert set(words) == {*said.en, *said.ru, *said.zh}
    assert words[0] in said.spoken(model.lang)


def test_a_place_names_every_edition_where_the_element_stands_there(
    model: SiteModel, reached: dict[str, Target]
) -> None:
    standing = {(edition, one.ids[0]) for one in reached.values() for edition in one.places.get("6.3.1", ())}
    expected = {
        (place.edition, record.id)
        for record in model.taxonomy.bundle.elements
        for place in record.places
        if place.hierarchy_id == "6.3.1"
    }
    assert standing == expected
    assert len({element for _, element in standing}) > 1


def test_what_the_box_reads_leaves_out_what_is_empty_at_the_end() -> None:
    whole = Target("element", "id/10389.md", ("a",), ("10389",), (), {"6.2.3": ["7.4"]}).to_json()
    assert whole == ["element", "id/10389/", ("a",), ("10389",), (), {"6.2.3": ["7.4"]}]
    assert Target("guide", "logs.md", ("a",)).to_json() == ["guide", "logs/", ("a",)]


def test_the_box_has_words_and_a_name_for_every_kind(model: SiteModel) -> None:
    said, jump = files(model)
    assert set(read(said)["kinds"]) == set(KINDS)
    assert all(read(said)["words"].values())
    assert said.path == data_script("search", {}).path
    assert len(read(jump)["entries"]) == len(list(targets(model)))
    assert read(jump)["edition"] in read(jump)["editions"]
