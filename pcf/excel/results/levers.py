"""The sheet of report.xlsx that tells which answers move the headline most."""

from __future__ import annotations

from pcf.assessment.figures import Figures
from pcf.assessment.levers import levers
from pcf.assessment.words import LAYER
from pcf.excel.results.table import Column, Report, Table


def write_levers(report: Report) -> None:
    """Write every scored process with what one level more or less of it does; no sheet without a headline."""
    found = levers(report.card)
    if not found:
        return
    say, taxonomy = report.say, Figures(report.card, report.lang).taxonomy
    page, name = report.sheet(say("Levers"))
    headings = [
        Column(say("Rank"), 7, "count"),
        Column(say("No."), 8),
        Column(say("Element id"), 9),
        Column(say("Process"), 50),
        Column(say("Level"), 8, "level"),
        Column(say("Supported"), 10, "count"),
        Column(say("Number shown"), 34),
        Column(say("Weight"), 8, "weight"),
        Column(say("Change of the overall score, one level up"), 15, "change"),
        Column(say("Change of the overall score, one level down"), 15, "change"),
    ]
    table = Table(report, page, headings)
    table.size()
    for rank, lever in enumerate(found, start=1):
        process, element = lever.process, taxonomy[lever.process.element.id]
        level = float(process.score.score or 0)
        changes = (None if change is None else float(change) for change in (lever.up, lever.down))
        told = [level, process.supported, say(LAYER[process.layer]), float(process.score.weight)]
        row = [rank, element.hierarchy_id, element.id, element.shown_name, *told, *changes]
        table.row(row, {4: report.looks.shade(level)})
    table.finish(name, frozen_columns=4)
