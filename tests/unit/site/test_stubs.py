from __future__ import annotations

import re
from posixpath import dirname, join, normpath

import pytest

from pcf.ids import LANGUAGES
from pcf.site.files import stubs

from ...site_model import site_model


@pytest.fixture(scope="module", params=LANGUAGES)
def model(request):
    return site_model(request.param)


@pytest.fixture(scope="module")
def made(model):
    files = list(stubs.files(model))
    assert len({file.path for file in files}) == len(files)
    return {file.path: file.content.decode() for file in files}


def target(path, text):
    """Return where a stub leads to, seen from the root of the language."""
    found = set(re.findall(r'(?:url=|href=")(?!data:)([^"]+)"', text))
    assert len(found) == 1, "refresh, canonical address and link lead to one place"
    return normpath(join(dirname(path), found.pop()))


def test_every_place_of_every_edition_leads_to_the_element_that_stands_there(model, made):
    for record in model.taxonomy.bundle.elements:
        for place in record.places:
            if place.hierarchy_id:
                path = f"{place.edition}/{place.hierarchy_id}/index.html"
                assert target(path, made[path]) == f"id/{record.id}"


def test_one_place_leads_to_different_elements_in_different_editions(made):
    assert target("7.4/6.1.6/index.html", made["7.4/6.1.6/index.html"]) == "id/20089"
    assert target("8.0/6.1.6/index.html", made["8.0/6.1.6/index.html"]) == "id/21707"


def test_every_edition_leads_to_its_page(model, made):
    for edition in model.taxonomy.bundle.editions:
        path = f"{edition.id}/index.html"
        assert target(path, made[path]) == f"edition/{edition.id}"


def test_a_stub_needs_no_script_says_its_language_and_is_not_indexed(model, made):
    for text in made.values():
        assert "<script" not in text
        assert f'<html lang="{model.lang}">' in text
        assert '<meta name="robots" content="noindex">' in text
        assert '<meta http-equiv="refresh" content="0; url=' in text


def test_a_stub_names_the_element_in_the_language_of_the_site(model, made):
    element = model.taxonomy["20085"]
    assert element.name in made["7.4/6.0/index.html"]
