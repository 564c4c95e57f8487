"""The reference of the package holds every name that it promises."""

from __future__ import annotations

import inspect
import re
from functools import cache
from importlib import import_module

import pytest

from pcf.ids import LANGUAGES
from pcf.site.pages.api import pages
from pcf.site.promised import ROOMS, import_path, pages_by_path, promises

from ...site_model import site_model


@cache
def made(lang):
    return {page.path: page for page in pages(site_model(lang))}


def anchors(page):
    return re.findall(r"^#+ .*\{ #([\w.-]+) \}$", page.body, re.MULTILINE)


@pytest.mark.parametrize("room", ROOMS)
def test_every_name_that_a_room_gives_out_is_there(room):
    module = import_module(import_path(room))
    body = made("en")[f"api/{room}.md"].body
    for name in getattr(module, "__all__", None) or [one.name for one in promises(room)]:
        assert re.search(rf"^\| \[{re.escape(name).replace('_', '.?_')}\]\(", body, re.MULTILINE), name
        page, _, anchor = pages_by_path()[f"{import_path(room)}.{name}"].partition("#")
        assert anchor in anchors(made("en")[page])


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_read_is_what_python_finds(room):
    """The code is read and not run; so its reader must come to the same as Python does."""
    for promise in promises(room):
        real = getattr(import_module(import_path(room)), promise.name)
        if promise.found is not None and promise.found.is_function:
            wanted = list(inspect.signature(real).parameters)
            assert [one.name for one in promise.found.parameters] == wanted, promise.path
        if promise.found is not None and promise.found.is_class:
            assert f"{real.__module__}.{real.__qualname__}" == promise.path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_lead_to_pages_and_anchors_that_exist(lang):
    there = {path.removeprefix("api/"): {*anchors(page)} for path, page in made(lang).items()}
    for path, page in made(lang).items():
        for target, anchor in re.findall(r"\]\(((?!\.\.|developer)[\w./]*)#([\w.]+)\)", page.body):
            assert anchor in there[target.removeprefix("api/") or path.removeprefix("api/")], (path, target, anchor)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_anchor_stands_once_on_a_page(lang):
    for path, page in made(lang).items():
        assert len(anchors(page)) == len(set(anchors(page))), path


def test_a_function_has_its_signature_arguments_and_errors():
    body = made("en")["api/metrics.md"].body
    told = body[body.index("{ #measure }") :]
    assert "    map: str | Path | None = None," in told
    assert "| `by` |" in told
    assert "**Raises**" in told


def test_a_class_has_its_attributes_and_methods():
    body = made("en")["api/views.md"].body
    assert "| `hierarchy_id` | <code>str \\| None</code> |" in body
    assert "### Metric.value { #Metric.value }" in body
    assert r"### Taxonomy.\_\_getitem\_\_ { #Taxonomy.getitem }" in made("en")["api/taxonomy.md"].body


def test_what_several_rooms_give_out_is_told_once():
    assert pages_by_path()["pcf.Element"] == pages_by_path()["pcf.taxonomy.Element"] == "api/views.md#Element"
    assert "[Element](views.md#Element)" in made("en")["api/taxonomy.md"].body


@pytest.mark.parametrize("lang", ["ru", "zh"])
def test_english_descriptions_are_marked_as_english(lang):
    body = made(lang)["api/taxonomy.md"].body
    assert '<div lang="en" markdown="1">' in body
    assert '<div lang="en"' not in made("en")["api/taxonomy.md"].body


def test_no_markup_of_docstrings_is_left():
    for path, page in made("en").items():
        prose = re.sub(r"^```.*?^```", "", page.body, flags=re.DOTALL | re.MULTILINE)
        assert not re.search(r"``[a-zA-Z]", prose), path
