"""What the one page at the front says, in lines short enough to fit it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pcf.assessment import ProcessScore, Scorecard, SegmentScore
from pcf.assessment.figures import Figures, Shown
from pcf.assessment.highlights import largest_gaps, strongest
from pcf.assessment.levers import SHOWN, Lever, levers
from pcf.assessment.parts.pools import part_of, pool_name, promise_of
from pcf.assessment.roadmap import OPEN, Planned, roadmap
from pcf.assessment.sentences import layers, two_views
from pcf.assessment.words import INITIATIVE_STATE, STATUS, VERDICT
from pcf.charts import wrapped
from pcf.report.limits import limits
from pcf.workforce.planned import PlannedLine, StaffingPlan

# How much is kept of a text that people typed, in the units of ``wrapped``; half a page is about 380 wide.
_TITLE, _NAME = 520.0, 360.0
_SEGMENTS, _INITIATIVES, _LIMITS, _POOLS = 5, 4, 4, 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: a number or a mark, a text with an element's number before it, and a note."""

    lead: str
    text: str
    hierarchy_id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """The first lines of a list, and how many more there are."""

    lines: tuple[Line, ...]
    more: Shown | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The lists of the page.

    Attributes:
        shortages: Pools whose agents of today do not keep what is promised; empty where all do, or none is known.
        wave: The number of the next wave, ``None`` where nothing is planned.
    """

    layers: str
    strengths: List
    gaps: List
    levers: List
    segments: List
    shortages: List
    two_views: str
    wave: int | None
    initiatives: List
    limits: tuple[str, ...]


def summary(card: Scorecard, figures: Figures) -> Summary:
    """Return what the first page says of a scorecard."""
    best, worst = strongest(card), largest_gaps(card)
    wave, initiatives = next_wave(card)
    return Summary(
        layers=layers(card, figures),
        strengths=List(tuple(_strength(one, figures) for one in best.processes), _more(best.equals, figures)),
        gaps=List(tuple(_gap(one, figures) for one in worst.processes), _more(worst.equals, figures)),
        levers=List(tuple(_lever(one, figures) for one in levers(card)[:SHOWN]), None),
        segments=_first([_segment(one, figures) for one in card.segments], _SEGMENTS, figures),
        shortages=_first(_shortages(card.staffing, figures), _POOLS, figures),
        two_views=two_views(card, figures),
        wave=wave,
        initiatives=_first([_initiative(one, figures) for one in initiatives], _INITIATIVES, figures),
        limits=tuple(limits(card, figures)[:_LIMITS]),
    )


def next_wave(card: Scorecard) -> tuple[int | None, list[Planned]]:
    """Return the first wave in which something is still to be done, and what that is."""
    left = [one for one in roadmap(card) if one.initiative.state in OPEN]
    wave = left[0].wave if left else None
    return wave, [one for one in left if one.wave == wave]


def _shortened(text: str, longest: float) -> str:
    """Keep of a typed text what fits the page; the chapters have all of it."""
    first, *rest = wrapped(text, longest)
    return f"{first}…" if rest else first


def _first(lines: Sequence[Line], most: int, figures: Figures) -> List:
    return List(tuple(lines[:most]), _more(len(lines) - most, figures))


def _more(count: int, figures: Figures) -> Shown | None:
    return figures.count(count) if count > 0 else None


def _strength(process: ProcessScore, figures: Figures) -> Line:
    return _line(process, figures.level(process.score.score).text, figures.rating(process), figures)


def _gap(process: ProcessScore, figures: Figures) -> Line:
    note = f"{figures.rating(process)} → {figures.level(process.answers.target)}"
    return _line(process, figures.level(process.gap).text, note, figures)


def _lever(lever: Lever, figures: Figures) -> Line:
    changes = [figures.change(change).text for change in (lever.up, lever.down) if change is not None]
    return _line(
        lever.process, " / ".join(changes), figures.say("now {rating}", rating=figures.rating(lever.process)), figures
    )


def _line(process: ProcessScore, lead: str, note: str, figures: Figures) -> Line:
    element = figures.taxonomy[process.element.id]
    return Line(lead, element.shown_name, element.hierarchy_id or "", note if note != lead else "")


def _segment(segment: SegmentScore, figures: Figures) -> Line:
    """Say how many figures of a segment reach their targets."""
    counted = Counter(one.verdict for one in segment.metrics)
    said = [figures.say(STATUS[segment.index.status])] if segment.index.status != "scored" else []
    said += [f"{figures.say(word)}: {figures.count(counted[code])}" for code, word in VERDICT.items() if counted[code]]
    breached = sum(one.breached for one in segment.metrics)
    if breached:
        said.append("▼ " + figures.say("worse than the floor: {count}", count=figures.count(breached)))
    return Line(figures.index(segment.index.score).text, _shortened(segment.segment.name, _NAME), note="; ".join(said))


def _shortages(plan: StaffingPlan | None, figures: Figures) -> list[Line]:
    """Say of each pool by how many agents its worst interval falls short of the promise."""
    missed: dict[tuple[str | None, str], list[tuple[int, PlannedLine]]] = {}
    for one in plan.lines if plan else ():
        if one.today and one.needed and not one.today.is_kept:
            gap = one.today.agents - one.needed.agents
            missed.setdefault((one.line.segment, one.line.channel), []).append((gap, one))
    found = []
    for pool in plan.pools if plan else ():
        if lines := missed.get((pool.segment, pool.channel)):
            gap, worst = min(lines, key=lambda line: line[0])
            name = _shortened(pool_name(pool.segment, pool.channel, plan, figures), _NAME) if plan else ""
            found.append(Line(figures.change(gap, 0).text, name, note=_missed(worst, len(lines), pool.lines, figures)))
    return found


def _missed(worst: PlannedLine, missed: int, every: int, figures: Figures) -> str:
    """Say what today's agents keep of a promise, or of many intervals in how many they miss it."""
    if every > 1:
        counts = {"missed": figures.count(missed), "every": figures.count(every)}
        return figures.say("missed in {missed} of {every} intervals", **counts)
    assert worst.today is not None
    aim = None if worst.line.target is None else float(worst.line.target)
    return figures.say(
        "today {agents} agents: {share}; promised {promise}",
        agents=figures.count(worst.today.agents),
        share=part_of(worst.today.service_level, figures, aim),
        promise=promise_of(worst.line, figures),
    )


def _initiative(planned: Planned, figures: Figures) -> Line:
    one = planned.initiative
    facts = (
        _shortened(one.owner, _NAME) if one.owner else "",
        figures.say(INITIATIVE_STATE[one.state]) if one.state else "",
    )
    return Line(
        figures.change(planned.gain).text,
        _shortened(one.title, _TITLE),
        one.id,
        "; ".join(fact for fact in facts if fact),
    )
