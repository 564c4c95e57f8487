"""Sheets of report.xlsx with several tables below one another and their charts: complaints and contact reasons."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from pcf.assessment.figures import Figures, Shown
from pcf.assessment.parts import Column as PartColumn
from pcf.assessment.parts import Part, Row, complaint_parts, reason_parts
from pcf.errors import N_
from pcf.excel.results.loop_charts import CHARTS, Draw, Extra, extra_of
from pcf.excel.results.table import Column, Report, Table, Value, roomy, size_columns
from pcf.excel.styles import row_height, width_for
from pcf.excel.workbook.sheet import set_up_page
from pcf.i18n import Translator

_ROW_HEIGHT = 20  # pixels, of rows beside a chart
_COMPLAINTS: Mapping[str, tuple[str, ...]] = {
    N_("Complaint system"): ("blocks", "asked", "steps", "method"),
    N_("Complaints, value at stake"): (
        "heard", "outcomes", "iceberg", "cost", "stake", "stake_segments", "gain", "gain_segments",
    ),
    N_("Complaints, assumptions"): ("stake_swings", "gain_swings", "assumptions"),
    N_("Complaint log"): ("log", "by_segment", "by_reason", "by_channel", "ages", "control"),
    N_("Response rules"): ("rules",),
    N_("Response rules in the log"): ("rule_counts",),
}  # fmt: skip
_REASONS: Mapping[str, tuple[str, ...]] = {
    N_("Contact reasons"): ("reading", "volume"),
    N_("Contact reasons, actions"): ("matrix", "owners"),
    N_("Contact reasons, targets"): ("loops",),
    N_("Contact reasons, figures"): ("scores", "self_service", "snowballs", "by_channel", "by_segment"),
}  # fmt: skip


def write_complaints(report: Report) -> None:
    """Write the sheets on complaints; none where the round says nothing of them."""
    loop = report.card.complaint_loop
    if loop is not None:
        write_parts(report, _COMPLAINTS, complaint_parts(loop, Figures(report.card, report.lang)))


def write_reasons(report: Report) -> None:
    """Write the sheets on contact reasons; none where the round says nothing of them."""
    loop = report.card.reason_loop
    if loop is not None:
        segments = {one.segment.id: one.segment.name for one in report.card.segments}
        write_parts(report, _REASONS, reason_parts(loop, Figures(report.card, report.lang), segments))


@dataclass(frozen=True, slots=True)
class Drawn:
    """How the charts of parts are drawn.

    Attributes:
        charts: By id of the part.
        beside: The columns that the chart of a part needs beside its table.
        tall: Parts whose tables fill a page of paper: their chart begins the next one.
    """

    charts: Mapping[str, Draw]
    beside: Callable[[Part, Translator], Extra]
    tall: Collection[str] = ()


LOOPS = Drawn(CHARTS, extra_of, ("blocks",))


def write_parts(
    report: Report, sheets: Mapping[str, Sequence[str]], parts: Sequence[Part], drawn: Drawn = LOOPS
) -> None:
    """Write parts on sheets; a sheet without any is left out.

    Args:
        report: The workbook.
        sheets: Title of each sheet, not translated yet, to the ids of its parts.
        parts: All that there are.
        drawn: Their charts.
    """
    by_id = {part.id: part for part in parts}
    for title, ids in sheets.items():
        if told := [by_id[one] for one in ids if one in by_id]:
            _Sheet(report, report.say(title), told, drawn).write()


class _Sheet:
    """One sheet with its parts."""

    def __init__(self, report: Report, title: str, parts: Sequence[Part], drawn: Drawn) -> None:
        self._report, self._parts, self._drawn = report, parts, drawn
        self.page, self.name = report.sheet(title)
        self._extras = {part.id: drawn.beside(part, report.say) for part in parts}
        self._columns = {part.id: _columns(part, self._extras[part.id]) for part in parts}
        every = zip_longest(*self._columns.values())
        self._widths = [max(width_for(c.heading, c.width) for c in columns if c is not None) for columns in every]
        self._next = 0
        self._breaks: list[int] = []

    def write(self) -> None:
        """Write all parts, one below the other."""
        size_columns(self.page, self._widths)
        for part in self._parts:
            if part.id in self._drawn.charts and part.rows and self._next:
                self._breaks.append(self._next)
            self._part(part)
        set_up_page(self.page, self.name, max(len(self._widths) - 1, 5), self._next)
        self.page.set_h_pagebreaks(self._breaks)

    def _part(self, part: Part) -> None:
        self.page.write_string(self._next, 0, part.title, self._report.looks.heading_line)
        self._next += 1
        self._sentences(part.said)
        if part.rows:
            self._table(part)
        self._sentences(part.notes)
        self._next += 1

    def _sentences(self, sentences: Sequence[str]) -> None:
        """Write sentences over the width of the sheet, each in a row as tall as it needs."""
        last = max(len(self._widths) - 1, 1)
        width = sum(self._widths) or 80.0
        for sentence in sentences:
            self.page.merge_range(self._next, 0, self._next, last, "", self._report.looks.text)
            self.page.write_string(self._next, 0, sentence, self._report.looks.text)
            self.page.set_row(self._next, row_height(self._report.lang, [(sentence, width)]))
            self._next += 1

    def _table(self, part: Part) -> None:
        extra = self._extras[part.id]
        columns = [
            replace(column, width=width) for column, width in zip(self._columns[part.id], self._widths, strict=False)
        ]
        table = Table(self._report, self.page, columns, top=self._next)
        for row, more in zip(part.rows, extra.rows or [()] * len(part.rows), strict=True):
            table.row([*_values(row), *more], is_strong=row.is_strong)
        top, self._next = self._next, table.next
        draw = self._drawn.charts.get(part.id)
        if draw is not None:
            self._chart(draw(self._report, self.name, top, part), part)

    def _chart(self, chart: Any, part: Part) -> None:
        """Put a chart below its table; where nothing can be drawn there is none."""
        if chart is None:
            return
        height = chart.height
        if part.id in self._drawn.tall:
            self._breaks.append(self._next)
        chart.set_title({"name": part.title, "name_font": {"size": 12, "bold": True}, "overlay": False})
        chart.show_blanks_as("gap")
        self.page.insert_chart(self._next + 1, 0, chart, {"description": part.title, "object_position": 2})
        self._next += height // _ROW_HEIGHT + 2


def _columns(part: Part, extra: Extra) -> list[Column]:
    own = [_column(place, column, part.rows) for place, column in enumerate(part.columns)]
    return [*own, *(Column(heading, 12, extra.kind) for heading in extra.headings)]


def _column(place: int, column: PartColumn, rows: Sequence[Row]) -> Column:
    if column.kind == "text":
        return roomy(column.heading, [str(row.cells[place]) for row in rows], column.width)
    return Column(column.heading, column.width, "text" if column.kind == "day" else column.kind)


def _values(row: Row) -> list[Value]:
    return [_value(cell) for cell in row.cells]


def _value(cell: Shown | str) -> Value:
    """Return a number as a number, a text as a text, and a dash, which stands for nothing, as blank."""
    if isinstance(cell, str):
        return cell
    return cell.exact if cell.exact is not None else cell.text.removeprefix("–")
