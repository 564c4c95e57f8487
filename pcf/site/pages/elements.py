"""A page for every element of any edition."""

from __future__ import annotations

from collections.abc import Iterator

from pcf.site import addresses
from pcf.site.markdown import blocks, plain
from pcf.site.page import Page
from pcf.site.pages.element_editions import editions
from pcf.site.pages.element_head import below, head
from pcf.site.pages.element_levels import SCRIPTS, levels
from pcf.site.pages.element_loops import loop_parts
from pcf.site.pages.element_metrics import metrics
from pcf.site.pages.element_neighbours import neighbour_table
from pcf.site.pages.element_parts import opening
from pcf.site.pages.element_regulation import regulation
from pcf.site.pages.element_source import source
from pcf.site.pages.element_words import words
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element


def pages(model: SiteModel) -> Iterator[Page]:
    """Yield the pages, those of the default edition first, in printed order; each with what would make it too heavy."""
    for element in model.elements:
        yield _page(model, element)
        if element.rubric:
            yield regulation(model, element, element.rubric)


def _page(model: SiteModel, element: Element) -> Page:
    """Tell of one element what a process owner wants to know, in the order in which they would ask."""
    here = addresses.element_page(element.id)
    body = blocks(
        f"# {plain(element.shown_name)}",
        head(model, here, element),
        below(model, here, element),
        neighbour_table(model, here, element),
        levels(model, here, element),
        metrics(model, here, element),
        loop_parts(model, here, element),
        words(model, element),
        editions(model, here, element),
        source(model, element),
    )
    scripts = SCRIPTS if element.rubric else ()
    return Page(here, model.label(element), body, "element", opening(element), scripts)
