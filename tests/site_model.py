"""The model of the site with the hand-written pages of the checkout; and with an organisation's own elements."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pcf import _resources
from pcf.extensions import read_all
from pcf.framework import Framework
from pcf.ids import Language
from pcf.site import SiteModel

DOCS = _resources.checkout() / "docs"
ACME = Path(__file__).parent / "unit" / "site" / "acme"  # an own thing of every kind; no other test calls it "abank"


def site_model(lang: Language) -> SiteModel:
    return SiteModel(lang, DOCS)


def own_model(lang: Language) -> SiteModel:
    return SiteModel(lang, DOCS, framework=_acme())


@cache
def _acme() -> Framework:
    return read_all([ACME])
