"""Finds what finishing reads in built HTML: elements with their attributes, by patterns, since a parser takes minutes.

The HTML is the theme's and ours: every ``<`` of a text is escaped, so that ``<a`` begins a tag and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

_ATTRIBUTE = re.compile(r"""([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_BODY = r"""((?:[^>"']|"[^"]*"|'[^']*')*)"""


def html_files(folder: Path) -> list[Path]:
    """Return every HTML file below a folder, in the same order on every machine."""
    return sorted(folder.rglob("*.html"))


def tag(*names: str) -> re.Pattern[str]:
    """Return what finds the opening tags of these elements: the name in group 1, the attributes in group 2.

    >>> tag("a", "img").search('<p><a href="x">')[2]
    ' href="x"'
    """
    return re.compile(rf"<({'|'.join(names)})(?=[\s/>]){_BODY}>", re.IGNORECASE)


def attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag, names in lower case, values as they are meant.

    >>> attributes(' HREF="a&amp;b" defer')
    {'href': 'a&b', 'defer': ''}
    """
    return {name.lower(): unescape(double or single or bare) for name, double, single, bare in _ATTRIBUTE.findall(text)}


def elements(text: str, found: re.Pattern[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield name and attributes of each element that ``tag`` finds."""
    for name, inside in found.findall(text):
        yield name.lower(), attributes(inside)
