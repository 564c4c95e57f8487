"""An organisation's own elements and metrics, told to an assistant as theirs."""

from __future__ import annotations

import pytest

import pcf
from pcf import _resources
from pcf.assessment import saved
from pcf.assessment.template import empty
from pcf.mcp_server.call import Desk
from pcf.mcp_server.folders import Folders
from pcf.mcp_server.library import read_address
from pcf.mcp_server.server import answer_call

from ..publisher_books import rows_of, write_book


@pytest.fixture(scope="module")
def desk():
    return Desk(pcf.load(extend=_resources.example() / "own"))


def _ask(desk, tool, **arguments):
    result = answer_call(desk, tool, arguments)
    assert not result.is_error, result.content[0].text
    return result.structured_content


@pytest.mark.parametrize("wanted", ["meridian:water_samples", "meridian:long_contact_share"])
def test_an_own_element_or_metric_is_shown_with_its_owner(desk, wanted):
    answer = _ask(desk, "show", id=wanted)
    assert (answer["id"], answer["owner"]) == (wanted, "meridian")
    assert any("no part of APQC's PCF" in note for note in answer["notes"])


def test_what_ships_has_no_owner_and_keeps_its_name(desk):
    answer = _ask(desk, "show", id="6.2.3", lang="ru")
    assert answer["owner"] is None
    assert answer["name"] == {"ru": pcf.load(lang="ru")["10389"].name}
    assert [one["owner"] for one in answer["own_names"]] == ["meridian"]
    assert not any("APQC" in note for note in answer["notes"])


def test_own_elements_are_found_browsed_and_suggested(desk):
    name = desk.taxonomy["meridian:water_test"].name
    assert _ask(desk, "find", query=name)["hits"][0]["id"] == "meridian:water_test"
    assert "meridian:water_test" in [one["id"] for one in _ask(desk, "browse")["elements"]]
    assert _ask(desk, "suggest", statements=[name])["items"][0]["suggestions"]


def test_an_own_metric_is_listed_and_computed(desk):
    metric = desk.taxonomy.metric("meridian:long_contact_share")
    listed = _ask(desk, "list_metrics", id=metric.element, limit=100)["metrics"]
    assert metric.id in [one["id"] for one in listed]
    measures = {"meridian:long_contacts": 3, "contacts_answered": 60}
    assert _ask(desk, "compute", metric=metric.id, measures=measures)["value"] == 5


def test_an_own_element_has_an_address(desk):
    assert '"id":"meridian:water_samples"' in read_address("pcf://element/meridian:water_samples", desk.taxonomy)[1]


@pytest.mark.parametrize(
    ("tool", "arguments", "rows"),
    [
        ("browse", {}, "elements"),
        ("find", {"query": "water"}, "hits"),
        ("list_metrics", {"id": "10388", "limit": 100}, "metrics"),
    ],
)
def test_rows_of_own_things_name_their_owner(desk, tool, arguments, rows):
    answer = _ask(desk, tool, **arguments)
    owners = {one["id"]: one.get("owner") for one in answer[rows]}
    assert "meridian" in owners.values()
    assert all(owner == ("meridian" if ":" in some_id else None) for some_id, owner in owners.items())
    assert any("What has an owner" in note for note in answer["notes"])


def test_a_computed_own_metric_names_its_owner(desk):
    answer = _ask(desk, "compute", metric="meridian:long_contact_share", measures={})
    assert answer["owner"] == "meridian"
    assert any("no part of APQC's PCF" in note for note in answer["notes"])
    assert _ask(desk, "compute", metric="service_level", measures={})["owner"] is None


def test_own_processes_that_count_are_in_the_summary_of_a_scorecard(desk, tmp_path):
    form = empty(desk.taxonomy)
    answered = tuple(one.model_copy(update={"answer": "3"}) for one in form.responses)
    card = form.model_copy(update={"responses": answered}).scorecard()
    (tmp_path / "own.json").write_text(saved(card), encoding="utf-8")
    answer = _ask(Desk(desk.taxonomy, Folders([tmp_path])), "read_scorecard", file="own.json", partial=True)
    assert answer["own_processes"]["owners"] == ["meridian"]


def test_an_edition_from_the_users_own_copy_is_called_that(tmp_path):
    (tmp_path / "extension.yaml").write_text("id: acme\nname: Acme\n", encoding="utf-8")
    (tmp_path / "editions").mkdir()
    write_book(tmp_path / "editions" / "9.0.xlsx", rows_of("8.0"))
    desk = Desk(pcf.load(extend=tmp_path))
    assert _ask(desk, "browse", edition="9.0")["source"] == "APQC PCF 9.0, from your own copy of APQC's workbook"
    sources = _ask(desk, "compare_editions", from_edition="9.0", to_edition="8.0")["source"].split("; ")
    assert "own copy" in sources[0]
    assert sources[1].startswith("APQC PCF 8.0 (")
