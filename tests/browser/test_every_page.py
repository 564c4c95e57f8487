"""Every page opens in a real browser: no error on the console, no refusal of the policy, no request elsewhere.

A page is the same program and the same model in each language, so each is opened in one of the three, in turn; what
differs between languages is text, and the checks of links, weight and policy read every page of all three. The
heaviest of each kind is opened in every language.
"""

from __future__ import annotations

import pytest

from .conftest import NewPage
from .reading import LANGUAGES, Site, address

pytestmark = pytest.mark.long

SHARES = 6  # how many parts of the pages are opened side by side


def in_turn(read: Site) -> list[str]:
    """Return every page in one language, languages in turn; what only leads on is opened by a test of its own."""
    places = [address(page) for page in read.of("en") if not read.leads_on(page)]
    return [f"{LANGUAGES[number % len(LANGUAGES)]}/{place}" for number, place in enumerate(places)]


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_opens_without_an_error(read: Site, served: str, new_page: NewPage, share: int):
    page = new_page()
    places = in_turn(read)[share::SHARES]
    assert len(places) > 200, "the pages were not found"
    for place in places:
        answer = page.goto(f"{served}/{place}", wait_until="load")
        assert answer is not None and answer.ok, place


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_kind_of_page_opens_in_every_language(read: Site, served: str, new_page: NewPage, lang: str):
    page = new_page()
    for place in read.samples():
        page.goto(f"{served}/{lang}/{place}")
        assert page.locator("html").get_attribute("lang") == lang
        assert page.locator("h1").count() == 1, place
        assert page.locator("h1").inner_text().strip(), place


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_place_in_an_edition_leads_to_the_element_that_stands_there(served: str, new_page: NewPage, lang: str):
    page = new_page()
    for place, element in (("7.4/6.2.2", "10388"), ("6.1.1/5.2.1", "10387"), ("8.0/6.2.2", "10388")):
        page.goto(f"{served}/{lang}/{place}/")
        page.wait_for_url(f"{served}/{lang}/id/{element}/")


@pytest.mark.parametrize(("asked", "lang"), [("ru-RU", "ru"), ("zh-CN", "zh"), ("en-GB", "en")])
def test_the_door_leads_to_the_language_of_the_browser(served: str, new_page: NewPage, asked: str, lang: str):
    page = new_page(locale=asked)
    page.goto(f"{served}/")
    page.wait_for_url(f"{served}/{lang}/")


@pytest.mark.parametrize("options", [{"locale": "pt-BR"}, {"locale": "ru-RU", "java_script_enabled": False}])
def test_who_asks_for_another_language_or_has_no_scripts_chooses_by_links(
    served: str, new_page: NewPage, options: dict[str, object]
):
    page = new_page(**options)
    page.goto(f"{served}/")
    assert page.url == f"{served}/"
    page.get_by_role("link", name="Русский").click()
    assert page.url == f"{served}/ru/"


def test_a_missing_page_says_so_in_three_languages_and_leads_home(served: str, browser):
    with browser.new_context() as context:  # the missing page is an error on the console, and here it is meant
        page = context.new_page()
        answer = page.goto(f"{served}/ru/id/99999/")
        assert answer.status == 404
        assert page.locator("h2").count() == len(LANGUAGES)
        page.locator("a[hreflang=zh]").first.click()
        assert page.url == f"{served}/zh/"
