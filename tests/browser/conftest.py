"""The site in a real browser: built once a run, served from this machine, watched while it is read.

``PCF_SITE_BUILT`` names a folder with a site that is built already (``public`` and ``pcf-site.zip`` in it), for who
works on one page; without it the tests build what stands in the checkout.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from .building import built_once
from .reading import Site
from .serving import serving

HERE = "127.0.0.1"
OWN = frozenset({"data", "blob", "about", "file"})  # schemes that ask no host
PATIENCE = 10_000  # milliseconds that a wait of Playwright may take

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds ``public``, ``src`` and ``pcf-site.zip``."""
    if given := os.environ.get("PCF_SITE_BUILT"):
        return Path(given)
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return built_once(shared / "site")


@pytest.fixture(scope="session")
def site(built: Path) -> Path:
    """The finished site: ``index.html``, ``en/``, ``ru/``, ``zh/``."""
    return built / "public"


@pytest.fixture(scope="session")
def read(site: Path) -> Site:
    """The same, read as a crawler would; what was read once is known to all tests of a worker."""
    return Site(site)


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the site, without a slash at its end: ``f"{served}/ru/id/10388/"``."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one a worker."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium)
        yield opened
        opened.close()


class Watch:
    """What went wrong while pages of a context were read: errors, refusals of the policy, requests to other hosts."""

    def __init__(self, context: BrowserContext) -> None:
        self.seen: list[str] = []
        context.on("console", lambda said: self._note("console", _told(said), said.type == "error"))
        context.on("weberror", lambda error: self._note("script", str(error.error)))
        context.on("request", lambda request: self._note("asks", request.url, not own(request.url)))
        context.on("requestfailed", lambda request: self._note("lost", request.url, not _given_up(request.failure)))

    def _note(self, kind: str, what: str, wrong: bool = True) -> None:
        if wrong:
            self.seen.append(f"{kind}: {what}")


def _told(said: ConsoleMessage) -> str:
    return f"{said.page.url if said.page else ''}: {said.text} ({said.location['url']})"


def own(url: str) -> bool:
    """Tell whether an address asks no host but this machine."""
    parts = urlsplit(url)
    return parts.scheme in OWN or parts.hostname == HERE


def _given_up(failure: str | None) -> bool:
    """Tell whether a request ended because the reader went on to another page."""
    return failure in (None, "net::ERR_ABORTED")


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Open pages, each in a fresh context: ``new_page(viewport={"width": 390, "height": 844})``.

    Takes what ``Browser.new_context`` takes. The test fails at its end if a page had an error on its console, an
    error in a script, a refusal of the content-security policy, a lost file or a request to another host.
    """
    watches, contexts = [], []

    def opened(**options: object) -> Page:
        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        watches.append(Watch(context))
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
    seen = [line for watch in watches for line in watch.seen]
    assert not seen, "\n".join(seen)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """One page of a fresh context, watched as ``new_page`` says."""
    return new_page()
