"""Hand-written pages with what they take from the model, in chapters where they are long."""

from __future__ import annotations

import pytest

from pcf.errors import DataError
from pcf.ids import LANGUAGES
from pcf.site import SiteModel
from pcf.site.chapters import LONGEST
from pcf.site.handwritten import handwritten

DIRECTIVES = {
    "words": lambda model, page, *words: f"{model.lang} {page} {' '.join(words)}",
    "number": lambda *_: int("x"),
}


def written(folder, pages):
    for lang in LANGUAGES:
        for name, text in pages.items():
            path = folder / lang / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    model = SiteModel("en", folder)
    return {page.path: page.text(model) for page in handwritten(model, DIRECTIVES)}


def test_a_directive_is_replaced_by_what_it_asks_for(tmp_path):
    page = written(tmp_path, {"a.md": "# A\n\n<!-- pcf: words one 2.1 -->\n"})["a.md"]
    assert "\nen a.md one 2.1\n" in page
    assert "<!--" not in page


def test_a_directive_of_a_chapter_is_told_where_the_chapter_stands(tmp_path):
    text = f"# A\n\n## One\n\n<!-- pcf: words x -->\n\n## Two\n\n{'x' * LONGEST}\n"
    assert "en a/one.md x" in written(tmp_path, {"a.md": text})["a/one.md"]


@pytest.mark.parametrize(
    "line",
    [
        "<!-- pcf: unheard-of -->",
        "<!-- pcf: number -->",
        "<!-- PCF: words -->",
        "<!-- pcf: Words -->",
        "<!--pcf: words-->",
        "<!-- pcf words -->",
        "<!-- pcf: words, more -->",
        "<!-- pcf: words",
        "  <!-- pcf: words -->",
        "text <!-- pcf: words -->",
        "<!-- pcf: words --> [b](b.md)",
    ],
)
def test_a_directive_that_cannot_be_put_in_names_page_and_line(tmp_path, line):
    with pytest.raises(DataError, match=r"docs/en/a\.md:3:"):
        written(tmp_path, {"a.md": f"# A\n\n{line}\n"})


def test_the_line_is_that_of_the_page_even_where_a_chapter_is_cut_from_it(tmp_path):
    text = f"# A\n\n## One\n\n{'x' * LONGEST}\n\n## Two\n\n<!-- pcf: wrods -->\n"
    with pytest.raises(DataError, match=r"docs/en/a\.md:9:"):
        written(tmp_path, {"a.md": text})


@pytest.mark.parametrize("text", ["| `<!-- pcf: words x -->` | shown |", "```\n<!-- pcf: words x -->\n```"])
def test_a_directive_in_code_is_only_shown(tmp_path, text):
    assert f"\n{text}\n" in written(tmp_path, {"a.md": f"# A\n\n{text}\n"})["a.md"]


def test_every_page_and_chapter_ends_with_where_to_report_a_problem(tmp_path):
    half = "x" * (LONGEST // 2)
    pages = written(
        tmp_path, {"a.md": f"# A\n\n## One\n\n{half}\n\n## Two\n\n{half}\n\n## Three\n", "index.md": "# H\n"}
    )
    assert len(pages) == 5
    for path, text in pages.items():
        assert text.count("Report a problem on this page") == 1
        assert f"%3A%20{path.removesuffix('.md')}%20%28en%29&amp;body=" in text


def test_only_the_landing_page_goes_without_its_margins(tmp_path):
    pages = written(tmp_path, {"a.md": "# A\n", "index.md": "# Home\n"})
    assert 'hide: ["navigation", "toc"]' in pages["index.md"]
    assert "hide:" not in pages["a.md"]


def test_search_can_tell_guides_from_questions(tmp_path):
    pages = written(tmp_path, {"a.md": "# A\n", "questions/b.md": "# B\n"})
    assert 'data-pagefind-filter="kind:guide"' in pages["a.md"]
    assert 'data-pagefind-filter="kind:question"' in pages["questions/b.md"]


def test_a_page_in_chapters_lists_them_under_their_old_anchors(tmp_path):
    text = f"# A\n\nopening\n\n## One\n\n{'x' * LONGEST}\n\n## Two\n"
    pages = written(tmp_path, {"a.md": text})
    assert "- [One](a/one.md){ #one }\n- [Two](a/two.md){ #two }" in pages["a.md"]
    assert "opening" in pages["a.md"]


def test_a_chapter_leads_to_the_whole_and_to_its_neighbours(tmp_path):
    half = "x" * (LONGEST // 2)
    pages = written(tmp_path, {"a.md": f"# A\n\n## One\n\n{half}\n\n## Two\n\n{half}\n\n## Three\n"})
    assert pages["a/two.md"].startswith('---\ntitle: "Two · A"\n---\n\n# Two\n')
    for line in ("- Part of: [A](../a.md)", "- Chapter before: [One](one.md)", "- Next chapter: [Three](three.md)"):
        assert line in pages["a/two.md"]
    assert "Chapter before" not in pages["a/one.md"]
    assert "Next chapter" not in pages["a/three.md"]


def test_codes_in_the_list_of_findings_lead_to_their_pages(tmp_path):
    rows = "| `boolean` | error | a cell | type it |\n| `note` | note | `x` | |\n"
    page = written(
        tmp_path, {"findings.md": f"# Findings\n\n| code | severity | what | way |\n|---|---|---|---|\n{rows}"}
    )
    assert "| [`boolean`](finding/boolean.md){ #boolean } | error | a cell | type it |" in page["findings.md"]
    assert "| [`note`](finding/note.md){ #note } | note | `x` | |" in page["findings.md"]
