"""The sheet of report.xlsx on roles: what each says of every process, and management beside the front line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pcf.assessment.figures import Figures
from pcf.assessment.roles import RoleView, role_gaps
from pcf.excel.results.drawn import Place, bars_of_pairs, insert_below
from pcf.excel.results.table import Column, Report, Table, Value
from pcf.excel.styles import GROUP_FILL

_BEFORE = 3  # columns before those of the roles


def write_roles(report: Report) -> None:
    """Write the levels of every role by process; nothing where fewer than two roles answered."""
    views = report.card.role_views
    if len(views) < 2:
        return
    say, figures = report.say, Figures(report.card, report.lang)
    page, name = report.sheet(say("Roles"))
    headings = [
        Column(say("No."), 8),
        Column(say("Element id"), 9),
        Column(say("Process"), 60),
        *(Column(figures.role(view.role), 13, "level") for view in views),
        Column(say("Management less front line"), 14, "change"),
    ]
    table = Table(report, page, headings)
    table.size()
    _totals(report, table, views)
    first = table.next
    _processes(report, table, views, figures)
    table.finish(name, frozen_columns=_BEFORE)
    _draw(report, table, Place(name, first, table.next - 1), views)


def _totals(report: Report, table: Table, views: Sequence[RoleView]) -> None:
    """Write how many of each role answered, how much, and what they alone come to."""
    say, of = report.say, report.looks.of
    rows: tuple[tuple[str, str, list[Value]], ...] = (
        (say("Respondents"), "count", [view.n for view in views]),
        (say("Coverage"), "share", [float(view.score.coverage) for view in views]),
        (
            say("Score of this role alone"),
            "score",
            [None if view.score.score is None else float(view.score.score) for view in views],
        ),
    )
    texts = of("text", is_strong=True, fill=GROUP_FILL)
    for heading, kind, numbers in rows:
        look = of(kind, is_strong=True, fill=GROUP_FILL)
        places = range(_BEFORE, _BEFORE + len(views))
        looks = dict.fromkeys((*range(_BEFORE), _BEFORE + len(views)), texts) | dict.fromkeys(places, look)
        table.row(["", "", heading, *numbers, None], looks)


def _processes(report: Report, table: Table, views: Sequence[RoleView], figures: Figures) -> None:
    gaps = {one.process.id: float(one.gap) for one in role_gaps(report.card)}
    for process in report.card.processes:
        element = figures.taxonomy[process.element.id]
        levels = [view.levels.get(element.id) for view in views]
        if all(level is None for level in levels):
            continue
        shades: dict[int, Any] = {
            place: report.looks.shade(float(level))
            for place, level in enumerate(levels, start=_BEFORE)
            if level is not None
        }
        numbers = [None if level is None else float(level) for level in levels]
        table.row([element.hierarchy_id, element.id, element.shown_name, *numbers, gaps.get(element.id)], shades)


def _draw(report: Report, table: Table, rows: Place, views: Sequence[RoleView]) -> None:
    """Draw management beside the front line, where both answered."""
    columns = {view.role: _BEFORE + place for place, view in enumerate(views)}
    if not role_gaps(report.card):
        return
    title = report.say("Management and the front line: what each answered, levels 0 to 5")
    chart = bars_of_pairs(report, rows, 0, (columns["manager"], columns["front_line"]))
    insert_below(table, rows.sheet, chart, title, height=160 + 18 * (rows.last - rows.first + 1))
