"""The sheet of report.xlsx on agreement: what several respondents said, and what a workshop settled."""

from __future__ import annotations

from collections.abc import Iterator

from pcf.assessment import ProcessScore
from pcf.assessment.figures import Figures
from pcf.assessment.sentences import has_agreements, settled
from pcf.assessment.workshop import in_dispute_order, shown_range
from pcf.excel.results.table import Column, Report, Table, Value, roomy
from pcf.excel.styles import GOOD_FILL

_NOTES = (30, 30, 30, 12, 18)  # the least width of what was written down


def write_agreement(report: Report) -> None:
    """Write every process, the most disputed first; nothing where one respondent answered alone."""
    if not has_agreements(report.card):
        return
    say, figures = report.say, Figures(report.card, report.lang)
    told = [one for one in in_dispute_order(report.card) if one.answers.voices or one.answers.agreed]
    noted = [_notes(one, report) for one in told]
    page, name = report.sheet(say("Agreement"))
    headings = [
        Column(say("No."), 8),
        Column(say("Element id"), 9),
        Column(say("Process"), 40),
        Column(say("Answers"), 9, "count"),
        Column(say("From lowest to highest"), 10),
        Column(say("Agreement"), 11, "share"),
        Column(say("Don't know, share"), 9, "share"),
        Column(say("Proposal"), 10, "level"),
        Column(say("Agreed level"), 13, "count"),
        *(roomy(head, [notes[place] for notes in noted], _NOTES[place]) for place, head in enumerate(_heads(report))),
    ]
    table = Table(report, page, headings)
    table.size()
    for process, notes in zip(told, noted, strict=True):
        agreed = report.looks.of("count", is_strong=True, fill=GOOD_FILL if process.answers.is_agreed else "")
        table.row([*_numbers(process, figures), *notes], {8: agreed})
    table.finish(name, frozen_columns=3)


def _numbers(process: ProcessScore, figures: Figures) -> Iterator[Value]:
    answers, element = process.answers, figures.taxonomy[process.element.id]
    heard = shown_range(answers) or figures.count(None).text
    yield from (element.hierarchy_id, element.id, element.shown_name, answers.n, heard, answers.agreement)
    yield from (None if one is None else float(one) for one in (answers.dk_share, answers.proposal))
    if answers.agreed is None or answers.agreed.answer is None:
        yield None
    else:
        level = settled(answers.agreed.answer, figures)
        yield level.text if level.exact is None else level.exact


def _heads(report: Report) -> list[str]:
    """Return the headings of what was written down; in an anonymous round nobody is named."""
    say = report.say
    heads = [say("Reason"), say("Evidence"), say("Left open, and who looks into it"), say("Date")]
    return heads if report.card.round.is_nameless else [*heads, say("Agreed by")]


def _notes(process: ProcessScore, report: Report) -> list[str]:
    agreed = process.answers.agreed
    count = len(_heads(report))
    if agreed is None:
        return [""] * count
    return [agreed.reason, agreed.evidence, agreed.open_question, agreed.date, agreed.agreed_by][:count]
