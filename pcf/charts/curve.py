"""Curves: what more of one thing brings of another, with the points that stand out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pcf.charts.axes import side_by_side, up_axis
from pcf.charts.canvas import Canvas, decimal, diamond, legend
from pcf.charts.curve_records import Field, Run, Spot
from pcf.charts.labels import Room, Space, place_label
from pcf.charts.records import Mark
from pcf.charts.text import LEADING, SIZE, wrapped

_HIGH = 0.6  # height of the area as a share of its width
_DASHES = ("none", "8 4", "2 4", "10 3 2 3", "5 2", "1 3")  # one curve is known from the next in grey print too
_REACH = 7.0  # half a mark
_STEP = 12.0  # places along a curve that labels keep off

_Place = tuple[float, float]


def curve(runs: Sequence[Run], spots: Sequence[Spot], frame: Field) -> str:
    """Draw curves over a plane, and the points that stand out with their labels.

    Args:
        runs: What is no number leaves a gap.
        spots: A spot that lacks ``x`` or ``y`` is left out.
        frame: Scales with their titles, a promised level, the words of the legend.
    """
    canvas = Canvas()
    area = Space(0.0, 0.0, frame.width, _HIGH * frame.width)
    up_axis(canvas, frame.y, frame.y_title, (area.right, area.bottom))
    lowest = _below(canvas, frame, area)
    if (promised := frame.y.share(frame.promise)) is not None:
        y = (1 - promised) * area.bottom
        canvas.shape("line", "target", stroke="2", x1=0.0, y1=y, x2=area.right, y2=y, stroke_dasharray="7 3")
    far = 1e6
    taken = [Space(-far, area.bottom + 4, far, lowest), Space(-far, -far, 0.0, far), Space(-far, -far, far, -SIZE)]
    ends: list[tuple[str, _Place]] = []
    for run, dash in zip(runs, _DASHES * len(runs), strict=False):
        strokes = list(_strokes(run, frame, area))
        for stroke in strokes:
            _line(canvas, stroke, dash)
            taken += _along(stroke)
        if run.label and strokes:
            ends.append((run.label, strokes[-1][-1]))
    drawn = [(spot, place) for spot in spots if (place := _place(spot.x, spot.y, frame, area)) is not None]
    for spot, (x, y) in drawn:
        _mark(canvas, spot.mark, x, y)
        taken.append(Space(x - _REACH, y - _REACH, x + _REACH, y + _REACH))
    labelled = [*ends, *((spot.label, place) for spot, place in drawn)]
    room = Room(area, taken, tuple(place for _, place in labelled))
    for label, place in labelled:
        taken.append(place_label(canvas, label, place, room, _REACH))
    legend(canvas, frame.words, _swatch)
    return canvas.svg(frame)


def _below(canvas: Canvas, frame: Field, area: Space) -> float:
    """Write ticks, further texts and titles below the area; return where they end."""
    canvas.cover(0.0, 0.0, area.right, area.bottom + 4)
    for value, said in frame.x.ticks:
        x = (frame.x.share(value) or 0.0) * area.right
        canvas.shape("line", "grid", stroke="1", x1=x, y1=0.0, x2=x, y2=area.bottom + 4)
        canvas.text(x, area.bottom + 20, said, anchor="middle")
    lowest = _title(canvas, frame.x_title, area, area.bottom + 40)
    if frame.below:
        step = area.right / max(1, len(frame.below))  # the texts stand evenly, as ticks do
        for index in side_by_side([said for _, said in frame.below], step):
            value, said = frame.below[index]
            canvas.text((frame.x.share(value) or 0.0) * area.right, lowest + 20, said, anchor="middle")
        lowest = _title(canvas, frame.below_title, area, lowest + 40)
    return lowest + 6


def _title(canvas: Canvas, title: str, area: Space, top: float) -> float:
    """Write what goes to the right, and return the line it ends on."""
    for index, line in enumerate(wrapped(f"{title} →", area.right)):
        top += LEADING if index else 0.0
        canvas.text(area.right, top, line, anchor="end", bold=True)
    return top


def _place(x: float | None, y: float | None, frame: Field, area: Space) -> _Place | None:
    across, up = frame.x.share(x), frame.y.share(y)
    return None if across is None or up is None else (across * area.right, (1 - up) * area.bottom)


def _strokes(run: Run, frame: Field, area: Space) -> Iterator[list[_Place]]:
    """Yield the pieces of a curve between its gaps."""
    stroke: list[_Place] = []
    for x, y in run.points:
        place = _place(x, y, frame, area)
        if place is not None:
            stroke.append(place)
        elif stroke:
            yield stroke
            stroke = []
    if stroke:
        yield stroke


def _line(canvas: Canvas, stroke: Sequence[_Place], dash: str) -> None:
    """Draw one piece; a point alone is drawn as a short line."""
    places = stroke if len(stroke) > 1 else [stroke[0], (stroke[0][0] + 2.0, stroke[0][1])]
    path = "M" + "L".join(f"{decimal(x)} {decimal(y)}" for x, y in places)
    canvas.shape("path", "curve", stroke="2.5", d=path, stroke_linejoin="round", stroke_dasharray=dash)


def _along(stroke: Sequence[_Place]) -> Iterator[Space]:
    """Yield places along a piece, so that no label lies on it."""
    last: _Place | None = None
    for x, y in stroke:
        steps = 1 if last is None else max(1, int(max(abs(x - last[0]), abs(y - last[1])) // _STEP))
        x0, y0 = last or (x, y)
        for number in range(1, steps + 1):
            at_x, at_y = x0 + (x - x0) * number / steps, y0 + (y - y0) * number / steps
            yield Space(at_x - 2, at_y - 2, at_x + 2, at_y + 2)
        last = (x, y)


def _mark(canvas: Canvas, kind: Mark, x: float, y: float) -> None:
    if kind == "today":
        canvas.shape("path", kind, stroke="2.5", d=diamond(x, y, 8.0))
    else:
        canvas.shape("circle", kind, cx=x, cy=y, r="5")


def _swatch(canvas: Canvas, kind: Mark, x: float, middle: float) -> None:
    if kind in {"curve", "target"}:
        dash, width = ("7 3", "2") if kind == "target" else ("none", "2.5")
        canvas.shape("line", kind, stroke=width, x1=x, y1=middle, x2=x + 26, y2=middle, stroke_dasharray=dash)
    else:
        _mark(canvas, kind, x + 13, middle)
