"""On a phone, in the dark, on paper."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from .conftest import NewPage
from .reading import LANGUAGES, Site

pytestmark = pytest.mark.long

PHONE = {"width": 390, "height": 844}
SMALLEST = {"width": 320, "height": 568}  # what WCAG 1.4.10 asks for


def too_wide(page: Page) -> list[str]:
    """Return what makes a page scroll sideways; what scrolls inside a box of its own does not."""
    return page.evaluate("""() => {
        const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width) return [];
        const kept = (one) => {  // inside a box that scrolls or cuts
            for (let box = one.parentElement; box && box !== document.body; box = box.parentElement)
                if (getComputedStyle(box).overflowX !== "visible") return true;
            return false;
        };
        const wide = [...document.body.querySelectorAll("*")].filter(
            (one) => one.getBoundingClientRect().right > width + 1 && !kept(one));
        return [`${document.documentElement.scrollWidth} of ${width}`,
            ...wide.slice(0, 5).map((one) => one.outerHTML.slice(0, 120))];
    }""")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", [PHONE, SMALLEST], ids=["390", "320"])
def test_no_kind_of_page_scrolls_sideways_on_a_phone(
    read: Site, served: str, new_page: NewPage, size: dict[str, int], lang: str
):
    page = new_page(viewport=size, has_touch=True, is_mobile=True)
    wide = {}
    for place in read.samples():
        page.goto(f"{served}/{lang}/{place}")
        if found := too_wide(page):
            wide[place] = found
    assert not wide, "\n".join(f"{place}: {found}"[:400] for place, found in wide.items())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_command_is_read_without_scrolling(served: str, new_page: NewPage, lang: str):
    for size in ({"width": 1200, "height": 900}, SMALLEST):
        page = new_page(viewport=size)
        page.goto(f"{served}/{lang}/warehouses/a-statement-for-others-to-run/")
        (block,) = page.locator("article .language-sh code").all()
        assert "--answer rows.csv --cube contacts.cube" in block.inner_text()
        assert block.evaluate("one => one.scrollWidth <= one.clientWidth"), size


def test_pages_above_the_languages_fit_a_phone(served: str, new_page: NewPage):
    page = new_page(viewport=SMALLEST, locale="pt-BR")
    page.goto(f"{served}/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("scheme", "dark"), [("dark", True), ("light", False)])
def test_pages_follow_the_colours_of_the_system(served: str, new_page: NewPage, scheme: str, dark: bool):
    page = new_page(color_scheme=scheme)
    page.goto(f"{served}/en/id/10388/")
    back = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).slice(0, 3).map(Number)")
    assert (sum(back) / 3 < 80) is dark


@pytest.mark.parametrize("lang", LANGUAGES)
def test_paper_shows_what_is_folded_and_no_navigation(served: str, new_page: NewPage, lang: str):
    page = new_page()
    page.goto(f"{served}/{lang}/id/10388/")
    folded = page.locator("article details:not([open])").count()
    assert folded, "nothing is folded"
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("article details:not([open])").count() == 0
    for part in ("header.md-header", "nav.md-tabs", ".md-sidebar", ".md-top"):
        assert not page.locator(part).first.is_visible(), part
    assert page.get_by_text("open standard developed by APQC").last.is_visible(), "the notice travels with every copy"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("article details:not([open])").count() == folded


def test_a_printed_page_is_a_pdf_with_the_text_of_its_folds(served: str, new_page: NewPage, tmp_path: Path):
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext is not installed: nothing reads the text of a PDF")
    page = new_page()
    page.goto(f"{served}/en/id/10388/")
    folded = page.locator("article details:not([open]) li").all_text_contents()
    assert folded, "nothing is folded"
    printed = tmp_path / "page.pdf"
    page.pdf(path=str(printed))
    text = subprocess.run([reader, str(printed), "-"], capture_output=True, text=True, check=True).stdout
    words = "".join(text.split()).replace("\N{SOFT HYPHEN}", "")
    lost = [one for one in folded if one.isascii() and "".join(one.split()) not in words]
    assert not lost, "a fold stayed shut on paper"


@pytest.mark.parametrize("place", ["id/10388/", "map/", "assessment/"])
def test_the_keyboard_reaches_the_content_and_shows_where_it_is(served: str, new_page: NewPage, place: str):
    page = new_page()
    page.goto(f"{served}/en/{place}")
    page.keyboard.press("Tab")
    first = page.locator("a.md-skip")
    assert first.evaluate("link => link === document.activeElement"), "the first stop is the way past the navigation"
    assert first.is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null"), "the way past leads into the content"
    for _ in range(12):
        shown = page.evaluate("""() => {
            const style = getComputedStyle(document.activeElement);
            const drawn = document.activeElement.querySelector("rect");  // a box of the map shows it by its frame
            return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none"
                || drawn !== null && parseFloat(getComputedStyle(drawn).strokeWidth) >= 2;
        }""")
        where = page.evaluate("document.activeElement.outerHTML.slice(0, 160)")
        assert shown, f"nothing shows the focus on {where}"
        page.keyboard.press("Tab")
