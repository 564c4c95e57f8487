"""What the template of the HTML report reads: rows of finished texts, in the order of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pcf.assessment import ProcessScore, Scorecard, SegmentMetric, SegmentScore
from pcf.assessment.checklist import checklists
from pcf.assessment.figures import Figures, Numbers, Shown
from pcf.assessment.findings import FIGURE_CONTRADICTS_LEVEL, LEVEL_WITHOUT_METRIC, TARGET_BELOW_TODAY
from pcf.assessment.highlights import target_of
from pcf.assessment.words import BASIS, FLAG, LAYER, SEVERITY, STATE, VERDICT, State, state_of
from pcf.findings import Finding, Severity
from pcf.maturity import Score

SEGMENTS_ACROSS = 5  # more do not fit on A4
_CHECKS = {kind.code for kind in (LEVEL_WITHOUT_METRIC, FIGURE_CONTRADICTS_LEVEL, TARGET_BELOW_TODAY)}
_MARKS = {"met": "✓", "missed": "✗", "not_proven": "≈", "no_target": "·", "no_data": "○"}


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """One process of the heat map."""

    hierarchy_id: str
    name: str
    state: State
    said: str
    shade: int
    level: Shown
    standing: str
    supported: Shown
    is_unsupported: bool
    target: Shown
    gap: Shown
    surplus: Shown
    span: str
    reason: str
    n: Shown
    dk: int
    spread: Shown
    layer: str
    is_agreed: bool


@dataclass(frozen=True, slots=True)
class GroupRows:
    """A process group and its processes."""

    hierarchy_id: str
    name: str
    score: Score
    level: Shown
    target: Shown
    span: str
    coverage: Shown
    rows: tuple[ProcessRow, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One metric of one segment; ``verdict`` is the code that the look hangs on."""

    value: Shown
    target: str
    verdict: str
    mark: str
    said: str
    floor: str
    stretch: str
    attainment: Shown
    details: tuple[str, ...]
    is_breached: bool


@dataclass(frozen=True, slots=True)
class SegmentTable:
    """Some segments side by side: metrics down, segments across; a metric that a segment lacks is ``None``."""

    segments: tuple[SegmentScore, ...]
    rows: tuple[tuple[str, tuple[Cell | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding in the reader's language."""

    severity: Severity
    said: str
    place: str
    message: str
    expected: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One figure over all contacts of a log."""

    name: str
    value: Shown
    n: Shown


def heat_map(card: Scorecard, figures: Figures) -> list[GroupRows]:
    """Return all processes under their groups, in printed order."""
    table = []
    for group in card.groups:
        element = figures.taxonomy[group.id]
        members = [card.process(child.id) for child in group.children]
        table.append(
            GroupRows(
                hierarchy_id=element.hierarchy_id or "",
                name=element.shown_name,
                score=group,
                level=figures.level(group.score),
                target=figures.level(target_of(card, group)),
                span=figures.span(group),
                coverage=figures.share(group.coverage),
                rows=tuple(process_row(process, figures) for process in members),
            )
        )
    return table


def process_row(process: ProcessScore, figures: Figures) -> ProcessRow:
    """Return one process as texts."""
    score, answers, state = process.score, process.answers, state_of(process)
    element = figures.taxonomy[process.element.id]
    return ProcessRow(
        hierarchy_id=element.hierarchy_id or "",
        name=element.shown_name,
        state=state,
        said=figures.say(STATE[state]),
        shade=shade_of(score.score),
        level=figures.level(score.score),
        standing=figures.standing_beside(score.score),
        supported=figures.level(process.supported),
        is_unsupported=process.is_unsupported,
        target=figures.level(answers.target),
        gap=figures.level(process.gap),
        surplus=figures.level(process.surplus),
        span=figures.span(score),
        reason=answers.reason,
        n=figures.count(answers.n),
        dk=answers.dk,
        spread=figures.count(answers.spread),
        layer=figures.say(LAYER[process.layer]),
        is_agreed=answers.is_agreed,
    )


def shade_of(level: Fraction | None) -> int:
    """Return which of the six shades a level has: the nearest, halves up."""
    return 0 if level is None else int(level + Fraction(1, 2))


def segment_tables(card: Scorecard, figures: Figures) -> list[SegmentTable]:
    """Return metrics against segments, at most five segments to a table."""
    names: dict[str, str] = {}
    for segment in card.segments:
        names |= {one.metric.id: figures.metric(one.metric) for one in segment.metrics}
    tables = []
    for first in range(0, len(card.segments), SEGMENTS_ACROSS):
        across = card.segments[first : first + SEGMENTS_ACROSS]
        rows = tuple(
            (name, tuple(_cell_of(segment, metric, figures) for segment in across)) for metric, name in names.items()
        )
        tables.append(SegmentTable(tuple(across), rows))
    return tables


def _cell_of(segment: SegmentScore, metric: str, figures: Figures) -> Cell | None:
    return next((_cell(one, figures) for one in segment.metrics if one.metric.id == metric), None)


def _cell(one: SegmentMetric, figures: Figures) -> Cell:
    figure, result, say = one.figure, one.result, figures.say
    floor, stretch = (figure.floor, figure.stretch) if figure else (None, None)
    details = [say("n = {count}", count=figures.count(result.n).text) if result.n is not None else ""]
    if result.value is None:
        details.append(figures.reason(one))
    else:
        details.append(say("from the log") if one.counted else say("typed in"))
        details.append(say(BASIS[result.basis]) if result.basis else "")
    details += [figures.interval(one), *(say(FLAG[flag]) for flag in result.flags)]
    return Cell(
        value=figures.quantity(one.metric, result.value, figure.target if figure else None),
        target=figures.target(one),
        verdict=one.verdict,
        mark=_MARKS[one.verdict],
        said=say(VERDICT[one.verdict]),
        floor="" if floor is None else figures.quantity(one.metric, floor).text,
        stretch="" if stretch is None else figures.quantity(one.metric, stretch).text,
        attainment=figures.index(one.attainment),
        details=tuple(detail for detail in details if detail),
        is_breached=one.breached,
    )


def finding_rows(card: Scorecard, figures: Figures) -> list[FindingRow]:
    """Return the findings, errors first, but those of ``check_rows``."""
    return rows_of([finding for finding in card.findings if finding.code not in _CHECKS], figures)


def check_rows(card: Scorecard, figures: Figures) -> list[FindingRow]:
    """Return what was found where ratings, targets and figures do not go together."""
    return rows_of([finding for finding in card.findings if finding.code in _CHECKS], figures)


def rows_of(findings: Sequence[Finding], figures: Numbers) -> list[FindingRow]:
    """Return findings as texts, errors first."""
    say, order = figures.say, list(Severity)
    return [
        FindingRow(
            severity=finding.severity,
            said=say(SEVERITY[finding.severity]),
            place=finding.place,
            message=finding.message(say),
            expected=finding.expected(say),
            suggestion=finding.suggestion(say),
        )
        for finding in sorted(findings, key=lambda finding: order.index(finding.severity))
    ]


def has_figures(card: Scorecard) -> bool:
    """Whether any figure was given, in a workbook or by a log."""
    given = (one.result.value for segment in card.segments for one in segment.metrics)
    return any(value is not None for value in (*given, *(result.value for result in card.totals.values())))


def totals(card: Scorecard, figures: Figures) -> list[TotalRow]:
    """Return the figures over all contacts of the log."""
    rows = []
    for metric_id, result in card.totals.items():
        record = figures.taxonomy.metric(metric_id).record
        value = figures.quantity(record, result.value)
        rows.append(TotalRow(figures.metric(record), value, figures.count(result.n)))
    return rows


def progress(card: Scorecard, figures: Figures) -> dict[str, str]:
    """Say, by hierarchy id, how much of the checklist of a process is in place; of those that anybody answered."""
    return {
        one.process.hierarchy_id or "": figures.say(
            "checklist: {done} of {every} in place",
            done=figures.count(one.in_place),
            every=figures.count(one.applicable),
        )
        for one in checklists(figures.taxonomy, card.round)
        if one.is_answered
    }


def without_score(groups: Sequence[Score], figures: Figures) -> str:
    """Name the applicable groups that have no score."""
    without = [group for group in groups if group.applicable and group.score is None]
    return ", ".join(figures.taxonomy[group.id].hierarchy_id or "" for group in without)
