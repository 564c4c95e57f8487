"""The pages of the site: one module a kind, each a pure function of the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pcf.site.handwritten import Directive
from pcf.site.page import Page
from pcf.site.pages import (
    api,
    assessment,
    category_map,
    commands,
    complaint_blocks,
    contact_reasons,
    editions,
    elements,
    exports,
    findings,
    industries,
    measures,
    metrics,
    questions,
    radar,
    search,
)
from pcf.site.site_model import SiteModel

PAGES: tuple[Callable[[SiteModel], Iterable[Page]], ...] = (
    elements.pages,
    metrics.pages,
    measures.pages,
    editions.pages,
    industries.pages,
    complaint_blocks.pages,
    contact_reasons.pages,
    category_map.pages,
    assessment.pages,
    search.pages,
    commands.pages,
    api.pages,
    findings.pages,
)

DIRECTIVES: Mapping[str, Directive] = {
    "radar": radar.radar,
    "levels": questions.levels,
    "elements": questions.elements,
    "exports": exports.exports,
}
