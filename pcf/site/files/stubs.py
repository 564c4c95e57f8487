from __future__ import annotations

from collections.abc import Iterator

from pcf.site.page import DataFile
from pcf.site.site_model import SiteModel


def files(model: SiteModel) -> Iterator[DataFile]:
    yield from ()
