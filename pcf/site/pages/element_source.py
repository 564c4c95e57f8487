"""Where the texts of an element come from, how far they were read, and how to take or mend them."""

from __future__ import annotations

from html import escape

from pcf.excel.layout import LANGUAGE_NAMES
from pcf.i18n import Translator
from pcf.ids import LANGUAGES, Language
from pcf.model import Reviews
from pcf.site import addresses
from pcf.site.markdown import blocks, bullets, linked, plain, section
from pcf.site.pages.element_parts import edition_of
from pcf.site.pages.frame import html
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element


def source(model: SiteModel, element: Element) -> str:
    """Return the last section of the page."""
    say, record = model.say, element.record
    reviews = [one for one in (record.reviews, element.rubric.record.reviews if element.rubric else None) if one]
    facts = [say("{label}: {text}", label=say("Source"), text=record.source)]
    if reviews:
        states = [
            say("{label}: {text}", label=LANGUAGE_NAMES[lang], text=review_state(say, reviews, lang))
            for lang in LANGUAGES
        ]
        facts.append(say("{label}: {text}", label=say("Review of the texts"), text=say("; ").join(states)))
    data = plain(say("The data of this page"))
    taken = [linked(name, f"{addresses.file_name(element.id)}.{ending}") for name, ending in _DOWNLOADS]
    return section(
        say("Source and data"),
        blocks(
            bullets((*(plain(fact) for fact in facts), _address(model, element))),
            say("{label}: {text}", label=data, text=" · ".join(taken)),
        ),
        anchor="source",
    )


_DOWNLOADS = (("JSON", "json"), ("CSV", "csv"), ("Excel", "xlsx"))


def review_state(say: Translator, reviews: list[Reviews], lang: Language) -> str:
    """Say how far texts were reviewed in a language: as far as the least reviewed of them."""
    states = {getattr(one, lang) for one in reviews}
    return say("written") if "written" in states else say("read by a second person")


def _address(model: SiteModel, element: Element) -> str:
    """Return a link to the page itself, which can be copied from where it stands, and one by its present place."""
    here = addresses.element_page(element.id)
    stable = _whole_link(model, "./", addresses.address(here))
    if not element.hierarchy_id:
        return model.say("Link to this page that survives a renumbering, to copy: {address}", address=stable)
    by_place = addresses.place_stub(edition_of(element), element.hierarchy_id).removesuffix("index.html")
    return model.say(
        "Link to this page that survives a renumbering, to copy: {address}; {place} leads to it too.",
        address=stable,
        place=_whole_link(model, addresses.root_from(here) + by_place, by_place),
    )


def _whole_link(model: SiteModel, target: str, address: str) -> str:
    """Return a link in raw HTML that shows its address with the language."""
    return f'<a href="{escape(target)}">{html(f"{model.lang}/{address}")}</a>'
