from __future__ import annotations

import re

import pytest

from pcf.framework import shipped
from pcf.ids import LANGUAGES
from pcf.metrics.sql.needs import columns_of
from pcf.model.component import Component, Condition
from pcf.site import addresses
from pcf.site.markdown import plain
from pcf.site.pages import counting, measures
from pcf.source import bundle, logs

from ...site_model import site_model

METRIC = re.compile(r"\]\(\.\./metric/(\w+)\.md\)")
MEASURE = re.compile(r"\]\(\.\./measure/(\w+)\.md\)")


@pytest.fixture(scope="module", params=LANGUAGES)
def model(request):
    return site_model(request.param)


@pytest.fixture(scope="module")
def made(model):
    return {page.path: page for page in measures.pages(model)}


@pytest.fixture(scope="module")
def english():
    return {page.path: page.body for page in measures.pages(site_model("en"))}


def test_every_measure_has_one_page_with_its_definition_and_the_metrics_that_need_it(model, made):
    assert sum(page.kind == "measure" for page in made.values()) == len(bundle().measures)
    for record in bundle().measures:
        body = made[addresses.measure_page(record.id)].body
        assert body.startswith(f"# {plain(record.name.spoken(model.lang))}\n")
        assert plain(record.definition.spoken(model.lang)) in body
        needed_by = [metric.id for metric in model.taxonomy.metrics if record.id in metric.measures]
        assert sorted(METRIC.findall(body)) == sorted(needed_by)


def test_a_measure_says_whether_its_figures_may_be_added_up(english):
    for record in bundle().measures:
        may = "Figures of groups and periods may be added up." in english[addresses.measure_page(record.id)]
        must_not = "Figures of groups must not be added up" in english[addresses.measure_page(record.id)]
        assert (may, must_not) == (record.additive, not record.additive)


def test_a_measure_names_every_log_that_tells_it_or_says_that_none_does(english):
    for record in bundle().measures:
        body = english[addresses.measure_page(record.id)]
        ways = [one.log for one in logs().countings if one.measure == record.id]
        assert re.findall(r"\{ #log-(\w+) \}", body) == ways
        assert ("No log tells it" in body) == (not ways)


@pytest.mark.parametrize("one", logs().countings, ids=lambda one: f"{one.measure}-{one.log}")
def test_the_words_name_every_column_that_is_read(one):
    said = counting.in_words(site_model("en"), one)
    for column in columns_of(one.component):
        assert f"`{column}`" in said
    for condition in one.component.where:
        for code in getattr(condition, "codes", ()):
            assert f"`{code}`" in said
        if getattr(condition, "parameter", None):
            assert f"`{condition.parameter}`" in said
    assert "{" not in said


def test_every_kind_of_condition_can_be_said():
    kinds = {member.model_fields["kind"].annotation.__args__[0] for member in _members(Condition)}
    assert set(counting._CONDITIONS) == kinds
    assert {one.component.kind for one in logs().countings} <= {
        member.model_fields["kind"].annotation.__args__[0] for member in _members(Component)
    }


def test_a_threshold_is_told_with_its_default_in_the_language_of_the_page():
    one = next(one for one in counting.countings(shipped())["contacts_answered_in_time"] if one.log == "contacts")
    assert "Answer within (`answer_within`), unless said otherwise 20 s" in counting.in_words(site_model("en"), one)
    assert "Порог ответа (`answer_within`)" in counting.in_words(site_model("ru"), one)


def test_a_case_that_others_follow_is_told_with_its_window_and_key():
    one = next(one for one in logs().countings if one.component.kind == "followed" and one.log == "contacts")
    said = counting.in_words(site_model("en"), one)
    assert "(`repeat_window`), unless said otherwise 7 d" in said
    assert "(`repeat_key`), unless said otherwise `customer_id`" in said


def test_a_window_that_begins_at_another_time_says_at_which():
    one = counting.countings(shipped())["repairs_observed"][0]
    assert "The window begins at `closed_at`." in counting.in_words(site_model("en"), one)


def test_the_lists_by_unit_hold_every_measure_once_and_those_by_log_what_is_counted_from_it(made):
    by_unit = [
        measure
        for path, page in made.items()
        if path.startswith("measures/") and "/log-" not in path
        for measure in MEASURE.findall(page.body)
    ]
    assert sorted(by_unit) == sorted(record.id for record in bundle().measures)
    for log in logs().logs:
        listed = MEASURE.findall(made[f"measures/log-{log.id}.md"].body)
        assert set(listed) == {one.measure for one in logs().countings if one.log == log.id}


def test_the_overview_counts_every_measure(english):
    counts = re.findall(r"^\| \[[^]]*\]\(measures/\w+\.md\) \| (\d+) \|$", english["measures.md"], re.MULTILINE)
    assert sum(map(int, counts)) == len(bundle().measures)


def _members(union):
    return union.__origin__.__args__
