"""The self-assessment: a page that works as a list of processes, and that scripts turn into a form."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from pcf.site import addresses
from pcf.site.markdown import blocks, plain
from pcf.site.page import Page
from pcf.site.site_model import SiteModel
from pcf.taxonomy import Element

_GUIDE = "consultant.md"
# In the order in which each may use what stands before it.
SCRIPTS = (
    "assets/data/assessment.js",
    "assets/data/assessment_words.js",
    "assets/making.js",
    "assets/score.js",
    "assets/saved.js",
    "assets/store.js",
    "assets/next-step.js",
    "assets/radar.js",
    "assets/heat.js",
    "assets/assessment-parts.js",
    "assets/assessment-process.js",
    "assets/assessment-setup.js",
    "assets/assessment-results.js",
    "assets/assessment-steps.js",
    "assets/assessment-files.js",
    "assets/assessment-undo.js",
    "assets/assessment.js",
)


def pages(model: SiteModel) -> Iterator[Page]:
    """Yield the one page.

    Its list of processes and industries stands where the form will be: without scripts it leads on, and its ids are
    what ``#10389`` and ``#industry=bank`` name.
    """
    say = model.say
    title = say("Self-assessment")
    lead = say(
        "For each of {count} processes choose which of six descriptions is true of you today. See at once where you "
        "stand, how sure that is, and what the next step would be.",
        count=len(model.taxonomy.processes),
    )
    effort = say(
        "A process takes about two minutes, all of them about an hour, with ticks and evidence an hour and a half; "
        "you can stop and go on later. What you do not know you may leave open: a blank is never counted as zero."
    )
    private = say(
        "Nothing you enter leaves this browser: no account, no upload, no counting of visitors. Save your answers as "
        "a file if you want to keep or hand them on."
    )
    body = blocks(
        f"# {plain(title)}", plain(lead), plain(effort), f"**{plain(private)}**", _static(model), _more(model)
    )
    yield Page(addresses.ASSESSMENT, title, body, "tool", lead, SCRIPTS, ("navigation", "toc"))


def _static(model: SiteModel) -> str:
    """Return what stands in place of the form until scripts build it: one raw block, without a blank line."""
    say = model.say
    without = say(
        "This form needs JavaScript. Without it, read the levels of each process below, and answer in the empty "
        "Excel workbook instead; the guide for consultants tells what to do with it then."
    )
    file = addresses.root_from(addresses.ASSESSMENT) + addresses.EMPTY_WORKBOOK
    workbook = f'<a href="{file}">{escape(_empty(model))}</a>'
    guide, by_industry = _link(_GUIDE, say("The guide for consultants")), say("By industry")
    industries = "".join(
        f'<li id="industry={profile.id}">'
        f"{_link(addresses.industry_page(profile.id), profile.name.spoken(model.lang))}</li>"
        for profile in model.taxonomy.bundle.maturity.profiles
    )
    lines = [
        f'<div id="pcf-assessment" class="pcf-assessment" data-root="{addresses.root_from(addresses.ASSESSMENT)}">',
        f"<noscript><p>{escape(without)} {workbook} · {guide}</p></noscript>",
        *(_group(group) for group in model.taxonomy.root.children),
        f"<h2>{escape(by_industry)}</h2><ul>{industries}</ul>",
        "</div>",
    ]
    return "\n".join(lines)


def _group(group: Element) -> str:
    items = "".join(
        f'<li id="{process.id}">'
        f"{_link(addresses.element_page(process.id) + '#levels', f'{process.hierarchy_id} {process.shown_name}')}</li>"
        for process in group.children
    )
    return f"<h2>{group.hierarchy_id} {escape(group.shown_name)}</h2><ul>{items}</ul>"


def _link(there: str, text: str) -> str:
    return f'<a href="{addresses.href(addresses.ASSESSMENT, there)}">{escape(text)}</a>'


def _more(model: SiteModel) -> str:
    """Return where to go on: the same in Excel, how scores come about, the industries, the map."""
    here, say = addresses.ASSESSMENT, model.say
    in_excel = say(
        "To answer in Excel, or to hand the questions to others: [{workbook}]({workbook_at}). What to do with it then: "
        "[{guide}]({guide_at}).",
        workbook=_empty(model),
        workbook_at=addresses.link(here, addresses.EMPTY_WORKBOOK),
        guide=say("The guide for consultants"),
        guide_at=addresses.link(here, _GUIDE),
    )
    further = say(
        "How a score comes about, and why a missing one is no zero: [{scores}]({scores_at}). One process at a time: "
        "open it from the [{map}]({map_at}). By industry: [{industries}]({industries_at}).",
        scores=say("How scores come about"),
        scores_at=addresses.link(here, "scores.md"),
        map=say("Map"),
        map_at=addresses.link(here, addresses.MAP),
        industries=say("Industries"),
        industries_at=addresses.link(here, addresses.INDUSTRIES),
    )
    return blocks(in_excel, further)


def _empty(model: SiteModel) -> str:
    return model.say("Empty Excel workbook")
