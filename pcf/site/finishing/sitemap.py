"""What search engines read: the map of all languages, and who may read what."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin
from xml.sax.saxutils import escape, quoteattr

from pcf.ids import LANGUAGES
from pcf.site.finishing.markup import html_files

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
_NOT_TO_INDEX = 'name="robots" content="noindex"'


def write_sitemap(public: Path, url: str = "") -> int:
    """Write one map of all languages, or none where nobody knows their address. Return how many pages are in it.

    Args:
        public: The folder of the built languages; maps of a single one are taken away.
        url: Where it will stand, with a slash at its end.
    """
    for lang in LANGUAGES:
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            (public / lang / name).unlink(missing_ok=True)
    robots = "User-agent: *\nAllow: /\n"
    places = _places(public) if url else []
    if url:
        robots += f"Sitemap: {url}sitemap.xml\n"
        rows = "".join(_row(url, place, lang) for place in places for lang in LANGUAGES)
        (public / "sitemap.xml").write_text(f"{_HEAD}{rows}</urlset>\n", encoding="utf-8")
    (public / "robots.txt").write_text(robots, encoding="utf-8")
    return len(places) * len(LANGUAGES)


def _places(public: Path) -> list[str]:
    """Return the addresses of the pages, the same in every language; those that only lead on are none."""
    root = public / LANGUAGES[0]
    kept = [path for path in html_files(root) if path.name == "index.html" and _to_index(path)]
    return [place if (place := f"{path.parent.relative_to(root).as_posix()}/") != "./" else "" for path in kept]


def _to_index(path: Path) -> bool:
    return _NOT_TO_INDEX not in path.read_text(encoding="utf-8")


def versions(url: str, place: str) -> dict[str, str]:
    """Return the addresses of a page: of each language, and of what suits nobody in particular.

    >>> versions("https://example.org/pcf/", "map/")["ru"]
    'https://example.org/pcf/ru/map/'
    """
    own = {lang: urljoin(url, f"{lang}/{place}") for lang in LANGUAGES}
    return own | {"x-default": own["en"] if place else url}


def _row(url: str, place: str, lang: str) -> str:
    pages = versions(url, place)
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(target)}/>' for code, target in pages.items()
    )
    return f"<url><loc>{escape(pages[lang])}</loc>{others}</url>\n"
