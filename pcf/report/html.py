"""One self-contained HTML file: no script, no request to anywhere, ready to print on A4."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pcf.assessment import Scorecard
from pcf.assessment.figures import Figures
from pcf.assessment.steps import steps
from pcf.assessment.words import CONSOLIDATION, POLICY, STATE, STATUS
from pcf.ids import Language
from pcf.outputs import write_whole
from pcf.report import drawings, view
from pcf.report.agreement import agreement_rows
from pcf.report.distances import gap_rows, surplus_rows
from pcf.report.limits import limits
from pcf.report.loops import loop_facts
from pcf.report.pages import frame, rendered
from pcf.report.people import role_processes, role_rows
from pcf.report.practices import practice_rows
from pcf.report.registers import evidence_rows, observation_rows, waves
from pcf.report.staffing import staffing_facts
from pcf.report.summary import summary
from pcf.rubric import NOT_DESCRIBED


def write_html(path: Path, card: Scorecard, *, lang: Language) -> None:
    """Write the report of one scorecard; the file appears whole or not at all.

    Args:
        path: The new file.
        card: What to report.
        lang: Language of the report; what users typed stays as they typed it.

    Raises:
        OutputNotWritableError: The folder is missing or closed.
    """
    write_whole(path, _rendered(card, lang))


def _rendered(card: Scorecard, lang: Language) -> str:
    figures = Figures(card, lang)
    facts = _frame(card, figures) | _levels(card, figures) | _engagement(card, figures) | _charts(card, figures)
    title, name = figures.say("Customer service assessment"), card.round.organisation.name
    return rendered(title, name, list(_told(card, figures)), _chapters(facts), facts)


def _told(card: Scorecard, figures: Figures) -> Iterator[str]:
    """Yield what stands below the heading: which round, of when, by how many."""
    say, about = figures.say, card.round.organisation
    if card.round.name:
        yield say("Round: {round}", round=card.round.name)
    if about.date:
        yield say("Date: {date}", date=about.date)
    yield say("Respondents: {count}", count=figures.count(len(card.round.copies)))
    if about.currency:
        yield say("Currency: {currency}", currency=about.currency)
    yield say("APQC PCF category 6, edition {edition}", edition=figures.taxonomy.edition)


def _chapters(facts: dict[str, Any]) -> Iterator[str]:
    """Yield the chapters that have content, in their order."""
    yield from ("summary", "processes")
    if facts["several"]:
        yield "respondents"
    if facts["role_processes"]:
        yield "roles"
    if facts["agreement"]:
        yield "agreement"
    yield "distances"
    if facts["steps"]:
        yield "steps"
    if facts["card"].segments:
        yield "segments"
    yield from (one for one in ("totals", "practices") if facts[one])
    yield from (f"{one}s" for one in ("complaint", "reason") if facts[f"{one}_parts"])
    if facts["staffing_parts"]:
        yield "staffing"
    yield from (one for one in ("evidence", "observations") if facts[one])
    if facts["waves"]:
        yield "roadmap"
    yield from ("checks", "limits", "findings", "explanation", "notice")


def _frame(card: Scorecard, figures: Figures) -> dict[str, Any]:
    """Return what stands around the chapters, and what is said of the method."""
    say, lang = figures.say, figures.lang
    return frame(figures) | {
        "card": card,
        "several": len(card.round.copies) > 1,
        "policy": say(POLICY[card.policy]),
        "consolidation": say(CONSOLIDATION[card.consolidation]),
        "limits": limits(card, figures),
        "explanation": card.explain(lang=lang),
    }


def _levels(card: Scorecard, figures: Figures) -> dict[str, Any]:
    """Return what the chapters on processes and segments show."""
    return {
        "headline": figures.level(card.score.score),
        "status": figures.say(STATUS[card.score.status]),
        "without_score": view.without_score(card.groups, figures),
        "summary": summary(card, figures),
        "levels": figures.taxonomy.bundle.maturity.levels,
        "state_words": STATE,
        "heat_map": view.heat_map(card, figures),
        "progress": view.progress(card, figures),
        "gap_rows": gap_rows(card, figures),
        "surplus_rows": surplus_rows(card, figures),
        "steps": steps(card, figures.lang),
        "unsupported": {one.element.id: figures.rating(one) for one in card.processes if one.is_unsupported},
        "not_described": NOT_DESCRIBED,
        "segment_tables": view.segment_tables(card, figures),
        "totals": view.totals(card, figures),
        "has_figures": view.has_figures(card),
        "checks": view.check_rows(card, figures),
        "findings": view.finding_rows(card, figures),
    }


def _engagement(card: Scorecard, figures: Figures) -> dict[str, Any]:
    """Return what the chapters on respondents, practices, loops, staffing and registers show."""
    segments = {one.segment.id: one.segment.name for one in card.segments}
    loops = loop_facts(card.complaint_loop, card.reason_loop, segments, figures)
    return (
        loops
        | staffing_facts(card.staffing, figures)
        | {
            "role_rows": role_rows(card, figures),
            "role_processes": role_processes(card, figures),
            "agreement": agreement_rows(card, figures),
            "practices": practice_rows(card, figures),
            "evidence": evidence_rows(card, figures),
            "observations": observation_rows(card, figures),
            "waves": waves(card, figures),
        }
    )


def _charts(card: Scorecard, figures: Figures) -> dict[str, Any]:
    from markupsafe import Markup  # comes with jinja2; our charts escape what they show

    drawn = {
        "group_chart": drawings.groups,
        "heat_chart": drawings.heat_map,
        "role_chart": drawings.roles,
        "gap_chart": drawings.gaps,
        "index_chart": drawings.indices,
        "value_chart": drawings.value_effort,
        "roadmap_chart": drawings.roadmap,
    }
    charts: dict[str, Any] = {name: Markup(draw(card, figures)) for name, draw in drawn.items()}  # noqa: S704
    metrics = [(name, Markup(chart)) for name, chart in drawings.metrics(card, figures)]  # noqa: S704
    return charts | {"metric_charts": metrics}
