"""Charts of what is to be done: value against effort, and the waves of the roadmap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pcf.assessment import Scorecard
from pcf.assessment.figures import Figures
from pcf.assessment.registers import InitiativeState
from pcf.assessment.roadmap import OPEN, Planned
from pcf.assessment.roadmap import roadmap as planned_of
from pcf.assessment.words import INITIATIVE_STATE
from pcf.charts import Border, Box, Caption, Column, Look, Plane, Point, Scale, Shape, scatter, ticks_over, waves
from pcf.i18n import number

_BORDERS: Mapping[InitiativeState | None, Border] = {
    None: "dashed", "planned": "solid", "running": "thick", "done": "double",
}  # fmt: skip
_SHAPES: Mapping[InitiativeState | None, Shape] = {None: "diamond", "planned": "circle", "running": "triangle"}


def value_effort(card: Scorecard, figures: Figures) -> str:
    """Draw what the open initiatives are expected to gain against the work that they take."""
    say = figures.say
    known = [
        (one, float(one.initiative.effort), float(one.gain))
        for one in planned_of(card)
        if one.initiative.state in OPEN and one.initiative.effort is not None and one.gain is not None
    ]
    if not known:
        return ""
    points = [
        Point(label=one.initiative.id, x=effort, y=gain, shape=_SHAPES[one.initiative.state])
        for one, effort, gain in known
    ]
    states = [state for state in OPEN if any(one.initiative.state == state for one, _, _ in known)]
    plane = Plane(
        title=say("Initiatives: gain of the overall score against effort"),
        description="; ".join(_described(one, figures) for one, _, _ in known),
        x=_scale([effort for _, effort, _ in known], figures),
        y=_scale([gain for _, _, gain in known], figures),
        x_title=say("Effort, person-days"),
        y_title=say("Gain of the overall score, levels"),
        words={_SHAPES[state]: _state(state, figures) for state in states},
    )
    return scatter(points, plane)


def _scale(values: Sequence[float], figures: Figures) -> Scale:
    """Return a scale from 0, or from below it where something loses."""
    ticks = ticks_over(values)
    return Scale(ticks[-1], tuple((tick, number(tick, figures.lang, 3)) for tick in ticks), ticks[0])


def roadmap(card: Scorecard, figures: Figures) -> str:
    """Draw the initiatives in their waves, each with an arrow to those that need it."""
    planned = planned_of(card)
    if not planned:
        return ""
    say = figures.say
    columns = [
        Column(
            say("Wave {number}", number=wave),
            tuple(_box(one, figures) for one in planned if one.wave == wave),
        )
        for wave in range(1, planned[-1].wave + 1)
    ]
    states = [state for state in _BORDERS if any(one.initiative.state == state for one in planned)]
    words: dict[Look, str] = {_BORDERS[state]: _state(state, figures) for state in states}
    if any(one.initiative.depends_on for one in planned):
        words["link"] = say("must come before")
    title = say("Roadmap: initiatives by wave")
    return waves(columns, Caption(title, "; ".join(_described(one, figures) for one in planned)), words)


def _box(one: Planned, figures: Figures) -> Box:
    said, say = one.initiative, figures.say
    lines = [
        say("owner: {owner}", owner=said.owner) if said.owner else "",
        say("cost: {cost}", cost=figures.money(said.cost)) if said.cost is not None else "",
        say("person-days: {effort}", effort=figures.level(said.effort)) if said.effort is not None else "",
        say("expected level: {level}", level=said.expected_level) if said.expected_level is not None else "",
        say("gain: {gain}", gain=figures.change(one.gain)) if one.gain is not None else "",
        _state(said.state, figures),
    ]
    return Box(
        id=said.id,
        title=f"{said.id} {said.title}",
        lines=tuple(line for line in lines if line),
        border=_BORDERS[said.state],
        needs=said.depends_on,
    )


def _described(one: Planned, figures: Figures) -> str:
    """Say in words what a mark or a box shows."""
    return figures.say(
        "{title}: wave {wave}, effort {effort}, gain {gain}",
        title=f"{one.initiative.id} {one.initiative.title}",
        wave=one.wave,
        effort=figures.level(one.initiative.effort),
        gain=figures.change(one.gain),
    )


def _state(state: InitiativeState | None, figures: Figures) -> str:
    return figures.say(INITIATIVE_STATE[state]) if state else figures.say("state not given")
