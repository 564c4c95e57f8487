"""The radar that scripts draw: every word of it stays in its picture, whatever the width and the language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from pcf.ids import LANGUAGES

from .conftest import NewPage
from .test_assessment import put, some_answers

pytestmark = pytest.mark.long
WIDTHS = (1280, 1600, 800, 390, 320)

# Texts that leave their picture, in pixels of the screen.
OUTSIDE = """() => [...document.querySelectorAll("svg.pcf-chart")].flatMap((svg) => {
  const box = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")].filter((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    return left < box.left || right > box.right || top < box.top - 1 || bottom > box.bottom + 1;
  }).map((text) => text.textContent);
})"""


def texts(page: Page) -> list[str]:
    return page.locator("svg.pcf-chart text.pcf-label").all_text_contents()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_label_of_the_landing_page_is_cut_off(lang: str, width: int, new_page: NewPage, served: str):
    page = new_page(viewport={"width": width, "height": 1200})
    page.goto(f"{served}/{lang}/")
    expect(page.locator(".pcf-landing output")).to_have_count(5)
    assert page.evaluate(OUTSIDE) == []
    assert texts(page)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_label_of_the_self_assessment_is_cut_off(lang: str, width: int, new_page: NewPage, served: str):
    answers = some_answers()
    for process in list(answers)[::4]:
        answers[process] = {"answer": "NA", "reason": "–"}  # a word in place of a number
    page = put(new_page(viewport={"width": width, "height": 1200}), served, lang, {"answers": answers})
    shown = page.locator(".pcf-results select option").evaluate_all("all => all.map((one) => one.value)")
    assert len(shown) == 6
    for group in shown:
        page.locator(".pcf-results select").select_option(group)
        assert page.evaluate(OUTSIDE) == []
        assert texts(page)


def test_where_there_is_room_labels_are_whole(new_page: NewPage, served: str):
    page = put(new_page(viewport={"width": 1280, "height": 1200}), served, "ru", {"answers": some_answers()})
    listed = page.locator(".pcf-results .pcf-unseen th[scope=row]").all_text_contents()
    assert " ".join(texts(page)).split() == " ".join(listed).split()
