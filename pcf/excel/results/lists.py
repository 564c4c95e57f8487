"""The sheets of report.xlsx that are lists: next steps, segments, explanation, findings, notice."""

from __future__ import annotations

from collections.abc import Iterator

from pcf.assessment import Explanation, SegmentMetric
from pcf.assessment.figures import Figures
from pcf.assessment.steps import Step, steps
from pcf.assessment.words import (
    BASIS,
    CHANGED,
    FLAG,
    SEVERITY,
    VERDICT,
)
from pcf.excel.results.table import Column, Pages, Report, Table, Value
from pcf.excel.styles import FAULT_FILL, GOOD_FILL, row_height
from pcf.excel.workbook.sheet import bulleted, set_up_page
from pcf.findings import Severity
from pcf.i18n import Translator
from pcf.rubric import NOT_DESCRIBED
from pcf.taxonomy import Taxonomy


def write_steps(report: Report) -> None:
    """Write, for every rated process, where it stands in words and what the next level asks."""
    say, figures = report.say, Figures(report.card, report.lang)
    page, name = report.sheet(say("Next steps"))
    headings = [
        Column(say("No."), 8),
        Column(say("Element id"), 9),
        Column(say("Process"), 30),
        Column(say("Level today"), 18),
        Column(say("What it looks like today"), 48),
        Column(say("Next level"), 18),
        Column(say("What the next level looks like"), 48),
        Column(say("What an assessor finds there"), 60),
    ]
    table = Table(report, page, headings)
    table.size()
    for step in steps(report.card, report.lang):
        found = bulleted(statement.text for statement in step.statements)
        above = "" if step.next_level is None else figures.numbered_level(step.next_level)
        above = say("The target is reached.") if step.is_at_target else above
        values: list[Value] = [
            step.process.hierarchy_id, step.process.id, step.process.shown_name, _today(report, figures, step),
            step.descriptor or say(NOT_DESCRIBED), above, step.next_descriptor, found,
        ]  # fmt: skip
        table.row(values)
    table.finish(name, frozen_columns=3)


def _today(report: Report, figures: Figures, step: Step) -> str:
    """Say where a process stands, and how far the evidence supports it if less."""
    process, standing = report.card.process(step.process.id), figures.standing(step.score)
    return f"{standing}\n({figures.rating(process)})" if process.is_unsupported else standing


def _segment_columns(say: Translator) -> list[Column]:
    return [
        Column(say("Segment"), 25),
        Column(say("Segment id"), 11),
        Column(say("Metric"), 28),
        Column(say("Metric id"), 24),
        Column(say("Unit"), 12),
        Column(say("Value"), 11, "figure"),
        Column(say("Number of cases"), 10, "count"),
        Column(say("Basis"), 13),
        Column(say("Confidence interval, low"), 12, "figure"),
        Column(say("Confidence interval, high"), 12, "figure"),
        Column(say("Floor"), 10, "figure"),
        Column(say("Target"), 10, "figure"),
        Column(say("Stretch"), 10, "figure"),
        Column(say("Weight"), 8, "weight"),
        Column(say("Attainment"), 11, "figure"),
        Column(say("Verdict"), 13),
        Column(say("Floor kept?"), 16),
        Column(say("Source"), 12),
        Column(say("Remarks"), 22),
    ]


def write_segments(report: Report) -> None:
    """Write one row per segment and metric."""
    say = report.say
    page, name = report.sheet(say("Segments"))
    table = Table(report, page, _segment_columns(say))
    table.size()
    figures = Figures(report.card, report.lang)
    units = {unit.id: unit.name.spoken(report.lang) for unit in figures.taxonomy.bundle.units}
    fills = {"met": GOOD_FILL, "missed": FAULT_FILL}
    for segment, said in zip(report.card.segments, report.json["segments"], strict=True):
        for one, row in zip(segment.metrics, said["metrics"], strict=True):
            low, high = row["interval"] or (None, None)
            values: list[Value] = [
                said["name"], said["id"], figures.metric(one.metric), row["id"], units[one.metric.unit],
                row["value"], row["n"], say(BASIS[one.result.basis]) if one.result.basis else "", low, high,
                row["floor"], row["target"], row["stretch"], row["weight"], row["attainment"],
                say(VERDICT[one.verdict]), say("▼ worse than the floor") if one.breached else "",
                _source(one, report), _remarks(one, figures),
            ]  # fmt: skip
            looks = {16: report.looks.of("text", is_strong=True, fill=FAULT_FILL)} if one.breached else {}
            if one.verdict in fills:
                looks[15] = report.looks.of("text", is_strong=True, fill=fills[one.verdict])
            table.row(values, looks)
    table.finish(name, frozen_columns=3)


def _source(one: SegmentMetric, report: Report) -> str:
    if one.result.value is None:
        return ""
    return report.say("from the log") if one.counted else report.say("typed in")


def _remarks(one: SegmentMetric, figures: Figures) -> str:
    flags = [figures.say(FLAG[flag]) for flag in one.result.flags]
    return "; ".join(part for part in (*flags, figures.reason(one)) if part)


def write_explanation(report: Report) -> None:
    """Write every score with its terms: our number, a formula that computes it again, and whether they agree."""
    say = report.say
    page, name = report.sheet(say("Explanation"))
    headings = [
        Column(say("Number"), 58),
        Column(say("Score"), 10, "score"),
        Column(say("Weight"), 9, "weight"),
        Column(say("Computed here"), 12, "score"),
        Column(say("Agree?"), 9),
        Column(say("Formula as text"), 54),
        Column(say("How it came about"), 48),
    ]
    table = Table(report, page, headings)
    table.size()
    looks = report.looks
    for depth, node in _walk(report.card.explain(lang=report.lang), 0):
        score = None if node.score is None else float(node.score)
        values: list[Value] = ["    " * depth + node.label, score, float(node.weight), None, "", node.excel, node.note]
        row = table.row(values, is_strong=bool(node.terms))
        if node.excel:
            page.write_formula(row, 3, node.excel, looks.of("score", is_strong=True), score)
            yes, no = (word.replace('"', "") for word in (say("yes"), say("no")))
            check = f'=IF(ABS(D{row + 1}-B{row + 1})<1E-9,"{yes}","{no}")'
            page.write_formula(row, 4, check, looks.of("text", is_strong=True), yes)
    table.finish(name, frozen_columns=1)


def _walk(node: Explanation, depth: int) -> Iterator[tuple[int, Explanation]]:
    yield depth, node
    for term in node.terms:
        yield from _walk(term, depth + 1)


def write_findings(report: Report) -> None:
    """Write what was noticed, errors first."""
    say, order = report.say, list(Severity)
    page, name = report.sheet(say("Findings"))
    headings = [
        Column(say("Severity"), 11),
        Column(say("Place"), 28),
        Column(say("Message"), 60),
        Column(say("Expected"), 36),
        Column(say("Suggestion"), 44),
        Column(say("Code"), 24),
    ]
    table = Table(report, page, headings)
    table.size()
    for finding in sorted(report.card.findings, key=lambda finding: order.index(finding.severity)):
        texts = [finding.message(say), finding.expected(say), finding.suggestion(say)]
        table.row([say(SEVERITY[finding.severity]), finding.place, *texts, finding.code])
    table.finish(name)


def write_notice(report: Report) -> None:
    """Write APQC's notices word for word, and what was changed."""
    taxonomy = report.card.taxonomy
    write_notices(report, taxonomy, report.say(CHANGED, edition=taxonomy.edition))


def write_notices(pages: Pages, taxonomy: Taxonomy, changed: str) -> None:
    """Write a sheet with APQC's notices word for word, and a sentence on what was changed."""
    page, name = pages.sheet(pages.say("Notice"))
    page.set_column(0, 0, 120)
    texts = [*(notice.text for notice in taxonomy.bundle.notices), changed]
    page.write_string(0, 0, pages.say("Notice"), pages.looks.title)
    for row, text in enumerate(texts, start=2):
        page.write_string(row, 0, text, pages.looks.text)
        page.set_row(row, row_height(pages.lang, [(text, 118)]) + 6)
    set_up_page(page, name, 0, len(texts) + 1)
