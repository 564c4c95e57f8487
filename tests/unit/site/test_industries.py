"""The pages of the industries."""

from __future__ import annotations

import re

import pytest

from pcf.assessment import template
from pcf.ids import LANGUAGES
from pcf.site import addresses
from pcf.site.markdown import plain
from pcf.site.pages import industries

from ...site_model import site_model

PROFILES = [profile.id for profile in site_model("en").taxonomy.bundle.maturity.profiles]


@pytest.fixture(scope="module", params=LANGUAGES)
def model(request):
    return site_model(request.param)


@pytest.fixture(scope="module")
def pages(model):
    return {page.path: page for page in industries.pages(model)}


def _section(page, anchor):
    found = re.search(rf"^## [^\n]*\{{ #{anchor} \}}\n(.*?)(?=^## |\Z)", page.body, re.DOTALL | re.MULTILINE)
    return found[1] if found else ""


def _ids(text):
    return re.findall(r"\(\.\./id/(\d+)\.md\)", text)


def test_there_is_a_comparison_and_a_page_for_each_industry(pages):
    assert list(pages) == [addresses.INDUSTRIES, *(addresses.industry_page(one) for one in PROFILES)]
    for page in pages.values():
        assert page.body.startswith(f"# {plain(page.title)}\n")


@pytest.mark.parametrize("profile", PROFILES)
def test_what_an_industry_lacks_stands_in_printed_order_with_its_reason(model, pages, profile):
    lacking = template.profile_of(model.taxonomy, profile).not_applicable
    told = _section(pages[addresses.industry_page(profile)], "not")
    assert _ids(told) == [process.id for process in model.taxonomy.processes if process.id in lacking]
    for row in re.findall(r"^\| \[.*$", told, re.MULTILINE):
        (element,) = _ids(row)
        (reason,) = [one.reason for one in model.taxonomy.bundle.maturity.reasons if element in one.processes]
        assert row.endswith(f"| {plain(reason.spoken(model.lang))} |")


@pytest.mark.parametrize("profile", PROFILES)
def test_what_it_has_and_what_it_lacks_are_all_processes(model, pages, profile):
    page = pages[addresses.industry_page(profile)]
    processes = [process.id for process in model.taxonomy.processes]
    has = [one for one in _ids(_section(page, "has")) if one in processes]
    assert sorted(has + _ids(_section(page, "not"))) == sorted(processes)


@pytest.mark.parametrize("profile", PROFILES)
def test_core_metrics_stand_with_unit_and_element(model, pages, profile):
    told = _section(pages[addresses.industry_page(profile)], "metrics")
    expected = template.core_metrics(model.taxonomy, profile)
    assert re.findall(r"\(\.\./metric/(\w+)\.md\)", told) == [metric.id for metric in expected]
    assert _ids(told) == [metric.element for metric in expected]
    for metric in expected:
        assert f"| {plain(metric.unit_name)} |" in told


@pytest.mark.parametrize("profile", PROFILES)
def test_it_says_how_to_begin(pages, profile):
    told = _section(pages[addresses.industry_page(profile)], "begin")
    assert f"pcf template assessment.xlsx --profile {profile}\n" in told
    for page in ("assessment", "map"):
        assert f'<a href="../../{page}/#industry={profile}">' in told


def test_the_comparison_says_of_every_process_in_words_which_industries_have_it(model, pages):
    rows = re.findall(r"^\| \[[^\n]*?\]\(id/(\d+)\.md\) \| (.*) \|$", pages[addresses.INDUSTRIES].body, re.MULTILINE)
    assert [element for element, _ in rows] == [process.id for process in model.taxonomy.processes]
    named = [profile for profile in model.taxonomy.bundle.maturity.profiles if profile.id != "all"]
    for element, cells in rows:
        signs = [cell.split(" ", 1) for cell in cells.split(" | ")]
        assert [sign == "✗" for sign, _ in signs] == [element in profile.not_applicable for profile in named]
        assert all(words for _, words in signs)
