"""The copy in the zip opens from disk: no host, no request, every link a file."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from .conftest import NewPage
from .reading import LANGUAGES, Site

pytestmark = pytest.mark.long

FORBIDDEN = ("http://", "https://")


@pytest.fixture(scope="module")
def copy(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the zip unpacks to."""
    folder = tmp_path_factory.mktemp("offline")
    with zipfile.ZipFile(built / "pcf-site.zip") as archive:
        archive.extractall(folder)
    return folder / "pcf-site"


@pytest.fixture(scope="module")
def unpacked(copy: Path) -> Site:
    """The same, read as a crawler would."""
    return Site(copy)


def test_every_link_of_the_copy_names_a_file(unpacked: Site):
    lost = []
    for page in unpacked.pages:
        facts = unpacked.facts(page)
        for link in (*facts.links, *facts.loads):
            found = unpacked.target(page, link)
            if (
                found
                and (found[0] not in unpacked.files or not link.partition("#")[0].rpartition("/")[2])
                and link[0] != "#"
            ):
                lost.append(f"{page}: {link}")
    assert len(unpacked.pages) > 3 * 1000
    assert not lost, f"{len(lost)} links name no file:\n" + "\n".join(lost[:20])


def test_the_notice_travels_with_the_copy(copy: Path):
    assert "open standard developed by APQC" in " ".join((copy / "NOTICE.txt").read_text(encoding="utf-8").split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_kind_of_page_opens_from_disk(copy: Path, unpacked: Site, new_page: NewPage, lang: str):
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for place in unpacked.samples():
        page.goto((copy / lang / place / "index.html").as_uri())
        assert page.locator("h1").inner_text().strip(), place
    assert asked
    assert not [url for url in asked if url.startswith(FORBIDDEN)]


@pytest.mark.parametrize(("asked", "lang"), [("ru-RU", "ru"), ("zh-CN", "zh"), ("en-US", "en")])
def test_the_door_of_the_copy_leads_to_a_language(copy: Path, new_page: NewPage, asked: str, lang: str):
    page = new_page(locale=asked)
    page.goto((copy / "index.html").as_uri())
    page.wait_for_url((copy / lang / "index.html").as_uri())


def test_readers_walk_through_the_copy(copy: Path, new_page: NewPage):
    """From the home page by the navigation to the map, into an element, to another language and back home."""
    page = new_page()
    page.goto((copy / "en" / "index.html").as_uri())
    page.locator("nav.md-tabs a", has_text="Map").click()
    page.wait_for_url(re.compile(r"/en/map/index\.html$"))
    page.locator("article svg a[href*='id/10388/']").first.click()
    page.wait_for_url(re.compile(r"/en/id/10388/index\.html$"))
    page.locator(".md-select").hover()
    page.locator(".md-select a[hreflang=zh]").click()
    page.wait_for_url(re.compile(r"/zh/id/10388/index\.html$"))
    page.locator("header a.md-logo").click()
    page.wait_for_url(re.compile(r"/zh/index\.html$"))


def test_a_place_in_an_edition_leads_on_from_disk(copy: Path, new_page: NewPage):
    page = new_page()
    page.goto((copy / "ru" / "7.4" / "6.2.2" / "index.html").as_uri())
    page.wait_for_url(re.compile(r"/ru/id/10388/index\.html$"))
