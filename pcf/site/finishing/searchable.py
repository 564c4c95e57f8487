"""What of a page is searched: its article alone, with Chinese cut into single characters.

Pagefind cuts Chinese into words while it builds, and the browser cuts a query in another way: what one joins the
other parts, and pages are lost. Cut into characters, any run of them is found as a phrase, of whatever length.
"""

from __future__ import annotations

import re
from html import escape

_ARTICLE = re.compile(r'<article class="md-content__inner[^>]*>(.*?)</article>', re.DOTALL)
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_UNREAD = re.compile(r'<(script|style|svg|nav)\b.*?</\1>|<a class="headerlink".*?</a>|<!--.*?-->', re.DOTALL)
_TEXT = re.compile(r"(?<=>)[^<]+")
_CELL_ENDS = re.compile(r"</t[dh]>(?=\s*<t[dh]\b)")
_KIND = re.compile(r'data-pagefind-filter="kind:(\w+)"')
_CHINESE = r"\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"  # characters and their punctuation
_BESIDE_CHINESE = re.compile(rf"(?<=[{_CHINESE}])(?!\s)|(?<!\s)(?=[{_CHINESE}])")
_USUAL_KIND = "guide"
# Short pages that name a thing beside others would come before the page that is about it.
_WEIGHTS = {"finding": 0.4, "api": 0.5, "list": 0.5, "measure": 0.6}


def searchable(page: str, lang: str) -> str:
    """Return what Pagefind reads of a built page; an empty string where it has no article with a heading.

    Args:
        page: HTML.
        lang: The language whose endings Pagefind takes off.
    """
    article = _ARTICLE.search(page)
    if not article or not _HEADING.search(article[1]):
        return ""
    plain = _CELL_ENDS.sub(" · </td>", _UNREAD.sub("", article[1]))  # an excerpt has no columns
    read = _TEXT.sub(lambda text: in_characters(text[0]), plain)
    kind = said[1] if (said := _KIND.search(read)) else _USUAL_KIND
    body = f'<div data-pagefind-weight="{_WEIGHTS.get(kind, 1)}">{read}</div>'
    marked = "" if said else f'<p hidden data-pagefind-filter="kind:{kind}"></p>'
    return f'<!doctype html><html lang="{escape(lang)}"><body>{body}{marked}</body></html>'


def in_characters(text: str) -> str:
    """Set every Chinese character apart, also from what stands beyond a tag; the script that shows results joins them.

    >>> in_characters("PCF 管理投诉，6.2.3"), in_characters("投诉")
    ('PCF 管 理 投 诉 ， 6.2.3', ' 投 诉 ')
    """
    return _BESIDE_CHINESE.sub(" ", text)
