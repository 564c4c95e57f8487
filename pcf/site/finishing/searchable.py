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
_PARTS = re.compile(r"<[^>]*>|[^<]+")
_CELL_ENDS = re.compile(r"</t[dh]>(?=\s*<t[dh]\b)|</dt>(?=\s*<dd\b)")
_KIND = re.compile(r'data-pagefind-filter="kind:\w+"')
_WITHIN_A_LINE = re.compile(r"</?(?:a|abbr|b|code|em|i|kbd|mark|small|span|strong|sub|sup)\b")
_CHINESE = r"\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"  # characters and their punctuation
_BORDER = re.compile(rf"(?<=[{_CHINESE}])(?=\S)|(?<=\S)(?=[{_CHINESE}])")
# What is set apart here is told from what its writer set apart by a sign without width and without meaning.
_APART = " \u2060"
_USUAL_KIND = "guide"
_EXAMPLES = re.compile(r"<pre\b")  # what a program prints names much that the page is not about
_OWN_IDS = re.compile(r'(?<=<p class="pcf-ids">)[^<]*')
_ID = re.compile(r"\d{5,}")  # whoever types an id wants the page that has it, not those that name it


def searchable(page: str, lang: str) -> str:
    """Return what Pagefind reads of a built page; an empty string where it has no article with a heading.

    Args:
        page: HTML.
        lang: The language whose endings Pagefind takes off.
    """
    article = _ARTICLE.search(page)
    if not article or not _HEADING.search(article[1]):
        return ""
    read = in_characters(_CELL_ENDS.sub(r" · \g<0>", _UNREAD.sub("", article[1])))  # which no excerpt has
    marked = "" if _KIND.search(read) else f'<p hidden data-pagefind-filter="kind:{_USUAL_KIND}"></p>'
    weighed = _EXAMPLES.sub('<pre data-pagefind-weight="0.2"', _OWN_IDS.sub(_with_weight, read))
    body = f'<div data-pagefind-weight="1">{weighed}</div>'  # or a heading would outweigh, and fill every excerpt
    return f'<!doctype html><html lang="{escape(lang)}"><body>{body}{marked}</body></html>'


def in_characters(html: str) -> str:
    """Set every Chinese character apart from what stands beside it, also beyond a tag within the line.

    What sets apart is a space and a sign that the script which shows results takes away again, and nothing else.

    >>> in_characters("PCF 管理，<b>6</b>").replace("\u2060", "|")
    'PCF 管 |理 |，<b> |6</b>'
    """
    parts, last = [], ""
    for part in _PARTS.findall(html):
        if part.startswith("<"):
            last = last if _WITHIN_A_LINE.match(part) else ""
            parts.append(part)
        else:
            apart = _BORDER.sub(_APART, last + part)
            parts.append(apart.removeprefix(last))
            last = part[-1]
    return "".join(parts)


def _with_weight(ids: re.Match[str]) -> str:
    return _ID.sub(r'<span data-pagefind-weight="10">\g<0></span>', ids[0])
