"""What stands around every record: the way up to it, its names in other languages, its facts, its source."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from pcf.errors import N_
from pcf.ids import LANGUAGES
from pcf.model import Text
from pcf.site import addresses
from pcf.site.markdown import blocks, plain, section
from pcf.site.site_model import SiteModel

Step = tuple[str, str]  # what a link says, plain, and the page that it leads to


def html(text: str) -> str:
    """Return a text of the model as the content of an HTML element."""
    return escape(" ".join(text.split()), quote=False)


def to_page(here: str, there: str, text: str) -> str:
    """Return a link in raw HTML; the text is plain."""
    return f'<a href="{escape(addresses.href(here, there))}">{html(text)}</a>'


def breadcrumbs(model: SiteModel, here: str, steps: Iterable[Step]) -> str:
    """Return the way from the top of the model down to this page, which itself is not in it."""
    items = "".join(f"<li>{to_page(here, page, text)}</li>" for text, page in steps)
    label = escape(model.say("Where this page stands"))
    return f'<nav class="pcf-crumbs" aria-label="{label}" data-pagefind-weight="0.2"><ol>{items}</ol></nav>'


def steps_to(model: SiteModel, element_id: str) -> list[Step]:
    """Return the way to an element from the category down, the element itself included."""
    element = model.element(element_id)
    above = steps_to(model, element.parent.id) if element.parent else []
    return [*above, (model.label(element), addresses.element_page(element.id))]


def other_languages(model: SiteModel, here: str, names: Text) -> str:
    """Return the name in the other languages, each a link to the same page there."""
    up = addresses.root_from(here) + "../"
    items = "".join(
        f'<li><a href="{up}{lang}/{addresses.address(here)}" lang="{lang}" hreflang="{lang}">'
        f"{html(names.spoken(lang))}</a></li>"
        for lang in LANGUAGES
        if lang != model.lang
    )
    label = escape(model.say("This page in other languages"))
    return f'<ul class="pcf-languages" aria-label="{label}">{items}</ul>'


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Return short facts as terms and what is said of them; a row without a fact is left out.

    Args:
        rows: A plain label and a fact that is HTML already.
    """
    shown = "".join(f"<div><dt>{html(label)}</dt><dd>{fact}</dd></div>" for label, fact in rows if fact)
    return f'<dl class="pcf-facts">{shown}</dl>'


def to_elements(model: SiteModel, here: str, wanted: Iterable[str]) -> str:
    """Return links to elements, one below the other, in raw HTML: a fact, or a cell of a table."""
    links = (to_page(here, addresses.element_page(one), model.label(model.element(one))) for one in wanted)
    return "<br>".join(links)


def added(model: SiteModel, some_id: str) -> str:
    """Say whose own something is; an empty text for what ships."""
    owner = model.owner(some_id)
    told = N_("Added by {owner}: it is no part of APQC's PCF, nor of what ships with this model.")
    return model.say(told, owner=owner) if owner else ""


def ending(model: SiteModel, *stated: str) -> str:
    """Return how a page ends: plain sentences about where its texts come from."""
    return section(model.say("Source"), blocks(*(plain(one) for one in stated)), anchor="source")
