import json
import re
from importlib.resources import files as resources
from typing import Any

import pytest

from pcf.ids import LANGUAGES
from pcf.site import SiteModel
from pcf.site.files.jump import KINDS, Target, files, targets
from pcf.site.page import DataFile
from pcf.source import loops

from ...site_model import site_model


def read(file: DataFile) -> dict[str, Any]:
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
    assert {one.id for one in reached.values() if one.kind == "element"} == {one.id for one in model.elements}
    assert {one.id for one in reached.values() if one.kind == "metric"} == {one.id for one in taxonomy.metrics}
    measures = {one.id for one in taxonomy.bundle.measures}
    assert {one.id for one in reached.values() if one.kind == "measure"} == measures


def test_a_finding_a_question_and_a_command_are_reached(reached: dict[str, Target]) -> None:
    assert reached["finding/unknown-element.md"].id == "unknown-element"
    assert reached["questions/who-owns-recalls.md"].kind == "question"
    assert reached["command/assess.md"].names == ("pcf assess",)


def test_an_element_is_called_by_its_names_in_all_languages_its_own_first(
    model: SiteModel, reached: dict[str, Target]
) -> None:
    target = reached["id/10389.md"]
    own = model.taxonomy["10389"].name
    assert target.names[0] == own
    every = {"Manage customer complaints", "Управление жалобами клиентов", "管理客户投诉"}
    assert every <= {own, *target.other_names}
    assert not (every - {own}) & set(target.names)


def test_an_element_is_called_by_what_people_say_in_all_languages(model: SiteModel, reached: dict[str, Target]) -> None:
    said = model.taxonomy["10389"].record
    target = reached["id/10389.md"]
    assert target.words == said.synonyms.spoken(model.lang)
    assert {*target.words, *target.other_words} == {*said.synonyms.en, *said.synonyms.ru, *said.synonyms.zh}
    assert target.examples == said.examples.spoken(model.lang)


def test_a_contact_reason_is_known_by_what_customers_write(model: SiteModel, reached: dict[str, Target]) -> None:
    reason = next(one for one in loops().reasons.reasons if one.id == "refund_where")
    target = reached["contact-reason/refund_where.md"]
    assert target.words == reason.labels.spoken(model.lang)
    assert target.examples == reason.examples.spoken(model.lang)


def test_a_metric_is_known_by_its_abbreviation_in_every_language_and_a_variant_of_it_is_not(
    reached: dict[str, Target],
) -> None:
    short = {
        target.id: name
        for target in reached.values()
        if target.kind == "metric"
        for name in target.names
        if name.isupper()
    }
    assert short["average_handle_time"] == "AHT"
    assert short["net_promoter_score"] == "NPS"
    assert short["customer_satisfaction_top2"] == "CSAT"
    assert len(set(short.values())) == len(short)


def test_a_place_names_every_edition_where_the_element_stands_there(
    model: SiteModel, reached: dict[str, Target]
) -> None:
    standing = {(edition, one.id) for one in reached.values() for edition in one.places.get("6.3.1", ())}
    expected = {
        (place.edition, record.id)
        for record in model.taxonomy.bundle.elements
        for place in record.places
        if place.hierarchy_id == "6.3.1"
    }
    assert standing == expected
    assert len({element for _, element in standing}) > 1


def test_what_the_box_reads_leaves_out_what_it_can_tell_itself() -> None:
    whole = Target("element", "id/10389.md", ("a",), "10389", (), {"6.2.3": ["7.2.1", "7.4"]})
    assert whole.to_json(["7.0", "7.2.1", "7.4"]) == ["10389", ("a",), (), {"6.2.3": [1, 2]}]
    assert Target("guide", "logs.md", ("a",)).to_json([]) == ["", ("a",), (), {}, "logs/"]
    assert Target("finding", "finding/line-unsigned.md", ("line-unsigned",), "line-unsigned").to_json([]) == [
        "line-unsigned"
    ]


def test_the_box_has_words_and_a_name_for_every_kind(model: SiteModel) -> None:
    said, jump, more = map(read, files(model))
    assert set(said["kinds"]) == set(KINDS)
    assert all(said["words"].values())
    assert jump["edition"] in jump["editions"]
    entries = [(kind, folder, *entry) for kind, folder, run in jump["groups"] + more["groups"] for entry in run]
    assert len(entries) == len(list(targets(model)))


def test_what_others_say_is_given_to_the_entry_that_it_is_said_of(model: SiteModel) -> None:
    _, jump, more = map(read, files(model))
    entries = [entry for _, _, run in jump["groups"] for entry in run]
    names = {entries[at][0]: others for at, others, *_ in more["phrases"]}
    assert names["average_handle_time"] == list(
        next(target for target in targets(model) if target.id == "average_handle_time").other_names
    )


def test_opening_search_costs_less_than_250_kilobytes(model: SiteModel) -> None:
    assets = resources("pcf.site").joinpath("assets")
    wanted = re.findall(r'"(assets/[\w/-]+\.js)"', assets.joinpath("search.js").read_text(encoding="utf-8"))
    assert len(wanted) > 3
    written = {file.path: len(file.content) for file in files(model)}
    parts = [name for name in wanted if name not in written]
    scripts = sum(len(assets.joinpath(name.removeprefix("assets/")).read_bytes()) for name in ["search.js", *parts])
    data = written["assets/data/search.js"] + written["assets/data/jump.js"]
    assert scripts + data < 250_000
