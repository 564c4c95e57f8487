"""The page of search: a place for the box, and ways on for a browser without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pcf.site import addresses
from pcf.site.markdown import blocks, plain
from pcf.site.page import Page
from pcf.site.site_model import SiteModel


def pages(model: SiteModel) -> Iterator[Page]:
    say = model.say
    title = say("Search")
    lead = say(
        "Finds words in any form, Chinese down to one character, ids of any edition, and names in all three languages."
    )
    without = say("Search needs JavaScript. Without it, these lead everywhere:")
    ways = "".join(
        f'<li><a href="{addresses.href(addresses.SEARCH, path)}">{escape(name, quote=False)}</a></li>'
        for path, name in (
            (addresses.MAP, say("Map")),
            (addresses.METRICS, say("Metrics")),
            (addresses.MEASURES, say("Measures")),
            (addresses.CONTACT_REASONS, say("Contact reasons")),
            ("questions/index.md", say("Questions")),
            (addresses.FINDINGS, say("Findings")),
            (addresses.COMMANDS, say("Commands")),
        )
    )
    private = say("The words you type stay in your browser.")
    body = blocks(
        f"# {plain(title)}",
        f"{plain(lead)} {plain(private)}",
        '<div id="pcf-search"></div>',
        f"<noscript><p>{escape(without, quote=False)}</p><ul>{ways}</ul></noscript>",
    )
    yield Page(addresses.SEARCH, title, body, "tool", lead, hides=("toc",))
