"""Metrics: a page for each, a list for each part of the category, and an overview."""

from __future__ import annotations

from collections.abc import Iterator

from pcf.site.page import Page
from pcf.site.pages.metric_lists import lists, overview, own_metrics
from pcf.site.pages.metric_page import Relations, metric_page
from pcf.site.site_model import SiteModel


def pages(model: SiteModel) -> Iterator[Page]:
    """Yield the overview, the lists, and one page a metric."""
    yield overview(model)
    yield own_metrics(model)
    yield from lists(model)
    relations = Relations.of(model)
    for metric in model.taxonomy.metrics:
        yield metric_page(model, metric, relations)
