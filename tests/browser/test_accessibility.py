"""axe-core over each kind of page: light and dark, wide and on a phone, in three languages."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import NewPage
from .reading import Site

pytestmark = pytest.mark.long

# Rule, and the part of the page it is about, to why it may stand.
ALLOWED = {
    ("landmark-unique", ".md-code__nav"): "the theme puts each button that copies code into a landmark of its own",
}

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # of what is in order axe need not tell every place
}
PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 900}
WAYS = [
    ("en", "light", WIDE),
    ("en", "dark", WIDE),
    ("ru", "light", PHONE),
    ("zh", "dark", PHONE),
]


def violations(page) -> list[str]:
    """Return what axe found and nobody allowed, a line each."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:160]} ({'; '.join(check['message'] for check in node['any'])[:160]})"
        for violation in found
        for node in violation["nodes"]
        if not any(violation["id"] == rule and part in " ".join(map(str, node["target"])) for rule, part in ALLOWED)
    ]


@pytest.mark.parametrize(("lang", "scheme", "size"), WAYS, ids=lambda value: value if isinstance(value, str) else "")
def test_no_kind_of_page_shuts_anybody_out(
    read: Site, served: str, new_page: NewPage, lang: str, scheme: str, size: dict[str, int]
):
    page = new_page(color_scheme=scheme, viewport=size, reduced_motion="reduce")
    found = {}
    for place in read.samples():
        page.goto(f"{served}/{lang}/{place}")
        if lines := violations(page):
            found[place] = lines[:6]
    assert not found, "\n".join(f"{place}\n  " + "\n  ".join(lines) for place, lines in found.items())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_above_the_languages_shut_nobody_out(served: str, new_page: NewPage, scheme: str):
    page = new_page(color_scheme=scheme, locale="pt-BR")
    page.goto(f"{served}/")
    assert not violations(page)
    page.goto(f"{served}/404.html")
    assert not violations(page)
