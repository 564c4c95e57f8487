"""What deliverables say in the same words: the report, the workbook of results, the terminal."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from pcf.assessment.figures import Figures, Shown
from pcf.assessment.registers import Initiative
from pcf.assessment.roles import RoleGap, role_gaps
from pcf.assessment.scorecard import Scorecard
from pcf.errors import N_
from pcf.model import AnswerCode

_LAYERS: Mapping[str, str] = {
    "agreed": N_("agreed: {count}"),
    "proposal": N_("proposed: {count}"),
    "answer": N_("one respondent's answer: {count}"),
    "none": N_("without a level: {count}"),
    "na": N_("not applicable: {count}"),
}


def layers(card: Scorecard, figures: Figures) -> str:
    """Say what the levels of the processes are, with how many: agreed, proposed, one answer, none."""
    counted = {layer: count for layer, count in card.layers.items() if count}
    told = [figures.say(_LAYERS[layer], count=figures.count(count)) for layer, count in counted.items()]
    return functools.reduce(lambda first, more: figures.say("{first}; {more}", first=first, more=more), told)


def has_agreements(card: Scorecard) -> bool:
    """Whether there is anything to tell of agreement: several answered, or a workshop wrote something down."""
    return len(card.round.copies) > 1 or any(one.answers.agreed is not None for one in card.processes)


def settled(answer: AnswerCode | None, figures: Figures) -> Shown:
    """Write an answer of the scale: a level as a number, NA and DK in words, a blank as a dash."""
    if answer is None:
        return figures.count(None)
    if answer in ("NA", "DK"):
        names = {one.code: one.name.spoken(figures.lang) for one in figures.taxonomy.bundle.maturity.levels}
        return Shown(None, names[answer])
    return figures.count(int(answer))


def two_views(card: Scorecard, figures: Figures) -> str:
    """Say in a sentence or two how management and the front line differ; blank where they cannot be compared."""
    gaps = role_gaps(card)
    if not gaps:
        return ""
    tally, largest = _tally(gaps, figures), gaps[0]
    if not largest.gap:
        return tally
    difference = figures.say(
        "The largest difference: {process}, {management} against {front_line}.",
        process=figures.element(largest.process.id),
        management=figures.level(largest.management),
        front_line=figures.level(largest.front_line),
    )
    return figures.say("{first} {second}", first=tally, second=difference)


def _tally(gaps: Sequence[RoleGap], figures: Figures) -> str:
    signs = [(one.gap > 0) - (one.gap < 0) for one in gaps]
    return figures.say(
        "Of the processes that both rated, management rates higher: {above}; the front line rates higher: {below}; "
        "both alike: {alike}.",
        above=figures.count(signs.count(1)),
        below=figures.count(signs.count(-1)),
        alike=figures.count(signs.count(0)),
    )


def segment_name(segment_id: str | None, card: Scorecard) -> str:
    """Return the name of a segment; an id that no segment has stays an id."""
    return next((one.name for one in card.round.segments if one.id == segment_id), segment_id or "")


def metric_effect(initiative: Initiative, card: Scorecard, figures: Figures) -> str:
    """Say which metric an initiative moves, of which segment, and to what; blank without one."""
    record = next((one for one in figures.taxonomy.bundle.metrics if one.id == initiative.metric), None)
    if record is None:
        return initiative.metric or ""
    name, segment = figures.metric(record), segment_name(initiative.segment, card)
    said = f"{name} ({segment})" if segment else name
    if initiative.expected_value is None:
        return said
    return f"{said}: {figures.quantity(record, initiative.expected_value)}"
