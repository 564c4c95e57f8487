"""The sheets of compared.xlsx that are lists: segments, what else changed, ticks and initiatives, both loops."""

from __future__ import annotations

from fractions import Fraction

from pcf.assessment.figures import Figures
from pcf.assessment.words import INITIATIVE_STATE, VERDICT
from pcf.excel.results.table import Column, Pages, Table, Value
from pcf.excel.styles import FAULT_FILL, GOOD_FILL, GROUP_FILL
from pcf.rounds.changed_words import MARKS, UNPOOLED, ChangeWords
from pcf.rounds.compared_segments import ComparedMetric, ComparedSegment
from pcf.rounds.comparison import Comparison
from pcf.rounds.loop_words import KINDS, LoopWords
from pcf.taxonomy import Taxonomy


def write_segments(pages: Pages, comparison: Comparison, words: ChangeWords, figures: Figures) -> None:
    """Write every segment with its index, and below it its metrics."""
    say = pages.say
    page, name = pages.sheet(say("Segments"))
    columns = [
        Column(say("Segment"), 26),
        Column(say("Segment id"), 12),
        Column(say("Metric"), 40),
        Column(say("Unit"), 14),
        Column(comparison.old.round.name or say("Before"), 12, "figure"),
        Column(comparison.new.round.name or say("Now"), 12, "figure"),
        Column(say("Change"), 12, "figure"),
        Column(say("Number of cases, before"), 12, "count"),
        Column(say("Number of cases, now"), 12, "count"),
        Column(say("Verdict, before"), 14),
        Column(say("Verdict, now"), 14),
        Column(say("Same definition"), 24),
        Column(say("May also rest on"), 44),
    ]
    table = Table(pages, page, columns)
    table.size()
    of = pages.looks.of
    strong = {place: of(column.kind, is_strong=True, fill=GROUP_FILL) for place, column in enumerate(columns)}
    units = {unit.id: unit.name.spoken(pages.lang) for unit in figures.taxonomy.bundle.units}
    for segment in comparison.segments:
        table.row(_segment(segment, words), strong)
        for one in segment.metrics:
            table.row([segment.segment.name, segment.segment.id, *_metric(one, words, units[one.metric.unit])])
    table.finish(name, frozen_columns=3)


def _segment(one: ComparedSegment, words: ChangeWords) -> list[Value]:
    say = words.say
    marks = words.marks(one.rests_on)
    parts = say("Compared together: {parts}", parts=", ".join(one.parts)) if one.parts else ""
    numbers = [_number(value) for value in (one.before, one.after, one.delta)]
    told = "; ".join(part for part in (parts, marks) if part)
    return [one.segment.name, one.segment.id, say("Index, 0 to 100"), "", *numbers, None, None, "", "", "", told]


def _metric(one: ComparedMetric, words: ChangeWords, unit: str) -> list[Value]:
    say = words.say
    numbers = [_number(value) for value in (one.before, one.after, one.delta, *one.cases)]
    verdicts = [say(VERDICT[verdict]) if verdict else "" for verdict in one.verdicts]
    same = {True: say("yes"), False: say("no"), None: ""}[one.same_definition]
    told = say(UNPOOLED[one.reason]) if one.reason else same
    return [words.metric(one.metric.id), unit, *numbers, *verdicts, told, ""]


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def write_other_changes(pages: Pages, comparison: Comparison, words: ChangeWords) -> None:
    """Write what else is not as it was, and whose numbers rest on it."""
    say = pages.say
    page, name = pages.sheet(say("What else changed"))
    table = Table(pages, page, [Column(say("Kind"), 30), Column(say("What changed"), 90), Column(say("Affects"), 60)])
    table.size()
    for change in comparison.also_changed:
        table.row([say(MARKS[change.what]), words.sentence(change), words.affected(change)])
    if not comparison.also_changed:
        table.row(["", say("Nothing else changed that is known."), ""])
    table.finish(name)


def write_done(pages: Pages, comparison: Comparison) -> None:
    """Write the lines of the checklist that came or went, then the initiatives that moved."""
    say, taxonomy = pages.say, comparison.new.taxonomy.in_language(pages.lang)
    page, name = pages.sheet(say("Ticks and initiatives"))
    columns = [
        Column(say("No."), 10),
        Column(say("Process"), 40),
        Column(say("Line of the checklist, or initiative"), 80),
        Column(say("Before"), 18),
        Column(say("Now"), 18),
    ]
    table = Table(pages, page, columns)
    table.size()
    states = {tick.code: tick.name.spoken(pages.lang) for tick in taxonomy.bundle.maturity.ticks}
    lines = _lines(taxonomy)
    for tick in comparison.ticks:
        fill = GOOD_FILL if tick.is_gained else FAULT_FILL
        told = [states[state] if state else "–" for state in (tick.before, tick.after)]
        process = taxonomy[tick.process]
        values: list[Value] = [process.hierarchy_id, process.shown_name, lines[tick.item], *told]
        table.row(values, {4: pages.looks.of("text", is_strong=True, fill=fill)})
    for one in comparison.initiatives:
        told = [say(INITIATIVE_STATE[state]) if state else "–" for state in (one.before, one.after)]
        numbers = ", ".join(taxonomy[element].hierarchy_id or "–" for element in one.processes if element in taxonomy)
        table.row([numbers, "", f"{one.id} {one.title}", *told])
    table.finish(name)


def write_loops(pages: Pages, comparison: Comparison) -> None:
    """Write what moved of complaints, contact reasons and staffing; no sheet where nothing did."""
    if not comparison.loops:
        return
    say, words = pages.say, LoopWords(pages.lang)
    page, name = pages.sheet(say("Complaints, reasons, staffing"))
    table = Table(pages, page, [Column(say("Kind"), 24), Column(say("Entry"), 60), Column(say("What changed"), 90)])
    table.size()
    for one in comparison.loops:
        table.row([say(KINDS[one.kind]), words.name(one), words.told(one)])
    table.finish(name)


def _lines(taxonomy: Taxonomy) -> dict[str, str]:
    """Return what the lines of the checklist say, by id."""
    statements = [one for process in taxonomy.processes if process.rubric for one in process.rubric.statements]
    return {element.id: element.shown_name for element in taxonomy} | {one.id: one.text for one in statements}
