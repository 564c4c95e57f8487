"""What the map is coloured by."""

from __future__ import annotations

import json
from itertools import combinations, pairwise

import pytest

from pcf import load
from pcf.changes import CHANGES, compare
from pcf.ids import LANGUAGES
from pcf.site import addresses
from pcf.site.files import map_data

from ...site_model import site_model

EDITIONS = [record.id for record in load().bundle.editions]


@pytest.fixture(scope="module", params=LANGUAGES)
def model(request):
    return site_model(request.param)


@pytest.fixture(scope="module")
def data(model):
    return map_data.map_data(model)


def _place(data, element_id, edition):
    """The entry that holds in an edition, read as the script reads it."""
    position = data["editions"].index(edition)
    entry = [entry for entry in data["places"][element_id] if entry[0] <= position][-1:]
    return tuple(entry[0][1:]) if entry and len(entry[0]) > 1 else None


def test_places_of_every_element_in_every_edition_come_out_of_their_short_form(model, data):
    for record in model.taxonomy.bundle.elements:
        for edition in EDITIONS:
            place = record.place(edition)
            expected = (place.hierarchy_id, place.name.spoken(model.lang), int(place.outside)) if place else None
            assert _place(data, record.id, edition) == expected


@pytest.mark.parametrize(("old", "new"), list(combinations(EDITIONS, 2)))
def test_changes_are_those_of_the_comparison(data, model, old, new):
    between = data["changes"][f"{old}..{new}"]
    found = {one: kind for kind, ids in between["kinds"].items() for one in ids.split()}
    rows = compare(load(old, model.lang), load(new, model.lang))
    assert found == {row.id: " ".join((row.change, *row.also)) for row in rows}
    assert sum(len(ids.split()) for ids in between["kinds"].values()) == len(rows)
    assert between["notes"] == {row.id: row.note for row in rows if row.note}
    assert between["successors"] == {row.id: row.successor for row in rows if row.successor}
    assert between["predecessors"] == {row.id: row.predecessor for row in rows if row.predecessor}


def test_a_sign_tells_every_change_from_every_other(data):
    signs = [look["sign"] for look in data["looks"]]
    assert len(set(signs)) == len(signs)
    assert {look["id"] for look in data["looks"]} == {*CHANGES, "neither"}


def test_metrics_are_counted_here_and_below(data, model):
    assert list(data["metrics"]) == [element.id for element in model.taxonomy]
    metrics = model.taxonomy.metrics
    assert data["metrics"][model.taxonomy.root.id] == len(metrics)
    for element in model.taxonomy:
        below = {element.id, *(one.id for one in element.descendants)}
        assert data["metrics"][element.id] == sum(metric.element in below for metric in metrics)


def test_every_step_of_the_shades_has_elements(data):
    steps = [*data["steps"], float("inf")]
    for low, high in pairwise(steps):
        assert any(low <= count < high for count in data["metrics"].values())


def test_every_process_that_an_industry_lacks_has_one_reason_and_a_page(data, model):
    assert [one["id"] for one in data["industries"]] == [one.id for one in model.taxonomy.bundle.maturity.profiles]
    for industry in data["industries"]:
        assert industry["address"] == addresses.address(addresses.industry_page(industry["id"]))
        for process in industry["lacks"]:
            assert process in data["processes"]
            assert sum(process in one["processes"] for one in data["reasons"]) == 1


def test_the_data_is_a_script_that_sets_one_member_and_stays_small(model):
    (file,) = map_data.files(model)
    text = file.content.decode()
    head = '((globalThis.pcf ??= {}).data ??= {})["map"] = '
    assert file.path == "assets/data/map.js"
    assert text.startswith(head)
    assert json.loads(text.removeprefix(head).rstrip(";\n"))["lang"] == model.lang
    assert len(file.content) < 90_000
