"""Every link and every anchor of every page leads somewhere, and every page can be reached."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from .reading import LANGUAGES, Site

pytestmark = pytest.mark.long

TOP_OF_PAGE = frozenset({"", "top"})
STATE = re.compile(r"[a-z]+=")  # what a tool shows, read by its script: #industry=bank
OUTSIDE = frozenset({"https", "mailto"})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_leads_to_a_file_and_an_anchor_in_it(read: Site, lang: str):
    lost = []
    for page in read.of(lang):
        facts = read.facts(page)
        for link in (*facts.links, *facts.loads):
            found = read.target(page, link)
            if found is None:
                continue
            file, anchor = found
            if file not in read.files:
                lost.append(f"{page}: {link}: no file {file}")
            elif file.endswith(".html") and not (
                STATE.match(anchor) or anchor in TOP_OF_PAGE | read.facts(file).anchors
            ):
                lost.append(f"{page}: {link}: no anchor in {file}")
    assert not lost, f"{len(lost)} links lead nowhere:\n" + "\n".join(lost[:30])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_is_reached_from_the_home_page_by_links(read: Site, lang: str):
    home = f"{lang}/index.html"
    reached, waiting = {home}, [home]
    while waiting:
        page = waiting.pop()
        found = {target[0] for link in read.facts(page).links if (target := read.target(page, link))}
        fresh = {name for name in found - reached if name in read.files and name.endswith(".html")}
        reached |= fresh
        waiting += fresh
    lost = [page for page in read.of(lang) if page not in reached and not read.leads_on(page)]
    assert not lost, f"{len(lost)} pages are reached by no link: {lost[:20]}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_names_two_things_alike(read: Site, lang: str):
    repeated = {page: sorted(facts.repeated) for page in read.of(lang) if (facts := read.facts(page)).repeated}
    assert not repeated, dict(list(repeated.items())[:10])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_that_leave_the_site_are_whole_and_secure(read: Site, lang: str):
    odd = {
        link
        for page in read.of(lang)
        for link in read.facts(page).links
        if read.target(page, link) is None and urlsplit(link).scheme not in OUTSIDE
    }
    assert not odd, sorted(odd)[:10]


def test_the_pages_above_the_languages_lead_into_them(read: Site):
    for page in ("index.html", "404.html", *(f"{lang}/404.html" for lang in LANGUAGES)):
        targets = [read.target(page, link) for link in read.facts(page).links]
        assert {f"{lang}/index.html" for lang in LANGUAGES} <= {target[0] for target in targets if target}
        assert all(target and target[0] in read.files for target in targets), page
