"""The outline of a regulation for one process: what the model knows of it, in the order that regulations have.

It has a page of its own, so that it can be printed and copied without the rest.
"""

from __future__ import annotations

from collections.abc import Iterable

from pcf.ids import DEFAULT_EDITION
from pcf.rubric import Rubric
from pcf.site.markdown import blocks, bullets, plain, section
from pcf.site.page import Page
from pcf.site.pages.element_parts import regulation_page
from pcf.site.pages.frame import breadcrumbs, ending, html, steps_to
from pcf.site.pages.metric_parts import is_apqc
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element

_MOST_METRICS = 12


def regulation(model: SiteModel, process: Element, rubric: Rubric) -> Page:
    """Return the page of one process that is rated."""
    say, here = model.say, regulation_page(process.id)
    title = say("Outline of a regulation: {process}", process=process.shown_name)
    activities = [f"**{plain(child.shown_name)}.** {plain(child.definition or '')}" for child in process.children]
    parts = (
        (say("Purpose"), plain(process.definition or "")),
        (say("Scope"), plain(rubric.applies)),
        (say("Owner"), plain(rubric.owner)),
        (say("Activities"), "\n".join(f"1. {activity}" for activity in activities)),
        (say("Metrics"), _bullets(_metrics(model, process))),
        (say("Records"), _bullets(one.text for one in rubric.evidence if one.kind == "written")),
        (say("What has to be true when it is followed"), _bullets(one.text for one in rubric.statements_of(3))),
        (say("How it is checked"), _checks(model, rubric)),
    )
    numbered = enumerate(((name, text) for name, text in parts if text), start=1)
    body = blocks(
        f"# {plain(title)}",
        breadcrumbs(model, here, steps_to(model, process.id)),
        plain(
            say(
                "A frame to copy and to fill with your own roles, deadlines and forms. Everything in it is made from "
                "the page of the process."
            )
        ),
        *(section(f"{number}. {name}", text) for number, (name, text) in numbered),
        ending(model, say("Made from PCF {edition} by pcf {version}.", edition=DEFAULT_EDITION, version=model.version)),
        section(say("APQC's notice"), _notices(model), anchor="notice"),
    )
    return Page(
        here, title, body, "guide", say("A frame to copy and to fill for: {process}", process=process.shown_name)
    )


def _metrics(model: SiteModel, process: Element) -> list[str]:
    """Return this project's own metrics, or APQC's where there is none, each with its unit."""
    own = [metric for metric in process.metrics if not is_apqc(metric)] or list(process.metrics)
    return [
        model.say("{label}: {text}", label=metric.shown_name, text=metric.unit_name) for metric in own[:_MOST_METRICS]
    ]


def _checks(model: SiteModel, rubric: Rubric) -> str:
    """Return what an assessor looks at beside the records; what people only tell leaves nothing to look at."""
    checks = _bullets(one.text for one in rubric.evidence if one.kind not in {"said", "written"})
    lead = plain(model.say("Whoever checks whether the regulation is followed looks at this:"))
    return blocks(lead, checks) if checks else ""


def _notices(model: SiteModel) -> str:
    """Return what has to travel with every copy of APQC's texts; search finds it on the pages of the editions."""
    said = "".join(f"<p>{html(notice.text)}</p>" for notice in model.taxonomy.bundle.notices)
    return f'<blockquote lang="en" data-pagefind-ignore>{said}</blockquote>'


def _bullets(texts: Iterable[str]) -> str:
    return bullets(plain(text) for text in texts)
