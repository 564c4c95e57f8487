"""Charts of levels: all processes as a heat map, gaps to target, management beside the front line."""

from __future__ import annotations

from fractions import Fraction

from pcf.assessment import ProcessScore, Scorecard
from pcf.assessment.figures import Figures
from pcf.assessment.highlights import gaps_in_order
from pcf.assessment.roles import RoleGap, role_gaps
from pcf.assessment.words import STATE, STATUS, State, state_of
from pcf.charts import Band, Bar, Cell, Frame, Gap, Pair, Scale, bars, heat, pairs
from pcf.maturity import Score

LEVELS = Scale(5.0, tuple((float(level), str(level)) for level in range(6)))
_GAPS: dict[State, Gap] = {"blank": "blank", "dk": "dk", "na": "na", "not_asked": "not_asked"}


def heat_map(card: Scorecard, figures: Figures) -> str:
    """Draw every process group with its processes, shaded by level; what has no level says why."""
    bands = [
        Band(_group(group, figures), tuple(_process(card.process(child.id), figures) for child in group.children))
        for group in card.groups
    ]
    found = {state_of(process) for process in card.processes}
    levels = tuple((float(level), figures.numbered_level(level)) for level in range(6))
    frame = Frame(
        figures.say("Levels of all processes, 0 to 5"),
        "; ".join(f"{cell.label}: {cell.shown}" for band in bands for cell in (band.head, *band.cells)),
        Scale(5.0, levels),
        {gap: figures.say(STATE[state]) for state, gap in _GAPS.items() if state in found},
        width=960.0,
    )
    return heat(bands, frame) if bands else ""


def _group(group: Score, figures: Figures) -> Cell:
    without, outside = STATUS["none"], STATE["na"]
    shown = figures.level(group.score).text if group.score is not None else figures.say(without)
    gap: Gap = "blank" if group.applicable else "na"
    said = shown if group.applicable else figures.say(outside)
    return Cell(label=figures.element(group.id), shown=said, value=_float(group.score), gap=gap)


def _process(process: ProcessScore, figures: Figures) -> Cell:
    state = state_of(process)
    shown = figures.rating(process) if state == "scored" else figures.say(STATE[state])
    label = figures.element(process.element.id)
    return Cell(label=label, shown=shown, value=_float(process.score.score), gap=_GAPS.get(state, "blank"))


def gaps(card: Scorecard, figures: Figures) -> str:
    """Draw the level of every process below its target, the farthest first, with the target."""
    say = figures.say
    rows = [_gap(process, figures) for process in gaps_in_order(card)]
    if not rows:
        return ""
    description = "; ".join(f"{row.label}: {row.shown}" for row in rows)
    title = say("Processes below their target, the farthest first, levels 0 to 5")
    return bars(rows, Frame(title, description, LEVELS, {"value": say("Level"), "target": say("Target")}))


def _gap(process: ProcessScore, figures: Figures) -> Bar:
    target = figures.level(process.answers.target)
    return Bar(
        label=figures.element(process.element.id),
        shown=figures.say("{rated}; target {target}", rated=figures.rating(process), target=target),
        value=_float(process.score.score),
        target=target.exact,
    )


def roles(card: Scorecard, figures: Figures) -> str:
    """Draw what management and the front line answered, the largest difference first; no agreed levels."""
    rows = [_pair(gap, figures) for gap in role_gaps(card)]
    if not rows:
        return ""
    counts = {view.role: view.n for view in card.role_views}
    frame = Frame(
        figures.say("Management and the front line: what each answered, levels 0 to 5"),
        "; ".join(f"{row.label}: {row.shown}" for row in rows),
        LEVELS,
        {
            "first": f"{figures.role('manager')}, n = {figures.count(counts['manager'])}",
            "second": f"{figures.role('front_line')}, n = {figures.count(counts['front_line'])}",
        },
    )
    return pairs(rows, frame)


def _pair(gap: RoleGap, figures: Figures) -> Pair:
    first, second = figures.level(gap.management), figures.level(gap.front_line)
    return Pair(
        label=figures.element(gap.process.id),
        shown=f"{first.text} / {second.text} ({figures.change(gap.gap, 1)})",
        first=first.exact,
        second=second.exact,
    )


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
