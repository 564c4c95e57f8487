"""The charts of the sheets on complaints and contact reasons, each drawn from the table above it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pcf.assessment.figures import Shown
from pcf.assessment.parts import Part
from pcf.excel.results.drawn import Place, bars_of_pairs, scatter
from pcf.excel.results.table import Report, Value
from pcf.excel.styles import PALE_FILL, TARGET, TREND
from pcf.i18n import Translator

_DARK, _ALARM = "#4A5560", "#A4161A"
_WIDTH = 1000
_HATCH = "wide_upward_diagonal"
Draw = Callable[[Report, str, int, Part], Any]  # workbook, name of the sheet, row of the headings, the part


@dataclass(frozen=True, slots=True)
class Extra:
    """Columns that only a chart needs; they stand right of the table."""

    headings: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    kind: str = "figure"


def extra_of(part: Part, say: Translator) -> Extra:
    """Return what the chart of a part needs beside its table."""
    if not part.rows:
        return Extra()
    if part.id in ("stake", "gain"):
        return _pieces(part, say)
    if part.id == "control":
        value = _place(part, "figure")
        points = ((row.cells[value].exact if row.is_strong else None,) for row in _shown(part))
        return Extra((say("beyond chance"),), tuple(points))
    return Extra()


def _pieces(part: Part, say: Translator) -> Extra:
    """Cut every bar of a waterfall into what lies above zero and below it, over a blank one."""
    headings = (
        say("Chart: blank"),
        say("Chart: adds, above zero"),
        say("Chart: adds, below zero"),
        say("Chart: takes off, above zero"),
        say("Chart: takes off, below zero"),
        say("Chart: total"),
    )
    rows: list[tuple[Value, ...]] = []
    start = 0.0
    for row in _shown(part):
        amount = row.cells[-1].exact or 0.0
        if row.is_strong:
            rows.append((None, None, None, None, None, amount))
            continue
        low, high = sorted((start, start + amount))
        blank = max(low, 0.0) + min(high, 0.0)
        above, below = max(high, 0.0) - max(low, 0.0), min(low, 0.0) - min(high, 0.0)
        pieces = (above, below)
        rows.append((blank, *(pieces if amount >= 0 else (0.0, 0.0)), *(pieces if amount < 0 else (0.0, 0.0)), None))
        start += amount
    return Extra(headings, tuple(rows))


@dataclass(frozen=True, slots=True)
class _Numbers:
    """A row whose cells are all numbers; texts have none."""

    cells: tuple[Shown, ...]
    is_strong: bool


def _shown(part: Part) -> list[_Numbers]:
    blank = Shown(None, "")
    return [
        _Numbers(tuple(blank if isinstance(cell, str) else cell for cell in row.cells), row.is_strong)
        for row in part.rows
    ]


def _place(part: Part, kind: str) -> int:
    """Return the first column of a kind."""
    return next(place for place, column in enumerate(part.columns) if column.kind == kind)


def _sized(chart: Any, height: int) -> Any:
    chart.set_size({"width": _WIDTH, "height": height})
    return chart


def _series(sheet: str, top: int, part: Part, column: int, names: tuple[int, int]) -> dict[str, object]:
    """Return a series of one column over all rows."""
    last = top + len(part.rows)
    return {
        "name": [sheet, top, column],
        "categories": [sheet, top + 1, names[0], last, names[1]],
        "values": [sheet, top + 1, column, last, column],
    }


def _hatched(colour: str) -> dict[str, object]:
    """Return a look that is known from a filled one in grey print."""
    return {"pattern": {"pattern": _HATCH, "fg_color": colour, "bg_color": PALE_FILL}, "border": {"color": colour}}


def _blocks(report: Report, sheet: str, top: int, part: Part) -> Any:
    level = _place(part, "level")
    rows = Place(sheet, top + 1, top + len(part.rows), head=top)
    return _sized(bars_of_pairs(report, rows, 1, (level, level + 1)), 440)


def _waterfall(report: Report, sheet: str, top: int, part: Part) -> Any:
    """Stack the pieces of each bar over a blank one; what takes off is hatched."""
    chart = report.book.add_chart({"type": "bar", "subtype": "stacked"})
    first = len(part.columns)
    adds: dict[str, object] = {"fill": {"color": TREND}}
    takes_off = _hatched(TARGET)
    looks: Sequence[dict[str, object]] = (
        {"fill": {"none": True}}, adds, adds, takes_off, takes_off, {"fill": {"color": _DARK}},
    )  # fmt: skip
    for offset, look in enumerate(looks):
        chart.add_series(_series(sheet, top, part, first + offset, (0, 0)) | {"gap": 40} | look)
    chart.set_y_axis({"reverse": True, "label_position": "low"})
    chart.set_x_axis({"num_format": "#,##0", "label_position": "low"})
    chart.set_legend({"none": True})
    return _sized(chart, 360)


def _tornado(report: Report, sheet: str, top: int, part: Part) -> Any:
    """Draw the changes at the low and at the high end to both sides of today's amount."""
    chart = report.book.add_chart({"type": "bar"})
    last = len(part.columns) - 1
    looks: Sequence[dict[str, object]] = (
        _hatched(TARGET),
        {"fill": {"color": TREND}},
    )
    for column, look in zip((last - 1, last), looks, strict=True):
        chart.add_series(_series(sheet, top, part, column, (0, 1)) | {"gap": 40, "overlap": 100} | look)
    chart.set_y_axis({"reverse": True, "label_position": "low", "num_font": {"size": 8}})
    chart.set_x_axis({"num_format": "#,##0", "label_position": "low"})
    chart.set_legend({"position": "top"})
    return _sized(chart, 480)


def _ages(report: Report, sheet: str, top: int, part: Part) -> Any:
    """Draw the open complaints of all segments by age: the overdue part hatched, or all where it is not known."""
    bands = [row for row in part.rows if row.is_strong]
    if not bands:
        return None
    over_all = Part(part.id, part.title, columns=part.columns, rows=tuple(bands))
    count = _place(part, "count")
    knows = any(row.cells[count + 1].exact is not None for row in _shown(over_all))
    chart = report.book.add_chart({"type": "column", "subtype": "stacked"})
    overdue, rest = _hatched(_ALARM), {"fill": {"color": TREND}}
    for column, look in ((count + 1, overdue), (count + 2, rest)) if knows else ((count, rest),):
        chart.add_series(_series(sheet, top, over_all, column, (1, 1)) | {"gap": 60} | look)
    chart.set_y_axis({"min": 0, "num_format": "#,##0"})
    chart.set_legend({"position": "top"})
    return _sized(chart, 340)


def _control(report: Report, sheet: str, top: int, part: Part) -> Any:
    """Draw the figures with their centre and limits; what is beyond chance has a diamond."""
    chart, value = report.book.add_chart({"type": "line"}), _place(part, "figure")
    disc = {"type": "circle", "size": 6, "fill": {"color": TREND}, "border": {"color": TREND}}
    diamond = {"type": "diamond", "size": 12, "fill": {"color": _ALARM}, "border": {"color": _ALARM}}
    dashed: dict[str, object] = {"color": _DARK, "width": 1.25, "dash_type": "dash"}
    for column, look in (
        (value, {"line": {"color": TREND, "width": 1.5}, "marker": disc}),
        (value + 1, {"line": {"color": _DARK, "width": 1.25}}),
        (value + 2, {"line": dashed}),
        (value + 3, {"line": dashed}),
        (len(part.columns), {"line": {"none": True}, "marker": diamond}),
    ):
        chart.add_series(_series(sheet, top, part, column, (0, 0)) | look)
    chart.set_y_axis({"min": 0, "num_format": "#,##0.0"})
    chart.set_legend({"position": "top"})
    return _sized(chart, 380)


def _matrix(report: Report, sheet: str, top: int, part: Part) -> Any:
    """Draw the reasons by their values; the axes cross in the middle and part the four quadrants."""
    across: dict[str, object] = {"min": -1, "max": 1, "major_unit": 0.5, "label_position": "low"}
    axes = [across | {"name": part.columns[place].heading} for place in (1, 2)]
    rows = range(top + 1, top + 1 + len(part.rows))
    return _sized(scatter(report, sheet, rows, (0, 1, 2), axes), 760)


CHARTS: Mapping[str, Draw] = {
    "blocks": _blocks,
    "stake": _waterfall,
    "gain": _waterfall,
    "stake_swings": _tornado,
    "gain_swings": _tornado,
    "ages": _ages,
    "control": _control,
    "scores": _matrix,
}
