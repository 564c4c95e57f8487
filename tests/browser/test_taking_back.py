"""What can be taken back, in the self-assessment and on the page of a process; what was entered since stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .test_assessment import COMPLAINTS, FORM, card, choose, kept, opened, put, some_answers
from .test_selfcheck import opened as checked

pytestmark = pytest.mark.long
OTHER, THIRD = "10388", "20094"


def undo(page: Page):
    return page.get_by_role("button", name="Undo")


def answers(page: Page) -> dict[str, str]:
    return {process: said["answer"] for process, said in (kept(page) or {"answers": {}})["answers"].items()}


def test_an_answer_that_was_cleared_comes_back_beside_those_given_since(page: Page, served: str):
    opened(page, served)
    choose(page, COMPLAINTS, "4")
    page.get_by_role("button", name="Clear this answer").click()
    choose(page, OTHER, "2")
    undo(page).click()
    assert answers(page) == {COMPLAINTS: "4", OTHER: "2"}
    assert page.locator(".pcf-undo").inner_text() == "Undone."
    choose(page, THIRD, "1")
    expect(page.locator(".pcf-undo")).to_be_hidden()


def test_what_was_answered_anew_is_not_taken_back(page: Page, served: str):
    opened(page, served)
    choose(page, COMPLAINTS, "4")
    page.get_by_role("button", name="Clear this answer").click()
    card(page, COMPLAINTS, "1").check()
    expect(page.locator(".pcf-undo")).to_be_hidden()
    assert answers(page) == {COMPLAINTS: "1"}


def test_after_everything_was_forgotten_what_was_entered_since_stays(page: Page, served: str):
    put(page, served, "en", {"organisation": "Acme", "round": "2026", "answers": some_answers(3)})
    ids = list(some_answers(3))
    page.get_by_role("button", name="Forget everything").click()
    choose(page, ids[0], "5")
    page.get_by_text("About you (all optional)").click()
    page.locator("input[name=organisation]").fill("Other")
    undo(page).click()
    expected = {process: said["answer"] for process, said in some_answers(3).items()} | {ids[0]: "5"}
    assert answers(page) == expected
    assert (kept(page)["organisation"], kept(page)["round"]) == ("Other", "2026")


def test_a_file_that_was_opened_gives_way_to_what_was_there_before(page: Page, served: str, tmp_path: Path):
    put(page, served, "en", {"organisation": "Acme", "answers": some_answers(2)})
    with page.expect_download() as begun:
        page.get_by_role("button", name="Save as a file").click()
    path = tmp_path / "mine.json"
    begun.value.save_as(path)
    choose(page, COMPLAINTS, "5")
    before = answers(page)
    page.locator(".pcf-files input[type=file]").set_input_files(path)
    expect(undo(page)).to_be_visible()
    assert COMPLAINTS not in answers(page)
    choose(page, THIRD, "1")
    undo(page).click()
    assert answers(page) == before | {THIRD: "1"}


def test_another_tab_keeps_what_it_did(page: Page, served: str):
    opened(page, served)
    choose(page, COMPLAINTS, "4")
    page.get_by_role("button", name="Clear this answer").click()
    tab = opened(page.context.new_page(), served)
    choose(tab, OTHER, "3")
    expect(page.locator(f"#head-{OTHER} .pcf-chip")).to_contain_text("3")
    undo(page).click()
    assert answers(page) == {COMPLAINTS: "4", OTHER: "3"}


def test_the_check_of_a_process_brings_back_its_own_answer_only(page: Page, served: str):
    form = {"answers": {OTHER: {"answer": "1"}, COMPLAINTS: {"answer": "2"}}}
    page.add_init_script(
        f"localStorage.getItem('{FORM}') ?? localStorage.setItem('{FORM}', {json.dumps(json.dumps(form))})"
    )
    checked(page, served)
    page.get_by_role("button", name="Start this process again").click()
    tab = opened(page.context.new_page(), served)
    choose(tab, OTHER, "5")
    undo(page).click()
    assert answers(page) == {OTHER: "5", COMPLAINTS: "2"}


def test_the_check_offers_nothing_once_another_tab_has_answered(page: Page, served: str):
    checked(page, served)
    page.locator(".pcf-levels input[type=radio]").nth(3).check()
    page.get_by_role("button", name="Start this process again").click()
    expect(undo(page)).to_be_visible()
    tab = opened(page.context.new_page(), served)
    choose(tab, COMPLAINTS, "5")
    expect(undo(page)).to_have_count(0)
    assert answers(page) == {COMPLAINTS: "5"}


def test_unticking_leads_back_to_what_the_self_assessment_knew(page: Page, served: str):
    ticks = {f"{COMPLAINTS}.1a": "partly", f"{COMPLAINTS}.1b": "NA"}
    form = {"answers": {COMPLAINTS: {"answer": "1", "ticks": ticks}}}
    page.add_init_script(
        f"localStorage.getItem('{FORM}') ?? localStorage.setItem('{FORM}', {json.dumps(json.dumps(form))})"
    )
    checked(page, served)
    boxes, states = page.locator(".pcf-levels input[type=checkbox]"), page.locator(".pcf-tick .pcf-state")
    assert states.all_inner_texts()[:3] == ["Partly", "Not applicable", ""]
    for place in range(3):
        boxes.nth(place).check()
    assert states.all_inner_texts()[:3] == ["", "", ""]
    assert set(kept(page)["answers"][COMPLAINTS]["ticks"].values()) == {"in_place"}
    for place in range(3):
        boxes.nth(place).uncheck()
    assert kept(page)["answers"][COMPLAINTS]["ticks"] == ticks
    assert states.all_inner_texts()[:3] == ["Partly", "Not applicable", ""]
