from __future__ import annotations

import re
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcf.ids import LANGUAGES
from pcf.site.markdown import plain
from pcf.site.pages import elements, metric_lists
from pcf.site.pages.element_neighbours import MOST, difference, neighbours
from pcf.site.pages.element_parts import sentences
from pcf.site.pages.frame import html

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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_level_says_its_description_once(lang, models, made):
    """What the level above does differently begins the next block; it needs no second line."""
    for process in models[lang].taxonomy.processes:
        block = re.search(r'<div class="pcf-levels".*?</div>', page_of(made, process.id, lang).body, re.DOTALL)[0]
        assert all(block.count(html(sentences(one)[0])) == 1 for one in process.rubric.descriptors)


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
        (
            "20096",
            "20101",
            "They share part of what they work on. Here: Receive; Register. There: Assign responsibility.",
        ),
        ("10393", "20595", "They share part of what they work on. Here also: Monitor."),
        ("20595", "10393", "They share part of what they work on. There also: Monitor."),
        (
            "20090",
            "20108",
            "They do the same, partly to the same things. Here: Warranty terms. There: Supplier recovery.",
        ),
        ("10388", "10389", "They work on different things. Here: Problem, request or inquiry. There: Complaint."),
    ],
)
def test_the_difference_is_said_in_the_words_of_the_closed_lists(here, there, said, models):
    model = models["en"]
    assert difference(model, model.element(here), model.element(there)) == said


CLAIMS = {  # how a sentence begins: whether it is about actions, and what it says of the objects and of the actions
    "They work on the same and do the same: only the definitions tell them apart.": (None, "same", "same"),
    "They work on the same. ": ("actions", "same", "other"),
    "They share part of what they work on. ": (None, "shared", "any"),
    "They do the same, partly to the same things. ": ("objects", "shared", "same"),
    "They do the same to different things. ": ("objects", "apart", "same"),
    "They work on different things. ": ("objects", "apart", "any"),
}
ENDS = ("Here: {here}. There: {there}.", "Here also: {here}.", "There also: {there}.", "")


def stated(say, said):
    """Read a sentence back: what it says of the objects and the actions, and what it lists here and there."""
    for begins, claim in CLAIMS.items():
        for ends in ENDS:
            if begins.endswith(" ") and not ends:
                continue
            pattern = re.escape(say(begins + ends, here="\0", there="\1")).replace("\0", "(?P<here>.+)")
            if found := re.fullmatch(pattern.replace("\1", "(?P<there>.+)"), said):
                listed = {side: set(text.split(say("; "))) for side, text in found.groupdict().items()}
                return claim, listed
    raise AssertionError(said)


def holds(claim, here, there):
    here, there = {*here}, {*there}
    return {"same": here == there, "other": here != there, "apart": not here & there, "any": True}.get(
        claim, bool(here & there) and here != there
    )


def contradicts(model, here, there):
    """Return what a sentence says that the tags of the two elements deny."""
    (about, objects, actions), listed = stated(model.say, difference(model, here, there))
    mine, theirs = here.words, there.words
    wrong = []
    if not holds(objects, mine.objects, theirs.objects) or not holds(actions, mine.actions, theirs.actions):
        wrong.append("claim")
    if actions == "same" and {*mine.actions} == {"manage"} and about == "objects":
        wrong.append("manage tells nothing")
    kinds = [(model.taxonomy.object_names, mine.objects, theirs.objects)] if about != "actions" else []
    kinds += [(model.taxonomy.action_names, mine.actions, theirs.actions)] if about != "objects" else []
    alone = [
        {
            "here": {names[one] for one in {*ours} - {*others}},
            "there": {names[one] for one in {*others} - {*ours}},
        }
        for names, ours, others in kinds
    ]
    if listed and not any({side: some for side, some in one.items() if some} == listed for one in alone):
        wrong.append("lists")
    return wrong


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_row_of_any_page_says_what_the_tags_contradict(lang, models):
    model = models[lang]
    for element in model.elements:
        for other in neighbours(model, element):
            assert not contradicts(model, element, other), difference(model, element, other)


def test_no_two_elements_are_told_apart_by_what_their_tags_contradict(models):
    model = models["en"]
    tagged = [element for element in model.elements if element.words.objects]
    assert not [(one.id, other.id) for one in tagged for other in tagged if contradicts(model, one, other)]


def test_neighbours_share_what_they_work_on_or_one_definition_speaks_of_the_other(models):
    model = models["en"]
    alone = {
        element.id: {
            one.id for one in neighbours(model, element) if not {*one.words.objects} & {*element.words.objects}
        }
        for element in model.elements
    }
    assert alone["10397"] == {"10394", "20096"}
    assert alone["20094"] == {"10389", "12669"}
    assert alone["10394"] == {"10397"}
    assert alone["10364"] <= {"20109"}
    assert alone["10398"] == alone["10399"] == alone["10400"] == alone["10383"] == set()


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
        assert html(said) in body


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_and_statements_of_every_language_stand_below_labels_of_their_own(lang, models, made):
    say = models[lang].say
    labels = "|".join(
        re.escape(say(one)) for one in ("Also called", "As organisations put it", "Other translators say")
    )
    for element in models[lang].elements:
        own, _, others = (section_of(page_of(made, element.id, lang), "words") or "").partition("<details")
        read = {}
        for text in (own, others):
            for label, code, said in re.findall(
                rf'<strong>({labels})</strong>.*?lang="(\w\w)">(.*?)</(?:ul|span)>', text, re.S
            ):
                read[label, code] = said
        for code in LANGUAGES:
            told = (element.words.synonyms.spoken(code), element.words.examples.spoken(code))
            for label, texts in zip(("Also called", "As organisations put it"), told, strict=True):
                said = read.get((say(label), code), "")
                assert all(html(one) in said for one in texts)
                assert bool(said) == bool(texts)


def test_a_page_ends_with_source_review_data_and_where_to_report(made):
    body = section_of(page_of(made, "10388"), "source")
    assert "APQC PCF Cross-Industry 7.4" in body
    assert "read by a second person" in body
    assert all(f"(10388.{end})" in body for end in ("json", "csv", "xlsx"))
    assert '<a href="./">en/id/10388/</a>' in body
    assert '<a href="../../7.4/6.2.2/">en/7.4/6.2.2/</a>' in body
    assert "survives a renumbering, to copy:" in body


def test_a_page_says_once_at_its_very_end_where_to_report_with_id_and_version(models, made):
    model = models["en"]
    for page in made["en"].values():
        text = page.text(model)
        about = quote(f"pcf {model.version}: {page.path.removesuffix('.md')} (en)")
        report = f'<p class="pcf-report" data-pagefind-ignore><a href="mailto:?subject={about}&amp;body='
        assert text.count("Report a problem on this page") == text.count(report) == 1
        assert text.index(report) > text.index(page.body.rstrip())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_process_has_the_outline_of_a_regulation_made_from_its_texts(lang, models, made):
    for process in models[lang].taxonomy.processes:
        body = made[lang][f"id/{process.id}-regulation.md"].body
        for text in (process.definition, process.rubric.applies, process.rubric.owner):
            assert plain(text) in body
        assert all(plain(child.definition) in body for child in process.children)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_what_is_written_is_a_record_in_the_outline_of_a_regulation(lang, models, made):
    say = models[lang].say
    for process in models[lang].taxonomy.processes:
        parts = re.split(r"^## (?:\d+\\\. )?", made[lang][f"id/{process.id}-regulation.md"].body, flags=re.MULTILINE)
        records, checks = (
            {line for one in parts if one.startswith(say(title)) for line in one.splitlines() if line[:2] == "- "}
            for title in ("Records", "How it is checked")
        )
        evidence = process.rubric.evidence
        assert records == {f"- {plain(one.text)}" for one in evidence if one.kind == "written"}
        assert checks == {f"- {plain(one.text)}" for one in evidence if one.kind not in {"written", "said"}}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_outline_of_a_regulation_names_edition_version_and_the_notices_of_apqc_at_its_end(lang, models, made):
    model = models[lang]
    for process in model.taxonomy.processes:
        end = made[lang][f"id/{process.id}-regulation.md"].body.partition("{ #source }")[2]
        assert model.version in end
        assert "7.4" in end
        assert all(html(notice.text) in end for notice in model.taxonomy.bundle.notices)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_is_too_heavy(lang, models, made):
    assert {
        path: size for path, page in made[lang].items() if (size := len(page.text(models[lang]).encode())) > HEAVIEST
    } == {}


@given(st.text(alphabet="ab .!?…。！？\n"))
def test_sentences_lose_nothing_but_blanks(text):
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
