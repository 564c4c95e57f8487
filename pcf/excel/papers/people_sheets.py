"""Who is asked, and what the organisation is taken to have: the sheets to agree on at the start."""

from __future__ import annotations

from pcf.excel.layout import LANGUAGE_NAMES
from pcf.excel.papers.paper import Paper
from pcf.excel.papers.plan import Plan
from pcf.excel.results.table import Column, Pages

_SPARE_ROWS = 3
_BLANK_ROWS = 15  # where nobody is named yet


def write_plan(pages: Pages, plan: Plan) -> None:
    """Write who is asked about what, how long it takes, and room for who asks when."""
    say = pages.say
    columns = [
        Column(say("Item"), 6),
        Column(say("Respondent"), 22),
        Column(say("Role"), 15),
        Column(say("Asked about"), 20),
        Column(say("Processes"), 10, "count"),
        Column(say("Minutes for the ratings"), 10, "count"),
        Column(say("With checklist and evidence"), 11, "count"),
        Column(say("Language"), 10),
        Column(say("Workbook"), 24),
        Column(say("Interviewer"), 14),
        Column(say("Date"), 11),
        Column(say("Workbook sent"), 10),
        Column(say("Workbook back"), 10),
        Column(say("Remarks"), 20),
    ]
    paper = Paper(pages, say("Plan"), say("Who is asked about what"), [_basis(pages, plan)], columns)
    for number, one in enumerate(plan.forms, start=1):
        paper.row(
            str(number),
            one.person.name,
            plan.role_name(one.person),
            plan.scope_text(one.effort.processes) or "–",
            len(one.effort.processes),
            one.effort.minutes,
            one.effort.minutes_with_more,
            LANGUAGE_NAMES[one.person.language],
            one.file,
        )
    for number in range(_SPARE_ROWS if plan.forms else _BLANK_ROWS):
        paper.row(str(len(plan.forms) + number + 1))
    paper.finish(frozen_columns=2)


def _basis(pages: Pages, plan: Plan) -> str:
    """Say what the plan was made for."""
    say, form = pages.say, plan.whole
    profiles = {one.id: one.name.spoken(pages.lang) for one in plan.taxonomy.bundle.maturity.profiles}
    return say(
        "PCF {edition}; industry: {profile}; round: {round}; segments: {segments}.",
        edition=form.edition,
        profile=profiles[form.profile],
        round=form.round or "–",
        segments=", ".join(one.name for one in form.segments) or "–",
    )


def write_scope(pages: Pages, plan: Plan) -> None:
    """Write every process with what is proposed about it, who has it, who owns it, and who is asked."""
    say = pages.say
    columns = [
        Column(say("No."), 8),
        Column(say("Process"), 28),
        Column(say("Proposed"), 13),
        Column(say("Why not, or who has it"), 42),
        Column(say("Usually owned by"), 44),
        Column(say("Who is asked"), 18),
        Column(say("Decided: applicable?"), 12),
        Column(say("Performed by"), 14),
        Column(say("Owner in the organisation"), 14),
    ]
    intro = say(
        "To agree on before anything is sent: which processes the organisation has. Work given to a contractor, a "
        "parent company or a shared service centre is applicable. What is decided goes onto the sheet of scope of the "
        "workbooks."
    )
    paper = Paper(pages, say("Scope"), say("Which processes apply"), [intro], columns)
    ids = [{process.id for process in one.effort.processes} for one in plan.forms]
    for process in plan.taxonomy.processes:
        proposed, rubric = plan.whole.response(process.id), process.rubric
        people = [one for one, asked in zip(plan.forms, ids, strict=True) if process.id in asked]
        asked = [one.person.name or plan.role_name(one.person) for one in people]
        paper.row(
            str(process.hierarchy_id),
            process.shown_name,
            say("not applicable") if proposed.answer == "NA" else say("applicable"),
            proposed.reason or (rubric.applies if rubric else None),
            rubric.owner if rubric else None,
            ", ".join(name for name in asked if name),
        )
    paper.finish(frozen_columns=2)
