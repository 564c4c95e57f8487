from __future__ import annotations

from pcf.site.site_model import SiteModel


def radar(model: SiteModel, here: str) -> str:
    return ""
