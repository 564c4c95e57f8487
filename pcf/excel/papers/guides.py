"""Interview guides: one sheet a role, with the questions of the rubrics and room for what was heard."""

from __future__ import annotations

from collections.abc import Iterator

from pcf.excel.papers.paper import Paper
from pcf.excel.papers.plan import Plan
from pcf.excel.results.table import Column, Pages
from pcf.excel.workbook.sheet import bulleted
from pcf.model import Role
from pcf.rubric import Question, Rubric
from pcf.taxonomy import Element

_ROOM = 64.0  # points: some lines by hand
_TO_SEE = frozenset({"written", "shown"})  # what an interview can be shown at once


def write_guides(pages: Pages, plan: Plan) -> None:
    """Write the guides of the roles that are asked; whoever has no role is asked the questions of all."""
    for role in plan.roles:
        if plan.processes_of(role):
            _write_guide(pages, plan, role)


def _write_guide(pages: Pages, plan: Plan, role: Role | None) -> None:
    say = pages.say
    names = {one.code: one.name.spoken(pages.lang) for one in plan.taxonomy.bundle.maturity.roles}
    called = names[role] if role else say("all roles")
    columns = [
        Column(say("Item"), 6),
        Column(say("Process"), 20),
        Column(say("Question"), 38),
        Column(say("What to listen for"), 50),
        Column(say("Answer, in notes"), 46),
        Column(say("Quote, word for word"), 28),
        Column(say("Level as told"), 8),
    ]
    people = [one.person.name or plan.role_name(one.person) or "–" for one in plan.of_role(role)]
    intro = [
        say("For: {people}. One sheet an interview: copy it for each person.", people=", ".join(people) or "–"),
        say("Levels: {levels}.", levels=_levels(plan)),
    ]
    title = say("Interview guide: {role}", role=called)
    paper = Paper(pages, say("Guide {role}", role=called), title, intro, columns)
    number = 0
    for process in plan.processes_of(role):
        for question, listen_for in _questions(pages, process, role):
            number += 1
            paper.row(
                str(number), f"{process.hierarchy_id} {process.shown_name}", question.text, listen_for, room=_ROOM
            )
    paper.finish(frozen_columns=2)


def _levels(plan: Plan) -> str:
    return "; ".join(f"{level} {name}" for level, name in enumerate(plan.taxonomy.level_names))


def _questions(pages: Pages, process: Element, role: Role | None) -> Iterator[tuple[Question, str]]:
    """Yield the questions about a process, beside the first what flatters, beside the last what to be shown."""
    rubric = process.rubric
    if rubric is None:
        return
    asked = rubric.questions_for(role) if role else rubric.questions
    for place, question in enumerate(asked):
        parts = []
        if place == 0:
            parts += ["\n".join((pages.say("Signs of rating too high"), bulleted(rubric.overrating)))]
        if place == len(asked) - 1:
            parts += ["\n".join((pages.say("Ask to be shown"), bulleted(_to_see(rubric))))]
        yield question, "\n\n".join(parts)


def _to_see(rubric: Rubric) -> list[str]:
    return [one.text for one in rubric.evidence if one.kind in _TO_SEE]
