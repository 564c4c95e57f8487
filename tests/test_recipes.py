"""Every recipe of the documentation runs as it stands and prints what stands under it."""

from __future__ import annotations

import contextlib
import io
import os
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

DOCS = Path(__file__).parents[1] / "docs"
PAGES = sorted(DOCS.glob("*/recipes.md"))
RECIPE = re.compile(
    r"^### (?P<title>.+?)\n(?:(?!^#{2,3} ).)*?^```python\n(?P<code>.+?)^```\n+(?:^```text\n(?P<shown>.*?)^```\n)?",
    re.M | re.S,
)
MORE = "…"


@cache  # the pages in three languages have the same code
def printed(code: str) -> str:
    """Return what a recipe prints in an empty folder, with nothing left of the recipes before it."""
    before, out = Path.cwd(), io.StringIO()
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            with contextlib.redirect_stdout(out):
                exec(compile(code, "recipe", "exec"), {"__name__": "recipe"})
        finally:
            os.chdir(before)
    return out.getvalue()


def recipes() -> list[tuple[str, str, str | None]]:
    return [
        pytest.param(found["code"], found["shown"], id=f"{page.parent.name}: {found['title']}")
        for page in PAGES
        for found in RECIPE.finditer(page.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("code", "shown"), recipes())
def test_a_recipe_prints_what_stands_under_it(code: str, shown: str | None) -> None:
    assert shown and shown.strip(), "nothing stands under it"
    told, expected = printed(code).rstrip("\n").split("\n"), shown.rstrip("\n").split("\n")
    if expected[-1] == MORE:
        expected.pop()
        assert len(told) > len(expected), "there is no more"
        told = told[: len(expected)]
    assert told == expected


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_no_block_of_code_on_the_page_goes_untested(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.count("```python\n") == text.count("```text\n") == len(RECIPE.findall(text)) >= 8


def test_recipes_in_all_languages_are_the_same_code() -> None:
    codes = [[found["code"] for found in RECIPE.finditer(page.read_text(encoding="utf-8"))] for page in PAGES]
    assert all(one == codes[0] for one in codes)
