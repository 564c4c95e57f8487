"""The sheets of report.xlsx with the registers: evidence, strengths and gaps."""

from __future__ import annotations

from collections.abc import Sequence

from pcf.assessment.figures import Figures
from pcf.assessment.sentences import segment_name
from pcf.assessment.words import OBSERVATION
from pcf.excel.results.table import Column, Report, Table, roomy


def write_evidence(report: Report) -> None:
    """Write the register of evidence; no sheet where it is empty."""
    evidence = report.card.round.shared.evidence
    if not evidence:
        return
    say, figures = report.say, Figures(report.card, report.lang)
    kinds = {term.code: term.name.spoken(report.lang) for term in figures.taxonomy.bundle.maturity.evidence}
    page, name = report.sheet(say("Evidence register"))
    headings = [
        Column(say("Id"), 8),
        roomy(say("Document, record or figure"), [one.title for one in evidence], 40),
        Column(say("Version"), 10),
        Column(say("Date"), 12),
        Column(say("Owner"), 20),
        Column(say("Kind"), 14),
        Column(say("Element ids"), 14),
        Column(say("Processes"), 46),
        roomy(say("What it shows"), [one.shows for one in evidence], 50),
    ]
    table = Table(report, page, headings)
    table.size()
    for one in evidence:
        kind = kinds[one.kind] if one.kind else ""
        facts = [one.id, one.title, one.version, one.date, one.owner, kind]
        table.row([*facts, ", ".join(one.processes), named(one.processes, figures), one.shows])
    table.finish(name, frozen_columns=2)


def write_observations(report: Report) -> None:
    """Write what the assessors found, strengths first; no sheet where they wrote nothing."""
    order = (*OBSERVATION, None)
    observations = sorted(report.card.round.shared.observations, key=lambda one: order.index(one.kind))
    if not observations:
        return
    say, figures = report.say, Figures(report.card, report.lang)
    page, name = report.sheet(say("Strengths and gaps"))
    headings = [
        Column(say("Id"), 8),
        Column(say("Kind"), 14),
        roomy(say("What was found"), [one.text for one in observations], 44),
        Column(say("Element ids"), 14),
        Column(say("Processes"), 40),
        Column(say("Segment"), 20),
        Column(say("Evidence (ids)"), 14),
        roomy(say("What follows from it"), [one.consequence for one in observations], 36),
        roomy(say("Recommendation"), [one.recommendation for one in observations], 36),
    ]
    table = Table(report, page, headings)
    table.size()
    for one in observations:
        kind, segment = say(OBSERVATION[one.kind]) if one.kind else "", segment_name(one.segment, report.card)
        about = [", ".join(one.processes), named(one.processes, figures), segment, ", ".join(one.evidence)]
        table.row([one.id, kind, one.text, *about, one.consequence, one.recommendation])
    table.finish(name, frozen_columns=3)


def named(ids: Sequence[str], figures: Figures) -> str:
    """Return the processes with their numbers, one a line."""
    return "\n".join(figures.element(one) for one in ids)
