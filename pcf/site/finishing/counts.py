"""Every page that was written has its HTML, in every language."""

from __future__ import annotations

from pathlib import Path

from pcf.errors import DataError
from pcf.ids import LANGUAGES
from pcf.site.addresses import address
from pcf.site.finishing.markup import html_files

MISSING_PAGE = "404.html"


def check_pages(public: Path, sources: Path) -> int:
    """Return how many pages all languages have together.

    Args:
        public: The folder of the built languages.
        sources: The folder that holds ``LANGUAGE/docs``, what they were built from.

    Raises:
        DataError: A page has no HTML, an HTML file has no source, or a language lacks what another has.
    """
    found = {lang: _built(public / lang) for lang in LANGUAGES}
    for lang in LANGUAGES:
        wanted = _written(sources / lang / "docs")
        _compare(wanted, found[lang], f"{lang}, beside its sources")
        _compare(found[LANGUAGES[0]], found[lang], f"{lang}, beside {LANGUAGES[0]}")
    return sum(map(len, found.values()))


def _built(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in html_files(folder)} - {MISSING_PAGE}


def _written(folder: Path) -> set[str]:
    """Return the HTML files that a folder of sources becomes: pages, and addresses that lead on as they are."""
    pages = {address(path.relative_to(folder).as_posix()) + "index.html" for path in folder.rglob("*.md")}
    return pages | {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


def _compare(wanted: set[str], found: set[str], place: str) -> None:
    if not wanted:
        raise DataError(place=place, fault="no page was found", repair="python -m pcf.site writes the sources")
    if differ := sorted(wanted ^ found):
        raise DataError(
            place=place,
            fault=f"{len(wanted - found)} pages lack, {len(found - wanted)} are too many: {', '.join(differ[:5])}",
            repair="build every language from fresh sources",
        )
