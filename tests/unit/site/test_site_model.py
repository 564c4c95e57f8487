"""What a language holds, and what hand-written pages take from it."""

from __future__ import annotations

import re

import pytest

from pcf.ids import LANGUAGES
from pcf.site.pages import category_map, questions
from pcf.site.pages.element_levels import ladder
from pcf.site.pages.frame import html

from ...site_model import site_model

HERE = "questions/a.md"


@pytest.fixture(params=LANGUAGES)
def model(request):
    return site_model(request.param)


def test_an_element_of_no_edition_is_named_in_the_error(model):
    with pytest.raises(LookupError, match="99999"):
        model.element("99999")


def test_levels_are_those_that_are_asked_for_as_the_page_of_the_process_has_them(model):
    rubric = model.element("20094").rubric
    text = questions.levels(model, HERE, "20094", "2", "4")
    assert "(../id/20094.md)" in text
    assert ladder(model, rubric, (2, 4), 2) in text
    assert re.findall(r'data-level="(\d)"', text) == ["2", "4"]
    assert all(html(one.text) in text for level in (2, 4) for one in rubric.statements_of(level))


def test_all_levels_stand_where_none_is_named(model):
    assert re.findall(r'data-level="(\d)"', questions.levels(model, HERE, "20094")) == list("012345")


@pytest.mark.parametrize("level", ["-1", "6", "two"])
def test_a_level_out_of_0_to_5_is_refused(model, level):
    with pytest.raises((LookupError, ValueError)):
        questions.levels(model, HERE, "10389", level)


def test_what_is_not_rated_has_no_levels(model):
    with pytest.raises(LookupError, match="10397"):
        questions.levels(model, HERE, "10397")


def test_a_table_of_elements_needs_an_element(model):
    assert "(../id/10388.md)" in questions.elements(model, HERE, "10388")
    with pytest.raises(LookupError):
        questions.elements(model, HERE)
    with pytest.raises(LookupError, match="99999"):
        questions.elements(model, HERE, "99999")


def test_the_map_counts_the_category_too():
    lead = next(category_map.pages(site_model("en"))).description
    assert "from the category down to the tasks, 104 in all" in lead
