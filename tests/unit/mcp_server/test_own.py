"""An organisation's own elements and metrics, told to an assistant as theirs."""

from __future__ import annotations

import pytest

import pcf
from pcf import _resources
from pcf.mcp_server.call import Desk
from pcf.mcp_server.library import read_address
from pcf.mcp_server.server import answer_call


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
