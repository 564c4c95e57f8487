"""One day of a plan: the agents that are needed and those on duty as steps, the load as a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pcf.charts.axes import side_by_side, up_axis
from pcf.charts.canvas import Canvas, decimal, legend
from pcf.charts.curve_records import DayFrame, Moment
from pcf.charts.records import Mark, Scale

_HIGH = 0.45  # height of the area as a share of its width
_PENS: dict[Mark, tuple[str, str]] = {"needed": ("3", "none"), "today": ("2.5", "6 3"), "load": ("1.5", "none")}

_Level = tuple[int, float]  # interval, and how far up as 0 to 1


def day(moments: Sequence[Moment], frame: DayFrame) -> str:
    """Draw a day: agents needed as a solid line of steps, today's as a dashed one, the load as a thin line.

    Where today's agents are fewer than needed the difference is shaded.

    Args:
        moments: In order; what is ``None`` or no number leaves a gap.
        frame: Title, scale, and the words of ``needed``, ``today``, ``load``, ``band`` and ``short``.
    """
    canvas = Canvas()
    size = frame.width, _HIGH * frame.width
    step = frame.width / max(1, len(moments))
    up_axis(canvas, frame.scale, frame.title_up, size)
    for index, one in enumerate(moments):
        ends = [frame.scale.share(value) for value in (one.low, one.high, one.today, one.needed)]
        for kind, low, high in (("band", ends[0], ends[1]), ("short", ends[2], ends[3])):
            if low is not None and high is not None and high > low:
                top, height = (1 - high) * size[1], (high - low) * size[1]
                canvas.shape("rect", kind, x=index * step, y=top, width=step, height=height)
    for piece in _pieces([one.load for one in moments], frame.scale):
        places = [((index + 0.5) * step, (1 - share) * size[1]) for index, share in piece]
        _line(canvas, "load", places)
    stepped: dict[Mark, list[float | None]] = {
        "needed": [one.needed for one in moments],
        "today": [one.today for one in moments],
    }
    for mark, values in stepped.items():
        for piece in _pieces(values, frame.scale):
            places = [(at * step, (1 - share) * size[1]) for index, share in piece for at in (index, index + 1)]
            _line(canvas, mark, places)
    for index in side_by_side([one.label for one in moments], step):
        canvas.text((index + 0.5) * step, size[1] + 20, moments[index].label, anchor="middle")
    canvas.cover(0.0, 0.0, frame.width, size[1] + 26)
    legend(canvas, frame.words, _swatch)
    return canvas.svg(frame)


def _pieces(values: Sequence[float | None], scale: Scale) -> Iterator[list[_Level]]:
    """Yield what is known, between its gaps."""
    shares = [(index, scale.share(value)) for index, value in enumerate(values)]
    for is_known, piece in groupby(shares, key=lambda one: one[1] is not None):
        if is_known:
            yield [(index, share) for index, share in piece if share is not None]


def _line(canvas: Canvas, kind: Mark, places: Sequence[tuple[float, float]]) -> None:
    width, dash = _PENS[kind]
    if len(places) == 1:
        places = [*places, (places[0][0] + 2.0, places[0][1])]
    path = "M" + "L".join(f"{decimal(x)} {decimal(y)}" for x, y in places)
    canvas.shape("path", kind, stroke=width, d=path, stroke_dasharray=dash)


def _swatch(canvas: Canvas, kind: Mark, x: float, middle: float) -> None:
    if kind in _PENS:
        _line(canvas, kind, [(x, middle), (x + 26, middle)])
    else:
        canvas.shape("rect", kind, x=x, y=middle - 6, width="26", height="12")
