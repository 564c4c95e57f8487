"""Lists of metrics: an overview, and a page for every part of the category that has some."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pcf.site import addresses
from pcf.site.markdown import blocks, bullets, heading, linked, plain, section, table
from pcf.site.page import Page
from pcf.site.pages.element_parts import to_element
from pcf.site.pages.frame import breadcrumbs, steps_to
from pcf.site.pages.metric_page import to_metric
from pcf.site.pages.metric_parts import Rank, parts
from pcf.site.pages.metric_words import ADDED, APQC, CATEGORY, OWN
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Metric

_OWN_PAGE = "metrics/own.md"
_COUNTED: Sequence[Rank] = ("own", "apqc", "added")
_STANDING: Mapping[Rank, str] = {"own": OWN, "added": ADDED}


def overview(model: SiteModel) -> Page:
    """Return the page that counts all metrics by where they stand and by kind."""
    say, here = model.say, addresses.METRICS
    listed = parts(model)
    own = [metric for part in listed for metric in part.of("own")]
    apqc = [metric for part in listed for metric in part.of("apqc")]
    added = [metric for part in listed for metric in part.of("added")]
    columns = (own, apqc, added) if added else (own, apqc)
    heads = [say(name) for name, _ in zip((OWN, APQC, ADDED), columns, strict=False)]
    places = [
        [
            linked(model.label(part.element), addresses.link(here, part.pages()[0][0])),
            *(str(len(part.of(rank))) for rank, _ in zip(_COUNTED, columns, strict=False)),
        ]
        for part in listed
    ]
    kinds = [
        [plain(say(name)), *(str(sum(one.record.category == category for one in some)) for some in columns)]
        for category, name in CATEGORY.items()
    ]
    body = blocks(
        heading(say("Metrics")),
        say(
            "Metrics: {all}; APQC's: {apqc}; this project's: {own}. Each has a formula over measures that are defined.",
            all=len(own) + len(apqc),
            apqc=len(apqc),
            own=len(own),
        ),
        say("Beside these, metrics added by organisations: {count}.", count=len(added)) if added else "",
        bullets(
            [
                linked(say("All metrics of this project"), addresses.link(here, _OWN_PAGE)),
                linked(say("Measures: what has to be collected"), addresses.link(here, addresses.MEASURES)),
                linked(say("Core sets of the industries"), addresses.link(here, addresses.INDUSTRIES)),
                linked(say("Guide: metrics from a log"), addresses.link(here, "logs.md")),
                linked(say("How the model is built"), addresses.link(here, "model.md")),
            ]
        ),
        section(say("By place"), table([say("Element"), *heads], places), anchor="places"),
        section(say("By category"), table([say("Category"), *heads], kinds), anchor="categories"),
    )
    return Page(here, say("Metrics"), body, "list")


def own_metrics(model: SiteModel) -> Page:
    """Return the page with every metric of this project, by process: names alone, so that one page holds them."""
    title, here = model.say(OWN), _OWN_PAGE
    sections = (
        section(
            model.label(part.element),
            bullets(to_metric(here, metric) for metric in part.of("own")),
            anchor=f"own-{part.element.id}",
        )
        for part in parts(model)
    )
    way = breadcrumbs(model, here, [(model.say("Metrics"), addresses.METRICS)])
    return Page(here, title, blocks(f"# {plain(title)}", way, *sections), "list")


def lists(model: SiteModel) -> Iterator[Page]:
    """Yield the pages of every part that has metrics."""
    say = model.say
    for part in parts(model):
        whole = say("Metrics: {element}", element=model.label(part.element))
        pages = part.pages()
        titles = [
            say("{text}, part {number} of {all}", text=whole, number=number, all=len(pages))
            for number, _ in enumerate(pages, start=1)
        ]
        for (here, groups), title in zip(pages, titles if len(pages) > 1 else [whole], strict=True):
            body = blocks(
                f"# {plain(title)}",
                breadcrumbs(model, here, [(say("Metrics"), addresses.METRICS), *steps_to(model, part.element.id)]),
                *(
                    section(
                        ranked_title(model, group.rank, len(part.of(group.rank))),
                        metric_table(model, here, group.metrics),
                        anchor=group.rank,
                    )
                    for group in groups
                ),
                bullets(
                    linked(other, addresses.link(here, path))
                    for (path, _), other in zip(pages, titles, strict=True)
                    if path != here
                ),
            )
            yield Page(here, title, body, "list")


def ranked_title(model: SiteModel, rank: Rank, count: int) -> str:
    """Return what stands above so many metrics of one rank."""
    say = model.say
    if rank in _STANDING:
        return say(_STANDING[rank])
    if rank == "apqc":
        return say.plural("{count} metric of APQC", "{count} metrics of APQC", count)
    return say.plural(
        "{count} metric of another element that is evidence here",
        "{count} metrics of other elements that are evidence here",
        count,
    )


def metric_table(model: SiteModel, here: str, metrics: Sequence[Metric]) -> str:
    """Return metrics with their formulas; with the elements where they are filed, if these are several."""
    say = model.say
    is_mixed = len({metric.element for metric in metrics}) > 1
    head = [say("Metric"), say("Unit"), say("Formula"), *([say("Element")] if is_mixed else [])]
    rows = (
        [
            to_metric(here, metric),
            plain(metric.unit_name),
            plain(metric.formula_text),
            *([to_element(model, here, model.element(metric.element))] if is_mixed else []),
        ]
        for metric in metrics
    )
    return table(head, rows)
