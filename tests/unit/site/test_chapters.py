"""Long hand-written pages are cut into chapters, and every link finds what it led to."""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymdownx.slugs import slugify

from pcf.ids import LANGUAGES
from pcf.site.chapters import LONGEST, Guides, anchors
from pcf.site.handwritten import guides

from ...site_model import site_model

LONG = "x" * LONGEST
HALF = "x" * (LONGEST // 2)  # twice that makes a page too long, but no chapter


def one_language(pages: dict[str, str]) -> Guides:
    return Guides({"en": pages}, "en")


def texts_of(pages: dict[str, str]):
    return {chapter.path: text for chapter, text in one_language(pages).texts()}


@pytest.fixture(params=LANGUAGES)
def cut(request):
    return guides(site_model(request.param))


def test_a_short_page_stays_whole():
    page = one_language({"a.md": "# A\n\n## One\n\ntext\n"}).pages["a.md"]
    assert not page.parts
    assert page.title == "A"


def test_a_long_page_is_cut_at_its_headings():
    page = one_language({"a.md": f"# A\n\nopening\n\n## One two\n\n{LONG}\n\n## Three\n\ntext\n"}).pages["a.md"]
    assert [part.path for part in page.all()] == ["a.md", "a/one-two.md", "a/three.md"]
    assert page.text == "# A\n\nopening\n\n"


def test_code_weighs_more_than_text_of_the_same_length():
    text = f"# A\n\n## One\n\n```python\n{HALF}\n```\n\n## Two\n"
    assert one_language({"a.md": text}).pages["a.md"].parts
    assert not one_language({"a.md": text.replace("```python", "").replace("```", "")}).pages["a.md"].parts


def test_a_chapter_that_is_too_long_is_cut_again():
    page = one_language({"a.md": f"# A\n\n## B\n\n### C\n\n{LONG}\n\n### D\n\n## E\n"}).pages["a.md"]
    assert [part.path for part in page.all()] == ["a.md", "a/b.md", "a/b/c.md", "a/b/d.md", "a/e.md"]


def test_chapters_are_named_in_english_and_titled_in_their_own_language():
    texts = {"en": {"a.md": "# A\n\n## One\n\n## Two\n"}, "ru": {"a.md": f"# А\n\n## Раз\n\n{LONG}\n\n## Два\n"}}
    page = Guides(texts, "ru").pages["a.md"]
    assert [(part.path, part.title, part.anchor) for part in page.parts] == [
        ("a/one.md", "Раз", "раз"),
        ("a/two.md", "Два", "два"),
    ]
    assert [part.path for part in Guides(texts, "en").pages["a.md"].parts] == ["a/one.md", "a/two.md"]


def test_headings_that_differ_between_languages_are_refused():
    texts = {"en": {"a.md": f"# A\n\n## One\n\n{LONG}"}, "zh": {"a.md": "# A\n\n## 一\n\n## 二\n"}}
    with pytest.raises(ValueError, match=r"a\.md has other headings"):
        Guides(texts, "zh")


def test_the_headings_of_a_chapter_begin_at_the_first_level():
    pages = texts_of({"a.md": f"# A\n\n## B\n\n### C\n\n```sh\n## no heading\n```\n\n{HALF}\n\n## D\n\n{HALF}\n"})
    assert pages["a/b.md"].startswith("# B\n\n## C\n\n```sh\n## no heading\n```")


@pytest.mark.parametrize(
    ("page", "written", "led"),
    [
        ("b.md", "[x](a.md#one)", "[x](a/one.md)"),
        ("b.md", "[x](a.md#in-one)", "[x](a/one.md#in-one)"),
        ("b.md", "[x](a.md)", "[x](a.md)"),
        ("q/c.md", "[x](../a.md#two)", "[x](../a/two.md)"),
        ("b.md", "[`x`](a.md#two)", "[`x`](a/two.md)"),
        ("b.md", "`[x](a.md#one)`", "`[x](a.md#one)`"),
        ("b.md", "```md\n[x](a.md#one)\n```", "```md\n[x](a.md#one)\n```"),
        ("b.md", "[x](https://example.org/a.md#one)", "[x](https://example.org/a.md#one)"),
        ("b.md", "[x](mailto:a@example.org)", "[x](mailto:a@example.org)"),
        ("b.md", "[x](#here)", "[x](#here)"),
    ],
)
def test_links_follow_what_they_led_to(page, written, led):
    cut_page = f"# A\n\n## One\n\n### In one\n\n{HALF}\n\n## Two\n\n{HALF}\n"
    assert texts_of({"a.md": cut_page, page: f"# B\n\n## Here\n\n{written}\n"})[page].rstrip().endswith(led)


@pytest.mark.parametrize(
    ("written", "led"),
    [
        ("[x](#two)", "[x](two.md)"),
        ("[x](#in-two)", "[x](two.md#in-two)"),
        ("[x](#in-one)", "[x](#in-one)"),
        ("[x](b.md#y)", "[x](../b.md#y)"),
    ],
)
def test_links_of_a_chapter_lead_on_from_where_it_stands(written, led):
    page = f"# A\n\n## One\n\n### In one\n\n{HALF}\n\n{written}\n\n## Two\n\n### In two\n\n{HALF}\n"
    assert led in texts_of({"a.md": page, "b.md": "# B\n\n## Y\n"})["a/one.md"]


def test_a_heading_that_comes_twice_keeps_its_own_links():
    page = f"# A\n\n## One\n\n### Same\n\n{HALF}\n\n## Two\n\n{HALF}\n\n### Same\n\n[x](#same_1) [y](#same)\n"
    assert "[x](#same) [y](one.md#same)" in texts_of({"a.md": page})["a/two.md"]


def test_chapters_know_their_neighbours():
    found = one_language({"a.md": f"# A\n\n## One\n\n{LONG}\n\n## Two\n"})
    whole, one, two = found.pages["a.md"].all()
    assert found.neighbours(one) == (whole, two)
    assert found.neighbours(two) == (one, None)


blocks_of_text = st.lists(
    st.sampled_from(
        ["## One", "### In it", "## Two", "text", "```\n## not one\n```", "~~~\n# no\n~~~", "`## code`", LONG]
    ),
    max_size=12,
)


@given(blocks_of_text)
def test_nothing_is_lost_when_a_page_is_cut(parts):
    text = "\n\n".join(["# A", *parts]) + "\n"
    chapters = list(one_language({"a.md": text}).pages["a.md"].all())
    assert "".join(chapter.text for chapter in chapters) == text
    paths = [chapter.path for chapter in chapters]
    assert len(paths) == len(set(paths))


def test_anchors_are_those_of_the_html(cut):
    for source, page in cut.pages.items():
        text = "".join(chapter.text for chapter in page.all())
        builder = markdown.Markdown(
            extensions=["attr_list", "md_in_html", "tables", "pymdownx.superfences", "toc"],
            extension_configs={"toc": {"slugify": slugify(case="lower")}},
        )
        html = builder.convert(text)
        there = re.findall(r"<h[1-6][^>]* id=\"([^\"]+)\"", html)
        assert [anchor for _, _, anchor in anchors(text)] == there, source


def test_chapters_stand_at_the_same_places_in_every_language():
    paths = [
        [chapter.path for page in guides(site_model(lang)).pages.values() for chapter in page.all()]
        for lang in LANGUAGES
    ]
    assert paths[0] == paths[1] == paths[2]
    assert "findings/workforce/forecasts.md" in paths[0]


def test_no_page_and_no_chapter_is_too_long(cut):
    long = [
        chapter.path for page in cut.pages.values() for chapter in page.all() if len(chapter.text.encode()) > LONGEST
    ]
    assert not long


def test_every_link_between_hand_written_pages_leads_to_a_page_and_an_anchor(cut):
    texts = {chapter.path: text for chapter, text in cut.texts()}
    there = {path: {anchor for _, _, anchor in anchors(text)} for path, text in texts.items()}
    lost = []
    for path, text in texts.items():
        prose = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
        for to in re.findall(r"\]\(([^():\s]+)\)", prose):
            target, _, anchor = to.partition("#")
            target = normpath(join(dirname(path), target)) if target else path
            if target in there and anchor and anchor not in there[target]:
                lost.append((path, to))
    assert not lost
