"""The chart of the sheet of what a promise costs, drawn by the program that shows the workbook."""

from __future__ import annotations

from pcf.excel.curve import CURVE, NEEDED_KEY, TODAY_KEY, VERDICT_KEY
from pcf.excel.styles import INK, RULE, TARGET, TREND
from pcf.excel.workbook.curve_live import Places
from pcf.excel.workbook.curve_page import CurvePage
from pcf.excel.workbook.live import Live

_NEEDED, _TODAY = "#2E7D32", "#A4161A"
_INSET = 2  # pixels: a frame on the edge of a row would show on the page of paper before it
_GAP = 12  # pixels between the table and the chart


def draw_curve(page: CurvePage, places: Places, rows: tuple[int, int], part: tuple[str, str]) -> None:
    """Draw service level and cost against agents over a piece of the sheet, the needed and today's point marked.

    A scatter and not a line chart: lines have tables of different lengths, and rows to spare repeat the last point,
    which leaves no gap at the right.
    """
    draft, book = page.draft, page.draft.book
    chart = book.add_chart({"type": "scatter", "subtype": "straight"})
    first, last = places.shown
    agents = [page.name, first, CURVE.index("x"), last, CURVE.index("x")]

    def series(name: Live, column: str, look: dict[str, object]) -> None:
        values = [page.name, first, CURVE.index(column), last, CURVE.index(column)]
        chart.add_series({"name": f"={name.cell}", "categories": agents, "values": values} | look)

    def mark(name: Live, key: str, sign: str, colour: str) -> None:
        row = page.rows[key]
        x, y = ([page.name, row, CURVE.index(column), row, CURVE.index(column)] for column in ("x", "level"))
        look = {"type": sign, "size": 11, "fill": {"color": colour}, "border": {"color": INK}}
        chart.add_series(
            {"name": f"={name.cell}", "categories": x, "values": y, "marker": look, "line": {"none": True}}
        )

    say = draft.say
    plain, level = {"marker": {"type": "none"}}, say("Service level, %")
    series(level, "level", {"line": {"color": TREND, "width": 2.5}, **plain})
    promised = {"line": {"color": INK, "width": 1.25, "dash_type": "dash"}, **plain}
    series(say("Promised, %"), "promise", promised)
    cost = {"line": {"color": TARGET, "width": 2.0, "dash_type": "long_dash"}, "y2_axis": True, **plain}
    series(say("Cost, right"), "money", cost)
    mark(say("Needed"), NEEDED_KEY, "diamond", _NEEDED)
    mark(say("Today"), TODAY_KEY, "circle", _TODAY)
    grid = {"visible": True, "line": {"color": RULE}}
    chart.set_x_axis({"name": f"={page.headings['agents'].cell}", "num_format": "0", "major_gridlines": grid})
    axis = {"min": 0, "max": 100, "major_unit": 20, "num_format": "0", "major_gridlines": grid}
    chart.set_y_axis(axis | {"name": f"={level.cell}"})
    chart.set_y2_axis({"name": f"={page.headings['cost'].cell}", "num_format": "#,##0"})
    title = page.cell(page.rows[VERDICT_KEY], "about")
    chart.set_title({"name": f"='{page.name}'!{title}", "name_font": {"size": 12, "bold": True}, "overlay": False})
    chart.set_legend({"position": "bottom"})
    chart.show_na_as_empty_cell()
    chart.show_hidden_data()
    top, bottom = rows
    width = page.pixels(*part) - _GAP
    chart.set_size({"width": width, "height": page.pixels_down(top, bottom) - 2 * _INSET})
    place = {"object_position": 1, "x_offset": _GAP, "y_offset": _INSET, "description": str(draft.say(CURVE.name))}
    page.page.insert_chart(top, CURVE.index(part[0]), chart, place)
