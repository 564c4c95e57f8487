"""The sources of the site: the same pages in three languages, and a navigation that agrees with the model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import pcf
from pcf.ids import LANGUAGES
from pcf.site import SiteModel
from pcf.site.addresses import element_page
from pcf.site.writing import site_files

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
CONFIGS = {"en": ROOT / "mkdocs.yml", "ru": DOCS / "mkdocs.ru.yml", "zh": DOCS / "mkdocs.zh.yml"}


class _Loader(yaml.SafeLoader):
    """Reads the configuration without running what it names."""


_LOADER_KEEPS = ("!ENV", "tag:yaml.org,2002:python/")


def _kept(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> str:
    return suffix


for prefix in _LOADER_KEEPS:
    _Loader.add_multi_constructor(prefix, _kept)


def config(lang: str) -> dict:
    return yaml.load(CONFIGS[lang].read_text(encoding="utf-8"), _Loader)


def paths(nav: list | dict | str) -> Iterator[str]:
    """Yield the pages of a navigation in order."""
    if isinstance(nav, str):
        yield nav
    else:
        for entry in nav.values() if isinstance(nav, dict) else nav:
            yield from paths(entry)


def shape(nav: list | dict | str) -> object:
    """Return a navigation with its titles left out."""
    if isinstance(nav, str):
        return nav
    return [shape(entry) for entry in (nav.values() if isinstance(nav, dict) else nav)]


@pytest.fixture(scope="module")
def sources() -> dict[str, dict[str, bytes]]:
    """Every file of each language by its path."""
    return {lang: {file.path: file.content for file in site_files(SiteModel(lang, DOCS))} for lang in LANGUAGES}


def test_the_navigation_is_the_same_in_three_languages():
    assert shape(config("en")["nav"]) == shape(config("ru")["nav"]) == shape(config("zh")["nav"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_titles_of_the_navigation_are_told_in_the_language(lang: str):
    """A title is left out only where the page's own is shown, so only ids of groups look alike."""

    def titles(nav: list | dict | str) -> Iterator[str]:
        if isinstance(nav, dict):
            yield from nav
        if not isinstance(nav, str):
            for entry in nav.values() if isinstance(nav, dict) else nav:
                yield from titles(entry)

    told, english = list(titles(config(lang)["nav"])), set(titles(config("en")["nav"]))
    assert len(told) > 20
    if lang != "en":
        assert {title for title in told if title in english} <= {f"6.{number}" for number in range(1, 6)}


def test_the_navigation_holds_the_groups_and_processes_of_the_model_in_printed_order():
    wanted = [element_page(element.id) for element in pcf.load() if element.level in (1, 2, 3)]
    assert [path for path in paths(config("en")["nav"]) if path.startswith("id/")] == wanted


@pytest.mark.long
def test_every_page_of_the_navigation_is_written(sources: dict[str, dict[str, bytes]]):
    for lang in LANGUAGES:
        assert not [path for path in paths(config(lang)["nav"]) if path not in sources[lang]]


@pytest.mark.long
def test_the_three_languages_have_the_same_files(sources: dict[str, dict[str, bytes]]):
    names = ("pcf.json", "pcf.schema.json", "pcf-csv.zip", "pcf.ttl", "pcf.jsonld")
    shared = {f"downloads/{name}" for name in names}  # they speak all languages at once, and stand once
    assert shared <= sources["en"].keys()
    own = {lang: {path.replace(f"pcf-{lang}.", "pcf-LANG.") for path in sources[lang]} - shared for lang in LANGUAGES}
    assert own["en"] == own["ru"] == own["zh"]
    assert len([path for path in sources["en"] if path.endswith(".md")]) > 1000


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_are_written_the_same_twice(sources: dict[str, dict[str, bytes]], lang: str):
    again = {file.path: file.content for file in site_files(SiteModel(lang, DOCS))}
    assert not [path for path, content in again.items() if sources[lang][path] != content]


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_begins_with_its_title_and_tells_nothing_of_where_it_was_built(
    sources: dict[str, dict[str, bytes]], lang: str
):
    for path, content in sources[lang].items():
        if path.endswith(".md"):
            text = content.decode()
            body = text.split("\n---\n", 1)[1] if text.startswith("---\n") else text
            assert body.lstrip().startswith(("# ", "<")), path
            assert str(ROOT) not in text, path
            assert 'href="/' not in text, path
