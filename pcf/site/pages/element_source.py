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
    facts.append(_address(model, element))
    taken = [linked(name, f"{element.id}.{ending}") for name, ending in _DOWNLOADS]
    to_report = escape(say("Report a problem on this page"), quote=False)
    report = f'<a href="{escape(model.report_link(element.id))}">{to_report}</a>'
    return section(
        say("Source and data"),
        blocks(
            bullets(plain(fact) for fact in facts),
            say("{label}: {text}", label=plain(say("The data of this page")), text=" · ".join(taken)),
            report,
        ),
        anchor="source",
    )


_DOWNLOADS = (("JSON", "json"), ("CSV", "csv"), ("Excel", "xlsx"))


def review_state(say: Translator, reviews: list[Reviews], lang: Language) -> str:
    """Say how far texts were reviewed in a language: as far as the least reviewed of them."""
    states = {getattr(one, lang) for one in reviews}
    return say("written") if "written" in states else say("read by a second person")


def _address(model: SiteModel, element: Element) -> str:
    stable = f"{model.lang}/{addresses.address(addresses.element_page(element.id))}"
    if not element.hierarchy_id:
        return model.say("Address that survives a renumbering: {address}", address=stable)
    by_place = addresses.place_stub(edition_of(element), element.hierarchy_id).removesuffix("index.html")
    return model.say(
        "Address that survives a renumbering: {address}; {place} leads to it.",
        address=stable,
        place=f"{model.lang}/{by_place}",
    )
