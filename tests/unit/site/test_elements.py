from __future__ import annotations

import re
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.ids import LANGUAGES
from pcf.site.markdown import plain
from pcf.site.pages import elements, metric_lists
from pcf.site.pages.element_neighbours import MOST, difference, neighbours
from pcf.site.pages.element_parts import sentences

from ...site_model import site_model

HEAVIEST = 40_000  # bytes of Markdown; what the theme puts around it leaves no room for more in 60 KB


@pytest.fixture(scope="module")
def models():
    return {lang: site_model(lang) for lang in LANGUAGES}


@pytest.fixture(scope="module")
def made(models):
    return {lang: {page.path: page for page in elements.pages(model)} for lang, model in models.items()}


def page_of(made, element_id, lang="en"):
    return made[lang][f"id/{element_id}.md"]


def section_of(page, anchor):
    """Return what stands below the heading with this anchor."""
    return re.search(rf"^## [^\n]*{{ #{anchor} }}\n(.*?)(?=^## |\Z)", page.body, re.MULTILINE | re.DOTALL)[1]


class Levels(HTMLParser):
    """What the script of the self-check reads: process, levels, statements with their texts."""

    def __init__(self, text):
        super().__init__()
        self.process, self.levels, self._statement = None, {}, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "div" and found.get("class") == "pcf-levels":
            self.process = found["data-process"]
        if tag == "section":
            assert found["id"] == f"level-{found['data-level']}"
            self.levels[int(found["data-level"])] = {}
        if tag == "li" and "data-statement" in found:
            self._statement = found["data-statement"]

    def handle_data(self, data):
        if self._statement:
            self.levels[max(self.levels)][self._statement] = data
            self._statement = None


def test_every_element_of_any_edition_has_a_page_at_the_same_address_in_every_language(models, made):
    ids = {record.id for record in models["en"].taxonomy.bundle.elements}
    assert {f"id/{one}.md" for one in ids} <= made["en"].keys()
    assert made["en"].keys() == made["ru"].keys() == made["zh"].keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_says_both_ids_the_definition_and_the_names_in_the_other_languages(lang, models, made):
    for element in models[lang].taxonomy:
        body = page_of(made, element.id, lang).body
        assert body.startswith(f"# {plain(element.name)}\n")
        assert element.id in body
        assert element.hierarchy_id in body
        assert plain(element.definition) in body
        for other in set(LANGUAGES) - {lang}:
            assert f'<a href="../../../{other}/id/{element.id}/" lang="{other}" hreflang="{other}">' in body


def test_links_between_the_pages_of_elements_and_to_their_data_lead_somewhere(models, made):
    known = made["en"].keys() | {
        f"id/{element.id}.{end}" for element in models["en"].elements for end in ("json", "csv", "xlsx")
    }
    for page in made["en"].values():
        for target in re.findall(r"\]\(([^)#:]+)", page.body):
            path = normpath(join(dirname(page.path), target))
            if path.startswith("id/"):
                assert path in known, (page.path, target)
        for target in re.findall(r'href="\.\./\.\./(id/[^"]+)/"', page.body):
            assert f"{target}.md" in known, (page.path, target)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_levels_of_every_process_are_what_the_rubric_says(lang, models, made):
    for process in models[lang].taxonomy.processes:
        page, rubric = page_of(made, process.id, lang), process.rubric
        read = Levels(page.body)
        assert read.process == process.id
        assert read.levels == {
            level: {one.id: one.text for one in rubric.statements_of(level)} for level in range(len(rubric.descriptors))
        }
        assert page.scripts == ("assets/data/selfcheck.js", "assets/selfcheck.js")


def test_each_level_but_the_highest_says_what_the_one_above_does_differently(models, made):
    rubric = models["en"].taxonomy["10389"].rubric
    lines = re.findall(r'<p class="pcf-level-up">([^<]+)</p>', page_of(made, "10389").body)
    assert len(lines) == len(rubric.descriptors) - 1
    assert all(sentences(above)[0] in line for above, line in zip(rubric.descriptors[1:], lines, strict=True))


def test_what_is_not_rated_has_no_levels_and_loads_no_script(made):
    page = page_of(made, "10397")
    assert "pcf-levels" not in page.body
    assert page.scripts == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_metric_of_an_element_is_linked_from_its_page_or_stands_in_the_list_that_it_links(lang, models, made):
    lists = {page.path: page.body for page in metric_lists.lists(models[lang])}
    for element in models[lang].elements:
        body = page_of(made, element.id, lang).body
        linked = {*re.findall(r"\(\.\./metric/(\w+)\.md\)", body)}
        for path, rank in re.findall(r"\(\.\./(metrics/[\w-]+\.md)#(\w+)\)", body):
            assert f"{{ #{rank} }}" in lists[path]
            whole = "".join(
                text for one, text in lists.items() if re.split(r"[.-]", one)[0] == re.split(r"[.-]", path)[0]
            )
            linked |= {*re.findall(r"\(\.\./metric/(\w+)\.md\)", whole)}
        evidence = {one.id for one in models[lang].taxonomy.metrics if element.id in one.record.evidence_for}
        assert {metric.id for metric in element.metrics} | evidence <= linked


def test_own_metrics_stand_first_and_with_their_formulas(models, made):
    body = section_of(page_of(made, "10389"), "metrics")
    for metric in models["en"].taxonomy["10389"].metrics:
        if not metric.id.isdigit():
            assert plain(metric.formula_text) in body


def test_contact_reasons_and_the_building_blocks_of_the_complaint_system_are_linked(made):
    assert "(../contact-reason/where_is_my_order.md)" in section_of(page_of(made, "10388"), "contact-reasons")
    assert "(../complaint-block/terms.md)" in section_of(page_of(made, "10389"), "complaint-system")


def test_neighbours_are_the_same_in_every_language_and_never_the_element_its_parents_or_its_parts(models):
    for element in models["en"].elements:
        near = [one.id for one in neighbours(models["en"], element)]
        assert near == [one.id for one in neighbours(models["zh"], models["zh"].element(element.id))]
        line = {element.id, *(one.id for one in element.descendants)}
        above = element.parent
        while above:
            line.add(above.id)
            above = above.parent
        assert not line & {*near}
        assert len(near) == len({*near}) <= MOST


@pytest.mark.parametrize(
    ("element", "neighbour"),
    [
        ("10389", "10388"),
        ("10397", "10394"),
        ("20094", "12669"),
        ("20111", "20121"),
        ("10402", "10389"),
        ("10401", "10402"),
    ],
)
def test_what_people_confuse_is_named_as_a_neighbour(element, neighbour, models):
    model = models["en"]
    assert neighbour in {one.id for one in neighbours(model, model.element(element))}


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        ("10397", "10398", "They work on the same. Here: Receive; Register. There: Route; Assign responsibility."),
        (
            "10397",
            "10394",
            "They do the same to different things. Here: Complaint. There: Problem, request or inquiry.",
        ),
        ("10387", "20094", "They work on different things. Here: Service staff. There: Return of goods."),
        ("20096", "12668", "They work on the same. Here: Receive; Register. There: Approve or reject."),
        ("20101", "12667", "They work on the same. Here: Assign responsibility. There: Reconcile."),
        ("20096", "20101", "They share what they work on. Here: Receive; Register. There: Assign responsibility."),
    ],
)
def test_the_difference_is_said_in_the_words_of_the_closed_lists(here, there, said, models):
    model = models["en"]
    assert difference(model, model.element(here), model.element(there)) == said


def test_equal_tags_are_said_to_tell_nothing(models):
    model = models["en"]
    element = model.element("10397")
    assert "only the definitions" in difference(model, element, element)


def test_a_page_has_a_row_for_every_edition_with_what_changed(models, made):
    body = section_of(page_of(made, "10388"), "editions").replace("\\", "")
    for edition in models["en"].taxonomy.bundle.editions:
        assert f"[{edition.id}](../edition/{edition.id}.md)" in body
    assert "renamed" in body
    assert "5.2.2" in body


def test_an_element_of_an_old_edition_says_so_and_leads_to_its_successor(made):
    body = page_of(made, "10006").body
    assert "This page tells of PCF 6.1.1: the element has no place in 7.4." in body
    assert "(20085.md)" in body
    assert "Took over from" in section_of(page_of(made, "20085"), "editions")


def test_an_element_outside_customer_service_says_so(made):
    assert "In this edition it stands outside customer service." in page_of(made, "20109").body


def test_the_way_up_stays_in_the_edition_that_the_page_tells_of(made):
    crumbs = re.search(r'<nav class="pcf-crumbs".*?</nav>', page_of(made, "10381").body)[0]
    assert ">5.0 " in crumbs
    assert ">5.1 " in crumbs


def test_ids_in_notes_are_links(made):
    assert "[10383](10383.md)" in page_of(made, "10381").body


@pytest.mark.parametrize("lang", LANGUAGES)
def test_synonyms_of_all_three_languages_stand_on_the_page(lang, models, made):
    synonyms = models[lang].taxonomy["10389"].words.synonyms
    body = section_of(page_of(made, "10389", lang), "words")
    for said in (*synonyms.en, *synonyms.ru, *synonyms.zh):
        assert plain(said) in body


def test_a_page_ends_with_source_review_data_and_where_to_report(made):
    body = section_of(page_of(made, "10388"), "source")
    assert "APQC PCF Cross-Industry 7.4" in body
    assert "read by a second person" in body
    assert all(f"(10388.{end})" in body for end in ("json", "csv", "xlsx"))
    assert re.search(r'<a href="mailto:\?subject=pcf[^"]*10388[^"]*&amp;body=', body)
    assert "en/id/10388/" in body
    assert "en/7.4/6.2.2/" in body


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_process_has_the_outline_of_a_regulation_made_from_its_texts(lang, models, made):
    for process in models[lang].taxonomy.processes:
        body = made[lang][f"id/{process.id}-regulation.md"].body
        for text in (process.definition, process.rubric.applies, process.rubric.owner):
            assert plain(text) in body
        assert all(plain(child.definition) in body for child in process.children)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_is_too_heavy(lang, made):
    assert {
        path: len(page.text().encode()) for path, page in made[lang].items() if len(page.text().encode()) > HEAVIEST
    } == {}


@given(st.text(alphabet="ab .!?…。！？\n"))
def test_sentences_lose_nothing_but_blanks(text):
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
