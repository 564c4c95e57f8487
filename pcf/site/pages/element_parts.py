"""What several parts of an element's page say the same way."""

from __future__ import annotations

import re

from pcf.errors import N_
from pcf.ids import DEFAULT_EDITION
from pcf.site import addresses
from pcf.site.markdown import linked, plain
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element

LEVEL_NAMES = {
    1: N_("category"),
    2: N_("process group"),
    3: N_("process"),
    4: N_("activity"),
    5: N_("task"),
}
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])")
_ELEMENT_ID = re.compile(r"(?<!\d)\d{5}(?!\d)")  # no word ends between a Chinese sign and a digit


def edition_of(element: Element) -> str:
    """Return the edition that the page of an element tells of: the default one, or the last that has the element."""
    return DEFAULT_EDITION if element.record.place(DEFAULT_EDITION) else element.record.places[-1].edition


def sentences(text: str) -> list[str]:
    """Split a text of any of the three languages where sentences end.

    >>> sentences("One thing. Why? Two."), sentences("先受理。再分派！")
    (['One thing.', 'Why?', 'Two.'], ['先受理。', '再分派！'])
    """
    return [part for part in _SENTENCE.split(text) if part]


def opening(element: Element) -> str:
    """Return the first sentence of the definition; an empty text where there is no definition."""
    return sentences(element.definition)[0] if element.definition else ""


def to_element(model: SiteModel, here: str, element: Element) -> str:
    """Return a Markdown link to the page of an element, from the page whose path is ``here``."""
    return linked(model.label(element), addresses.link(here, addresses.element_page(element.id)))


def with_links(model: SiteModel, here: str, text: str) -> str:
    """Return a text as Markdown in which every element id is a link to its page."""
    known = {record.id for record in model.taxonomy.bundle.elements}

    def link(found: re.Match[str]) -> str:
        one = found[0]
        return linked(one, addresses.link(here, addresses.element_page(one))) if one in known else one

    return _ELEMENT_ID.sub(link, plain(text))


def regulation_page(process: str) -> str:
    """Return where the outline of a regulation for a process stands."""
    return f"id/{addresses.file_name(process)}-regulation.md"
