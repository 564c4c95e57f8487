"""The sheet of report.xlsx with what was said beside the ratings: practices and checklist."""

from __future__ import annotations

from typing import Any

from pcf.assessment.checklist import Checklist, Item, checklists, practices
from pcf.assessment.figures import Figures
from pcf.assessment.words import STATE
from pcf.excel.practices import RELATION
from pcf.excel.results.table import Column, Report, Table, size_columns
from pcf.excel.workbook.sheet import set_up_page
from pcf.ids import owner_of
from pcf.rubric import Statement
from pcf.taxonomy import Taxonomy
from pcf.views import beside_owner

_WIDTHS = (9, 14, 86, 18, 20, 44)  # of both tables
_MORE_WIDTHS = (16, 18, 12)  # of what only practices have


def write_checklist(report: Report) -> None:
    """Write the practices with their elements, then every activity with its state under its process."""
    page, name = report.sheet(report.say("Practices and checklist"))
    first = _practices(report, page)
    second = _checklist(report, page, first.next + 1)
    size_columns(page, first.widths, second.widths)
    set_up_page(page, name, len(_WIDTHS) + len(_MORE_WIDTHS) - 1, second.next - 1)
    page.repeat_rows(first.next + 1)  # the headings of the checklist, on the pages below it
    page.freeze_panes(1, 0)


def _practices(report: Report, page: Any) -> Table:
    say, taxonomy = report.say, report.card.taxonomy.in_language(report.lang)
    said = (
        say("Practice id"), say("Element ids"), say("Practice"), say("Owner"), say("No."), say("Elements"),
        say("Organisational unit"), say("Relation"), say("Open suggestions"),
    )  # fmt: skip
    table = Table(report, page, [Column(*column) for column in zip(said, _WIDTHS + _MORE_WIDTHS, strict=True)])
    for practice in practices(report.card.round):
        elements = [taxonomy[element_id] for element_id in practice.elements]
        accepted = [one for one in practice.placements if one.decision == "accepted" and one.element is not None]
        suggested = [one for one in practice.placements if one.decision is None and one.element is not None]
        table.row(
            [
                practice.id,
                ", ".join(practice.elements),
                practice.text,
                practice.owner,
                ", ".join(element.hierarchy_id or "" for element in elements),
                "; ".join(element.shown_name for element in elements)
                or (say("elsewhere") if practice.is_elsewhere else ""),
                practice.unit,
                "; ".join(dict.fromkeys(say(RELATION[one.relation]) for one in accepted)),
                str(len(suggested)) if suggested else "",
            ]
        )
    if table.next == 1:
        table.row(["", "", say("No practices were entered."), *[""] * (len(said) - 3)])
    return table


def _checklist(report: Report, page: Any, top: int) -> Table:
    say, figures = report.say, Figures(report.card, report.lang)
    said = (
        say("No."), say("Element id"), say("Process or activity"), say("Is it in place?"), say("Respondents differ"),
        say("Notes"),
    )  # fmt: skip
    table = Table(report, page, [Column(*column) for column in zip(said, _WIDTHS, strict=True)], top=top)
    blank = STATE["blank"]
    names = {tick.code: tick.name.spoken(report.lang) for tick in figures.taxonomy.bundle.maturity.ticks}
    for process in checklists(figures.taxonomy, report.card.round):
        element, answered = process.process, [item for item in process.statements if item.state or item.notes]
        if not process.items and not answered:
            continue
        progress = _progress(process, figures)
        table.row([element.hierarchy_id, element.id, element.shown_name, progress, "", ""], is_strong=True)
        for item in (*process.items, *answered):
            state = names[item.state] if item.state else say(blank)
            differ = ", ".join(names[state] for state in item.states) if len(item.states) > 1 else ""
            notes = "; ".join(item.notes)
            table.row([*_named(item, figures.taxonomy), state, differ, notes])
    return table


def _named(item: Item, taxonomy: Taxonomy) -> tuple[str, str, str]:
    """Return position, id and name of an activity, or level, id and text of a statement."""
    one = item.subject
    if isinstance(one, Statement):
        return str(one.level), one.id, f"    {beside_owner(one.text, owner_of(one.id), taxonomy)}"
    return one.hierarchy_id or "", one.id, f"    {one.shown_name}"


def _progress(checklist: Checklist, figures: Figures) -> str:
    """Say how much of a checklist is in place; nothing where nobody answered it."""
    done, every = figures.count(checklist.in_place), figures.count(checklist.applicable)
    return figures.say("{done} of {every} in place", done=done, every=every) if checklist.is_answered else ""
