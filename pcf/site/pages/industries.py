"""The industry profiles: which processes each usually has, why not the others, and which metrics to begin with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from pcf.assessment.template import core_metrics, not_applicable
from pcf.model import ProfileRecord
from pcf.site import addresses
from pcf.site.markdown import blocks, bullets, linked, plain, section, table
from pcf.site.page import Page
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element

_EVERY = "all"  # the profile of no industry in particular


def pages(model: SiteModel) -> Iterator[Page]:
    """Yield the comparison of all industries, then a page for each."""
    yield _comparison(model)
    for profile in model.taxonomy.bundle.maturity.profiles:
        yield _industry(model, profile)


def _name(model: SiteModel, profile: ProfileRecord) -> str:
    return profile.name.spoken(model.lang)


def _comparison(model: SiteModel) -> Page:
    say, profiles = model.say, model.taxonomy.bundle.maturity.profiles
    title = say("Industries")
    lead = say(
        "Not every organisation has every process. These profiles say which processes an industry usually has, "
        "and which metrics it begins with; each organisation decides for itself."
    )
    body = blocks(
        f"# {plain(title)}",
        plain(lead),
        table(
            (plain(say("Industry")), plain(say("Processes")), plain(say("Core metrics"))),
            (_counted(model, profile) for profile in profiles),
        ),
        section(say("Which processes each industry has"), _matrix(model), anchor="matrix"),
    )
    return Page(addresses.INDUSTRIES, title, body, "list", lead, hides=("toc",))


def _counted(model: SiteModel, profile: ProfileRecord) -> tuple[str, str, str]:
    every = len(model.taxonomy.processes)
    has = model.say("{count} of {total}", count=every - len(profile.not_applicable), total=every)
    return _link(model, profile), plain(has), str(len(core_metrics(model.taxonomy, profile.id)))


def _link(model: SiteModel, profile: ProfileRecord) -> str:
    """Return the way from the comparison to the page of one industry."""
    page = addresses.link(addresses.INDUSTRIES, addresses.industry_page(profile.id))
    return linked(_name(model, profile), page)


def _matrix(model: SiteModel) -> str:
    say = model.say
    named = [profile for profile in model.taxonomy.bundle.maturity.profiles if profile.id != _EVERY]
    has, lacks = plain(say("✓ has")), plain(say("✗ usually not"))
    rows = [
        (
            _element(model, addresses.INDUSTRIES, process),
            *(lacks if process.id in profile.not_applicable else has for profile in named),
        )
        for process in model.taxonomy.processes
    ]
    head = (plain(say("Process")), *(_link(model, profile) for profile in named))
    return f'<div class="pcf-wide" markdown="1">\n\n{table(head, rows)}\n\n</div>'


def _industry(model: SiteModel, profile: ProfileRecord) -> Page:
    say, here, lacking = model.say, addresses.industry_page(profile.id), not_applicable(model.taxonomy, profile)
    title, every = _name(model, profile), len(model.taxonomy.processes)
    lead = say(
        "Processes that this profile usually has: {has} of {every}. Core metrics to begin with: {metrics}.",
        every=every,
        has=every - len(lacking),
        metrics=len(core_metrics(model.taxonomy, profile.id)),
    )
    body = blocks(
        f"# {plain(title)}",
        plain(lead),
        section(say("How to begin"), _begin(model, profile, here), anchor="begin"),
        section(say("What it usually does not have, and why"), _lacking(model, here, lacking), anchor="not"),
        section(say("What it has"), _having(model, here, lacking), anchor="has"),
        section(say("Core metrics"), _metrics(model, profile, here), anchor="metrics"),
        linked(say("All industries"), addresses.link(here, addresses.INDUSTRIES)),
    )
    return Page(here, title, body, "industry", lead)


def _begin(model: SiteModel, profile: ProfileRecord, here: str) -> str:
    """Say how to begin. Marks that scripts read are no anchors of a page, so these links are raw HTML."""
    say = model.say
    mark = f"#industry={profile.id}"
    steps = (
        (addresses.ASSESSMENT, say("Answer in the browser, with this profile")),
        (addresses.MAP, say("See it on the map of the category")),
    )
    return blocks(
        bullets(f'<a href="{addresses.href(here, page)}{mark}">{escape(text)}</a>' for page, text in steps),
        plain(say("Or make a workbook in which what the profile does not have is proposed as not applicable:")),
        f"```\npcf template assessment.xlsx --profile {profile.id}\n```",
    )


def _lacking(model: SiteModel, here: str, lacking: Mapping[str, str]) -> str:
    say = model.say
    rows = [(_element(model, here, model.taxonomy[process]), plain(reason)) for process, reason in lacking.items()]
    note = say(
        "In a new assessment these are proposed as not applicable, each with its reason. Overwrite what does not hold."
    )
    everything = plain(say("Nothing: this profile has every process."))
    return blocks(plain(note), table((plain(say("Process")), plain(say("Reason"))), rows)) if rows else everything


def _having(model: SiteModel, here: str, lacking: Mapping[str, str]) -> str:
    lines = []
    for group in model.taxonomy.root.children:
        having = [process for process in group.children if process.id not in lacking]
        if having:
            lines.append(f"- {_element(model, here, group)}")
            lines += [f"    - {_element(model, here, process)}" for process in having]
    return "\n".join(lines)


def _metrics(model: SiteModel, profile: ProfileRecord, here: str) -> str:
    say = model.say
    rows = [
        (
            linked(metric.shown_name, addresses.link(here, addresses.metric_page(metric.id))),
            plain(metric.unit_name),
            _element(model, here, model.taxonomy[metric.element]),
        )
        for metric in core_metrics(model.taxonomy, profile.id)
    ]
    return table((plain(say("Metric")), plain(say("Unit")), plain(say("Element"))), rows)


def _element(model: SiteModel, here: str, element: Element) -> str:
    return linked(model.label(element), addresses.link(here, addresses.element_page(element.id)))
