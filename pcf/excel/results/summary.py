"""The first sheet of report.xlsx: headline, groups, segments, and charts that can be edited."""

from __future__ import annotations

from typing import Any

from pcf.assessment.figures import Figures
from pcf.assessment.highlights import target_of
from pcf.assessment.words import CONSOLIDATION, POLICY, STATUS
from pcf.excel.results.table import Column, Report, Table, Value, put, size_columns
from pcf.excel.styles import row_height
from pcf.excel.workbook.sheet import set_up_page

_WIDTH = 8  # columns of the tables; the charts stand beside them
_CHART_COLUMN = _WIDTH + 1
_HEADLINE_ROW = 8
_VALUE, _EDGE, _TARGET = "#1F5FA8", "#7F9DBF", "#B35900"


def write_summary(report: Report) -> None:
    """Write the summary: headline, groups with their chart, segments with theirs."""
    say = report.say
    page, name = report.sheet(say("Summary"))
    page.write_string(0, 0, say("Customer service assessment"), report.looks.title)
    top = _headline(report, page)
    first, last, widths = _groups(report, page, top + 1)
    tables = [widths]
    _draw_groups(report, page, name, first, last)
    if report.card.segments:
        first, last, widths = _segments(report, page, last + 4)
        tables.append(widths)
        _draw_segments(report, page, name, first, last)
    size_columns(page, *tables)
    page.set_column(_WIDTH, _WIDTH, 2)
    page.freeze_panes(1, 0)
    set_up_page(page, name, _CHART_COLUMN + 9, max(last + 1, 44))
    page.fit_to_pages(1, 1)


def _headline(report: Report, page: Any) -> int:
    say, card, looks = report.say, report.card, report.looks
    figures, found = Figures(card, report.lang), report.json
    low, high = found["range"] or (None, None)
    facts: list[tuple[str, Value, str]] = [
        (say("Organisation"), found["organisation"], "text"),
        (say("Round"), found["round"], "text"),
        (say("Respondents"), found["respondents"], "count"),
        (say("PCF edition"), found["edition"], "text"),
        (say("How groups and headline combine"), say(POLICY[card.policy]), "text"),
        (say("How several answers combine"), say(CONSOLIDATION[card.consolidation]), "text"),
        (say("Maturity of customer service, 0 to 5"), found["score"], "level"),
        (say("Level"), figures.standing(card.score.score), "text"),
        (say("Status"), say(STATUS[card.score.status]), "text"),
        (say("Possible range, low"), low, "level"),
        (say("Possible range, high"), high, "level"),
        (say("Coverage"), found["coverage"], "share"),
        (say("Don't know, share"), found["dk_share"], "share"),
    ]
    for row, (label, value, kind) in enumerate(facts, start=2):
        page.merge_range(row, 0, row, 1, label, looks.group)
        look = looks.of(kind, is_strong=row == _HEADLINE_ROW)
        if kind == "text":
            page.merge_range(row, 2, row, _WIDTH - 1, "", look)
        put(page, row, 2, value, look)
        page.set_row(row, row_height(report.lang, [(str(value), 60)] if kind == "text" else []))
    return len(facts) + 2


def _columns(report: Report, kind: str, headings: list[str]) -> list[Column]:
    """Return the columns of one of the two tables; the first three have headings of their own."""
    say = report.say
    widths, kinds = (10, 42, 11, 13, 11, 11, 11, 11), ("text", "text", kind, "text", kind, kind, "share", kind)
    rest = [say("Status"), say("Possible range, low"), say("Possible range, high"), say("Coverage"), say("Target")]
    return [Column(*column) for column in zip([*headings, *rest], widths, kinds, strict=True)]


def _groups(report: Report, page: Any, top: int) -> tuple[int, int, list[float]]:
    """Write the groups, those not applicable last, and return the rows of the others for the chart, and the widths."""
    say = report.say
    columns = _columns(report, "level", [say("No."), say("Process group"), say("Score")])
    table = Table(report, page, columns, top=top)
    pairs = list(zip(report.card.groups, report.json["groups"], strict=True))
    for group, row in sorted(pairs, key=lambda pair: not pair[0].applicable):
        target = target_of(report.card, group)
        beside: list[Value] = [None, say("not applicable"), None, None, None, None]
        if group.applicable:
            low, high = row["range"]
            beside = [row["score"], say(STATUS[group.status]), low, high, row["coverage"]]
            beside.append(None if target is None else float(target))
        table.row([row["hierarchy_id"], row["name"], *beside])
    applicable = sum(group.applicable for group, _ in pairs)
    return top + 1, top + applicable, table.widths


def _segments(report: Report, page: Any, top: int) -> tuple[int, int, list[float]]:
    say = report.say
    columns = _columns(report, "figure", [say("Segment id"), say("Segment"), say("Index, 0 to 100")])
    table = Table(report, page, columns, top=top)
    for segment, row in zip(report.card.segments, report.json["segments"], strict=True):
        low, high = row["range"] or (None, None)
        status = say(STATUS[segment.index.status])
        table.row([row["id"], row["name"], row["index"], status, low, high, row["coverage"], 80])
    return top + 1, table.next - 1, table.widths


def _draw_groups(report: Report, page: Any, name: str, first: int, last: int) -> None:
    """Draw a radar, or columns where fewer than three groups apply; a blank stays a gap."""
    if last < first:
        return
    say = report.say
    is_radar = last - first + 1 >= 3
    chart = report.book.add_chart({"type": "radar", "subtype": "with_markers"} if is_radar else {"type": "column"})
    for column, colour, dash, width in (
        (2, _VALUE, "solid", 2.5),
        (7, _TARGET, "dash", 1.75),
        (4, _EDGE, "round_dot", 1),
        (5, _EDGE, "round_dot", 1),
    ):
        line = {"color": colour, "dash_type": dash, "width": width}
        chart.add_series(
            {
                "name": [name, first - 1, column],
                "categories": [name, first, 0, last, 0],
                "values": [name, first, column, last, column],
                "line": line,
                "fill": {"color": colour},
                "marker": {"type": "circle" if column == 2 else "none", "size": 6, "fill": {"color": colour}},
            }
        )
    chart.set_y_axis({"min": 0, "max": 5, "major_unit": 1, "major_gridlines": {"visible": True}})
    _place(page, chart, say("Process groups, levels 0 to 5"), 2, 420)


def _draw_segments(report: Report, page: Any, name: str, first: int, last: int) -> None:
    """Draw the index of every segment as a column, with the target as a line."""
    say = report.say
    chart = report.book.add_chart({"type": "column"})
    line = report.book.add_chart({"type": "line"})
    categories = [name, first, 1, last, 1]
    shared = {"categories": categories}
    chart.add_series(
        shared
        | {
            "name": [name, first - 1, 2],
            "values": [name, first, 2, last, 2],
            "fill": {"color": _VALUE},
            "data_labels": {"value": True, "num_format": "0.0"},
        }
    )
    stroke = {"color": _TARGET, "dash_type": "dash", "width": 2}
    line.add_series(shared | {"name": [name, first - 1, 7], "values": [name, first, 7, last, 7], "line": stroke})
    chart.combine(line)
    chart.set_y_axis({"min": 0, "max": 100, "major_unit": 20, "num_format": "0"})
    _place(page, chart, say("Service-level index of the segments, 80 = target"), 24, 360)


def _place(page: Any, chart: Any, title: str, row: int, height: int) -> None:
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    chart.show_blanks_as("gap")
    chart.set_size({"width": 620, "height": height})
    page.insert_chart(row, _CHART_COLUMN, chart, {"description": title})
