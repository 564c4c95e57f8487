"""The sheets of report.xlsx on the workforce: pools and their lines, and the curves with charts to edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pcf.assessment.figures import Figures
from pcf.assessment.parts import Part, staffing_parts
from pcf.assessment.parts.choices import shown_curves
from pcf.errors import N_
from pcf.excel.results.loop_charts import Draw, Extra
from pcf.excel.results.loops import Drawn, write_parts
from pcf.excel.results.table import Report, Value
from pcf.excel.styles import TARGET, TREND
from pcf.i18n import Translator

if TYPE_CHECKING:
    from pcf.workforce.whatif import Curve

_DARK, _PALE = "#4A5560", "#9DBFE4"
_HIGH, _CURVE_WIDE, _DAY_WIDE = 380, 900, 740  # pixels; no wider than the table, where paper ends
_ROWS_WITH_CHART = 12  # of a table that has room for its chart on the same page
_NEEDED, _TODAY, _PROMISED = 0, 1, 2  # columns right of the table of a curve
_AGENTS, _LEVEL, _COST = 0, 2, 7  # columns of the table
_POOLS = N_("Workforce")
_CURVES = N_("Workforce, curves")
_OTHERWISE = N_("Workforce, what if")
_DAYS = N_("Workforce, days")
_KINDS: Mapping[str, Sequence[str]] = {
    _POOLS: ("belongs", "needs", "today", "totals", "method"),
    _CURVES: ("curve", "rest"),
    _OTHERWISE: ("promises", "pooling", "sensitivity", "kept"),
    _DAYS: ("day",),
}


def write_staffing(report: Report) -> None:
    """Write the sheets on the workforce; none where the round has no plan."""
    plan = report.card.staffing
    if plan is None:
        return
    parts = staffing_parts(plan, Figures(report.card, report.lang))
    curves = {f"curve-{place}": one for place, one in enumerate(shown_curves(plan), start=1)}
    charts: dict[str, Draw] = dict.fromkeys(curves, _curve)
    charts |= {part.id: _day for part in parts if _kind(part) == "day"}
    sheets = {
        title: [part.id for kind in kinds for part in parts if _kind(part) == kind] for title, kinds in _KINDS.items()
    }

    def beside(part: Part, say: Translator) -> Extra:
        return _marks(curves[part.id], say) if part.id in curves else Extra()

    write_parts(
        report, sheets, parts, Drawn(charts, beside, [part.id for part in parts if len(part.rows) > _ROWS_WITH_CHART])
    )


def _kind(part: Part) -> str:
    """Return what a part is, without the number of its pool: ``curve`` of ``curve-2``."""
    return part.id.partition("-")[0]


def _marks(one: Curve, say: Translator) -> Extra:
    """Return the columns of the points that stand out, each blank but in one row, and of the promise, in all."""
    aim = None if one.line.target is None or one.line.within is None else float(one.line.target) / 100
    rows: list[tuple[Value, ...]] = []
    for point in one.points:
        level = None if point.service_level is None else point.service_level / 100
        needed, today = (level if point.agents == agents else None for agents in (one.needed, one.today))
        rows.append((needed, today, aim))
    return Extra((say("Chart: needed"), say("Chart: today"), say("Chart: promised")), tuple(rows), kind="share")


def _curve(report: Report, sheet: str, top: int, part: Part) -> Any:
    """Draw service level against agents with the points that stand out, and the cost on a scale of its own."""
    first, last, beside = top + 1, top + len(part.rows), len(part.columns)

    def series(column: int, look: Mapping[str, object]) -> dict[str, object]:
        return {
            "name": [sheet, top, column],
            "categories": [sheet, first, _AGENTS, last, _AGENTS],
            "values": [sheet, first, column, last, column],
            **look,
        }

    def mark(shape: str, colour: str) -> dict[str, object]:
        marker = {"type": shape, "size": 10, "fill": {"color": colour}, "border": {"color": colour}}
        return {"line": {"none": True}, "marker": marker}

    chart = report.book.add_chart({"type": "scatter", "subtype": "straight"})
    chart.add_series(series(_LEVEL, {"line": {"color": TREND, "width": 2.25}}))
    chart.add_series(series(beside + _NEEDED, mark("circle", TREND)))
    chart.add_series(series(beside + _TODAY, mark("diamond", _DARK)))
    chart.add_series(series(beside + _PROMISED, {"line": {"color": TARGET, "width": 1.5, "dash_type": "dash"}}))
    if _exact(part, 0, _COST) is not None:
        dotted = {"line": {"color": _DARK, "width": 1.25, "dash_type": "round_dot"}, "y2_axis": True}
        chart.add_series(series(_COST, dotted))
        chart.set_y2_axis({"name": part.columns[_COST].heading, "num_format": "#,##0"})
    low, high = (_exact(part, row, _AGENTS) for row in (0, -1))
    chart.set_x_axis({"name": part.columns[_AGENTS].heading, "min": low, "max": high, "num_format": "#,##0"})
    chart.set_y_axis({"name": part.columns[_LEVEL].heading, "min": 0, "max": 1, "num_format": "0%"})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": _CURVE_WIDE, "height": _HIGH})
    return chart


def _exact(part: Part, row: int, column: int) -> float | None:
    cell = part.rows[row].cells[column]
    return None if isinstance(cell, str) else cell.exact


def _day(report: Report, sheet: str, top: int, part: Part) -> Any:
    """Draw agents needed as columns, today's agents and the load as lines over them."""
    first, last = top + 1, top + len(part.rows)

    def series(column: int, look: Mapping[str, object]) -> dict[str, object]:
        return {
            "name": [sheet, top, column],
            "categories": [sheet, first, 0, last, 0],
            "values": [sheet, first, column, last, column],
            **look,
        }

    load, needed, today = 2, 3, 4
    chart = report.book.add_chart({"type": "column"})
    chart.add_series(series(needed, {"fill": {"color": _PALE}, "border": {"color": TREND}, "gap": 0}))
    lines = report.book.add_chart({"type": "line"})
    lines.add_series(series(today, {"line": {"color": _DARK, "width": 2.25, "dash_type": "dash"}}))
    lines.add_series(series(load, {"line": {"color": TARGET, "width": 1.5}}))
    chart.combine(lines)
    chart.set_x_axis({"num_font": {"size": 8, "rotation": -90}})
    chart.set_y_axis({"min": 0, "num_format": "#,##0"})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": _DAY_WIDE, "height": _HIGH})
    return chart
