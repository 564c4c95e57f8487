"""The check of one process on its own page: six descriptions, ticks, the next step."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

import pcf
from pcf.ids import LANGUAGES

pytestmark = pytest.mark.long
PROCESS = "10389"
FORM = "pcf.assessment.1"


def opened(page: Page, served: str, lang: str = "en") -> Page:
    page.goto(f"{served}/{lang}/id/{PROCESS}/")
    expect(page.locator(".pcf-selfcheck")).to_be_visible()
    return page


def kept(page: Page) -> dict:
    return json.loads(page.evaluate(f"localStorage.getItem('{FORM}')"))["answers"].get(PROCESS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_level_can_be_chosen_and_every_statement_ticked(lang, page, served):
    opened(page, served, lang)
    rubric = pcf.load(lang=lang)[PROCESS].rubric
    assert page.locator(".pcf-levels input[type=radio]").count() == 6
    boxes = page.locator(".pcf-levels input[type=checkbox]")
    assert boxes.count() == len(rubric.statements)
    for place, statement in enumerate(rubric.statements):
        assert page.locator(".pcf-levels .pcf-tick").nth(place).inner_text() == statement.text


def test_ticks_suggest_a_level_and_name_the_next_step(page, served):
    opened(page, served)
    for place in range(5):  # both of level 1, both of level 2, one of level 3
        page.locator(".pcf-levels input[type=checkbox]").nth(place).check()
    outcome = page.locator(".pcf-selfcheck")
    assert "What you ticked speaks for level 2 Habitual." in outcome.inner_text()
    statements = pcf.load()[PROCESS].rubric.statements_of(3)
    assert outcome.locator("ul li").all_inner_texts() == [one.text for one in statements[1:]]
    assert pcf.load()[PROCESS].rubric.descriptors[3] in outcome.inner_text()


def test_a_choice_that_differs_from_the_ticks_is_told(page, served):
    opened(page, served)
    page.locator(".pcf-levels input[type=checkbox]").first.check()
    page.locator(".pcf-levels input[type=radio]").nth(4).check()
    assert "differ" in page.locator(".pcf-selfcheck").inner_text()
    assert kept(page)["answer"] == "4"


def test_the_self_assessment_has_the_same_answer_and_the_other_way_round(page, served):
    opened(page, served)
    page.locator(".pcf-levels input[type=radio]").nth(3).check()
    page.locator(".pcf-selfcheck a").click()
    expect(page.locator(f"#panel-{PROCESS}")).to_be_visible()
    assert page.locator(f"input[name='answer-{PROCESS}'][value='3']").is_checked()
    page.locator(f"input[name='answer-{PROCESS}'][value='DK']").check()
    opened(page, served)
    assert "You said that you do not know." in page.locator(".pcf-selfcheck").inner_text()


def test_start_again_clears_this_process_only_and_can_be_undone(page, served):
    other = {"answers": {"10388": {"answer": "1"}, PROCESS: {"answer": "2"}}}
    page.add_init_script(
        f"localStorage.getItem('{FORM}') ?? localStorage.setItem('{FORM}', {json.dumps(json.dumps(other))})"
    )
    opened(page, served)
    page.get_by_role("button", name="Start this process again").click()
    assert kept(page) is None
    page.get_by_role("button", name="Undo").click()
    assert kept(page)["answer"] == "2"


def test_without_scripts_the_levels_stand_as_they_are(new_page, served):
    page = new_page(java_script_enabled=False)
    page.goto(f"{served}/en/id/{PROCESS}/")
    assert page.locator(".pcf-levels .pcf-level").count() == 6
    assert page.locator(".pcf-levels input").count() == 0
