"""Who answered, and what each role says: counts and levels, never a name."""

from __future__ import annotations

from dataclasses import dataclass

from pcf.assessment import ProcessScore, Scorecard
from pcf.assessment.figures import Figures, Shown
from pcf.assessment.roles import RoleView, role_gaps
from pcf.assessment.words import STATE, STATUS, State
from pcf.report.view import shade_of


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role: how many answered, how much of what applies they answered, and what they alone come to."""

    name: str
    n: Shown
    coverage: Shown
    rated: Shown
    level: Shown
    status: str


@dataclass(frozen=True, slots=True)
class RoleCell:
    """What one role says about one process; without a level ``said`` tells why."""

    level: Shown
    shade: int
    state: State
    said: str


@dataclass(frozen=True, slots=True)
class RoleProcess:
    """One process as every role sees it; ``gap`` is management less front line."""

    hierarchy_id: str
    name: str
    cells: tuple[RoleCell, ...]
    gap: Shown


def role_rows(card: Scorecard, figures: Figures) -> list[RoleRow]:
    """Return the roles of those who answered, in the order of the closed list."""
    return [
        RoleRow(
            name=figures.role(view.role),
            n=figures.count(view.n),
            coverage=figures.share(view.score.coverage),
            rated=figures.count(len(view.levels)),
            level=figures.level(view.score.score),
            status=figures.say(STATUS[view.score.status]),
        )
        for view in card.role_views
    ]


def role_processes(card: Scorecard, figures: Figures) -> list[RoleProcess]:
    """Return every process that some role rated, in printed order; nothing where fewer than two roles answered."""
    views = card.role_views
    if len(views) < 2:
        return []
    gaps = {one.process.id: one.gap for one in role_gaps(card)}
    return [
        RoleProcess(
            hierarchy_id=one.element.hierarchy_id or "",
            name=figures.taxonomy[one.element.id].shown_name,
            cells=tuple(_cell(view, one, card, figures) for view in views),
            gap=figures.change(gaps.get(one.element.id)),
        )
        for one in card.processes
        if any(one.element.id in view.levels for view in views)
    ]


def _cell(view: RoleView, process: ProcessScore, card: Scorecard, figures: Figures) -> RoleCell:
    level = view.levels.get(process.element.id)
    if level is None and card.round.is_nameless:
        return RoleCell(figures.level(None), 0, "not_asked", figures.say("none, or too few answers"))
    state = "scored" if level is not None else _state(view, process)
    return RoleCell(figures.level(level), shade_of(level), state, figures.say(STATE[state]))


def _state(view: RoleView, process: ProcessScore) -> State:
    """Return why a role has no level."""
    codes = {voice.answer for voice in process.answers.voices if voice.respondent.role == view.role}
    if not codes:
        return "not_asked"
    return "dk" if "DK" in codes else "na" if "NA" in codes else "blank"
