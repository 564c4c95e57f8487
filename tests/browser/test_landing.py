"""The radar of the landing page: a picture without scripts, a toy with them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from pcf.i18n import number
from pcf.ids import LANGUAGES
from pcf.site.pages.radar import example

pytestmark = pytest.mark.long


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_stands_there_until_it_is_moved(lang, page, served):
    page.goto(f"{served}/{lang}/")
    shown = page.locator(".pcf-landing output")
    expect(shown).to_have_count(5)
    assert shown.all_text_contents() == [number(group.score, lang, 1) for group in example().groups]
    assert page.locator(".pcf-landing-picture circle").count() == 5


def test_moving_a_group_moves_the_whole_and_can_be_taken_back(page, served):
    page.goto(f"{served}/en/")
    printed = page.locator(".pcf-landing-headline").text_content()
    slider = page.locator(".pcf-landing input").first
    slider.focus()
    before = page.locator(".pcf-landing-picture polyline").first.get_attribute("points")
    page.keyboard.press("End")
    groups = [group.score for group in example().groups]
    whole = (5 + sum(groups[1:])) / 5
    assert number(whole, "en", 1) in page.locator(".pcf-landing-headline").text_content()
    assert page.locator(".pcf-landing-picture polyline").first.get_attribute("points") != before
    page.get_by_role("button", name="Back to the example").click()
    assert page.locator(".pcf-landing-headline").text_content() == printed


def test_without_scripts_the_picture_and_its_table_stand(new_page, served):
    page = new_page(java_script_enabled=False)
    page.goto(f"{served}/ru/")
    assert page.locator(".pcf-landing-picture svg desc").count() == 1
    shown = page.locator(".pcf-landing tbody td").all_text_contents()
    assert shown == [number(group.score, "ru", 1) for group in example().groups]


def test_the_way_on_is_the_self_assessment(page, served):
    page.goto(f"{served}/zh/")
    page.locator(".pcf-landing .md-button--primary").click()
    expect(page.locator(".pcf-scorebar")).to_be_visible()
