"""The hand-written pages of ``docs/<lang>``, with what they take from the model put in.

A line ``<!-- pcf: levels 10327 3 -->`` is a *directive*: a word of ``DIRECTIVES`` with its arguments. It is an
HTML comment, so that the page reads well where it is not put in. Pages that would be too heavy come in chapters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pcf.errors import DataError
from pcf.ids import LANGUAGES
from pcf.site import addresses
from pcf.site.addresses import link
from pcf.site.chapters import CODE, Chapter, Guides
from pcf.site.finding_list import with_links
from pcf.site.markdown import blocks, bullets, linked, section
from pcf.site.page import Kind, Margin, Page
from pcf.site.site_model import SiteModel

_DIRECTIVE = re.compile(r"<!-- pcf: ([a-z-]+)((?: [\w.-]+)*) -->")
_ASKS = re.compile(rf"{CODE}|(?P<asks><!--\s*pcf\b.*?(?:-->|$))", re.MULTILINE | re.IGNORECASE)  # however it is written
Directive = Callable[..., str]  # the model, the path of the page, then the arguments


def handwritten(model: SiteModel, directives: Mapping[str, Directive]) -> Iterator[Page]:
    """Read the pages of one language.

    Args:
        model: The language, where its pages are, and what directives take from.
        directives: Word to what it is replaced by.

    Raises:
        DataError: A directive is unknown or misspelt, or its arguments do not suit.
        ValueError: The headings of a long page differ between languages.
    """
    cut = guides(model)
    for chapter, text in cut.texts():
        filled = _filled(text, chapter, model, directives)
        body = blocks(filled, _contents(model, chapter), _ways(model, cut, chapter))
        yield Page(chapter.path, cut.title(chapter), body, _kind(chapter), hides=_hides(chapter))


def guides(model: SiteModel) -> Guides:
    """Read the pages of one language and cut the long ones; in the list of findings every code leads to its page.

    Raises:
        ValueError: The headings of a page differ between languages.
    """
    return Guides({one: _read(model.docs / one) for one in LANGUAGES}, model.lang)


def _read(root: Path) -> dict[str, str]:
    texts = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.md"))}
    return texts | {path: with_links(text) for path, text in texts.items() if path == addresses.FINDINGS}


def _filled(text: str, chapter: Chapter, model: SiteModel, directives: Mapping[str, Directive]) -> str:
    def put_in(found: re.Match[str]) -> str:
        if found["asks"] is None:
            return found[0]
        try:
            word, arguments = _directive(found)
            return directives[word](model, chapter.path, *arguments)
        except (KeyError, TypeError, ValueError, LookupError) as error:
            source = (model.docs / model.lang / chapter.source).read_text(encoding="utf-8")
            line = source.count("\n", 0, source.index(found[0])) + 1
            raise DataError(
                place=f"docs/{model.lang}/{chapter.source}:{line}",
                fault=f"{found[0]!r} cannot be put in: {error!r}",
                repair=f"one of {', '.join(sorted(directives))}, with arguments that exist, alone on its line",
            ) from error

    return _ASKS.sub(put_in, text)


def _directive(found: re.Match[str]) -> tuple[str, list[str]]:
    """Return the word and the arguments of a directive.

    Raises:
        ValueError: It is written otherwise, or is not alone on its line.
    """
    before, after = found.string[: found.start()], found.string[found.end() :]
    read = _DIRECTIVE.fullmatch(found[0])
    if read is None or before[-1:] not in {"", "\n"} or after[:1] not in {"", "\n"}:
        raise ValueError("<!-- pcf: WORD --> is expected")
    return read[1], read[2].split()


def _kind(chapter: Chapter) -> Kind:
    return "question" if chapter.source.startswith("questions/") else "guide"


def _hides(chapter: Chapter) -> tuple[Margin, ...]:
    """Return what the page goes without: the landing page wants the room."""
    return ("navigation", "toc") if chapter.path == addresses.HOME else ()


def _contents(model: SiteModel, chapter: Chapter) -> str:
    """Return the list of what a page is cut into; each line has the anchor that its heading had in the whole page."""
    lines = [f"{linked(part.title, link(chapter.path, part.path))}{{ #{part.anchor} }}" for part in chapter.parts]
    return section(model.say("Chapters"), bullets(lines), anchor="chapters") if lines else ""


def _ways(model: SiteModel, guides: Guides, chapter: Chapter) -> str:
    """Return the links of a chapter to the one before, the one after, and the whole."""
    whole = guides.pages[chapter.source]
    if chapter is whole:
        return ""
    before, after = guides.neighbours(chapter)
    ways = (
        (model.say("Part of"), whole),
        (model.say("Chapter before"), before if before is not whole else None),
        (model.say("Next chapter"), after),
    )
    links = bullets(
        model.say("{label}: {text}", label=label, text=linked(one.title, link(chapter.path, one.path)))
        for label, one in ways
        if one
    )
    return f"---\n\n{links}"  # a chapter may end with a list, which would take these lines in
