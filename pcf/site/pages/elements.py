from __future__ import annotations

from collections.abc import Iterator

from pcf.site import addresses
from pcf.site.markdown import plain
from pcf.site.page import Page
from pcf.site.site_model import SiteModel


def pages(model: SiteModel) -> Iterator[Page]:
    for element in model.elements:
        yield Page(addresses.element_page(element.id), model.label(element), f"# {plain(element.name)}\n", "element")
