"""The links between languages: each page leads to itself in the others, with no script.

What builds the pages knows only where each language begins. Every page stands at the same place in every language,
so the way there is the page's own address put behind it.
"""

from __future__ import annotations

import re

_TO_LANGUAGE = re.compile(r'(<a href="(?:\.\./)+(en|ru|zh)/)(?="\s+hreflang="\2")')

# Each names the home page of a language as this page in that language, and makes the theme ask for a map there.
# Search engines read the languages of a page from the map of the site.
_IN_HEAD = re.compile(r'[ \t]*<link rel="alternate" href="[^"]*" hreflang="(?:en|ru|zh)">\n?')


def with_switcher(text: str, place: str) -> str:
    """Return a page whose switcher leads to a place below each language, and whose head names no home pages.

    >>> with_switcher('<a href="../../ru/" hreflang="ru">', "map/")
    '<a href="../../ru/map/" hreflang="ru">'
    """
    return _TO_LANGUAGE.sub(lambda found: found[1] + place, _IN_HEAD.sub("", text))
