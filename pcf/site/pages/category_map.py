"""The whole category on one page: every element a link, coloured by ``assets/map.js`` on request."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pcf.errors import N_
from pcf.ids import DEFAULT_EDITION
from pcf.site import addresses, svgmap
from pcf.site.markdown import blocks, bullets, linked, plain, section
from pcf.site.page import Page
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element

_SCRIPTS = (
    "assets/data/map.js",
    "assets/making.js",
    "assets/map-views.js",
    "assets/map-keys.js",
    "assets/map.js",
)


def pages(model: SiteModel) -> Iterator[Page]:
    """Yield the page of the map."""
    title = model.say("Map of the category")
    body = blocks(f"# {plain(title)}", plain(_lead(model)), _drawn(model), _below(model))
    yield Page(addresses.MAP, title, body, "tool", _lead(model), _SCRIPTS, ("navigation", "toc"))


def _lead(model: SiteModel) -> str:
    return model.say(
        "{category}, edition {edition}: every element from the category down to the tasks, {count} in all. "
        "Each leads to its page.",
        count=len(model.taxonomy),
        category=model.label(model.taxonomy.root),
        edition=DEFAULT_EDITION,
    )


def _drawn(model: SiteModel) -> str:
    """Return the map as one block of HTML without a blank line: Markdown leaves such a block as it is."""
    root = model.taxonomy.root
    groups = "\n".join(f"<li>{svgmap.branch(group, _address)}</li>" for group in root.children)
    without = escape(model.say("The colours of the map need JavaScript; the links work without it."))
    return "\n".join(
        (
            f'<div class="pcf-map" id="map" role="region" aria-label="{escape(model.say("Map of the category"))}">',
            f"<noscript><p>{without}</p></noscript>",
            f'<ul role="list"><li class="pcf-map-root">{svgmap.alone(root, _address)}',
            f'<ul role="list">\n{groups}\n</ul></li></ul>',
            "</div>",
        )
    )


def _address(element: Element) -> str:
    return addresses.href(addresses.MAP, addresses.element_page(element.id))


def _others(model: SiteModel) -> list[str]:
    """Say whose the elements are that APQC does not publish; nothing where there are none."""
    told = N_("Elements with an organisation's name beside theirs are that organisation's own: {organisations}.")
    return [model.say(told, organisations=", ".join(model.owners))] if model.owners else []


def _below(model: SiteModel) -> str:
    say = model.say
    return blocks(
        section(
            say("How to read the map"),
            bullets(
                plain(line)
                for line in (
                    say("Bold boxes are the category and its process groups, the other boxes are processes."),
                    say("Lines below a process are its activities; lines set in further are tasks."),
                    say(
                        "The Tab key goes from element to element; arrow keys go to the element above, below or beside."
                    ),
                    say("Colours never stand alone: each has a sign on the map and words in the legend."),
                    say("A file of your own is read in the browser and never leaves it."),
                    *_others(model),
                )
            ),
            anchor="reading",
        ),
        section(
            say("More about what the map shows"),
            bullets(
                linked(title, addresses.link(addresses.MAP, page))
                for title, page in (
                    (say("Metrics"), addresses.METRICS),
                    (say("Editions"), addresses.EDITIONS),
                    (say("Industries"), addresses.INDUSTRIES),
                    (say("Self-assessment"), addresses.ASSESSMENT),
                )
            ),
            anchor="more",
        ),
    )
