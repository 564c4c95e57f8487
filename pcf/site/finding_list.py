"""The list of codes in ``docs/<lang>/findings.md``: a table row a code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pcf.site import addresses
from pcf.site.chapters import Chapter, Guides

_ROW = re.compile(r"^\| `(?P<code>[a-z-]+)` \|", re.MULTILINE)
_LINKED_ROW = re.compile(r"^\| \[`(?P<code>[a-z-]+)`\][^|]*\|(?P<rest>.*)\|[ \t]*$", re.MULTILINE)
_EFFECT = re.compile(r"^\| (?P<severity>\w+) \| (?P<effect>[^|\n]+) \|$", re.MULTILINE)
_CELL_ENDS = re.compile(r"(?<!\\)\|")
_DITTO = frozenset(
    {"the same", "то же", "同上"}
)  # the way out of the row above; no row stands above on a page of its own


@dataclass(frozen=True, slots=True)
class ListedCode:
    """A row of the list.

    Attributes:
        code: What it explains.
        standing: The severity of a finding in words, or the exit code of an error.
        meaning: Markdown, with the links of the list.
        way_out: The same; may be empty.
        chapter: Where on the site the row stands.
    """

    code: str
    standing: str
    meaning: str
    way_out: str
    chapter: Chapter


def listed(guides: Guides) -> Iterator[ListedCode]:
    """Yield every code that the list explains, in its order.

    Args:
        guides: The hand-written pages; the list in them went through ``with_links``.

    Raises:
        ValueError: A row has not four cells.
    """
    above = ""
    for chapter in guides.pages[addresses.FINDINGS].all():
        for row in _LINKED_ROW.finditer(chapter.text):
            standing, meaning, way_out = (cell.strip() for cell in _CELL_ENDS.split(row["rest"]))
            above = above if way_out in _DITTO else way_out
            yield ListedCode(row["code"], standing, meaning, above, chapter)


def effects(guides: Guides) -> dict[str, str]:
    """Return severity in words to what it does to a run, as the opening of the list says."""
    _, _, rows = guides.pages[addresses.FINDINGS].text.partition("|---|---|")
    return {found["severity"]: found["effect"] for found in _EFFECT.finditer(rows)}


def with_links(text: str) -> str:
    """Return the list with every code a link to its page and an anchor.

    >>> with_links("| `boolean` | error | a cell | type it |")
    '| [`boolean`](finding/boolean.md){ #boolean } | error | a cell | type it |'
    """
    return _ROW.sub(lambda row: f"| [`{row[1]}`]({addresses.finding_page(row[1])}){{ #{row[1]} }} |", text)
