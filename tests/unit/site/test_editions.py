from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest

import pcf
from pcf.changes import CHANGES, compare
from pcf.ids import LANGUAGES
from pcf.site import addresses
from pcf.site.markdown import plain
from pcf.site.pages import editions
from pcf.source import bundle

from ...site_model import site_model

ELEMENT = re.compile(r"\]\(\.\./id/(\d{5})\.md\)")
IDS = [edition.id for edition in bundle().editions]


@pytest.fixture(scope="module", params=LANGUAGES)
def model(request):
    return site_model(request.param)


@pytest.fixture(scope="module")
def made(model):
    return {page.path: page for page in editions.pages(model)}


def part(body: str, anchor: str) -> str:
    """Return what stands below a heading, up to the next one of any level."""
    _, _, after = body.partition(f"{{ #{anchor} }}")
    return re.split(r"^#+ ", after, maxsplit=1, flags=re.MULTILINE)[0]


def test_every_edition_has_a_page_and_every_two_have_one(made):
    assert {path for path, page in made.items() if page.kind == "edition"} == set(map(addresses.edition_page, IDS))
    assert {path for path in made if path.startswith("changes/")} == {
        editions.changes_page(old, new) for old, new in combinations(IDS, 2)
    }


@pytest.mark.parametrize("edition", IDS)
def test_the_tree_holds_every_element_of_the_edition_in_printed_order(made, model, edition):
    body = made[addresses.edition_page(edition)].body
    taxonomy = pcf.load(edition, model.lang)
    assert ELEMENT.findall(part(body, "elements")) == [element.id for element in taxonomy]
    assert plain(taxonomy.root.name) in body


def test_the_depth_of_a_line_is_the_level_of_its_element(made):
    tree = part(made["edition/7.4.md"].body, "elements").strip("\n").splitlines()
    depth = {ELEMENT.search(line)[1]: (len(line) - len(line.lstrip())) // 4 + 1 for line in tree}
    assert depth == {element.id: element.level for element in pcf.load()}


def test_an_element_that_left_customer_service_is_listed_outside(made):
    outside = part(made["edition/8.0.md"].body, "outside")
    assert "20089" in ELEMENT.findall(outside)
    assert "20089" not in ELEMENT.findall(part(made["edition/8.0.md"].body, "elements"))


@pytest.mark.parametrize(("old", "new"), list(combinations(IDS, 2)))
def test_what_changed_between_two_editions_is_told_kind_by_kind(made, model, old, new):
    body = made[editions.changes_page(old, new)].body
    rows = compare(pcf.load(old, model.lang), pcf.load(new, model.lang))
    for change in CHANGES[:-1]:
        expected = [row.id for row in rows if row.change == change]
        told = re.findall(r"^\| \[[^]]*\]\(\.\./id/(\d{5})\.md\) \|", part(body, change), re.MULTILINE)
        assert told == expected
    for row in rows:
        assert plain(row.note) in body or row.change == "kept"


def test_the_counts_of_a_comparison_add_up(made):
    for old, new in combinations(IDS, 2):
        table = made[editions.changes_page(old, new)].body.partition("\n#")[0]
        counts = [int(one) for one in re.findall(r"^\| [^|]+ \| (\d+) \|", table, re.MULTILINE)]
        assert sum(counts) == len(compare(pcf.load(old), pcf.load(new)))


def test_an_edition_leads_to_its_comparison_with_every_other(made):
    for edition in IDS:
        links = re.findall(r"\]\(\.\./changes/([\d.]+)-([\d.]+)\.md\)", made[addresses.edition_page(edition)].body)
        assert set(links) == {pair for pair in combinations(IDS, 2) if edition in pair}


def test_few_changes_since_the_edition_before_stand_on_the_page_itself():
    made = {page.path: page.body for page in editions.pages(site_model("en"))}
    shown = {new: "20089" in ELEMENT.findall(part(made[addresses.edition_page(new)], "redefined")) for new in IDS}
    assert [new for new, is_shown in shown.items() if is_shown] == ["7.4"]
    assert "104 (category: 1, process group: 5, process: 27, activity: 54, task: 17)" in made["edition/7.4.md"]


def test_the_overview_gives_the_number_of_changed_elements_of_every_two_editions(made):
    body = made[addresses.EDITIONS].body
    for old, new in pairwise(IDS):
        changed = sum(row.change != "kept" for row in compare(pcf.load(old), pcf.load(new)))
        assert f"[{changed}](changes/{old}-{new}.md)" in body


def test_the_notice_of_the_publisher_stands_word_for_word(made):
    notices = {one.id: one.text for one in bundle().notices}
    for edition in bundle().editions:
        assert " ".join(notices[edition.notice].split()) in made[addresses.edition_page(edition.id)].body
