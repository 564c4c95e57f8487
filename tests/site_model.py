"""The model of the site with the hand-written pages of the checkout."""

from __future__ import annotations

from pcf import _resources
from pcf.ids import Language
from pcf.site import SiteModel

DOCS = _resources.checkout() / "docs"


def site_model(lang: Language) -> SiteModel:
    return SiteModel(lang, DOCS)
