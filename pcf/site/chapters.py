"""Hand-written pages too heavy for one page of the site, cut at their headings into chapters.

A page ``complaints.md`` that is longer than ``LONGEST`` in any language becomes ``complaints.md``, with its opening
and the list of its chapters, and ``complaints/the-report.md`` and the like; a chapter that is still too long is cut
in the same way. All languages are cut alike, and chapters have the names that the English headings give, so that the
language switch keeps the page. Links and anchors of all hand-written pages follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from posixpath import dirname, join, normpath

from pymdownx.slugs import slugify

from pcf.ids import Language
from pcf.site.addresses import link

LONGEST = 24_000  # bytes of UTF-8: as HTML, with what stands around it on every page, some 55 KB
CODE_WEIGHS = 2.8  # times what text does, once it is HTML with a colour for every word

_TICKED = r"(?P<ticks>`+)[\s\S]+?(?<!`)(?P=ticks)(?!`)"
_FENCED = r"^[ \t]*(?P<fence>`{3,}|~{3,})[^\n]*\n[\s\S]*?^[ \t]*(?P=fence)[ \t]*$"
_BLOCK = re.compile(_FENCED, re.MULTILINE)
CODE = rf"{_FENCED}|{_TICKED}"  # what a reader of Markdown has to leave alone; with re.MULTILINE
_HEADING = re.compile(
    rf"{_FENCED}|^(?P<signs>\#{{1,6}}) +(?P<title>[^\n]*?)(?: *\{{ *\#(?P<id>[\w-]+) *\}})?[ \t]*$", re.MULTILINE
)
_LINK = re.compile(rf"{CODE}|\]\((?P<to>[^()\s]+)\)", re.MULTILINE)
_slug = slugify(case="lower")  # the one that mkdocs.yml names


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page as the site has it: a hand-written page, or a part of one.

    Attributes:
        path: Where it stands: ``findings/cells.md``.
        source: The hand-written page that it is, or is cut from.
        title: Plain text of its first heading.
        anchor: The name that this heading had before anything was cut; of a whole page, none.
        text: Markdown as it is written: headings and links are still those of the source.
        level: The level of its first heading in the source.
        parts: What it is cut into; then the text is its opening alone.
    """

    path: str
    source: str
    title: str
    anchor: str
    text: str
    level: int
    parts: tuple[Chapter, ...] = ()

    def all(self) -> Iterator[Chapter]:
        """Yield it and everything that it is cut into, in the order of the source."""
        yield self
        for part in self.parts:
            yield from part.all()


class Guides:
    """The hand-written pages of one language, cut where that is needed."""

    def __init__(self, texts: Mapping[Language, Mapping[str, str]], lang: Language) -> None:
        """Cut the pages.

        Args:
            texts: Language to path to Markdown; every language has the same pages with the same headings.
            lang: The language to speak.

        Raises:
            ValueError: The headings of a page to cut differ between languages.
        """
        self.pages: Mapping[str, Chapter] = {
            path: _whole(path, {one: found[path] for one, found in texts.items() if path in found}, lang)
            for path in texts[lang]
        }
        self._places: dict[tuple[str, str], tuple[str, str]] = {}
        for page in self.pages.values():
            if page.parts:
                self._places |= _places(page)

    def texts(self) -> Iterator[tuple[Chapter, str]]:
        """Yield every page and chapter with its Markdown: headings begin at 1, links lead where things stand now."""
        for page in self.pages.values():
            for chapter in page.all():
                yield chapter, self.moved(_raised(chapter), chapter.source, chapter.path)

    def moved(self, text: str, source: str, here: str) -> str:
        """Return Markdown of a hand-written page with its links as another page needs them.

        Args:
            text: Markdown; code in it is left alone.
            source: The page whose links these are.
            here: The page that will hold the text.
        """

        def lead(found: re.Match[str]) -> str:
            to = found["to"]
            if to is None or ":" in to:
                return found[0]
            path, _, anchor = to.partition("#")
            target = normpath(join(dirname(source), path)) if path else source
            path, anchor = self._places.get((target, anchor), (target, anchor))
            mark = f"#{anchor}" if anchor else ""
            return f"]({mark if mark and path == here else link(here, path + mark)})"

        return _LINK.sub(lead, text)

    def title(self, chapter: Chapter) -> str:
        """Return how a page is named where its guide is not in sight, as in search results."""
        whole = self.pages[chapter.source]
        return chapter.title if chapter is whole else f"{chapter.title} · {whole.title}"

    def neighbours(self, chapter: Chapter) -> tuple[Chapter | None, Chapter | None]:
        """Return what comes before and after a chapter within the hand-written page that it is cut from."""
        line = list(self.pages[chapter.source].all())
        at = line.index(chapter)
        return (line[at - 1] if at else None), (line[at + 1] if at + 1 < len(line) else None)


def anchors(text: str) -> Iterator[tuple[int, str, str]]:
    r"""Yield level, title and anchor of every heading, as the page that is made of the text has them.

    >>> list(anchors("# One\n\n## Two `a`\n\n## Two a"))
    [(1, 'One', 'one'), (2, 'Two a', 'two-a'), (2, 'Two a', 'two-a_1')]
    """
    taken: set[str] = set()
    for found in _HEADING.finditer(text):
        if found["signs"]:
            title = found["title"].replace("`", "")
            anchor = name = found["id"] or _slug(title, "-")
            count = 0
            while anchor in taken:
                count += 1
                anchor = f"{name}_{count}"
            taken.add(anchor)
            yield len(found["signs"]), title, anchor


def weight(text: str) -> float:
    r"""Return how heavy Markdown is on a page, in bytes of text.

    >>> weight("ключ"), round(weight("```\n1\n```"), 1)
    (8.0, 25.2)
    """
    coloured = sum(len(found[0].encode()) for found in _BLOCK.finditer(text))
    return len(text.encode()) + (CODE_WEIGHS - 1) * coloured


def _whole(path: str, texts: Mapping[Language, str], lang: Language) -> Chapter:
    title = next((title for _, title, _ in anchors(texts[lang])), path)
    return _cut(Chapter(path, path, title, "", texts[lang], 1), texts, lang)


def _cut(whole: Chapter, texts: Mapping[Language, str], lang: Language) -> Chapter:
    """Cut a page or a chapter if it is too long in any language; ``texts`` has it in each of them.

    Raises:
        ValueError: The headings differ between languages.
    """
    if max(weight(text) for text in texts.values()) <= LONGEST:
        return whole
    below = whole.level + 1
    split = {one: _split(text, below) for one, text in texts.items()}
    if len({len(parts) for parts in split.values()}) > 1:
        raise ValueError(f"{whole.path} has other headings in another language")
    if len(split[lang]) == 1:
        return whole
    names = [anchor for level, _, anchor in anchors(texts["en"]) if level == below]
    heads = [(title, anchor) for level, title, anchor in anchors(texts[lang]) if level == below]
    parts = []
    for number, (name, (title, anchor)) in enumerate(zip(names, heads, strict=True), start=1):
        path = f"{whole.path.removesuffix('.md')}/{name}.md"
        part = Chapter(path, whole.source, title, anchor, split[lang][number], below)
        parts.append(_cut(part, {one: found[number] for one, found in split.items()}, lang))
    return replace(whole, text=split[lang][0], parts=tuple(parts))


def _split(text: str, level: int) -> list[str]:
    """Return what stands before the first heading of a level, then each of them with what is below it."""
    starts = [found.start() for found in _HEADING.finditer(text) if found["signs"] and len(found["signs"]) == level]
    return [text[begin:end] for begin, end in pairwise([0, *starts, len(text)])]


def _raised(chapter: Chapter) -> str:
    def raise_one(found: re.Match[str]) -> str:
        return found[0][chapter.level - 1 :] if found["signs"] else found[0]

    return _HEADING.sub(raise_one, chapter.text)


def _places(page: Chapter) -> dict[tuple[str, str], tuple[str, str]]:
    """Return for every anchor of a source the page that has it now, and its anchor there; none is the page itself."""
    now = [
        (chapter.path, "" if number == 0 else anchor)
        for chapter in page.all()
        for number, (_, _, anchor) in enumerate(anchors(chapter.text))
    ]
    whole = "".join(chapter.text for chapter in page.all())
    return {(page.source, anchor): place for (_, _, anchor), place in zip(anchors(whole), now, strict=True)}
