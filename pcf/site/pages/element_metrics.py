"""What measures an element, on its page; of what would make it too heavy the page gives the number and a link."""

from __future__ import annotations

from pcf.site import addresses
from pcf.site.markdown import blocks, bullets, fold, linked, section
from pcf.site.pages.metric_lists import metric_table, ranked_title
from pcf.site.pages.metric_parts import list_page, ranked
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element

_MOST_HERE = 5


def metrics(model: SiteModel, here: str, element: Element) -> str:
    """Return the metrics of an element: this project's, what organisations added, APQC's, those filed elsewhere."""
    own, added, *others = ranked(model, [element.id])
    folds = [
        fold(ranked_title(model, group.rank, len(group.metrics)), metric_table(model, here, group.metrics))
        for group in others
        if len(group.metrics) <= _MOST_HERE
    ]
    links = [
        linked(
            ranked_title(model, group.rank, len(group.metrics)),
            addresses.link(here, list_page(model, element, group.rank)),
        )
        for group in others
        if len(group.metrics) > _MOST_HERE
    ]
    listed = metric_table(model, here, added.metrics)
    theirs = section(ranked_title(model, "added", len(added.metrics)), listed, level=3, anchor="added")
    return section(
        model.say("Metrics"),
        blocks(metric_table(model, here, own.metrics), theirs, *folds, bullets(links)),
        anchor="metrics",
    )
