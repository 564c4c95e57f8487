"""What an element is called: by organisations, by other translators, in other languages."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.excel.layout import LANGUAGE_NAMES
from pcf.ids import LANGUAGES, Language
from pcf.site.markdown import blocks, fold, section
from pcf.site.pages.frame import html
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element
from pcf.views import beside_owner


def words(model: SiteModel, element: Element) -> str:
    """Return the synonyms, statements of organisations and other names of an element."""
    others = [lang for lang in LANGUAGES if lang != model.lang]
    return section(
        model.say("Other words for it"),
        blocks(
            _in_language(model, element, model.lang),
            fold(
                model.say("Words for it in the other languages"),
                blocks(*(_other_language(model, element, lang) for lang in others)),
            ),
        ),
        anchor="words",
    )


def _other_language(model: SiteModel, element: Element, lang: Language) -> str:
    """Return the words of one other language below its name: search finds the page by them."""
    said = _in_language(model, element, lang)
    return blocks(f'<p lang="{lang}"><strong>{html(LANGUAGE_NAMES[lang])}</strong></p>', said) if said else ""


def _in_language(model: SiteModel, element: Element, lang: Language) -> str:
    """Return names, statements and translations in one language, each kind below its label."""
    say = model.say
    return blocks(
        _named(model, lang, say("Also called"), element.words.synonyms.spoken(lang)),
        _listed(lang, say("As organisations call it"), _own_names(model, element, lang)),
        _listed(lang, say("As organisations put it"), element.words.examples.spoken(lang)),
        _listed(lang, say("Other translators say"), _alternatives(model, element, lang)),
    )


def _named(model: SiteModel, lang: Language, label: str, names: Sequence[str]) -> str:
    """Return short names in a line of raw HTML: the label is in the language of the page, they may be in another."""
    said = f'<span lang="{lang}">{html(model.say("; ").join(names))}</span>'
    line = model.say("{label}: {text}", label=f"<strong>{html(label)}</strong>", text=said)
    return f"<p>{line}</p>" if names else ""


def _listed(lang: Language, label: str, said: Sequence[str]) -> str:
    """Return longer texts as a list in raw HTML, below their label."""
    items = "".join(f"<li>{html(one)}</li>" for one in said)
    return f'<p><strong>{html(label)}</strong></p>\n<ul lang="{lang}">{items}</ul>' if said else ""


def _own_names(model: SiteModel, element: Element, lang: Language) -> list[str]:
    own = () if element.has_earlier_meaning else element.record.own_names
    return [beside_owner(one.name.spoken(lang), one.owner, model.taxonomy) for one in own]


def _alternatives(model: SiteModel, element: Element, lang: Language) -> list[str]:
    sources = {source.id: source.title for source in model.taxonomy.bundle.sources}
    return [
        model.say("{text} (PCF {edition}; {source})", text=one.name, edition=one.edition, source=sources[one.source])
        for one in element.record.alternatives
        if one.language == lang
    ]
