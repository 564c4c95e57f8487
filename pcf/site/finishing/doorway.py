"""The pages above the languages: the one that leads to a language, and the one for addresses that do not exist."""

from __future__ import annotations

from html import escape
from importlib.resources import files
from pathlib import Path

from pcf.errors import N_
from pcf.excel.layout import LANGUAGE_NAMES
from pcf.i18n import Translator
from pcf.ids import LANGUAGES, Language
from pcf.site import addresses
from pcf.site.finishing.counts import MISSING_PAGE
from pcf.source import bundle

DOOR_SCRIPT = "door.js"

_TITLE = N_("PCF, customer service")
_PROMISE = N_(
    "The PCF category of customer service as a model, and a kit to assess and measure an organisation against it"
)
_MISSING = N_("This page does not exist")
_WAYS = (
    (addresses.HOME, N_("Start page")),
    (addresses.MAP, N_("Map of the category")),
    (addresses.SEARCH, N_("Search")),
)

_NO_ICON = '<link rel="icon" href="data:,">\n'  # otherwise browsers ask the host for one

# Both pages stand alone, so that they work from any address; colours are those of the reader's system.
_STYLE = """
:root { background: Canvas; color: CanvasText; color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
body { box-sizing: border-box; margin: 0 auto; max-width: 60rem; padding: 2rem 1rem }
ul { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)) }
ul { list-style: none; padding: 0 }
li > * { border: 1px solid; border-radius: .5rem; display: block; height: 100%; padding: 1.25rem }
* { box-sizing: border-box }
li > a { color: inherit; text-decoration: none }
li > a:hover strong { text-decoration: underline }
a:focus-visible { outline: 3px solid Highlight; outline-offset: 3px }
h1 span { display: block; font-size: 1.6rem; line-height: 1.3 }
strong, h2 { display: block; font-size: 1.4rem; margin: 0 0 .5rem }
div a { display: inline-block; margin-right: 1rem; padding: .25rem 0 }
footer { font-size: .8rem; margin-top: 3rem }
"""


def write_doorway(public: Path, base: str = "/") -> None:
    """Write the page that leads to a language, its script, and what stands for missing pages.

    Args:
        public: The folder of the built languages.
        base: The path under which it will stand at its host: a missing page has no address to count from.
    """
    (public / "index.html").write_text(door(), encoding="utf-8")
    (public / DOOR_SCRIPT).write_bytes(files("pcf.site.finishing").joinpath(DOOR_SCRIPT).read_bytes())
    (public / MISSING_PAGE).write_text(missing(base, LANGUAGES), encoding="utf-8")
    for lang in LANGUAGES:
        first = (lang, *(other for other in LANGUAGES if other != lang))
        (public / lang / MISSING_PAGE).write_text(missing(base, first), encoding="utf-8")


def door() -> str:
    """Return the page that leads to a language: links, and a script that follows one of them."""
    cards = "".join(
        f'<li><a href="{lang}/" hreflang="{lang}" lang="{lang}"><strong>{LANGUAGE_NAMES[lang]}</strong>'
        f"{_said(lang, _PROMISE)}</a></li>\n"
        for lang in LANGUAGES
    )
    heading = "".join(f'<span lang="{lang}">{_said(lang, _TITLE)}</span>\n' for lang in LANGUAGES)
    notice = f'<footer lang="en">{escape(bundle().notices[0].text)}</footer>'
    script = f'<script src="{DOOR_SCRIPT}" defer></script>\n'
    body = f"<h1>{heading}</h1>\n<ul>\n{cards}</ul>\n"
    return _document("en", _in_each(_TITLE, LANGUAGES), body, script, notice)


def missing(base: str, order: tuple[Language, ...]) -> str:
    """Return the page for addresses that do not exist.

    Args:
        base: The path of the site at its host, with a slash at both ends.
        order: The languages, that of the reader first.
    """
    cards = "".join(f'<li lang="{lang}"><div>{_ways(base, lang)}</div></li>\n' for lang in order)
    body = f"<h1>404</h1>\n<ul>\n{cards}</ul>\n"
    return _document(order[0], _in_each(_MISSING, order), body, '<meta name="robots" content="noindex">\n')


def _ways(base: str, lang: Language) -> str:
    links = "".join(
        f'<a href="{escape(base)}{lang}/{addresses.address(page)}" hreflang="{lang}">{_said(lang, name)}</a>\n'
        for page, name in _WAYS
    )
    return f"<h2>{_said(lang, _MISSING)}</h2>\n{links}"


def _said(lang: Language, message: str) -> str:
    return escape(Translator(lang)(message))


def _in_each(message: str, order: tuple[Language, ...]) -> str:
    return " · ".join(dict.fromkeys(Translator(lang)(message) for lang in order))


def _document(lang: Language, title: str, body: str, head: str, foot: str = "") -> str:
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        f"{_NO_ICON}<style>{_STYLE}</style>\n{head}</head>\n<body>\n<main>\n{body}</main>\n{foot}\n</body>\n</html>\n"
    )
