from __future__ import annotations

import re
from typing import get_args
from xml.etree import ElementTree

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.ids import LANGUAGES
from pcf.model import Difference, Ratio
from pcf.model.metric import Category, IntervalRecord
from pcf.site import addresses
from pcf.site.markdown import plain
from pcf.site.pages import metrics
from pcf.site.pages.mathml import to_mathml
from pcf.site.pages.metric_words import BETTER, CATEGORY, INTERVAL
from pcf.source import bundle, logs

from ...site_model import site_model

LINK = re.compile(r"\]\((?:\.\./)*metric/(\w+)\.md\)")
MATH = re.compile(r"<math.*?</math>")


@pytest.fixture(scope="module", params=LANGUAGES)
def model(request):
    return site_model(request.param)


@pytest.fixture(scope="module")
def made(model):
    return {page.path: page for page in metrics.pages(model)}


@pytest.fixture(scope="module")
def english():
    return {page.path: page.body for page in metrics.pages(site_model("en"))}


def test_every_metric_has_one_page_with_all_that_the_model_says_of_it(model, made):
    pages = [page for page in made.values() if page.kind == "metric"]
    assert len(pages) == len(bundle().metrics)
    for metric in model.taxonomy.metrics:
        body = made[addresses.metric_page(metric.id)].body
        assert body.startswith(f"# {plain(metric.name)}\n")
        assert f"\n={metric.excel}\n" in body
        for said in (metric.sentence, metric.definition or "", metric.edge_cases, metric.correction):
            assert plain(said) in body
        for oddity in metric.oddities:
            assert plain(oddity.treatment.spoken(model.lang)) in body
        for name in metric.measures:
            assert f"measure/{name}.md)" in body
            assert plain(model.taxonomy.measure(name).definition.spoken(model.lang)) in body
        for element in (metric.element, *metric.record.evidence_for):
            assert f'href="../../id/{element}/"' in body


def test_a_page_leads_to_itself_in_the_other_languages(model, made):
    body = made["metric/service_level.md"].body
    for lang in LANGUAGES:
        there = f'href="../../../{lang}/metric/service_level/" lang="{lang}" hreflang="{lang}"'
        assert (there in body) == (lang != model.lang)


def test_the_drawn_formula_holds_the_names_of_the_measures_as_they_are_written(model, made):
    for metric in model.taxonomy.metrics:
        drawn = ElementTree.fromstring(MATH.search(made[addresses.metric_page(metric.id)].body)[0])
        names = {"".join(one.itertext()) for one in drawn.iter() if one.tag.endswith("mtext")}
        assert names == {model.taxonomy.measure(name).name.spoken(model.lang) for name in metric.measures}


@given(st.lists(st.text(st.characters(min_codepoint=32, exclude_categories=["C"]), min_size=1), min_size=3, max_size=3))
def test_no_sign_in_a_name_spoils_a_drawn_formula(names):
    formula = Ratio(
        kind="ratio",
        numerator="m1",
        denominator=Difference(kind="difference", minuend="m10", subtrahend="a"),
        scale=100,
    )
    drawn = ElementTree.fromstring(to_mathml(formula, dict(zip(["m1", "m10", "a"], names, strict=True)).__getitem__))
    assert ["".join(one.itertext()) for one in drawn.iter() if one.tag.endswith("mtext")] == names


def test_metrics_that_are_near_one_another_lead_to_one_another(english):
    for record in bundle().metrics:
        for other in {*record.same_as, *([record.variant_of] if record.variant_of else [])}:
            assert f"]({other}.md)" in english[addresses.metric_page(record.id)]
            assert f"]({record.id}.md)" in english[addresses.metric_page(other)]


def test_a_metric_names_the_industries_whose_core_set_holds_it(english):
    for profile in bundle().maturity.profiles:
        for record in bundle().metrics:
            named = f"industry/{profile.id}/" in english[addresses.metric_page(record.id)]
            assert named == (record.id in profile.core_metrics)


def test_a_metric_says_which_columns_of_which_log_it_needs(english):
    service_level = english["metric/service_level.md"]
    assert "**Contacts** (`contacts`)" in service_level
    assert "| `queued_at` |" in service_level
    assert "| `answered_at` |" in service_level


def test_only_what_no_log_tells_has_to_be_typed(english):
    told_by_logs = {one.measure for one in logs().countings}
    for metric in site_model("en").taxonomy.metrics:
        typed = "It cannot be counted from a log" in english[addresses.metric_page(metric.id)]
        assert typed == (not told_by_logs.issuperset(metric.measures))


def test_a_metric_of_two_logs_names_both(english):
    body = english["metric/return_rate.md"]
    assert "It can be counted from several logs together:" in body
    assert re.search(r"^- .*: Returns$", body, re.MULTILINE)
    assert re.search(r"^- .*: Business volumes$", body, re.MULTILINE)


def lists_by_place(made):
    return {path: page for path, page in made.items() if path.startswith("metrics/") and path != "metrics/own.md"}


def ranked(page):
    """Return what stands below each heading of a list, by its anchor."""
    _, *parts = re.split(r"^## .*\{ #(\w+) \}$", page.body, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_the_lists_by_place_hold_every_metric_once_where_it_is_filed(made):
    listed = [
        metric
        for page in lists_by_place(made).values()
        for rank, text in ranked(page).items()
        if rank in {"own", "apqc"}
        for metric in LINK.findall(text)
    ]
    assert sorted(listed) == sorted(record.id for record in bundle().metrics)


def test_a_list_also_holds_what_is_filed_elsewhere_and_is_evidence_there(model, made):
    for process in model.taxonomy.processes:
        within = {process.id, *(one.id for one in process.descendants)}
        told = {
            metric
            for path, page in lists_by_place(made).items()
            if re.match(rf"metrics/{process.id}\b", path)
            for metric in LINK.findall(ranked(page).get("evidence", ""))
        }
        assert told == {
            one.id
            for one in model.taxonomy.metrics
            if within & {*one.record.evidence_for} and one.element not in within
        }


def test_a_list_gives_the_formula_of_every_metric(model, made):
    rows = [row for page in lists_by_place(made).values() for row in page.body.splitlines() if LINK.search(row)]
    for row in rows:
        metric = model.taxonomy.metric(LINK.search(row)[1])
        assert f"| {plain(metric.unit_name)} | {plain(metric.formula_text)} |" in row


def test_a_long_list_goes_on_on_pages_that_lead_to_one_another(english):
    assert "](10379-2.md)" in english["metrics/10379.md"]
    assert "](10379.md)" in english["metrics/10379-2.md"]
    assert "part 2 of 3" in english["metrics/10379-2.md"]
    assert "part 1 of" not in english["metrics/10387.md"]


def test_lists_are_cut_at_the_same_metrics_in_every_language(made, english):
    for path, page in lists_by_place(made).items():
        assert LINK.findall(page.body) == LINK.findall(english[path])


def test_no_list_is_too_heavy(made):
    for path, page in lists_by_place(made).items():
        html = markdown.markdown(page.body, extensions=["attr_list", "md_in_html", "tables", "toc"])
        assert len(html.encode()) < 40_000, path  # what the theme puts around it takes 19,000 of the 60,000


def test_the_list_of_our_own_holds_every_metric_whose_id_is_a_word(made):
    own = [record.id for record in bundle().metrics if not record.id.isdigit()]
    assert sorted(LINK.findall(made["metrics/own.md"].body)) == sorted(own)


def test_the_overview_counts_what_the_lists_hold(english):
    for table in english["metrics.md"].split("{ #places }")[1].split("{ #categories }"):
        counts = re.findall(r"^\| .* \| (\d+) \| (\d+) \|$", table, re.MULTILINE)
        own, apqc = (sum(map(int, column)) for column in zip(*counts, strict=True))
        assert (own, apqc) == (123, 251)


def test_every_code_of_a_metric_has_words():
    assert set(CATEGORY) == set(get_args(Category))
    assert set(BETTER) == {record.better for record in bundle().metrics}
    assert set(INTERVAL) == set(get_args(IntervalRecord.model_fields["kind"].annotation))
