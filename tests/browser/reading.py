"""Reads a built site as a crawler would: pages, what they name, where they lead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from lxml import etree

LANGUAGES = ("en", "ru", "zh")
MISSING = "404.html"
GUIDE = "guide"  # a hand-written page says no kind of its own
_KIND = re.compile(r'data-pagefind-filter="kind:([a-z_]+)"')
_LEADS_ON = 'http-equiv="refresh"'
_LOADS = {"script": "src", "link": "href", "img": "src", "image": "href", "use": "href", "source": "src"}


@dataclass
class Facts:
    """What one page names and where it leads."""

    anchors: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    repeated: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, text: str) -> Facts:
        """Read a page; thousands are read, so it is done by libxml2."""
        parser = etree.HTMLParser(target=cls(), huge_tree=True)
        parser.feed(text)
        return parser.close()

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """Take in one tag; the parser calls this."""
        if named := given.get("id"):
            if named in self.anchors:
                self.repeated.add(named)
            self.anchors.add(named)
        if tag == "a":
            self.anchors |= {given["name"]} if given.get("name") else set()
            self.links += [given[name] for name in ("href", "xlink:href") if name in given]
        elif tag == "meta" and given.get("http-equiv") == "refresh":
            self.links.append(given["content"].partition("url=")[2])
        elif tag in _LOADS and given.get("rel") not in ("canonical", "alternate"):
            self.loads += [given[name] for name in (_LOADS[tag], "xlink:href") if name in given]

    def close(self) -> Facts:
        """Hand over what was found; the parser calls this at the end."""
        return self


class Site:
    """A built site on disk. Pages are named by their file: ``ru/id/10388/index.html``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._facts: dict[str, Facts] = {}
        self._marks: dict[str, tuple[bool, str]] = {}

    @cached_property
    def files(self) -> frozenset[str]:
        return frozenset(path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if path.is_file())

    @cached_property
    def pages(self) -> list[str]:
        return sorted(name for name in self.files if name.endswith(".html"))

    def of(self, lang: str) -> list[str]:
        """Return the pages of one language, without the one for missing pages."""
        return [name for name in self.pages if name.startswith(f"{lang}/") and not name.endswith(MISSING)]

    def text(self, page: str) -> str:
        return (self.root / page).read_text(encoding="utf-8")

    def facts(self, page: str) -> Facts:
        if page not in self._facts:
            self._facts[page] = Facts.of(self.text(page))
        return self._facts[page]

    def leads_on(self, page: str) -> bool:
        """Whether a page holds nothing but the way to another."""
        return self._mark(page)[0]

    def kind(self, page: str) -> str:
        return self._mark(page)[1]

    def _mark(self, page: str) -> tuple[bool, str]:
        if page not in self._marks:
            text = self.text(page)
            found = _KIND.search(text)
            self._marks[page] = _LEADS_ON in text, found[1] if found else GUIDE
        return self._marks[page]

    def kinds(self, lang: str) -> dict[str, list[str]]:
        """Return the pages of a language by kind; those that lead on are left out."""
        by_kind: dict[str, list[str]] = {}
        for page in self.of(lang):
            if not self.leads_on(page):
                by_kind.setdefault(self.kind(page), []).append(page)
        return by_kind

    def samples(self) -> list[str]:
        """Return addresses below a language: of each kind of page the heaviest, and each tool and the home page."""
        chosen = {""}
        for kind, pages in self.kinds("ru").items():
            heaviest = max(pages, key=lambda page: (self.root / page).stat().st_size)
            chosen |= {address(page) for page in (pages if kind == "tool" else [heaviest])}
        return sorted(chosen)

    def target(self, page: str, link: str) -> tuple[str, str] | None:
        """Return file and anchor that a link of a page leads to; ``None`` if it leaves the site.

        The file is what a host would answer with: of a folder its ``index.html``.
        """
        found = _target(page.rpartition("/")[0], link)
        return (found[0] or page, found[1]) if found else None


@lru_cache(maxsize=200_000)
def _target(folder: str, link: str) -> tuple[str, str] | None:
    """Return file and anchor of a link in a page of a folder; an empty file is the page itself."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if not path:
        return "", unquote(parts.fragment)
    name = normpath(join("/", folder, path)).lstrip("/")
    if path.endswith(("/", "/.", "/..")) or path in (".", ".."):
        name = f"{name}/index.html".lstrip("/")
    return name, unquote(parts.fragment)


def address(page: str) -> str:
    """Return where a page stands below its language, as its readers know it.

    >>> address("ru/id/10388/index.html"), address("en/index.html")
    ('id/10388/', '')
    """
    return page.partition("/")[2].removesuffix("index.html")
