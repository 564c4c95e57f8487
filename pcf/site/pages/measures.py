from __future__ import annotations

from collections.abc import Iterator

from pcf.site import addresses
from pcf.site.page import Page
from pcf.site.site_model import SiteModel


def pages(model: SiteModel) -> Iterator[Page]:
    yield Page(addresses.MEASURES, "measures", "# measures\n", "list")
