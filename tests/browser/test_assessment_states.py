"""The self-assessment in its states: what comes when, what is in sight, what shuts nobody out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

import pcf
from pcf.assessment import Assessment, Copy, GroupWeight, Response, gather, score_round
from pcf.i18n import number

from .conftest import NewPage
from .test_accessibility import violations
from .test_assessment import COMPLAINTS, card, choose, kept, opened, put, some_answers

pytestmark = pytest.mark.long
TEXTS = "**/assets/data/assessment_texts.js"
STATES = {"blank": "", "an industry": "#industry=bank", "a process": f"#{COMPLAINTS}"}
WIDTHS = {"wide": 1280, "phone": 390}


def test_what_a_process_asks_comes_when_one_is_opened_and_not_before(page: Page, served: str):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    opened(page, served)
    page.wait_for_load_state("networkidle")
    assert "assessment.js" in asked
    assert "assessment_texts.js" not in asked
    page.locator(f"#head-{COMPLAINTS}").click()
    expect(card(page, COMPLAINTS, "5")).to_be_visible()
    for text in pcf.load()[COMPLAINTS].rubric.descriptors:
        assert page.locator(f"#panel-{COMPLAINTS}").get_by_text(text, exact=True).count() == 1
    page.locator("#head-10388").click()
    assert asked.count("assessment_texts.js") == 1


def test_texts_that_do_not_come_are_told_and_come_on_the_next_try(page: Page, served: str):
    page.route(TEXTS, lambda route: route.abort("aborted"))
    opened(page, served)
    head = page.locator(f"#head-{COMPLAINTS}")
    head.click()
    expect(page.locator(f"#panel-{COMPLAINTS} [role=alert]")).to_contain_text("could not be loaded")
    page.unroute(TEXTS)
    head.click()
    head.click()
    expect(card(page, COMPLAINTS, "5")).to_be_visible()


def test_the_first_steps_have_their_texts_once_something_is_rated(page: Page, served: str):
    put(page, served, "en", {"answers": {COMPLAINTS: {"answer": "2"}}})
    rubric = pcf.load()[COMPLAINTS].rubric
    step = page.locator(".pcf-next > li")
    expect(step.locator("ul li")).to_have_text([one.text for one in rubric.statements_of(3)])
    expect(step.locator("p")).to_have_text(rubric.descriptors[3])


@pytest.mark.parametrize("mark", ["#%", "#%E0%A4%A", "#industry=%", "#__proto__", "#industry=toString"])
def test_an_address_that_names_nothing_opens_nothing(page: Page, served: str, mark: str):
    opened(page, served, mark=mark)
    assert page.locator(".pcf-panel:visible").count() == 0
    assert page.get_by_label("Industry").input_value() == "all"


def test_weights_are_said_and_can_be_dropped_and_brought_back(page: Page, served: str):
    answers = some_answers()
    group = pcf.load().root.children[1]
    weights = {COMPLAINTS: "12", group.id: "0.50", "10388": "1.0", "99999": "3"}
    forms = {
        "weighted": Assessment(
            responses=tuple(
                Response(element=key, answer=one["answer"], weight=weights.get(key, "1"))
                for key, one in answers.items()
            ),
            group_weights=(GroupWeight(element=group.id, weight="0.50"),),
        ),
        "alike": Assessment(responses=tuple(Response(element=key, **one) for key, one in answers.items())),
    }
    scores = {
        name: number(score_round(pcf.load(), gather([Copy("", form)])).score.score, "en", 2)
        for name, form in forms.items()
    }
    assert scores["weighted"] != scores["alike"]
    put(page, served, "en", {"answers": answers, "weights": weights})
    place = pcf.load()[COMPLAINTS].hierarchy_id
    said = page.get_by_text(f"Weights other than 1: {group.hierarchy_id} × 0.5, {place} × 12.", exact=True)
    expect(said).to_be_visible()
    expect(page.locator(".pcf-score")).to_have_text(scores["weighted"])
    page.get_by_role("button", name="Let everything count alike").click()
    expect(said).to_be_hidden()
    expect(page.locator(".pcf-score")).to_have_text(scores["alike"])
    assert "weights" not in kept(page) or not kept(page)["weights"]
    assert page.evaluate("document.activeElement.name") == "policy", "the keyboard goes on beside what was pressed"
    page.get_by_role("button", name="Undo").click()
    expect(said).to_be_visible()
    expect(page.locator(".pcf-score")).to_have_text(scores["weighted"])


def test_without_weights_nothing_is_said_of_them(page: Page, served: str):
    put(page, served, "en", {"answers": some_answers(), "weights": {COMPLAINTS: "1", "10388": "much"}})
    expect(page.get_by_text("Weights other than 1")).to_be_hidden()


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_nothing_lies_over_the_focus_on_the_way_back(new_page: NewPage, served: str, width: int):
    page = put(new_page(viewport={"width": width, "height": 844}), served, "en", {"answers": some_answers(5)})
    choose(page, COMPLAINTS, "2")
    page.locator(".pcf-files button").last.focus()
    hidden, seen = [], 0
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("!document.activeElement.closest('.pcf-questions, .pcf-results')"):
            continue
        seen += 1
        gap = page.evaluate("""() => document.activeElement.getBoundingClientRect().top
            - document.querySelector(".pcf-scorebar").getBoundingClientRect().bottom""")
        if gap < 0:
            hidden.append((round(gap), page.evaluate("document.activeElement.outerHTML.slice(0, 120)")))
    assert seen > 30
    assert not hidden


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("mark", STATES.values(), ids=STATES)
def test_no_state_of_it_shuts_anybody_out(scheme: str, mark: str, new_page: NewPage, served: str):
    page = put(new_page(color_scheme=scheme), served, "en", {"answers": some_answers() if mark else {}})
    page.goto(f"{served}/en/assessment/{mark}")
    if mark.startswith("#industry"):
        expect(page.locator(".pcf-proposal")).to_be_visible()
    if mark == f"#{COMPLAINTS}":
        page.evaluate("for (const fold of document.querySelectorAll('#pcf-assessment details')) fold.open = true")
        card(page, COMPLAINTS, "NA").check()
    assert not violations(page)
