"""What an element is called: by organisations, by other translators, in other languages."""

from __future__ import annotations

from pcf.excel.layout import LANGUAGE_NAMES
from pcf.ids import LANGUAGES
from pcf.site.markdown import blocks, bullets, fold, plain, section
from pcf.site.pages.frame import html
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element


def words(model: SiteModel, element: Element) -> str:
    """Return the synonyms, statements of organisations and other names of an element."""
    say = model.say
    others = [lang for lang in LANGUAGES if lang != model.lang]
    return section(
        say("Other words for it"),
        blocks(
            _named(say("Also called"), plain(say("; ").join(element.synonyms))),
            _listed(say("As organisations put it"), [plain(one) for one in element.examples]),
            _listed(say("Other translators say"), _alternatives(model, element)),
            fold(
                say("Words for it in the other languages"),
                blocks(*(_in_language(element, lang) for lang in others)),
            ),
        ),
        anchor="words",
    )


def _named(label: str, text: str) -> str:
    return f"**{plain(label)}**: {text}" if text else ""


def _listed(label: str, lines: list[str]) -> str:
    return f"**{plain(label)}**\n\n{bullets(lines)}" if lines else ""


def _alternatives(model: SiteModel, element: Element) -> list[str]:
    sources = {source.id: source.title for source in model.taxonomy.bundle.sources}
    return [
        plain(
            model.say(
                "{text} (PCF {edition}; {source})", text=one.name, edition=one.edition, source=sources[one.source]
            )
        )
        for one in element.record.alternatives
        if one.language == model.lang
    ]


def _in_language(element: Element, lang: str) -> str:
    """Return names, synonyms and statements in one other language: search finds the page by them."""
    said = [
        *(getattr(element.words.synonyms, lang)),
        *(getattr(element.words.examples, lang)),
        *(one.name for one in element.record.alternatives if one.language == lang),
    ]
    if not said:
        return ""
    items = "".join(f"<li>{html(one)}</li>" for one in said)
    name = next(text for code, text in LANGUAGE_NAMES.items() if code == lang)
    return f'<div lang="{lang}"><p>{html(name)}</p><ul>{items}</ul></div>'
