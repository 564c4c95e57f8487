"""The language switcher keeps the page: from every kind of page, to every language and back."""

from __future__ import annotations

import pytest

from .conftest import NewPage
from .reading import LANGUAGES, Site

pytestmark = pytest.mark.long


@pytest.mark.parametrize("round_trip", [("en", "ru", "zh", "en"), ("en", "zh", "ru", "en")], ids="-".join)
def test_the_switcher_keeps_the_page_and_the_place_on_it(
    read: Site, served: str, new_page: NewPage, round_trip: tuple[str, ...]
):
    page = new_page()
    start, *others = round_trip
    for place in read.samples():
        anchor = shared_anchor(read, place)
        page.goto(f"{served}/{start}/{place}{anchor}")
        for lang in others:
            page.locator(".md-select").hover()
            page.locator(f".md-select a[hreflang={lang}]").click()
            page.wait_for_url(f"{served}/{lang}/{place}{anchor}")
            assert page.locator("html").get_attribute("lang") == lang


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_scripts_the_switcher_keeps_the_page(read: Site, served: str, new_page: NewPage, lang: str):
    page = new_page(java_script_enabled=False)
    for place in read.samples():
        page.goto(f"{served}/{lang}/{place}")
        for other in LANGUAGES:
            link = page.locator(f"header a[hreflang={other}]")
            assert link.evaluate("link => link.href") == f"{served}/{other}/{place}"


def test_the_switcher_follows_a_place_that_was_chosen_on_the_page(served: str, new_page: NewPage):
    page = new_page()
    page.goto(f"{served}/en/id/10388/")
    page.evaluate("location.hash = '#levels'")
    page.locator(".md-select").hover()
    page.locator(".md-select a[hreflang=zh]").click()
    page.wait_for_url(f"{served}/zh/id/10388/#levels")


def shared_anchor(read: Site, place: str) -> str:
    """Return an anchor that the page has in every language, with its sign; an empty string where there is none."""
    shared = set.intersection(*(read.facts(f"{lang}/{place}index.html").anchors for lang in LANGUAGES))
    of_content = sorted(name for name in shared if not name.startswith("__"))
    return f"#{of_content[0]}" if of_content else ""
