"""The map in a real browser: links without scripts, keys, colours, and a file of one's own."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Page, expect

from pcf import load
from pcf.assessment import Assessment, Copy, Response, gather, saved, score_round
from pcf.changes import compare
from pcf.i18n import number
from pcf.ids import LANGUAGES
from pcf.site.files.map_data import CHANGE_SIGNS

from .conftest import NewPage
from .engine import some_form

pytestmark = pytest.mark.long

EDITIONS = [record.id for record in load().bundle.editions]
IDS = [element.id for element in load()]
PROFILES = load().bundle.maturity.profiles
LINKS = ".pcf-map svg a"
FOCUSED = "document.activeElement.getAttribute('href')"

# What is painted: id to look, sign and words.
PAINTED = """() => Object.fromEntries([...document.querySelectorAll(".pcf-map svg a")].map((link) => [
  link.getAttribute("href").match(/\\d+/)[0],
  [(link.getAttribute("class") ?? "").replace("pcf-look-", ""),
   link.querySelector(".pcf-map-sign")?.textContent ?? "", link.querySelector("title")?.textContent ?? ""]]))"""

# Texts that leave their box, in units of the screen.
OUTSIDE = """() => [...document.querySelectorAll(".pcf-map svg a")].filter((link) => {
  const [box, text] = [link.querySelector("rect"), link.querySelector("text")].map((one) => one.getBoundingClientRect());
  return text.left < box.left || text.right > box.right || text.top < box.top - 1 || text.bottom > box.bottom + 1;
}).map((link) => link.textContent)"""


def opened(page: Page, served: str, lang: str = "en", mark: str = "") -> Page:
    page.goto(f"{served}/{lang}/map/{mark}")
    return page


def status(page: Page) -> str:
    return page.locator(".pcf-map-said").inner_text()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_scripts_every_element_is_a_link_that_tab_reaches_in_printed_order(
    served: str, new_page: NewPage, lang: str
):
    page = opened(new_page(java_script_enabled=False), served, lang)
    assert page.locator(LINKS).count() == len(IDS)
    assert page.locator(".pcf-map-bar").count() == 0
    page.locator(LINKS).first.focus()
    for element in IDS[:12]:
        assert page.locator("a:focus").get_attribute("href") == f"../id/{element}/"
        page.keyboard.press("Tab")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_screen_reader_hears_lists_of_links_with_id_and_name(served: str, page: Page, lang: str):
    opened(page, served, lang)
    for element in load(lang=lang):
        name = f"{element.hierarchy_id} {element.name}"
        assert page.locator(".pcf-map").get_by_role("link", name=name, exact=True).count() == 1
    heard = page.locator(".pcf-map").aria_snapshot()
    assert heard.count("- listitem") == len(IDS)
    assert heard.count("- list:") == 1 + sum(bool(element.children) for element in load())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [390, 820, 1280])
def test_texts_stay_in_their_boxes_and_the_page_does_not_scroll_sideways(
    served: str, new_page: NewPage, lang: str, width: int
):
    page = opened(new_page(viewport={"width": width, "height": 900}), served, lang, "#metrics")
    assert page.evaluate(OUTSIDE) == []
    assert page.locator("main").evaluate("one => one.scrollWidth - one.clientWidth") <= 0
    letters = page.locator(LINKS).last.locator("text").first.evaluate("one => one.getBoundingClientRect().height")
    assert letters >= 11


def test_arrow_keys_go_up_down_and_to_the_neighbouring_column(served: str, page: Page):
    page.set_viewport_size({"width": 1280, "height": 900})
    opened(page, served)
    page.locator(LINKS).nth(3).focus()
    walked = []
    for key in ("ArrowDown", "ArrowUp", "ArrowUp", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
        walked.append(page.evaluate(FOCUSED))
    down, back, up, right, left = (address.strip("./").removeprefix("id/") for address in walked)
    assert [down, back, up] == [IDS[4], IDS[3], IDS[2]]
    places = {element.id: element.hierarchy_id for element in load()}
    assert places[up].startswith("6.1")
    assert places[right].startswith("6.3")
    assert left == up
    page.locator(LINKS).first.focus()
    page.keyboard.press("ArrowUp")
    assert page.evaluate(FOCUSED) == f"../id/{IDS[0]}/"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_number_of_metrics_stands_on_every_element_that_has_some(served: str, page: Page, lang: str):
    opened(page, served, lang).locator(".pcf-map-bar select").first.select_option("metrics")
    expect(page.locator(".pcf-map-sign").first).to_be_attached()
    assert page.url.endswith("#metrics")
    filed = [metric.element for metric in load().metrics]
    painted = page.evaluate(PAINTED)
    for element in load():
        count = sum(filed.count(one.id) for one in (element, *element.descendants))
        look, sign, words = painted[element.id]
        assert sign == (str(count) if count else "")
        assert look.startswith("shade-")
        assert re.findall(r"\d+", words)[-1] == str(count)
    assert str(len(filed)) in status(page)


@pytest.mark.parametrize(("old", "new"), list(combinations(EDITIONS, 2)))
def test_changes_between_two_editions_are_those_that_python_finds(served: str, page: Page, old: str, new: str):
    painted = opened(page, served, mark=f"#change={old}..{new}").evaluate(PAINTED)
    rows = {row.id: row for row in compare(load(old), load(new))}
    for element in IDS:
        row = rows.get(element)
        expected = ("succeeded" if "succeeded" in row.also else row.change) if row else "neither"
        assert painted[element][:2] == [expected, CHANGE_SIGNS[expected]]
    listed = page.locator(".pcf-map-lists li a").evaluate_all(
        "all => all.map((one) => one.href.match(/(\\d+)\\D*$/)[1])"
    )
    changed = {one for one, row in rows.items() if row.change != "kept" or one not in IDS}
    assert sorted(listed) == sorted(changed)
    assert old in status(page)
    assert new in status(page)


def test_the_later_edition_stays_later_and_the_way_back_leads_to_what_was_shown(served: str, page: Page):
    kind, old, new, *_ = opened(page, served).locator(".pcf-map-bar select").all()
    kind.select_option("change")
    page.wait_for_url("**#change=7.4..8.0")
    new.select_option("7.0")
    page.wait_for_url("**#change=6.1.1..7.0")
    old.select_option("7.3.1")
    page.wait_for_url("**#change=7.3.1..7.4")
    page.go_back()
    page.wait_for_url("**#change=6.1.1..7.0")
    assert [one.input_value() for one in (kind, old, new)] == ["change", "6.1.1", "7.0"]
    kind.select_option("nothing")
    page.wait_for_url("**#nothing")
    assert page.locator(".pcf-map-sign").count() == 0
    assert page.locator(".pcf-map-legend").inner_text() == ""


@pytest.mark.parametrize("profile", PROFILES, ids=lambda one: one.id)
def test_an_industry_dims_what_it_lacks_with_everything_below_and_says_why(served: str, page: Page, profile):
    painted = opened(page, served, "ru", f"#industry={profile.id}").evaluate(PAINTED)
    model = load(lang="ru")
    reasons = {one: r.reason.ru for r in model.bundle.maturity.reasons for one in r.processes}
    lacking = {
        one.id: reasons[process]
        for process in profile.not_applicable
        for one in (model[process], *model[process].descendants)
    }
    for element in model:
        look, sign, words = painted[element.id]
        assert (look == "lacks") == (sign == "✗") == (element.id in lacking)
        assert words.endswith(lacking.get(element.id, words))
    assert profile.name.ru in status(page)


@pytest.mark.parametrize(
    "mark", ["#change=7.4..7.0", "#change=9..10", "#industry=<b>", "#industry=", "#__proto__", "#reading"]
)
def test_an_address_that_says_nothing_known_leaves_the_map_as_it_is(served: str, page: Page, mark: str):
    opened(page, served, mark=mark)
    assert page.locator(".pcf-map-bar select").first.input_value() == "nothing"
    assert page.locator(".pcf-map-sign").count() == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_of_ones_own_shows_the_scores_that_python_computes(served: str, page: Page, tmp_path, lang: str):
    model = load(lang=lang)
    random = Random(lang)
    opened(page, served, lang, "#own")
    for turn in range(6):
        form = some_form(random, model, lang)
        card = score_round(model, gather([Copy("", form)]))
        path = tmp_path / f"{turn}.json"
        path.write_text(saved(card), encoding="utf-8")
        before = page.evaluate("performance.getEntriesByType('resource').length") if turn else 0
        page.locator(".pcf-map-said").evaluate("one => { one.textContent = ''; }")
        page.locator("input[type=file]").set_input_files(path)
        expect(page.locator(".pcf-map-said")).not_to_be_empty()
        assert not turn or page.evaluate("performance.getEntriesByType('resource').length") == before
        painted = page.evaluate(PAINTED)
        for score in (card.score, *card.groups, *(one.score for one in card.processes)):
            sign = painted[score.id][1].removeprefix("≈ ")
            expected = "✗" if not score.applicable else "?" if score.score is None else number(score.score, lang)
            assert sign == expected
            assert painted[score.id][1].startswith("≈") == (score.score is not None and score.status == "provisional")
        assert painted[model.processes[0].children[0].id if model.processes[0].children else "16893"] == ["", "", ""]
        assert page.url.endswith("#own")


@pytest.mark.parametrize(
    "text", ["", "no JSON", "[]", "{}", json.dumps({"schema": "pcf-assessment", "schema_version": 999})]
)
def test_a_file_that_cannot_be_read_is_told_in_words_and_paints_nothing(served: str, page: Page, tmp_path, text: str):
    path = tmp_path / "strange.json"
    path.write_text(text, encoding="utf-8")
    opened(page, served, mark="#own")
    waiting = status(page)
    page.locator("input[type=file]").set_input_files(path)
    expect(page.locator(".pcf-map-said")).not_to_have_text(waiting)
    assert status(page)
    assert page.locator(".pcf-map-sign").count() == 0


def chosen(page: Page, path: Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.locator("input[type=file]").click()
    chooser.value.set_files(path)


def test_a_file_that_has_changed_can_be_chosen_again_and_its_name_stays_in_sight(
    served: str, page: Page, tmp_path: Path
):
    path = tmp_path / "mine.json"
    opened(page, served, mark="#own")
    painted = []
    for answer in ("1", "4"):
        responses = tuple(Response(element=process.id, answer=answer) for process in load().processes)
        path.write_text(saved(score_round(load(), gather([Copy("", Assessment(responses=responses))]))), "utf-8")
        chosen(page, path)
        expect(page.locator(".pcf-map-said")).to_contain_text(f": {answer} of 5")
        painted.append(page.evaluate(PAINTED)[load().root.id][1])
        assert page.locator("input[type=file]").evaluate("one => one.files[0].name") == "mine.json"
    assert painted == ["1", "4"]


def test_a_file_that_is_gone_is_told(served: str, page: Page, tmp_path: Path):
    path = tmp_path / "gone.json"
    path.write_text("{}", encoding="utf-8")
    page.add_init_script("File.prototype.text = () => Promise.reject(new DOMException('gone', 'NotFoundError'))")
    opened(page, served, mark="#own")
    chosen(page, path)
    expect(page.locator(".pcf-map-said")).to_have_text("The file cannot be read: gone")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_paper_every_group_fits_on_a_sheet(served: str, new_page: NewPage, lang: str):
    page = opened(new_page(viewport={"width": 720, "height": 1040}), served, lang)  # A4 within its margins
    page.emulate_media(media="print")
    heights = page.locator(".pcf-map svg").evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
    assert len(heights) == 6
    assert max(heights) < 1040
    assert page.locator(".pcf-map-bar").is_hidden()


def test_what_is_shown_goes_along_to_another_language(served: str, page: Page):
    opened(page, served, mark="#industry=bank")
    there = page.locator("header a[hreflang=zh]").evaluate("link => link.href")
    assert there == f"{served}/zh/map/#industry=bank"
    page.goto(there)
    assert page.locator(".pcf-look-lacks").count() > 15


def test_the_page_of_an_industry_leads_to_its_colours(served: str, page: Page):
    page.goto(f"{served}/en/industry/telecom/")
    page.locator("main a[href$='map/#industry=telecom']").click()
    page.wait_for_url(f"{served}/en/map/#industry=telecom")
    assert "Telecommunications" in status(page)
